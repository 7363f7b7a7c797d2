"""Two dots on one line: how far China and the United States lie apart."""

from __future__ import annotations

from typing import Literal

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import (
    at,
    axis_words,
    colour,
    labels,
    open_ends,
    over,
    placed,
    stack,
    tooltip,
)
from dashboard.figures.style.fonts import FONT, STRONG
from dashboard.figures.style.theme import INKS


def dumbbell(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """Both figures on one line from zero, the lower one named above its dot and the higher one below."""
    laid = placed(rows).assign(y=54)
    # The lower figure is named above the line, the higher one below, so that the names cannot meet.
    middle = laid["value"].max() / 2
    laid["y_text"] = [{1: 16, 2: 84}.get(rank, 128) for rank in laid["value"].rank(method="first")]
    laid["y_small"] = laid["y_text"] + 17
    there, gone = laid[~laid["absent"]], laid[laid["absent"]]
    axis = alt.Axis(title=None, tickCount=4, labelExpr=axis_words(rows))
    scale = alt.Scale(domain=[0, (laid["value"].max() or 1) * 1.06], nice=False)
    x = alt.X("value:Q", scale=scale, axis=axis)
    reach = pd.DataFrame([{"least": there["value"].min(), "most": there["value"].max(), "y": 54}])
    line = [
        each.mark_rule(strokeWidth=6, color=INKS[theme].line, strokeCap="round").encode(
            x=alt.X("least:Q", scale=scale, axis=axis), x2="most:Q", y=at("y")
        )
        for each in over(reach)
    ]
    dots = [
        dot.mark_circle(size=260, opacity=1).encode(
            x=x, y=at("y"), color=colour(theme), tooltip=tooltip()
        )
        for dot in over(there)
    ]
    sides: tuple[tuple[pd.Series, Literal["left", "right"], int], ...] = (
        (there["value"] <= middle, "left", -8),
        (there["value"] > middle, "right", 8),
    )
    names = [
        each.mark_text(
            font=font, fontSize=size, align=align, dx=shift, baseline="alphabetic"
        ).encode(x=x, y=at(column), text=f"{text}:N", color=colour(theme))
        for mask, align, shift in sides
        for column, text, font, size in (
            ("y_text", "label", STRONG, 13),
            ("y_small", "sentence", FONT, 12),
        )
        for each in over(there[mask])
    ]
    ends = open_ends(laid, x, theme, 200)
    return stack([*line, *dots, *ends, *names, *labels(gone, theme)], 156 if len(gone) else 110)
