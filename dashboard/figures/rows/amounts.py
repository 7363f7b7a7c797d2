"""Sums of money, each in its own currency, as reported."""

from __future__ import annotations

import pandas as pd

from dashboard.figures.rows.claims import COLUMNS, facts, keep, label
from dashboard.model.dataset import Dataset, Source
from dashboard.model.view import View
from dashboard.model.vocabulary import CURRENCIES


def amounts_rows(dataset: Dataset, view: View, sources: list[Source]) -> pd.DataFrame:
    """One row an amount of money and currency, as reported; sorted by currency, then size. Never converted."""
    money = dataset.claims[dataset.claims["unit"].isin(CURRENCIES)]
    if view.topics:
        within = [name for name, metric in dataset.metric.items() if metric.topic in view.topics]
        money = money[money["metric"].isin(within)]
    money = keep(money, view).sort_values(["unit", "value"], ascending=[True, False])
    rows = []
    for claim in money.to_dict("records"):
        # Each currency of a fact is a mark of its own here: the figure is about amounts as they are reported.
        [row] = facts(dataset, dataset.claims[dataset.claims["claim"] == claim["claim"]], sources)
        told = "planned" if row["status"] == "target" else row["period_text"]
        rows.append(
            {
                **row,
                "label": label(row),
                "sentence": f"{dataset.metric[row['metric']].title}, {told}",
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS)
