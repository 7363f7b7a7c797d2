"""Headline figures: the hedged number with a bar where two compare, what it is, when, and where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.figures.figure import Figure
from dashboard.figures.urls import Urls
from dashboard.text import interface as words
from dashboard.text.labels import Mark, short_places
from dashboard.text.names import capitalised


def headlines(figures: Sequence[Figure]) -> Markup:
    """A tile a figure."""
    return render("headlines.html", tiles=[_tile(figure) for figure in figures])


def _tile(figure: Figure) -> dict[str, Any]:
    present = [mark for mark in figure.marks if not mark.row.is_absent]
    absent = [mark for mark in figure.marks if mark.row.is_absent]
    return {
        "title": figure.entry.title,
        "address": Urls().metric(figure.view.figure),
        "when": ", ".join(dict.fromkeys(mark.words.detail for mark in present)),
        "numbers": [_number(figure, mark, present) for mark in present],
        "gaps": [
            words.NO_FIGURE.format(name=mark.row.name, reason=mark.words.missing) for mark in absent
        ],
        "places": [capitalised(place) for place in short_places(present)],
    }


def _number(figure: Figure, mark: Mark, present: Sequence[Mark]) -> dict[str, Any]:
    """A number, whose it is, and its part of the larger of both where these may be compared."""
    metric = figure.entry.metric
    is_drawn = len(present) == len(figure.project.sides) and metric and metric.comparable
    most = max(each.row.figure.value for each in present)
    return {
        "figure": mark.words.figure,
        "name": mark.row.name,
        "part": round(100 * mark.row.figure.value / most, 1) if is_drawn and most else None,
        "colour": figure.style.side_colours[mark.row.side],
    }
