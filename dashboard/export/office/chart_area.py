"""The area of a native chart: where its marks stand, its colours, its letters and its numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.export.office.native import Native, NativeMark
from dashboard.figures.style.theme import Ink, Style

SHEET = "Chart"  # the sheet that a chart reads
FACE = "Inter"
SANS = 34  # Swiss, of variable pitch: where Inter is missing, another sans serif takes its place
PX = 0.75  # points in a px
NONE = {"none": True}
NO_TICKS = {"major_tick_mark": "none", "minor_tick_mark": "none"}
Options = dict[str, Any]  # of XlsxWriter's chart API


@dataclass(frozen=True)
class ChartArea:
    """A chart in its place: `width` × `height` points, the words beside the marks `size` points."""

    native: Native
    style: Style
    width: float
    height: float
    size: float

    @property
    def small(self) -> int:
        """Points of the words on the axis."""
        return round(self.size * 0.85)

    @property
    def faint(self) -> str:
        """Colour of the lines behind the marks."""
        return mix(self.ink.muted, self.ink.paper, 0.3)

    @property
    def ink(self) -> Ink:
        """The colours of the figure's theme."""
        return self.style.ink

    def colour(self, mark: NativeMark) -> str:
        """The colour of a mark's side."""
        return self.style.side_colours[mark.side]

    def cells(self, head: str, rows: range, columns: int = 1) -> list[Any]:
        """The cells of the marks `rows` below a head, and of the columns that follow it."""
        first = 1 + list(self.native.series).index(head)
        return [SHEET, rows[0] + 1, first, rows[-1] + 1, first + columns - 1]

    def layout(self, left: float, top: float, right: float, bottom: float) -> Options:
        """The place of the marks, so many points from the edges of the chart."""
        return {
            "x": left / self.width,
            "y": top / self.height,
            "width": 1 - (left + right) / self.width,
            "height": 1 - (top + bottom) / self.height,
        }

    def label(self, text: str, colour: str, position: str, bold: bool = True) -> Options:
        """The words beside a mark."""
        return {"value": text, "font": font(colour, self.size, bold), "position": position}

    def number_axis(self, high: float) -> Options:
        """The axis of the numbers at the foot of the chart, up to `high`, with light lines."""
        native, ink = self.native, self.ink
        title = {"name": native.title, "name_font": font(ink.muted, self.small)}
        return {
            **NO_TICKS,
            **(title if native.title else {}),
            "min": native.low,
            "max": high,
            "major_unit": native.step,
            "log_base": native.log,
            "num_format": native.number_format,
            "num_font": font(ink.muted, self.small),
            "line": NONE,
            "major_gridlines": {"visible": True, "line": {"color": self.faint, "width": 0.75}},
        }


def mix(colour: str, paper: str, part: float) -> str:
    """`part` of a colour on paper: solid, since not every program knows opacity."""
    channels = ((int(colour[i : i + 2], 16), int(paper[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in channels)


def fill(colour: str | None) -> Options:
    """A fill in XlsxWriter's words; none where there is no colour."""
    return {"color": colour} if colour else NONE


def font(colour: str, size: float, bold: bool = False) -> Options:
    """Letters in XlsxWriter's words, `size` points high."""
    return {"name": FACE, "pitch_family": SANS, "size": size, "bold": bold, "color": colour}


def labels(marks: Iterable[Options | None]) -> Options:
    """The data labels of a series, one a mark; a mark without words has none."""
    # What cannot show the words shows the name of the series instead, and never a bare number.
    return {"series_name": True, "custom": [mark or {"delete": True} for mark in marks]}
