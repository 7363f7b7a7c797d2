"""Where documents and public statistics meet, in words: what each says, with its source."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.model.dataset import Source
from dashboard.model.project import Project
from dashboard.text.labels import Mark, short_places
from dashboard.text.names import capitalised, in_sentence, stop
from dashboard.text.sources import READINGS, edition_words, located


def stated(marks: Sequence[Mark], project: Project) -> str:
    """What the documents say for each side: "At least 240 for China (…); no figure for …"."""
    return stop(capitalised("; ".join(_stated(mark, project) for mark in marks)))


def _stated(mark: Mark, project: Project) -> str:
    name = in_sentence(mark.row.name, project)
    if mark.row.is_absent:
        return f"no figure for {name} ({mark.words.missing})"
    places = "; ".join(short_places([mark]))
    return f"{mark.words.figure} for {name} ({mark.words.detail}; {places})"


def counted(couples: Sequence[tuple[Mark, Mark]], project: Project) -> str:
    """What public statistics say for both sides, a clause a table and edition."""
    return stop(capitalised("; ".join(_counted(couple, project) for couple in couples)))


def _counted(couple: tuple[Mark, Mark], project: Project) -> str:
    figures = " and ".join(
        f"{mark.words.figure} for {in_sentence(mark.row.name, project)}" for mark in couple
    )
    [where] = dict.fromkeys(_table(source) for mark in couple for source in mark.sources)
    return f"{figures} ({couple[0].words.when}; {where})"


def _table(source: Source) -> str:
    """A table, its publisher and edition, the place in it, and whether others report it."""
    publisher = "" if source.publisher in source.title else source.publisher
    reading = READINGS["reported"] if source.reading == "reported" else ""
    place = located(source.title, source.locator)
    parts = (publisher, place, edition_words(source.edition), reading)
    return ", ".join(filter(None, parts))
