"""Who is ahead in each fair pair, and by how much: China divided by the United States, on one log axis."""

from __future__ import annotations

from typing import Literal

import altair as alt
import pandas as pd

from dashboard.forms.marks import STEP, colour, labels, outline, placed, stack, tooltip, values
from dashboard.theme import INKS

HEAD = 20  # px for the two directions above the rows
TICKS = [1 / 100, 1 / 10, 1, 10, 100]
SPOKEN = "datum.value === 1 ? 'equal' : (datum.value < 1 ? round(1 / datum.value) : datum.value) + '×'"


def lead(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """One pair a row. Dots are computed from two claims, diamonds stated as a ratio by a document; hollow is undated."""
    ink = INKS[theme]
    laid = placed(rows).assign(
        y_text=lambda frame: frame["y_text"] + HEAD,
        y_small=lambda frame: frame["y_small"] + HEAD,
        y=lambda frame: frame["y"] + HEAD,
        y_top=lambda frame: frame["y_top"] + HEAD,
        y_end=lambda frame: frame["y_end"] + HEAD,
        shape=["diamond" if made == "stated" else "circle" for made in rows["made"]],
    )
    height = HEAD + len(rows) * STEP
    data = values(laid)
    axis = alt.Axis(title=None, values=TICKS, labelExpr=SPOKEN)
    reach = 120 if len(rows) == 0 else max(120, rows["times"].max() * 1.5, 1.5 / rows["times"].min())
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    x = alt.X("times:Q", scale=scale, axis=axis)
    y = alt.Y("y:Q", scale=None, axis=None)
    base = alt.Chart(data)
    middle = base.mark_rule(color=ink.muted, strokeWidth=1.5).encode(
        x=alt.X(datum=1, scale=scale), y=alt.Y("y_top:Q", scale=None, axis=None), y2="y_end:Q"
    )
    stem = base.mark_rule(strokeWidth=4).encode(x=x, x2=alt.datum(1), y=y, color=colour(theme))
    # Where an end is open, the possible figures are drawn as a fading line to the edge of the axis.
    reaches = [
        base.transform_filter(f"datum.{column}").mark_rule(strokeWidth=4, strokeDash=[1, 4], opacity=0.8)
        .encode(x=x, x2=alt.value(edge), y=y, color=colour(theme))
        for column, edge in (("open_right", "width"), ("open_left", 0))
    ]  # fmt: skip
    ends = [
        base.transform_filter(f"datum.{column}").mark_point(shape=shape, filled=True, size=120, opacity=1, xOffset=offset)
        .encode(x=alt.value(edge), y=y, color=colour(theme))
        for column, edge, shape, offset in (("open_right", "width", "triangle-right", -5), ("open_left", 0, "triangle-left", 5))
    ]  # fmt: skip
    mark = base.encode(x=x, y=y, shape=alt.Shape("shape:N", scale=None), tooltip=tooltip())
    dated = mark.transform_filter("!datum.undated").mark_point(filled=True, size=230, opacity=1).encode(color=colour(theme))
    undated = mark.transform_filter("datum.undated").mark_point(filled=True, fill=ink.paper, size=200, strokeWidth=3, opacity=1)
    undated = undated.encode(stroke=outline(theme))
    ways: tuple[tuple[str, str, Literal["left", "right"], int | str], ...] = (
        ("◀ more in the United States", "USA", "left", 0),
        ("more in China ▶", "CHN", "right", "width"),
    )
    sides = [
        alt.Chart(alt.Data(values=[{"text": text, "side": side}]))
        .mark_text(align=align, baseline="alphabetic", fontSize=12)
        .encode(x=alt.value(edge), y=alt.value(8), text="text:N", color=colour(theme))
        for text, side, align, edge in ways
    ]  # fmt: skip
    return stack([middle, *reaches, stem, *ends, dated, undated, *labels(data, theme), *sides], height)
