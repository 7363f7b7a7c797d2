"""Where a value stands, in words: footnotes, places, documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dashboard.model.dataset import Source
from dashboard.text.chart_words import NO_DATE
from dashboard.text.formatting import marker, period, quantities, quantity
from dashboard.text.names import capitalised


def published(source: Source) -> str:
    """When the document was published, in words; "" where that is unknown."""
    return period(source.published, source.published_basis) if source.published else ""


# What a licence asks beyond naming the source, and where a table was read.
TERMS = {
    "NC": "not for commercial use",
    "ND": "no derivatives",
    "quoted": "no open licence, quoted with attribution",
}
READINGS = {
    "publisher": "",
    "redistributed": "redistributed by {via}",
    "reported": "as others report it",
}
FEW = 6  # figures of one place in a table that a footnote names one by one
MIXED = "a document beside a public statistic"  # of a pair of one each
# The legend word of every figure of a table.
STATISTIC = {"companions": "public statistic", "records": "counted from records"}


def line_locator(line: int) -> str:
    """A line of a document's text as a place."""
    return f"line {line}"


def located(title: str, locator: str) -> str:
    """A document or table and the place in it, said once where the title ends in it."""
    return title if title.endswith(locator) else f"{title}, {locator}"


def credited(place: str, work: str) -> str:
    """A place after the work that is cited there: "A report (Institute, 2024), cited in …".

    Whoever counted comes before whoever handed it on.
    """
    return f"{work}, cited in {place}" if work else place


def shared_work(sources: Sequence[Source]) -> str:
    """The work that is cited for all of some sources; "" where it is not one for all."""
    works = {source.cites for source in sources}
    return works.pop() if len(works) == 1 else ""


def place_of(title: str, row: Mapping[str, Any]) -> str:
    """Where a claim or an event stands: what is cited for it, its document or table, the place."""
    locator = row.get("locator") or line_locator(int(row["line"]))
    return credited(located(title, locator), row.get("cites", ""))


def source_sentence(source: Source) -> str:
    """What the document itself cites, the document, its date, and the place in it.

    Of a table publisher, edition, licence and where it was read too.
    """
    if source.is_statistic:
        return _table_sentence(source)
    return f"{credited(dated_place(source), source.cites)}."


def dated_place(source: Source) -> str:
    """A document with its date, and the place in it."""
    return located(f"{source.title} ({published(source) or 'undated'})", source.locator)


def edition_words(edition: str) -> str:
    """The edition or vintage of a table: "2024 edition", "2026 edition, as first issued"."""
    if not edition[:4].isdigit():
        return edition
    year, comma, rest = edition.partition(",")
    return f"{year} edition{comma}{rest}"


def licence_words(licence: str, terms: Iterable[str]) -> str:
    """A licence with what it asks, in words: "CC BY-NC 4.0, not for commercial use"."""
    return ", ".join(filter(None, (licence, *(TERMS[term] for term in terms))))


def _table_sentence(source: Source) -> str:
    is_named = source.publisher in source.title
    title = source.title if is_named else f"{source.publisher}, {source.title}"
    parts = (
        f"{title} ({published(source)})" if source.published else title,
        "" if source.title.endswith(source.locator) else source.locator,
        edition_words(source.edition),
        READINGS[source.reading].format(via=source.via),
        f"read {period(source.read)}",
    )
    about = licence_words(source.licence, source.terms)
    return f"{', '.join(filter(None, parts))} ({STATISTIC[source.collection]}; {about})."


def source_value(source: Source) -> str:
    """What stands there: the hedged figure, or the event with the date that stands there."""
    if 1 < source.count <= FEW:
        return "; ".join(map(quantity, source.quantities))
    if source.count > 1:
        first, last = source.periods
        span = period(first) if first == last else f"{period(first)} to {period(last)}"
        return f"{source.count} figures, {span}"
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
    return [
        f"{marker([source.marker])} {capitalised(source_sentence(source))}" for source in sources
    ]


def footnotes(sources: Sequence[Source], apart: str = "") -> list[str]:
    """One line a place in a document: numbers and hedged values that stand there, place, caveat.

    Without a caveat that is said `apart`.
    """
    by_place: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        by_place.setdefault((source_sentence(source), source.caveat), []).append(source)
    return [
        f"{marker([source.marker for source in group])} "
        f"{'; '.join(dict.fromkeys(map(source_value, group)))}: {sentence} "
        f"{'' if caveat == apart else caveat}".strip()
        for (sentence, caveat), group in by_place.items()
    ]


def documents(sources: Sequence[Source]) -> str:
    """The documents and tables of some sources, each once, with its date and what it cites."""
    return _joined(sources, lambda source: f"{source.title} ({dated_source(source)})")


def dated_source(source: Source) -> str:
    """When it was published; of a table without a date its edition, or when it was read."""
    if not source.is_statistic or source.published:
        return published(source) or "undated"
    return edition_words(source.edition) or f"read {period(source.read)}"


def counted_by(sources: Sequence[Source], timing: str) -> str:
    """Who counted, in how many editions, and whether all that was before is in each figure.

    "Epoch AI, cumulative", "Stanford HAI, 5 editions".
    """
    editions: dict[str, set[str]] = {}
    for source in sources:
        editions.setdefault(source.publisher or source.title, set()).add(source.edition)
    who = "; ".join(
        f"{publisher}, {len(known)} editions" if len(known) > 1 else publisher
        for publisher, known in editions.items()
    )
    return f"{who}, {timing}" if timing == "cumulative" else who


def titles(sources: Sequence[Source]) -> str:
    """The documents and tables of some sources, each once, with what it cites for all of them."""
    return _joined(sources, lambda source: source.title)


def _joined(sources: Sequence[Source], name: Callable[[Source], str]) -> str:
    """The names of some sources, each once, after the work that is cited for all of one name."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        groups.setdefault(name(source), []).append(source)
    return "; ".join(credited(title, shared_work(group)) for title, group in groups.items())
