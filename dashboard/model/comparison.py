"""The comparability gate: whether two figures may be compared, and what their ratio is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.errors import BadRequest
from dashboard.model.dataset import Metric
from dashboard.model.intervals import Interval
from dashboard.model.row import FigureRow
from dashboard.model.verdict import CARE, LIKE, NEVER, Reason, Verdict
from dashboard.model.vocabulary import LOWER_BOUNDS, UPPER_BOUNDS


class NotComparable(BadRequest):
    """Two figures between which no ratio is drawn; `verdict` has the reasons as codes."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        codes = ", ".join(reason.code for reason in verdict.reasons)
        super().__init__(f"No ratio is drawn between figures that are not comparable ({codes}).")


def judge(metric: Metric, one: FigureRow, other: FigureRow) -> Verdict:
    """The verdict on two rows that each have a figure, `metric` being that of the first."""
    refusals = tuple(dict.fromkeys(_refusals(metric, one, other)))
    if refusals:
        return Verdict(NEVER, refusals)
    cautions = (*_dates(one, other), *_definitions(one, other), *_hedges(one, other))
    return Verdict(CARE, cautions) if cautions else Verdict(LIKE)


def judge_stated(row: FigureRow) -> Verdict:
    """The verdict on a ratio that a document states as such: it is taken over, with care."""
    return Verdict(CARE, (Reason("stated"), *_sureness(row)))


def ratio(metric: Metric, one: FigureRow, other: FigureRow) -> tuple[Interval, Verdict]:
    """`one` divided by `other` with its hedge, and the verdict that goes wherever the ratio goes.

    Raises NotComparable where the two may not be compared: no ratio exists then.
    """
    verdict = judge(metric, one, other)
    if verdict.level == NEVER:
        raise NotComparable(verdict)
    return one.figure.interval / other.figure.interval, verdict


def matched(
    rows: Sequence[FigureRow], sides: tuple[str, str]
) -> Iterator[tuple[FigureRow, FigureRow]]:
    """The rows of the two sides that are set beside each other.

    Of the documents each with each. Of public statistics those of one table, edition and scope,
    for the last period that both have: a series is one comparison, not one a year. A figure of a
    document is set beside one of a table where the sides have one definition.
    """
    first, second = ([row for row in rows if row.side == side] for side in sides)
    for one in first:
        for other in second:
            if not one.is_statistic and not other.is_statistic:
                yield one, other
    latest: dict[tuple[str, str], str] = {}
    couples = counterparts(rows, sides)
    for one, _ in couples:
        key = (one.definition, one.scope)
        latest[key] = max(latest.get(key, ""), one.end)
    for one, other in couples:
        if one.end == latest[one.definition, one.scope]:
            yield one, other
    for one in first:
        for other in second:
            is_mixed = one.is_statistic != other.is_statistic
            is_agreed = one.metric != other.metric and one.definition == other.definition
            if is_mixed and is_agreed:
                yield one, other


def counterparts(
    rows: Sequence[FigureRow], sides: tuple[str, str]
) -> list[tuple[FigureRow, FigureRow]]:
    """The figures of both sides that one table and edition has for one period."""
    first, second = ([row for row in rows if row.side == side] for side in sides)
    return [
        (one, other)
        for one in first
        for other in second
        if one.is_statistic and other.is_statistic and _is_of_one_series(one, other)
    ]


def _is_of_one_series(one: FigureRow, other: FigureRow) -> bool:
    """Whether two figures of the sides come from one table and edition, for one period."""
    return (one.source, one.edition, one.scope, one.locator, one.period) == (
        *(other.source, other.edition, other.scope, other.locator, other.period),
    )


@dataclass(frozen=True)
class Standing:
    """Whose figure is the larger at the end of a series, and since when without exception.

    `larger` are the rows of that side from then on, one a period; `before` is the row of the other
    side in the period just before, None where it was not the larger there, or none was counted.
    """

    larger: tuple[FigureRow, ...]
    before: FigureRow | None


