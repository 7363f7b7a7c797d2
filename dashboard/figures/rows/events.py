"""The rows of the timeline: events of one fact are one mark where their dates agree."""

from __future__ import annotations

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
LONG = 10**7  # days: longer than any event, for those without a date


def event_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row an event: those of one fact whose dates agree are one mark, others stay apart.

    Rows are sorted by date; what is undated comes last.
    """
    events = chosen(dataset.events, view, entity="actor")
    if view.kinds:
        events = events[events["kind"].isin(view.kinds)]
    marks = [mark for _, group in events.groupby("fact", sort=False) for mark in _marks(group)]
    marks.sort(key=lambda mark: _order(mark[0]))
    return [_event_row(dataset, *mark, footnotes) for mark in marks]


def _order(events: list[Event]) -> tuple[str, str, str]:
    shown = _most_exact(events)
    return shown["start"] or "9999", shown["end"], shown["title"]


def _marks(group: pd.DataFrame) -> list[tuple[list[Event], bool]]:
    """The events of one fact in clusters whose dates agree, each with whether there are several."""
    clusters: list[list[Event]] = []
    ordered = group.sort_values(["start", "end"], ascending=[False, True]).to_dict("records")
    for event in ordered:
        near = next((cluster for cluster in clusters if _agree(event, cluster[0])), None)
        if near is None:
            clusters.append([event])
        else:
            near.append(event)
    return [(cluster, len(clusters) > 1) for cluster in clusters]


def _agree(event: Event, other: Event) -> bool:
    """Whether an event is undated, or its dates overlap those of the other."""
    return not event["start"] or (event["start"] <= other["end"] and event["end"] >= other["start"])


def _most_exact(events: list[Event]) -> Event:
    return min(events, key=lambda event: (_days(event), event["date_basis"] != "stated"))


def _event_row(
    dataset: Dataset, events: list[Event], is_disputed: bool, footnotes: Footnotes
) -> FigureRow:
    shown = _most_exact(events)
    ids = unique([shown["event"], *(event["event"] for event in events)])
    return FigureRow(
        side=dataset.project.side_of(shown["country"]),
        name=dataset.name_by_id.get(shown["actor"], ""),
        title=shown["title"],
        entity=shown["actor"],
        country=shown["country"],
        fact=shown["fact"],
        period=shown["date"],
        period_basis=shown["date_basis"],
        start=shown["start"],
        end=shown["end"],
        known_until=_known_until(dataset, shown) if shown["end"] >= OPEN_END else "",
        is_disputed=is_disputed,
        event_kind=shown["kind"],
        caveats=unique(event["caveat"] for event in events if event["caveat"]),
        says=(shown["says"],),
        events=ids,
        markers=tuple(footnotes.cite_event(event, shown["title"]) for event in events),
    )


def _known_until(dataset: Dataset, event: Event) -> str:
    """The day of the document that tells of the event: no later one is known to it.

    The day it began where the document is undated.
    """
    published = dataset.document_by_id[event["document"]]["published"]
    return Period.parse(published).first if published else str(event["start"])


def _days(event: Event) -> int:
    if not event["start"]:
        return LONG
    return (date.fromisoformat(event["end"]) - date.fromisoformat(event["start"])).days
