"""The figure itself, large: for a single number nothing else is fair to."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.forms.marks import colour, empty_places, labels, placed, stack, tooltip, values
from dashboard.theme import STRONG
from dashboard.words import marker

ROOM = 92  # px a row


def number(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One hedged number a row, in words; the smaller the longer, so that it fits a phone."""
    laid = placed(rows, ROOM).assign(
        y_big=[at * ROOM + 72 for at in range(len(rows))],
        size=[34 if len(text) <= 15 else 26 if len(text) <= 22 else 18 for text in rows["text"]],
    )
    named = [f"{row['name']} {marker(row['markers'])}" for row in rows.to_dict("records")]
    laid["label"] = laid["label"].where(laid["absent"], named)
    data = values(laid)
    there = alt.Chart(data).transform_filter("!datum.absent").mark_text(font=STRONG, baseline="alphabetic")
    large = there.encode(
        x=alt.value(0), y=alt.Y("y_big:Q", scale=None, axis=None), text="text:N", color=colour(theme),
        size=alt.Size("size:Q", scale=None, legend=None), tooltip=tooltip(),
    )  # fmt: skip
    return stack([empty_places(data, theme), large, *labels(data, theme)], len(rows) * ROOM)
