"""What can be looked for: figures, metrics, events, conflicts, documents, each with its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.quantity import Quantity
from dashboard.model.vocabulary import DOCUMENTS, STATISTICS
from dashboard.text.codes import EVENT_KINDS
from dashboard.text.formatting import period, quantity
from dashboard.text.sources import date_words, place_of


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: a line of what it is, one of where, and the words that find it.

    `words` are not shown: the documents' own words, definitions, names. `address` is relative to
    the root of the dashboard.
    """

    kind: str  # "figure", "metric", "event", "conflict", "document" or "statistic"
    title: str
    detail: str
    address: str
    words: str


def entries(dataset: Dataset) -> list[Entry]:
    """Everything that can be found, what the documents say first."""
    return [
        *_claims(dataset, DOCUMENTS, "figure"),
        *_metrics(dataset),
        *_events(dataset),
        *_conflicts(dataset),
        *_documents(dataset),
        *(entry for name in STATISTICS for entry in _claims(dataset, name, "statistic")),
    ]


def _claims(dataset: Dataset, collection: str, kind: str) -> Iterator[Entry]:
    claims = dataset.claims[dataset.claims["collection"] == collection]
    for claim in claims.to_dict("records"):
        metric = dataset.metric_by_id[claim["metric"]]
        when = period(claim["period"], claim["period_basis"], bool(claim["deadline"]))
        yield Entry(
            kind,
            f"{quantity(Quantity.of_claim(claim))}, {dataset.name_by_id[claim['entity']]}",
            _joined(metric.title, "" if claim["unit"] == "year" else when, _place(dataset, claim)),
            Urls().metric(metric.metric),
            _joined(metric.question, claim["says"], claim["scope"], claim["caveat"]),
        )


def _metrics(dataset: Dataset) -> Iterator[Entry]:
    for name, metric in dataset.metric_by_id.items():
        topic = dataset.topic_by_id[metric.topic]
        yield Entry(
            "metric",
            metric.title,
            _joined(topic.title, metric.question),
            Urls().metric(name),
            metric.definition,
        )


def _events(dataset: Dataset) -> Iterator[Entry]:
    for event in dataset.events.to_dict("records"):
        dated = date_words(event["date"], event["date_basis"], bool(event["deadline"]))
        yield Entry(
            "event",
            event["title"],
            _joined(event["when"] or dated, _place(dataset, event)),
            Urls().event(event["event"]),
            _joined(
                EVENT_KINDS[event["kind"]],
                dataset.name_by_id.get(event["actor"], ""),
                event["says"],
                event["caveat"],
            ),
        )


def _conflicts(dataset: Dataset) -> Iterator[Entry]:
    passages = dataset.conflict_passages
    for conflict in dataset.conflicts.to_dict("records"):
        said = passages[passages["conflict"] == conflict["conflict"]]["says"]
        yield Entry(
            "conflict",
            conflict["title"],
            conflict["differs"],
            Urls().conflict(conflict["conflict"]),
            _joined(conflict["better"], *said),
        )


def _documents(dataset: Dataset) -> Iterator[Entry]:
    for row in dataset.documents.to_dict("records"):
        title = row["title"] or row["short"]
        yield Entry(
            "document",
            title,
            _joined(row["authors"] or row["publisher"], row["edition"]),
            Urls().standing("sources"),
            _joined(row["short"], row["original_title"], row["note"]),
        )


def _place(dataset: Dataset, row: dict[str, Any]) -> str:
    return place_of(dataset.title_by_id[row["document"]], row)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
