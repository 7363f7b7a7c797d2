"""The data package on disk: written whole or not at all, read back as the same Dataset."""

from __future__ import annotations

import glob
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import nan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard.data import descriptor, integrity
from dashboard.data.descriptor import DESCRIPTOR, digest, identity
from dashboard.data.folders import exchange
from dashboard.data.schema import CODES, FIELD_TYPES, KEYS, LINKS, TABLES, required
from dashboard.errors import DashboardError, Fault, FaultyInput, FaultyPackage, Unwritten
from dashboard.model.dataset import Dataset, OlderVersion
from dashboard.settings import DATA, SEEDS, data_folder

# The older versions, beside the tables; no part of the version itself, as the file grows with each.
VERSIONS = "versions"
VERSIONS_FILE = f"{VERSIONS}.jsonl"
ABOUT_VERSIONS = (
    "Every older version of the tables, one JSON object a line (JSON Lines), oldest first: "
    "`version`, the day `released`, and `tables`, from the name of each table to its CSV text. "
    "A version is the first 12 hexadecimal digits of the SHA-256 over the texts of its tables, "
    "in their order here."
)


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
    files = {f"{name}.csv": dump(getattr(dataset, name)) for name in TABLES}
    files[VERSIONS_FILE] = dump_versions(dataset.versions)
    about_package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": about.name,
        "title": dataset.project.full_title,
        "description": about.description,
        "created": f"{dataset.released}T00:00:00Z",
        "version": dataset.version,
        "project": descriptor.as_json(dataset.project),
        "resources": [
            *(_resource(name, files[f"{name}.csv"]) for name in TABLES),
            _versions_resource(files[VERSIONS_FILE]),
        ],
    }
    files[DESCRIPTOR] = json.dumps(about_package, indent=2, ensure_ascii=False) + "\n"
    return files


def older_version(version: str, released: str, tables: Mapping[str, str]) -> OlderVersion:
    """The record of a version: its name, its day (ISO 8601), and the CSV text of each table.

    Raises ValueError where the tables are not those of that version, or the day is none.
    """
    if digest(tables.values()) != version:
        raise ValueError(f"its tables are not those of {version}")
    if date.fromisoformat(released).isoformat() != released:
        raise ValueError(f"{released!r} is not a day such as 2026-11-22")
    return OlderVersion(version, released, dict(tables))


def dump_versions(versions: Iterable[OlderVersion]) -> str:
    """The text of VERSIONS_FILE: one line a version, its tables in the order of their digest."""
    return "".join(
        json.dumps(
            {
                "released": version.released,
                "tables": dict(version.tables),
                "version": version.version,
            },
            ensure_ascii=False,
        )
        + "\n"
        for version in versions
    )


def parse_versions(text: str) -> tuple[OlderVersion, ...]:
    """The versions whose `dump_versions` is `text`.

    Raises FaultyInput, with place and cure, for every line that is not what it was.
    """
    versions, faults = _versions(text)
    if faults:
        raise FaultyInput(faults)
    return versions


def _versions(text: str) -> tuple[tuple[OlderVersion, ...], list[Fault]]:
    versions, faults = [], []
    # Only LF ends a line: inside a text of the tables there may be any other sign that ends one.
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], 1):
        try:
            record = json.loads(line)
            versions.append(older_version(record["version"], record["released"], record["tables"]))
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
            faults.append(
                Fault(
                    f"{VERSIONS_FILE}, line {number}",
                    f"is not an older version as it was recorded ({error})",
                    "Restore data/ from git, or remove that line to forget that version, and run: "
                    "dashboard build",
                )
            )
    return tuple(versions), faults


def write(files: dict[str, str], folder: Path = DATA) -> None:
    """Put `files` (name -> text) in place of the folder.

    Killed at any moment, the old data or the new stands, whole. Two that write at once belong
    inside `locked`.
    Raises DashboardError, and leaves the folder as it was, where it holds what is no part of a
    data package, or cannot be written.
    """
    folder = folder.resolve()  # what a link points to is replaced, and the link stays
    _refuse_loss(standing(folder), files)
    recover(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=_building(folder), dir=folder.parent))
    except OSError as error:
        raise Unwritten(folder, error, "name another folder with --data") from error
    path = folder
    try:
        for name, text in files.items():
            path = folder / name
            _write_through(fresh / name, text)
        path = folder
        fresh.chmod(folder.stat().st_mode & 0o777 if folder.exists() else 0o755)
        _put(fresh, folder)
    except OSError as error:
        raise Unwritten(
            path, error, "name another folder with --data", "What stood there is as it was."
        ) from error
    finally:  # what is not in place, or the old data
        shutil.rmtree(fresh, ignore_errors=True)


