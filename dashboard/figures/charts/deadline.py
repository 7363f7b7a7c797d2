"""Goal years on an axis of years: by when something is to be reached."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import (
    STEP,
    at,
    colour,
    empty_places,
    labels,
    outline,
    over,
    placed,
    stack,
    tooltip,
)
from dashboard.figures.style.theme import INKS


def deadline(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """A hollow diamond at the year, with the years up to it open: a goal, not a happening."""
    laid = placed(rows)
    first, last = 2015, 2035
    axis = alt.Axis(title=None, values=list(range(first, last + 1, 5)), format="d")
    x = alt.X("value:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)
    there = over(laid[~laid["absent"]])
    ways = [
        each.mark_rule(strokeDash=[2, 5], strokeWidth=2).encode(
            x=x, x2=alt.X2Datum(first), y=at("y"), color=colour(theme)
        )
        for each in there
    ]
    goals = [
        each.mark_point(
            shape="diamond",
            size=260,
            strokeWidth=2.5,
            filled=True,
            fill=INKS[theme].paper,
            opacity=1,
        ).encode(x=x, y=at("y"), stroke=outline(theme), tooltip=tooltip())
        for each in there
    ]
    return stack(
        [*empty_places(laid, theme), *ways, *goals, *labels(laid, theme)], len(rows) * STEP
    )
