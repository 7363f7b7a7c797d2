"""What is wrong with a table, in plain words: the file, the column, how many, and the first row.

Only where something is wrong; DuckDB then reads the files one by one, in the order of their rows.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw

from dashboard.data.records.engines import connection, relation
from dashboard.data.records.query import BAD, Query
from dashboard.data.records.spec import Spec
from dashboard.data.records.tables import JSON_LINES, Table, opened_text
from dashboard.errors import DashboardError, Fault, FaultyInput

_LINE = re.compile(r"CSV Error on Line: (\d+)")
_FULL = re.compile(
    r"no space left|disk full|max_temp_directory_size|could not write|temporary directory",
    re.IGNORECASE,
)
_MEMORY = re.compile(r"out of memory|memory limit|failed to allocate|OutOfMemory", re.IGNORECASE)
_OVERFLOW = re.compile(
    r"overflow|out of range|not in range|conversion from `[iu]\d+` to", re.IGNORECASE
)
_TYPE = re.compile(r"Illegal Parquet type: (?:\w+ \()?([\w(),]+?)\)?\. ")
_REASONS = {  # of DuckDB's about a line -> in plain words
    r"Expected Number of Columns: (\d+) Found: (\d+)": "has not the {0} cells of the header",
    r"unterminated quote": "a quote is not closed, or does not end its cell",
    r"Maximum line size": "a line is too long, as where a quote is not closed",
    r"[Ii]nvalid unicode|not utf-?8": "is not written in UTF-8",
}
MOST_NAMES = 20  # countries that cannot be told, one fault each
SHOWN = 40  # characters of a cell


def no_records(spec: Spec, table: Table) -> FaultyInput:
    """The refusal of a table that has columns and no record."""
    return FaultyInput(
        [Fault(f"{spec.place}, {table.name}", "holds no record", "Name a table that has some")]
    )


def columns_without_a_value(spec: Spec, table: Table, memory: str) -> Iterator[Fault]:
    """The columns that no record of JSON lines has: its lines need not name them."""
    if table.kind != JSON_LINES:
        return
    with (
        tempfile.TemporaryDirectory(prefix="dashboard-diagnosis-") as folder,
        connection(Path(folder), memory) as opened,
    ):
        read = relation(opened, table, spec.columns)
        asked = ", ".join(f'count("{_quoted(name)}")' for name in spec.columns)
        (found,) = read.aggregate(asked).fetchall()
    for name, records in zip(spec.columns, found, strict=True):
        if not records:
            yield Fault(
                f"{spec.place}, {table.name}", f"no record has {name!r}", "Name another column"
            )


def faults_of_cells(
    query: Query, table: Table, bad: Mapping[str, int], memory: str
) -> Iterator[Fault]:
    """One fault a column that holds what it must not; `bad`: column -> in how many records."""
    for column, records in bad.items():
        first = _first(query, table, nw.col("why") == f"{BAD}{column}", column, memory)
        is_date = column == query.spec.date
        wanted = "no date, month or year" if is_date else _wanted(query, column)
        cure = (
            "Write 2024, 2024-05 or 2024-05-17, or nothing where there is none"
            if is_date
            else "Mend the table, or leave such records out by where"
        )
        yield Fault(
            f"{query.spec.place}, {first.file}",
            f"the column {column!r} is {wanted} in {_records(records)}{first.told}",
            cure,
        )


def _wanted(query: Query, column: str) -> str:
    is_flag = query.spec.condition.columns.get(column) == "flag"
    return "neither true nor false" if is_flag else "no number"


def country_faults(
    query: Query,
    table: Table,
    unclear: Mapping[str, int],
    meant: Mapping[str, tuple[str, ...]],
    memory: str,
) -> Iterator[Fault]:
    """One fault a name that means no country, or several; `unclear`: name -> records."""
    column = query.spec.country
    by_records = sorted(unclear.items(), key=lambda item: (-item[1], item[0]))
    for name, records in by_records[:MOST_NAMES]:
        is_it = (nw.col("why") == "") & (nw.col("country") == name)
        first = _first(query, table, is_it, column, memory)
        could = " or ".join(meant[name])
        problem = f"could be {could}" if could else "is no country"
        yield Fault(
            f"{query.spec.place}, {first.file}",
            f"{name[:SHOWN]!r} in the column {column!r} {problem}, in {_records(records)}"
            f"{first.row_told}",
            f'Say which it means: countries = {{ "{name[:SHOWN]}" = "{_example(query.spec)}" }}, '
            'or "" to leave it out',
        )
    if len(by_records) > MOST_NAMES:
        rest = by_records[MOST_NAMES:]
        yield Fault(
            f"{query.spec.place}, {table.name}",
            f"{len(rest)} more names in the column {column!r} are no country, in "
            f"{_records(sum(records for _, records in rest))}",
            "Name the column of countries",
        )


def _example(spec: Spec) -> str:
    """The id of a country of the project, to show how one is written."""
    return next(iter(spec.names_by_id), "")


def was_interrupted(error: Exception) -> bool:
    """Whether an error is how DuckDB says that its user has pressed Ctrl-C."""
    return type(error).__name__ == "InterruptException" or str(error) == "Query interrupted"


def failure(spec: Spec, table: Table, engine: str, error: Exception, memory: str) -> DashboardError:
    """What an engine's error means, as far as that can be told."""
    text = " ".join(str(error).split())
    place = f"{spec.place}, {table.name}"
    if _FULL.search(text):  # which DuckDB tells as one of memory
        return DashboardError(
            f"{place}: the disk is full where {engine} sorts what is larger than its memory. "
            "Make room there, or name another folder in TMPDIR."
        )
    if isinstance(error, MemoryError) or _MEMORY.search(text):
        elsewhere = "on a cluster with --engine spark"
        if engine not in ("duckdb", "spark"):
            elsewhere = "with --engine duckdb, which keeps on the disk what is too much for it"
        return DashboardError(
            f"{place}: {engine} has not enough memory for it. Give it more with --memory, or count "
            f"{elsewhere}."
        )
    if spec.measure.is_of_numbers and _OVERFLOW.search(text):
        return FaultyInput([too_large(spec, table.name)])
    if illegal := _TYPE.search(f"{text} "):
        return DashboardError(
            f"{place}: {engine} reads no column of the type {illegal[1]}. Write it as another, as "
            "times in microseconds, or count on this machine: --engine duckdb."
        )
    faults = list(_unreadable(spec, table.files, table, memory))
    if faults:
        return FaultyInput(faults)
    return DashboardError(f"{place}: {engine} has failed ({_reason(error)[:300]}).")


