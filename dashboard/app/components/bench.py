"""The list of the bench: every metric that the filters leave, with its figures, date and verdict.

A row leads to its figure; the sign beside it sets it next to those that are chosen already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from dashboard.app.components.card import figure_of
from dashboard.app.components.statements import numbers_of, told
from dashboard.app.templating import render
from dashboard.figures.figure import Figure
from dashboard.figures.rows.statements import listed, view_of_metric
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.verdict import CARE, LIKE, NEVER
from dashboard.model.view import View
from dashboard.text import interface as words
from dashboard.text.codes import SHORT_LEVELS

Entry = dict[str, Any]
MOST = 4  # figures that are set side by side
NUMBERS = 2  # figures that a row names
TABLES = ("csv", "xlsx", "pptx")  # formats in which all that is listed leaves as one file
SURENESS = (LIKE, CARE, NEVER, "")  # verdicts, the surest first, and none
# Code of words.ORDERS -> what the list is sorted by.
ORDERS: dict[str, Callable[[Entry], Any]] = {
    "place": lambda entry: 0,
    "title": lambda entry: entry["title"].casefold(),
    "year": lambda entry: -int(entry["year"] or 0),
    "certainty": lambda entry: (SURENESS.index(entry["level"]), not entry["is_dated"]),
}


def entries(dataset: Dataset, view: View, order: str) -> list[Entry]:
    """What the filters of a view of many metrics leave, sorted by one of ORDERS."""
    names = listed(dataset, view)
    found = [_entry(dataset, view_of_metric(dataset, view, name)) for name in names]
    return sorted(found, key=ORDERS[order])


@lru_cache(maxsize=2048)
def _entry(dataset: Dataset, view: View) -> Entry:
    """A metric as a line of the list, narrowed down as the list is."""
    figure = figure_of(dataset, view)
    marks = told(figure)
    numbers = numbers_of(marks)
    level = _level(figure)
    years = [mark.row.end[:4] for mark in marks if mark.row.end]
    return {
        "metric": view.figure,
        "title": figure.entry.title,
        "numbers": numbers[:NUMBERS],
        "more": max(0, len(numbers) - NUMBERS),
        "when": ", ".join(dict.fromkeys(mark.words.when for mark in marks if mark.words.when)),
        "level": level,
        "verdict": SHORT_LEVELS.get(level, ""),
        "is_of_statistics": figure.style.is_of_statistics,
        "is_dated": not any(mark.row.is_undated for mark in marks),
        "year": max(years, default=""),
    }


def _level(figure: Figure) -> str:
    """How far the figures of both sides may be compared, by the least sure pair; "" without one."""
    return max((gap.verdict.level for gap in figure.gaps), key=SURENESS.index, default="")


def bench(
    found: Sequence[Entry],
    view: View,
    chosen: Sequence[str],
    kept: dict[str, str],
    listing: str,
) -> Markup:
    """The list as HTML, under the line that counts it.

    `chosen` are shown beside it, `kept` are the filters of the address.
    """
    urls = Urls()
    undated = sum(not entry["is_dated"] for entry in found)
    has_years = view.start is not None or view.end is not None
    return render(
        "bench.html",
        rows=[
            {
                **entry,
                "address": urls.explore([entry["metric"]], kept),
                "is_chosen": entry["metric"] in chosen,
                "toggled": urls.explore(others, kept) if others else "",
            }
            for entry in found
            for others in [_toggled(chosen, entry["metric"])]
        ],
        undated=words.UNDATED_STAY.format(count=undated) if has_years and undated else "",
        listing=listing,
        files=files(view),
    )


def files(view: View) -> list[dict[str, str]]:
    """The files that hold everything that is listed."""
    return [{"name": name.upper(), "address": Urls().file(view, name)} for name in TABLES]


def _toggled(chosen: Sequence[str], metric: str) -> list[str]:
    """What is chosen once a metric is added or taken away; [] where it cannot be."""
    if metric in chosen:
        return [name for name in chosen if name != metric]
    return [*chosen, metric] if len(chosen) < MOST else []
