"""The words of figures counted from records: where they are from, and how they were counted."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dashboard.text.formatting import period

ENGINES = {"duckdb": "DuckDB", "polars": "Polars", "pandas": "pandas", "spark": "Spark"}
LEFT_OUT = {  # code of a reason -> after how many records
    "condition": "by the condition",
    "no country": "without a country",
    "no date": "without a date",
    "no value": "without a value",
    "other country": "of other countries",
}
HASH = 12  # hexadecimal digits of a hash that a reader is shown
NO_CATEGORY = "none given"


def locator(
    table: str,
    files: int,
    sha256: str,
    bytes_: int,
    day: str,
    rows_read: int,
    left_out: Mapping[str, int],
    engine: str,
) -> str:
    """A table, how to know it again, what was read and left out of it, and what counted it."""
    known = f"SHA-256 {sha256[:HASH]}…" if sha256 else f"{size(bytes_)} of {period(day)}"
    parts = (
        table,
        f"{files:,} files" if files > 1 else "",
        known,
        f"{rows_read:,} rows read",
        left_out_words(left_out),
        f"counted by {ENGINES[engine]}",
    )
    return ", ".join(filter(None, parts))


def left_out_words(left_out: Mapping[str, int]) -> str:
    """How many rows were left out, and why."""
    if not left_out:
        return "none left out"
    reasons = [f"{rows:,} {LEFT_OUT[reason]}" for reason, rows in left_out.items()]
    if len(reasons) == 1:
        return f"{reasons[0].replace(' ', ' left out ', 1)}"
    return f"{sum(left_out.values()):,} left out ({'; '.join(reasons)})"


def size(bytes_: int) -> str:
    """The size of a table: "1.2 GB"."""
    for scale, name in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if bytes_ >= scale:
            return f"{bytes_ / scale:.3g} {name}"
    return f"{bytes_} bytes"


def says(value: float, unit: str) -> str:
    """A figure with every digit that was counted."""
    digits = f"{Decimal(repr(value)):,f}"
    written = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return f"{written}%" if unit == "percent" else written


def unfinished_year(read: str) -> str:
    """That a year had not ended when the table was had."""
    return f"The year had not ended when the table was had, on {period(read)}."


def title(metric: str, table: str) -> str:
    """The title of a table of records that its seeds give none."""
    return f"Records of {table}, counted for “{metric}”"


def started(metric: str, engine: str, table: str, files: int, bytes_: int) -> str:
    """That an engine has begun to read a table."""
    how_many = f"{files:,} file{'s' * (files > 1)}"
    return f"{metric}: {ENGINES[engine]} reads {table} ({how_many}, {size(bytes_)})"


def stands(metric: str, table: str, figures: int) -> str:
    """That a table is not at hand, and what was counted before stands."""
    return (
        f"{metric}: {table} is not at hand; its {figures:,} "
        f"figure{'s stand' if figures != 1 else ' stands'} as they were counted."
    )


def counted(metric: str, figures: int, rows_read: int, left_out: Mapping[str, int]) -> str:
    """What a build has counted."""
    return (
        f"{metric}: {figures:,} figure{'s' * (figures != 1)} from {rows_read:,} rows, "
        f"{left_out_words(left_out)}."
    )


def explanation(row: Mapping[str, Any], left_out: Mapping[str, int], figures: int) -> str:
    """How a metric was counted, by its row of records.csv: the query, rows in, left out and out."""
    known = f"SHA-256 {row['sha256']}" if row["sha256"] else f"last written {period(row['day'])}"
    lines = [
        f"{row['metric']}: {row['measure']} by {row['country_column']} and year of "
        f"{row['date_column']}",
        f"table       {row['table']} ({row['files']:,} file{'s' * (row['files'] != 1)}, "
        f"{size(row['bytes'])}, {known})",
        f"engine      {ENGINES[row['engine']]} {row['engine_version']}",
        f"rows in     {row['rows_read']:,}",
        *(f"left out    {rows:,} {LEFT_OUT[reason]}" for reason, rows in left_out.items()),
        f"counted     {row['rows_counted']:,}",
        f"figures     {figures:,}",
        "",
        f"{row['sql']};",
        "",
    ]
    if row["condition"]:
        lines.insert(1, f"condition   {row['condition']}")
    return "\n".join(lines)


def counted_from(records: int, rows_read: int) -> str:
    """Of how many records a figure is made."""
    return f"Counted from {records:,} of {rows_read:,} rows."


def by_category(column: str) -> str:
    """What a table of the categories of a figure is called."""
    return f"By {column}" if column else ""


def category_columns(column: str, measure: str) -> list[str]:
    """The heads of a table of categories."""
    return [column, "records", measure]


def category(name: str) -> str:
    """A category; that none is given is said."""
    return NO_CATEGORY if name == "(none)" else name


def sample(shown: int, records: int, is_by_size: bool) -> str:
    """What a sample of records is called."""
    if shown >= records:
        return "The record" if records == 1 else f"All {records:,} records"
    return f"The {shown} {'largest' if is_by_size else 'latest'} of {records:,} records"


def counting(row: Mapping[str, Any], left_out: Mapping[str, int], figures: int) -> str:
    """How a table of records was counted, in a sentence, by its row of records.csv."""
    condition = f" where {row['condition']}" if row["condition"] else ""
    return (
        f"{row['measure']} by {row['country_column']} and year of {row['date_column']}{condition}: "
        f"{figures:,} figure{'s' * (figures != 1)} from {row['rows_read']:,} rows of "
        f"{row['table']}, {left_out_words(left_out)}, counted by {ENGINES[row['engine']]} "
        f"{row['engine_version']}."
    )
