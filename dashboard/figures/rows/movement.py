"""The counts of a topic that have both sides over time."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.data.queries import chosen, claims_of_metric, metrics_of_topics
from dashboard.figures.rows.claims import fact_rows
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.comparison import counterparts, judge
from dashboard.model.dataset import Dataset, Metric
from dashboard.model.row import FigureRow
from dashboard.model.verdict import NEVER
from dashboard.model.view import View
from dashboard.model.vocabulary import COLLECTIONS


def movement_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row a figure of a side, of each metric that is counted for both in several periods.

    Of all collections unless the view names some: what one of them leaves open is what the figure
    is for. Metrics that are not fair to draw over time, or to compare, stay out.
    """
    collections = view.collections or COLLECTIONS
    found: list[FigureRow] = []
    for name in metrics_of_topics(dataset, view.topics, collections):
        metric = dataset.metric_by_id[name]
        if "line" in metric.forms:
            claims = chosen(claims_of_metric(dataset, name, collections), view)
            claims = claims[claims["entity"].isin(dataset.project.side_ids) & (claims["end"] != "")]
            if _has_both_over_time(dataset, metric, fact_rows(dataset, claims, Footnotes(dataset))):
                found += fact_rows(dataset, claims, footnotes)
    return found


def _has_both_over_time(dataset: Dataset, metric: Metric, rows: Sequence[FigureRow]) -> bool:
    """Whether both sides are counted beside each other in several periods, and may be compared.

    A zero has no ratio, but a place in a series.
    """
    couples = counterparts(rows, dataset.project.side_ids)
    is_fair = any(judge(metric, *couple).level != NEVER for couple in couples)
    return is_fair and len({one.period for one, _ in couples}) > 1
