"""The sums that a reader can redo, done on the claims with their hedges carried through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.model.dataset import Dataset
from dashboard.model.expressions import parse
from dashboard.model.intervals import Interval
from dashboard.model.quantity import Quantity


@dataclass(frozen=True)
class Result:
    """A sum done. `text.derived` makes its formula and its result in words."""

    id: str  # of the sum
    question: str
    formula: str  # "{value} ÷ {dollars}": its figures by name
    figures: Mapping[str, Quantity]  # name -> what stands for it
    interval: Interval  # the result, in `unit`
    unit: str  # one of UNITS, or "times"
    before: str  # the seeds' words around the result
    after: str
    remark: str
    claims: tuple[str, ...]  # ids, in the order in which the sum names its figures


def results(dataset: Dataset) -> list[Result]:
    """Every sum of the dataset, in its order.

    Raises BadRequest where an expression holds anything but a sum; the build lets none through.
    """
    return [_result(dataset, row) for row in dataset.derived.to_dict("records")]


def refused(dataset: Dataset) -> list[tuple[str, str]]:
    """The sums that look possible and must not be done, each with the reason."""
    return list(zip(dataset.refused["refused"], dataset.refused["reason"], strict=True))


def _result(dataset: Dataset, row: dict[str, Any]) -> Result:
    named = dataset.derived_figures[dataset.derived_figures["sum"] == row["sum"]]
    claims = dict(zip(named["name"], named["claim"], strict=True))
    figures = {
        name: Quantity.of_claim(dataset.claim_by_id[claim]) for name, claim in claims.items()
    }
    intervals = {name: figure.interval for name, figure in figures.items()}
    return Result(
        id=row["sum"],
        question=row["question"],
        formula=row["formula"],
        figures=figures,
        interval=parse(row["computes"]).evaluate(intervals),
        unit=row["unit"],
        before=row["before"],
        after=row["after"],
        remark=row["remark"],
        claims=tuple(claims.values()),
    )