def _put(fresh: Path, folder: Path) -> None:
    """`fresh` in place of `folder`, at no moment without either."""
    if not folder.exists():
        os.rename(fresh, folder)
    elif not exchange(fresh, folder):  # this system cannot: `standing` finds it in between
        os.rename(folder, _kept(folder))
        try:
            os.rename(fresh, folder)
        except OSError:
            os.rename(_kept(folder), folder)
            raise
        shutil.rmtree(_kept(folder), ignore_errors=True)


def _write_through(path: Path, text: str) -> None:
    """Write a file so that it is on the disk before its folder takes its place."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def recover(folder: Path) -> None:
    """Finish what a killed `write` left: bring the old folder back, drop what is not in place."""
    kept = _kept(folder)
    if _is_package(kept):
        if folder.exists():
            shutil.rmtree(kept, ignore_errors=True)
        else:
            os.rename(kept, folder)
    for stray in folder.parent.glob(f"{glob.escape(_building(folder))}*"):
        # The rest of the name is eight signs of `mkdtemp`.
        if len(stray.name) == len(_building(folder)) + 8 and _is_package(stray):
            shutil.rmtree(stray, ignore_errors=True)


def _is_package(folder: Path) -> bool:
    """Whether a folder holds files of a data package alone, or nothing yet."""
    return folder.is_dir() and not folder.is_symlink() and not _others(folder, ())


def stale(files: dict[str, str], folder: Path = DATA) -> list[str]:
    """Names of files that differ from `files`, are missing, or do not belong."""
    standing_files = present(folder)
    return sorted(
        name
        for name in files.keys() | standing_files.keys()
        if files.get(name) != standing_files.get(name)
    )


def present(folder: Path) -> dict[str, str]:
    """Every file in `folder` as it stands, name -> text; nothing where there is no such folder.

    Line ends are LF, whatever git has made of them on this machine.
    """
    return {
        path.name: path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        for path in folder.glob("*")
        if path.is_file()
    }


def standing(folder: Path) -> Path:
    """`folder`, or where a `write` that was killed has left it."""
    return _kept(folder) if _kept(folder).exists() and not folder.exists() else folder


def read(folder: Path | None = None) -> Dataset:
    """The Dataset in `folder`, or in the one that the settings name.

    It is kept in memory, for it never changes while the program runs.
    Raises FaultyPackage, with every fault and the cure, where the package is not what it says.
    """
    return _read((folder or data_folder()).resolve())


@cache
def _read(folder: Path) -> Dataset:
    while True:
        here = standing(folder)
        before = _identity(here)
        try:
            return _read_once(here)
        except FaultyPackage:
            # A build may have put another folder into its place between two of its files.
            if before == _identity(standing(folder)):
                raise


def _identity(folder: Path) -> tuple[int, int] | None:
    """Which folder it is that now has this name; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _read_once(folder: Path) -> Dataset:
    texts, faults = _texts(folder)
    if not texts:
        raise _refusal(folder, [Fault(str(folder), "holds no data package")])
    about = None
    if DESCRIPTOR in texts:
        about, found = descriptor.parse(texts.pop(DESCRIPTOR))
        faults += found
    if about is not None:
        faults += descriptor.differences(about, texts)
    versions, found = _versions(texts.get(VERSIONS_FILE, ""))
    faults += found
    tables = {}
    for name in TABLES:
        if f"{name}.csv" in texts:
            try:
                tables[name] = integrity.columns(texts[f"{name}.csv"], name)
            except ValueError as error:
                faults.append(Fault(f"{name}.csv", str(error)))
    faults += integrity.faults(tables, about.project if about else None)
    if faults or about is None:
        raise _refusal(folder, faults)
    return Dataset(
        **{name: _frame(table, name) for name, table in tables.items()},
        project=about.project,
        released=about.released,
        version=about.version,
        versions=versions,
    )


def _texts(folder: Path) -> tuple[dict[str, str], list[Fault]]:
    """The text of every file of a data package, by its name; a fault for each that has none.

    Line ends are LF, whatever git has made of them on this machine.
    """
    texts, faults = {}, []
    for name in (DESCRIPTOR, *(f"{table}.csv" for table in TABLES), VERSIONS_FILE):
        try:
            texts[name] = (folder / name).read_bytes().decode("utf-8").replace("\r\n", "\n")
        except FileNotFoundError:
            faults.append(Fault(name, "is missing"))
        except UnicodeDecodeError as error:
            faults.append(Fault(name, f"is not UTF-8, from byte {error.start + 1} on"))
        except OSError as error:
            faults.append(Fault(name, f"cannot be read ({error.strerror})"))
    return texts, faults


