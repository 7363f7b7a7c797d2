"""What the documents state and what they do not: one row a metric and side."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures.rows.claims import FILTERED, facts, keep
from dashboard.figures.rows.pairs import NAMES
from dashboard.model.dataset import Dataset, Source
from dashboard.model.project import SIDES
from dashboard.model.view import View


def coverage_rows(dataset: Dataset, view: View, sources: list[Source]) -> pd.DataFrame:
    """One row a metric and country (China, the United States): its figures, or the reason there is none."""
    claimed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    shown = (
        dataset.metrics[dataset.metrics["topic"].isin(view.topics)]["metric"]
        if view.topics
        else dataset.metrics["metric"]
    )
    own = dataset.claims[dataset.claims["metric"].isin(shown)]
    for row in facts(dataset, keep(own, View("coverage", documents=view.documents)), sources):
        claimed.setdefault((row["metric"], row["side"]), []).append(row)
    absent = {(row["metric"], row["country"]): row for row in dataset.absences.to_dict("records")}
    rows = []
    for name, metric in dataset.metric.items():
        if view.topics and metric.topic not in view.topics:
            continue
        for side in SIDES:
            has = claimed.get((name, side), [])
            why = (
                {"reason": "", "note": ""}
                if has
                else absent.get((name, side), {"reason": FILTERED, "note": ""})
            )
            rows.append(
                {
                    "metric": name,
                    "title": metric.title,
                    "topic": metric.topic,
                    "topic_title": dataset.topic[metric.topic].title,
                    "side": side,
                    "name": NAMES[side],
                    "missing": why["reason"],
                    "note": why["note"],
                    "label": "; ".join(f"{row['name']}: {row['text']}" for row in has)
                    or f"no figure, {why['reason']}",
                    "claims": " ".join(row["claims"] for row in has),
                    "markers": ",".join(row["markers"] for row in has),
                }
            )
    return pd.DataFrame(rows)
