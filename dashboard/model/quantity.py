"""A number with its hedge and its unit: what a claim states, before any words are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isnan
from typing import Any

from dashboard.model.intervals import Interval


@dataclass(frozen=True)
class Quantity:
    """A hedged figure.

    `value` is the number in full in `unit` (percentages as percent), `comparator` its hedge
    (= ~ > >= < <=), `upper` the far end of a range that the document itself states, else None.
    `hedge` is the hedge in the document's own words, "" where none is known; it is no part of the
    value: "about 43" and "approximately 43" are one.
    """

    value: float
    comparator: str
    unit: str
    upper: float | None = None
    hedge: str = field(default="", compare=False)

    @classmethod
    def of_claim(cls, claim: Mapping[str, Any]) -> Quantity:
        """The figure of a row of `claims.csv`; a range where "=" stands between two ends."""
        ranged = claim["comparator"] == "=" and claim["high"] > claim["value"]
        return cls(
            float(claim["value"]),
            claim["comparator"],
            claim["unit"],
            float(claim["high"]) if ranged else None,
            claim["hedge"],
        )

    @classmethod
    def of_interval(cls, interval: Interval, unit: str) -> Quantity:
        """A computed figure with the hedge that its interval means."""
        is_range = interval.comparator == "-"
        comparator = "=" if is_range else interval.comparator or ">"
        return cls(interval.value, comparator, unit, interval.high if is_range else None)

    @property
    def interval(self) -> Interval:
        """The numbers that the hedge allows.

        All metrics are amounts: none can be negative but a change in percent.
        """
        return Interval.of(self.value, self.comparator, self.upper).amount()

    @property
    def low(self) -> float:
        """The lower end of what the hedge means; NaN where it is open."""
        return _finite(Interval.of(self.value, self.comparator, self.upper).low)

    @property
    def high(self) -> float:
        """The upper end; NaN where it is open."""
        return _finite(Interval.of(self.value, self.comparator, self.upper).high)


def _finite(end: float) -> float:
    return float("nan") if isnan(end) or abs(end) == inf else end
