"""The places of a ranking in a row, the one that is held filled."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.forms.marks import STEP, colour, empty_places, labels, placed, stack, tooltip, values
from dashboard.theme import INKS, STRONG

PLACES = 5


def ranks(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One ranking a row. Distances between places mean nothing, so they are drawn equal."""
    laid = placed(rows)
    places = pd.DataFrame({"place": range(1, PLACES + 1)})
    grid = laid[~laid["absent"]].merge(places, how="cross")
    grid["held"] = grid["place"] == grid["value"]
    x = alt.X("place:Q", scale=alt.Scale(domain=[0.6, PLACES + 1.6], nice=False), axis=None)
    base = alt.Chart(values(grid)).encode(x=x, y=alt.Y("y:Q", scale=None, axis=None))
    others = base.transform_filter("!datum.held").mark_circle(size=420, opacity=1, color=INKS[theme].soft)
    held = base.transform_filter("datum.held").mark_circle(size=520, opacity=1).encode(color=colour(theme), tooltip=tooltip())
    digits = [
        base.transform_filter(test).mark_text(align="center", baseline="middle", font=STRONG, color=ink).encode(text="place:Q")
        for test, ink in (("!datum.held", INKS[theme].muted), ("datum.held", INKS[theme].paper))
    ]
    data = values(laid)
    return stack([empty_places(data, theme), others, held, *digits, *labels(data, theme)], len(rows) * STEP)
