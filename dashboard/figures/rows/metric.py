"""The rows of one metric, as a view chooses, converts and charts them."""

from __future__ import annotations

from dashboard.data.queries import chosen, claims_of_metric, collections_of
from dashboard.figures.rows.claims import absent_row, fact_rows, table_of
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.figures.rows.over_time import over_time
from dashboard.figures.rows.proportion import in_proportion
from dashboard.model.dataset import Dataset
from dashboard.model.project import OTHER
from dashboard.model.row import FigureRow
from dashboard.model.view import View


def metric_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row a fact of the metric that the view names: the sides in their order, then others.

    A side without a figure keeps its place, with the reason.
    """
    claims = claims_of_metric(dataset, view.figure, collections_of(dataset, view))
    rows = fact_rows(dataset, chosen(claims, view), footnotes)
    present = {row.side for row in rows}
    rows = in_proportion(dataset, view, rows, footnotes)
    rows = over_time(dataset, view, rows)
    for side in dataset.project.sides:
        if side.id not in present and (not view.entities or side.id in view.entities):
            rows.append(absent_row(dataset, view.figure, side.id))
    order = (*dataset.project.side_ids, OTHER)
    return sorted(rows, key=lambda row: (*table_of(row), order.index(row.side)))
