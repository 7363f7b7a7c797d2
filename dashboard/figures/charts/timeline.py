"""Dated events on an axis of years, in lanes by kind; what is only planned looks different."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.timeline_layout import (
    MARK,
    TimelineLayout,
    lay_out,
)
from dashboard.figures.style.fonts import FONT, STRONG, measure
from dashboard.figures.style.layout import LEAST
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.text.chart_words import lane_title, legend_title
from dashboard.text.labels import Mark

LINE = 21  # px from line to line: less than on a page, where a pointer must find each mark
DIGITS = 10  # px
DIAMOND = 22  # px across: as much ink as a circle
LEGEND, SIGN, GAP = 20, 15, 16  # px: a row of it, from a sign to its word, to the next sign
AXIS = 22  # px for the labels above the lanes


def timeline(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One mark an event, numbered like the list below it.

    A line shows how long it lasted, a hollow diamond that it is planned; readers are told so by
    `text.captions.SIGNS`. On a page `timeline_interactive` shows the same.
    """
    layout = lay_out(marks, style)
    legend, legend_height = _legend(layout, style)
    top = legend_height + AXIS
    return layers.stack(
        [
            *_axis(layout, top, style),
            *_lanes(layout, top, style),
            *_spans(layout, top, style),
            *_dots(layout, top, style),
            *legend,
        ],
        top + layout.depth * LINE,
    )


def _x(layout: TimelineLayout, column: str = "x") -> alt.X:
    scale = alt.Scale(domain=list(layout.axis), nice=False, zero=False)
    return alt.X(f"{column}:Q", scale=scale, axis=None)


def _axis(layout: TimelineLayout, top: float, style: Style) -> list[alt.Chart]:
    """A line and a label for each year that is named."""
    records = [
        {"x": x, "name": name, "y": top - 8, "y_top": top, "y_end": top + layout.depth * LINE}
        for x, name in layout.ticks
    ]
    ticks = alt.Chart(alt.Data(values=records))
    return [
        ticks.mark_rule(color=style.ink.line).encode(
            x=_x(layout), y=layers.at_px("y_top"), y2="y_end:Q"
        ),
        ticks.mark_text(
            font=FONT,
            fontSize=LETTERS["axis"],
            color=style.ink.muted,
            align="center",
            baseline="alphabetic",
        ).encode(x=_x(layout), y=layers.at_px("y"), text="name:N"),
    ]


def _lanes(layout: TimelineLayout, top: float, style: Style) -> list[alt.Chart]:
    """A line above each lane, and its name on the lines of the years."""
    size = LETTERS["axis"]
    records = [
        {
            "title": lane_title(kind),
            "width": measure(lane_title(kind), size) + 4,
            "y": top + line * LINE,
            "y_text": top + line * LINE + 11,
            "y_end": top + line * LINE + 15,
        }
        for kind, line in layout.lanes
    ]
    lanes = alt.Chart(alt.Data(values=records))
    words = lanes.mark_text(
        font=FONT, fontSize=size, color=style.ink.muted, baseline="alphabetic"
    ).encode(x=alt.XValue(0), y=layers.at_px("y_text"), text="title:N")
    rules = lanes.mark_rule(color=style.ink.line).encode(
        x=alt.XValue(0), x2=alt.X2Value("width"), y=layers.at_px("y")
    )
    if not style.ink.ground:
        return [rules, words]
    behind = lanes.mark_rect(
        fill=style.ink.ground, stroke=None, opacity=1, x2Offset=alt.expr("datum.width")
    ).encode(x=alt.XValue(0), x2=alt.X2Value(0), y=layers.at_px("y"), y2="y_end:Q")
    return [behind, rules, words]


