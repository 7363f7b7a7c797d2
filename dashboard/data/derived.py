"""The sums that a reader can redo, done on the claims with their hedges carried through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dashboard.model.comparison import bounds_of
from dashboard.model.dataset import Dataset
from dashboard.model.expressions import parse
from dashboard.model.intervals import Bounds
from dashboard.text import formatting as words


@dataclass(frozen=True)
class Result:
    """A sum done: its formula with hedged numbers, the result in words, the claims it rests on."""

    id: str  # of the sum
    question: str
    formula: str  # "RMB 508 billion ÷ US$75 billion"
    result: str  # "6.77 yuan per US dollar"
    remark: str
    claims: tuple[str, ...]  # ids, in the order in which the sum names its figures
    bounds: Bounds  # of the result, in the unit of the sum


def results(dataset: Dataset) -> list[Result]:
    """Every sum of the dataset, in its order.

    Raises BadRequest where an expression holds anything but a sum; the build lets none through.
    """
    return [_result(dataset, row) for row in dataset.derived.to_dict("records")]


def refused(dataset: Dataset) -> list[tuple[str, str]]:
    """The sums that look possible and must not be done, each with the reason."""
    return list(zip(dataset.refused["refused"], dataset.refused["reason"], strict=True))


def _result(dataset: Dataset, row: dict[str, Any]) -> Result:
    figures = dataset.derived_figures[dataset.derived_figures["sum"] == row["sum"]]
    claims = {
        name: dataset.claim[claim]
        for name, claim in zip(figures["name"], figures["claim"], strict=True)
    }
    bounds = parse(row["computes"]).evaluate(
        {name: bounds_of(claim) for name, claim in claims.items()}
    )
    around = (row["before"], _in_words(bounds, row["unit"]), row["after"])
    return Result(
        id=row["sum"],
        question=row["question"],
        formula=row["formula"].format(
            **{name: words.claimed(claim) for name, claim in claims.items()}
        ),
        result=" ".join(filter(None, around)),
        remark=row["remark"],
        claims=tuple(claim["claim"] for claim in claims.values()),
        bounds=bounds,
    )


def _in_words(bounds: Bounds, unit: str) -> str:
    if unit == "times":
        return words.multiple(bounds)
    if bounds.comparator != "-":
        return words.bounded(bounds, unit)
    ends = (
        Bounds(bounds.low, float("inf"), bounds.low_open, True),
        Bounds(float("-inf"), bounds.high, True, bounds.high_open),
    )
    return " and ".join(words.bounded(end, unit) for end in ends)
