"""A multiple drawn from its base: how many times the base a figure is, on a logarithmic axis."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import (
    STEP,
    at,
    colour,
    empty_places,
    labels,
    open_ends,
    over,
    placed,
    stack,
    tooltip,
)
from dashboard.figures.style.theme import INKS

TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
SPOKEN = "datum.value < 1 ? '1/' + round(1 / datum.value) : datum.value === 1 ? 'equal' : datum.value + '×'"


def ratio(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One multiple a row, from the line of the base (1) to the stated figure."""
    percent = rows["unit"] == "percent"
    laid = placed(rows).assign(times=rows["value"].where(~percent, rows["value"] / 100))
    reach = max(laid["times"].max(), 1 / laid["times"].min(), 2.0) * 1.35
    axis = alt.Axis(
        title=None, values=[tick for tick in TICKS if 1 / reach <= tick <= reach], labelExpr=SPOKEN
    )
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    x = alt.X("times:Q", scale=scale, axis=axis)
    there = over(laid[~laid["absent"]])
    base = [
        each.mark_rule(color=INKS[theme].muted, strokeWidth=1.5).encode(
            x=alt.X(datum=1, scale=scale), y=at("y_top"), y2="y_end:Q"
        )
        for each in there
    ]
    stem = [
        each.mark_rule(strokeWidth=4).encode(x=x, x2=alt.X2Datum(1), y=at("y"), color=colour(theme))
        for each in there
    ]
    dot = [
        each.mark_circle(size=220, opacity=1).encode(
            x=x, y=at("y"), color=colour(theme), tooltip=tooltip()
        )
        for each in there
    ]
    ends = open_ends(laid, x, theme, 160)
    return stack(
        [*empty_places(laid, theme), *base, *stem, *dot, *ends, *labels(laid, theme)],
        len(rows) * STEP,
    )