def too_large(spec: Spec, table: str, where: str = "") -> Fault:
    """The refusal of a sum that no engine can be trusted with."""
    return Fault(
        f"{spec.place}, {table}",
        f"{spec.measure.column} is too large to be added up exactly{where}",
        "Write it in thousands or millions, and say so with factor",
    )


def refuse_unreadable(spec: Spec, table: Table, files: Sequence[Path], memory: str) -> None:
    """Raise FaultyInput where some of the files of a table are not what they must be."""
    if faults := list(_unreadable(spec, files, table, memory)):
        raise FaultyInput(faults)


def _reason(error: Exception) -> str:
    """An engine's error without the places in its own code: what Java says caused it last."""
    text = str(error)
    caused = re.findall(r"Caused by: (?:[\w.$]+: )?([^\n]+)", text)
    return " ".join((caused[-1] if caused else text).split())


def _unreadable(spec: Spec, files: Sequence[Path], table: Table, memory: str) -> Iterator[Fault]:
    """The files that cannot be read as what they are, each with the first line that is broken."""
    for file in files:
        try:
            with (
                tempfile.TemporaryDirectory(prefix="dashboard-diagnosis-") as folder,
                connection(Path(folder), memory) as opened,
            ):
                read = relation(opened, table, spec.columns, [file])
                columns = [name for name in spec.columns if name in read.columns]
                # Every cell is asked for its length, so that every page of a file is read.
                read.aggregate(
                    ", ".join(f'max(length("{_quoted(name)}"::VARCHAR))' for name in columns)
                ).fetchall()
        except duckdb.Error as error:
            yield _broken(spec, table, file, str(error))


