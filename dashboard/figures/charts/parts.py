"""A whole of 100 percent with the stated part filled: what a share is a share of."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark


def parts(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One whole a row; the rest is left grey, for the documents do not say whose it is."""
    placed = layers.placed(marks)
    axis = alt.Axis(title=None, values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'")
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)
    place = {"y": layers.at_px("y_top"), "y2": "y_end:Q"}
    present = layers.over(layers.present(placed))
    wholes = [
        layer.mark_rect(color=style.ink.line).encode(
            **place, x=alt.XValue(0), x2=alt.X2Value("width")
        )
        for layer in present
    ]
    shares = [
        layer.mark_rect().encode(
            **place,
            x=x,
            x2=alt.X2Datum(0),
            color=layers.colour(style),
            tooltip=layers.tooltip(),
        )
        for layer in present
    ]
    return layers.stack(
        [
            *layers.empty_places(placed, style),
            *wholes,
            *shares,
            *layers.open_ends(placed, x, style),
            *layers.labels(placed, style),
        ],
        len(marks) * layers.STEP,
    )
