"""Goal years on an axis of years: by when something is to be reached."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.forms.marks import STEP, colour, empty_places, labels, outline, placed, stack, tooltip, values
from dashboard.theme import INKS


def deadline(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """A hollow diamond at the year, with the years up to it open: a goal, not a happening."""
    data = values(placed(rows))
    first, last = (2015, 2035)
    axis = alt.Axis(title=None, values=list(range(first, last + 1, 5)), format="d")
    x = alt.X("value:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)
    y = alt.Y("y:Q", scale=None, axis=None)
    there = alt.Chart(data).transform_filter("!datum.absent")
    way = there.mark_rule(strokeDash=[2, 5], strokeWidth=2).encode(x=x, x2=alt.datum(first), y=y, color=colour(theme))
    goal = there.mark_point(shape="diamond", size=260, strokeWidth=2.5, filled=True, fill=INKS[theme].paper, opacity=1)
    goal = goal.encode(x=x, y=y, stroke=outline(theme), tooltip=tooltip())
    return stack([empty_places(data, theme), way, goal, *labels(data, theme)], len(rows) * STEP)
