"""From checked seeds to the tables of the dataset, in an order that never changes."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from itertools import groupby
from math import inf
from typing import Any

import pandas as pd

from dashboard.data.package import digest, dump
from dashboard.data.records.count import DEFINITION
from dashboard.data.schema import TABLES
from dashboard.data.seeds.hedges import hedge_words, is_deadline
from dashboard.data.seeds.ids import claim_id, event_id
from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import (
    ClaimSeed,
    CompanionFigureSeed,
    CompanionSeed,
    MetricSeed,
    RecordFigureSeed,
    RecordsSeed,
    line_locator,
)
from dashboard.data.seeds.validate_sums import is_meant
from dashboard.model.dataset import Dataset
from dashboard.model.intervals import Interval
from dashboard.model.period import Period
from dashboard.model.project import Project, Side
from dashboard.model.vocabulary import (
    COLLECTIONS,
    COMPANIONS,
    DOCUMENTS,
    IN_PROPORTION_UNITS,
    PLANNED,
    RECORDS,
)
from dashboard.text import records as words

SHORT = 45  # letters of a short title
PANDAS = {"int or none": "Int64"}  # kind of a column -> pandas type, where it is another word


def assemble(seeds: Seeds) -> Dataset:
    """The Dataset of seeds that have no fault."""
    assert seeds.project is not None
    claims = _claims(seeds)
    rows = {
        "claims": claims,
        "events": _events(seeds),
        "metrics": [
            {
                "metric": name,
                **metric.model_dump(exclude={"absent"}),
                "forms": " ".join(metric.forms),
                "per": " ".join(metric.per),
                "no_per": metric.no_per or _no_per(metric),
            }
            for name, metric in seeds.metrics.items()
        ],
        "entities": [
            {"entity": name, **entity.model_dump()} for name, entity in seeds.entities.items()
        ],
        "documents": [*_documents(seeds), *_tables(seeds), *_tables_of_records(seeds)],
        "topics": [{"topic": name, **topic.model_dump()} for name, topic in seeds.topics.items()],
        "absences": [
            {"metric": name, "country": country, **absence.model_dump()}
            for name, metric in seeds.metrics.items()
            for country, absence in sorted(metric.absent.items())
        ],
        "conflicts": [
            {
                **seed.model_dump(exclude={"passages"}),
                "conflict": slug(seed.title),
                "about": " ".join(seed.about),
                "sides": " ".join(seed.sides),
            }
            for _, seed in seeds.conflicts
        ],
        "conflict_passages": [
            {
                "conflict": slug(seed.title),
                "number": number,
                **passage.model_dump(),
                "locator": passage.locator or line_locator(passage.line or 0),
            }
            for _, seed in seeds.conflicts
            for number, passage in enumerate(seed.passages, 1)
        ],
        "account": [
            {"document": name, "kind": kind, "numbers": numbers}
            for name, account in sorted(seeds.account.items())
            for kind, numbers in account.numbers.items()
        ],
        "derived": [
            {"sum": sum_.id, **sum_.model_dump(exclude={"id", "figures"})} for _, sum_ in seeds.sums
        ],
        "derived_figures": _derived_figures(seeds, claims),
        **_records(seeds),
        "refused": [{"refused": seed.sum, "reason": seed.reason} for _, seed in seeds.refused],
    }
    frames = {
        name: pd.DataFrame(rows[name], columns=list(columns)).astype(
            {column: PANDAS.get(kind, kind) for column, kind in columns.items()}
        )
        for name, columns in TABLES.items()
    }
    return Dataset(
        **frames,
        project=_project(seeds),
        released=seeds.project.released,
        version=digest(dump(frames[name]) for name in TABLES),
    )


def _order(document: str, claim: ClaimSeed | CompanionFigureSeed | RecordFigureSeed) -> tuple:
    """The documents first, each by its lines; then the tables, each series by its periods."""
    place = COLLECTIONS.index(claim.collection)
    if isinstance(claim, ClaimSeed):
        return (place, document, claim.line)
    return (place, document, claim.metric, claim.scope, claim.locator, claim.edition, claim.period)


def _project(seeds: Seeds) -> Project:
    assert seeds.project is not None
    first, second = (Side(**side.model_dump()) for _, side in seeds.sides)
    years = seeds.project.years.model_dump()
    return Project(
        name=seeds.project.name,
        title=seeds.project.title,
        subtitle=seeds.project.subtitle,
        description=seeds.project.description,
        sides=(first, second),
        headlines=tuple(seeds.project.headlines),
        years={name: (first_year, last_year) for name, (first_year, last_year) in years.items()},
        yardsticks={
            name: metric for name, metric in seeds.project.yardsticks.model_dump().items() if metric
        },
        leads=seeds.project.leads.model_dump(exclude_none=True),
    )


def _derived_figures(seeds: Seeds, claims: list[dict[str, Any]]) -> list[dict[str, str]]:
    """One row a figure of a sum: of the claims that state its fact, the first."""
    return [
        {
            "sum": sum_.id,
            "name": name,
            "claim": next(
                claim["claim"]
                for claim in claims
                if is_meant(
                    figure,
                    claim["collection"],
                    claim["metric"],
                    claim["entity"],
                    claim["unit"],
                    claim["period"],
                )
            ),
        }
        for _, sum_ in seeds.sums
        for name, figure in sum_.figures.items()
    ]


def _claims(seeds: Seeds) -> list[dict[str, Any]]:
    """One row a claim, in the order of the lines it stands on."""
    rows = []
    for _, document, claim in sorted(seeds.claims, key=lambda item: _order(*item[1:])):
        bounds = Interval.of(claim.value, claim.comparator, claim.upper)
        name = claim_id(document, claim)
        metric = seeds.metrics[claim.metric]
        start, end = _days(claim.period)
        rows.append(
            {
                **claim.model_dump(exclude={"unit", "upper"}),
                "claim": name,
                "collection": claim.collection,
                "edition": claim.edition,
                "locator": claim.locator,
                "line": claim.line,
                "series_break": claim.series_break,
                "fact": claim.fact or name,
                "country": seeds.entities[claim.entity].country,
                "unit": claim.unit or metric.unit,
                "hedge": claim.hedge or hedge_words(claim.comparator, claim.says),
                "deadline": claim.status == "target"
                and is_deadline(claim.period, claim.when, claim.says),
                "low": None if bounds.low == -inf else bounds.low,
                "high": None if bounds.high == inf else bounds.high,
                "document": document,
                "start": start,
                "end": end,
            }
        )
    return rows


def _events(seeds: Seeds) -> list[dict[str, Any]]:
    """One row an event, by date, the undated ones last."""
    rows = []
    for _, document, event in sorted(seeds.events, key=lambda item: (item[1], item[2].line)):
        name = event_id(document, event)
        start, end = _days(event.date)
        country = seeds.entities[event.actor].country if event.actor else ""
        rows.append(
            {
                **event.model_dump(),
                "event": name,
                "fact": event.fact or name,
                "country": country,
                "document": document,
                "deadline": event.kind in PLANNED and is_deadline(event.date, event.says),
                "start": start,
                "end": end,
            }
        )
    return sorted(rows, key=lambda row: (row["start"] or "9999", row["end"], row["event"]))


def _documents(seeds: Seeds) -> list[dict[str, Any]]:
    """One row a document, by date."""
    return [
        {
            "document": name,
            "collection": DOCUMENTS,
            **dict.fromkeys(("edition", "terms", "reading", "via", "read"), ""),
            **seed.model_dump(exclude={"claim", "event", "dismissed"}),
            "authors": "; ".join(seed.authors),
        }
        for name, seed in sorted(
            seeds.documents.items(), key=lambda item: (item[1].published, item[0])
        )
    ]


def _tables(seeds: Seeds) -> list[dict[str, Any]]:
    """One row a publisher's table, by its id."""
    return [
        {
            "document": name,
            "collection": COMPANIONS,
            **dict.fromkeys(("authors", "file", "sha256"), ""),
            **dict.fromkeys(("original_title", "original_publisher", "original_published"), ""),
            "language": "en",
            **seed.model_dump(exclude={"series"}),
            "published_basis": "stated" if seed.published else "unknown",
            "terms": " ".join(seed.terms),
        }
        for name, seed in sorted(seeds.companions.items())
    ]