def _refusal(folder: Path, faults: Iterable[Fault]) -> FaultyPackage:
    """The faults of the data package in a folder, and what to do about them here."""
    if folder != DATA.resolve():
        return FaultyPackage(
            folder,
            faults,
            "Restore it from version control, or build it anew from its seeds: "
            f"dashboard build --seeds … --data {folder}",
        )
    if SEEDS.is_dir():
        return FaultyPackage(
            folder, faults, "Restore it from version control, or run: dashboard build"
        )
    return FaultyPackage(
        folder, faults, "Install the dashboard anew, or name another data package with --data."
    )


def parse(text: str, name: str) -> pd.DataFrame:
    """The frame of the table `name`, whose `dump` is `text`.

    Raises ValueError where it has other columns, or a cell is of another kind.
    """
    return _frame(integrity.columns(text, name), name)


def _frame(table: integrity.Columns, name: str) -> pd.DataFrame:
    """The frame of a table; ValueError where a cell is of another kind than its column."""
    return pd.DataFrame(
        {column: _typed(table[column], kind) for column, kind in TABLES[name].items()}
    )


def _typed(cells: Sequence[str], kind: str) -> Any:
    match kind:
        case "int":
            return np.array([int(cell) for cell in cells], dtype="int64")
        case "int or none":
            return pd.array([int(cell) if cell else None for cell in cells], dtype="Int64")
        case "float":
            return np.array([float(cell) if cell else nan for cell in cells], dtype="float64")
        case "bool":
            return np.array([cell == "true" for cell in cells], dtype="bool")
    return pd.array(cells, dtype="str")


def table_schema(name: str) -> dict[str, Any]:
    """The table schema (Frictionless Data) of a table: fields, key, and what they refer to."""
    fields = [_field(name, column, kind) for column, kind in TABLES[name].items()]
    links = [
        {"fields": [column], "reference": {"resource": other, "fields": KEYS[other]}}
        for column, other in LINKS.get(name, {}).items()
    ]
    schema = {"fields": fields, "primaryKey": KEYS[name], "missingValues": [""]}
    return {**schema, "foreignKeys": links} if links else schema


def _resource(name: str, text: str) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **identity(text),
        "schema": table_schema(name),
    }


def _field(name: str, column: str, kind: str) -> dict[str, Any]:
    """A column as a table schema describes it, with what each of its cells must be."""
    constraints: dict[str, Any] = {"required": True} if column in required(name) else {}
    if codes := CODES.get(name, {}).get(column):
        constraints["enum"] = list(codes)
    field = {"name": column, "type": FIELD_TYPES[kind]}
    return {**field, "constraints": constraints} if constraints else field


def _versions_resource(text: str) -> dict[str, Any]:
    return {
        "name": VERSIONS,
        "description": ABOUT_VERSIONS,
        "path": VERSIONS_FILE,
        # Not "jsonl", which readers of data packages take for a table.
        "format": "json-lines",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
        **identity(text),
    }


def _refuse_loss(folder: Path, files: Iterable[str]) -> None:
    """Raise DashboardError where `folder` holds more than `files` and what its package names."""
    if folder.exists() and not folder.is_dir():
        raise DashboardError(f"{folder} is a file. Name a folder with --data.")
    others = _others(folder, files)
    if others:
        raise DashboardError(
            f"{folder} holds what is no part of a data package and would be lost: "
            f"{', '.join(others)}. Move it away, or name another folder with --data."
        )


def _others(folder: Path, files: Iterable[str]) -> list[str]:
    """What is in `folder` beside `files`, the usual ones and those that its package names."""
    try:
        about = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
        named = {resource["path"] for resource in about["resources"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):  # none, or a spoilt one
        named = set()
    usual = {DESCRIPTOR, VERSIONS_FILE, *(f"{table}.csv" for table in TABLES), *files}
    return sorted(
        path.name for path in folder.glob("*") if path.name not in named | usual or path.is_dir()
    )


# No folder of anybody else is named like these two beside the data: they are removed.
def _kept(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.before-build")


def _building(folder: Path) -> str:
    return f".{folder.name}.build-"


def _plain(value: float) -> str:
    if pd.isna(value):
        return ""
    return f"{value:.0f}" if value == int(value) else repr(float(value))
