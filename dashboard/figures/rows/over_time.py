"""Rows that a chart over time computes: an index, the ratio of the sides, their shares, two ends.

Nothing is computed from one edition to another, nor across a break in a series.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dashboard.figures.rows.claims import unique
from dashboard.model.dataset import Dataset
from dashboard.model.intervals import Interval, share
from dashboard.model.quantity import Quantity
from dashboard.model.row import FigureRow
from dashboard.model.series import breaks_between, series_of, year
from dashboard.model.view import View
from dashboard.text.names import divided


def over_time(dataset: Dataset, view: View, rows: list[FigureRow]) -> list[FigureRow]:
    """The rows as the chart of a view has them; those that it computes nothing from are absent."""
    form = view.form or dataset.metric_by_id[view.figure].forms[0]
    computed = COMPUTED.get(form)
    return computed(dataset, view, rows) if computed else rows


def _index(dataset: Dataset, view: View, rows: list[FigureRow]) -> list[FigureRow]:
    """Each figure in percent of that of the base year of its own series."""
    base = view.base if view.base is not None else _usual_base(dataset, rows)
    computed: dict[int, FigureRow] = {}
    for series in series_of(rows):
        bases = [row for row in series if year(row) == base and row.is_above_zero]
        for row in series:
            missing = "no base" if not bases else ""
            if bases and breaks_between(series, bases[0], row):
                missing = "break"
            computed[id(row)] = (
                _left_out(row, missing)
                if missing
                else replace(
                    row,
                    quantity=_index_value(row, bases[0]),
                    also=(),
                    is_computed=True,
                    base_year=base,
                )
            )
    return [computed.get(id(row), row) for row in rows]


def _usual_base(dataset: Dataset, rows: Sequence[FigureRow]) -> int | None:
    """The first year of which both sides have a figure above zero in a series of several."""
    years: dict[str, set[int]] = {side: set() for side in dataset.project.side_ids}
    for series in series_of(rows):
        if len(series) > 1:
            years.setdefault(series[0].side, set()).update(
                year(row) for row in series if row.is_above_zero
            )
    found = [years[side] for side in dataset.project.side_ids if years[side]]
    return min(set.intersection(*found), default=None) if found else None


def _index_value(row: FigureRow, base: FigureRow) -> Quantity:
    if row is base:  # exactly 100, whatever its hedge: a figure is itself
        return Quantity(100, "=", "index")
    ratio = row.figure.interval / base.figure.interval
    return Quantity.of_interval(ratio.scaled(100), "index")


def _relative(dataset: Dataset, view: View, rows: list[FigureRow]) -> list[FigureRow]:
    """The first side's figure divided by the second's, a row a period, table and edition."""
    return _coupled(dataset, rows, _ratio_rows)


def _shares(dataset: Dataset, view: View, rows: list[FigureRow]) -> list[FigureRow]:
    """Each side's part of both together, two rows a period, table and edition."""
    return _coupled(dataset, rows, _share_rows)


Couple = tuple[FigureRow, FigureRow]


def _coupled(
    dataset: Dataset,
    rows: list[FigureRow],
    computed: Callable[[Dataset, Couple], list[FigureRow]],
) -> list[FigureRow]:
    sides = dataset.project.side_ids
    counterparts: dict[tuple, dict[str, FigureRow]] = {}
    for row in rows:
        if row.quantity is not None and row.side in sides and row.entity == row.side:
            counterparts.setdefault(_place(row), {})[row.side] = row
    found: list[FigureRow] = []
    for couple in counterparts.values():
        if len(couple) == len(sides) and couple[sides[1]].is_above_zero:
            found += computed(dataset, (couple[sides[0]], couple[sides[1]]))
        else:
            found += [_left_out(row, "no counterpart") for row in couple.values()]
    return found


def _place(row: FigureRow) -> tuple[str, ...]:
    """What two figures share that are set beside each other."""
    return (row.source, row.edition, row.scope, row.locator, row.period, row.figure.unit)


def _ratio_rows(dataset: Dataset, couple: Couple) -> list[FigureRow]:
    one, other = couple
    if not one.is_above_zero:  # a logarithmic axis has no zero
        return [_left_out(one, "no counterpart")]
    times = one.figure.interval / other.figure.interval
    sides = dataset.project.side_ids
    return [
        replace(
            _joined(one, other),
            side=sides[0] if times.value >= 1 else sides[1],
            name=divided(dataset.project),
            entity="",
            quantity=Quantity.of_interval(times, "ratio"),
            is_computed=True,
        )
    ]


def _share_rows(dataset: Dataset, couple: Couple) -> list[FigureRow]:
    one, other = couple
    return [
        replace(
            _joined(row, counterpart),
            quantity=Quantity.of_interval(_part(row, counterpart), "percent"),
            is_computed=True,
        )
        for row, counterpart in ((one, other), (other, one))
    ]


def _part(row: FigureRow, counterpart: FigureRow) -> Interval:
    """A figure in percent of itself and its counterpart together."""
    own, its = row.figure.interval, counterpart.figure.interval
    if row.figure.value == 0:
        return Interval(0, 0)
    # As a part of 1 + counterpart ÷ figure, so that no bound is taken twice.
    return share(Interval(1, 1), Interval(1, 1) + its / own)


def _joined(row: FigureRow, counterpart: FigureRow) -> FigureRow:
    """A row that stands on two figures."""
    return replace(
        row,
        also=(),
        members=(row, counterpart),
        series_break=row.series_break or counterpart.series_break,
        caveats=unique((*row.caveats, *counterpart.caveats)),
        says=(*row.says, *counterpart.says),
        claims=(*row.claims, *counterpart.claims),
        markers=unique((*row.markers, *counterpart.markers)),
    )


def _slope(dataset: Dataset, view: View, rows: list[FigureRow]) -> list[FigureRow]:
    """The first and the last figure of each series that has several.

    A break on the way from one to the other is said of the last.
    """
    ends: dict[int, FigureRow] = {}
    for series in series_of(rows):
        if len(series) > 1:
            breaks = [row.series_break for row in series[1:] if row.series_break]
            ends[id(series[0])] = series[0]
            ends[id(series[-1])] = replace(series[-1], series_break=" ".join(breaks))
    return [ends.get(id(row), row) for row in rows if id(row) in ends or row.is_absent]


def _left_out(row: FigureRow, missing: str) -> FigureRow:
    """A row without its figure: nothing may be computed from it, for the reason given."""
    return replace(row, quantity=None, also=(), missing=missing)


# Chart -> how its rows are computed.
COMPUTED: Mapping[str, Callable[[Dataset, View, list[FigureRow]], list[FigureRow]]] = {
    "index": _index,
    "relative": _relative,
    "shares": _shares,
    "slope": _slope,
}
