"""Claims and events as tables, with the passage around each where the texts are at hand."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.app.components.counted import counted, queries
from dashboard.app.templating import render
from dashboard.data.excerpts import Passage, passage
from dashboard.data.queries import claims_by_id, conflicts_about
from dashboard.errors import DashboardError
from dashboard.figures.figure import Figure
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.quantity import Quantity
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.text import interface as words
from dashboard.text.codes import STATUSES, VOICES
from dashboard.text.formatting import period, quantity
from dashboard.text.sources import date_words, place_of

LOG = logging.getLogger("dashboard")


def claim_rows(dataset: Dataset, claims: pd.DataFrame) -> list[list[Any]]:
    """A line a claim, under CLAIM_COLUMNS: words, value with its hedge, date, line, caveat."""
    return [_claim_row(dataset, claim) for claim in claims.to_dict("records")]


def _claim_row(dataset: Dataset, claim: dict[str, Any]) -> list[Any]:
    when = period(claim["period"], claim["period_basis"], claim["deadline"])
    status = STATUSES[claim["status"]]
    voice = "" if claim["voice"] == "document" else VOICES[claim["voice"]]
    return [
        claim["line"] if claim["collection"] == DOCUMENTS else claim["locator"],
        dataset.metric_by_id[claim["metric"]].title,
        dataset.name_by_id[claim["entity"]],
        quantity(Quantity.of_claim(claim)),
        f"“{claim['says']}”",
        "" if claim["unit"] == "year" else when,
        ", ".join(filter(None, [status, voice])),
        claim["cites"] or words.NOTHING_CITED,
        claim["caveat"],
    ]


def event_rows(events: pd.DataFrame) -> list[list[Any]]:
    """A line an event, under EVENT_COLUMNS."""
    return [
        [
            event["line"],
            event_date(event),
            event["title"],
            f"“{event['says']}”",
            event["cites"] or words.NOTHING_CITED,
            event["caveat"],
        ]
        for event in events.to_dict("records")
    ]


def event_date(event: dict[str, Any]) -> str:
    """When, in words, by its row of `events.csv`."""
    return event["when"] or date_words(event["date"], event["date_basis"], event["deadline"])


def place(dataset: Dataset, row: dict[str, Any]) -> str:
    """The document and line of a claim or an event."""
    return place_of(dataset.title_by_id[row["document"]], row)


def conflict_links(
    dataset: Dataset, ids: Collection[str], metric: str = ""
) -> list[tuple[str, str]]:
    """Title and address of each conflict about some claims or events, or about a metric."""
    found = conflicts_about(dataset, ids, metric).to_dict("records")
    return [(row["title"], Urls().conflict(row["conflict"])) for row in found]


def claims_behind(dataset: Dataset, figure: Figure) -> Markup:
    """The claims behind a figure, one below the other; none for all metrics at once.

    Each with its words, place, date, status, caveat, the conflicts about it, and the passage around
    it where the texts are at hand.
    """
    ids = [claim for row in figure.rows for claim in row.claims]
    if not ids or not figure.entry.lists_sources:
        return Markup()
    rows = claims_by_id(dataset, ids).to_dict("records")
    passages = _passages(dataset, rows)
    return render(
        "claims.html",
        queries=queries(dataset, {claim["document"] for claim in rows}),
        claims=[_record(dataset, claim, (passages or {}).get(claim["claim"])) for claim in rows],
        no_passages=words.NO_PASSAGES if passages is None else "",
    )


def _record(dataset: Dataset, claim: dict[str, Any], passage: Passage | None) -> dict[str, Any]:
    """A claim in words."""
    _line, title, of, figure, quote, when, status, _cites, caveat = _claim_row(dataset, claim)
    return {
        "id": claim["claim"],
        "title": title,
        "of": of,
        "figure": figure,
        "quote": quote,
        "told": ", ".join(filter(None, (when, status))),
        "place": place(dataset, claim),
        "caveat": caveat,
        "conflicts": conflict_links(dataset, [claim["claim"]]),
        "passage": passage,
        "counted": counted(dataset, claim),
    }


def _passages(dataset: Dataset, claims: Sequence[dict[str, Any]]) -> dict[str, Passage] | None:
    """Claim id -> the passage around it; None where the texts are not at hand."""
    of_documents = [claim for claim in claims if claim["collection"] == DOCUMENTS]
    try:
        return {claim["claim"]: passage(dataset, claim) for claim in of_documents}
    except DashboardError as error:
        LOG.info("Passages are not shown: %s", error)
        return None
