"""What stands behind a figure counted from records: its categories, and a few of the records.

All of it was counted by the build: the pages never touch the table itself.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.model.dataset import Dataset


@dataclass(frozen=True)
class Part:
    """A figure counted from records, whole or of one category."""

    category: str  # "" is the whole
    records: int
    value: float  # in the unit of the claim


@dataclass(frozen=True)
class Drill:
    """What stands behind one claim."""

    whole: Part
    parts: tuple[Part, ...]  # by category, the largest value first; none where there is no category
    columns: tuple[str, ...]  # of the table, as far as readers see them
    sample: tuple[tuple[str, ...], ...]  # a row a record, the largest or latest first


@dataclass(frozen=True)
class Counting:
    """How one table of records was counted."""

    row: Mapping[str, Any]  # of records.csv
    left_out: Mapping[str, int]  # a code of vocabulary.LEFT_OUT -> rows
    figures: int  # claims made of it


def drilled(dataset: Dataset, claim: Mapping[str, Any]) -> Drill | None:
    """What stands behind a claim; None where it was not counted from records."""
    key = (claim["document"], claim["entity"], claim["period"].lstrip("0"))
    return _drills(dataset).get(key)


@lru_cache(maxsize=4)
def _drills(dataset: Dataset) -> dict[tuple[str, str, str], Drill]:
    """Document, entity and year -> what stands behind the claim."""
    parts: dict[tuple[str, str, str], list[Part]] = {}
    for row in dataset.records_figures.to_dict("records"):
        part = Part(row["category"], int(row["records"]), float(row["value"]))
        parts.setdefault(_key(row), []).append(part)
    records: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in dataset.records_sample.to_dict("records"):
        records.setdefault(_key(row), []).append(json.loads(row["record"]))
    return {
        key: Drill(
            whole=whole,
            parts=tuple(sorted(others, key=lambda part: (-part.value, part.category))),
            columns=tuple(records[key][0]) if key in records else (),
            sample=tuple(tuple(record.values()) for record in records.get(key, ())),
        )
        for key, (whole, *others) in parts.items()
    }


def _key(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["document"], row["entity"], str(row["year"])


@lru_cache(maxsize=4)
def countings(dataset: Dataset) -> dict[str, Counting]:
    """Id of a table of records -> how it was counted."""
    left_out: dict[str, dict[str, int]] = {}
    for row in dataset.records_left_out.to_dict("records"):
        left_out.setdefault(row["document"], {})[row["reason"]] = int(row["rows"])
    figures = dataset.claims["document"].value_counts()
    return {
        row["document"]: Counting(
            row, left_out.get(row["document"], {}), int(figures.get(row["document"], 0))
        )
        for row in dataset.records.to_dict("records")
    }
