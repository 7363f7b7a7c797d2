"""Figures as lines of words: what is stated, where nothing is there to be compared."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark

STEP, OF_THREE = 44, 56  # px from statement to statement; where any has a third line


def statements(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """A statement below the other: whose figure and how much, then of what and when.

    Sides without a figure are in the table of the figure, not drawn: nothing is missing there that
    a line could hold.
    """
    present = [mark for mark in marks if not mark.row.is_absent]
    step = OF_THREE if any(mark.words.remark for mark in present) else STEP
    placed = layers.placed(present, step=step)
    return layers.stack(layers.labels(placed, style), len(present) * step)
