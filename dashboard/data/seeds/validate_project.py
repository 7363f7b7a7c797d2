"""The rules of project.toml: two sides that nothing confuses, and headlines that exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.data.seeds.parse import Seeds
from dashboard.errors import Fault, suggest
from dashboard.model.vocabulary import CURRENCIES, THEMES

FILE = "project.toml"


def _sides_are_countries(seeds: Seeds) -> Iterator[Fault]:
    """A figure belongs to a side by the country of its entity."""
    for place, side in seeds.sides:
        entity = seeds.entities.get(side.id)
        if entity is None:
            yield Fault(
                f"{place}: id", f"there is no entity {side.id!r}", suggest(side.id, seeds.entities)
            )
        elif entity.country != side.id:
            yield Fault(
                f"entities.toml [{side.id}]: country",
                f"{side.id} is a side of the project, and its country is {entity.country!r}",
                f'Write country = "{side.id}": claims belong to a side by their country',
            )
        if entity is not None and entity.name != side.name:
            yield Fault(
                f"{place}: name",
                f"{side.id} is {side.name!r} here and {entity.name!r} in entities.toml",
                "Give it one name in both",
            )


def _sides_differ(seeds: Seeds) -> Iterator[Fault]:
    if len(seeds.sides) != 2:
        return
    (_, first), (place, second) = seeds.sides
    for name in ("id", "name", "slug"):
        if getattr(first, name) == getattr(second, name):
            yield Fault(
                f"{place}: {name}",
                f"both sides have {getattr(second, name)!r}",
                "Give each side its own",
            )
    for theme in THEMES:
        colours = [side.colours.get(theme, side.colours["light"]) for side in (first, second)]
        if colours[0] == colours[1]:
            yield Fault(
                f"{place}: colours.{theme}",
                f"both sides are {colours[0]}",
                "Give each side its own colour, light and dark enough to tell apart",
            )


def _headlines(seeds: Seeds) -> Iterator[Fault]:
    for index, name in enumerate(seeds.headlines):
        place = f"{FILE}: headlines.{index}"
        if name not in seeds.metrics:
            yield Fault(place, f"there is no metric {name!r}", suggest(name, seeds.metrics))
        elif name in seeds.headlines[:index]:
            yield Fault(place, f"{name!r} stands there twice", "Remove one")


def _yardsticks(seeds: Seeds) -> Iterator[Fault]:
    """What figures are converted by exists, in a unit that can be one."""
    if seeds.project is None:
        return
    units: dict[str, Callable[[str], bool]] = {
        "person": lambda unit: unit == "count",
        "gdp": lambda unit: unit in CURRENCIES,
        "rate": lambda unit: " per " in unit,
    }
    for name, metric in seeds.project.yardsticks.model_dump().items():
        place = f"{FILE}: yardsticks.{name}"
        if metric and metric not in seeds.metrics:
            yield Fault(place, f"there is no metric {metric!r}", suggest(metric, seeds.metrics))
        elif metric and not units[name](seeds.metrics[metric].unit):
            yield Fault(
                place, f"{metric} is in {seeds.metrics[metric].unit}", "Name another metric"
            )


PROJECT_RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (
    _sides_are_countries,
    _sides_differ,
    _headlines,
    _yardsticks,
)
