"""Whose figure is larger in each fair pair: one side divided by the other, on one log axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Literal

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.layers import Placed
from dashboard.figures.style.theme import Style
from dashboard.model.row import FigureRow
from dashboard.text.chart_words import LEAD_MULTIPLES, more_in
from dashboard.text.labels import Mark

HEAD = 20  # px for the two directions above the rows
TICKS = [1 / 100, 1 / 10, 1, 10, 100]


def lead(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One pair a row.

    Dots are computed from two claims, diamonds stated as a ratio by a document; hollow is undated.
    """
    placed = layers.placed(marks, top=HEAD)
    for mark in placed:
        mark.data |= {
            "times": mark.row.value,
            "shape": "circle" if mark.row.is_computed else "diamond",
        }
    reach = _reach(layers.values_of(marks))
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    axis = alt.Axis(title=None, values=TICKS, labelExpr=LEAD_MULTIPLES)
    x = alt.X("times:Q", scale=scale, axis=axis)
    middle, stems = layers.multiples(placed, x, scale, style)
    reaches, ends = _open_ends(placed, x, style)
    return layers.stack(
        [
            *middle,
            *reaches,
            *stems,
            *ends,
            *_dots(placed, x, style),
            *layers.labels(placed, style),
            *_directions(style),
        ],
        HEAD + len(marks) * layers.STEP,
    )


def _reach(times: list[float]) -> float:
    """The end of the axis: a power of ten, so that the labels at its ends stand flush."""
    most = max((max(value, 1 / value) for value in times), default=1.0)
    return max(100.0, 10.0 ** math.ceil(math.log10(most * 1.2)))


def _open_ends(
    placed: list[Placed], x: alt.X, style: Style
) -> tuple[list[alt.Chart], list[alt.Chart]]:
    """Where an end is open, a dotted line to the edge of the axis, and an arrow there."""
    edges: tuple[tuple[Callable[[FigureRow], bool], str | int, str, int], ...] = (
        (lambda row: row.open_right, "width", "triangle-right", -5),
        (lambda row: row.open_left, 0, "triangle-left", 5),
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
    dated = [
        layer.mark_point(filled=True, size=230, opacity=1).encode(
            **channels, color=layers.colour(style)
        )
        for layer in layers.over(mark for mark in placed if not mark.row.is_undated)
    ]
    undated = [
        layer.mark_point(
            filled=True, fill=style.ink.paper, size=200, strokeWidth=3, opacity=1
        ).encode(**channels, stroke=layers.outline(style))
        for layer in layers.over(mark for mark in placed if mark.row.is_undated)
    ]
    return [*dated, *undated]


def _directions(style: Style) -> list[alt.Chart]:
    """Above the rows, which way is more of which side."""
    first, second = style.project.sides
    ways: tuple[tuple[str, str, Literal["left", "right"], int | str], ...] = (
        (f"◀ {more_in(second)}", second.id, "left", 0),
        (f"{more_in(first)} ▶", first.id, "right", "width"),
    )
    return [
        alt.Chart(alt.Data(values=[{"text": text, "side": side}]))
        .mark_text(align=align, baseline="alphabetic", fontSize=12)
        .encode(x=alt.XValue(edge), y=alt.YValue(8), text="text:N", color=layers.colour(style))
        for text, side, align, edge in ways
    ]