def _spans(layout: TimelineLayout, top: float, style: Style) -> list[alt.Chart]:
    records = [
        {"x": first, "x_end": last, "y": top + dot.y * LINE, "side": dot.mark.row.side}
        for dot, first, last in layout.spans
    ]
    return [
        chart.mark_rule(strokeWidth=4, opacity=0.4).encode(
            x=_x(layout), x2="x_end:Q", y=layers.at_px("y"), color=layers.colour(style)
        )
        for chart in layers.over_data(records)
    ]


def _dots(layout: TimelineLayout, top: float, style: Style) -> list[alt.Chart]:
    """Circles and diamonds with their numbers; those that come later lie above."""
    return [
        part
        for is_planned in (False, True)
        for chart in layers.over_data(
            [
                {
                    "x": dot.x,
                    "y": top + dot.y * LINE,
                    "number": str(dot.number),
                    "side": dot.mark.row.side,
                }
                for dot in layout.dots
                if dot.mark.row.is_planned == is_planned
            ]
        )
        for part in (
            _signs(chart, is_planned, style).encode(x=_x(layout)),
            _numbers(chart, is_planned, style).encode(x=_x(layout)),
        )
    ]


def _signs(chart: alt.Chart, is_planned: bool, style: Style) -> alt.Chart:
    """A full circle for what happened, a hollow diamond for what is planned."""
    if is_planned:
        hollow = chart.mark_point(
            shape="diamond",
            filled=True,
            fill=style.ink.paper,
            size=DIAMOND**2,
            strokeWidth=2,
            opacity=1,
        )
        return hollow.encode(y=layers.at_px("y"), stroke=layers.outline(style))
    full = chart.mark_point(shape="circle", filled=True, size=(MARK + 2) ** 2, opacity=1)
    return full.encode(y=layers.at_px("y"), color=layers.colour(style))


def _numbers(chart: alt.Chart, is_planned: bool, style: Style) -> alt.Chart:
    """The number of each mark in the list, on the mark."""
    digits = chart.mark_text(
        font=STRONG,
        fontSize=DIGITS,
        align="center",
        baseline="alphabetic",
        dy=0.36 * DIGITS,
        color=style.ink.paper,
    ).encode(y=layers.at_px("y"), text="number:N")
    return digits.encode(color=layers.colour(style)) if is_planned else digits


def _legend(layout: TimelineLayout, style: Style) -> tuple[list[alt.Chart], float]:
    """Each kind of mark with its name, in as many rows as the narrowest figure needs; its height"""
    words = [legend_title(*group, style.project) for group in layout.groups]
    widths = [SIGN + measure(text, LETTERS["axis"]) + GAP for text in words]
    rows, left = [0], [0.0]
    for before, width in pairwise(widths):
        is_full = left[-1] + before + width - GAP > LEAST
        rows.append(rows[-1] + is_full)
        left.append(0.0 if is_full else left[-1] + before)
    records = [
        {
            "side": side,
            "planned": is_planned,
            "text": text,
            "left": x,
            "y": row * LEGEND + 8,
            "y_text": row * LEGEND + 12,
        }
        for (side, is_planned), text, x, row in zip(layout.groups, words, left, rows, strict=True)
    ]
    signs = [
        part
        for is_planned in (False, True)
        for chart in layers.over_data([each for each in records if each["planned"] == is_planned])
        for part in _named(chart, is_planned, style)
    ]
    return signs, (rows[-1] + 1) * LEGEND


def _named(chart: alt.Chart, is_planned: bool, style: Style) -> list[alt.Chart]:
    small = _signs(chart, is_planned, style)
    small.mark.size, small.mark.xOffset = (14**2 if is_planned else 11**2), alt.expr("datum.left+7")
    small.mark.strokeWidth = 1.5
    words = chart.mark_text(
        font=FONT,
        fontSize=LETTERS["axis"],
        color=style.ink.ink,
        baseline="alphabetic",
        xOffset=alt.expr(f"datum.left+{SIGN + 3}"),
    ).encode(x=alt.XValue(0), y=layers.at_px("y_text"), text="text:N")
    return [small.encode(x=alt.XValue(0)), words]
