"""Colours and sizes of letters: the same ink for both chart libraries, screen and file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import altair as alt

from dashboard.figures.style.fonts import FONT, STRONG
from dashboard.model.project import OTHER, Project

SPACE = 14  # px between the parts of a figure


@dataclass(frozen=True)
class Ink:
    """The colours of one theme, as #rrggbb, but for those of the two sides."""

    paper: str  # behind hollow marks, and of digits on full ones
    ink: str
    muted: str
    line: str
    soft: str
    other: str  # of everybody who is on neither side
    ground: str | None  # behind everything; None lets through what lies below


LIGHT = Ink("#ffffff", "#1b1f24", "#5b6470", "#d9dde2", "#eef1f4", "#6b7785", "#ffffff")
INKS = {
    "light": LIGHT,
    "dark": Ink("#12161b", "#eef1f4", "#a3adb8", "#39424d", "#222a33", "#a3adb8", "#12161b"),
    # For print in black only: the sides differ in lightness alone, and each is named beside its
    # mark.
    "grey": Ink("#ffffff", "#1a1a1a", "#595959", "#d9d9d9", "#efefef", "#8c8c8c", "#ffffff"),
    # To be laid over light colours: words darker and lines stronger than on white, since nobody
    # knows which.
    "transparent": replace(LIGHT, muted="#363d45", line="#a4abb3", soft="#bcc2c9", ground=None),
}
# What differs on the ground of public statistics, so that none is taken for a document's figure.
STATISTICS_GROUND: Mapping[str, Mapping[str, str]] = {
    "light": {"paper": "#faf8f3", "soft": "#eae7df", "other": "#646f7d", "ground": "#faf8f3"},
    "dark": {"paper": "#1b1d1a", "soft": "#30332e", "ground": "#1b1d1a"},
    "grey": {"paper": "#f6f6f6", "soft": "#e4e4e4", "other": "#828282", "ground": "#f6f6f6"},
    "transparent": {},  # it has none
}
LETTERS = {"title": 19, "subtitle": 13, "label": 13, "axis": 11, "note": 11}  # px


@dataclass(frozen=True)
class Style:
    """The look of one figure: its theme, with the colours that the project gives its sides.

    `is_of_statistics` says that nothing in it is a document's.
    """

    theme: str
    project: Project
    is_of_statistics: bool = False

    @property
    def ink(self) -> Ink:
        """The colours of the theme."""
        ink = INKS[self.theme]
        return replace(ink, **STATISTICS_GROUND[self.theme]) if self.is_of_statistics else ink

    @cached_property
    def side_colours(self) -> Mapping[str, str]:
        """Side id -> colour, the project's sides in their order, then OTHER."""
        sides = {
            side.id: side.colours.get(self.theme, side.colours["light"])
            for side in self.project.sides
        }
        return {**sides, OTHER: self.ink.other}

    @property
    def side_scale(self) -> alt.Scale:
        """The same for Vega-Lite."""
        return alt.Scale(domain=list(self.side_colours), range=list(self.side_colours.values()))


def vega_config(ink: Ink) -> dict[str, Any]:
    """The Vega-Lite configuration that every Altair figure carries."""
    axis_size = LETTERS["axis"]
    return {
        "font": FONT,
        "background": ink.ground,
        "view": {"stroke": None},
        "axis": {
            "labelFont": FONT,
            "labelFontSize": axis_size,
            "labelColor": ink.muted,
            "labelFlush": True,
            "titleFont": FONT,
            "titleFontSize": axis_size,
            "titleColor": ink.muted,
            "titleFontWeight": "normal",
            "titleAlign": "left",
            "titleAnchor": "start",
            "gridColor": ink.soft,
            "domainColor": ink.line,
            "tickColor": ink.line,
            "labelPadding": 6,
            "tickSize": 0,
            "domain": False,
            "titlePadding": 8,
        },
        "text": {
            "font": STRONG,
            "fontSize": LETTERS["label"],
            "color": ink.ink,
            "align": "left",
        },
        "concat": {"spacing": SPACE},
    }
