"""The columns of tables about a figure: in the CSV, in the workbook and on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from typing import Any

from dashboard.model.dataset import Source
from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.text.codes import VOICES
from dashboard.text.labels import NOBODY, Mark, mark_places, pair_names
from dashboard.text.names import capitalised
from dashboard.text.sources import licence_words


@dataclass(frozen=True)
class Column:
    """One column: its name in a CSV, its head for readers, its width in letters, its cell.

    A head may hold {first} and {second}, the names of the sides.
    """

    name: str
    head: str
    width: int
    cell: Callable[[Mark, Project], Any]


def _of_row(field: str) -> Callable[[Mark, Project], Any]:
    return lambda mark, project: getattr(mark.row, field)


def _of_words(field: str) -> Callable[[Mark, Project], Any]:
    return lambda mark, project: getattr(mark.words, field)


def _end(row: FigureRow, end: str) -> float | None:
    """An end of what is drawn; None where it is open."""
    holder = row.times if row.times is not None else row.quantity
    number = None if holder is None else float(getattr(holder, end))
    return None if number is None or number != number or abs(number) == inf else number


def _source(mark: Mark) -> Source:
    """The source of the event that a mark shows under its own date."""
    return next(source for source in mark.sources if source.claim == mark.row.events[0])


def _cites(mark: Mark, project: Project) -> str:
    """What the documents behind a mark cite for it, each once."""
    return "; ".join(dict.fromkeys(source.cites for source in mark.sources if source.cites))


def _pair_names(mark: Mark, project: Project) -> str:
    return capitalised(pair_names(mark.row, project))


def _licence(mark: Mark, project: Project) -> str:
    """The licences of the tables behind a mark, each with what it asks."""
    licences = (
        licence_words(source.licence, source.terms)
        for source in mark.sources
        if source.is_statistic
    )
    return "; ".join(dict.fromkeys(licences))


def _made(mark: Mark, project: Project) -> str:
    return "computed" if mark.row.is_computed else "stated"


# What a table asks for -> the column.
COLUMNS: dict[str, Column] = {
    # Whose and of what
    "fact": Column("fact", "Fact", 30, _of_row("fact")),
    "metric": Column("metric", "Metric", 30, _of_row("metric")),
    "title": Column("title", "What", 40, _of_row("title")),
    "pair": Column("title", "Pair", 40, _of_row("title")),
    "topic": Column("topic", "Topic", 22, _of_row("topic")),
    "topic_title": Column("topic_title", "Topic", 22, _of_row("topic_title")),
    "entity": Column("entity", "Entity", 24, _of_row("entity")),
    "name": Column("name", "Who", 24, _of_row("name")),
    "sides": Column("name", "Who", 24, _pair_names),
    "kind": Column("kind", "Kind", 12, _of_row("entity_kind")),
    "country": Column("country", "Country", 12, _of_row("country")),
    "against": Column("against", "Against", 24, _of_row("against")),
    "actor": Column("actor", "Actor", 24, _of_row("entity")),
    "actor_name": Column("actor_name", "Who", 24, lambda mark, project: mark.row.name or NOBODY),
    "event_kind": Column("kind", "Kind", 12, _of_row("event_kind")),
    # How much
    "value": Column("value", "Value", 18, _of_row("value")),
    "times": Column("times", "{first} (or one of its own) ÷ its counterpart", 14, _of_row("value")),
    "comparator": Column("comparator", "Hedge", 8, _of_row("comparator")),
    "low": Column("low", "Low", 18, lambda mark, project: _end(mark.row, "low")),
    "high": Column("high", "High", 18, lambda mark, project: _end(mark.row, "high")),
    "unit": Column("unit", "Unit", 12, _of_row("unit")),
    "text": Column("text", "Figure in words", 34, _of_words("figure")),
    "times_text": Column("text", "{first} ÷ {second}, or one of each", 34, _of_words("figure")),
    "figures": Column("figures", "Figures in words", 60, _of_words("label")),
    "figure_or_reason": Column(
        "figure",
        "Figure",
        34,
        lambda mark, project: mark.words.figure or f"no figure: {mark.words.missing}",
    ),
    "label": Column("label", "Label", 60, _of_words("label")),
    "made": Column("made", "Computed or stated", 12, _made),
    "verdict": Column("verdict", "Verdict", 50, _of_words("verdict")),
    "remark": Column("remark", "How sure", 30, _of_words("remark")),
    "verdict_note": Column("note", "Reason", 50, _of_words("verdict")),
    # When, and how sure
    "period": Column("period", "Period", 18, _of_row("period")),
    "period_text": Column("period_text", "When", 22, _of_words("when")),
    "date": Column("date", "Date", 18, _of_row("period")),
    "date_basis": Column("date_basis", "Basis", 12, _of_row("period_basis")),
    "start": Column("start", "From", 12, _of_row("start")),
    "end": Column("end", "To", 12, _of_row("end")),
    "sentence": Column("sentence", "When", 22, _of_words("detail")),
    "when": Column("when", "When", 22, _of_words("when")),
    "undated": Column("undated", "Undated", 9, _of_row("is_undated")),
    "planned": Column("planned", "Planned", 9, _of_row("is_planned")),
    "status": Column("status", "Status", 12, _of_row("status")),
    "voice": Column("voice", "Voice", 12, _of_row("voice")),
    "voice_words": Column(
        "voice", "Stated by", 12, lambda mark, project: VOICES.get(mark.row.voice, "")
    ),
    "scope": Column("scope", "What was counted", 30, _of_row("scope")),
    # Why there is none, and where it stands
    "missing": Column("missing", "No figure because", 18, _of_words("missing")),
    "note": Column("note", "Reason", 50, _of_row("note")),
    "caveat": Column("caveat", "Caveat", 50, lambda mark, project: mark.caveat),
    "caveat_or_note": Column(
        "caveat", "Caveat", 50, lambda mark, project: mark.caveat or mark.row.note
    ),
    "says": Column("says", "In the document", 40, lambda mark, project: mark.quotes),
    "words": Column("says", "In the document", 40, lambda mark, project: "; ".join(mark.row.says)),
    "document": Column("document", "Document", 24, lambda mark, project: _source(mark).document),
    "line": Column("line", "Line", 8, lambda mark, project: _source(mark).line),
    "cites": Column("cites", "Cites", 30, _cites),
    "source": Column("source", "Source", 40, lambda mark, project: mark_places(mark)),
    "collection": Column("collection", "Collection", 12, _of_row("collection")),
    "edition": Column("edition", "Edition", 14, _of_row("edition")),
    "locator": Column("locator", "Place", 24, _of_row("locator")),
    "reading": Column("reading", "Read in", 14, _of_row("reading")),
    "licence": Column("licence", "Licence", 24, _licence),
    "markers": Column(
        "markers",
        "Footnotes",
        10,
        lambda mark, project: ",".join(map(str, mark.row.markers)),
    ),
    "claims": Column("claims", "Claims", 30, lambda mark, project: " ".join(mark.row.claims)),
    "event": Column("event", "Event", 30, lambda mark, project: mark.row.events[0]),
    "events": Column("events", "Events", 30, lambda mark, project: " ".join(mark.row.events)),
}


def head(column: Column, project: Project) -> str:
    """The head of a column for readers."""
    first, second = project.sides
    return capitalised(column.head.format(first=first.in_sentence, second=second.in_sentence))
