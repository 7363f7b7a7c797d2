"""What the documents state and what they do not: one row a metric and side."""

from __future__ import annotations

from dashboard.data.queries import (
    absence,
    chosen,
    collections_of,
    in_collections,
    metrics_of_topics,
)
from dashboard.figures.rows.claims import fact_rows
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.dataset import Dataset
from dashboard.model.row import FigureRow
from dashboard.model.view import View


def coverage_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row a metric and side: its figures (`members`), or the reason why there is none."""
    collections = collections_of(dataset, view)
    metrics = metrics_of_topics(dataset, view.topics, collections)
    claims = in_collections(dataset.claims, collections)
    claims = claims[claims["metric"].isin(metrics)]
    stated: dict[tuple[str, str], list[FigureRow]] = {}
    for row in fact_rows(
        dataset, chosen(claims, View(view.figure, documents=view.documents)), footnotes
    ):
        stated.setdefault((row.metric, row.side), []).append(row)
    return [
        _square(dataset, metric, side, tuple(stated.get((metric, side), ())))
        for metric in metrics
        for side in dataset.project.side_ids
    ]


def _square(
    dataset: Dataset, metric_id: str, side: str, members: tuple[FigureRow, ...]
) -> FigureRow:
    metric = dataset.metric_by_id[metric_id]
    reason, note = ("", "") if members else absence(dataset, metric_id, side)
    return FigureRow(
        side=side,
        name=dataset.project.side_by_id[side].name,
        metric=metric_id,
        title=metric.title,
        topic=metric.topic,
        topic_title=dataset.topic_by_id[metric.topic].title,
        members=members,
        missing=reason,
        note=note,
        says=tuple(words for row in members for words in row.says),
        claims=tuple(claim for row in members for claim in row.claims),
        markers=tuple(marker for row in members for marker in row.markers),
    )
