"""What the data said before: older versions, recorded by each build and read when asked for."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from dashboard.data.package import (
    VERSIONS,
    VERSIONS_FILE,
    dump,
    older_version,
    parse,
    parse_versions,
)
from dashboard.data.schema import TABLES
from dashboard.errors import DashboardError, UnknownName
from dashboard.model.dataset import Dataset, OlderVersion
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.text.formatting import period

EMPTY = {"int": "0", "bool": "false"}  # the cell of a column that has come since, else ""
BEFORE = {"collection": DOCUMENTS}  # what all rows were, before a column told them apart


def known(dataset: Dataset) -> dict[str, str]:
    """Version -> the day it was released, ISO 8601, of every version there is a record of.

    The oldest stands first, that of the dataset itself last.
    """
    days = {older.version: older.released for older in dataset.versions}
    days.pop(dataset.version, None)  # it was left once, and has come back
    return {**days, dataset.version: dataset.released}


def at(dataset: Dataset, version: str) -> Dataset:
    """The dataset as it was in `version`, every row in its old place, with the versions before it.

    Columns that have come since are empty (0, false) in it, and those that have gone are left out.
    Raises UnknownName for a version there is no record of, ValueError where a column once held
    what it can no longer hold.
    """
    if version == dataset.version:
        return dataset
    for number, older in enumerate(dataset.versions):
        if older.version == version:
            return replace(
                dataset,
                **{name: _frame(older.tables.get(name, ""), name) for name in TABLES},
                version=version,
                released=older.released,
                versions=dataset.versions[:number],
            )
    raise _unknown(dataset, version)


def carried(dataset: Dataset, before: Mapping[str, str]) -> Dataset:
    """`dataset` with the older versions that the files `before` hold.

    What stands in `before` becomes one of them, where it is another version and not yet recorded.
    Raises DashboardError where it is not what it says it is: what may never have been is not
    recorded.
    """
    if not {"datapackage.json", VERSIONS_FILE} & before.keys():
        return dataset
    versions = parse_versions(before.get(VERSIONS_FILE, ""))
    try:
        about = json.loads(before["datapackage.json"])
        if about["version"] not in (dataset.version, *(older.version for older in versions)):
            versions += (_standing(about, before),)
    except (KeyError, TypeError, ValueError) as error:
        raise DashboardError(
            f"What stands in data/ cannot be kept as an older version ({error}). "
            "Restore data/ from git, or remove it to begin without older versions."
        ) from error
    return replace(dataset, versions=versions)


def _standing(about: dict, files: Mapping[str, str]) -> OlderVersion:
    """The data package that `files` hold, as their descriptor `about` names its tables."""
    names = [resource["name"] for resource in about["resources"]]
    tables = {name: files[f"{name}.csv"] for name in names if name != VERSIONS}
    return older_version(about["version"], about["created"][:10], tables)


def _frame(text: str, name: str) -> pd.DataFrame:
    """A table of an older version in the columns of today; without rows where it has come since."""
    columns = TABLES[name]
    header = ",".join(columns) + "\n"
    if not text.startswith(header):
        older = pd.read_csv(io.StringIO(text or header), dtype="str", keep_default_na=False)
        for column, kind in columns.items():
            if column not in older:
                older[column] = BEFORE.get(column) or EMPTY.get(kind, "")
        text = dump(older[list(columns)])
    return parse(text, name)


def _unknown(dataset: Dataset, version: str) -> UnknownName:
    shown = repr(version) if version.isalnum() and len(version) <= 60 else "that name"
    days = reversed(known(dataset).items())
    listed = [f"{name} of {period(day)}" for name, day in days]
    more = f" and {len(listed) - 5} older ones" if len(listed) > 5 else ""
    return UnknownName(
        f"This project has no record of a dataset {shown}. It knows {', '.join(listed[:5])}{more}."
    )
