"""The kinds of rows: which fields they fill, how one is described, and its columns in tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.text.labels import (
    RowWords,
    claim_words,
    coverage_words,
    event_words,
    pair_words,
    titled_claim_words,
)


@dataclass(frozen=True)
class RowKind:
    """One kind of rows: which fields of FigureRow they fill, and how one is described.

    `columns` and `sheet` are the columns of the CSV and of the workbook, by their names in
    `text.columns`; `table` those of the table on the page.
    """

    name: str
    fields: tuple[str, ...]
    describe: Callable[[FigureRow, Project], RowWords]
    columns: tuple[str, ...]
    sheet: tuple[str, ...]
    table: tuple[str, ...] = ()


CLAIM_FIELDS = (
    *("side", "name", "metric", "title", "topic", "entity", "entity_kind", "country"),
    *("against", "against_name", "fact", "quantity", "also", "period", "period_basis"),
    *("is_deadline", "start", "end", "status", "voice", "scope", "missing", "note", "caveats"),
    *("says", "claims", "markers", "collection", "source", "edition", "locator", "reading"),
    *("timing", "every", "series_break", "agrees_with", "base_year", "conversions", "is_computed"),
    "members",
)
CLAIM_COLUMNS = (
    *("fact", "metric", "entity", "name", "kind", "country", "period", "period_text", "value"),
    *("comparator", "low", "high", "unit", "text", "status", "voice", "scope", "against"),
    *("claims", "missing", "note", "caveat", "says", "collection", "edition", "locator"),
    *("reading", "licence"),
)
CLAIM_SHEET = (
    *("name", "text", "value", "comparator", "low", "high", "unit", "sentence", "status"),
    *("voice", "scope", "markers", "missing", "note", "caveat", "says", "claims"),
    *("collection", "edition", "locator", "reading", "licence"),
)
CLAIM_TABLE = ("name", "figure_or_reason", "sentence", "voice_words", "caveat_or_note")
KINDS = {
    kind.name: kind
    for kind in (
        RowKind("claims", CLAIM_FIELDS, claim_words, CLAIM_COLUMNS, CLAIM_SHEET, table=CLAIM_TABLE),
        RowKind(
            "claims across metrics",
            CLAIM_FIELDS,
            titled_claim_words,
            CLAIM_COLUMNS,
            CLAIM_SHEET,
            table=("title", *CLAIM_TABLE),
        ),
        RowKind(
            "pairs",
            fields=(
                *("side", "metric", "title", "topic", "entity_kind", "country", "against", "fact"),
                *("times", "is_computed", "verdict", "better", "members", "period", "period_basis"),
                *("start", "end", "status", "voice", "caveats", "says", "claims", "markers"),
                *("collection", "edition", "source", "scope", "reading"),
            ),
            describe=pair_words,
            columns=(
                *("fact", "metric", "entity", "sides", "kind", "country", "period"),
                *("period_text", "value", "comparator", "low", "high", "unit", "text", "status"),
                *("voice", "scope", "against", "claims", "missing", "verdict_note", "caveat"),
                *("topic", "title", "made", "times", "undated", "remark", "verdict", "says"),
                *("collection", "edition", "reading", "licence"),
            ),
            sheet=(
                *("title", "text", "times", "comparator", "low", "high", "unit", "when"),
                *("made", "undated", "remark", "verdict", "markers", "caveat", "says", "claims"),
            ),
            table=("pair", "times_text", "period_text", "made", "verdict"),
        ),
        RowKind(
            "coverage",
            fields=(
                *("side", "name", "metric", "title", "topic", "topic_title", "members"),
                *("missing", "note", "says", "claims", "markers"),
            ),
            describe=coverage_words,
            columns=(
                *("metric", "title", "topic", "topic_title", "name", "missing", "note"),
                *("label", "claims"),
            ),
            sheet=(
                *("title", "topic_title", "name", "figures", "markers", "missing", "note"),
                "claims",
            ),
            table=("title", "name", "label", "note"),
        ),
        RowKind(
            "events",
            fields=(
                *("side", "name", "title", "entity", "country", "fact", "period"),
                *("period_basis", "date_words", "is_deadline", "start", "end", "known_until"),
                *(
                    "dispute",
                    "event_kind",
                    "milestone",
                    "caveats",
                    "says",
                    "events",
                    "undated_events",
                ),
                "markers",
            ),
            describe=event_words,
            columns=(
                *("event", "fact", "date", "date_basis", "start", "end", "title", "actor"),
                *("country", "event_kind", "words", "document", "line", "cites", "caveat"),
                *("actor_name", "when", "planned", "source", "events", "label", "missing"),
            ),
            sheet=(
                *("title", "actor_name", "when", "start", "end", "event_kind", "planned"),
                *("markers", "caveat", "words", "events"),
            ),
            table=("when", "title", "actor_name", "event_kind", "words"),
        ),
    )
}
