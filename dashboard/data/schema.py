"""What the tables of the data package hold: their columns, their keys, and what they refer to."""

from __future__ import annotations


def _columns(names: str, **others: str) -> dict[str, str]:
    """Column -> pandas type: text, but for those that `others` lists under another type."""
    types = {name: kind for kind, listed in others.items() for name in listed.split()}
    return {name: types.get(name, "str") for name in names.split()}


# Table -> its columns, in their order. Text is never missing: it is empty.
TABLES: dict[str, dict[str, str]] = {
    "claims": _columns(
        "claim fact metric entity country against period period_basis deadline start end value "
        "comparator hedge low high unit says when scope status voice document line cites caveat",
        float="value low high",
        int="line",
        bool="deadline",
    ),
    "events": _columns(
        "event fact date date_basis when deadline start end title actor country kind says document "
        "line cites caveat",
        int="line",
        bool="deadline",
    ),
    "metrics": _columns(
        "metric title question definition unit topic forms comparable comparability better",
        bool="comparable",
    ),
    "entities": _columns("entity name kind country"),
    "documents": _columns(
        "document title short authors publisher published published_basis language url licence "
        "file sha256 note original_title original_publisher original_published"
    ),
    "topics": _columns("topic title lead text"),
    "absences": _columns("metric country reason note"),
    "conflicts": _columns("conflict kind title about sides differs better"),
    "conflict_passages": _columns("conflict number document line says remark", int="number line"),
    "account": _columns("document kind numbers", int="numbers"),
    "derived": _columns("sum question formula computes unit before after remark"),
    "derived_figures": _columns("sum name claim"),
    "refused": _columns("refused reason"),
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
}
# Table -> column -> the table whose key it holds.
LINKS = {
    "claims": {"metric": "metrics", "entity": "entities", "document": "documents"},
    "events": {"document": "documents"},
    "metrics": {"topic": "topics"},
    "absences": {"metric": "metrics"},
    "conflict_passages": {"conflict": "conflicts", "document": "documents"},
    "account": {"document": "documents"},
    "derived_figures": {"sum": "derived", "claim": "claims"},
}
# pandas type -> type of a field in a Frictionless table schema.
FIELD_TYPES = {"str": "string", "float": "number", "int": "integer", "bool": "boolean"}
