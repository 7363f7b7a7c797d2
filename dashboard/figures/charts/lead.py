"""Who is ahead in each fair pair, and by how much: China divided by the United States, on one log axis."""

from __future__ import annotations

import math
from typing import Literal

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import (
    STEP,
    at,
    colour,
    labels,
    outline,
    over,
    placed,
    stack,
    tooltip,
)
from dashboard.figures.style.theme import INKS

HEAD = 20  # px for the two directions above the rows
TICKS = [1 / 100, 1 / 10, 1, 10, 100]
SPOKEN = (
    "datum.value === 1 ? 'equal' : (datum.value < 1 ? round(1 / datum.value) : datum.value) + '×'"
)


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
    axis = alt.Axis(title=None, values=TICKS, labelExpr=SPOKEN)
    # A whole power of ten, so that the labels at its ends stand flush with the figure.
    most = 1.0 if len(rows) == 0 else max(rows["times"].max(), 1 / rows["times"].min())
    reach = max(100.0, 10.0 ** math.ceil(math.log10(most * 1.2)))
    scale = alt.Scale(type="log", domain=[1 / reach, reach], nice=False)
    x = alt.X("times:Q", scale=scale, axis=axis)
    all_pairs = over(laid)
    middle = [
        each.mark_rule(color=ink.muted, strokeWidth=1.5).encode(
            x=alt.X(datum=1, scale=scale), y=at("y_top"), y2="y_end:Q"
        )
        for each in all_pairs
    ]
    stem = [
        each.mark_rule(strokeWidth=4).encode(x=x, x2=alt.X2Datum(1), y=at("y"), color=colour(theme))
        for each in all_pairs
    ]
    # Where an end is open, the possible figures are drawn as a dotted line to the edge of the axis.
    edges = (("open_right", "width", "triangle-right", -5), ("open_left", 0, "triangle-left", 5))
    opened = [
        (each, edge, shape, shift)
        for column, edge, shape, shift in edges
        for each in over(laid[laid[column]])
    ]
    reaches = [
        each.mark_rule(strokeWidth=4, strokeDash=[1, 4], opacity=0.8).encode(
            x=x, x2=alt.X2Value(edge), y=at("y"), color=colour(theme)
        )
        for each, edge, _, _ in opened
    ]
    ends = [
        each.mark_point(shape=shape, filled=True, size=120, opacity=1, xOffset=shift).encode(
            x=alt.XValue(edge), y=at("y"), color=colour(theme)
        )
        for each, edge, shape, shift in opened
    ]
    place = {"x": x, "y": at("y"), "shape": alt.Shape("shape:N", scale=None), "tooltip": tooltip()}
    hollow = laid["undated"].astype(bool)
    dated = [
        each.mark_point(filled=True, size=230, opacity=1).encode(**place, color=colour(theme))
        for each in over(laid[~hollow])
    ]
    undated = [
        each.mark_point(filled=True, fill=ink.paper, size=200, strokeWidth=3, opacity=1).encode(
            **place, stroke=outline(theme)
        )
        for each in over(laid[hollow])
    ]
    ways: tuple[tuple[str, str, Literal["left", "right"], int | str], ...] = (
        ("◀ more in the US", "USA", "left", 0),
        ("more in China ▶", "CHN", "right", "width"),
    )
    sides = [
        alt.Chart(alt.Data(values=[{"text": text, "side": side}]))
        .mark_text(align=align, baseline="alphabetic", fontSize=12)
        .encode(x=alt.XValue(edge), y=alt.YValue(8), text="text:N", color=colour(theme))
        for text, side, align, edge in ways
    ]
    return stack(
        [*middle, *reaches, *stem, *ends, *dated, *undated, *labels(laid, theme), *sides], height
    )
