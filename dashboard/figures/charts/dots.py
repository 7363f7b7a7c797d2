"""Dots on a logarithmic axis: figures of very different size, each as reported, in its own unit."""

from __future__ import annotations

import math

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
from dashboard.figures.style.theme import INKS


def dots(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One dot a row; hollow where it is planned, with an arrow where the hedge leaves an end open."""
    laid = placed(rows)
    known = rows["value"].dropna()
    low, high = (
        (math.floor(math.log10(known.min() * 0.9)), math.ceil(math.log10(known.max())))
        if len(known)
        else (0, 1)
    )
    high = max(high, low + 2) if 10**high > known.max() * 1.2 else high + 1
    powers = [10.0**power for power in range(low, high + 1)]
    shown = powers if len(powers) <= 4 else powers[:: math.ceil(len(powers) / 4)]
    axis = alt.Axis(
        title=None,
        values=powers,
        labelExpr=f"indexof({shown}, datum.value) >= 0 ? ({axis_words(rows)}) : ''",
    )
    x = alt.X(
        "value:Q",
        scale=alt.Scale(type="log", domain=[powers[0], powers[-1]], nice=False),
        axis=axis,
    )
    there = laid[~laid["absent"]]
    track = [
        each.mark_rule(color=INKS[theme].line).encode(
            x=alt.XValue(0), x2=alt.X2Value("width"), y=at("y")
        )
        for each in over(there)
    ]
    place = {"x": x, "y": at("y"), "tooltip": tooltip()}
    full = [
        dot.mark_circle(size=190, opacity=1).encode(**place, color=colour(theme))
        for dot in over(there[~there["planned"]])
    ]
    rings = [
        dot.mark_point(
            size=170, strokeWidth=2.5, filled=True, fill=INKS[theme].paper, opacity=1
        ).encode(**place, stroke=outline(theme))
        for dot in over(there[there["planned"]])
    ]
    ends = open_ends(laid, x, theme, 110, offset=14)
    return stack(
        [*empty_places(laid, theme), *track, *full, *rings, *ends, *labels(laid, theme)],
        len(rows) * STEP,
    )
