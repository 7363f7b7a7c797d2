"""The layers that several charts share: lines of text above a mark, open ends, an empty place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from dashboard.figures.style.fonts import FONT, STRONG
from dashboard.figures.style.theme import Style
from dashboard.model.row import FigureRow
from dashboard.text.chart_words import AXIS_VALUES, TOOLTIP
from dashboard.text.labels import Mark, RowWords

STEP = 78  # px from row to row
# px from the top of a row to the baselines of its lines and to the middle of its mark
TEXT, SMALL, MARK = 16, 33, 53
OF_THREE = (15, 30, 44, 58)  # the same where there are three lines
BAR = 18  # px
PALE = 0.45  # of what is planned


@dataclass
class Placed:
    """A mark in its place: `data` is what the chart reads of it, places in px from the top."""

    mark: Mark
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def row(self) -> FigureRow:
        """The row of the mark."""
        return self.mark.row

    @property
    def words(self) -> RowWords:
        """The words of the mark."""
        return self.mark.words


def placed(
    marks: Sequence[Mark],
    step: int = STEP,
    top: int = 0,
    places: tuple[int, int, int, int] | None = None,
) -> list[Placed]:
    """The marks below one another, `step` px apart, with the words that stand above them.

    Where any has a remark there are three lines, unless `places` says where lines and mark stand.
    """
    usual = OF_THREE if any(mark.words.remark for mark in marks) else (TEXT, SMALL, SMALL, MARK)
    places = places or usual
    text, small, remark, middle = places
    return [
        Placed(
            mark,
            {
                "label": mark.words.label,
                "sentence": mark.words.detail,
                "text": mark.words.figure,
                "quotes": mark.quotes,
                "caveat": mark.caveat,
                "side": mark.row.side,
                "metric": mark.row.metric,  # what a page opens where a mark is clicked
                "claim": next(iter(mark.row.claims), ""),
                "value": mark.row.value,
                "y_text": top + number * step + text,
                "y_small": top + number * step + small,
                "remark": mark.words.remark,
                "y_remark": top + number * step + remark,
                "y": top + number * step + middle,
                "y_top": top + number * step + middle - BAR / 2,
                "y_end": top + number * step + middle + BAR / 2,
            },
        )
        for number, mark in enumerate(marks)
    ]


def present(marks: Iterable[Placed]) -> list[Placed]:
    """Those that have a figure."""
    return [mark for mark in marks if not mark.row.is_absent]


def absent(marks: Iterable[Placed]) -> list[Placed]:
    """Those that keep an empty place."""
    return [mark for mark in marks if mark.row.is_absent]


def values_of(marks: Iterable[Mark]) -> list[float]:
    """The numbers that are drawn, without the empty places."""
    return [mark.row.value for mark in marks if mark.row.value is not None]


def over(marks: Iterable[Placed]) -> list[alt.Chart]:
    """A chart over the marks, or none where there are none: an empty layer only costs time."""
    return over_data([mark.data for mark in marks])


def over_data(records: list[dict[str, Any]]) -> list[alt.Chart]:
    """The same over plain records."""
    return [alt.Chart(alt.Data(values=records))] if records else []


def labels(marks: Sequence[Placed], style: Style, left: str = "") -> list[alt.Chart]:
    """The lines above each mark: who and how much, muted where there is no figure; then when.

    They begin at the left edge, or where the Vega expression `left` says, in px.
    """
    place: dict[str, Any] = {"xOffset": alt.expr(left)} if left else {}
    looks = ((present(marks), STRONG, style.ink.ink), (absent(marks), FONT, style.ink.muted))
    upper = [
        line.mark_text(font=font, color=colour, baseline="alphabetic", **place).encode(
            x=alt.XValue(0), y=at_px("y_text"), text="label:N"
        )
        for group, font, colour in looks
        for line in over(group)
    ]
    lower = [
        line.mark_text(
            font=FONT, fontSize=12, color=style.ink.muted, baseline="alphabetic", **place
        ).encode(x=alt.XValue(0), y=at_px(y), text=f"{words}:N")
        for words, y in (("sentence", "y_small"), ("remark", "y_remark"))
        for line in over(mark for mark in marks if mark.data[words])
    ]
    return [*upper, *lower]


def at_px(column: str) -> alt.Y:
    """A place in px from the top."""
    return alt.Y(f"{column}:Q", scale=None, axis=None)


def empty_places(marks: Sequence[Placed], style: Style) -> list[alt.Chart]:
    """A dashed outline where a figure would stand: the side is asked about, and has none."""
    return [
        layer.mark_rect(
            fill=None, stroke=style.ink.muted, strokeDash=[3, 4], strokeOpacity=0.7
        ).encode(x=alt.XValue(0), x2=alt.X2Value("width"), y=at_px("y_top"), y2="y_end:Q")
        for layer in over(absent(marks))
    ]


def open_ends(
    marks: Sequence[Placed], x: alt.X, style: Style, size: int = 130, offset: int = 7
) -> list[alt.Chart]:
    """Arrows on the ends that a hedge leaves open, pointing to where the true figure may lie."""
    ends: tuple[tuple[Callable[[FigureRow], bool], str, int], ...] = (
        (lambda row: row.open_right, "triangle-right", offset),
        (lambda row: row.open_left, "triangle-left", -offset),
    )
    return [
        layer.mark_point(shape=shape, filled=True, size=size, xOffset=shift, opacity=1).encode(
            x=x, y=at_px("y"), color=colour(style)
        )
        for is_open, shape, shift in ends
        for layer in over(mark for mark in marks if is_open(mark.row))
    ]


def bars(marks: Sequence[Placed], x: alt.X, style: Style) -> list[alt.Chart]:
    """A bar a mark from a common zero; pale where it is planned."""
    channels = {
        "x": x,
        "x2": alt.X2Datum(0),
        "y": at_px("y_top"),
        "y2": "y_end:Q",
        "tooltip": tooltip(),
        "color": colour(style),
    }
    return [
        layer.mark_rect(opacity=opacity).encode(**channels)
        for is_planned, opacity in ((False, 1), (True, PALE))
        for layer in over(mark for mark in marks if mark.row.is_planned == is_planned)
    ]


def multiples(
    marks: Sequence[Placed], x: alt.X, scale: alt.Scale, style: Style
) -> tuple[list[alt.Chart], list[alt.Chart]]:
    """The line of the base (1), and stems from it to the marks' multiples of it."""
    base = [
        layer.mark_rule(color=style.ink.muted, strokeWidth=1.5).encode(
            x=alt.X(datum=1, scale=scale), y=at_px("y_top"), y2="y_end:Q"
        )
        for layer in over(marks)
    ]
    stems = [
        layer.mark_rule(strokeWidth=4).encode(
            x=x, x2=alt.X2Datum(1), y=at_px("y"), color=colour(style)
        )
        for layer in over(marks)
    ]
    return base, stems


