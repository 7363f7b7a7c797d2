"""What was read from seeds/, with every fault met on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from dashboard.data.records.conditions import RULE as CONDITION_RULE
from dashboard.data.records.count import Count
from dashboard.data.records.measures import RULE as MEASURE_RULE
from dashboard.data.seeds.schema import (
    AccountSeed,
    ClaimSeed,
    CompanionFigureSeed,
    CompanionSeed,
    ConflictSeed,
    DocumentSeed,
    EntitySeed,
    EventSeed,
    MetricSeed,
    ProjectSeed,
    RecordFigureSeed,
    RecordsSeed,
    RefusedSeed,
    Seed,
    SideSeed,
    SumSeed,
    TopicSeed,
)
from dashboard.errors import Fault

S = TypeVar("S", bound=Seed)
FIELD_CURES = {
    "value": 'Write it in full: up to 1e15 with its digits, or as a fraction such as "1/13"',
    "upper": "Write it in full: up to 1e15 with its digits",
    "line": "Count the lines of the text from 1",
    "url": "Write an address that begins with http:// or https://, or nothing",
    "file": "Write the name of a file alone",
    "says": "Write it in six words at most",
    "sha256": "It is 64 hexadecimal digits",
    "country": "Three capitals, or nothing where none applies",
    "slug": "Small letters, digits and hyphens",
    "name": "Small letters, digits and hyphens",
    "id": "Small letters, digits and hyphens",
    "colours": "Write it as #rrggbb with digits and small letters",
    "released": "Write the day as 2026-11-22",
    "years": "Write the first and the last year, as [2010, 2030]",
    "read": "Write the day as 2026-11-22",
    "short": "Shorten it: it stands under every figure",
    "values": "Write rows of a period, then one number an entity",
    "figures": "Write name = { metric, entity or currency }",
    "measure": MEASURE_RULE,
    "where": CONDITION_RULE,
    "countries": "Write the name in the table and the id, three capitals, or nothing",
}
CURES = {
    "missing": "Add the field",
    "extra_forbidden": "Remove it or mend its name",
    "literal_error": "Use one of those",
    "string_type": "Write it as text, in quotes",
    "string_too_long": "Shorten it",
    "string_too_short": "Write it, or remove the field where it may be missing",
}


@dataclass
class Seeds:
    """Everything that was read, and every fault met on the way."""

    documents: dict[str, DocumentSeed] = field(default_factory=dict)
    companions: dict[str, CompanionSeed] = field(default_factory=dict)  # tables of statistics
    # Id of the table -> place, metric, and what is to be counted
    records: dict[str, tuple[str, str, RecordsSeed]] = field(default_factory=dict)
    # The metrics of `records` whose figures are not known here: nothing has counted them.
    uncounted: frozenset[str] = frozenset()
    counts: dict[str, Count] = field(default_factory=dict)  # id of the table -> what was counted
    # Place, id of the document or table, claim
    claims: list[tuple[str, str, ClaimSeed | CompanionFigureSeed | RecordFigureSeed]] = field(
        default_factory=list
    )
    events: list[tuple[str, str, EventSeed]] = field(default_factory=list)
    metrics: dict[str, MetricSeed] = field(default_factory=dict)
    entities: dict[str, EntitySeed] = field(default_factory=dict)
    conflicts: list[tuple[str, ConflictSeed]] = field(default_factory=list)  # place, conflict
    account: dict[str, AccountSeed] = field(default_factory=dict)
    topics: dict[str, TopicSeed] = field(default_factory=dict)
    project: ProjectSeed | None = None
    sides: list[tuple[str, SideSeed]] = field(default_factory=list)  # place, side
    headlines: list[str] = field(
        default_factory=list
    )  # also of a project that has a fault elsewhere
    sums: list[tuple[str, SumSeed]] = field(default_factory=list)  # place, sum
    refused: list[tuple[str, RefusedSeed]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def claims_of_documents(self) -> list[tuple[str, str, ClaimSeed]]:
        """Those of `claims` that a document states."""
        return [
            (place, name, claim)
            for place, name, claim in self.claims
            if isinstance(claim, ClaimSeed)
        ]

    def check(self, shape: type[S], data: Any, place: str) -> S | None:
        """`data` in the shape asked for; else its faults are noted, each with field and cure."""
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            for each in error.errors():
                where = ".".join(str(part) for part in each["loc"])
                self.faults.append(
                    Fault(
                        f"{place}{': ' + where if where else ''}",
                        each["msg"].removeprefix("Value error, "),
                        _cure(each["type"], [str(part) for part in each["loc"]]),
                    )
                )
            return None


def _cure(kind: str, fields: list[str]) -> str:
    """What to do about a fault of this kind in a field, which may lie within others."""
    known = (FIELD_CURES[name] for name in fields if name in FIELD_CURES)
    return CURES.get(kind) or next(known, "Write a value of that kind (README, “The data”)")
