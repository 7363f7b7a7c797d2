"""Spark, where one machine is too small: a cluster, a Connect server, or Spark on this machine.

The driver's own words go to a file, for whoever waits is to read ours alone; it ends with the
session, and leaves nothing behind.
"""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import subprocess
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import narwhals as nw

from dashboard.data.records.session import Session, rows_of
from dashboard.data.records.tables import CSV, JSON_LINES, PARQUET, Table
from dashboard.errors import DashboardError

JAVAS = range(17, 22)  # that Spark 4 runs on, on all systems
HERE = "count on this machine: --engine duckdb."
_MASTER = re.compile(r"(?:spark|sc)://(\[[^\]]+\]|[^:/,;]+)(?::(\d+))?([/;].*)?")
_LOOPBACK = re.compile(r"spark://(localhost|127\.|\[::1\])")
_GOODBYE = 20  # seconds that Spark's driver may take to end
LOGGERS = ("SQLQueryContextLogger", "DataFrameQueryContextLogger")  # of PySpark
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # what cannot be added up is an error
    "spark.sql.files.ignoreCorruptFiles": "false",  # so is a file that cannot be read
    "spark.sql.files.ignoreMissingFiles": "false",
    "spark.sql.json.enableExactStringParsing": "false",  # 1.10 is 1.1, as to DuckDB
}


@contextmanager
def spark(folder: Path, memory: str, master: str, version: str) -> Iterator[Session]:
    """Spark at a master, with its own files in `folder`.

    Raises DashboardError where it cannot be had.
    """
    master = master or "local[*]"
    _reach(master)
    connected = _connect if master.startswith("sc://") else _driver
    is_cluster = master.startswith("spark://")

    def open_(table: Table, columns: Sequence[str]) -> nw.LazyFrame:
        return nw.from_native(_frame(session, table, columns))

    def cancel() -> None:
        if is_cluster:
            session.sparkContext.cancelAllJobs()

    with _silent(), connected(master, folder) as session:
        for name, value in SETTINGS.items():
            session.conf.set(name, value)
        yield Session(
            "spark",
            version,
            open_,
            rows_of,
            percent=lambda: _percent(session),
            workers=lambda: _workers(session) if is_cluster else None,
            cancel=cancel,
            doubtful=lambda table: _doubtful(session, table),
        )


@contextmanager
def _silent() -> Iterator[None]:
    """PySpark says nothing: neither of newer libraries nor, as JSON, of what it raises anyway."""
    loggers = [logging.getLogger(name) for name in LOGGERS]
    with warnings.catch_warnings(), ExitStack() as after:
        warnings.filterwarnings("ignore", category=FutureWarning, module=r"pyspark\.")
        for logger in loggers:
            after.callback(setattr, logger, "disabled", logger.disabled)
            logger.disabled = True
        root = logging.getLogger()
        root.addFilter(_is_not_of_py4j)
        after.callback(root.removeFilter, _is_not_of_py4j)
        yield


def _is_not_of_py4j(record: logging.LogRecord) -> bool:
    """Py4J tells the root logger of a Java that has gone, and raises that anyway."""
    return "py4j" not in Path(record.pathname).parts


def _reach(master: str) -> None:
    """Raise DashboardError at once where nothing listens at a master: Spark asks for minutes."""
    if master.startswith("local"):
        return
    found = _MASTER.fullmatch(master)
    if not found:
        raise DashboardError(
            f"--master is spark://host:7077, sc://host:15002 or local[2], not {master!r}."
        )
    port = int(found[2] or (15002 if master.startswith("sc") else 7077))
    try:
        socket.create_connection((found[1].strip("[]"), port), timeout=5).close()
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DashboardError(
            f"There is no Spark master at {master} ({reason}). "
            f"Start one, name another with --master, or {HERE}"
        ) from error


def _unstarted(master: str, reason: str) -> DashboardError:
    return DashboardError(
        f"Spark cannot be started at {master} ({reason}). Name a master that runs, or {HERE}"
    )


@contextmanager
def _connect(master: str, folder: Path) -> Iterator[Any]:
    """A session of a Connect server."""
    import grpc
    from pyspark.sql import SparkSession

    if not re.search("use_ssl|token", master):
        # Spark asks for ten minutes whether there is a server that speaks its language.
        channel = grpc.insecure_channel(master.removeprefix("sc://").split("/")[0])
        try:
            grpc.channel_ready_future(channel).result(timeout=10)
        except grpc.FutureTimeoutError as error:
            raise _unstarted(master, "what listens there is no Spark Connect server") from error
        finally:
            channel.close()
    try:
        session = SparkSession.builder.remote(master).appName("dashboard").create()
    except Exception as error:  # what Connect and gRPC raise has no common kind
        raise _unstarted(master, _first_line(error)) from error
    try:
        yield session
    finally:
        with suppress(Exception):  # the server may have gone, and what is to be said has been
            session.stop()


