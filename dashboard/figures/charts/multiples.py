"""Small multiples: one plot a count, below one another over the same years, each from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.lines import (
    AXIS,
    NARROWEST,
    Line,
    Panel,
    area_of,
    layers_of,
    line_of,
    panel_of,
)
from dashboard.figures.charts.plot import Plot
from dashboard.figures.charts.readout import explored
from dashboard.figures.style.fonts import FONT, STRONG, wrap
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.model.comparison import standing
from dashboard.model.series import series_of
from dashboard.text.comparisons import standing_words
from dashboard.text.labels import Mark
from dashboard.text.sources import counted_by

SIZES = {"label": LETTERS["label"], "small": 12, "axis": LETTERS["axis"]}  # px
HEIGHT, PAGE_HEIGHT = 96, 136  # px of one plot, and of one on a page, where it is wider
TICK = 24  # px above it, for the number on its uppermost line
APART = 26  # px between a plot and what stands above the next
LEADING = {"label": 17, "small": 16, "axis": 15}  # px from line to line of the words above a plot


def multiples(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """A plot a metric, with its title, whose figure is larger, and who counted above it."""
    return _drawn(marks, style)


def explorable_multiples(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """The same for a page: read by year, isolated by name."""
    return _drawn(marks, style, is_explored=True)


def _drawn(marks: Sequence[Mark], style: Style, is_explored: bool = False) -> alt.LayerChart:
    mark_by_row = {id(mark.row): mark for mark in marks}
    of_metric: dict[str, list[Mark]] = {}
    for mark in marks:
        of_metric.setdefault(mark.row.metric, []).append(mark)
    drawn = [_lines(held) for held in of_metric.values()]
    areas = _aligned([area_of(held, mark_by_row) for held in drawn])
    panels: list[Panel] = []
    heads: list[dict[str, Any]] = []
    top = 0.0
    for held, of_one, area in zip(of_metric.values(), drawn, areas, strict=True):
        head, top = _head(held, style, top)
        heads += head
        placed = replace(area, top=top + TICK, height=PAGE_HEIGHT if is_explored else HEIGHT)
        panels.append(panel_of(of_one, placed, mark_by_row))
        top = panels[-1].bottom + APART
    parts = [*layers_of(panels, mark_by_row, style), *_head_layers(heads, style)]
    if is_explored:
        parts = explored(parts, panels, mark_by_row, style)
    return layers.stack(parts, max(panels[-1].bottom, panels[-1].area.bottom + AXIS))


def _lines(marks: Sequence[Mark]) -> list[Line]:
    return [line_of(series) for series in series_of([mark.row for mark in marks])]


def _aligned(areas: Sequence[Plot]) -> list[Plot]:
    """The plots with one axis of years and one column of names."""
    first, last = min(area.first for area in areas), max(area.last for area in areas)
    left, column = max(area.left for area in areas), max(area.column for area in areas)
    return [replace(area, first=first, last=last, left=left, column=column) for area in areas]


def _head(marks: Sequence[Mark], style: Style, top: float) -> tuple[list[dict[str, Any]], float]:
    """The lines of words above a plot, from `top` px down; where they end."""
    row = marks[0].row
    stands = standing([mark.row for mark in marks], style.project.side_ids)
    paragraphs = (
        (row.title, "label", STRONG),
        (standing_words(stands, style.project) if stands else "", "small", FONT),
        (
            counted_by([source for mark in marks for source in mark.sources], row.timing),
            "axis",
            FONT,
        ),
    )
    records = []
    y = top
    for text, look, family in paragraphs:
        for line in wrap(text, NARROWEST, SIZES[look], family) if text else ():
            y += LEADING[look]
            records.append({"text": line, "y": y, "look": look, "family": family})
    return records, y


def _head_layers(heads: Sequence[dict[str, Any]], style: Style) -> list[alt.Chart]:
    looks = (("label", STRONG, "ink"), ("small", FONT, "ink"), ("axis", FONT, "muted"))
    return [
        chart.mark_text(
            font=family,
            fontSize=SIZES[look],
            color=getattr(style.ink, colour),
            baseline="alphabetic",
        ).encode(x=alt.XValue(0), y=layers.at_px("y"), text="text:N")
        for look, family, colour in looks
        for chart in layers.over_data(
            [
                {"text": head["text"], "y": head["y"]}
                for head in heads
                if (head["look"], head["family"]) == (look, family)
            ]
        )
    ]
