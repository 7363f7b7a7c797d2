"""Bars from a common zero: how large each figure is."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark

THICKER = 18  # px that a bar of a page has more than one of a picture, for it is wider


def bars(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One bar a row. A bound ends in an arrow to where the true figure may lie, a plan is pale."""
    return _drawn(marks, style)


def page_bars(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """The same for a page."""
    return _drawn(marks, style, THICKER)


def _drawn(marks: Sequence[Mark], style: Style, thicker: int = 0) -> alt.LayerChart:
    step = layers.STEP + thicker
    placed = layers.placed(marks, step)
    for mark in placed:
        mark.data["y"] += thicker / 2
        mark.data["y_end"] += thicker
    most = max((_reach(mark) for mark in marks if not mark.row.is_absent), default=0)
    axis = alt.Axis(title=None, tickCount=4, labelExpr=layers.axis_values(marks))
    scale = alt.Scale(domain=[0, (most or 1) * 1.06], nice=False)
    x = alt.X("value:Q", scale=scale, axis=axis)
    return layers.stack(
        [
            *layers.empty_places(placed, style),
            *layers.bars(layers.present(placed), x, style),
            *layers.open_ends(placed, x, style),
            *layers.labels(placed, style),
        ],
        len(marks) * step,
    )


def _reach(mark: Mark) -> float:
    """The larger end of a range, else the figure."""
    figure = mark.row.figure
    return figure.value if figure.upper is None else figure.upper
