"""Metrics as rows: where nothing is compared, the number, whose it is, when, and where it stands.

A row opens to the documents' own words, what is counted, caveats, and what can be taken away.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from dashboard.app.components.card import conflicts_of, figure_of
from dashboard.app.templating import render
from dashboard.export.citation.quotation import quote
from dashboard.figures.figure import Figure
from dashboard.figures.urls import Urls
from dashboard.model.comparison import counterparts
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.text.labels import Mark, short_places
from dashboard.text.names import capitalised

MOST = 4  # figures that a row names; of more the last of each side
PICTURES = ("png", "svg")  # formats that a row leads to at once; its page has all


@lru_cache(maxsize=64)
def statements(dataset: Dataset, metrics: tuple[str, ...]) -> Markup:
    """A row a metric, in the order of `metrics`; to be sorted, and narrowed to what has a date."""
    return render("statements.html", rows=[_row(dataset, metric) for metric in metrics])


def _row(dataset: Dataset, metric: str) -> dict[str, Any]:
    figure = figure_of(dataset, View(metric))
    shown = told(figure)
    is_counted = figure.style.is_of_statistics
    quotes = list(dict.fromkeys(mark.quotes for mark in shown if mark.quotes))
    return {
        "title": figure.entry.title,
        "is_of_statistics": is_counted,
        "numbers": numbers_of(shown),
        "when": _when(shown),
        "is_dated": all(not mark.row.is_undated for mark in shown),
        "year": max((mark.row.end[:4] for mark in shown), default=""),
        "places": [capitalised(place) for place in short_places(shown)],
        "definition": figure.entry.definition,
        "gist": ("" if is_counted else "; ".join(quotes)) or figure.entry.definition,
        "quotes": quotes,
        "caveat": figure.caveat_note,
        "notes": [note for note in figure.notes if note != figure.caveat_note],
        "sources": figure.listing,
        "conflicts": conflicts_of(dataset, figure),
        "page": Urls().metric(metric),
        "files": [
            {"name": name.upper(), "address": Urls().file(figure.view, name)}
            for name in (*PICTURES, "csv")
        ],
        "sentence": quote(figure),
    }


def told(figure: Figure) -> list[Mark]:
    """The marks that a row names: all where they are few, else the last, of both sides if any."""
    present = [mark for mark in figure.marks if not mark.row.is_absent]
    if len(present) <= MOST:
        return present
    couples = counterparts([mark.row for mark in present], figure.project.side_ids)
    last = max((one.end for one, _ in couples), default="")
    latest = next((couple for couple in reversed(couples) if couple[0].end == last), ())
    return [mark for mark in present if any(mark.row is row for row in latest)] or present[-1:]


def numbers_of(marks: Sequence[Mark]) -> list[dict[str, str]]:
    """The figures of a row and whose they are, each once where several documents state it."""
    pairs = dict.fromkeys((mark.words.figure, mark.row.name) for mark in marks)
    return [{"figure": figure, "who": who} for figure, who in pairs]


def _when(marks: Sequence[Mark]) -> str:
    """Of a row with one figure whose it is; then when, what weakens it, and from which table."""
    numbers = numbers_of(marks)
    told = [", ".join(filter(None, (mark.words.detail, mark.words.remark))) for mark in marks]
    times = "; ".join(dict.fromkeys(filter(None, told)))
    who = [number["who"] for number in numbers] if len(numbers) == 1 else []
    return capitalised(", ".join(filter(None, [*who, times])))
