"""The plot of a chart over time: axes, and names at the ends of lines that never overlap.

Heights are fixed px, so places down the plot are computed here; across it Vega scales the years,
for a figure is drawn at many widths. Names stand in a column of their own to the right, as wide as
the longest of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.fonts import FONT, STRONG, measure, wrap
from dashboard.figures.style.layout import PLOT_WIDTH
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.text.chart_words import axis_value

WIDTH = PLOT_WIDTH  # in expressions: `width` is that of the whole figure
TOP, HEIGHT = 24, 220  # px above the plot, and of the plot itself
GAP = 10  # px between the plot and the names
MOST_NAME = 124  # px of the column of names: what is left of the narrowest figure can be read
LINE = 15  # px from line to line of a name
YEARS = 4  # years that are named on the axis, beside the last
LEFT = 8  # px from the names of values to the first year


@dataclass(frozen=True)
class Plot:
    """Where values and years stand. `low` and `high` are the ends of the axis of values."""

    first: float  # years
    last: float
    low: float
    high: float
    ticks: tuple[float, ...]
    tick_names: tuple[str, ...]
    left: float  # px from the edge to the first year: the names of values stand there
    column: float  # px that the names take, 0 where there are none
    is_log: bool = False
    top: float = TOP  # px above it
    height: float = HEIGHT  # px

    @property
    def bottom(self) -> float:
        """px from the top of the figure to its lower edge."""
        return self.top + self.height

    def y(self, value: float) -> float:
        """px from the top of the figure."""
        low, high, at = self.low, self.high, value
        if self.is_log:
            low, high, at = math.log10(low), math.log10(high), math.log10(value)
        return round(self.top + self.height * (1 - (at - low) / ((high - low) or 1)), 2)

    @property
    def scale(self) -> alt.Scale:
        """The scale of years, left of the column of names."""
        end = {"expr": f"{WIDTH} - {self.column + (GAP if self.column else 2 * LEFT):.0f}"}
        return alt.Scale(
            domain=[self.first, self.last], range=[round(self.left), end], nice=False, zero=False
        )

    def x(self, column: str = "x") -> alt.X:
        """The channel of years, with the axis below."""
        named = named_years(self.first, self.last)
        axis = alt.Axis(
            title=None,
            values=named,
            labelExpr="'' + datum.value",
            grid=False,
            ticks=True,
            tickSize=4,
            labelFlush=False,  # else the first and the last are pushed over their neighbours
            labelOverlap="greedy",
            labelSeparation=6,
        )
        return alt.X(f"{column}:Q", scale=self.scale, axis=axis)


def plot(
    years: Sequence[float],
    values: Sequence[float],
    names: Sequence[str],
    unit: str = "",
    is_log: bool = False,
) -> Plot:
    """A plot that has room for all of them; `unit` is that of the values."""
    first, last = min(years), max(years)
    if first == last:
        first, last = first - 1, last + 1
    column = column_of(names, MOST_NAME)
    if is_log:
        low, high, ticks = _powers(values)
    else:
        low, high, ticks = _steps(values)
    tick_names = tuple(axis_value(tick, unit) for tick in ticks)
    left = LEFT + max(measure(name, LETTERS["axis"]) for name in tick_names)
    return Plot(first, last, low, high, ticks, tick_names, left, column, is_log)


def named_years(first: float, last: float) -> list[int]:
    """The whole years that the axis names: few enough for the narrowest figure, evenly apart."""
    begin, end = math.ceil(first), math.floor(last)
    step = next(
        step for step in (1, 2, 4, 5, 10, 20, 50, 100, 1000) if (end - begin) / step <= YEARS
    )
    return list(range(end - (end - begin) // step * step, end + 1, step))


def column_of(texts: Sequence[str], most: float) -> float:
    """The px that texts need beside the plot, each broken into lines of `most` px."""
    return max(
        (
            measure(line, LETTERS["label"], STRONG)
            for text in texts
            for line in wrap(text, most, LETTERS["label"], STRONG)
        ),
        default=0,
    )


def _steps(values: Sequence[float]) -> tuple[float, float, tuple[float, ...]]:
    """An axis from zero to a round number above all values, with three to five steps."""
    most = max(values, default=0) or 1
    rough = most / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough)
    count = math.ceil(most / step - 1e-9)
    return 0, count * step, tuple(round(step * number, 9) for number in range(count + 1))


def _powers(values: Sequence[float]) -> tuple[float, float, tuple[float, ...]]:
    """A logarithmic axis about 1, with the same reach on both sides where values lie on both."""
    most, least = max(*values, 1.0), min(*values, 1.0)
    steps = (1 / 100, 1 / 20, 1 / 10, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 10, 20, 100)
    low = max((step for step in steps if step <= least), default=least)
    high = min((step for step in steps if step >= most), default=most)
    ticks = tuple(step for step in steps if low <= step <= high)
    return low, high, ticks if len(ticks) <= 6 else ticks[:: math.ceil(len(ticks) / 6)]


def grid(areas: Sequence[Plot], style: Style) -> list[alt.Chart]:
    """A line a step of each axis of values, its number on top of it at the left."""
    records = [
        {"name": name, "y": area.y(tick), "y_text": area.y(tick) - 4}
        for area in areas
        for tick, name in zip(area.ticks, area.tick_names, strict=True)
    ]
    column = areas[0].column
    end = alt.expr(f"{WIDTH} - {column + GAP:.0f}") if column else alt.expr(WIDTH)
    return [
        part
        for chart in layers.over_data(records)
        for part in (
            chart.mark_rule(color=style.ink.soft, strokeWidth=1).encode(
                x=alt.XValue(0), x2=alt.X2Value(end), y=layers.at_px("y")
            ),
            chart.mark_text(
                font=FONT,
                fontSize=LETTERS["axis"],
                color=style.ink.muted,
                baseline="alphabetic",
            ).encode(x=alt.XValue(0), y=layers.at_px("y_text"), text="name:N"),
        )
    ]


@dataclass(frozen=True)
class Name:
    """What stands at the end of a line: who, and how much; `y` is where the line ends, in px."""

    key: str  # of the line
    side: str
    who: str
    figure: str
    y: float


def names(
    wanted: Sequence[Name], area: Plot, style: Style, left: float = 0
) -> tuple[list[alt.Chart], float]:
    """The names beside the ends of their lines, moved apart; the px that they reach down to.

    They stand to the right of the plot, or in a column of `left` px before it.
    """
    records, bottom = name_records(wanted, area, left)
    return name_layers(records, area, style, left), bottom


def name_records(
    wanted: Sequence[Name], area: Plot, left: float = 0
) -> tuple[list[dict[str, Any]], float]:
    """What `name_layers` reads of the names of one plot; the px that they reach down to."""
    records: list[dict[str, Any]] = []
    blocks = []
    for name in sorted(wanted, key=lambda name: name.y):
        room = left or MOST_NAME
        who = wrap(name.who, room, LETTERS["label"], STRONG) if name.who else []
        figure = wrap(name.figure, room, LETTERS["label"], STRONG)
        blocks.append((name, who, figure))
    tops = _apart(
        [name.y - 4 for name, *_ in blocks],
        [LINE * (len(who) + len(figure)) + 4 for _, who, figure in blocks],
        area.top - TOP + 2,
    )
    bottom = 0.0
    for (name, who, figure), top in zip(blocks, tops, strict=True):
        for number, text in enumerate((*who, *figure)):
            y = top + LINE * number + 8
            records.append(
                {
                    "text": text,
                    "y": round(y, 2),
                    "side": name.side,
                    "line": name.key,
                    "is_name": number < len(who),
                }
            )
            bottom = max(bottom, y + 4)
    return records, bottom


def name_layers(
    records: Sequence[dict[str, Any]], area: Plot, style: Style, left: float = 0
) -> list[alt.Chart]:
    """Names, then figures, to the right of plots that are as wide as `area`, or before them."""
    place = left if left else alt.expr(f"{WIDTH} - {area.column:.0f}")
    return [
        chart.mark_text(
            font=STRONG if is_name else FONT,
            fontSize=LETTERS["label"] if is_name else 12,
            align="right" if left else "left",
            baseline="alphabetic",
        ).encode(
            x=alt.XValue(place), y=layers.at_px("y"), text="text:N", color=layers.colour(style)
        )
        for is_name in (True, False)
        for chart in layers.over_data(
            [record for record in records if record["is_name"] == is_name]
        )
    ]


def _apart(wanted: Sequence[float], heights: Sequence[float], edge: float) -> list[float]:
    """Tops of blocks as near as may be to where they are wanted, in their order, none overlapping.

    None stands above `edge`.

    Blocks that meet are put together and centred on where they are wanted (the pool-adjacent-
    violators way of isotonic regression).
    """
    pools: list[tuple[float, float, list[int]]] = []  # top, height, blocks
    for number, (top, height) in enumerate(zip(wanted, heights, strict=True)):
        pools.append((top, height, [number]))
        while len(pools) > 1 and pools[-2][0] + pools[-2][1] > pools[-1][0]:
            _, below_height, below = pools.pop()
            _, above_height, above = pools.pop()
            members = [*above, *below]
            offsets, total = [], 0.0
            for member in members:
                offsets.append(wanted[member] - total)
                total += heights[member]
            middle = sum(offsets) / len(offsets)
            pools.append((middle, above_height + below_height, members))
    tops = [0.0] * len(wanted)
    for top, _, members in pools:
        at = max(top, edge)
        for member in members:
            tops[member] = at
            at += heights[member]
    # What was pushed down from the upper edge may meet what follows.
    for number in range(1, len(tops)):
        tops[number] = max(tops[number], tops[number - 1] + heights[number - 1])
    return tops
