"""The places of a ranking in a row, the one that is held filled."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import (
    STEP,
    at,
    colour,
    empty_places,
    labels,
    over,
    placed,
    stack,
    tooltip,
)
from dashboard.figures.style.fonts import STRONG
from dashboard.figures.style.theme import INKS

PLACES = 5


def ranks(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One ranking a row. Distances between places mean nothing, so they are drawn equal."""
    laid = placed(rows)
    places = pd.DataFrame({"place": range(1, PLACES + 1)})
    grid = laid[~laid["absent"]].merge(places, how="cross")
    grid["held"] = grid["place"] == grid["value"]
    x = alt.X("place:Q", scale=alt.Scale(domain=[0.6, PLACES + 1.6], nice=False), axis=None)
    place = {"x": x, "y": at("y")}
    others = [
        each.mark_circle(size=420, opacity=1, color=INKS[theme].soft).encode(**place)
        for each in over(grid[~grid["held"]])
    ]
    held = [
        each.mark_circle(size=520, opacity=1).encode(
            **place, color=colour(theme), tooltip=tooltip()
        )
        for each in over(grid[grid["held"]])
    ]
    digits = [
        each.mark_text(align="center", baseline="middle", font=STRONG, color=ink).encode(
            **place, text="place:Q"
        )
        for mask, ink in ((~grid["held"], INKS[theme].muted), (grid["held"], INKS[theme].paper))
        for each in over(grid[mask])
    ]
    return stack(
        [*empty_places(laid, theme), *others, *held, *digits, *labels(laid, theme)],
        len(rows) * STEP,
    )
