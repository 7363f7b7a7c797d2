"""Headline figures: the hedged number, what it is, when, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.figures.figure import Figure
from dashboard.figures.urls import Urls
from dashboard.text import interface as words


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
        "labels": [mark.words.label for mark in present],
        "gaps": [
            words.NO_FIGURE.format(name=mark.row.name, reason=mark.words.missing) for mark in absent
        ],
        "places": figure.places,
    }
