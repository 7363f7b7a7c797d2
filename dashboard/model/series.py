"""Figures over time: which of them are one line, where it breaks, and what is computed along it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.model.period import PartialDate, Period
from dashboard.model.row import FigureRow

SLACK = 1.25  # a step of so many times the usual one is still no gap


@dataclass(frozen=True)
class Step:
    """What lies between two neighbours of a series.

    They are joined by a line unless a figure is missing between them (`is_gap`), the series breaks
    (`is_break`), or one is of a part of a year (`is_partial`).
    """

    before: FigureRow
    after: FigureRow
    is_gap: bool
    is_break: bool
    is_partial: bool

    @property
    def is_joined(self) -> bool:
        """Whether a line may run from one to the other."""
        return not (self.is_gap or self.is_break or self.is_partial)


def series_of(rows: Iterable[FigureRow]) -> list[list[FigureRow]]:
    """The rows that have a figure and a date, a list a series, each in the order of time."""
    found: dict[tuple[str, ...], list[FigureRow]] = {}
    for row in rows:
        if row.quantity is not None and not row.is_undated:
            found.setdefault(row.series, []).append(row)
    return [sorted(series, key=lambda row: (row.end, row.start)) for series in found.values()]


def steps(series: Sequence[FigureRow]) -> list[Step]:
    """The steps of a series of `series_of`."""
    return [
        Step(
            before,
            after,
            is_gap=_months(before, after) > after.every * SLACK,
            is_break=bool(after.series_break),
            is_partial=after.timing == "year" and any(map(is_part_of_a_year, (before, after))),
        )
        for before, after in pairwise(series)
    ]


def runs(series: Sequence[FigureRow]) -> list[list[FigureRow]]:
    """A series in the pieces that one line may run through; a piece may be a single figure."""
    pieces = [[series[0]]]
    for step in steps(series):
        if step.is_joined:
            pieces[-1].append(step.after)
        else:
            pieces.append([step.after])
    return pieces


def unbroken(series: Sequence[FigureRow]) -> list[list[FigureRow]]:
    """A series in the pieces between its breaks: only within one may two figures be set in a line.

    Within a piece figures may be missing.
    """
    pieces = [[series[0]]]
    for row in series[1:]:
        if row.series_break:
            pieces.append([])
        pieces[-1].append(row)
    return pieces


def is_part_of_a_year(row: FigureRow) -> bool:
    """Whether a row is of a part of a year where its metric is of whole ones."""
    return row.timing in ("year", "cumulative") and not _is_of_whole_years(row)


def _is_of_whole_years(row: FigureRow) -> bool:
    return row.start[5:] == "01-01" and row.end[5:] == "12-31"


def breaks_between(series: Sequence[FigureRow], one: FigureRow, other: FigureRow) -> bool:
    """Whether a series breaks on the way from one of its figures to another."""
    first, second = sorted((series.index(one), series.index(other)))
    return any(row.series_break for row in series[first + 1 : second + 1])


def position(row: FigureRow) -> float:
    """Where a row stands on an axis of years.

    A whole year stands on its number, whatever of it a figure is of; a part of a year in its
    middle, or at its end where the figure is cumulative (the end of 2025 is 2025).
    """
    period = Period.parse(row.period)
    first, last = period.begin, period.end or period.begin
    if _is_of_whole_years(row):
        return float(last.year)
    end = last.year + (last.month or 12) / 12
    if row.timing == "cumulative":
        return end - 1
    begin = first.year + ((first.month or 1) - 1) / 12
    return (begin + end) / 2


def year(row: FigureRow) -> int:
    """The year in which the period of a dated row ends."""
    return int(row.end[:4])


def spans_years(row: FigureRow) -> bool:
    """Whether the period of a dated row is longer than a year."""
    return row.start[:4] != row.end[:4]


def _months(before: FigureRow, after: FigureRow) -> int:
    """Months from the end of one period to the end of another."""
    return _month(after) - _month(before)


def _month(row: FigureRow) -> int:
    period = Period.parse(row.period)
    last: PartialDate = period.end or period.begin
    return last.year * 12 + (last.month or 12)
