"""What can be asked and what is answered, as JSON Schema: parts of the description in OpenAPI."""

from __future__ import annotations

import mimetypes
from collections.abc import Collection
from dataclasses import fields
from typing import Any

from dashboard.data.package import table_schema
from dashboard.data.schema import TABLES
from dashboard.figures.search import Entry
from dashboard.model.choice import VERSION, Choice, PlainText, WholeNumber, names, version
from dashboard.model.dataset import Dataset
from dashboard.model.sizes import SIZES, SPELLED
from dashboard.model.table_view import TABLE_CHOICES
from dashboard.model.view import CHOICES, View
from dashboard.model.vocabulary import FORMS
from dashboard.text import api as words

Json = dict[str, Any]
PLAIN, JSON, HTML = "text/plain; charset=utf-8", "application/json", "text/html; charset=utf-8"
TEXT: Json = {"type": "string"}
TEXTS: Json = {"type": "array", "items": TEXT}
# Type of a column of a table -> what a row of it holds, as JSON.
CELLS = {"int or none": ["integer", "null"], "float": ["number", "null"]}


def named(kind: str, name: str) -> Json:
    """A reference to one of the components."""
    return {"$ref": f"#/components/{kind}/{name}"}


def parameters(dataset: Dataset) -> Json:
    """Every choice of a figure or a table, with all that it may be in this dataset."""
    defaults = {field.name: field.default for field in fields(View)}
    found = {"Range": {**in_query("Range", words.RANGE, TEXT), "in": "header"}}
    choices = {name: (name, choice) for name, choice in CHOICES.items()}
    for table, of_table in TABLE_CHOICES.items():
        choices |= {key(table, name): (name, choice) for name, choice in of_table.items()}
    for listed, (name, choice) in choices.items():
        parameter = in_query(name, choice.help, _schema(choice, choice.allowed(dataset, FORMS)))
        if choice.read is names:
            parameter |= {"style": "form", "explode": False}
        elif default := defaults.get(name):
            parameter["schema"]["default"] = default
        found[listed] = parameter
    return found


def key(table: str, name: str) -> str:
    """Under which name a choice of a table stands: its own, unless figures take it otherwise."""
    return name if TABLE_CHOICES[table][name] is CHOICES.get(name) else f"{table}.{name}"


def _schema(choice: Choice, allowed: Collection[str]) -> Json:
    """What the text of a choice may be."""
    match choice.read:
        case WholeNumber(low, high):
            return whole_number(low, high)
        case PlainText(longest):
            return {"type": "string", "maxLength": longest}
    if choice.read is version:
        return {"type": "string", "pattern": f"^{VERSION.pattern}$"}
    known = {"type": "string", "enum": list(dict.fromkeys(name for name in allowed if name))}
    if choice.read is names:
        return {"type": "array", "items": known}
    if known["enum"]:
        return known
    return {"type": "string", "anyOf": [{"enum": list(SIZES)}, {"pattern": f"^{SPELLED.pattern}$"}]}


def whole_number(low: int, high: int) -> Json:
    """A whole number from `low` to `high`."""
    return {"type": "integer", "minimum": low, "maximum": high}


def in_query(name: str, text: str, schema: Json) -> Json:
    """A parameter of a query, with what it means."""
    return {"name": name, "in": "query", "description": text, "schema": schema}


def in_path(name: str, text: str, known: list[str]) -> Json:
    """A part of a path, one of the `known` names."""
    schema = {"type": "string", "enum": known}
    return {**in_query(name, text, schema), "in": "path", "required": True}


def anything(media: str) -> Json:
    """What is answered in a media type, as far as JSON Schema can tell: any bytes otherwise."""
    if media.startswith("text/"):
        return TEXT
    return {"type": "object"} if media == JSON else {}


def media_of(file: str) -> str:
    """The media type under which a file is served."""
    media = mimetypes.guess_type(file)[0] or "application/octet-stream"
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def object_with(*required: str) -> Json:
    """An object that has at least these keys."""
    return {"type": "object", "required": list(required)}


def listing() -> Json:
    """What /figures answers."""
    figure = {
        **object_with("title", "question", "forms", "choices"),
        "properties": {"title": TEXT, "question": TEXT, "forms": TEXTS, "choices": TEXTS},
    }
    return {
        **object_with("dataset", "subjects", "forms", "formats"),
        "properties": {
            "dataset": TEXT,
            "subjects": {"type": "object", "additionalProperties": figure},
            "forms": {
                "type": "object",
                "additionalProperties": {
                    **object_with("title", "answers"),
                    "properties": {"title": TEXT, "answers": TEXT},
                },
            },
            "formats": {
                "type": "object",
                "additionalProperties": {
                    **object_with("media", "gives"),
                    "properties": {"media": TEXT, "gives": TEXT},
                },
            },
        },
    }


def entries() -> Json:
    """What /search.json answers: rows without names, in the order of the fields of an entry."""
    cells = [
        {**TEXT, "title": each.name, "description": words.ENTRY[each.name]}
        for each in fields(Entry)
    ]
    row = {"type": "array", "prefixItems": cells, "minItems": len(cells), "maxItems": len(cells)}
    return {"type": "array", "items": row}


def row(table: str) -> Json:
    """A row of a table: every column there, in JSON's own types."""
    properties = {}
    for field in table_schema(table)["fields"]:
        kind = CELLS.get(TABLES[table][field["name"]], field["type"])
        properties[field["name"]] = {"type": kind}
        constraints = field.get("constraints", {})
        if "enum" in constraints:
            empty = [] if constraints.get("required") else [""]
            properties[field["name"]]["enum"] = [*constraints["enum"], *empty]
    return {**object_with(*properties), "properties": properties, "additionalProperties": False}
