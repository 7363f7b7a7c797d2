"""Everything that is stated in some topics: the rows of each metric, one after another."""

from __future__ import annotations

from dashboard.data.queries import collections_of, metrics_of_topics
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.figures.rows.metric import metric_rows
from dashboard.model.dataset import Dataset
from dashboard.model.row import FigureRow
from dashboard.model.view import View


def statement_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row a fact, metric by metric; a side that a metric has no figure of keeps its place."""
    collections = collections_of(dataset, view)
    return [
        row
        for name in metrics_of_topics(dataset, view.topics, collections)
        for row in metric_rows(
            dataset, view.but(figure=name, form="", collections=collections), footnotes
        )
    ]
