"""What a file says of itself, torn from the page: the same record inside every format."""

from __future__ import annotations

import json
from typing import Any

from dashboard.figures.figure import Figure
from dashboard.model.dataset import Source
from dashboard.text.labels import Mark, value_places
from dashboard.text.sources import footnotes, licence_words, published, source_value


def address(figure: Figure) -> str:
    """Where this very figure can be opened again: its view, pinned to the dataset it shows."""
    return figure.urls.pinned(figure.view, figure.version)


def record(figure: Figure) -> dict[str, Any]:
    """Words, values with hedges and sources, verdicts, licence, dataset and address of a figure.

    Plain JSON types.
    """
    return {
        "title": figure.title,
        "finding": figure.finding,
        "question": figure.entry.question,
        "definition": figure.entry.definition,
        "period": figure.period,
        "alternative_text": figure.alt,
        "values": [value_record(mark) for mark in figure.marks],
        "notes": list(figure.notes),
        **_queries(figure),
        "project": figure.project.full_title,
        "licence": figure.licence,
        "dataset": figure.version,
        "made": figure.released,
        "address": address(figure),
        "view": {"subject": figure.view.figure, **figure.view.query()},
    }


def _queries(figure: Figure) -> dict[str, Any]:
    """The queries that counted its figures from records, each with its table; else nothing."""
    sources = {source.document: source for source in figure.sources if source.query}
    queries = [
        {"document": source.title, "locator": source.locator, "sql": source.query}
        for source in sources.values()
    ]
    return {"queries": queries} if queries else {}


def value_record(mark: Mark) -> dict[str, Any]:
    """Who, the figure with its hedge or the reason there is none, when, and where it stands."""
    row, words = mark.row, mark.words
    return {
        "of": words.whose,
        "figure": words.figure or words.label,
        "period": words.when,
        "sentence": words.detail,
        "remark": words.remark,
        "verdict": words.verdict,
        "status": row.status,
        "missing": words.missing,
        "why": row.note if row.is_absent else "",
        "claims": list(row.claims),
        "sources": [source_record(source) for source in mark.sources],
    }


def source_record(source: Source) -> dict[str, Any]:
    """Where one value stands."""
    return {
        "figure": source_value(source),
        "document": source.title,
        "published": published(source),
        "locator": source.locator,
        "line": source.line,
        "collection": source.collection,
        **({"edition": source.edition} if source.edition else {}),
        **({"licence": licence_words(source.licence, source.terms)} if source.licence else {}),
        "cites": source.cites,
        "caveat": source.caveat,
        "claim": source.claim if source.count == 1 else "",
    }


def record_text(figure: Figure) -> str:
    """The record as one line of JSON."""
    return json.dumps(record(figure), ensure_ascii=False, separators=(",", ":"))


def namespace(figure: Figure) -> str:
    """The XML namespace of the record of a project's figures."""
    return f"urn:{figure.project.name}-dashboard:record"


def dublin_core(figure: Figure) -> dict[str, str]:
    """Dublin Core, the words that picture viewers and reference managers read."""
    return {
        "title": figure.title,
        "description": figure.alt,
        "source": " ".join(footnotes(figure.sources)),  # each with its caveat: notes are apart
        "rights": figure.licence,
        "date": figure.released,
        "creator": figure.project.full_title,
        "identifier": address(figure),
    }


def linked_data(figure: Figure) -> dict[str, Any]:
    """The record in the words of schema.org, for search engines and reference managers."""
    content = record(figure)
    is_stated = all(row.period_basis != "inferred" for row in figure.present)
    years = dict.fromkeys(figure.years or ()) if is_stated else {}
    techniques = [query["sql"] for query in content.get("queries", ())]
    coverage = "/".join(f"{year:04d}" for year in years)
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": content["title"],
        "headline": figure.finding,
        "alternateName": content["question"],
        "description": content["definition"],
        "abstract": content["alternative_text"],
        **({"temporalCoverage": coverage} if coverage else {}),
        "version": content["dataset"],
        "dateModified": content["made"],
        "url": content["address"],
        "identifier": content["address"],
        "usageInfo": content["licence"],
        "comment": content["notes"],
        **({"measurementTechnique": techniques} if techniques else {}),
        "isPartOf": {
            "@type": "Dataset",
            "name": content["project"],
            "version": content["dataset"],
        },
        "isBasedOn": [_work(document) for document in figure.documents],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": mark.words.whose,
                "value": mark.words.figure or mark.words.label,
                "description": value_places(mark),
            }
            for mark in figure.marks
        ],
    }


def _work(document: dict[str, str]) -> dict[str, Any]:
    known = {
        "name": document["title"] or document["short"],
        "datePublished": document["published"] if document["published_basis"] == "stated" else "",
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
        **{name: value for name, value in known.items() if value},
        **({"author": authors} if authors else {}),
    }
