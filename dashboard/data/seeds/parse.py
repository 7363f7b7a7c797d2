"""What was read from seeds/, with every fault met on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from dashboard.data.seeds.schema import (
    AccountSeed,
    ClaimSeed,
    ConflictSeed,
    DocumentSeed,
    EntitySeed,
    EventSeed,
    MetricSeed,
    PackageSeed,
    Seed,
    TopicSeed,
)
from dashboard.errors import Fault

S = TypeVar("S", bound=Seed)
CURES = {
    "missing": "Add the field",
    "extra_forbidden": "Remove it or mend its name",
    "literal_error": "Use one of those",
    "string_pattern_mismatch": "says is six words at most; sha256 is 64 hexadecimal digits; a country is three capitals",
    "string_too_short": "Write it, or remove the field where it may be missing",
}


@dataclass
class Seeds:
    """Everything that was read, and every fault met on the way."""

    documents: dict[str, DocumentSeed] = field(default_factory=dict)
    claims: list[tuple[str, str, ClaimSeed]] = field(
        default_factory=list
    )  # place, document id, claim
    events: list[tuple[str, str, EventSeed]] = field(default_factory=list)
    metrics: dict[str, MetricSeed] = field(default_factory=dict)
    entities: dict[str, EntitySeed] = field(default_factory=dict)
    conflicts: list[ConflictSeed] = field(default_factory=list)
    account: dict[str, AccountSeed] = field(default_factory=dict)
    topics: dict[str, TopicSeed] = field(default_factory=dict)
    package: PackageSeed | None = None
    faults: list[Fault] = field(default_factory=list)

    def check(self, shape: type[S], data: Any, place: str) -> S | None:
        """`data` in the shape asked for; else its faults are noted, each with field and cure."""
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            for each in error.errors():
                where = ".".join(str(part) for part in each["loc"])
                cure = CURES.get(
                    each["type"], "Write a value of that kind (CLAIMS: README, “The data”)"
                )
                self.faults.append(
                    Fault(f"{place}{': ' + where if where else ''}", each["msg"], cure)
                )
            return None
