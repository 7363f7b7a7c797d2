"""A multiple drawn from its base: how many times the base a figure is, on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.model.row import FigureRow
from dashboard.text.chart_words import MULTIPLES
from dashboard.text.labels import Mark

TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]


def multiple(row: FigureRow) -> float:
    """How many times the base a figure is; a percentage is one of the base."""
    return row.figure.value / 100 if row.unit == "percent" else row.figure.value


def ratio(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One multiple a row, from the line of the base (1) to the stated figure."""
    placed = layers.placed(marks)
    present = layers.present(placed)
    for mark in present:
        mark.data["times"] = multiple(mark.row)
    times = [mark.data["times"] for mark in present]
    reach = max(max(times), 1 / min(times), 2.0) * 1.35
    ticks = [tick for tick in TICKS if 1 / reach <= tick <= reach]
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    axis = alt.Axis(title=None, values=ticks, labelExpr=MULTIPLES)
    x = alt.X("times:Q", scale=scale, axis=axis)
    base, stems = layers.multiples(present, x, scale, style)
    dots = [
        layer.mark_circle(size=220, opacity=1).encode(
            x=x, y=layers.at_px("y"), color=layers.colour(style), tooltip=layers.tooltip()
        )
        for layer in layers.over(present)
    ]
    return layers.stack(
        [
            *layers.empty_places(placed, style),
            *base,
            *stems,
            *dots,
            *layers.open_ends(placed, x, style, 160),
            *layers.labels(placed, style),
        ],
        len(marks) * layers.STEP,
    )
