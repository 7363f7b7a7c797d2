"""Two dots on one line: how far China and the United States lie apart."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.forms.marks import AXIS_WORDS, colour, labels, open_ends, placed, stack, tooltip, values
from dashboard.theme import FONT, INKS, STRONG


def dumbbell(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """Both figures on one line from zero, the lower one named above its dot and the higher one below."""
    data = placed(rows).assign(y=54)
    # The lower figure is named above the line, the higher one below, so that the names cannot meet.
    middle = data["value"].max() / 2
    data["y_text"] = [{1: 16, 2: 84}.get(rank, 128) for rank in data["value"].rank(method="first")]
    data["y_small"] = data["y_text"] + 17
    data["align"] = ["right" if value > middle else "left" for value in data["value"]]
    source = values(data)
    top = (data["value"].max() or 1) * 1.06
    axis = alt.Axis(title=None, tickCount=4, labelExpr=AXIS_WORDS)
    scale = alt.Scale(domain=[0, top], nice=False)
    x = alt.X("value:Q", scale=scale, axis=axis)
    y = alt.Y("y:Q", scale=None, axis=None)
    there = alt.Chart(source).transform_filter("!datum.absent")
    line = there.transform_aggregate(least="min(value)", most="max(value)", groupby=["y"]).mark_rule(
        strokeWidth=6, color=INKS[theme].line, strokeCap="round"
    ).encode(x=alt.X("least:Q", scale=scale, axis=axis), x2="most:Q", y=y)  # fmt: skip
    dot = there.mark_circle(size=260, opacity=1).encode(x=x, y=y, color=colour(theme), tooltip=tooltip())
    names = [
        alt.Chart(source).transform_filter(f"datum.align === '{align}' && !datum.absent")
        .mark_text(font=font, fontSize=size, align=align, dx=8 if align == "right" else -8, baseline="alphabetic")
        .encode(x=x, y=alt.Y(f"{line}:Q", scale=None, axis=None), text=f"{text}:N", color=colour(theme))
        for align in ("left", "right")
        for line, text, font, size in (("y_text", "label", STRONG, 13), ("y_small", "sentence", FONT, 12))
    ]  # fmt: skip
    gone = labels(values(data[data["absent"]]), theme) if data["absent"].any() else []
    return stack([line, dot, *open_ends(source, x, theme, 200), *names, *gone], 156 if gone else 110)
