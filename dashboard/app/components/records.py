"""A table as records, a column beside its value: how one that is too wide for paper is printed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.text import interface as words

MOST = 70  # rows that are printed: more are for a file


def records(frame: pd.DataFrame) -> Markup:
    """Each row of the table whole, without its empty cells; seen on paper alone.

    Of a long table the first MOST, and how many more there are.
    """
    filled = [
        [
            (column, _plain(value))
            for column, value in row.items()
            if pd.notna(value) and value != ""
        ]
        for row in frame.head(MOST).to_dict("records")
    ]
    more = words.MORE_ROWS.format(count=len(frame) - MOST) if len(frame) > MOST else ""
    return render("records.html", records=filled, more=more)


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
