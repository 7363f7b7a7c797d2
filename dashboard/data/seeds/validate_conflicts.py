"""The rules of conflicts.toml: its sides exist, and each belongs to what the conflict is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dashboard.data.seeds.ids import claim_id, event_id
from dashboard.data.seeds.parse import Seeds
from dashboard.errors import Fault, suggest


def belongings(seeds: Seeds) -> dict[str, frozenset[str]]:
    """Id of a claim or event -> what a conflict may be about that it is a side of.

    Of a claim its metric, its fact and its topic; of an event its fact.
    """
    owned = {}
    for _, document, claim in seeds.claims:
        metric = seeds.metrics.get(claim.metric)
        topic = metric.topic if metric else ""
        owned[claim_id(document, claim)] = frozenset({claim.metric, claim.fact, topic} - {""})
    for _, document, event in seeds.events:
        owned[event_id(document, event)] = frozenset({event.fact} - {""})
    return owned


def _sides(seeds: Seeds) -> Iterator[Fault]:
    """Every side is a claim or event that the conflict is about; every subject has one."""
    owned = belongings(seeds)
    known = {name for names in owned.values() for name in names}
    for place, seed in seeds.conflicts:
        for name in seed.about:
            if name not in known:
                yield Fault(f"{place}: about", f"nothing is called {name!r}", suggest(name, known))
        for side in seed.sides:
            if side not in owned:
                alike = [id for id in owned if id.startswith(side.rpartition("-")[0])]  # its words
                cure = suggest(side, alike or owned)  # have changed, and nothing else
                yield Fault(place, f"there is no claim or event {side!r}", cure)
            elif not owned[side] & set(seed.about):
                yield Fault(
                    place,
                    f"{side!r} is about {' and '.join(sorted(owned[side])) or 'no fact'}, "
                    f"not about {' or '.join(seed.about)}",
                    "Name another side, or what it is about",
                )
        bare = set(seed.about) & known - {
            name for side in seed.sides for name in owned.get(side, ())
        }
        for name in sorted(bare) if seed.sides else ():
            yield Fault(f"{place}: about", f"no side is about {name!r}", "Remove it, or add a side")


def _passages(seeds: Seeds) -> Iterator[Fault]:
    """Every passage stands in a document that there is."""
    for place, seed in seeds.conflicts:
        for passage in seed.passages:
            known: Mapping[str, object] = (
                seeds.documents if passage.line is not None else seeds.companions
            )
            if passage.document not in known:
                yield Fault(
                    f"{place}: passages",
                    f"there is no document {passage.document!r}",
                    suggest(passage.document, known) if known else "Name a document",
                )


def _titles(seeds: Seeds) -> Iterator[Fault]:
    """No conflict is told twice."""
    seen: dict[str, str] = {}
    for place, seed in seeds.conflicts:
        if seed.title in seen:
            yield Fault(place, f"{seed.title!r} stands at {seen[seed.title]} too", "Remove one")
        seen[seed.title] = place


CONFLICT_RULES = (_sides, _passages, _titles)
