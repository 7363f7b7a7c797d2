"""The rules that hold between seeds: names exist, nothing is dead, every absence has its reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from dashboard.data.seeds.ids import claim_id, event_id
from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import (
    ClaimSeed,
    CompanionFigureSeed,
    EventSeed,
    FigureSeed,
    RecordFigureSeed,
)
from dashboard.data.seeds.validate_charts import CHART_RULES
from dashboard.data.seeds.validate_companions import COMPANION_RULES
from dashboard.data.seeds.validate_conflicts import CONFLICT_RULES
from dashboard.data.seeds.validate_duplicates import DUPLICATE_RULES
from dashboard.data.seeds.validate_project import PROJECT_RULES
from dashboard.data.seeds.validate_records import RECORD_RULES
from dashboard.data.seeds.validate_sums import SUM_RULES
from dashboard.errors import Fault, suggest
from dashboard.model.period import Period
from dashboard.model.vocabulary import (
    ADDRESSES,
    CURRENCIES,
    EVERYTHING,
    FORMS,
    OVERVIEWS,
    PAGES,
)

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
DATE_CURE = "Write 2022, 2023-07, 2018/2022 (the earlier one first), 199X or 2017/.."


def _ids(seeds: Seeds) -> Iterator[Fault]:
    """Every id can stand in an address, in a list with commas, and is no other thing's there."""
    taken = {"metrics.toml": OVERVIEWS, "topics.toml": (*PAGES, *ADDRESSES, EVERYTHING)}
    ids = [
        *((f"metrics.toml [{name}]", name) for name in seeds.metrics),
        *((f"topics.toml [{name}]", name) for name in seeds.topics),
        *((f"entities.toml [{name}]", name) for name in seeds.entities),
        *((f"documents/{name}.toml", name) for name in seeds.documents),
        *((f"companions/{name}.toml", name) for name in seeds.companions),
        *((place, name) for name, (place, _, _) in seeds.records.items()),
    ]
    for place, name in ids:
        if not ID.fullmatch(name):
            yield Fault(place, f"{name!r} is no id", "Write letters, digits, hyphens and _ alone")
        elif name in taken.get(place.split(" ")[0], ()):
            yield Fault(place, f"{name!r} is a page or a figure of every project", "Rename it")


def _names(seeds: Seeds) -> Iterator[Fault]:
    """Every name is one of the vocabulary."""
    uses: list[tuple[str, str, str, Collection[str]]] = []
    for place, _, claim in seeds.claims:
        uses += [
            (place, claim.metric, "metric", seeds.metrics),
            (place, claim.entity, "entity", seeds.entities),
        ]
        uses += [(place, claim.against, "entity", seeds.entities)] * bool(claim.against)
    uses += [
        (place, event.actor, "entity", seeds.entities)
        for place, _, event in seeds.events
        if event.actor
    ]
    for name, metric in seeds.metrics.items():
        uses.append((f"metrics.toml [{name}]", metric.topic, "topic", seeds.topics))
        uses += [(f"metrics.toml [{name}]: forms", form, "form", FORMS) for form in metric.forms]
    for place, used, kind, table in uses:
        if used not in table:
            yield Fault(place, f"there is no {kind} {used!r}", suggest(used, table))


def _dates(seeds: Seeds) -> Iterator[Fault]:
    """Every date is one that can be: it has its days, in their order."""
    dated = [(place, "period", claim.period) for place, _, claim in seeds.claims]
    dated += [(place, "date", event.date) for place, _, event in seeds.events]
    dated += [
        (f"documents/{name}.toml", key, getattr(seed, key))
        for name, seed in seeds.documents.items()
        for key in ("published", "original_published")
    ]
    dated += [
        (f"companions/{name}.toml", "published", seed.published)
        for name, seed in seeds.companions.items()
    ]
    dated += [(place, "published", seed.published) for place, _, seed in seeds.records.values()]
    for place, key, text in dated:
        if not text:
            continue
        try:
            Period.parse(text)
        except ValueError as error:
            yield Fault(f"{place}: {key}", str(error), DATE_CURE)


def _money(seeds: Seeds) -> Iterator[Fault]:
    """An amount of money names its currency claim by claim, and nothing else does."""
    for place, _, claim in seeds.claims:
        metric = seeds.metrics.get(claim.metric)
        if metric and (metric.unit in CURRENCIES) != (claim.unit is not None):
            yield Fault(
                f"{place}: unit",
                f"{claim.metric} is in {metric.unit}",
                "An amount names its currency, nothing else a unit",
            )


