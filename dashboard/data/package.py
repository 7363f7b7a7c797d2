"""The data package on disk: written whole or not at all, read back as the same Dataset."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.data import descriptor
from dashboard.errors import DashboardError
from dashboard.model.dataset import Dataset
from dashboard.settings import DATA, data_folder

# What each file holds: column -> pandas type. "str" is never missing, it is empty.
TABLES: dict[str, dict[str, str]] = {
    "claims": {
        "claim": "str", "fact": "str", "metric": "str", "entity": "str", "country": "str", "against": "str",
        "period": "str", "period_basis": "str", "start": "str", "end": "str", "value": "float", "comparator": "str",
        "low": "float", "high": "float", "unit": "str", "says": "str", "when": "str", "scope": "str", "status": "str",
        "voice": "str", "document": "str", "line": "int", "cites": "str", "caveat": "str",
    },
    "events": {
        "event": "str", "fact": "str", "date": "str", "date_basis": "str", "start": "str", "end": "str",
        "title": "str", "actor": "str", "country": "str", "kind": "str", "says": "str", "document": "str",
        "line": "int", "cites": "str", "caveat": "str",
    },
    "metrics": {
        "metric": "str", "title": "str", "question": "str", "definition": "str", "unit": "str", "topic": "str",
        "forms": "str", "comparable": "bool", "comparability": "str", "better": "str",
    },
    "entities": {"entity": "str", "name": "str", "kind": "str", "country": "str"},
    "documents": {
        "document": "str", "title": "str", "short": "str", "authors": "str", "publisher": "str", "published": "str",
        "published_basis": "str", "language": "str", "url": "str", "licence": "str", "file": "str", "sha256": "str",
        "note": "str",
    },
    "topics": {"topic": "str", "title": "str", "lead": "str", "text": "str"},
    "absences": {"metric": "str", "country": "str", "reason": "str", "note": "str"},
    "conflicts": {"conflict": "str", "kind": "str", "title": "str", "sides": "str", "beside": "str", "differs": "str", "better": "str"},
    "account": {"document": "str", "kind": "str", "numbers": "int"},
    "derived": {
        "sum": "str", "question": "str", "formula": "str", "computes": "str", "unit": "str",
        "before": "str", "after": "str", "remark": "str",
    },
    "derived_figures": {"sum": "str", "name": "str", "claim": "str"},
    "refused": {"refused": "str", "reason": "str"},
}  # fmt: skip
# What leads back to older versions; no part of the version itself, for it grows with each.
HISTORY = {"step": "int", "version": "str", "released": "str", "next": "str", "table": "str", "key": "str", "column": "str",
           "change": "str", "old": "str"}  # fmt: skip
FILES = {**TABLES, "history": HISTORY}
ABOUT_HISTORY = (
    "What leads from each version of the dataset back to the one before it, one row a changed cell. A step is one build: `version`, "
    "of the day `released`, was left for `next`. `key` is the row's primary key, its parts joined by a space; `old` the cell as it stood "
    "in the older CSV. `change` is one of: changed (`old` is what the cell was); removed (the row was in the older version only: with "
    "`column` empty, `old` is the key of the row above it, then one row a cell that was not empty); moved (a row of both versions: `old` "
    "is the key of the row above it); added (the row was not in the older version); columns (`old` lists the columns the table had, "
    "where they were others)."
)
KEYS: dict[str, str | list[str]] = {
    "claims": "claim", "events": "event", "metrics": "metric", "entities": "entity", "documents": "document", "topics": "topic",
    "absences": ["metric", "country"], "conflicts": "conflict", "account": ["document", "kind"],
    "derived": "sum", "derived_figures": ["sum", "name"], "refused": "refused",
    "history": ["step", "table", "key", "column"],
}  # fmt: skip
LINKS = {
    "claims": {"metric": "metrics", "entity": "entities", "document": "documents"},
    "events": {"document": "documents"},
    "metrics": {"topic": "topics"},
    "absences": {"metric": "metrics"},
    "account": {"document": "documents"},
    "derived_figures": {"sum": "derived", "claim": "claims"},
}
KINDS = {"str": "string", "float": "number", "int": "integer", "bool": "boolean"}


@dataclass(frozen=True)
class About:
    """What the data package says of itself, beside the title of its project."""

    name: str
    description: str


def dump(frame: pd.DataFrame) -> str:
    """A frame as RFC 4180 text with LF line ends; numbers in full, never as 1e+12."""
    shown = frame.copy()
    for column in shown.columns[shown.dtypes == "float"]:
        shown[column] = [_plain(value) for value in shown[column]]
    for column in shown.columns[shown.dtypes == "bool"]:
        shown[column] = ["true" if value else "false" for value in shown[column]]
    return shown.to_csv(index=False, lineterminator="\n")


def package(dataset: Dataset, about: About) -> dict[str, str]:
    """Every file of the data package, name -> text."""
    files = {f"{name}.csv": dump(getattr(dataset, name)) for name in FILES}
    about_package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name,
        "title": dataset.project.full_title,
        "description": about.description,
        "created": f"{dataset.released}T00:00:00Z",
        "version": dataset.version,
        "project": descriptor.as_json(dataset.project),
        "resources": [_resource(name) for name in FILES],
    }
    files["datapackage.json"] = json.dumps(about_package, indent=2, ensure_ascii=False) + "\n"
    return files


def digest(texts: Iterable[str]) -> str:
    """The version of a dataset: 12 hexadecimal digits over the text of its tables, in the order of TABLES."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


