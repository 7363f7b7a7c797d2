"""Two dots on one line: how far the two sides lie apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.layers import Placed
from dashboard.figures.style.fonts import FONT, STRONG
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark

Y = 54  # px from the top to the line
# The lowest figure is named above the line, the next one below, so that the names cannot meet;
# further ones, and what has no figure, are named below both. px from the top.
NAMES = (16, 84, 128)
SMALL = 17  # px from the first line of a name to the second
HEIGHT, MORE = 110, 46  # px of two figures with their names, and of each further name


def dumbbell(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """Both figures on one line from zero, the lower one named above its dot, the higher below."""
    placed = layers.placed(marks)
    present, absent = layers.present(placed), layers.absent(placed)
    _name_apart(present, absent)
    values = layers.values_of(marks)
    most = max(values, default=0)
    axis = alt.Axis(title=None, tickCount=4, labelExpr=layers.axis_values(marks))
    scale = alt.Scale(domain=[0, (most or 1) * 1.06], nice=False)
    x = alt.X("value:Q", scale=scale, axis=axis)
    line = [
        layer.mark_rule(strokeWidth=6, color=style.ink.line, strokeCap="round").encode(
            x=alt.X("least:Q", scale=scale, axis=axis), x2="most:Q", y=layers.at_px("y")
        )
        for layer in layers.over_data([{"least": min(values, default=0), "most": most, "y": Y}])
    ]
    dots = [
        layer.mark_circle(size=260, opacity=1).encode(
            x=x, y=layers.at_px("y"), color=layers.colour(style), tooltip=layers.tooltip()
        )
        for layer in layers.over(present)
    ]
    return layers.stack(
        [
            *line,
            *dots,
            *layers.open_ends(placed, x, style, 200),
            *_names(present, x, style, most / 2),
            *layers.labels(absent, style),
        ],
        HEIGHT + MORE * (max(len(present) - 2, 0) + len(absent)),
    )


def _name_apart(present: list[Placed], absent: list[Placed]) -> None:
    ranked = sorted(present, key=lambda mark: mark.row.figure.value)
    further = (NAMES[2] + MORE * number for number in range(len(present) + len(absent)))
    tops = [*NAMES[:2][: len(ranked)], *further]
    for top, mark in zip(tops, [*ranked, *absent], strict=False):
        mark.data |= {"y": Y, "y_text": top, "y_small": top + SMALL}


def _names(present: list[Placed], x: alt.X, style: Style, middle: float) -> list[alt.Chart]:
    """Who and how much, and when; to the right of a dot on the left, to the left of one right."""
    left = [mark for mark in present if mark.row.figure.value <= middle]
    right = [mark for mark in present if mark.row.figure.value > middle]
    groups: tuple[tuple[list[Placed], Literal["left", "right"], int], ...] = (
        (left, "left", -8),
        (right, "right", 8),
    )
    return [
        layer.mark_text(
            font=font, fontSize=size, align=align, dx=shift, baseline="alphabetic"
        ).encode(x=x, y=layers.at_px(column), text=f"{text}:N", color=layers.colour(style))
        for group, align, shift in groups
        for column, text, font, size in (
            ("y_text", "label", STRONG, 13),
            ("y_small", "sentence", FONT, 12),
        )
        for layer in layers.over(group)
    ]
