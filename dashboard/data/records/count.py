"""What has been counted, and everything that a reader needs to count it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class CountedFigure:
    """A figure of the records of an entity and year, or of one category of them."""

    entity: str  # id
    year: int
    category: str  # "" is all of them; NO_CATEGORY are those that have none
    records: int  # how many there are
    value: float  # in the unit of the metric, times the factor of the seeds


@dataclass(frozen=True)
class SampledRecord:
    """One of the records behind a figure."""

    entity: str
    year: int
    number: int  # from 1 on, the largest first, or the latest where nothing is measured
    cells: Mapping[str, str]  # column -> what stands there, as text


@dataclass(frozen=True)
class Count:
    """The figures of one metric, by whom and of what they were counted."""

    metric: str
    table: str  # as a reader is told
    definition: tuple[str | float, ...]  # see Spec.definition
    sql: str  # the query, runnable beside the table
    files: int
    bytes: int
    sha256: str  # of the table; "" where it is known by size and day
    day: str  # ISO 8601: when the table was last written
    engine: str  # a code of vocabulary.ENGINES
    engine_version: str
    rows_read: int
    left_out: Mapping[str, int]  # a code of vocabulary.LEFT_OUT -> rows
    figures: tuple[CountedFigure, ...]  # by entity, year and category
    sample: tuple[SampledRecord, ...]  # by entity, year and number

    @property
    def rows_counted(self) -> int:
        """How many rows figures are made of."""
        return self.rows_read - sum(self.left_out.values())


NO_CATEGORY = "(none)"
# The columns of records.csv that hold Count.definition, in its order.
DEFINITION = (
    *("table", "country_column", "date_column", "category_column", "measure", "condition"),
    "factor",
)
