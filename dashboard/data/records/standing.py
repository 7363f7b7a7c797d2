"""What was counted before, as a data package has it: it stands where the table is not at hand."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.data.package import parse
from dashboard.data.records.count import DEFINITION, Count, CountedFigure, SampledRecord
from dashboard.errors import DashboardError

TABLES = ("records", "records_left_out", "records_figures", "records_sample")


def standing(files: Mapping[str, str]) -> dict[str, Count]:
    """Id of the table -> what was counted of it, of a data package (name of a file -> its text).

    Raises DashboardError where its tables are not what they must be.
    """
    names = [f"{table}.csv" for table in TABLES]
    if not all(name in files for name in names):
        return {}  # nothing is there yet, or it is from before records were counted
    try:
        tables = [parse(files[f"{table}.csv"], table).to_dict("records") for table in TABLES]
    except ValueError as error:
        raise DashboardError(
            f"What was counted before cannot be read ({error}). Restore data/ from git."
        ) from error
    counts, *others = tables
    left_out, figures, samples = map(_by_document, others)
    return {
        row["document"]: Count(
            metric=row["metric"],
            table=row["table"],
            definition=tuple(row[name] for name in DEFINITION),
            sql=row["sql"],
            files=int(row["files"]),
            bytes=int(row["bytes"]),
            sha256=row["sha256"],
            day=row["day"],
            engine=row["engine"],
            engine_version=row["engine_version"],
            rows_read=int(row["rows_read"]),
            left_out={each["reason"]: int(each["rows"]) for each in left_out[row["document"]]},
            figures=tuple(map(_figure, figures[row["document"]])),
            sample=tuple(map(_record, samples[row["document"]])),
        )
        for row in counts
    }


def _by_document(rows: Iterable[dict[str, Any]]) -> defaultdict[str, list[dict[str, Any]]]:
    """Id of a table of records -> its rows, in their order."""
    found = defaultdict(list)
    for row in rows:
        found[row["document"]].append(row)
    return found


def _figure(row: Mapping[str, Any]) -> CountedFigure:
    return CountedFigure(
        row["entity"], int(row["year"]), row["category"], int(row["records"]), float(row["value"])
    )


def _record(row: Mapping[str, Any]) -> SampledRecord:
    cells = json.loads(row["record"])
    return SampledRecord(row["entity"], int(row["year"]), int(row["number"]), cells)
