"""Whether the charts that a metric lists as fair can draw its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import FigureSeed
from dashboard.errors import Fault
from dashboard.model.vocabulary import CURRENCIES

PLACES = 5  # of a ranking that are drawn
Rule = Callable[[FigureSeed, tuple[int, int]], bool]
# Chart -> which claims it can draw, and in words what these are.
DRAWS: dict[str, tuple[Rule, str]] = {
    "bars": (lambda claim, years: claim.value >= 0, "nothing below zero"),
    "dumbbell": (lambda claim, years: claim.value >= 0, "nothing below zero"),
    "dots": (
        lambda claim, years: claim.value > 0,
        "on its logarithmic axis only what is above zero",
    ),
    "ratio": (
        lambda claim, years: claim.value > 0,
        "on its logarithmic axis only what is above zero",
    ),
    "parts": (lambda claim, years: 0 <= claim.value <= 100, "only parts of 100"),
    "ranks": (
        lambda claim, years: claim.value in range(1, PLACES + 1),
        f"the first {PLACES} places",
    ),
    "deadline": (
        lambda claim, years: years[0] <= claim.value <= years[1],
        "only the years that project.toml names for it",
    ),
}


def _fair_charts(seeds: Seeds) -> Iterator[Fault]:
    years = seeds.project.years.deadline if seeds.project else (0, 9999)
    for place, _, claim in seeds.claims:
        metric = seeds.metrics.get(claim.metric)
        if metric and metric.unit in CURRENCIES and claim.value <= 0:
            yield Fault(
                f"{place}: value",
                "a sum of money stands in the overview of amounts, on a logarithmic axis",
                "Only sums above zero can be entered",
            )
        for form in metric.forms if metric else ():
            can_draw, what = DRAWS.get(form, (None, ""))
            if can_draw and not can_draw(claim, (years[0], years[1])):
                yield Fault(
                    f"{place}: value",
                    f"{claim.metric} lists the chart {form!r}, which draws {what}",
                    f"Correct the value, or take {form!r} out of the metric's forms",
                )


CHART_RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (_fair_charts,)
