"""The data package on disk: written whole or not at all, read back as the same Dataset."""

from __future__ import annotations

import glob
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.data import descriptor
from dashboard.data.schema import FIELD_TYPES, KEYS, LINKS, TABLES
from dashboard.errors import DashboardError
from dashboard.model.dataset import Dataset, OlderVersion
from dashboard.settings import DATA, data_folder

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
        "resources": [*(_resource(name) for name in TABLES), _versions_resource()],
    }
    files["datapackage.json"] = json.dumps(about_package, indent=2, ensure_ascii=False) + "\n"
    return files


def digest(texts: Iterable[str]) -> str:
    """The version of a dataset: 12 hexadecimal digits over the texts of its tables, in order."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


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

    Raises DashboardError, with its place and its cure, for a line that is not what it was.
    """
    versions = []
    # Only LF ends a line: inside a text of the tables there may be any other sign that ends one.
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else [], 1):
        try:
            record = json.loads(line)
            version = older_version(record["version"], record["released"], record["tables"])
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DashboardError(
                f"{VERSIONS_FILE}, line {number}, is not an older version as it was recorded "
                f"({error}). Restore data/ from git, or remove that line to forget that version."
            ) from error
        versions.append(version)
    return tuple(versions)


def write(files: dict[str, str], folder: Path = DATA) -> None:
    """Put `files` (name -> text) in place of the folder.

    Killed at any moment, the old data or the new stands, whole.
    Raises DashboardError, and touches nothing, where the folder holds what is no part of a data
    package, or cannot be made.
    """
    _refuse_loss(standing(folder), files)
    recover(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=_building(folder), dir=folder.parent))
    except OSError as error:
        raise DashboardError(
            f"{folder} cannot be made ({error.strerror}). Name another folder with --data."
        ) from error
    for name, text in files.items():
        (fresh / name).write_text(text, encoding="utf-8", newline="\n")
    fresh.chmod(0o755)
    if folder.exists():
        os.rename(folder, _kept(folder))
    os.rename(fresh, folder)
    shutil.rmtree(_kept(folder), ignore_errors=True)


def recover(folder: Path) -> None:
    """Finish what a killed `write` left: bring the old folder back, drop what is not in place."""
    kept = _kept(folder)
    if kept.exists():
        if folder.exists():
            shutil.rmtree(kept)
        else:
            os.rename(kept, folder)
    for stray in folder.parent.glob(f"{glob.escape(_building(folder))}*"):
        shutil.rmtree(stray, ignore_errors=True)


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
    Raises DashboardError where a file is missing, has other columns, or a spoilt older version.
    """
    return _read((folder or data_folder()).resolve())


@cache
def _read(folder: Path) -> Dataset:
    folder = standing(folder)
    try:
        frames = {
            name: parse((folder / f"{name}.csv").read_bytes().decode("utf-8"), name)
            for name in TABLES
        }
        versions = (folder / VERSIONS_FILE).read_bytes().decode("utf-8")
        about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        return Dataset(
            **frames,
            project=descriptor.from_json(about["project"]),
            released=about["created"][:10],
            version=about["version"],
            versions=parse_versions(versions),
        )
    except (OSError, ValueError, KeyError) as error:
        raise DashboardError(
            f"The data package in {folder.name}/ cannot be read ({error}). Run: dashboard build"
        ) from error


def parse(text: str, name: str) -> pd.DataFrame:
    """The frame of the table `name`, whose `dump` is `text`.

    Raises ValueError where it has other columns.
    """
    columns = TABLES[name]
    frame = pd.read_csv(
        io.StringIO(text),
        dtype=columns,
        keep_default_na=False,
        float_precision="round_trip",
        na_values={column: [""] for column, kind in columns.items() if kind == "float"},
    )
    if list(frame.columns) != list(columns):
        raise ValueError(f"{name}.csv has other columns")
    return frame


def _resource(name: str) -> dict[str, Any]:
    fields = [{"name": column, "type": FIELD_TYPES[kind]} for column, kind in TABLES[name].items()]
    links = [
        {"fields": [column], "reference": {"resource": other, "fields": KEYS[other]}}
        for column, other in LINKS.get(name, {}).items()
    ]
    schema = {"fields": fields, "primaryKey": KEYS[name], "missingValues": [""]}
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {**schema, "foreignKeys": links} if links else schema,
    }


def _versions_resource() -> dict[str, Any]:
    return {
        "name": VERSIONS,
        "description": ABOUT_VERSIONS,
        "path": VERSIONS_FILE,
        # Not "jsonl", which readers of data packages take for a table.
        "format": "json-lines",
        "mediatype": "application/jsonl",
        "encoding": "utf-8",
    }


def _refuse_loss(folder: Path, files: Iterable[str]) -> None:
    """Raise DashboardError where `folder` holds more than `files` and what its package names."""
    if folder.exists() and not folder.is_dir():
        raise DashboardError(f"{folder} is a file. Name a folder with --data.")
    try:
        about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        named = {resource["path"] for resource in about["resources"]}
    except (OSError, ValueError, KeyError, TypeError):  # none yet, or one that is spoilt
        named = set()
    others = sorted({path.name for path in folder.glob("*")} - named - set(files))
    if others:
        raise DashboardError(
            f"{folder} holds what is no part of a data package and would be lost: "
            f"{', '.join(others)}. Move it away, or name another folder with --data."
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
