"""What a file says of itself, torn from the page: the same record inside every format."""

from __future__ import annotations

import json
from typing import Any

from dashboard.figures.figure import Drawing
from dashboard.model.dataset import Source
from dashboard.model.project import PROJECT


def record(drawing: Drawing) -> dict[str, Any]:
    """Words, values with their hedges and sources, verdicts, licence, dataset and address of a figure, as plain JSON types."""
    return {
        "title": drawing.title,
        "question": drawing.subject.question,
        "definition": drawing.subject.definition,
        "period": drawing.period,
        "alternative_text": drawing.alt,
        "values": values(drawing),
        "notes": list(drawing.notes),
        "project": PROJECT,
        "licence": licence(drawing),
        "dataset": drawing.version,
        "made": drawing.released,
        "address": drawing.address,
        "view": {"subject": drawing.view.subject, **drawing.view.query()},
    }


def values(drawing: Drawing) -> list[dict[str, Any]]:
    """One entry a drawn row: who, the figure with its hedge or the reason there is none, when, and every place it stands."""
    sources = {str(source.marker): source for source in drawing.sources}
    return [
        {
            "of": ", ".join(
                filter(
                    None,
                    [
                        row.get("title", "") if "name" in row else "",
                        row.get("name") or row.get("actor_name", ""),
                    ],
                )
            ),
            "figure": row.get("text") or row["label"],
            "period": row.get("period_text") or row.get("when", ""),
            "sentence": row.get("sentence", ""),
            "verdict": row.get("verdict", ""),
            "status": row.get("status", ""),
            "missing": row["missing"],
            "why": row.get("note", "") if row["missing"] else "",
            "sources": [
                place(sources[mark]) for mark in str(row.get("markers", "")).split(",") if mark
            ],
        }
        for row in drawing.records
    ]


def place(source: Source) -> dict[str, Any]:
    return {
        "figure": source.value,
        "document": source.title,
        "published": source.published,
        "line": source.line,
        "cites": source.cites,
        "caveat": source.caveat,
        "claim": source.claim,
    }


def licence(drawing: Drawing) -> str:
    """Whose the figures are, and what may be done with the drawing."""
    named = [f"{row['short']}: {row['licence']}" for row in drawing.documents if row["licence"]]
    said = (
        f"Licences of the documents: {'; '.join(named)}."
        if named
        else "The documents name no licence."
    )
    return f"The figures belong to the documents that state them. {said} Selection and drawing: MIT licence; please name the source."


def text(drawing: Drawing) -> str:
    """The record as one line of JSON."""
    return json.dumps(record(drawing), ensure_ascii=False, separators=(",", ":"))


def linked(drawing: Drawing) -> dict[str, Any]:
    """The record in the words of schema.org, for search engines and reference managers."""
    own = record(drawing)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": own["title"],
        "alternateName": own["question"],
        "description": own["definition"],
        "abstract": own["alternative_text"],
        **(
            {"temporalCoverage": "/".join(f"{year:04d}" for year in dict.fromkeys(drawing.years))}
            if drawing.years
            else {}
        ),
        "version": own["dataset"],
        "dateModified": own["made"],
        "url": own["address"],
        "identifier": own["address"],
        "usageInfo": own["licence"],
        "comment": own["notes"],
        "isPartOf": {"@type": "Dataset", "name": PROJECT, "version": own["dataset"]},
        "isBasedOn": [_work(row) for row in drawing.documents],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": value["of"],
                "value": value["figure"],
                "description": "; ".join(
                    f"{each['document']} ({each['published'] or 'undated'}), line {each['line']}"
                    for each in value["sources"]
                )
                if not value["missing"]
                else f"no figure, {value['missing']}. {value['why']}".strip(),
            }
            for value in own["values"]
        ],
    }


def _work(document: dict[str, str]) -> dict[str, Any]:
    known = {
        "name": document["title"] or document["short"],
        "datePublished": document["published"],
        "publisher": document["publisher"],
        "url": document["url"],
    }
    authors = [
        {"@type": "Person", "name": name.strip()}
        for name in document["authors"].split(";")
        if name.strip()
    ]
    return {
        "@type": "CreativeWork",
        **{key: value for key, value in known.items() if value},
        **({"author": authors} if authors else {}),
    }
