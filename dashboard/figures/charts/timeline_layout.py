"""Where each event of a timeline stands: in lanes by kind, from the left by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.style.theme import Style
from dashboard.model.vocabulary import EVENT_KINDS
from dashboard.text.chart_words import NO_DATE
from dashboard.text.labels import Mark

APART = 0.075  # part of the axis between two marks of one line, so that they stay apart on a phone
STEPS = ((60, 20), (25, 10), (12, 5), (5, 2), (0, 1))  # years of the axis -> years between labels
MARK = 17  # px across a mark
EDGE = 0.045  # part of the axis left free at either end


@dataclass
class Dot:
    """A mark with its number and its place: `first`, `last` and `x` in years, `y` in lines."""

    mark: Mark
    number: int
    first: float | None
    last: float | None
    x: float = 0.0
    y: float = 0.0

    @property
    def group(self) -> tuple[str, bool]:
        """What the legend names: its side, and whether it is planned."""
        return self.mark.row.side, self.mark.row.is_planned


@dataclass(frozen=True)
class TimelineLayout:
    """Dots in their places, lanes with their tops and all lines in lines, the axis in years."""

    dots: Sequence[Dot]
    lanes: Sequence[tuple[str, float]]
    depth: float
    ticks: Sequence[tuple[float, str]]
    axis: tuple[float, float]
    end: float  # of the dated part

    @property
    def groups(self) -> list[tuple[str, bool]]:
        """Every side with whether its marks are planned, in the order of the legend."""
        return sorted({dot.group for dot in self.dots})

    @property
    def spans(self) -> list[tuple[Dot, float, float]]:
        """The dots that lasted, with the years between which they did."""
        return [
            (dot, dot.first, min(dot.last, self.end))
            for dot in self.dots
            if dot.mark.row.is_span and dot.first is not None and dot.last is not None
        ]


def lay_out(marks: Sequence[Mark], style: Style) -> TimelineLayout:
    """Give each mark its number and its place."""
    dots = [
        Dot(mark, number, mark.row.first_year, mark.row.last_year)
        for number, mark in enumerate(marks, 1)
    ]
    end = style.project.years["timeline"][1] + 1.0
    dated = [dot.first for dot in dots if dot.first is not None]
    # From the first event on: a choice of years is not squeezed into a corner of all of them.
    first = min(min(dated, default=end - 10), end - 3)
    lanes, depth = _place(dots, first, end)
    ticks, axis = _axis(dots, first, end)
    return TimelineLayout(dots, lanes, depth, ticks, axis, end)


def _place(dots: Sequence[Dot], first: float, end: float) -> tuple[list[tuple[str, float]], float]:
    """Give each dot its place; the lanes with their top, and the depth of all lines.

    Marks that would touch share a lane on lines of their own.
    """
    span = end - first
    undated = _undated(end, span)
    lanes: list[tuple[str, float]] = []
    depth = 0.0
    kinds = {dot.mark.row.event_kind for dot in dots}
    for kind in (kind for kind in EVENT_KINDS if kind in kinds):
        lanes.append((kind, depth))
        free: list[float] = []  # the year from which each line of the lane is free again
        for dot in (dot for dot in dots if dot.mark.row.event_kind == kind):
            x = undated if dot.first is None else dot.first
            line = next((line for line, year in enumerate(free) if year <= x), len(free))
            last = x if dot.last is None else max(x, min(dot.last, end))
            free[line : line + 1] = [last + APART * span]
            dot.x, dot.y = x, depth + 1.05 + line
        depth += len(free) + 0.95
    return lanes, depth


def _undated(end: float, span: float) -> float:
    """Where the column of undated events stands, right of the last year."""
    return end + 0.14 * span


def _axis(
    dots: Sequence[Dot], first: float, end: float
) -> tuple[list[tuple[float, str]], tuple[float, float]]:
    """The labels of the axis in their places, and its two ends."""
    span = end - first
    step = next(step for least, step in STEPS if span > least)
    ticks = [
        (float(year), str(year))
        for year in range(int(first), int(end) + 1)
        if year % step == 0 and year >= first - 0.02 * span
    ]
    right = end
    if any(dot.first is None for dot in dots):
        ticks.append((_undated(end, span), NO_DATE))
        right = _undated(end, span) + 0.03 * span
    return ticks, (first - EDGE * span, right + EDGE * span)
