"""The rules against what stands twice, and against documents that state nothing."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import CompanionSeed, DocumentSeed
from dashboard.errors import Fault


def _twice(entries: Iterable[tuple[str, Hashable, str]]) -> Iterator[Fault]:
    """Of places, keys and what these are: each key that has stood before."""
    seen: dict[Hashable, str] = {}
    for place, key, what in entries:
        if key in seen:
            yield Fault(place, f"{what} stands at {seen[key]} too", "Remove or change one")
        else:
            seen[key] = place


def _tables(seeds: Seeds) -> Iterator[Fault]:
    """No conflict, event or dismissal is entered twice, and no text by two documents."""
    yield from _twice((place, seed.title, "its title") for place, seed in seeds.conflicts)
    yield from _twice(
        (place, (document, seed.line, seed.title, seed.says), "the same event")
        for place, document, seed in seeds.events
    )
    for name, document in seeds.documents.items():
        yield from _twice(
            (f"documents/{name}.toml: dismissed.{number}", repr(rule), "the same rule")
            for number, rule in enumerate(document.dismissed)
        )
    for field in ("file", "sha256"):
        yield from _twice(
            (f"documents/{name}.toml: {field}", getattr(document, field), f"its {field}")
            for name, document in seeds.documents.items()
        )
    sources: dict[str, Mapping[str, DocumentSeed | CompanionSeed]] = {
        "documents": seeds.documents,
        "companions": seeds.companions,
    }
    yield from _twice(
        (f"{folder}/{name}.toml: short", source.short, "its short")
        for folder, files in sources.items()
        for name, source in files.items()
    )
    yield from _twice(
        (f"{folder}/{name}.toml", name, "a source of that id")
        for folder, files in sources.items()
        for name in files
    )


def _titles(seeds: Seeds) -> Iterator[Fault]:
    """No two pages, figures or entities of one kind are called the same."""
    yield from _twice(
        (f"topics.toml [{name}]", topic.title, "its title") for name, topic in seeds.topics.items()
    )
    yield from _twice(
        (f"metrics.toml [{name}]", metric.title, "its title")
        for name, metric in seeds.metrics.items()
    )
    yield from _twice(
        (f"entities.toml [{name}]", (entity.name, entity.kind), "its name")
        for name, entity in seeds.entities.items()
    )


def _lists(seeds: Seeds) -> Iterator[Fault]:
    """No list names a thing twice."""
    lists = [(f"metrics.toml [{name}]: forms", seed.forms) for name, seed in seeds.metrics.items()]
    lists += [(f"{place}: sides", seed.sides) for place, seed in seeds.conflicts]
    lists += [(f"{place}: about", seed.about) for place, seed in seeds.conflicts]
    lists += [
        (f"{place}: passages", [passage.says for passage in seed.passages])
        for place, seed in seeds.conflicts
    ]
    lists += [
        (f"documents/{name}.toml: authors", seed.authors) for name, seed in seeds.documents.items()
    ]
    for place, names in lists:
        for name in dict.fromkeys(names):
            if names.count(name) > 1:
                yield Fault(place, f"{name!r} stands there twice", "Remove one")


def _empty_documents(seeds: Seeds) -> Iterator[Fault]:
    """Every document states something."""
    stating = {document for _, document, _ in (*seeds.claims, *seeds.events)}
    for name, document in seeds.documents.items():
        if name not in stating and not document.claim and not document.event:
            yield Fault(
                f"documents/{name}.toml",
                "holds neither a [[claim]] nor an [[event]]",
                "Enter what the document states, or remove the file",
            )
    for name, companion in seeds.companions.items():
        if name not in stating and not companion.series:
            yield Fault(
                f"companions/{name}.toml",
                "holds no [[series]]",
                "Enter what the table states, or remove the file",
            )


DUPLICATE_RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (
    _tables,
    _titles,
    _lists,
    _empty_documents,
)
