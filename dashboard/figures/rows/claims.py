"""The rows of one metric: one a fact, and an empty side kept with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dashboard.data.queries import absence, chosen, claims_of_metric
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.dataset import Dataset
from dashboard.model.project import OTHER
from dashboard.model.quantity import Quantity
from dashboard.model.row import FigureRow
from dashboard.model.view import View


def metric_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row a fact of the metric that the view names: the sides in their order, then others.

    A side without a figure keeps its place, with the reason.
    """
    claims = claims_of_metric(dataset, view.figure)
    rows = fact_rows(dataset, chosen(claims, view), footnotes)
    present = {row.side for row in rows}
    for side in dataset.project.sides:
        if side.id not in present and (not view.entities or side.id in view.entities):
            rows.append(absent_row(dataset, view.figure, side.id))
    order = (*dataset.project.side_ids, OTHER)
    return sorted(rows, key=lambda row: order.index(row.side))


def absent_row(dataset: Dataset, metric: str, side: str) -> FigureRow:
    """The empty place of a side, with the reason."""
    reason, note = absence(dataset, metric, side)
    return FigureRow(
        side=side,
        name=dataset.name_by_id[side],
        metric=metric,
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
    for claim in sorted(claims.to_dict("records"), key=lambda claim: _place(dataset, claim)):
        claims_of_fact.setdefault(claim["fact"], []).append(claim)
    return [_fact_row(dataset, group, footnotes) for group in claims_of_fact.values()]


def _place(dataset: Dataset, claim: dict[str, Any]) -> tuple:
    sides = dataset.project.side_ids
    side = sides.index(claim["country"]) if claim["country"] in sides else len(sides)
    is_part = claim["entity"] != claim["country"]
    return side, is_part, claim["period"], claim["document"], claim["line"]


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
        caveats=unique(claim["caveat"] for claim in group if claim["caveat"]),
        says=tuple(claim["says"] for claim in group),
        claims=tuple(claim["claim"] for claim in group),
        markers=tuple(footnotes.cite_claim(claim, Quantity.of_claim(claim)) for claim in group),
    )


def unique(items: Iterable[Any]) -> tuple:
    """Each item once, in the order of its first appearance."""
    return tuple(dict.fromkeys(items))
