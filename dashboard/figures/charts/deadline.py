"""Goal years on an axis of years: by when something is to be reached."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark

STEP = 5  # years from label to label


def deadline(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """A hollow circle at the year, with the years up to it open: a goal, not an event."""
    placed = layers.placed(marks)
    first, last = style.project.years["deadline"]
    axis = alt.Axis(title=None, values=list(range(first, last + 1, STEP)), format="d")
    x = alt.X("value:Q", scale=alt.Scale(domain=[first, last], nice=False), axis=axis)
    present = layers.over(layers.present(placed))
    ways = [
        layer.mark_rule(strokeDash=[2, 5], strokeWidth=2).encode(
            x=x, x2=alt.X2Datum(first), y=layers.at_px("y"), color=layers.colour(style)
        )
        for layer in present
    ]
    goals = [
        layer.mark_point(
            shape="circle",
            size=260,
            strokeWidth=2.5,
            filled=True,
            fill=style.ink.paper,
            opacity=1,
        ).encode(x=x, y=layers.at_px("y"), stroke=layers.outline(style), tooltip=layers.tooltip())
        for layer in present
    ]
    return layers.stack(
        [*layers.empty_places(placed, style), *ways, *goals, *layers.labels(placed, style)],
        len(marks) * layers.STEP,
    )
