"""A multiple drawn from its base: how many times the base a figure is, on a logarithmic axis."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.forms.marks import STEP, colour, empty_places, labels, open_ends, placed, stack, tooltip, values
from dashboard.theme import INKS

TICKS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
SPOKEN = "datum.value < 1 ? '1/' + round(1 / datum.value) : datum.value === 1 ? 'equal' : datum.value + '×'"


def ratio(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One multiple a row, from the line of the base (1) to the stated figure."""
    percent = rows["unit"] == "percent"
    laid = placed(rows).assign(times=rows["value"].where(~percent, rows["value"] / 100))
    reach = max(laid["times"].max(), 1 / laid["times"].min(), 2.0) * 1.35
    data = values(laid)
    axis = alt.Axis(title=None, values=[tick for tick in TICKS if 1 / reach <= tick <= reach], labelExpr=SPOKEN)
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    x = alt.X("times:Q", scale=scale, axis=axis)
    y = alt.Y("y:Q", scale=None, axis=None)
    there = alt.Chart(data).transform_filter("!datum.absent")
    base = there.mark_rule(color=INKS[theme].muted, strokeWidth=1.5).encode(
        x=alt.X(datum=1, scale=scale), y=alt.Y("y_top:Q", scale=None, axis=None), y2="y_end:Q"
    )
    stem = there.mark_rule(strokeWidth=4).encode(x=x, x2=alt.datum(1), y=y, color=colour(theme))
    dot = there.mark_circle(size=220, opacity=1).encode(x=x, y=y, color=colour(theme), tooltip=tooltip())
    return stack([empty_places(data, theme), base, stem, dot, *open_ends(data, x, theme, 160), *labels(data, theme)], len(rows) * STEP)