@contextmanager
def _driver(master: str, folder: Path) -> Iterator[Any]:
    """A session with a driver of its own on this machine: a Java, which ends with the block."""
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    check_java()
    conf = SparkConf().setAll(list(_settings(master, folder).items()))
    log = folder / "spark.log"
    gateway = None
    try:
        with log.open("wb") as words:
            gateway = launch_gateway(conf, {"stdout": words, "stderr": words})
        context = SparkContext(conf=conf, gateway=gateway)
        session = SparkSession(context)
    except Exception as error:  # what Py4J raises has no common kind
        _end(gateway)
        raise _unstarted(master, _last_error(log) or _first_line(error)) from error
    except BaseException:
        _end(gateway)
        raise
    try:
        yield session
    finally:
        with suppress(Exception):  # Java may have gone, and what is to be said has been
            session.stop()
        _end(gateway)


def _settings(master: str, folder: Path) -> dict[str, str]:
    """How the driver is started; what is its user's own, such as memory, stays as it is set."""
    settings = {
        "spark.app.name": "dashboard",
        "spark.master": master,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.local.dir": str(folder / "spark"),
        "spark.driver.defaultJavaOptions": f'"-Djava.io.tmpdir={folder}"',
    }
    if _LOOPBACK.match(master) or master.startswith("local"):
        # Workers on this machine are to call back where they can reach it.
        settings["spark.driver.host"] = settings["spark.driver.bindAddress"] = "127.0.0.1"
    return settings


def _end(gateway: Any) -> None:
    """End the driver's Java, and wait until it has removed its files."""
    from pyspark import SparkContext

    if gateway is None:
        return
    with suppress(Exception):
        gateway.shutdown()
    gateway.proc.stdin.close()  # on which it ends by itself
    try:
        gateway.proc.wait(_GOODBYE)
    except subprocess.TimeoutExpired:
        gateway.proc.kill()
        gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None  # the next session starts one of its own


def check_java() -> None:
    """Raise DashboardError where there is no Java that Spark runs on."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    found = java_version(java) if java else None
    if found not in JAVAS:
        here = f"Java {found}" if found else "none"
        raise DashboardError(
            f"Spark needs Java {JAVAS[0]} to {JAVAS[-1]}, and there is {here} here. "
            f"Install openjdk-{JAVAS[0]}-jre-headless and name its folder in JAVA_HOME."
        )


def java_version(java: str) -> int | None:
    """The version of the program `java`; None where it is none."""
    try:
        told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    except OSError:
        return None
    found = re.search(r'version "(\d+)', told)
    return int(found[1]) if found else None


def _paths(table: Table) -> list[str]:
    # A path is a pattern to Spark; this is how it is told that it is none.
    return [re.sub(r"([\\*?\[\]{}])", r"\\\1", str(file)) for file in table.files]


def _frame(session: Any, table: Table, columns: Sequence[str]) -> Any:
    if table.kind == PARQUET:
        return session.read.parquet(*_paths(table))
    names = table.header if table.kind == CSV else columns
    schema = ", ".join(f"`{name.replace('`', '``')}` STRING" for name in names)
    reader = session.read.schema(schema).option("mode", "FAILFAST")
    if table.kind == JSON_LINES:
        return reader.json(_paths(table))
    options = {"header": True, "sep": table.separator, "quote": '"', "escape": '"'}
    strict = {"enforceSchema": False, "unescapedQuoteHandling": "RAISE_ERROR"}
    return reader.options(**options, **strict, multiLine=True).csv(_paths(table))


def _doubtful(session: Any, table: Table) -> tuple[Path, ...]:
    """The files of text that have bytes of no letter, or a quote that may never be closed.

    Spark reads both without a word: the first as another letter, the second to the end of the file.
    """
    if table.kind == PARQUET:
        return ()
    from pyspark.sql import functions

    quotes = "length(value) - length(replace(value, '\"', ''))" if table.kind == CSV else "0"
    lines = session.read.text(_paths(table)).select(
        functions.input_file_name().alias("file"),
        functions.expr(quotes).cast("long").alias("quotes"),
        functions.expr("is_valid_utf8(value)").alias("is_text"),
    )
    files = lines.groupBy("file").agg(
        functions.sum("quotes").alias("quotes"), functions.min("is_text").alias("is_text")
    )
    rows = files.filter("quotes % 2 = 1 OR NOT is_text").collect()
    names = {unquote(urlparse(row["file"]).path) for row in rows}
    return tuple(file for file in table.files if str(file) in names)


def _percent(session: Any) -> float | None:
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


def _last_error(log: Path) -> str:
    """What Java said last before it ended, where it said so as an error; "" else."""
    with suppress(OSError):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        errors = [line.strip() for line in lines if re.match(r"\s*(Error|Exception)\b", line)]
        return errors[-1][:200] if errors else ""
    return ""


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
