"""A table as records, a column beside its value: how one that is too wide for paper is printed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.app.templating import render


def records(frame: pd.DataFrame) -> Markup:
    """Each row of the table whole, without its empty cells; seen on paper alone."""
    filled = [
        [
            (column, _plain(value))
            for column, value in row.items()
            if pd.notna(value) and value != ""
        ]
        for row in frame.to_dict("records")
    ]
    return render("records.html", records=filled)


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value
