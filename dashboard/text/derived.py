"""Derived sums in words: the formula with its hedged numbers, and the result."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from dashboard.model.intervals import Interval
from dashboard.model.quantity import Quantity
from dashboard.text.formatting import bounded, multiple, quantity


def formula_words(formula: str, figures: Mapping[str, Quantity]) -> str:
    """A formula with its figures in words: "RMB 508 billion ÷ US$75 billion"."""
    return formula.format(**{name: quantity(figure) for name, figure in figures.items()})


def result_words(interval: Interval, unit: str, before: str = "", after: str = "") -> str:
    """A result with the words around it: "6.77 yuan per US dollar"."""
    return " ".join(filter(None, (before, _amount(interval, unit), after)))


def _amount(interval: Interval, unit: str) -> str:
    if unit == "times":
        return multiple(interval)
    if interval.comparator != "-":
        return bounded(interval, unit)
    ends = (
        Interval(interval.low, inf, interval.low_open, True),
        Interval(-inf, interval.high, True, interval.high_open),
    )
    return " and ".join(bounded(end, unit) for end in ends)
