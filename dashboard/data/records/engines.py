"""The engines that run the query: DuckDB, Polars, pandas, and Spark where one machine is too small.

Each opens a table as a Narwhals LazyFrame with the columns that are asked for. Parquet keeps its
types. CSV and JSON lines come as text on every engine, so that what a cell is does not depend on
who guesses; Polars and pandas take them from DuckDB, which reads them strictly and within the
memory it is given.
"""

from __future__ import annotations

import re
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import narwhals as nw

from dashboard.data.records.tables import CSV, JSON_LINES, PARQUET, Table
from dashboard.errors import DashboardError
from dashboard.model.vocabulary import ENGINES

MEMORY = "1GB"  # that DuckDB may take, unless told otherwise
PACKAGES = {"polars": "polars", "spark": "'pyspark[connect]'"}  # that are no part of the whole
MODULES = {"duckdb": "duckdb", "polars": "polars", "pandas": "pandas", "spark": "pyspark"}
_SIZE = re.compile(r"\d+(\.\d+)? ?[kmgt]i?b", re.IGNORECASE)
_JAVAS = range(17, 22)  # that Spark 4 runs on, on all systems


@dataclass(frozen=True)
class Session:
    """An engine that is running; `running` makes it."""

    engine: str
    version: str
    open: Callable[[Table, Sequence[str]], nw.LazyFrame]
    collect: Callable[[nw.LazyFrame], list[dict[str, Any]]]
    percent: Callable[[], float | None]  # how far the query is; None where that is not known
    workers: Callable[[], int | None] = lambda: None  # of a cluster; None where it has none
    cancel: Callable[[], object] = lambda: None


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
    sessions = {"duckdb": _duckdb, "polars": _polars, "pandas": _pandas, "spark": _spark}
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

        yield Session("duckdb", version, open_, _rows, percent)


def _rows(query: nw.LazyFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = query.collect("pyarrow").to_native().to_pylist()
    return rows


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


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


@contextmanager
def _polars(folder: Path, memory: str, master: str, version: str) -> Iterator[Session]:
    import polars

    def open_(table: Table, columns: Sequence[str]) -> nw.LazyFrame:
        files = as_parquet(table, columns, folder, memory)
        scanned = polars.scan_parquet(files, hive_partitioning=False)
        return nw.from_native(scanned)

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
        return nw.from_native(frame).lazy()

    yield Session("pandas", version, open_, _rows, lambda: None)


# -- Spark


@contextmanager
def _spark(folder: Path, memory: str, master: str, version: str) -> Iterator[Session]:
    master = master or "local[*]"
    session = _spark_session(master)
    is_cluster = master.startswith("spark://")

    def open_(table: Table, columns: Sequence[str]) -> nw.LazyFrame:
        return nw.from_native(_spark_frame(session, table, columns))

    try:
        yield Session(
            "spark",
            version,
            open_,
            _rows,
            percent=lambda: _spark_percent(session),
            workers=lambda: _workers(session) if is_cluster else None,
            cancel=lambda: session.sparkContext.cancelAllJobs(),
        )
    finally:
        session.stop()


def _spark_session(master: str) -> Any:
    _reach(master)
    import os

    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("dashboard")
    if master.startswith("sc://"):
        builder = builder.remote(master)
    else:
        _check_java()
        builder = builder.master(master)
        if re.match(r"spark://(localhost|127\.|\[::1\])", master):
            # Workers on this machine are to call back where they can reach it.
            builder = builder.config("spark.driver.host", "127.0.0.1")
            builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
        builder = builder.config("spark.ui.enabled", "false")
        builder = builder.config("spark.log.level", "ERROR")
        builder = builder.config("spark.ui.showConsoleProgress", "false")
        builder = builder.config("spark.task.maxFailures", "4")
        os.environ.setdefault("PYSPARK_SUBMIT_ARGS", "--driver-memory 1g pyspark-shell")
    try:
        session = builder.getOrCreate()
    except Exception as error:  # what Py4J and gRPC raise has no common kind
        raise DashboardError(
            f"Spark cannot be started at {master} ({_first_line(error)}). "
            "Name a master that runs, or count on this machine: --engine duckdb."
        ) from error
    session.conf.set("spark.sql.session.timeZone", "UTC")
    session.conf.set("spark.sql.ansi.enabled", "true")  # what cannot be added up is an error
    return session


def _reach(master: str) -> None:
    """Raise DashboardError at once where nothing listens at a master: Spark asks for minutes."""
    if master.startswith("local"):
        return
    found = re.fullmatch(r"(?:spark|sc)://(\[[^\]]+\]|[^:/,;]+)(?::(\d+))?([/;].*)?", master)
    if not found:
        raise DashboardError(
            f"--master is spark://host:7077, sc://host:15002 or local[2], not {master!r}."
        )
    port = int(found[2] or (15002 if master.startswith("sc") else 7077))
    try:
        socket.create_connection((found[1].strip("[]"), port), timeout=5).close()
    except OSError as error:
        raise DashboardError(
            f"There is no Spark master at {master} ({error.strerror or error}). "
            "Start one, name another with --master, or count on this machine: --engine duckdb."
        ) from error


def _check_java() -> None:
    """Raise DashboardError where there is no Java that Spark runs on."""
    import os
    import subprocess

    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    told = ""
    if java and Path(java).exists():
        told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', told)
    if not found or int(found[1]) not in _JAVAS:
        here = f"Java {found[1]}" if found else "none"
        raise DashboardError(
            f"Spark needs Java 17 to 21, and there is {here} here. "
            "Install openjdk-17-jre-headless and name its folder in JAVA_HOME."
        )


def _spark_frame(session: Any, table: Table, columns: Sequence[str]) -> Any:
    paths = [str(file) for file in table.files]
    if table.kind == PARQUET:
        return session.read.parquet(*paths)
    names = table.header if table.kind == CSV else columns
    schema = ", ".join(f"`{name.replace('`', '``')}` STRING" for name in names)
    reader = session.read.schema(schema).option("mode", "FAILFAST")
    if table.kind == JSON_LINES:
        return reader.json(paths)
    options = {"header": True, "sep": table.separator, "quote": '"', "escape": '"'}
    return reader.options(**options, multiLine=True, enforceSchema=False).csv(paths)


def _spark_percent(session: Any) -> float | None:
    """How much of the stages that run is done; None where the cluster does not say."""
    try:
        tracker = session.sparkContext.statusTracker()
        stages = [tracker.getStageInfo(id) for id in tracker.getActiveStageIds()]
    except Exception:  # a Connect session has no context, and one that has just ended tells nothing
        return None
    tasks = sum(stage.numTasks for stage in stages if stage)
    done = sum(stage.numCompletedTasks for stage in stages if stage)
    return 100 * done / tasks if tasks else None


def _workers(session: Any) -> int | None:
    """How many workers a cluster has; None where it does not say."""
    try:
        return int(session.sparkContext._jsc.sc().getExecutorMemoryStatus().size()) - 1
    except Exception:  # as above
        return None


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
