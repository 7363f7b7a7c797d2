"""The rules of metrics that are counted from records: their metric, their unit, their countries."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.data.records.measures import parse
from dashboard.data.seeds.parse import Seeds
from dashboard.errors import Fault, suggest
from dashboard.model.vocabulary import CURRENCIES


def _metrics(seeds: Seeds) -> Iterator[Fault]:
    """What is counted is a metric, in the unit that its measure has."""
    for place, name, seed in seeds.records.values():
        metric = seeds.metrics.get(name)
        if metric is None:
            yield Fault(place, f"there is no metric {name!r}", suggest(name, seeds.metrics))
            continue
        measure = parse(seed.measure)
        if measure.units is not None and metric.unit not in measure.units:
            yield Fault(
                f"{place}: measure",
                f"{name} is in {metric.unit}, and {measure.kind} gives {measure.units[0]}",
                "Name another measure, or mend the unit of the metric",
            )
        if (metric.unit in CURRENCIES) != (seed.currency is not None):
            yield Fault(
                f"{place}: currency",
                f"{name} is in {metric.unit}",
                "A sum of money names its currency, nothing else one",
            )


def _timings(seeds: Seeds) -> Iterator[Fault]:
    """Figures are counted by year."""
    for place, name, _ in seeds.records.values():
        metric = seeds.metrics.get(name)
        if metric is not None and metric.timing not in ("", "year"):
            yield Fault(
                place,
                f"figures are by year, and {name} is {metric.timing}",
                'Write timing = "year"',
            )


RECORD_RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (_metrics, _timings)
