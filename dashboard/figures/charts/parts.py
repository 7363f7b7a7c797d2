"""A whole of 100 percent with the stated part filled: what a share is a share of."""

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


def parts(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One whole a row; the rest is left grey, for the documents do not say whose it is."""
    laid = placed(rows)
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'")
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    place = {"y": at("y_top"), "y2": "y_end:Q"}
    there = over(laid[~laid["absent"]])
    wholes = [
        each.mark_rect(color=INKS[theme].line).encode(
            **place, x=alt.XValue(0), x2=alt.X2Value("width")
        )
        for each in there
    ]
    shares = [
        each.mark_rect().encode(
            **place, x=x, x2=alt.X2Datum(0), color=colour(theme), tooltip=tooltip()
        )
        for each in there
    ]
    ends = open_ends(laid, x, theme)
    return stack(
        [*empty_places(laid, theme), *wholes, *shares, *ends, *labels(laid, theme)],
        len(rows) * STEP,
    )
