"""Behind a figure counted from records: its categories, a few records, and the query."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from dashboard.data.drill import countings, drilled
from dashboard.data.records.measures import parse
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.quantity import Quantity
from dashboard.text import records as words
from dashboard.text.formatting import quantity


def counted(dataset: Dataset, claim: Mapping[str, Any]) -> dict[str, Any] | None:
    """What stands behind a claim, in words; None where it was not counted from records."""
    drill = drilled(dataset, claim)
    if drill is None:
        return None
    row = countings(dataset)[claim["document"]].row
    measure = parse(row["measure"])
    return {
        "whole": words.counted_from(drill.whole.records, row["rows_read"]),
        "by": words.by_category(row["category_column"]),
        "columns": words.category_columns(row["category_column"], row["measure"]),
        "parts": [
            [
                words.category(part.category),
                f"{part.records:,}",
                quantity(Quantity(part.value, "=", claim["unit"])),
            ]
            for part in drill.parts
        ],
        "sample": words.sample(len(drill.sample), drill.whole.records, measure.is_of_numbers),
        "sample_columns": list(drill.columns),
        "records": [list(record) for record in drill.sample],
    }


def queries(dataset: Dataset, documents: Collection[str]) -> list[dict[str, str]]:
    """How each table of records among some documents was counted: in words, and as SQL."""
    return [
        {
            "about": words.counting(counting.row, counting.left_out, counting.figures),
            "sql": counting.row["sql"],
            "all": Urls().data("records_figures.csv"),
        }
        for document, counting in countings(dataset).items()
        if document in documents
    ]
