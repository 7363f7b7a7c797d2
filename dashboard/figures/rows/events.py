"""The rows of the timeline: which events are one mark, and which stand apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.data.queries import chosen
from dashboard.figures.rows.claims import unique
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.dataset import Dataset
from dashboard.model.period import OPEN_END, Period
from dashboard.model.row import FigureRow
from dashboard.model.view import View

Event = dict[str, Any]


@dataclass(frozen=True)
class _Cluster:
    """Events of one fact that are one mark: `dated` the finest date first, and those undated."""

    dated: tuple[Event, ...]
    undated: tuple[Event, ...] = ()
    dispute: str = ""

    @property
    def shown(self) -> Event:
        """The event whose date, title and actor the mark shows."""
        return (self.dated or self.undated)[0]


def event_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row an event, sorted by date; what is undated comes last.

    Events of one fact are one mark where they give the same date, or a finer one inside a coarser
    one; where a fact has a single date, what tells of it without one joins too. All others stand
    apart, so that no document is credited with a date that it does not give. Only then is chosen
    among them, by the event that a mark shows: a choice of years dates nothing otherwise. What a
    choice of documents leaves out is not joined at all.
    """
    told = chosen(dataset.events, View(view.figure, documents=view.documents))
    kept = chosen(told, view, entity="actor")
    if view.kinds:
        kept = kept[kept["kind"].isin(view.kinds)]
    shown = set(kept["event"])
    clusters = [
        cluster
        for _, group in told.groupby("fact", sort=False)
        for cluster in _clusters(group)
        if cluster.shown["event"] in shown
    ]
    return [_event_row(dataset, cluster, footnotes) for cluster in sorted(clusters, key=_order)]


def _order(cluster: _Cluster) -> tuple[str, str, str]:
    shown = cluster.shown
    return shown["start"] or "9999", shown["end"], shown["title"]


def _clusters(group: pd.DataFrame) -> list[_Cluster]:
    """The marks of one fact."""
    events = group.to_dict("records")
    undated = tuple(event for event in events if not event["start"])
    dated: list[list[Event]] = []
    for event in sorted((event for event in events if event["start"]), key=_precision):
        home = next((cluster for cluster in dated if _holds(event, cluster[0])), None)
        if home is None:
            dated.append([event])
        else:
            home.append(event)
    if len(dated) == 1:
        return [_Cluster(tuple(dated[0]), undated)]
    documents = {event["document"] for cluster in dated for event in cluster}
    dispute = "between documents" if len(documents) > 1 else "within a document"
    apart = [_Cluster(tuple(cluster), dispute=dispute) for cluster in dated]
    return [*apart, _Cluster((), undated)] if undated else apart


def _holds(coarse: Event, fine: Event) -> bool:
    """Whether a date is another one, or holds it."""
    return coarse["start"] <= fine["start"] and fine["end"] <= coarse["end"]


def _precision(event: Event) -> tuple[int, bool]:
    """The finest date comes first, and of two alike the one that is stated."""
    days = date.fromisoformat(event["end"]) - date.fromisoformat(event["start"])
    return days.days, event["date_basis"] != "stated"


def _event_row(dataset: Dataset, cluster: _Cluster, footnotes: Footnotes) -> FigureRow:
    shown = cluster.shown
    events = (*cluster.dated, *cluster.undated)
    return FigureRow(
        side=dataset.project.side_of(shown["country"]),
        name=dataset.name_by_id.get(shown["actor"], ""),
        title=shown["title"],
        entity=shown["actor"],
        country=shown["country"],
        fact=shown["fact"],
        period=shown["date"],
        period_basis=shown["date_basis"],
        date_words=shown["when"],
        is_deadline=bool(shown["deadline"]),
        start=shown["start"],
        end=shown["end"],
        known_until=_known_until(dataset, shown) if shown["end"] >= OPEN_END else "",
        dispute=cluster.dispute,
        event_kind=shown["kind"],
        milestone=next((event["milestone"] for event in events if event["milestone"]), ""),
        caveats=unique(event["caveat"] for event in events if event["caveat"]),
        says=unique(event["says"] for event in events),
        events=tuple(event["event"] for event in events),
        undated_events=tuple(event["event"] for event in cluster.undated) if cluster.dated else (),
        markers=tuple(footnotes.cite_event(event) for event in events),
    )


def _known_until(dataset: Dataset, event: Event) -> str:
    """The day of the document that tells of the event: no later one is known to it.

    The day it began where the document is undated.
    """
    published = dataset.document_by_id[event["document"]]["published"]
    return Period.parse(published).first if published else str(event["start"])
