"""The kinds of charts: pure functions from marks to a bare chart. This is the only list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import altair as alt

from dashboard.figures.charts.bars import bars, page_bars
from dashboard.figures.charts.coverage import coverage
from dashboard.figures.charts.deadline import deadline
from dashboard.figures.charts.dots import dots
from dashboard.figures.charts.dumbbell import dumbbell
from dashboard.figures.charts.empty import empty
from dashboard.figures.charts.lead import lead
from dashboard.figures.charts.lines import (
    explorable_lines,
    explorable_relative,
    lines,
    relative,
)
from dashboard.figures.charts.multiples import explorable_multiples, multiples
from dashboard.figures.charts.number import number
from dashboard.figures.charts.parts import parts
from dashboard.figures.charts.ranks import ranks
from dashboard.figures.charts.ratio import ratio
from dashboard.figures.charts.slope import slope
from dashboard.figures.charts.statements import statements
from dashboard.figures.charts.sums import compared, sums
from dashboard.figures.charts.timeline import shown, timeline
from dashboard.figures.charts.timeline_interactive import interactive_timeline
from dashboard.figures.renderers import PLOTLY, VEGA_LITE, Renderer
from dashboard.figures.style.theme import Style
from dashboard.model.row import FigureRow
from dashboard.model.series import is_part_of_a_year
from dashboard.text.labels import Mark

# Code of a sign (text.captions.SIGNS) -> whether a row is drawn with it.
Signs = Mapping[str, Callable[[FigureRow], bool]]
ABOUT: Signs = {"about": lambda row: row.is_approximate}
IN_WORDS = frozenset(ABOUT)  # signs that a row without a mark has too
OPEN_ENDS: Signs = {
    "lower bound": lambda row: row.open_right,
    "upper bound": lambda row: row.open_left,
}
OVER_TIME: Signs = {
    "bound above": lambda row: row.open_right,
    "bound below": lambda row: row.open_left,
    "reported": lambda row: row.is_reported,
    "partial": is_part_of_a_year,
    "dashed": lambda row: row.is_planned,
    **ABOUT,
}
PALE: Signs = {"pale": lambda row: row.is_planned}


def _always(row: FigureRow) -> bool:
    return True


def _all(rows: Sequence[FigureRow]) -> Sequence[FigureRow]:
    return rows


@dataclass(frozen=True)
class ChartKind:
    """How marks are drawn, and what their rows must have for it.

    What a reader explores on a page is the drawing itself, unless `interactive` draws the same
    marks for a page: larger, with what can be done with them, or in another library.
    """

    draw: Callable[[Sequence[Mark], Style], alt.LayerChart]
    requires: tuple[str, ...] = ("quantity",)  # fields of FigureRow
    signs: Signs = field(default_factory=dict)  # what a reader must be told how to read
    interactive: Callable[[Sequence[Mark], Style], Any] | None = None
    renderer: Renderer = VEGA_LITE  # of what is explored
    drawn: Callable[[Sequence[FigureRow]], Sequence[FigureRow]] = _all  # the rest is words alone
    has_axis: bool = True  # whether labels of an axis stand below the marks
    is_over_time: bool = False  # whether figures of one series are drawn as one
    standing: str = ""  # where it is told whose figure is larger, and since when: "note", "mark"
    chosen: Callable[[Sequence[Mark]], list[Mark]] | None = None  # which a picture holds; else all


CHARTS: dict[str, ChartKind] = {
    "bars": ChartKind(
        bars,
        interactive=page_bars,
        signs={
            **OPEN_ENDS,
            **ABOUT,
            **PALE,
        },
    ),
    "dumbbell": ChartKind(dumbbell, signs={**OPEN_ENDS, **ABOUT}),
    "dots": ChartKind(dots, signs={**OPEN_ENDS, "logarithmic": _always, **ABOUT, **PALE}),
    "parts": ChartKind(parts, signs={**OPEN_ENDS, **ABOUT}),
    "ratio": ChartKind(ratio, signs={**OPEN_ENDS, **ABOUT}),
    "ranks": ChartKind(ranks, signs=ABOUT, has_axis=False),
    "deadline": ChartKind(deadline, signs={**ABOUT, **PALE}),
    "number": ChartKind(number, signs=ABOUT, has_axis=False),
    "line": ChartKind(
        lines,
        interactive=explorable_lines,
        signs=OVER_TIME,
        is_over_time=True,
        standing="note",
    ),
    "index": ChartKind(lines, interactive=explorable_lines, signs=OVER_TIME, is_over_time=True),
    "relative": ChartKind(
        relative,
        interactive=explorable_relative,
        signs={**OVER_TIME, "multiples": _always},
        is_over_time=True,
    ),
    "shares": ChartKind(lines, interactive=explorable_lines, signs=OVER_TIME, is_over_time=True),
    "slope": ChartKind(slope, signs=OVER_TIME, is_over_time=True),
    "lead": ChartKind(lead, ("times", "verdict")),
    "coverage": ChartKind(coverage, ("topic", "topic_title", "side"), has_axis=False),
    "multiples": ChartKind(
        multiples,
        interactive=explorable_multiples,
        signs=OVER_TIME,
        is_over_time=True,
        standing="mark",
    ),
    "sums": ChartKind(sums, signs={**OPEN_ENDS, **ABOUT, **PALE}, drawn=compared, has_axis=False),
    "statements": ChartKind(statements, has_axis=False),
    "timeline": ChartKind(
        timeline,
        ("event_kind", "start", "end"),
        interactive=interactive_timeline,
        renderer=PLOTLY,
        has_axis=False,
        chosen=shown,
    ),
}
EMPTY = ChartKind(empty, (), has_axis=False)  # where a choice leaves nothing to draw
