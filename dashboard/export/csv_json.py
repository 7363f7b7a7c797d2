"""The rows behind a figure as CSV, and the figure's own specification as JSON."""

from __future__ import annotations

import json as codec
import re

import pandas as pd

from dashboard.data.package import dump
from dashboard.export.metadata import address, record
from dashboard.figures.figure import Figure
from dashboard.figures.renderers import vega_lite
from dashboard.text import interface as words
from dashboard.text.captions import NOTHING
from dashboard.text.columns import COLUMNS, head
from dashboard.text.labels import Mark, source_lines
from dashboard.text.names import capitalised

DAYS = ("start", "end")
FORMULA = re.compile(r"\s*[=+@-].", re.DOTALL)  # a lone sign is none
# What else a spreadsheet takes a text for: a date or a time, a number with an exponent or with
# more digits than it keeps.
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE_OR_NUMBER = re.compile(
    r"\s*(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?$|\d{1,2}[-/.]\d{4}$|\d{1,2}:\d{2}"
    rf"|(?:\d{{1,2}}[\s-])?{MONTH}(?:[\s,.-]+\d{{1,4}})+$|\d{{1,2}}[\s-]{MONTH}$"
    r"|\d+(?:\.\d+)?e[+-]?\d+$|\d{12,}$)",
    re.IGNORECASE | re.DOTALL,
)


def table(figure: Figure) -> pd.DataFrame:
    """One row a mark: its hedge beside its value, the reason where it has none, its sources.

    The columns are those of the figure's kind of rows, then `sources`, `dataset` and `figure` (the
    address at which it can be opened again).
    """
    columns = [COLUMNS[name] for name in figure.entry.kind.columns]
    rows = {
        column.name: [column.cell(mark, figure.project) for mark in figure.marks]
        for column in columns
    }
    if not figure.marks:  # even then the file must say what it is of, and lead back
        rows = {column.name: [""] for column in columns}
        leading = {"missing": [NOTHING], "dataset": [figure.version], "figure": [address(figure)]}
        return pd.DataFrame({**rows, "sources": [""], **leading})
    frame = pd.DataFrame(rows)
    for name in ("value", "low", "high", "times"):
        if name in frame:
            frame[name] = frame[name].astype("float")
    frame["sources"] = [_sources(mark) for mark in figure.marks]
    frame["dataset"], frame["figure"] = figure.version, address(figure)
    return frame


def readable(figure: Figure) -> pd.DataFrame:
    """The table as a reader meets it on a page: names for ids, words for codes, a line a mark."""
    columns = [COLUMNS[name] for name in figure.entry.kind.table]
    frame = pd.DataFrame(
        [[column.cell(mark, figure.project) for column in columns] for mark in figure.marks],
        columns=[head(column, figure.project) for column in columns],
    )
    frame[words.SOURCES] = [_sources(mark) for mark in figure.marks]
    return frame


def _sources(mark: Mark) -> str:
    return " ".join(f"{capitalised(line)}." for line in source_lines(mark))


def csv(figure: Figure) -> bytes:
    """The table as CSV, fit to be opened in a spreadsheet by a double click.

    A byte order mark says that it is UTF-8. A text that a spreadsheet would take for a date or a
    number begins with a tab, which keeps it a text and is not shown: "2025-02" is a month, "1/13"
    no day. One that it would run as a formula begins with an apostrophe, as OWASP asks ("CSV
    injection"). The days in DAYS are days, and may become dates.
    """
    frame = table(figure)
    texts = [name for name in frame.columns if frame[name].dtype.kind == "O" and name not in DAYS]
    for name in texts:
        frame[name] = [_as_text(cell) for cell in frame[name]]
    return dump(frame).encode("utf-8-sig")


def _as_text(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    cell = "\n".join(cell.splitlines()) if "\r" in cell else cell  # else it would end the row
    if FORMULA.match(cell):
        return f"'{cell}"
    return f"\t{cell}" if DATE_OR_NUMBER.match(cell) else cell


def json(figure: Figure) -> bytes:
    """The specification in the words of the chart's library, complete with data and record."""
    specification = vega_lite.specification(figure.chart, figure.dressing, record(figure))
    text = codec.dumps(specification, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()
