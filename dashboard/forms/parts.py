"""A whole of 100 percent with the stated part filled: what a share is a share of."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.forms.marks import STEP, colour, empty_places, labels, open_ends, placed, stack, tooltip, values
from dashboard.theme import INKS


def parts(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One whole a row; the rest is left grey, for the documents do not say whose it is."""
    data = values(placed(rows))
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'")
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    place = alt.Chart(data).transform_filter("!datum.absent").encode(y=alt.Y("y_top:Q", scale=None, axis=None), y2="y_end:Q")
    whole = place.mark_rect(color=INKS[theme].line).encode(x=alt.value(0), x2=alt.value("width"))
    part = place.mark_rect().encode(x=x, x2=alt.datum(0), color=colour(theme), tooltip=tooltip())
    return stack([empty_places(data, theme), whole, part, *open_ends(data, x, theme), *labels(data, theme)], len(rows) * STEP)
