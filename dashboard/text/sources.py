"""Where a value stands, in words: footnotes, places, documents."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.model.dataset import Source
from dashboard.text.chart_words import NO_DATE
from dashboard.text.formatting import marker, period, quantities


def published(source: Source) -> str:
    """When the document was published, in words; "" where that is unknown."""
    return period(source.published, source.published_basis) if source.published else ""


def source_sentence(source: Source) -> str:
    """The document, its date, the line, and what the document itself cites."""
    citing = f", citing {source.cites}" if source.cites else ""
    return f"{source.title} ({published(source) or 'undated'}), line {source.line}{citing}."


def source_value(source: Source) -> str:
    """What stands there: the hedged figure, or the event with the date that stands there."""
    if source.quantity:
        return quantities(source.quantity, source.also)
    return f"{source_date(source)}: {source.event}"


def source_date(source: Source) -> str:
    """The date that the document of a source gives an event."""
    return source.date_words or date_words(source.period, source.period_basis, source.is_deadline)


def date_words(edtf: str, basis: str, is_deadline: bool = False) -> str:
    """When an event was or is to be; "no date" where its document gives none."""
    return period(edtf, basis, is_deadline) if edtf else NO_DATE


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
