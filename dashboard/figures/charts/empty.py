"""What stands where a choice leaves nothing to draw: empty places, or a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.text.captions import NOTHING
from dashboard.text.labels import Mark

HEIGHT = 40  # px of the sentence


def empty(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """The empty side or sides of a metric; where not even those are asked for, a sentence."""
    if marks:
        placed = layers.placed(marks)
        return layers.stack(
            [*layers.empty_places(placed, style), *layers.labels(placed, style)],
            len(marks) * layers.STEP,
        )
    line = alt.Chart(alt.Data(values=[{"text": NOTHING}])).mark_text(
        color=style.ink.muted, baseline="alphabetic"
    )
    return layers.stack([line.encode(x=alt.XValue(0), y=alt.YValue(24), text="text:N")], HEIGHT)
