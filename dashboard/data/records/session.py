"""An engine that is running, as everything that counts knows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw

from dashboard.data.records.tables import Table


@dataclass(frozen=True)
class Session:
    """An engine that is running; `engines.running` makes it."""

    engine: str
    version: str
    open: Callable[[Table, Sequence[str]], nw.LazyFrame]
    collect: Callable[[nw.LazyFrame], list[dict[str, Any]]]
    percent: Callable[[], float | None]  # how far the query is; None where that is not known
    workers: Callable[[], int | None] = lambda: None  # of a cluster; None where it has none
    cancel: Callable[[], object] = lambda: None
    # The files that it may read more kindly than DuckDB, which is asked about them.
    doubtful: Callable[[Table], tuple[Path, ...]] = lambda table: ()


def rows_of(query: nw.LazyFrame) -> list[dict[str, Any]]:
    """The rows of the result of a query, of an engine that gives them as Arrow."""
    rows: list[dict[str, Any]] = query.collect("pyarrow").to_native().to_pylist()
    return rows
