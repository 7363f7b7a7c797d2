"""Figures converted: money at the rate of its own year, and figures per person or unit of GDP.

By what each was converted goes with it, as a footnote and a note. What cannot be converted fairly
keeps its place without a figure, and says why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.data.queries import yearly
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.dataset import Dataset
from dashboard.model.intervals import Interval, convert, share
from dashboard.model.quantity import Quantity
from dashboard.model.row import Conversion, FigureRow
from dashboard.model.series import spans_years, year
from dashboard.model.view import View
from dashboard.model.vocabulary import CURRENCIES

TOLERANCE = 1  # years: how far a population or a GDP may lie from the figure's own year
MILLION, BILLION = 1e6, 1e9


class _Inconvertible(Exception):
    """A figure that cannot be converted; its argument is a code of vocabulary.INCONVERTIBLE."""


@dataclass(frozen=True)
class _Amount:
    """A figure on its way: its bounds in a unit, and by what it was converted so far."""

    interval: Interval
    unit: str
    conversions: tuple[Conversion, ...] = ()


def in_proportion(
    dataset: Dataset, view: View, rows: list[FigureRow], footnotes: Footnotes
) -> list[FigureRow]:
    """The rows in the money and in the proportion that a view asks for."""
    if not view.money and not view.per:
        return rows
    return [_converted(dataset, view, row, footnotes) for row in rows]


def _converted(dataset: Dataset, view: View, row: FigureRow, footnotes: Footnotes) -> FigureRow:
    row = _in_stated_money(row, view.money)
    try:
        amount = _Amount(row.figure.interval, row.figure.unit)
        if view.money and amount.unit in CURRENCIES:
            amount = _in_money(dataset, row, amount, view.money)
        if view.per:
            amount = PROPORTIONS[view.per](dataset, row, amount)
    except _Inconvertible as reason:
        return replace(row, quantity=None, also=(), missing=str(reason))
    if not amount.conversions:
        return row
    markers = [footnotes.cite_conversion(each) for each in amount.conversions]
    return replace(
        row,
        quantity=Quantity.of_interval(amount.interval, amount.unit),
        also=(),
        is_computed=True,
        conversions=amount.conversions,
        markers=tuple(dict.fromkeys((*row.markers, *markers))),
    )


def _in_stated_money(row: FigureRow, currency: str) -> FigureRow:
    """A row in a currency that its own sources state: that amount is not converted."""
    for other in row.also:
        if other.unit == currency != row.figure.unit:
            return replace(row, quantity=other, also=(row.figure,))
    return row


def _in_money(dataset: Dataset, row: FigureRow, amount: _Amount, currency: str) -> _Amount:
    """The amount in another currency, at the average rate of the figure's own year."""
    if amount.unit == currency:
        return amount
    metric = dataset.project.yardsticks.get("rate", "")
    quote, _, base = (
        dataset.metric_by_id[metric].unit.partition(" per ") if metric else ("", "", "")
    )
    if {amount.unit, currency} != {quote, base}:
        raise _Inconvertible("no currency")
    _refuse_undated(row)
    rates = {when: claim for (_, when), claim in yearly(dataset, metric).items()}
    claim = rates.get(year(row))
    if claim is None:
        raise _Inconvertible("no rate")
    rate = Quantity.of_claim(claim)
    one = Interval(1, 1)
    factor = rate.interval if currency == quote else one / rate.interval
    conversion = _conversion("money", rate, row, year(row), claim)
    return _Amount(convert(amount.interval, factor), currency, (*amount.conversions, conversion))


def _per_person(dataset: Dataset, row: FigureRow, amount: _Amount) -> _Amount:
    """A count per million people, money per person."""
    people, conversion = _yardstick(dataset, row, "person")
    conversions = (*amount.conversions, conversion)
    ratio = amount.interval / people
    if amount.unit in CURRENCIES:
        return _Amount(ratio, f"{amount.unit} per person", conversions)
    return _Amount(ratio.scaled(MILLION), "per million people", conversions)


def _per_gdp(dataset: Dataset, row: FigureRow, amount: _Amount) -> _Amount:
    """A count per billion US$ of GDP, money in percent of GDP."""
    gdp, conversion = _yardstick(dataset, row, "gdp")
    if amount.unit in CURRENCIES:
        unit = conversion.by.unit
        amount = _in_money(dataset, row, amount, unit)
        return _Amount(
            share(amount.interval, gdp), "percent of GDP", (*amount.conversions, conversion)
        )
    return _Amount(
        (amount.interval / gdp).scaled(BILLION),
        "per billion US$ of GDP",
        (*amount.conversions, conversion),
    )


PROPORTIONS = {"person": _per_person, "gdp": _per_gdp}


def _yardstick(dataset: Dataset, row: FigureRow, kind: str) -> tuple[Interval, Conversion]:
    """What a figure is set in proportion to: that of its year, or of the nearest within reach."""
    missing = {"person": "no population", "gdp": "no gdp"}[kind]
    if row.entity_kind == "country":
        _refuse_undated(row)
    else:
        raise _Inconvertible("no country")
    metric = dataset.project.yardsticks.get(kind, "")
    known = yearly(dataset, metric) if metric else {}
    own = year(row)
    reach = sorted(
        (when for entity, when in known if entity == row.entity and abs(when - own) <= TOLERANCE),
        key=lambda when: (abs(when - own), when),
    )
    if not reach:
        raise _Inconvertible(missing)
    claim = known[row.entity, reach[0]]
    quantity = Quantity.of_claim(claim)
    return quantity.interval, _conversion(kind, quantity, row, reach[0], claim)


def _refuse_undated(row: FigureRow) -> None:
    """Raise where no one year can be taken for a figure; a plan is one where it names its year."""
    if row.is_undated:
        raise _Inconvertible("no date")
    if spans_years(row) or row.goes_on:
        raise _Inconvertible("several years")


def _conversion(kind: str, by: Quantity, row: FigureRow, year_used: int, claim: dict) -> Conversion:
    return Conversion(kind, by, year(row), year_used, claim["document"], claim["claim"])
