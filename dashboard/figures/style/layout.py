"""The dressing of a figure: its words around the marks, on a page of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.errors import BadRequest
from dashboard.figures.style.fonts import FONT, wrap
from dashboard.figures.style.theme import LETTERS, SPACE, Ink, vega_config
from dashboard.model.sizes import PX, Size

PADDING = 20  # px around a dressed figure
AXIS = 20  # px below the marks, where the axis has its labels
LEAST = 340  # px: as narrow as marks may be; no line of theirs is longer
# Parts of the width that marks may have beside the words: the second where there are many words.
SHARES = (0.58, 0.31)
SCHEMA = alt.SCHEMA_URL
PLOT_WIDTH = "plot_width"  # parameter of every chart: the width of its marks in px


@dataclass(frozen=True)
class Paragraph:
    """A run of text of a dressed figure, before it is broken into lines."""

    text: str
    size: int = LETTERS["note"]
    family: str = FONT
    colour: str = "muted"
    space: float = 4  # px above it


@dataclass(frozen=True)
class Layout:
    """Where the parts of a dressed figure stand, in px.

    The words stand below the marks, or beside them where a page is low: then `share` is the part
    of the width that the marks have.
    """

    width: int
    height: float
    share: float = 1

    @property
    def beside(self) -> bool:
        """Whether the words stand beside the marks."""
        return self.share < 1

    @property
    def inner(self) -> int:
        """Its width without the padding."""
        return self.width - 2 * PADDING

    @property
    def columns(self) -> tuple[int, int]:
        """Widths of the marks and of the words below or beside them."""
        if not self.beside:
            return self.inner, self.inner
        marks = round((self.inner - 2 * PADDING) * self.share)
        return marks, self.inner - 2 * PADDING - marks


def fit(size: Size, head: Sequence[Paragraph], foot: Sequence[Paragraph], marks: float) -> Layout:
    """The layout with the largest letters on which the figure has room.

    `marks` is the height of its marks with their axis in px. Raises BadRequest where a page of
    fixed height has no room for it at any size that can still be read.
    """
    for width in size.layouts:
        room = size.height / size.width * width if size.height else None
        for share in (1, *SHARES) if room else (1,):
            layout = Layout(width, 0, share)
            needed = _needed(layout, head, foot, marks)
            if layout.columns[0] >= LEAST and (room is None or needed <= room):
                return Layout(width, room or needed, share)
    raise BadRequest(
        f"This figure is too long for the size {size.name!r}: its text could not be read. Take a "
        "size that sets only a width (column, columns, 180mm), or narrow the figure down."
    )


def _needed(
    layout: Layout, head: Sequence[Paragraph], foot: Sequence[Paragraph], marks: float
) -> float:
    """Height in px that head, marks and foot take in a layout."""
    words = height(foot, layout.columns[1])
    body = max(marks, words) if layout.beside else marks + SPACE + words
    return 2 * PADDING + height(head, layout.inner) + SPACE + body


def fits(size: Size, head: Sequence[Paragraph], foot: Sequence[Paragraph], marks: float) -> bool:
    """Whether the size has room for the figure."""
    try:
        fit(size, head, foot, marks)
    except BadRequest:
        return False
    return True


@dataclass(frozen=True)
class Line:
    """A line of text in its place: `y` is its baseline in px from the top."""

    text: str
    y: float
    look: tuple[str, int, str]  # typeface, px, and the name of a colour of the theme


def height(paragraphs: Sequence[Paragraph], width: float) -> float:
    """Height in px of paragraphs that are `width` px wide."""
    return max([line.y for line in _lines(paragraphs, width)], default=0.0) + 4


def _lines(paragraphs: Sequence[Paragraph], width: float) -> list[Line]:
    """Every line of the paragraphs with its place."""
    lines: list[Line] = []
    y = 0.0
    for paragraph in paragraphs:
        y += paragraph.space
        look = (paragraph.family, paragraph.size, paragraph.colour)
        for text in _wrapped(paragraph, width):
            y = round(y + paragraph.size * 1.35, 2)
            lines.append(Line(text, y, look))
    return lines


def _wrapped(paragraph: Paragraph, width: float) -> list[str]:
    """The lines of a paragraph; of a title as even as they can be, for no word stands alone."""
    lines = wrap(paragraph.text, width, paragraph.size, paragraph.family)
    if paragraph.size != LETTERS["title"] or len(lines) < 2:
        return lines
    low, high = width / 2, width
    while high - low > 4:
        middle = (low + high) / 2
        narrower = wrap(paragraph.text, middle, paragraph.size, paragraph.family)
        low, high = (low, middle) if len(narrower) <= len(lines) else (middle, high)
    return wrap(paragraph.text, high, paragraph.size, paragraph.family)


def block(paragraphs: Sequence[Paragraph], width: int, ink: Ink) -> dict[str, Any]:
    """Paragraphs as a Vega-Lite view without axes, every line placed, `width` px wide."""
    lines = _lines(paragraphs, width)
    layers = [
        {
            "data": {
                "values": [{"text": line.text, "y": line.y} for line in lines if line.look == look]
            },
            "mark": {
                "type": "text",
                "font": look[0],
                "fontSize": look[1],
                "baseline": "alphabetic",
                "color": getattr(ink, look[2]),
            },
            "encoding": {
                "x": {"value": 0},
                "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
                "text": {"field": "text", "type": "nominal"},
            },
        }
        for look in dict.fromkeys(line.look for line in lines)
    ]
    return {"width": width, "height": height(paragraphs, width), "layer": layers}


@dataclass(frozen=True)
class Dressing:
    """Everything that is set around the marks of a figure, in its place.

    `axis_band` is the room in px that the labels of an axis take below the marks.
    """

    head: Sequence[Paragraph]
    foot: Sequence[Paragraph]
    layout: Layout
    ink: Ink
    axis_band: float


def vega_dressed(marks: dict[str, Any], dressing: Dressing) -> dict[str, Any]:
    """The specification of bare marks with everything that must travel with them, in Vega-Lite."""
    layout, ink = dressing.layout, dressing.ink
    marks = {key: value for key, value in marks.items() if key not in ("$schema", "config")}
    datasets = marks.pop("datasets", {})
    marks["width"], words_width = layout.columns
    if layout.beside:
        words = block(dressing.foot, words_width, ink)
        body = [{"hconcat": [marks, words], "spacing": 2 * PADDING, "bounds": "flush"}]
    else:
        band = Paragraph("", space=dressing.axis_band)
        body = [marks, block([band, *dressing.foot], words_width, ink)]
    return {
        "$schema": SCHEMA,
        "config": vega_config(ink),
        "datasets": datasets,
        "params": [{"name": PLOT_WIDTH, "value": marks["width"]}],
        "padding": PADDING,
        "bounds": "flush",
        "spacing": SPACE,
        "vconcat": [block(dressing.head, layout.inner, ink), *body],
    }


def millimetres(size: Size, layout: Layout) -> tuple[float, float]:
    """Width and height of the laid-out figure on paper, in mm."""
    return size.width, size.height or layout.height * size.width / layout.width


def natural(size: Size, layout: Layout) -> tuple[float, float]:
    """The same in CSS pixels."""
    width, height = millimetres(size, layout)
    return width / PX, height / PX
