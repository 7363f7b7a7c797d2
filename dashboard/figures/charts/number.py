"""The figure itself, large: for a single number nothing else is fair to."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.fonts import STRONG
from dashboard.figures.style.theme import Style
from dashboard.text.formatting import marker
from dashboard.text.labels import Mark

ROOM = 92  # px a row
BASELINE = 72  # px from the top of a row
SIZES = ((15, 34), (22, 26))  # letters of the text at most -> px; longer ones are SMALLEST
SMALLEST = 18  # px: fits a phone


def number(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One hedged number a row, in words; the smaller the longer, so that it fits a phone."""
    placed = layers.placed(marks, ROOM)
    for count, mark in enumerate(placed):
        mark.data |= {"y_big": count * ROOM + BASELINE, "size": _size(mark.words.figure)}
        if not mark.row.is_absent:  # the figure stands below, large
            mark.data["label"] = f"{mark.row.name} {marker(mark.row.markers)}"
    large = [
        layer.mark_text(font=STRONG, baseline="alphabetic").encode(
            x=alt.XValue(0),
            y=layers.at_px("y_big"),
            text="text:N",
            color=layers.colour(style),
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip=layers.tooltip(),
        )
        for layer in layers.over(layers.present(placed))
    ]
    return layers.stack(
        [*layers.empty_places(placed, style), *large, *layers.labels(placed, style)],
        len(marks) * ROOM,
    )


def _size(text: str) -> int:
    return next((size for most, size in SIZES if len(text) <= most), SMALLEST)
