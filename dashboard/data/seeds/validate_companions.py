"""The rules of public statistics, and of what time and size mean to a metric."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import CompanionFigureSeed
from dashboard.errors import Fault, suggest
from dashboard.model.vocabulary import IN_PROPORTION_UNITS, STATISTICS

OVER_TIME = ("line", "index", "relative", "shares", "slope")  # charts that need to know the time


def _series(seeds: Seeds) -> Iterator[Fault]:
    """No series names an entity twice, or a figure of one period twice."""
    seen: dict[tuple[str, ...], str] = {}
    for place, document, claim in seeds.claims:
        if isinstance(claim, CompanionFigureSeed):
            key = (
                *(document, claim.metric, claim.entity, claim.period, claim.scope, claim.edition),
                *(claim.locator, claim.unit or ""),
            )
            if key in seen:
                yield Fault(
                    f"{place}: values",
                    f"states {claim.metric} of {claim.entity} in {claim.period} twice "
                    f"(also at {seen[key]})",
                    "Remove one, or give one another scope, edition or locator",
                )
            seen[key] = place


def _proportions(seeds: Seeds) -> Iterator[Fault]:
    """Counts and money say whether they may be set in proportion, and nothing else does."""
    for name, metric in seeds.metrics.items():
        place = f"metrics.toml [{name}]"
        has_size = metric.unit in IN_PROPORTION_UNITS
        if metric.per and not has_size:
            yield Fault(
                f"{place}: per", f"a figure in {metric.unit} has no size to set", "Remove it"
            )
        elif metric.no_per == "unit" or (metric.no_per and metric.per):
            yield Fault(f"{place}: no_per", "says what is said elsewhere", "Remove it")
        elif has_size and not metric.per and not metric.no_per:
            yield Fault(
                place,
                "does not say whether it may be set in proportion",
                'Add per = ["person", "gdp"], or no_per with the reason',
            )


def _timings(seeds: Seeds) -> Iterator[Fault]:
    """A metric that is charted over time says what its figures are of."""
    for name, metric in seeds.metrics.items():
        over_time = [form for form in metric.forms if form in OVER_TIME]
        if over_time and not metric.timing:
            yield Fault(
                f"metrics.toml [{name}]",
                f"lists the chart {over_time[0]!r} and has no timing",
                'Add timing: "year", "cumulative" or "date"',
            )


def _agreements(seeds: Seeds) -> Iterator[Fault]:
    """A metric agrees with another one that exists, in its unit."""
    for name, metric in seeds.metrics.items():
        if not metric.agrees_with:
            continue
        place = f"metrics.toml [{name}]: agrees_with"
        other = seeds.metrics.get(metric.agrees_with)
        if other is None or other is metric:
            others = [known for known in seeds.metrics if known != name]
            yield Fault(
                place,
                f"there is no other metric {metric.agrees_with!r}",
                suggest(metric.agrees_with, others),
            )
        elif other.unit != metric.unit:
            yield Fault(
                place, f"{metric.agrees_with} is in {other.unit}, not {metric.unit}", "Remove it"
            )


def _meetings(seeds: Seeds) -> Iterator[Fault]:
    """A metric stands beside one that public statistics have, and says why they are unlike."""
    of_tables = {
        claim.metric for _, _, claim in seeds.claims if claim.collection in STATISTICS
    } | seeds.uncounted
    for name, metric in seeds.metrics.items():
        place = f"metrics.toml [{name}]"
        if metric.beside and (metric.beside not in of_tables or metric.beside == name):
            yield Fault(
                f"{place}: beside",
                f"no table has figures of another metric {metric.beside!r}",
                suggest(metric.beside, sorted(of_tables - {name})),
            )
            continue
        other = seeds.metrics.get(metric.beside)
        agrees = other is not None and other.agrees_with == name
        if metric.beside and not agrees and not metric.unlike:
            yield Fault(
                place,
                f"stands beside {metric.beside}, and does not say why the two are not the same",
                "Add unlike, a sentence",
            )
        elif metric.unlike and (agrees or not metric.beside):
            yield Fault(
                f"{place}: unlike", "says how it differs from nothing that differs", "Remove it"
            )


COMPANION_RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (
    _series,
    _proportions,
    _timings,
    _agreements,
    _meetings,
)
