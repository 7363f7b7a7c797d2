"""Bars from a common zero: how large each figure is."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import (
    STEP,
    at,
    axis_words,
    colour,
    empty_places,
    labels,
    open_ends,
    outline,
    over,
    placed,
    stack,
    tooltip,
)


def bars(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One bar a row. A lower bound ends in an arrow, an upper bound is hollow, a plan is pale."""
    laid = placed(rows)
    top = rows["high"].fillna(rows["value"]).max()
    axis = alt.Axis(title=None, tickCount=4, labelExpr=axis_words(rows))
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, (top or 1) * 1.06], nice=False), axis=axis)
    place = {
        "x": x,
        "x2": alt.X2Datum(0),
        "y": at("y_top"),
        "y2": "y_end:Q",
        "tooltip": tooltip(),
        "color": colour(theme),
    }
    there, bound = ~laid["absent"], laid["open_left"]
    kinds = ((there & ~bound & ~laid["planned"], 1), (there & ~bound & laid["planned"], 0.45))
    solid = [
        bar.mark_rect(opacity=opacity).encode(**place)
        for mask, opacity in kinds
        for bar in over(laid[mask])
    ]
    hollow = [
        bar.mark_rect(fillOpacity=0.15, strokeDash=[4, 3], strokeWidth=1.5).encode(
            **place, stroke=outline(theme)
        )
        for bar in over(laid[there & bound])
    ]
    ends = open_ends(laid, x, theme)
    return stack(
        [*empty_places(laid, theme), *solid, *hollow, *ends, *labels(laid, theme)], len(rows) * STEP
    )
