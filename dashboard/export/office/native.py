"""What a spreadsheet or slide program can draw itself: marks, their words, their axis."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from dashboard.figures.charts.lead import opens_left, opens_right
from dashboard.figures.charts.ratio import multiple
from dashboard.figures.figure import Figure
from dashboard.text import office_words as words
from dashboard.text.formatting import marker
from dashboard.text.labels import Mark

Column = list[float | None]
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class NativeMark:
    """One row of the figure: what is drawn for it, and the words that must stand beside it."""

    name: str  # who and when, or who and why there is no figure
    text: str  # the hedged figure with its footnote numbers
    label: str  # the two lines that the dashboard sets above the mark
    detail: str
    value: float | None  # None keeps the place empty
    side: str
    sign: str = ""  # an arrow at the end that the hedge leaves open
    planned: bool = False
    hollow: bool = False
    diamond: bool = False

    @property
    def rest(self) -> str:
        """What follows on the label, where both stand in one line."""
        return f", {self.detail}" if self.value is None else f"  {self.detail}"


@dataclass(frozen=True)
class Native:
    """A figure as a chart that can be edited; its numbers in columns, one row a mark."""

    # "bars" from zero, "parts" of 100, "dots" on a log axis, "multiples" of 1 on one, "dumbbell"
    kind: str
    marks: tuple[NativeMark, ...]  # first on top
    head: str  # what the numbers are
    low: float
    high: float
    log: int  # base of the logarithmic axis, 0 for a linear one
    step: float  # from line to line; on a logarithmic axis the factor
    number_format: str
    title: str = ""  # of the axis
    reaches: bool = False  # an open end is a dotted line to the edge

    @property
    def categories(self) -> list[str]:
        """The name of each mark."""
        return [mark.name for mark in self.marks]

    @property
    def labels(self) -> list[str]:
        """The words beside each mark, as they are drawn; every figure with its hedge."""
        if self.kind in ("bars", "parts"):
            return [f"{mark.sign} {mark.text}".strip() for mark in self.marks]
        return [f"{mark.label}{mark.rest}".strip() for mark in self.marks]

    @property
    def values(self) -> Column:
        """The number of each mark; None keeps the place empty."""
        return [mark.value for mark in self.marks]

    @property
    def series(self) -> dict[str, Column]:
        """Column -> numbers. A mark without a figure has no place: zero is never written for it."""
        stated = {self.head: self.values}
        if self.kind == "bars":
            return stated
        if self.kind == "parts":
            rest = [None if value is None else 100 - value for value in self.values]
            return {**stated, words.REST: rest}
        is_pair = self.kind == "dumbbell"
        count = len(self.marks)
        rows = [1.0 if is_pair else float(row) for row in range(count, 0, -1)]
        lines: Column = [
            None if value is None else row for row, value in zip(rows, self.values, strict=True)
        ]
        # A hair inside the axis: where 1/2 is a power of the base, some programs find its edge
        # outside.
        edge: Column = [self.low * 1.0001] * count
        above: Column = [row - 0.7 if is_pair else row + 0.4 for row in rows]
        placed = {words.WORDS_FROM: edge, words.LINE_OF_WORDS: above}
        if self.kind != "multiples":
            return {**stated, words.LINE: lines, **placed}
        base: Column = [None if value is None else 1.0 for value in self.values]
        edges = {words.RIGHT: self.high, words.LEFT: self.low}
        ends = [edges.get(mark.sign) for mark in self.marks]
        # Side by side, since a line runs from one column to the next: from the base to the figure,
        # from it to the open end.
        return {
            words.BASE: base,
            **stated,
            words.OPEN_END: ends,
            words.LINE: lines,
            words.LINE_AGAIN: lines,
            **placed,
        }

    @property
    def table(self) -> list[list[Any]]:
        """What the chart reads: heads, then a line a mark: name, numbers, figure in words."""
        columns = self.series
        texts = [mark.text for mark in self.marks]
        lines = zip(self.categories, *columns.values(), texts, strict=True)
        return [[words.NAME, *columns, words.AS_STATED], *(list(line) for line in lines)]


def native(figure: Figure) -> Native | None:
    """The figure as an editable chart; None where only a picture is true to it."""
    if figure.form not in CHARTS or not figure.holds:
        return None
    kind, draw = CHARTS[figure.form]
    marks = tuple(_mark(mark, figure.form) for mark in figure.marks)
    values = [mark.value for mark in marks if mark.value is not None]
    if min(values) < 0 or (min(values) == 0 and kind in ("dots", "multiples")):
        return None  # neither a bar from zero nor a logarithm
    return draw(figure, kind, marks, values)


def _multiples(
    figure: Figure, kind: str, marks: tuple[NativeMark, ...], values: list[float]
) -> Native:
    is_pairs = figure.form == "lead"
    head, title = words.pair_axis(figure.project) if is_pairs else (words.MULTIPLE, "")
    base = 10 if is_pairs or not 1 / 16 <= min(values) <= max(values) <= 16 else 2
    power = math.ceil(max(abs(math.log(value, base)) for value in values) + 0.15)
    reach = float(base) ** max(power, 2 if is_pairs else 1)
    ends = {"low": 1 / reach, "high": reach, "log": base, "step": base}
    formats = {"number_format": words.TIMES, "title": title, "reaches": is_pairs}
    return Native(kind, marks, head, **ends, **formats)  # type: ignore[arg-type]


def _dots(figure: Figure, kind: str, marks: tuple[NativeMark, ...], values: list[float]) -> Native:
    low = math.floor(math.log10(min(values) * 0.9))
    high = max(math.ceil(math.log10(max(values) * 1.2)), low + 2)
    number_format = words.SCALES if low >= 6 else _format(0, 10.0 ** min(low, 0))
    head = figure.entry.title
    return Native(kind, marks, head, 10.0**low, 10.0**high, 10, 10, number_format)


def _parts(figure: Figure, kind: str, marks: tuple[NativeMark, ...], values: list[float]) -> Native:
    return Native(kind, marks, words.STATED_PART, 0, 100, 0, 25, words.PERCENT)


def _linear(
    figure: Figure, kind: str, marks: tuple[NativeMark, ...], values: list[float]
) -> Native:
    step = _nice(max(values) / 4)
    is_percent = {row.unit for row in figure.present} == {"percent"}
    percent = '"%"' if is_percent else ""
    number_format = _format(0 if is_percent else max(values), step) + percent
    return Native(kind, marks, figure.entry.title, 0, max(values) or 1, 0, step, number_format)


# Chart -> kind of native chart and its maker. The others are no charts of numbers: they leave as a
# vector picture.
CHARTS: dict[str, tuple[str, Callable[..., Native]]] = {
    "bars": ("bars", _linear),
    "dumbbell": ("dumbbell", _linear),
    "parts": ("parts", _parts),
    "ratio": ("multiples", _multiples),
    "lead": ("multiples", _multiples),
    "dots": ("dots", _dots),
}


def _mark(mark: Mark, form: str) -> NativeMark:
    row, row_words = mark.row, mark.words
    detail = ", ".join(filter(None, (row_words.detail, row_words.remark)))
    common = partial(NativeMark, label=row_words.label, detail=detail, side=row.side)
    if row.is_absent:
        return common(name=f"{row_words.label}, {row_words.missing}", text="", value=None)
    is_pair = form == "lead"
    value = multiple(row) if form == "ratio" else row.value
    rightwards, leftwards = row.open_right, row.open_left
    if is_pair and row.advantage:
        value = row.advantage.value
        rightwards, leftwards = opens_right(row), opens_left(row)
    name = f"{row.name} ({row_words.detail})" if row_words.detail else row.name
    return common(
        name=row.title if is_pair else name,
        text=f"{row_words.figure} {marker(row.markers)}",
        value=float(value or 0),
        sign=words.RIGHT if rightwards else words.LEFT if leftwards else "",
        planned=row.is_planned,
        hollow=row.is_planned and form == "dots",
        diamond=is_pair and not row.is_computed,
    )


def _nice(least: float) -> float:
    """The next larger of 1, 2, 5, 10 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least)) if least else 1.0
    return next(power * step for step in STEPS if power * step >= least * 0.999)


def _format(most: float, step: float) -> str:
    """The number format of an axis that ends at `most`, with lines `step` apart."""
    for scale, name, commas in words.SCALE_NAMES:
        if most >= scale:
            decimals = "" if step >= scale else ".0"
            return f'[=0]0;#,##0{decimals}{commas}" {name}"'
    return "#,##0" if step >= 1 else "0." + "0" * math.ceil(-math.log10(step))
