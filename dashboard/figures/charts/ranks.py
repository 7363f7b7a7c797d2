"""The places of a ranking in a row, the one that is held filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.fonts import STRONG
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark

PLACES = 5


def ranks(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One ranking a row. Distances between places mean nothing, so they are drawn equal."""
    placed = layers.placed(marks)
    grid = [
        {**mark.data, "place": place}
        for mark in layers.present(placed)
        for place in range(1, PLACES + 1)
    ]
    held = [cell for cell in grid if cell["place"] == cell["value"]]
    others = [cell for cell in grid if cell["place"] != cell["value"]]
    domain = [0.6, PLACES + 1.6]
    channels: dict[str, Any] = {
        "x": alt.X("place:Q", scale=alt.Scale(domain=domain, nice=False), axis=None),
        "y": layers.at_px("y"),
    }
    circles = [
        layer.mark_circle(size=420, opacity=1, color=style.ink.soft).encode(**channels)
        for layer in layers.over_data(others)
    ]
    full = [
        layer.mark_circle(size=520, opacity=1).encode(
            **channels, color=layers.colour(style), tooltip=layers.tooltip()
        )
        for layer in layers.over_data(held)
    ]
    digits = [
        layer.mark_text(align="center", baseline="middle", font=STRONG, color=colour).encode(
            **channels, text="place:Q"
        )
        for cells, colour in ((others, style.ink.muted), (held, style.ink.paper))
        for layer in layers.over_data(cells)
    ]
    return layers.stack(
        [
            *layers.empty_places(placed, style),
            *circles,
            *full,
            *digits,
            *layers.labels(placed, style),
        ],
        len(marks) * layers.STEP,
    )
