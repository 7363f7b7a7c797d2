"""Colours and sizes of letters: the same ink for both chart libraries, screen and file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from dashboard.figures.style.fonts import FONT, STRONG

SPACE = 14  # px between the parts of a figure


@dataclass(frozen=True)
class Ink:
    """The colours of one theme. China and the United States differ in hue and in lightness (Okabe and Ito, 2008)."""

    paper: str  # behind hollow marks, and of digits on full ones
    ink: str
    muted: str
    line: str
    soft: str
    sides: tuple[str, str, str]  # China, the United States, all others
    ground: str | None  # behind everything; None lets through what lies below


LIGHT = Ink(
    "#ffffff",
    "#1b1f24",
    "#5b6470",
    "#d9dde2",
    "#eef1f4",
    ("#c8441b", "#0b62a8", "#6b7785"),
    "#ffffff",
)
INKS = {
    "light": LIGHT,
    "dark": Ink(
        "#12161b",
        "#eef1f4",
        "#a3adb8",
        "#39424d",
        "#222a33",
        ("#ff8a5c", "#6cb6f0", "#a3adb8"),
        "#12161b",
    ),
    # For print in black only: the sides differ in lightness alone, and each is named beside its mark.
    "grey": Ink(
        "#ffffff",
        "#1a1a1a",
        "#595959",
        "#d9d9d9",
        "#efefef",
        ("#1a1a1a", "#6e6e6e", "#8c8c8c"),
        "#ffffff",
    ),
    # To be laid over light colours: words darker and lines stronger than on white, since nobody knows which.
    "transparent": replace(LIGHT, muted="#363d45", line="#a4abb3", soft="#bcc2c9", ground=None),
}
LETTERS = {"title": 19, "subtitle": 13, "label": 13, "axis": 11, "note": 11}  # px


def config(theme: str) -> dict[str, Any]:
    """The Vega-Lite configuration that every Altair figure carries."""
    ink = INKS[theme]
    return {
        "font": FONT,
        "background": ink.ground,
        "view": {"stroke": None},
        "axis": {
            "labelFont": FONT, "labelFontSize": LETTERS["axis"], "labelColor": ink.muted, "labelFlush": True,
            "titleFont": FONT, "titleFontSize": LETTERS["axis"], "titleColor": ink.muted, "titleFontWeight": "normal",
            "titleAlign": "left", "titleAnchor": "start", "gridColor": ink.soft, "domainColor": ink.line,
            "tickColor": ink.line, "labelPadding": 6, "tickSize": 0, "domain": False, "titlePadding": 8,
        },
        "text": {"font": STRONG, "fontSize": LETTERS["label"], "color": ink.ink, "align": "left"},
        "concat": {"spacing": SPACE},
    }  # fmt: skip


def side_scale(theme: str) -> alt.Scale:
    return alt.Scale(domain=["CHN", "USA", "other"], range=list(INKS[theme].sides))


def plain(chart: alt.LayerChart) -> dict[str, Any]:
    """The chart as a specification. Not checked against the schema here: the tests check every form once, and it takes longer
    than drawing."""
    return chart.to_dict(validate=False)


def bare(chart: alt.LayerChart, theme: str) -> dict[str, Any]:
    """The chart alone, as wide as the page gives it room; the page sets the words around it."""
    spec = plain(chart)
    return {
        **spec,
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": config(theme),
    }
