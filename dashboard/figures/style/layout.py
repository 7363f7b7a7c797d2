"""The dressing of a figure: its words above and below the marks, or beside them, on a page of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.errors import BadRequest
from dashboard.figures.style.fonts import FONT, wrap
from dashboard.figures.style.sizes import PX, Size
from dashboard.figures.style.theme import INKS, LETTERS, SPACE, config

PADDING = 20  # px around a dressed figure
AXIS = 20  # px below the marks, where the axis has its labels
LEAST = 340  # px: as narrow as marks may be; no line of theirs is longer
SCHEMA = alt.SCHEMA_URL


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
    """Where the parts of a dressed figure stand, in px: the words below the marks, or beside them where a page is low."""

    width: int
    height: float
    beside: bool = False

    @property
    def inner(self) -> int:
        return self.width - 2 * PADDING

    @property
    def columns(self) -> tuple[int, int]:
        """Widths of the marks and of the words below or beside them."""
        if not self.beside:
            return self.inner, self.inner
        marks = round((self.inner - 2 * PADDING) * 0.58)
        return marks, self.inner - 2 * PADDING - marks


def fit(size: Size, head: Sequence[Paragraph], foot: Sequence[Paragraph], marks: float) -> Layout:
    """The layout with the largest letters on which the figure has room; `marks` is the height of its marks with their axis in px.

    Raises BadRequest where a page of fixed height has no room for it at any size that can still be read.
    """
    for width in size.layouts:
        room = size.height / size.width * width if size.height else None
        for beside in (False, True):
            layout = Layout(width, 0, beside)
            if beside and (room is None or layout.columns[0] < LEAST):
                continue
            top, words = height(head, layout.inner), height(foot, layout.columns[1])
            needed = (
                2 * PADDING + top + SPACE + (max(marks, words) if beside else marks + SPACE + words)
            )
            if room is None or needed <= room:
                return Layout(width, room or needed, beside)
    raise BadRequest(
        f"This figure is too long for the size {size.title!r}: its text could not be read. Take a size that sets only a width "
        "(column, columns, 180mm), or narrow the figure down."
    )


def fits(size: Size, head: Sequence[Paragraph], foot: Sequence[Paragraph], marks: float) -> bool:
    """Whether the size has room for the figure."""
    try:
        fit(size, head, foot, marks)
    except BadRequest:
        return False
    return True


def height(paragraphs: Sequence[Paragraph], width: float) -> float:
    """Height in px of paragraphs that are `width` px wide."""
    return max([line["y"] for line in lines(paragraphs, width)], default=0.0) + 4


def lines(paragraphs: Sequence[Paragraph], width: float) -> list[dict[str, Any]]:
    """Every line of the paragraphs with its place: `y` is the baseline in px from the top."""
    out, y = [], 0.0
    for each in paragraphs:
        y += each.space
        wrapped = wrap(each.text, width, each.size, each.family)
        if each.size == LETTERS["title"] and len(wrapped) > 1:
            wrapped = _balanced(each, width, len(wrapped))
        for text in wrapped:
            y = round(y + each.size * 1.35, 2)
            out.append(
                {
                    "text": text,
                    "y": y,
                    "size": each.size,
                    "font": each.family,
                    "colour": each.colour,
                }
            )
    return out


def _balanced(title: Paragraph, width: float, count: int) -> list[str]:
    """A title in as many lines, the first as short as it can be: no single word is left for the last."""
    low, high = width / 2, width
    while high - low > 4:
        middle = (low + high) / 2
        low, high = (
            (low, middle)
            if len(wrap(title.text, middle, title.size, title.family)) <= count
            else (middle, high)
        )
    return wrap(title.text, high, title.size, title.family)


def block(paragraphs: Sequence[Paragraph], width: int, theme: str) -> dict[str, Any]:
    """Paragraphs as a Vega-Lite view without axes, every line placed, `width` px wide."""
    own = lines(paragraphs, width)
    kinds = dict.fromkeys((line["font"], line["size"], line["colour"]) for line in own)
    layers = [
        {
            "data": {
                "values": [
                    {"text": each["text"], "y": each["y"]}
                    for each in own
                    if (each["font"], each["size"], each["colour"]) == kind
                ]
            },
            "mark": {
                "type": "text",
                "font": kind[0],
                "fontSize": kind[1],
                "baseline": "alphabetic",
                "color": getattr(INKS[theme], kind[2]),
            },
            "encoding": {
                "x": {"value": 0},
                "y": {"field": "y", "type": "quantitative", "scale": None, "axis": None},
                "text": {"field": "text", "type": "nominal"},
            },
        }
        for kind in kinds
    ]
    return {"width": width, "height": height(paragraphs, width), "layer": layers}


def dress(
    marks: dict[str, Any],
    band: float,
    head: Sequence[Paragraph],
    foot: Sequence[Paragraph],
    layout: Layout,
    theme: str,
) -> dict[str, Any]:
    """The marks (as `plain` gives them) with everything that must travel with them, as a Vega-Lite specification.

    `band` is the room in px that the labels of an axis take below them.
    """
    marks = {key: value for key, value in marks.items() if key not in ("$schema", "config")}
    datasets = marks.pop("datasets", {})
    marks["width"] = layout.columns[0]
    words = block(
        foot if layout.beside else [Paragraph("", space=band), *foot], layout.columns[1], theme
    )
    parts = (
        [{"hconcat": [marks, words], "spacing": 2 * PADDING, "bounds": "flush"}]
        if layout.beside
        else [marks, words]
    )
    return {
        "$schema": SCHEMA,
        "config": config(theme),
        "datasets": datasets,
        "padding": PADDING,
        "bounds": "flush",
        "spacing": SPACE,
        "vconcat": [block(head, layout.inner, theme), *parts],
    }


def millimetres(size: Size, layout: Layout) -> tuple[float, float]:
    """Width and height of the laid-out figure on paper, in mm."""
    return size.width, size.height or layout.height * size.width / layout.width


def natural(size: Size, layout: Layout) -> tuple[float, float]:
    """The same in CSS pixels."""
    width, height = millimetres(size, layout)
    return width / PX, height / PX
