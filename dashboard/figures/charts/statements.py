"""Figures as lines of words: what is stated, where nothing is there to be compared."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.text.labels import Mark, RowWords

STEP = 60  # px from statement to statement


def statements(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """A statement below the other: whose figure and how much, then of what and when.

    Sides without a figure are in the table of the figure, not drawn: nothing is missing there that
    a line could hold.
    """
    present = [mark for mark in marks if not mark.row.is_absent]
    placed = layers.placed(present, step=STEP, places=layers.OF_THREE)
    for mark in placed:  # of what, then when: together they are wider than a phone
        mark.data["sentence"] = mark.row.title
        mark.data["remark"] = _when(mark.words, mark.row.title)
    return layers.stack(layers.labels(placed, style), len(present) * STEP)


def _when(words: RowWords, title: str) -> str:
    """When, how sure and by which table."""
    detail = words.detail.removeprefix(f"{title}, ")
    return ", ".join(filter(None, (detail, words.remark)))
