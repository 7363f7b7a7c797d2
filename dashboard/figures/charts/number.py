"""The figure itself, large: for a single number nothing else is fair to."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import (
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
from dashboard.text.formatting import marker

ROOM = 92  # px a row


def number(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One hedged number a row, in words; the smaller the longer, so that it fits a phone."""
    laid = placed(rows, ROOM).assign(
        y_big=[at * ROOM + 72 for at in range(len(rows))],
        size=[34 if len(text) <= 15 else 26 if len(text) <= 22 else 18 for text in rows["text"]],
    )
    named = [f"{row['name']} {marker(row['markers'])}" for row in rows.to_dict("records")]
    laid["label"] = laid["label"].where(laid["absent"], named)
    size = alt.Size("size:Q", scale=None, legend=None)
    large = [
        each.mark_text(font=STRONG, baseline="alphabetic").encode(
            x=alt.XValue(0),
            y=at("y_big"),
            text="text:N",
            color=colour(theme),
            size=size,
            tooltip=tooltip(),
        )
        for each in over(laid[~laid["absent"]])
    ]
    return stack([*empty_places(laid, theme), *large, *labels(laid, theme)], len(rows) * ROOM)
