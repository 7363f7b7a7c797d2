"""Dots on a logarithmic axis: figures of very different size, each as reported."""

from __future__ import annotations

import math
from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark

MOST_LABELS = 4  # powers of ten that are named on the axis


def dots(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One dot a row; hollow where it is planned, with an arrow where the hedge leaves an end."""
    placed = layers.placed(marks)
    powers = _powers(layers.values_of(marks))
    named = (
        powers if len(powers) <= MOST_LABELS else powers[:: math.ceil(len(powers) / MOST_LABELS)]
    )
    axis = alt.Axis(
        title=None,
        values=powers,
        labelExpr=f"indexof({named}, datum.value) >= 0 ? ({layers.axis_values(marks)}) : ''",
    )
    scale = alt.Scale(type="log", domain=[powers[0], powers[-1]], nice=False)
    x = alt.X("value:Q", scale=scale, axis=axis)
    present = layers.present(placed)
    track = [
        layer.mark_rule(color=style.ink.line).encode(
            x=alt.XValue(0), x2=alt.X2Value("width"), y=layers.at_px("y")
        )
        for layer in layers.over(present)
    ]
    channels = {"x": x, "y": layers.at_px("y"), "tooltip": layers.tooltip()}
    full = [
        layer.mark_circle(size=190, opacity=1).encode(**channels, color=layers.colour(style))
        for layer in layers.over(mark for mark in present if not mark.row.is_planned)
    ]
    hollow = [
        layer.mark_point(
            size=170, strokeWidth=2.5, filled=True, fill=style.ink.paper, opacity=1
        ).encode(**channels, stroke=layers.outline(style))
        for layer in layers.over(mark for mark in present if mark.row.is_planned)
    ]
    return layers.stack(
        [
            *layers.empty_places(placed, style),
            *track,
            *full,
            *hollow,
            *layers.open_ends(placed, x, style, 110, offset=14),
            *layers.labels(placed, style),
        ],
        len(marks) * layers.STEP,
    )


def _powers(values: list[float]) -> list[float]:
    """The powers of ten from just below the least value to above the largest, three at least."""
    if not values:
        low, high = 0, 1
    else:
        low, high = math.floor(math.log10(min(values) * 0.9)), math.ceil(math.log10(max(values)))
    roomy = not values or 10**high > max(values) * 1.2
    high = max(high, low + 2) if roomy else high + 1
    return [10.0**power for power in range(low, high + 1)]
