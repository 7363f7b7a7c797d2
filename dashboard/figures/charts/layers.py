"""The marks that several forms share: a line of text above a mark, open ends, an empty place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from dashboard.figures.style.fonts import FONT, STRONG
from dashboard.figures.style.theme import INKS, side_scale

STEP = 78  # px from row to row
TEXT, SMALL, MARK = (
    16,
    33,
    53,
)  # px from the top of a row to the baselines of its two lines and to its mark's middle
BAR = 18  # px


@dataclass(frozen=True)
class Form:
    """A form: its function, its name for a reader, and the question it answers."""

    draw: Callable[[pd.DataFrame, str], Any]
    title: str
    answers: str
    plotly: bool = False
    axis: bool = True  # whether labels of an axis stand below the marks


def placed(rows: pd.DataFrame, step: int = STEP) -> pd.DataFrame:
    """The rows with the pixels of their text and mark, what stands in a tooltip, and how the mark's end is drawn."""
    at = range(len(rows))
    return rows.assign(
        y_text=[row * step + TEXT for row in at],
        y_small=[row * step + SMALL for row in at],
        y=[row * step + MARK for row in at],
        y_top=[row * step + MARK - BAR / 2 for row in at],
        y_end=[row * step + MARK + BAR / 2 for row in at],
        open_right=rows["comparator"].isin([">", ">="]),
        open_left=rows["comparator"].isin(["<", "<="]),
        planned=rows["status"].isin(["target", "forecast"]),
        absent=rows["missing"] != "",
    )


def values(rows: pd.DataFrame) -> alt.Data:
    """Rows as inline data; missing numbers become null, never zero."""
    # Cell by cell: asking pandas for the same takes five times as long, for every layer of every figure.
    plain = [
        {name: None if cell != cell else cell for name, cell in row.items()}
        for row in rows.to_dict("records")
    ]
    return alt.Data(values=plain)


def over(rows: pd.DataFrame) -> list[alt.Chart]:
    """A chart over the rows, or none where there are no rows: a layer without marks only costs the reader time."""
    return [alt.Chart(values(rows))] if len(rows) else []


def labels(laid: pd.DataFrame, theme: str) -> list[alt.Chart]:
    """The lines above each mark: who and how much (muted where there is no figure), below it when or why not."""
    ink = INKS[theme]
    styles = ((~laid["absent"], STRONG, ink.ink), (laid["absent"], FONT, ink.muted))
    return [
        *(
            line.mark_text(font=font, color=colour, baseline="alphabetic").encode(
                x=alt.XValue(0), y=at("y_text"), text="label:N"
            )
            for rows, font, colour in styles
            for line in over(laid[rows])
        ),
        *(
            small.mark_text(font=FONT, fontSize=12, color=ink.muted, baseline="alphabetic").encode(
                x=alt.XValue(0), y=at("y_small"), text="sentence:N"
            )
            for small in over(laid[laid["sentence"] != ""])
        ),
    ]


def at(column: str) -> alt.Y:
    """A place in px from the top."""
    return alt.Y(f"{column}:Q", scale=None, axis=None)


def empty_places(laid: pd.DataFrame, theme: str) -> list[alt.Chart]:
    """A dashed outline where a figure would stand: the side is asked about, and there is none."""
    return [
        empty.mark_rect(
            fill=None, stroke=INKS[theme].muted, strokeDash=[3, 4], strokeOpacity=0.7
        ).encode(x=alt.XValue(0), x2=alt.X2Value("width"), y=at("y_top"), y2="y_end:Q")
        for empty in over(laid[laid["absent"]])
    ]


def open_ends(
    laid: pd.DataFrame, x: alt.X, theme: str, size: int = 130, offset: int = 7
) -> list[alt.Chart]:
    """Arrows on the ends that a hedge leaves open, pointing to where the true figure may lie."""
    shapes = {"open_right": ("triangle-right", offset), "open_left": ("triangle-left", -offset)}
    return [
        end.mark_point(shape=shape, filled=True, size=size, xOffset=shift, opacity=1).encode(
            x=x, y=at("y"), color=colour(theme)
        )
        for column, (shape, shift) in shapes.items()
        for end in over(laid[laid[column]])
    ]


AXIS_WORDS = (
    "datum.value >= 1e12 ? datum.value / 1e12 + ' trillion' : datum.value >= 1e9 ? datum.value / 1e9 + ' billion' : "
    "datum.value >= 1e6 ? datum.value / 1e6 + ' million' : format(datum.value, ',.6~g')"
)


def axis_words(rows: pd.DataFrame) -> str:
    """How the axis of these rows names its values."""
    return "datum.value + '%'" if set(rows["unit"]) - {""} == {"percent"} else AXIS_WORDS


def colour(theme: str) -> alt.Color:
    return alt.Color("side:N", scale=side_scale(theme), legend=None)


def outline(theme: str) -> alt.Stroke:
    return alt.Stroke("side:N", scale=side_scale(theme), legend=None)


def tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="Figure"),
        alt.Tooltip("sentence:N", title="When"),
        alt.Tooltip("says:N", title="In the document"),
        alt.Tooltip("caveat:N", title="Caveat"),
    ]


def stack(layers: list[alt.Chart], height: float) -> alt.LayerChart:
    """The layers as one chart, so many px high."""
    whole = alt.LayerChart(layer=layers)
    whole.height = height
    return whole