def standing(rows: Sequence[FigureRow], sides: tuple[str, str]) -> Standing | None:
    """Whose figure is the larger, by every period in which one table and edition has both.

    `rows` are figures that may be compared (`judge`). Recounts of one period must agree on whose is
    the larger. None where there are not two such periods, or where the last does not tell.
    """
    couples = sorted(counterparts(rows, sides), key=lambda couple: couple[0].end)
    by_period: dict[str, list[tuple[FigureRow, FigureRow]]] = {}
    for couple in couples:
        by_period.setdefault(couple[0].period, []).append(couple)
    larger = [_larger(of_period) for of_period in by_period.values()]
    if len(larger) < 2 or larger[-1] is None:
        return None
    side = larger[-1].side
    since = next(
        (
            n
            for n in range(len(larger), 0, -1)
            if (row := larger[n - 1]) is None or row.side != side
        ),
        0,
    )
    rows_since = tuple(row for row in larger[since:] if row is not None)
    return Standing(rows_since, larger[since - 1] if since else None)


def _larger(couples: Sequence[tuple[FigureRow, FigureRow]]) -> FigureRow | None:
    """The row that is certainly the larger, the same side's in each of some couples."""
    orders = {one.figure.interval.order(other.figure.interval) for one, other in couples}
    place = {"more": 0, "less": 1}.get(orders.pop()) if len(orders) == 1 else None
    return None if place is None else couples[-1][place]


def _refusals(metric: Metric, one: FigureRow, other: FigureRow) -> Iterator[Reason]:
    if one.definition != other.definition:
        yield Reason("different metrics")
    elif one.collection != other.collection and one.metric == other.metric:
        yield Reason("collections")
    elif one.metric == other.metric and not metric.comparable:
        yield Reason("metric", (metric.comparability,))
    if one.figure.unit != other.figure.unit:
        yield Reason("units", (one.figure.unit, other.figure.unit))
    elif metric.comparable and metric.unit in ("rank", "year"):
        yield Reason("no size", (metric.unit,))
    if not (one.is_above_zero and other.is_above_zero):
        yield Reason("zero")
    if one.is_planned != other.is_planned or (one.is_planned and one.status != other.status):
        yield Reason("statuses", (one.status, other.status))


def _dates(one: FigureRow, other: FigureRow) -> Iterator[Reason]:
    if one.is_undated and other.is_undated:
        yield Reason("both undated")
    elif one.is_undated or other.is_undated:
        yield Reason("one undated")
    elif one.period != other.period:
        yield Reason("years differ")


def _definitions(one: FigureRow, other: FigureRow) -> Iterator[Reason]:
    if one.scope != other.scope:
        yield Reason("scopes", (one.scope, other.scope))
    if one.collection != other.collection:
        yield Reason("two sources")
    elif one.source != other.source and one.is_statistic:
        yield Reason("publishers")
    elif one.edition != other.edition:
        yield Reason("editions", (one.edition, other.edition))
    if one.entity_kind != "country" or other.entity_kind != "country":
        yield Reason("companies")
    yield from dict.fromkeys((*_sureness(one), *_sureness(other)))


def _sureness(row: FigureRow) -> Iterator[Reason]:
    if row.status == "estimate":
        yield Reason("estimate")
    if row.voice != "document":
        yield Reason("voice")
    if row.is_reported:
        yield Reason("reported")


def _hedges(one: FigureRow, other: FigureRow) -> Iterator[Reason]:
    names = {
        **dict.fromkeys(LOWER_BOUNDS, "lower bound"),
        **dict.fromkeys(UPPER_BOUNDS, "upper bound"),
        "~": "approximate",
    }
    hedges = [row.figure.comparator for row in (one, other) if row.figure.comparator in names]
    if hedges:
        kinds = tuple(dict.fromkeys(names[hedge] for hedge in hedges))
        yield Reason("both hedged" if len(hedges) == 2 else "one hedged", kinds)
    if not one.figure.interval.order(other.figure.interval):
        yield Reason("order unknown")


@dataclass(frozen=True)
class Gap:
    """Two figures: the larger, how many times the smaller it is, and the verdict.

    `times` is None where no ratio is drawn.
    """

    larger: FigureRow
    smaller: FigureRow
    times: Interval | None
    verdict: Verdict


def gap(metric: Metric, first: FigureRow, second: FigureRow) -> Gap:
    """How the figures of two sides compare."""
    verdict = judge(metric, first, second)
    if verdict.level == NEVER:
        return Gap(first, second, None, verdict)
    times, _ = ratio(metric, first, second)
    if times.value >= 1:
        return Gap(first, second, times, verdict)
    times, _ = ratio(metric, second, first)
    return Gap(second, first, times, verdict)
