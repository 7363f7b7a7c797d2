"""What a spreadsheet or slide program can draw itself, and honestly: a figure's marks, their words and their axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from dashboard.figures.figure import Drawing
from dashboard.text import formatting as words

# Form -> kind of chart. The other forms are no charts of numbers: they leave as a vector picture.
KINDS = {
    "bars": "bars",
    "parts": "parts",
    "ratio": "multiples",
    "lead": "multiples",
    "dots": "dots",
    "dumbbell": "dumbbell",
}
RIGHT, LEFT = (
    "►",
    "◄",
)  # in every Western typeface, unlike ▶, which some programs turn into an emoji
ARROWS = {">": RIGHT, ">=": RIGHT, "<": LEFT, "<=": LEFT}
REST = "Rest, not said whose"
# Number formats for an axis, in words as everywhere: "1 billion". Excel takes two conditions and one that remains.
TIMES = '[=1]"equal";[<1]?/????;#,##0"×"'
SCALES = '[>=1000000000000]#,##0,,,," trillion";[>=1000000000]#,##0,,," billion";#,##0,," million"'
Column = list[float | None]


@dataclass(frozen=True)
class Mark:
    """One row of the figure: what is drawn for it, and the words that must stand beside it."""

    name: str  # who and when, or who and why there is no figure
    text: str  # the hedged figure with its footnote numbers
    label: str  # the two lines that the dashboard sets above the mark
    sentence: str
    value: float | None  # None keeps the place empty
    side: str
    sign: str = ""  # an arrow at the end that the hedge leaves open
    planned: bool = False
    hollow: bool = False
    diamond: bool = False

    @property
    def rest(self) -> str:
        """What follows on the label, where both stand in one line."""
        return f", {self.sentence}" if self.value is None else f"  {self.sentence}"


@dataclass(frozen=True)
class Native:
    """A figure as a chart that can be edited; its numbers in columns, one row a mark."""

    kind: str  # "bars" from zero, "parts" of 100, "dots" on a log axis, "multiples" of 1 on one, "dumbbell" from zero
    marks: tuple[Mark, ...]  # first on top
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
        return [mark.name for mark in self.marks]

    @property
    def labels(self) -> list[str]:
        """The words beside each mark, as they are drawn; every figure with its hedge."""
        if self.kind in ("bars", "parts"):
            return [f"{mark.sign} {mark.text}".strip() for mark in self.marks]
        return [f"{mark.label}{mark.rest}".strip() for mark in self.marks]

    @property
    def values(self) -> Column:
        return [mark.value for mark in self.marks]

    @property
    def series(self) -> dict[str, Column]:
        """Column -> numbers. Where a mark has no figure it has no place either: zero is never written for it."""
        there, own = [value is not None for value in self.values], {self.head: self.values}
        if self.kind == "bars":
            return own
        if self.kind == "parts":
            return {**own, REST: [None if value is None else 100 - value for value in self.values]}
        pair = self.kind == "dumbbell"
        rows = [1.0 if pair else float(row) for row in range(len(there), 0, -1)]
        lines: Column = [row if here else None for row, here in zip(rows, there, strict=True)]
        # A hair inside the axis: where 1/2 is a power of the base, some programs find its edge outside.
        edge: Column = [self.low * 1.0001 for _ in rows]
        above: Column = [row - 0.7 if pair else row + 0.4 for row in rows]
        placed = {"Words from": edge, "Line of words": above}
        if self.kind != "multiples":
            return {**own, "Line": lines, **placed}
        base: Column = [1.0 if here else None for here in there]
        ends = [{RIGHT: self.high, LEFT: self.low}.get(mark.sign) for mark in self.marks]
        # Side by side, since a line runs from one column to the next: from the base to the figure, from it to the open end.
        return {
            "Base": base,
            **own,
            "Open end": ends,
            "Line": lines,
            "Line, again": lines,
            **placed,
        }

    @property
    def table(self) -> list[list[Any]]:
        """What the chart reads: a line of heads, then a line a mark with its name, its numbers, and the figure in words."""
        columns = self.series
        lines = zip(
            self.categories, *columns.values(), [mark.text for mark in self.marks], strict=True
        )
        return [["Name", *columns, "As stated"], *(list(line) for line in lines)]


def native(drawing: Drawing) -> Native | None:
    """The figure as an editable chart; None where only a picture is true to it."""
    kind, form = KINDS.get(drawing.form, ""), drawing.form
    if not kind or not drawing.holds:
        return None
    marks = tuple(_mark(row, form) for row in drawing.rows.to_dict("records"))
    known = [mark.value for mark in marks if mark.value is not None]
    least, most, head = min(known), max(known), drawing.subject.title
    if least < 0 or (least == 0 and kind in ("dots", "multiples")):
        return None  # neither a bar from zero nor a logarithm
    if kind == "multiples":
        pairs = form == "lead"
        head = "China divided by the United States" if pairs else "Multiple of the base"
        title = f"{LEFT} more in the United States   |   more in China {RIGHT}" if pairs else ""
        base = 10 if pairs or not 1 / 16 <= least <= most <= 16 else 2
        power = math.ceil(max(abs(math.log(value, base)) for value in known) + 0.15)
        reach = float(base) ** max(power, 2 if pairs else 1)
        return Native(kind, marks, head, 1 / reach, reach, base, base, TIMES, title, reaches=pairs)
    if kind == "dots":
        low = math.floor(math.log10(least * 0.9))
        high = max(math.ceil(math.log10(most * 1.2)), low + 2)
        return Native(
            kind,
            marks,
            head,
            10.0**low,
            10.0**high,
            10,
            10,
            SCALES if low >= 6 else _format(0, 10.0 ** min(low, 0)),
        )
    if kind == "parts":
        return Native(kind, marks, "Stated part", 0, 100, 0, 25, '0"%"')
    step = _nice(most / 4)
    percent = set(drawing.rows["unit"]) - {""} == {"percent"}
    return Native(
        kind,
        marks,
        head,
        0,
        most or 1,
        0,
        step,
        _format(0 if percent else most, step) + ('"%"' if percent else ""),
    )


def _mark(row: dict[str, Any], form: str) -> Mark:
    if row["missing"]:
        return Mark(
            f"{row['name']}: no figure, {row['missing']}",
            "",
            row["label"],
            row["sentence"],
            None,
            row["side"],
        )
    value = (
        row["times"]
        if form == "lead"
        else row["value"] / 100
        if form == "ratio" and row["unit"] == "percent"
        else row["value"]
    )
    planned = row["status"] in ("target", "forecast")
    return Mark(
        name=row["title"]
        if form == "lead"
        else f"{row['name']} ({row['sentence']})"
        if row["sentence"]
        else row["name"],
        text=f"{row['text']} {words.marker(row['markers'])}",
        label=row["label"],
        sentence=row["sentence"],
        value=float(value),
        side=row["side"],
        sign=ARROWS.get(row["comparator"], ""),
        planned=planned,
        hollow=bool(row["undated"]) if form == "lead" else planned and form == "dots",
        diamond=form == "lead" and row["made"] == "stated",
    )


def _nice(least: float) -> float:
    """The next larger of 1, 2, 5, 10 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(least)) if least else 1.0
    return next(power * step for step in (1, 2, 5, 10) if power * step >= least * 0.999)


def _format(most: float, step: float) -> str:
    for scale, name, commas in (
        (1e12, "trillion", ",,,,"),
        (1e9, "billion", ",,,"),
        (1e6, "million", ",,"),
    ):
        if most >= scale:
            return f'[=0]0;#,##0{"" if step >= scale else ".0"}{commas}" {name}"'
    return "#,##0" if step >= 1 else "0." + "0" * math.ceil(-math.log10(step))
