"""Colours, fonts and the dressing of a figure: the same ink for both chart libraries, screen and file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
from PIL import ImageFont

from dashboard.paths import FONTS

FONT = "Inter"
STRONG = "Inter Semi Bold"  # its own family name, so that every renderer finds the same file
FILES = {FONT: FONTS / "Inter-Regular.otf", STRONG: FONTS / "Inter-SemiBold.otf"}
PADDING = 20  # px around a dressed figure
AXIS = 20  # px below the marks, where the axis has its labels


@dataclass(frozen=True)
class Ink:
    """The colours of one theme. China and the United States differ in hue and in lightness (Okabe and Ito, 2008)."""

    paper: str
    ink: str
    muted: str
    line: str
    soft: str
    sides: tuple[str, str, str]  # China, the United States, all others


INKS = {
    "light": Ink("#ffffff", "#1b1f24", "#5b6470", "#d9dde2", "#eef1f4", ("#c8441b", "#0b62a8", "#6b7785")),
    "dark": Ink("#12161b", "#eef1f4", "#a3adb8", "#39424d", "#222a33", ("#ff8a5c", "#6cb6f0", "#a3adb8")),
}
SIZES = {"title": 19, "subtitle": 13, "label": 13, "axis": 11, "note": 11}


def config(theme: str) -> dict[str, Any]:
    """The Vega-Lite configuration that every Altair figure carries."""
    ink = INKS[theme]
    return {
        "font": FONT,
        "background": ink.paper,
        "view": {"stroke": None},
        "axis": {
            "labelFont": FONT, "labelFontSize": SIZES["axis"], "labelColor": ink.muted, "labelFlush": True,
            "titleFont": FONT, "titleFontSize": SIZES["axis"], "titleColor": ink.muted, "titleFontWeight": "normal",
            "titleAlign": "left", "titleAnchor": "start", "gridColor": ink.soft, "domainColor": ink.line,
            "tickColor": ink.line, "labelPadding": 6, "tickSize": 0, "domain": False, "titlePadding": 8,
        },
        "text": {"font": STRONG, "fontSize": SIZES["label"], "color": ink.ink, "align": "left"},
        "concat": {"spacing": 14},
    }  # fmt: skip


def side_scale(theme: str) -> alt.Scale:
    return alt.Scale(domain=["CHN", "USA", "other"], range=list(INKS[theme].sides))


@cache
def _face(family: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FILES[family]), size)


def measure(text: str, size: float, family: str = FONT) -> float:
    """Width of a line in px, by the metrics of the font that the file is drawn with."""
    return float(_face(family, size).getlength(text))


def wrap(text: str, width: float, size: float, family: str = FONT) -> list[str]:
    """Lines of `text` no wider than `width` px; a word that is too long alone keeps a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and measure(f"{lines[-1]} {word}", size, family) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


@dataclass(frozen=True)
class Paragraph:
    """A run of text of a dressed figure, before it is broken into lines."""

    text: str
    size: int = SIZES["note"]
    family: str = FONT
    colour: str = "muted"
    space: float = 4  # px above it


def block(paragraphs: Sequence[Paragraph], width: int, theme: str) -> alt.LayerChart:
    """Paragraphs as a chart without axes, every line placed, `width` px wide."""
    lines, y = [], 0.0
    for paragraph in paragraphs:
        y += paragraph.space
        for line in wrap(paragraph.text, width, paragraph.size, paragraph.family):
            y += paragraph.size * 1.35
            colour = getattr(INKS[theme], paragraph.colour)
            lines.append({"text": line, "y": round(y, 2), "size": paragraph.size, "font": paragraph.family, "colour": colour})
    marks = [
        alt.Chart(alt.Data(values=[line for line in lines if (line["font"], line["size"]) == (font, size)]))
        .mark_text(font=font, fontSize=size, baseline="alphabetic")
        .encode(
            x=alt.value(0),
            y=alt.Y("y:Q", scale=None, axis=None),
            text="text:N",
            color=alt.Color("colour:N", scale=None),
        )
        for font, size in dict.fromkeys((line["font"], line["size"]) for line in lines)
    ]
    whole = alt.LayerChart(layer=marks)
    whole.width, whole.height = width, max(y + 4, 1)
    return whole


def dress(chart: alt.LayerChart, head: Sequence[Paragraph], foot: Sequence[Paragraph], width: int, theme: str) -> dict[str, Any]:
    """The chart with everything that must travel with it, as a Vega-Lite specification."""
    inner = width - 2 * PADDING
    parts = [block(head, inner, theme), _wide(chart, inner), block([Paragraph("", space=AXIS), *foot], inner, theme)]
    whole = alt.vconcat(*parts, bounds="flush", padding=PADDING)
    return whole.configure(**config(theme)).to_dict()


def _wide(chart: alt.LayerChart, width: int) -> alt.LayerChart:
    copy = chart.copy(deep=False)
    copy.width = width
    return copy


def bare(chart: alt.LayerChart, theme: str) -> dict[str, Any]:
    """The chart alone, as wide as the page gives it room; the page sets the words around it."""
    fitted = chart.properties(width="container", autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
    return fitted.configure(**config(theme)).to_dict()
