"""Bars from a common zero: how large each figure is."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.forms.marks import AXIS_WORDS, STEP, colour, empty_places, labels, open_ends, outline, placed, stack, tooltip, values


def bars(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One bar a row. A lower bound ends in an arrow, an upper bound is hollow, a plan is pale."""
    data = values(placed(rows))
    top = rows["high"].fillna(rows["value"]).max()
    axis = alt.Axis(title=None, tickCount=4, labelExpr=AXIS_WORDS)
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, (top or 1) * 1.06], nice=False), axis=axis)
    bar = alt.Chart(data).transform_filter("!datum.absent").encode(
        x=x, x2=alt.datum(0), y=alt.Y("y_top:Q", scale=None, axis=None), y2="y_end:Q", tooltip=tooltip()
    )  # fmt: skip
    solid = bar.transform_filter("!datum.open_left").mark_rect().encode(
        color=colour(theme), opacity=alt.condition("datum.planned", alt.value(0.45), alt.value(1))
    )  # fmt: skip
    hollow = bar.transform_filter("datum.open_left").mark_rect(fillOpacity=0.15, strokeDash=[4, 3], strokeWidth=1.5).encode(
        color=colour(theme), stroke=outline(theme)
    )  # fmt: skip
    return stack([empty_places(data, theme), solid, hollow, *open_ends(data, x, theme), *labels(data, theme)], len(rows) * STEP)