def _quoted(name: str) -> str:
    return name.replace('"', '""')


def _broken(spec: Spec, table: Table, file: Path, text: str) -> Fault:
    """What DuckDB says of a file, in one line and without the folder."""
    line = _LINE.search(text)
    number = int(line[1]) if line else 0
    if table.kind == JSON_LINES:
        number = _broken_json(file)
    where = f"{spec.place}, {file.name}" + (f", line {number:,}" if number else "")
    reason = _told(" ".join(text.replace(str(file), file.name).split()))
    return Fault(where, f"is no whole {table.kind} ({reason[:200].rstrip('. ')})", "Write it anew")


def _broken_json(file: Path) -> int:
    """The first line that is no JSON object, 0 where there is none.

    DuckDB counts the lines of its blocks.
    """
    with opened_text(file) as lines:
        for number, line in enumerate(lines, 1):
            try:
                is_record = not line.strip() or isinstance(json.loads(line), dict)
            except ValueError:
                is_record = False
            if not is_record:
                return number
    return 0


def _told(text: str) -> str:
    """Why DuckDB cannot read a file, as plainly as can be."""
    for pattern, words in _REASONS.items():
        if found := re.search(pattern, text):
            return words.format(*found.groups())
    reason = re.sub(r"^[\w ]*?Error: ", "", text)
    reason = re.split(r" (?:Original Line|Possible fixes|LINE \d)", reason, maxsplit=1)[0]
    return re.sub(r"^(?:CSV Error on Line: \d+ ?|Malformed JSON in file [^:]*:? ?)", "", reason)


class _Row:
    """Where the first record with a fault is."""

    def __init__(self, file: str, number: int | None = None, cell: str = "") -> None:
        self.file, self.number, self.cell = file, number, cell

    @property
    def row_told(self) -> str:
        """Its number, from 1 on, not counting the header."""
        return "" if self.number is None else f", first in record {self.number:,}"

    @property
    def told(self) -> str:
        """Its number, and what stands there."""
        return f"{self.row_told} ({self.cell[:SHOWN]!r})" if self.number is not None else ""


def _records(count: int) -> str:
    return f"{count:,} record{'s' * (count != 1)}"


def _first(query: Query, table: Table, holds: nw.Expr, column: str, memory: str) -> _Row:
    """The first record of which `holds` is true; without a number where it cannot be found."""
    try:
        for file in table.files:
            found = _first_in(query, table, file, holds, column, memory)
            if found is not None:
                return _Row(file.name, *found)
    except duckdb.Error:  # it lies where only a cluster reaches; the fault is told all the same
        return _Row(table.name)
    return _Row(table.name)


def _first_in(
    query: Query, table: Table, file: Path, holds: nw.Expr, column: str, memory: str
) -> tuple[int, str] | None:
    with (
        tempfile.TemporaryDirectory(prefix="dashboard-diagnosis-") as folder,
        connection(Path(folder), memory) as opened,
    ):
        read: Any = relation(opened, table, query.spec.columns, [file])
        names = ", ".join(f'"{_quoted(name)}"' for name in query.spec.columns)
        numbered = read.project(f"{names}, row_number() OVER () AS record_number")
        here = Query(query.spec, dict(nw.from_native(read).collect_schema()))
        shown = nw.col(column).cast(nw.String).alias("cell")
        found = here.judged(nw.from_native(numbered), "record_number", shown).filter(holds)
        row = found.to_native().project("record_number, cell").limit(1).fetchall()
    return (int(row[0][0]), str(row[0][1])) if row else None
