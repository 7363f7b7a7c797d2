"""What is to be counted: one metric of a seed file in seeds/records/, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.data.records.conditions import Condition
from dashboard.data.records.measures import Measure


@dataclass(frozen=True)
class Spec:
    """One metric to be counted; the seeds make it."""

    metric: str  # its id
    place: str  # where the seeds say so, for faults
    table: str  # file, glob or folder, as the seeds write it
    beside: Path  # the folder of the seed file
    country: str  # column
    date: str  # column
    category: str  # column; "" where there is none
    measure: Measure
    measure_text: str
    condition: Condition
    factor: float  # a figure of the table times this is in full
    names_by_id: Mapping[str, tuple[str, ...]]  # countries of the project -> their names
    meant: Mapping[str, str] = field(default_factory=dict)  # a cell -> the id that it stands for
    shown: tuple[str, ...] = ()  # further columns of the sample
    sample: int = 5  # records behind a figure that a reader is shown; 0 for none

    @property
    def definition(self) -> tuple[str | float, ...]:
        """What makes the figures what they are: where it differs, they are others."""
        return (
            *(self.table_name, self.country, self.date, self.category, self.measure_text),
            *(self.condition.text, float(self.factor)),
        )

    @property
    def table_name(self) -> str:
        """The table as a reader is told: without the folder of this machine."""
        return Path(self.table).name if Path(self.table).is_absolute() else self.table

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the table that is read, each once."""
        return tuple(dict.fromkeys(self._columns()))

    @property
    def sampled(self) -> tuple[str, ...]:
        """The columns of a record that a reader is shown, each once."""
        named = (self.country, self.date, self.category, self.measure.column, *self.shown)
        return tuple(dict.fromkeys(filter(None, named)))

    def _columns(self) -> Iterator[str]:
        yield from (self.country, self.date)
        yield from filter(None, (self.category, self.measure.column))
        yield from self.condition.columns
        yield from self.shown
