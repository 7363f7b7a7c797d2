"""The chronicle: every event in words, the two sides left and right of the years, the latest first.

An event opens to its quotes, sources, caveats and conflicts. Spans are bands along the years.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from markupsafe import Markup

from dashboard.app.components.card import figure_of
from dashboard.app.components.claims_table import conflict_links
from dashboard.app.templating import render
from dashboard.figures.figure import Figure
from dashboard.model.dataset import Dataset
from dashboard.model.project import OTHER
from dashboard.model.view import View
from dashboard.text import interface as words
from dashboard.text.codes import EVENT_KINDS
from dashboard.text.labels import Mark, source_lines


@lru_cache(maxsize=64)
def chronicle(dataset: Dataset, view: View) -> Markup:
    """The events of a view of the timeline."""
    figure = figure_of(dataset, view)
    dated = [mark for mark in figure.marks if mark.row.start]
    undated = [mark for mark in figure.marks if not mark.row.start]
    latest_first = sorted(dated, key=_place, reverse=True)
    years = [
        (year, list(group)) for year, group in groupby(latest_first, lambda m: m.row.start[:4])
    ]
    has_others = any(mark.row.side == OTHER for mark in figure.marks)
    columns = [(side.id, side.name) for side in figure.project.sides]
    if has_others:
        columns.append((OTHER, words.ELSEWHERE))  # in the column of the second side
    return render(
        "chronicle.html",
        columns=columns,
        colours=figure.style.side_colours,
        years=[
            {"year": year, "row": number, "events": _by_side(dataset, figure, group, columns)}
            for number, (year, group) in enumerate(years, 2)
        ],
        bands=_bands(figure, dated, [int(year) for year, _ in years]),
        undated=_by_side(dataset, figure, undated, columns),
        undated_title=words.NOBODYS_DATE.format(count=len(undated)) if undated else "",
        holds=figure.holds,
    )


def _place(mark: Mark) -> tuple[str, str]:
    """The year of an event, and its day in it; of one that words place in a year, the year's last.

    An event of "late 2022" is known to the year alone, and no day of it would be right.
    """
    row = mark.row
    is_in_words = bool(row.date_words) and row.start[:4] == row.end[:4]
    return row.start[:4], row.end if is_in_words else row.start


def _by_side(
    dataset: Dataset,
    figure: Figure,
    marks: Sequence[Mark],
    columns: Sequence[tuple[str, str]],
) -> list[dict[str, Any]]:
    """The events of a year, side by side; a side without any is left out."""
    sides = []
    for number, (side, name) in enumerate(columns):
        events = [_event(dataset, mark) for mark in marks if mark.row.side == side]
        if events:
            sides.append(
                {
                    "side": side,
                    "name": name,
                    "column": number,
                    "is_right": number > 0,
                    "events": events,
                }
            )
    return sides


def _event(dataset: Dataset, mark: Mark) -> dict[str, Any]:
    row = mark.row
    when = mark.words.when
    documents = {source.document for source in mark.sources}
    return {
        "id": row.events[0],
        "others": row.events[1:],
        "when": "" if when == row.start[:4] else when,
        "title": row.title,
        "kind": EVENT_KINDS[row.event_kind],
        "is_planned": row.is_planned,
        "is_disputed": bool(row.dispute),
        "documents": words.BY_DOCUMENTS.format(count=len(documents)) if len(documents) > 1 else "",
        "quotes": [f"“{phrase}”" for phrase in row.says],
        "caveats": row.caveats,
        "sources": source_lines(mark),
        "conflicts": conflict_links(dataset, row.events),
    }


def _bands(figure: Figure, marks: Sequence[Mark], years: Sequence[int]) -> list[dict[str, Any]]:
    """Spans of years as bands along the spine: from which row of the grid to which, and whose.

    `years` are those of the rows, the latest first. Bands that overlap lie beside one another.
    """
    bands: list[dict[str, Any]] = []
    free: list[int] = []  # the earliest year that each lane is taken from
    spans = [mark for mark in marks if mark.row.is_span]
    for mark in sorted(spans, key=lambda mark: mark.row.start, reverse=True):
        first, last = int(mark.row.start[:4]), int(mark.row.last_year or 0)
        within = [number for number, year in enumerate(years) if first <= year <= last]
        lane = next((lane for lane, taken in enumerate(free) if last < taken), len(free))
        free[lane : lane + 1] = [first]
        bands.append(
            {
                "from": within[0] + 2,
                "to": within[-1] + 3,
                "lane": lane,
                "colour": figure.style.side_colours[mark.row.side],
                "label": f"{mark.words.when}: {mark.row.title}",
            }
        )
    return bands
