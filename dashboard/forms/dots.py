"""Dots on a logarithmic axis: figures of very different size, each as reported, in its own unit."""

from __future__ import annotations

import math

import altair as alt
import pandas as pd

from dashboard.forms.marks import AXIS_WORDS, STEP, colour, empty_places, labels, open_ends, outline, placed, stack, tooltip, values
from dashboard.theme import INKS


def dots(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One dot a row; hollow where it is planned, with an arrow where the hedge leaves an end open."""
    data = values(placed(rows))
    known = rows["value"].dropna()
    low, high = (math.floor(math.log10(known.min())), math.ceil(math.log10(known.max()))) if len(known) else (0, 1)
    high = max(high, low + 2) if 10**high > known.max() * 1.2 else high + 1
    powers = [10.0**power for power in range(low, high + 1)]
    shown = powers if len(powers) <= 4 else powers[:: math.ceil(len(powers) / 4)]
    axis = alt.Axis(title=None, values=powers,
                    labelExpr=f"indexof({shown}, datum.value) >= 0 ? {AXIS_WORDS} : ''")  # fmt: skip
    x = alt.X("value:Q", scale=alt.Scale(type="log", domain=[powers[0], powers[-1]], nice=False), axis=axis)
    y = alt.Y("y:Q", scale=None, axis=None)
    there = alt.Chart(data).transform_filter("!datum.absent")
    track = there.mark_rule(color=INKS[theme].line).encode(x=alt.value(0), x2=alt.value("width"), y=y)
    dot = there.encode(x=x, y=y, tooltip=tooltip())
    full = dot.transform_filter("!datum.planned").mark_circle(size=190, opacity=1).encode(color=colour(theme))
    ring = dot.transform_filter("datum.planned").mark_point(size=170, strokeWidth=2.5, filled=True, fill=INKS[theme].paper)
    ring = ring.encode(stroke=outline(theme))
    arrows = open_ends(data, x, theme, 110, offset=14)
    return stack([empty_places(data, theme), track, full, ring, *arrows, *labels(data, theme)], len(rows) * STEP)
