"""Who is better off in each fair pair, or whose figure is larger: on one log axis, in groups.

Position is advantage: where the lower figure is better, it stands on the side of its owner.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Literal

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.layers import Placed
from dashboard.figures.style.fonts import STRONG, measure
from dashboard.figures.style.layout import PLOT_WIDTH
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.model.row import FigureRow
from dashboard.model.vocabulary import LOWER_BOUNDS, UPPER_BOUNDS
from dashboard.text.chart_words import LEAD_MULTIPLES, WAYS, way_to
from dashboard.text.labels import Mark

HEAD, APART = 24, 10  # px for the words above a group, and before them
STEP = 68  # px from pair to pair: all of them have room on a slide
# A Vega expression: words stand over the middle of their mark, as far as the figure has room.
AT_MARK = f"max(0, min(datum.part * {PLOT_WIDTH} - datum.wide / 2, {PLOT_WIDTH} - datum.wide))"
TICKS = [1 / 100, 1 / 10, 1, 10, 100]


def lead(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One pair a row, in groups: better, merely larger, and what cannot be told.

    Dots are computed from two claims, diamonds stated as a ratio by a document.
    """
    placed, heads, height = _in_groups(marks, style)
    reach = _reach([row.advantage.value for mark in marks if (row := mark.row).advantage])
    for mark in placed:
        times = mark.data["times"] or 1
        mark.data["part"] = (math.log(times, reach) + 1) / 2  # of the way across the axis
        mark.data["wide"] = max(
            measure(mark.data["label"], LETTERS["label"], STRONG),
            *(measure(mark.data[words], 12) for words in ("sentence", "remark")),
        )
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    axis = alt.Axis(title=None, values=TICKS, labelExpr=LEAD_MULTIPLES)
    x = alt.X("times:Q", scale=scale, axis=axis)
    known = [mark for mark in placed if mark.row.group != "unclear"]
    middle, stems = layers.multiples(placed, x, scale, style)
    if len(known) < len(placed):
        _, stems = layers.multiples(known, x, scale, style)
    reaches, ends = _open_ends(placed, x, style)
    return layers.stack(
        [
            *middle,
            *reaches,
            *stems,
            *ends,
            *_dots(known, x, style),
            *layers.labels(placed, style, AT_MARK),
            *_head_layers(heads, style),
        ],
        height,
    )


def _in_groups(
    marks: Sequence[Mark], style: Style
) -> tuple[list[Placed], list[dict[str, Any]], float]:
    """The marks in their places, the words above each group, and the height of all."""
    first, second = style.project.sides
    placed: list[Placed] = []
    heads: list[dict[str, Any]] = []
    top = 0.0
    for group, held in groupby(marks, key=lambda mark: mark.row.group):
        top += APART if placed else 0
        if group == "unclear":
            heads.append({"text": WAYS[group], "side": "", "align": "left", "y": top + 12})
        else:
            left, right = f"◀ {way_to(group, second)}", f"{way_to(group, first)} ▶"
            heads.append({"text": left, "side": second.id, "align": "left", "y": top + 12})
            heads.append({"text": right, "side": first.id, "align": "right", "y": top + 12})
        members = layers.placed(list(held), step=STEP, top=round(top + HEAD))
        placed += members
        top += HEAD + len(members) * STEP
    for mark in placed:
        advantage = mark.row.advantage
        mark.data |= {
            "times": advantage.value if advantage else None,
            "shape": "circle" if mark.row.is_computed else "diamond",
        }
    return placed, heads, top


def _head_layers(heads: Sequence[dict[str, Any]], style: Style) -> list[alt.Chart]:
    """The words above the groups: each way in the colour of its side."""
    edges: tuple[tuple[Literal["left", "right"], int | str], ...] = (
        ("left", 0),
        ("right", "width"),
    )
    found = []
    for align, edge in edges:
        for is_of_side in (True, False):
            words = [
                head
                for head in heads
                if head["align"] == align and bool(head["side"]) == is_of_side
            ]
            for chart in layers.over_data(words):
                text = chart.mark_text(
                    align=align, baseline="alphabetic", fontSize=12, color=style.ink.muted
                ).encode(x=alt.XValue(edge), y=layers.at_px("y"), text="text:N")
                found.append(text.encode(color=layers.colour(style)) if is_of_side else text)
    return found


def _reach(times: list[float]) -> float:
    """The end of the axis: a power of ten, so that the labels at its ends stand flush."""
    most = max((max(value, 1 / value) for value in times), default=1.0)
    return max(100.0, 10.0 ** math.ceil(math.log10(most * 1.2)))


def _open_ends(
    placed: list[Placed], x: alt.X, style: Style
) -> tuple[list[alt.Chart], list[alt.Chart]]:
    """Where an end is open, a dotted line to the edge of the axis, and an arrow there."""
    edges: tuple[tuple[Callable[[FigureRow], bool], str | int, str, int], ...] = (
        (opens_right, "width", "triangle-right", -5),
        (opens_left, 0, "triangle-left", 5),
    )
    opened = [
        (layer, edge, shape, shift)
        for is_open, edge, shape, shift in edges
        for layer in layers.over(mark for mark in placed if is_open(mark.row))
    ]
    lines = [
        layer.mark_rule(strokeWidth=4, strokeDash=[1, 4], opacity=0.8).encode(
            x=x, x2=alt.X2Value(edge), y=layers.at_px("y"), color=layers.colour(style)
        )
        for layer, edge, _, _ in opened
    ]
    arrows = [
        layer.mark_point(shape=shape, filled=True, size=120, opacity=1, xOffset=shift).encode(
            x=alt.XValue(edge), y=layers.at_px("y"), color=layers.colour(style)
        )
        for layer, edge, shape, shift in opened
    ]
    return lines, arrows


def _dots(placed: list[Placed], x: alt.X, style: Style) -> list[alt.Chart]:
    channels = {
        "x": x,
        "y": layers.at_px("y"),
        "shape": alt.Shape("shape:N", scale=None),
        "tooltip": layers.tooltip(),
    }
    return [
        layer.mark_point(filled=True, size=230, opacity=1).encode(
            **channels, color=layers.colour(style)
        )
        for layer in layers.over(placed)
    ]


def opens_right(row: FigureRow) -> bool:
    """Whether the advantage may lie further to the right than is drawn."""
    return row.advantage is not None and row.advantage.comparator in LOWER_BOUNDS


def opens_left(row: FigureRow) -> bool:
    """Whether it may lie further to the left."""
    return row.advantage is not None and row.advantage.comparator in UPPER_BOUNDS
