"""What stands where a choice leaves nothing to draw: the empty places with their reasons, or one plain sentence."""

from __future__ import annotations

import altair as alt
import pandas as pd

from dashboard.figures.charts.layers import STEP, empty_places, labels, placed, stack
from dashboard.figures.style.theme import INKS

NOTHING = "No figure matches these choices."


def vacant(rows: pd.DataFrame, theme: str) -> alt.LayerChart:
    """The empty side or sides of a metric; where not even those are asked for, a sentence."""
    if len(rows):
        laid = placed(rows)
        return stack([*empty_places(laid, theme), *labels(laid, theme)], len(rows) * STEP)
    line = alt.Chart(alt.Data(values=[{"text": NOTHING}])).mark_text(
        color=INKS[theme].muted, baseline="alphabetic"
    )
    return stack([line.encode(x=alt.XValue(0), y=alt.YValue(24), text="text:N")], 40)