def _dead(seeds: Seeds) -> Iterator[Fault]:
    """No dead vocabulary: what nothing uses is taken out."""
    claims = [claim for _, _, claim in seeds.claims]
    sides = [side.id for _, side in seeds.sides]
    used = {
        "metric": {claim.metric for claim in claims} | seeds.uncounted,
        "entity": {c.entity for c in claims}
        | {c.against for c in claims}
        | {e.actor for _, _, e in seeds.events},
        "topic": {metric.topic for metric in seeds.metrics.values()},
    }
    tables: dict[str, dict] = {
        "metric": seeds.metrics,
        "entity": seeds.entities,
        "topic": seeds.topics,
    }
    for kind, table in tables.items():
        for name in table:
            if name not in used[kind] and name not in sides:
                yield Fault(
                    f"{_FILES[kind]} [{name}]",
                    "nothing uses it",
                    "Remove it, or enter the claim that does",
                )


def _absences(seeds: Seeds) -> Iterator[Fault]:
    """Each side has a claim of every metric, or a reason why it has none."""
    sides = [side.id for _, side in seeds.sides]
    for name, metric in seeds.metrics.items():
        claimed = {
            seeds.entities[claim.entity].country
            for _, _, claim in seeds.claims
            if claim.metric == name and claim.entity in seeds.entities
        }
        for stranger in [side for side in metric.absent if sides and side not in sides]:
            yield Fault(
                f"metrics.toml [{name}]: absent.{stranger}",
                f"{stranger} is no side of the project",
                suggest(stranger, sides),
            )
        for side in sides if name not in seeds.uncounted else ():
            if side not in claimed and side not in metric.absent:
                yield Fault(
                    f"metrics.toml [{name}]",
                    f"{side} has no claim and no reason",
                    f"Add absent.{side}",
                )
            if side in claimed and side in metric.absent:
                yield Fault(
                    f"metrics.toml [{name}]: absent.{side}",
                    f"{side} has a claim",
                    "Remove the reason",
                )


# What the one mark of a fact says once: claims, and events, of one fact do not differ in it.
OF_A_FACT: dict[type, tuple[str, ...]] = {
    ClaimSeed: ("metric", "entity", "against", "period", "status", "voice", "scope"),
    CompanionFigureSeed: (),
    RecordFigureSeed: (),
    EventSeed: ("title",),
}


def _facts(seeds: Seeds) -> Iterator[Fault]:
    """One fact is one thing wherever it is stated, and the same words are not entered twice."""
    claims = [(place, claim_id(document, seed), seed) for place, document, seed in seeds.claims]
    events = [(place, event_id(document, seed), seed) for place, document, seed in seeds.events]
    for stated in (claims, events):
        yield from _alike(stated)
        seen: dict[str, str] = {}
        for place, id, _ in stated:
            yield from _once(id, place, seen)


def _alike(stated: Sequence[tuple[str, str, FigureSeed | EventSeed]]) -> Iterator[Fault]:
    first: dict[str, tuple[str, FigureSeed | EventSeed]] = {}
    for place, _, seed in stated:
        if not seed.fact:
            continue
        other, before = first.setdefault(seed.fact, (place, seed))
        for field in OF_A_FACT[type(seed)]:
            own, its = getattr(seed, field), getattr(before, field)
            if own != its:
                yield Fault(
                    f"{place}: {field}",
                    f"{own or 'none'!r}, and {its or 'none'!r} at {other}, which is of the same "
                    f"fact {seed.fact!r}",
                    "Give both the same, or two different facts",
                )


def _once(id: str, place: str, seen: dict[str, str]) -> Iterator[Fault]:
    if id in seen:
        yield Fault(place, f"states the same as {seen[id]}", "Remove one")
    seen[id] = place


_FILES = {"metric": "metrics.toml", "entity": "entities.toml", "topic": "topics.toml"}
RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (
    _ids,
    _names,
    _dates,
    _money,
    _dead,
    _absences,
    _facts,
    *CHART_RULES,
    *CONFLICT_RULES,
    *DUPLICATE_RULES,
    *COMPANION_RULES,
    *PROJECT_RULES,
    *RECORD_RULES,
    *SUM_RULES,
)
