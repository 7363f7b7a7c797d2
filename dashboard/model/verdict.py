"""How far two figures may be compared, as codes: the sentences are made in `text.comparisons`."""

from __future__ import annotations

from dataclasses import dataclass

LIKE, CARE, NEVER = "like for like", "with care", "not comparable"


@dataclass(frozen=True)
class Reason:
    """Why figures are compared with care or not at all: a code, and the values its sentence needs.

    The codes are those of `text.comparisons.REASONS`.
    """

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """A level (LIKE, CARE or NEVER) with every reason for it."""

    level: str
    reasons: tuple[Reason, ...] = ()