def _tables_of_records(seeds: Seeds) -> list[dict[str, Any]]:
    """One row a table of records, by its id."""
    shared = set(CompanionSeed.model_fields) & set(RecordsSeed.model_fields)
    rows = []
    for name, count in sorted(seeds.counts.items()):
        _, metric, seed = seeds.records[name]
        row = {
            "document": name,
            "collection": RECORDS,
            **dict.fromkeys(("authors", "file"), ""),
            **dict.fromkeys(("original_title", "original_publisher", "original_published"), ""),
            "language": "en",
            **seed.model_dump(include=shared),
            "title": seed.title or words.title(seeds.metrics[metric].title, count.table),
            "short": seed.short or seed.publisher[:SHORT],
            "published_basis": "stated" if seed.published else "unknown",
            "terms": " ".join(seed.terms),
            "sha256": count.sha256,
        }
        rows.append(row)
    return rows


def _records(seeds: Seeds) -> dict[str, list[dict[str, Any]]]:
    """The tables about what was counted from records: table -> rows."""
    counts = sorted(seeds.counts.items())
    counted = [name for name in TABLES["records"] if name not in (*DEFINITION, "document")]
    return {
        "records": [
            {
                "document": document,
                **dict(zip(DEFINITION, count.definition, strict=True)),
                **{name: getattr(count, name) for name in counted},
            }
            for document, count in counts
        ],
        "records_left_out": [
            {"document": document, "reason": reason, "rows": rows}
            for document, count in counts
            for reason, rows in count.left_out.items()
        ],
        "records_figures": [
            # Of a country and year the whole is number 1, its categories follow.
            {"document": document, "number": number, **asdict(figure)}
            for document, count in counts
            for _, same in groupby(count.figures, lambda figure: (figure.entity, figure.year))
            for number, figure in enumerate(same, 1)
        ],
        "records_sample": [
            {
                "document": document,
                "entity": record.entity,
                "year": record.year,
                "number": record.number,
                "record": json.dumps(dict(record.cells), ensure_ascii=False),
            }
            for document, count in counts
            for record in count.sample
        ],
    }


def _no_per(metric: MetricSeed) -> str:
    """Why a metric is not set in proportion, where its unit says so."""
    return "" if metric.unit in IN_PROPORTION_UNITS else "unit"


def slug(title: str) -> str:
    """A title as it stands in an address: small letters and digits, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def _days(edtf: str) -> tuple[str, str]:
    """First and last day of a date, ISO 8601; empty where there is none."""
    if not edtf:
        return "", ""
    period = Period.parse(edtf)
    return period.first, period.last
