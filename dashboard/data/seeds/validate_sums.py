"""The rules of derived.toml: every sum can be done, on one fact a name, and says something."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from math import isfinite
from string import Formatter

from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import FigureSeed, SumFigureSeed, SumSeed
from dashboard.errors import BadRequest, Fault, suggest
from dashboard.model.expressions import RULE, Expression, parse
from dashboard.model.intervals import Interval


def is_meant(
    figure: SumFigureSeed,
    collection: str,
    metric: str,
    entity: str,
    currency: str | None,
    period: str,
) -> bool:
    """Whether a name in a sum stands for a claim of this collection, metric, entity and so on."""
    return (
        collection == figure.collection
        and metric == figure.metric
        and figure.entity in (None, entity)
        and figure.currency in (None, currency)
        and figure.period in (None, period)
    )


def _once(seeds: Seeds) -> Iterator[Fault]:
    ids = [(place, sum_.id) for place, sum_ in seeds.sums]
    texts = [(place, refused.sum) for place, refused in seeds.refused]
    for entries in (ids, texts):
        seen: dict[str, str] = {}
        for place, name in entries:
            if name in seen:
                yield Fault(place, f"{name!r} stands at {seen[name]} too", "Remove or rename one")
            seen[name] = place


def _sums(seeds: Seeds) -> Iterator[Fault]:
    for place, sum_ in seeds.sums:
        yield from _formula(place, sum_)
        expression = yield from _expression(place, sum_)
        bounds: dict[str, Interval] = {}
        for name, figure in sum_.figures.items():
            claims = yield from _claims(seeds, f"{place}: figures.{name}", figure)
            if claims:
                bounds[name] = _bounds(claims[0])
        if expression is not None and bounds.keys() == sum_.figures.keys():
            yield from _result(place, expression, bounds)


def _formula(place: str, sum_: SumSeed) -> Iterator[Fault]:
    """The formula shows every figure, and nothing else stands in braces."""
    where = f"{place}: formula"
    try:
        fields = [part[1:] for part in Formatter().parse(sum_.formula) if part[1] is not None]
    except ValueError as error:
        yield Fault(where, f"its braces do not match: {error}", "Write {name} for each figure")
        return
    for name, format_, conversion in fields:
        if format_ or conversion:
            yield Fault(where, f"{{{name}}} has a format of its own", "Write the name alone")
    yield from _same_names(where, {str(name) for name, *_ in fields}, sum_)


def _expression(place: str, sum_: SumSeed) -> Generator[Fault, None, Expression | None]:
    """The expression, where it is one over the names of the figures; else None."""
    where = f"{place}: computes"
    try:
        expression = parse(sum_.computes)
    except BadRequest as error:
        yield Fault(where, str(error), RULE)
        return None
    faults = list(_same_names(where, expression.names, sum_))
    yield from faults
    return None if faults else expression


def _same_names(where: str, names: set[str] | frozenset[str], sum_: SumSeed) -> Iterator[Fault]:
    for name in sorted(names - sum_.figures.keys()):
        yield Fault(where, f"there is no figure {name!r}", suggest(name, sum_.figures))
    for name in sorted(sum_.figures.keys() - names):
        yield Fault(where, f"it does not use {name!r}", f"Use figures.{name}, or remove it")


def _claims(
    seeds: Seeds, place: str, figure: SumFigureSeed
) -> Generator[Fault, None, list[FigureSeed]]:
    """The claims that a name stands for, all of one fact in one unit; none where it has a fault."""
    for kind, name, table in (
        ("metric", figure.metric, seeds.metrics),
        ("entity", figure.entity, seeds.entities),
    ):
        if name is not None and name not in table:
            yield Fault(f"{place}.{kind}", f"there is no {kind} {name!r}", suggest(name, table))
            return []
    claims = [
        (claim.fact or where, claim)
        for where, _, claim in sorted(
            seeds.claims, key=lambda item: (item[1], item[2].line or 0, item[2].period)
        )
        if is_meant(figure, claim.collection, claim.metric, claim.entity, claim.unit, claim.period)
    ]
    if not claims:
        yield Fault(place, "finds no claim", _found(seeds, figure.metric))
    elif len({fact for fact, _ in claims}) > 1:
        yield Fault(place, f"finds {len({fact for fact, _ in claims})} facts", _NARROW)
    elif len({claim.unit for _, claim in claims}) > 1:
        yield Fault(place, "finds one amount in several currencies", "Name its currency")
    else:
        return [claim for _, claim in claims]
    return []


def _found(seeds: Seeds, metric: str) -> str:
    """A cure where nothing was found: what there is of the metric."""
    known = dict.fromkeys(
        ", ".join(filter(None, (claim.entity, claim.unit, claim.period)))
        for _, _, claim in seeds.claims
        if claim.metric == metric
    )
    return f"There are of {metric}: {'; '.join(known) or 'none'}"


def _result(place: str, expression: Expression, bounds: dict[str, Interval]) -> Iterator[Fault]:
    where = f"{place}: computes"
    try:
        result = expression.evaluate(bounds)
    except BadRequest as error:
        yield Fault(where, str(error).rstrip("."), "Compute something else")
        return
    if not result.comparator:
        yield Fault(where, "the hedges leave nothing to say of the result", "Remove the sum")
    elif not isfinite(result.value):
        yield Fault(where, "the result is too large to write", "Compute something else")


def _bounds(claim: FigureSeed) -> Interval:
    return Interval.of(claim.value, claim.comparator, claim.upper).amount()


_NARROW = "Name entity, currency or period, so that one fact is left"
SUM_RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (_once, _sums)
