"""Sums of money as bars, each currency on a scale of its own: none is set beside another.

The only sum of a currency has no bar: it would be as long as the scale that it makes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.layers import Placed
from dashboard.figures.style.fonts import STRONG
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.model.row import FigureRow
from dashboard.text.chart_words import CURRENCY_HEADS
from dashboard.text.labels import Mark

HEAD, APART = 26, 8  # px for the name of a currency, and before it
PLACES = (14, 28, 41)  # px from the top of a sum to its lines
BELOW, NEXT = 11, 18  # px from the last of them to the middle of the bar, from there to the next
THICK = 12  # px


def sums(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """A bar a sum from a common zero, as long as its part of the largest of its currency."""
    placed, heads, height = _by_currency(marks)
    barred = [mark for mark in placed if "part" in mark.data]
    scale = alt.Scale(domain=[0, 1.05], nice=False, zero=True)
    x = alt.X("part:Q", scale=scale, axis=None)
    names = [
        chart.mark_text(
            font=STRONG, fontSize=LETTERS["note"], color=style.ink.muted, baseline="alphabetic"
        ).encode(x=alt.XValue(0), y=layers.at_px("y"), text="text:N")
        for chart in layers.over_data(heads)
    ]
    return layers.stack(
        [
            *layers.bars(barred, x, style),
            *layers.open_ends(barred, x, style, 110),
            *layers.labels(placed, style),
            *names,
        ],
        height,
    )


def compared(rows: Sequence[FigureRow]) -> list[FigureRow]:
    """The sums that have a bar: those whose currency has another."""
    count = Counter(row.unit for row in rows)
    return [row for row in rows if count[row.unit] > 1]


def _by_currency(marks: Sequence[Mark]) -> tuple[list[Placed], list[dict[str, Any]], float]:
    """The sums in their places under the names of their currencies, and the height of all."""
    present = sorted(
        (mark for mark in marks if not mark.row.is_absent), key=lambda mark: mark.row.unit
    )
    placed: list[Placed] = []
    heads: list[dict[str, Any]] = []
    top = 0.0
    for unit, group in groupby(present, key=lambda mark: mark.row.unit):
        of_unit = list(group)
        most = max(layers.values_of(of_unit))
        top += APART if placed else 0
        heads.append({"text": CURRENCY_HEADS[unit], "y": top + 14})
        top += HEAD
        for mark in of_unit:
            last = PLACES[2] if mark.words.remark else PLACES[1]
            [member] = layers.placed([mark], top=round(top), places=(*PLACES, last + BELOW))
            placed.append(member)
            if len(of_unit) == 1:
                top += last + BELOW
                continue
            middle = member.data["y"]
            member.data |= {
                "part": mark.row.figure.value / most,
                "y_top": middle - THICK / 2,
                "y_end": middle + THICK / 2,
            }
            top += last + BELOW + NEXT
    return placed, heads, top
