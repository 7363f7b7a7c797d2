"""The engines that run the query: DuckDB, Polars, pandas, and Spark where one machine is too small.

Each opens a table as a Narwhals LazyFrame with the columns that are asked for. Parquet keeps its
types. CSV and JSON lines come as text on every engine, so that what a cell is does not depend on
who guesses; Polars and pandas take them from DuckDB, which reads them strictly and within the
memory it is given.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import narwhals as nw

from dashboard.data.records.session import Session, rows_of
from dashboard.data.records.spark import spark
from dashboard.data.records.tables import CSV, PARQUET, Table
from dashboard.errors import DashboardError
from dashboard.model.vocabulary import ENGINES

MEMORY = "1GB"  # that DuckDB may take, unless told otherwise
BUFFER = 8_000_000  # bytes of a CSV that a thread holds: DuckDB's own 32 MB fill a small memory
PACKAGES = {"polars": "polars", "spark": "'pyspark[connect]'"}  # that are no part of the whole
MODULES = {"duckdb": "duckdb", "polars": "polars", "pandas": "pandas", "spark": "pyspark"}
_SIZE = re.compile(r"\d+(\.\d+)? ?[kmgt]i?b", re.IGNORECASE)


@contextmanager
def running(engine: str, *, memory: str = MEMORY, master: str = "") -> Iterator[Session]:
    """An engine, which ends with the block, and leaves no file behind.

    `memory` is what DuckDB may take ("2GB"); `master` is where Spark runs: spark://host:7077,
    local[2], or sc://host:15002. Raises DashboardError where it cannot be had.
    """
    if engine not in ENGINES:
        raise DashboardError(f"There is no engine {engine!r}. There are: {', '.join(ENGINES)}.")
    if not _SIZE.fullmatch(memory):
        raise DashboardError(f"--memory is a size such as 2GB, not {memory!r}.")
    if master and engine != "spark":
        raise DashboardError("--master names where Spark runs. Add --engine spark.")
    version = _version(engine)
    folder = Path(tempfile.mkdtemp(prefix="dashboard-records-"))
    sessions = {"duckdb": _duckdb, "polars": _polars, "pandas": _pandas, "spark": spark}
    try:
        with sessions[engine](folder, memory, master, version) as session:
            yield session
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(engine: str) -> str:
    try:
        return str(import_module(MODULES[engine]).__version__)
    except ImportError as error:
        package = PACKAGES.get(engine, engine)
        raise DashboardError(
            f"{engine} is not installed here. Run: pip install {package}"
        ) from error


# -- DuckDB


def connection(folder: Path, memory: str) -> Any:
    """A DuckDB of its own: within `memory`, spilling into `folder`, asking nothing from outside."""
    import duckdb

    opened = duckdb.connect(
        config={
            "memory_limit": memory,
            "temp_directory": str(folder),
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        }
    )
    opened.execute("SET TimeZone = 'UTC'")
    opened.execute("SET enable_progress_bar = true")  # it is asked for, and never printed
    opened.execute("SET enable_progress_bar_print = false")
    return opened


def relation(opened: Any, table: Table, columns: Sequence[str], files: Sequence[Path] = ()) -> Any:
    """A table, or some of its files, as a relation of DuckDB; no column more than it has."""
    paths = [str(file) for file in files or table.files]
    if table.kind == PARQUET:
        return opened.read_parquet(paths, hive_partitioning=False)
    if table.kind == CSV:
        return opened.read_csv(
            paths,
            header=True,
            sep=table.separator,
            quotechar='"',
            escapechar='"',
            columns=dict.fromkeys(table.header, "VARCHAR"),
            auto_detect=False,
            strict_mode=True,
            buffer_size=BUFFER,
            hive_partitioning=False,
        )
    return opened.read_json(
        paths,
        format="newline_delimited",
        columns=dict.fromkeys(columns, "VARCHAR"),
        hive_partitioning=False,
    )


@contextmanager
def _duckdb(folder: Path, memory: str, master: str, version: str) -> Iterator[Session]:
    with connection(folder, memory) as opened:
        opened.execute("SET preserve_insertion_order = false")

        def percent() -> float | None:
            done = float(opened.query_progress())
            return done if done >= 0 else None

        def open_(table: Table, columns: Sequence[str]) -> nw.LazyFrame:
            return nw.from_native(relation(opened, table, columns))

        yield Session("duckdb", version, open_, rows_of, percent)


# -- Polars and pandas


def as_parquet(table: Table, columns: Sequence[str], folder: Path, memory: str) -> list[Path]:
    """The files of a table as Parquet: a CSV or JSON lines as DuckDB reads them, as text."""
    if table.kind == PARQUET:
        return list(table.files)
    target = folder / f"{len(list(folder.glob('*.parquet')))}.parquet"
    with connection(folder / "duckdb", memory) as opened:
        read = relation(opened, table, columns)
        present = [column for column in columns if column in read.columns]
        read.select(*map(_quoted, present)).write_parquet(str(target)) if present else None
    return [target]


def _plain(frame: nw.LazyFrame) -> nw.LazyFrame:
    """The columns as DuckDB and Spark have them: texts are texts, and moments are in UTC."""
    changes = []
    for name, kind in frame.collect_schema().items():
        if isinstance(kind, nw.Categorical | nw.Enum):
            changes.append(nw.col(name).cast(nw.String))
        elif isinstance(kind, nw.Datetime) and kind.time_zone not in (None, "UTC"):
            changes.append(nw.col(name).dt.convert_time_zone("UTC"))
    return frame.with_columns(*changes) if changes else frame


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


@contextmanager
def _polars(folder: Path, memory: str, master: str, version: str) -> Iterator[Session]:
    import polars

    def open_(table: Table, columns: Sequence[str]) -> nw.LazyFrame:
        files = as_parquet(table, columns, folder, memory)
        scanned = polars.scan_parquet(files, hive_partitioning=False, glob=False)
        return _plain(nw.from_native(scanned))

    def collect(query: nw.LazyFrame) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = query.to_native().collect(engine="streaming").to_dicts()
        return found

    yield Session("polars", version, open_, collect, lambda: None)


@contextmanager
def _pandas(folder: Path, memory: str, master: str, version: str) -> Iterator[Session]:
    import pandas
    from pyarrow import dataset

    def open_(table: Table, columns: Sequence[str]) -> nw.LazyFrame:
        files = as_parquet(table, columns, folder, memory)
        read = dataset.dataset([str(file) for file in files], format="parquet")
        present = [column for column in columns if column in read.schema.names]
        frame = read.to_table(columns=present).to_pandas(types_mapper=pandas.ArrowDtype)
        return _plain(nw.from_native(frame).lazy())

    yield Session("pandas", version, open_, rows_of, lambda: None)
