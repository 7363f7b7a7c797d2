"""Older versions of the dataset, led back to by reverse deltas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from dashboard.data.package import HISTORY, KEYS, TABLES, digest, dump, no_history, parse
from dashboard.errors import DashboardError, UnknownName
from dashboard.model.dataset import Dataset
from dashboard.text import formatting as words


def known(dataset: Dataset) -> dict[str, str]:
    """Version -> the day it was released, ISO 8601: every version there is a record of, oldest first, this one last."""
    left = dict(zip(dataset.history["version"], dataset.history["released"], strict=True))
    left.pop(dataset.version, None)
    return {**left, dataset.version: dataset.released}


def at(dataset: Dataset, version: str) -> Dataset:
    """The dataset as it was in `version`, with every row in its old place and the history as it was then.

    Columns that have come since are empty (0, false) in it, and those that have gone are left out.
    Raises UnknownName for a version there is no record of.
    """
    if version == dataset.version:
        return dataset
    days = known(dataset)
    if version not in days:
        shown = repr(version) if version.isalnum() and len(version) <= 60 else "that name"
        listed = [f"{name} of {words.period(day)}" for name, day in reversed(days.items())]
        more = f" and {len(listed) - 5} older ones" if len(listed) > 5 else ""
        raise UnknownName(
            f"This project has no record of a dataset {shown}. It knows {', '.join(listed[:5])}{more}."
        )
    history = dataset.history
    first = history.loc[
        history["version"] == version, "step"
    ].max()  # a version that was left twice was the same both times
    sheets: dict[str, _Sheet] = {}
    undone = history[(history["step"] >= first) & history["table"].isin(TABLES)]
    for (_, name), step in sorted(
        undone.groupby(["step", "table"], sort=False), key=lambda item: -item[0][0]
    ):
        sheet = sheets[name] if name in sheets else _sheet(dump(getattr(dataset, name)), name)
        sheets[name] = _undone(sheet, step.to_dict("records"))
    frames: dict[str, Any] = {name: _frame(sheet, name) for name, sheet in sheets.items()}
    return replace(
        dataset,
        **frames,
        history=history[history["step"] < first],
        version=version,
        released=days[version],
    )


def carried(dataset: Dataset, before: Mapping[str, str]) -> Dataset:
    """`dataset` with the history that the files `before` hold, one step longer where they are of another version.

    Raises DashboardError where `before` is not what it says it is: what may never have been is not recorded.
    """
    if not {"datapackage.json", "history.csv"} & before.keys():
        return dataset
    try:
        about = json.loads(before["datapackage.json"])
        version, released = about["version"], about["created"][:10]
        history = (
            parse(before["history.csv"], "history") if "history.csv" in before else no_history()
        )
        if len(history) and history["next"].iloc[-1] != version:
            raise ValueError(
                f"history.csv leads back from {history['next'].iloc[-1]}, not from {version}"
            )
        if version == dataset.version:
            return replace(dataset, history=history)
        texts = {
            name: before[f"{name}.csv"]
            for name in (each["name"] for each in about["resources"])
            if name != "history"
        }
        if digest(texts.values()) != version:
            raise ValueError(f"its tables are not those of {version}")
        rows = [
            (name, *row)
            for name in TABLES
            for row in _delta(
                _sheet(texts.get(name, ""), name), _sheet(dump(getattr(dataset, name)), name)
            )
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise DashboardError(
            f"The history of data/ cannot be carried on ({error}). Restore data/ from git, or remove it to begin without a history."
        ) from error
    step = int(history["step"].max()) + 1 if len(history) else 1
    fresh = pd.DataFrame(
        [(step, version, released, dataset.version, *row) for row in rows], columns=list(HISTORY)
    ).astype(HISTORY)
    return replace(dataset, history=pd.concat([history, fresh], ignore_index=True))


@dataclass(frozen=True)
class _Sheet:
    """A table as text: its columns, and its rows by key in their order."""

    columns: list[str]
    rows: dict[str, dict[str, str]]


def _sheet(text: str, name: str) -> _Sheet:
    lines = list(csv.reader(io.StringIO(text, newline="")))
    columns = lines[0] if lines else []
    rows = [dict(zip(columns, line, strict=True)) for line in lines[1:]]
    key = KEYS[name]
    parts = [key] if isinstance(key, str) else key
    return _Sheet(columns, {" ".join(row[part] for part in parts): row for row in rows})


def _frame(sheet: _Sheet, name: str) -> pd.DataFrame:
    empty = {
        column: {"int": "0", "bool": "false"}.get(kind, "") for column, kind in TABLES[name].items()
    }
    rows = [{**empty, **row} for row in sheet.rows.values()]
    return parse(dump(pd.DataFrame(rows, columns=list(empty), dtype="str")), name)


def _delta(old: _Sheet, new: _Sheet) -> Iterator[tuple[str, str, str, str]]:
    """What leads from `new` back to `old`: key, column, change, old (dataset.ABOUT_HISTORY says what they mean)."""
    if old.columns != new.columns:
        yield "", "", "columns", " ".join(old.columns)
    above, keys = "", list(old.rows)
    blocks = SequenceMatcher(None, keys, list(new.rows), autojunk=False).get_matching_blocks()
    still = {key for block in blocks for key in keys[block.a : block.a + block.size]}
    for key, row in old.rows.items():
        if key not in new.rows:
            yield key, "", "removed", above
            yield from ((key, column, "removed", cell) for column, cell in row.items() if cell)
        else:
            if key not in still:
                yield key, "", "moved", above
            for column in dict.fromkeys([*old.columns, *new.columns]):
                if row.get(column, "") != new.rows[key].get(column, ""):
                    yield key, column, "changed", row.get(column, "")
        above = key
    yield from ((key, "", "added", "") for key in new.rows if key not in old.rows)


def _undone(sheet: _Sheet, step: list[dict[str, Any]]) -> _Sheet:
    """The table before one step of its history."""
    columns, rows = sheet.columns, {key: dict(row) for key, row in sheet.rows.items()}
    above: dict[
        str, str
    ] = {}  # row -> the row it stood below; in the old order, so that this one is always there already
    for change in step:
        key, column, old = change["key"], change["column"], change["old"]
        if change["change"] == "columns":
            columns = old.split()
        elif change["change"] == "added":
            del rows[key]
        elif column:
            rows.setdefault(key, {})[column] = old
        else:
            above[key] = old
    order = [key for key in rows if key not in above]
    for key, upper in above.items():
        order.insert(order.index(upper) + 1 if upper else 0, key)
    return _Sheet(
        columns, {key: {column: rows[key].get(column, "") for column in columns} for key in order}
    )