def axis_values(marks: Sequence[Mark]) -> str:
    """The Vega expression by which the axis of these marks names its values."""
    units = {mark.row.unit for mark in marks} - {""}
    return "datum.value + '%'" if units == {"percent"} else AXIS_VALUES


def colour(style: Style) -> alt.Color:
    """The colour of the mark's side."""
    return alt.Color("side:N", scale=style.side_scale, legend=None)


def outline(style: Style) -> alt.Stroke:
    """The same for the outline of a hollow mark."""
    return alt.Stroke("side:N", scale=style.side_scale, legend=None)


def told(mark: Mark) -> dict[str, str]:
    """The fields of a mark that `tooltip` shows."""
    return {
        "label": mark.words.label,
        "sentence": mark.words.detail,
        "quotes": mark.quotes,
        "caveat": mark.caveat,
    }


def tooltip() -> list[alt.Tooltip]:
    """What a reader meets who rests the pointer on a mark."""
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in TOOLTIP.items()]


def stack(layers: list[alt.Chart], height: float) -> alt.LayerChart:
    """The layers as one chart, `height` px high; what has no tooltip of its own has none."""
    for layer in layers:
        if layer.encoding.tooltip is alt.Undefined:
            layer.mark.tooltip = None
    chart = alt.LayerChart(layer=layers)
    chart.height = height
    return chart
