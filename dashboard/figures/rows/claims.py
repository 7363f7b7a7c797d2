"""Claims as rows: one a fact, and an empty side with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.data.queries import absence
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.dataset import Dataset
from dashboard.model.quantity import Quantity
from dashboard.model.row import FigureRow
from dashboard.model.vocabulary import STATISTICS


def absent_row(dataset: Dataset, metric: str, side: str) -> FigureRow:
    """The empty place of a side, with the reason."""
    reason, note = absence(dataset, metric, side)
    return FigureRow(
        side=side,
        name=dataset.name_by_id[side],
        metric=metric,
        title=dataset.metric_by_id[metric].title,
        topic=dataset.metric_by_id[metric].topic,
        entity=side,
        entity_kind=dataset.entity_by_id[side]["kind"],
        country=side,
        missing=reason,
        note=note,
    )


def fact_rows(dataset: Dataset, claims: pd.DataFrame, footnotes: Footnotes) -> list[FigureRow]:
    """One row a fact of `claims`: the sides in their order, then others.

    Footnotes are numbered along the way.
    """
    claims_of_fact: dict[str, list[dict[str, Any]]] = {}
    records = [dataset.claim_by_id[id] for id in claims["claim"]]
    for claim in sorted(records, key=lambda claim: _place(dataset, claim)):
        claims_of_fact.setdefault(claim["fact"], []).append(claim)
    return [_fact_row(dataset, group, footnotes) for group in claims_of_fact.values()]


def _place(dataset: Dataset, claim: dict[str, Any]) -> tuple:
    sides = dataset.project.side_ids
    side = sides.index(claim["country"]) if claim["country"] in sides else len(sides)
    is_part = claim["entity"] != claim["country"]
    is_statistic = claim["collection"] in STATISTICS
    table = (claim["scope"], claim["document"]) if is_statistic else ("", "")
    line = 0 if is_statistic else claim["line"]
    return *table, side, is_part, claim["period"], claim["document"], line


def table_of(row: FigureRow) -> tuple[str, str]:
    """What stands together: of public statistics both sides of one count; documents come first."""
    return (row.scope, row.source) if row.is_statistic else ("", "")


def _fact_row(dataset: Dataset, group: list[dict[str, Any]], footnotes: Footnotes) -> FigureRow:
    metric = dataset.metric_by_id[group[0]["metric"]]
    first = next((claim for claim in group if claim["unit"] == metric.unit), group[0])
    quantity = Quantity.of_claim(first)
    others = unique(Quantity.of_claim(claim) for claim in group)
    entity = dataset.entity_by_id[first["entity"]]
    return FigureRow(
        side=dataset.project.side_of(first["country"]),
        name=entity["name"],
        metric=metric.metric,
        title=metric.title,
        topic=metric.topic,
        entity=first["entity"],
        entity_kind=entity["kind"],
        country=first["country"],
        against=first["against"],
        against_name=dataset.name_by_id.get(first["against"], ""),
        fact=first["fact"],
        quantity=quantity,
        also=tuple(other for other in others if other != quantity),
        period=first["period"],
        period_basis=first["period_basis"],
        is_deadline=bool(first["deadline"]),
        start=first["start"],
        end=first["end"],
        status=first["status"],
        voice=first["voice"],
        scope=first["scope"],
        collection=first["collection"],
        source=first["document"],
        edition=first["edition"],
        locator=first["locator"],
        reading=dataset.document_by_id[first["document"]]["reading"],
        timing=metric.timing,
        every=metric.every,
        series_break=first["series_break"],
        agrees_with=metric.agrees_with,
        caveats=unique(claim["caveat"] for claim in group if claim["caveat"]),
        says=tuple(claim["says"] for claim in group),
        claims=tuple(claim["claim"] for claim in group),
        markers=tuple(footnotes.cite_claim(claim, Quantity.of_claim(claim)) for claim in group),
    )


def unique(items: Iterable[Any]) -> tuple:
    """Each item once, in the order of its first appearance."""
    return tuple(dict.fromkeys(items))