def write(files: dict[str, str], folder: Path = DATA) -> None:
    """Put `files` in place of the folder. Killed at any moment, the old data or the new stands, whole."""
    recover(folder)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    for name, text in files.items():
        (fresh / name).write_text(text, encoding="utf-8", newline="\n")
    fresh.chmod(0o755)
    if folder.exists():
        os.rename(folder, _kept(folder))
    os.rename(fresh, folder)
    shutil.rmtree(_kept(folder), ignore_errors=True)


def recover(folder: Path) -> None:
    """Finish what a killed `write` left: bring the old folder back, drop what was not in place yet."""
    kept = _kept(folder)
    if kept.exists():
        if folder.exists():
            shutil.rmtree(kept)
        else:
            os.rename(kept, folder)
    for stray in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(stray, ignore_errors=True)


def stale(files: dict[str, str], folder: Path = DATA) -> list[str]:
    """Names of files that differ from `files`, are missing, or do not belong."""
    there = present(folder)
    return sorted(
        name for name in files.keys() | there.keys() if files.get(name) != there.get(name)
    )


def present(folder: Path) -> dict[str, str]:
    """Every file in `folder` as it stands, name -> text; nothing where there is no such folder."""
    return {
        path.name: path.read_bytes().decode("utf-8", "replace")
        for path in folder.glob("*")
        if path.is_file()
    }


def standing(folder: Path) -> Path:
    """`folder`, or where a `write` that was killed has left it."""
    return _kept(folder) if _kept(folder).exists() and not folder.exists() else folder


def read(folder: Path | None = None) -> Dataset:
    """The Dataset in `folder`, or in the one that the settings name; kept in memory, for it never
    changes while the program runs.

    Raises DashboardError where a file is missing or has other columns.
    """
    return _read((folder or data_folder()).resolve())


@cache
def _read(folder: Path) -> Dataset:
    folder = standing(folder)
    try:
        frames = {
            name: parse((folder / f"{name}.csv").read_bytes().decode("utf-8"), name)
            for name in FILES
        }
        about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        return Dataset(
            **frames,
            project=descriptor.from_json(about["project"]),
            released=about["created"][:10],
            version=about["version"],
        )
    except (OSError, ValueError, KeyError) as error:
        raise DashboardError(
            f"The data package in {folder.name}/ cannot be read ({error}). Run: dashboard build"
        ) from error


def parse(text: str, name: str) -> pd.DataFrame:
    """The frame of the table `name`, whose `dump` is `text`.

    Raises ValueError where it has other columns.
    """
    columns = FILES[name]
    frame = pd.read_csv(io.StringIO(text), dtype=columns, keep_default_na=False, float_precision="round_trip",
                        na_values={name: [""] for name, kind in columns.items() if kind == "float"})  # fmt: skip
    if list(frame.columns) != list(columns):
        raise ValueError(f"{name}.csv has other columns")
    return frame


def no_history() -> pd.DataFrame:
    """The history of a dataset before which nothing is known."""
    return parse(",".join(HISTORY), "history")


def _resource(name: str) -> dict[str, Any]:
    fields = [{"name": column, "type": KINDS[kind]} for column, kind in FILES[name].items()]
    links = [
        {"fields": [column], "reference": {"resource": other, "fields": [KEYS[other]]}}
        for column, other in LINKS.get(name, {}).items()
    ]
    key = KEYS[name]
    # In the history an empty cell is not missing: it says that the older cell was empty, or that the row is meant.
    schema = {
        "fields": fields,
        "primaryKey": [key] if isinstance(key, str) else key,
        "missingValues": [""] if name in TABLES else [],
    }
    return {
        "name": name,
        **({} if name in TABLES else {"description": ABOUT_HISTORY}),
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {**schema, "foreignKeys": links} if links else schema,
    }


def _kept(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.old")


def _plain(value: float) -> str:
    if pd.isna(value):
        return ""
    return f"{value:.0f}" if value == int(value) else repr(float(value))
