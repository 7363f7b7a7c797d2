"""What the tables of the data package hold: their columns, their keys, and what they refer to."""

from __future__ import annotations

from dashboard.model.vocabulary import (
    ABSENCES,
    BASES,
    COLLECTIONS,
    COMPANIONS,
    COMPARATORS,
    CONFLICT_KINDS,
    DISMISSALS,
    DOCUMENTS,
    ENGINES,
    ENTITY_KINDS,
    EVENT_KINDS,
    LEFT_OUT,
    OUT_OF_PROPORTION,
    READINGS,
    RECORDS,
    STATUSES,
    TIMINGS,
    UNITS,
    VOICES,
)


def _columns(names: str, **others: str) -> dict[str, str]:
    """Column -> pandas type: text, but for those that `others` lists under another type."""
    types = {name: kind for kind, listed in others.items() for name in listed.split()}
    return {name: types.get(name, "str") for name in names.split()}


# Table -> its columns, in their order. Text is never missing: it is empty.
TABLES: dict[str, dict[str, str]] = {
    "claims": _columns(
        "claim fact metric entity country against period period_basis deadline start end value "
        "comparator hedge low high unit says when scope status voice collection document edition "
        "locator line series_break cites caveat",
        float="value low high",
        bool="deadline",
        **{"int or none": "line"},
    ),
    "events": _columns(
        "event fact date date_basis when deadline start end title milestone actor country kind "
        "says document line cites caveat",
        int="line",
        bool="deadline",
    ),
    "metrics": _columns(
        "metric title question definition unit topic forms comparable comparability better timing "
        "every per no_per agrees_with beside unlike",
        bool="comparable",
        int="every",
    ),
    "entities": _columns("entity name kind country"),
    "documents": _columns(
        "document collection title short authors publisher published published_basis edition "
        "language url licence terms reading via read file sha256 note original_title "
        "original_publisher original_published"
    ),
    "topics": _columns("topic title lead text"),
    "absences": _columns("metric country reason note"),
    "conflicts": _columns("conflict kind title about sides differs better"),
    "conflict_passages": _columns(
        "conflict number document locator line says remark",
        int="number",
        **{"int or none": "line"},
    ),
    "account": _columns("document kind numbers", int="numbers"),
    "derived": _columns("sum question formula computes unit before after remark"),
    "derived_figures": _columns("sum name claim"),
    "refused": _columns("refused reason"),
    "records": _columns(
        "document metric table country_column date_column category_column measure condition factor "
        "sql files bytes sha256 day engine engine_version rows_read rows_counted",
        float="factor",
        int="files bytes rows_read rows_counted",
    ),
    "records_left_out": _columns("document reason rows", int="rows"),
    "records_figures": _columns(
        "document entity year number category records value",
        int="year number records",
        float="value",
    ),
    "records_sample": _columns("document entity year number record", int="year number"),
}
# Table -> the columns that no two of its rows share.
KEYS = {
    "claims": ["claim"],
    "events": ["event"],
    "metrics": ["metric"],
    "entities": ["entity"],
    "documents": ["document"],
    "topics": ["topic"],
    "absences": ["metric", "country"],
    "conflicts": ["conflict"],
    "conflict_passages": ["conflict", "number"],
    "account": ["document", "kind"],
    "derived": ["sum"],
    "derived_figures": ["sum", "name"],
    "refused": ["refused"],
    "records": ["document"],
    "records_left_out": ["document", "reason"],
    "records_figures": ["document", "entity", "year", "number"],
    "records_sample": ["document", "entity", "year", "number"],
}
# Table -> column -> the table whose key it holds, where it holds anything.
LINKS = {
    "claims": {
        "metric": "metrics",
        "entity": "entities",
        "against": "entities",
        "document": "documents",
    },
    "events": {"actor": "entities", "document": "documents"},
    "metrics": {"topic": "topics", "agrees_with": "metrics", "beside": "metrics"},
    "absences": {"metric": "metrics"},
    "conflict_passages": {"conflict": "conflicts", "document": "documents"},
    "account": {"document": "documents"},
    "derived_figures": {"sum": "derived", "claim": "claims"},
    "records": {"document": "documents", "metric": "metrics"},
    "records_left_out": {"document": "records"},
    "records_figures": {"document": "records", "entity": "entities"},
    "records_sample": {"document": "records", "entity": "entities"},
}
# Table -> the columns that are never empty, beside those of its key and those of whole numbers.
REQUIRED = {
    "claims": [
        "fact",
        "metric",
        "entity",
        "period_basis",
        "value",
        "comparator",
        "unit",
        "says",
        "status",
        "voice",
        "collection",
        "document",
        "locator",
    ],
    "events": ["fact", "date_basis", "title", "kind", "says", "document"],
    "metrics": ["title", "question", "definition", "unit", "topic", "forms", "comparability"],
    "entities": ["name", "kind"],
    "documents": ["collection", "short", "published_basis", "language"],
    "topics": ["title", "lead", "text"],
    "absences": ["reason"],
    "conflicts": ["kind", "title", "about", "differs"],
    "conflict_passages": ["document", "locator", "says"],
    "derived": ["question", "formula", "computes", "unit"],
    "derived_figures": ["claim"],
    "refused": ["reason"],
    "records": ["metric", "table", "country_column", "date_column", "measure", "sql", "engine"],
    "records_sample": ["record"],
}
# Table -> column -> the words of the closed list of which it holds one, where it holds any.
CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "claims": {
        "period_basis": BASES,
        "comparator": COMPARATORS,
        "unit": UNITS,
        "status": STATUSES,
        "voice": VOICES,
        "collection": COLLECTIONS,
    },
    "events": {"date_basis": BASES, "kind": EVENT_KINDS},
    "metrics": {
        "unit": UNITS,
        "better": ("higher", "lower"),
        "timing": TIMINGS,
        "no_per": OUT_OF_PROPORTION,
    },
    "entities": {"kind": ENTITY_KINDS},
    "documents": {
        "published_basis": ("stated", "inferred", "unknown"),
        "collection": COLLECTIONS,
        "reading": READINGS,
    },
    "absences": {"reason": ABSENCES},
    "conflicts": {"kind": CONFLICT_KINDS},
    "account": {"kind": ("claim", "event", *DISMISSALS)},
    "derived": {"unit": ("times", *UNITS)},
    "records": {"engine": ENGINES},
    "records_left_out": {"reason": LEFT_OUT},
}
# Table -> the columns of dates (EDTF), and those of days (ISO 8601): where they hold anything.
DATES = {
    "claims": ("period",),
    "events": ("date",),
    "documents": ("published", "original_published"),
}
DAYS = {
    "claims": ("start", "end"),
    "events": ("start", "end"),
    "documents": ("read",),
    "records": ("day",),
}
# Table -> the columns that are never empty in the rows of a collection.
REQUIRED_OF = {
    "documents": {
        DOCUMENTS: ["file", "sha256"],
        COMPANIONS: ["publisher", "reading", "read"],
        RECORDS: ["publisher", "reading", "read"],
    },
    "claims": {DOCUMENTS: ["line"]},
}
# Table -> the columns that may have line breaks.
PARAGRAPHS = {"topics": ("lead", "text"), "records": ("sql",)}
# Tables without which there is nothing to show.
NEVER_EMPTY = ("claims", "metrics", "entities", "documents", "topics")


def required(table: str) -> tuple[str, ...]:
    """The columns of a table that are never empty."""
    whole = [column for column, kind in TABLES[table].items() if kind in ("int", "bool")]
    return tuple(dict.fromkeys([*KEYS[table], *REQUIRED.get(table, ()), *whole]))


# pandas type -> type of a field in a Frictionless table schema.
FIELD_TYPES = {
    "str": "string",
    "float": "number",
    "int": "integer",
    "int or none": "integer",
    "bool": "boolean",
}
