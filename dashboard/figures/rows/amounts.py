"""Sums of money, each in its own currency, as reported; never converted."""

from __future__ import annotations

from dashboard.data.queries import chosen, claims_by_id, claims_in_money, metrics_of_topics
from dashboard.figures.rows.claims import fact_rows
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.dataset import Dataset
from dashboard.model.row import FigureRow
from dashboard.model.view import View


def amount_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row an amount of money and currency, sorted by currency, then size.

    Each currency of a fact is a mark of its own: the figure is about amounts as they are reported.
    """
    money = claims_in_money(dataset)
    money = chosen(money[money["metric"].isin(metrics_of_topics(dataset, view.topics))], view)
    return [
        row
        for claim in money["claim"]
        for row in fact_rows(dataset, claims_by_id(dataset, [claim]), footnotes)
    ]
