"""Where a value stands, in words: footnotes, places, documents."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.model.dataset import Source
from dashboard.text.formatting import marker, period, quantities


def published(source: Source) -> str:
    """When the document was published, in words; "" where that is unknown."""
    return period(source.published, source.published_basis) if source.published else ""


def source_sentence(source: Source) -> str:
    """The document, its date, the line, and what the document itself cites."""
    citing = f", citing {source.cites}" if source.cites else ""
    return f"{source.title} ({published(source) or 'undated'}), line {source.line}{citing}."


def source_value(source: Source) -> str:
    """What stands there: the hedged figure, or the title of the event."""
    return quantities(source.quantity, source.also) if source.quantity else source.event


def places(sources: Sequence[Source]) -> list[str]:
    """One line a source without value and caveat, where space is short."""
    return [f"{marker([source.marker])} {source_sentence(source)}" for source in sources]


def footnotes(sources: Sequence[Source]) -> list[str]:
    """One line a place in a document: numbers and hedged values that stand there, place, caveat."""
    by_place: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        by_place.setdefault((source_sentence(source), source.caveat), []).append(source)
    return [
        f"{marker([source.marker for source in group])} "
        f"{'; '.join(dict.fromkeys(map(source_value, group)))}: {sentence} {caveat}".strip()
        for (sentence, caveat), group in by_place.items()
    ]


def documents(sources: Sequence[Source]) -> str:
    """The documents of some sources, each once, with its date."""
    return "; ".join(
        dict.fromkeys(f"{source.title} ({published(source) or 'undated'})" for source in sources)
    )


def titles(sources: Sequence[Source]) -> str:
    """The titles of the documents of some sources, each once."""
    return ", ".join(dict.fromkeys(source.title for source in sources))
