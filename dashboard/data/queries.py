"""Every question that is asked of the tables: by what a reader chose, and why none is there."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.model.dataset import Dataset
from dashboard.model.table_view import ENTITY_COLUMNS, TableView
from dashboard.model.view import View
from dashboard.model.vocabulary import COLLECTIONS, CURRENCIES, DOCUMENTS, FILTERED


def chosen(frame: pd.DataFrame, view: View, entity: str = "entity") -> pd.DataFrame:
    """The rows of `claims` or `events` that a view leaves; what has no date always stays.

    `entity` names the column that holds whose row it is ("actor" in `events`).
    """
    kept = frame
    if view.entities:
        kept = kept[kept[entity].isin(view.entities) | kept["country"].isin(view.entities)]
    if view.documents:
        kept = kept[kept["document"].isin(view.documents)]
    if view.start is not None:
        kept = kept[(kept["end"] == "") | (kept["end"] >= f"{view.start:04d}")]
    if view.end is not None:
        kept = kept[(kept["start"] == "") | (kept["start"] <= f"{view.end:04d}-12-31")]
    if view.status and "status" in kept:
        kept = kept[kept["status"].isin(view.status)]
    return kept


def rows_of(dataset: Dataset, asked: TableView) -> pd.DataFrame:
    """The rows of a table that a reader asked for, in their order, with every column."""
    rows, view = getattr(dataset, asked.table), asked.view
    if asked.table not in ENTITY_COLUMNS:
        return rows
    rows = chosen(rows, view, ENTITY_COLUMNS[asked.table])
    lists = {"metric": asked.metric, "collection": view.collections, "kind": view.kinds}
    for column, wanted in lists.items():
        if wanted:
            rows = rows[rows[column].isin(wanted)]
    if view.topics:
        metrics = dataset.metrics
        rows = rows[rows["metric"].isin(metrics[metrics["topic"].isin(view.topics)]["metric"])]
    return rows


def left_out_by(frame: pd.DataFrame, view: View) -> dict[str, int]:
    """Choice of a view -> how many rows of `claims` it leaves out by itself; years count as one."""
    choices: dict[str, dict[str, Any]] = {
        "entities": {"entities": view.entities},
        "documents": {"documents": view.documents},
        "status": {"status": view.status},
        "start": {"start": view.start, "end": view.end},
    }
    alone = View(view.figure)
    return {
        name: len(frame) - len(chosen(frame, alone.but(**choice)))
        for name, choice in choices.items()
    }


def collections_of(dataset: Dataset, view: View) -> tuple[str, ...]:
    """The collections that a view takes figures from.

    Unless it says so those of the documents; a metric that they have no figure of is shown with
    public statistics.
    """
    if view.collections:
        return view.collections
    return dataset.collections_by_metric.get(view.figure, ())[:1] or (DOCUMENTS,)


def in_collections(frame: pd.DataFrame, collections: Collection[str]) -> pd.DataFrame:
    """The rows of `claims` or `documents` of some collections."""
    return frame[frame["collection"].isin(list(collections))]


@lru_cache(maxsize=256)
def claims_of_metric(
    dataset: Dataset, metric: str, collections: tuple[str, ...] = COLLECTIONS
) -> pd.DataFrame:
    """The rows of `claims.csv` about one metric, of some collections."""
    claims = in_collections(dataset.claims, collections)
    return claims[claims["metric"] == metric]


@lru_cache(maxsize=64)
def yearly(dataset: Dataset, metric: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Entity and year -> the claim of a metric of whole years, such as a population or a rate."""
    claims = dataset.claims[dataset.claims["metric"] == metric]
    return {
        (claim["entity"], int(claim["period"])): claim
        for claim in claims.to_dict("records")
        if claim["period"].isdigit()
    }


def claims_by_id(dataset: Dataset, ids: Collection[str]) -> pd.DataFrame:
    """The rows of `claims.csv` with these ids, in the order of the table."""
    return dataset.claims[dataset.claims["claim"].isin(list(ids))]


def claims_in_money(dataset: Dataset) -> pd.DataFrame:
    """The rows of `claims.csv` that are sums of money in the documents, by currency, then size."""
    claims = in_collections(dataset.claims, (DOCUMENTS,))
    money = claims[claims["unit"].isin(CURRENCIES)]
    return money.sort_values(["unit", "value"], ascending=[True, False])


def metrics_of_topics(
    dataset: Dataset, topics: Collection[str], collections: Collection[str] = COLLECTIONS
) -> list[str]:
    """Ids of the metrics of these topics that some collections have a figure of, in their order.

    Of all topics where none is named; without those that figures are only converted by.
    """
    return [
        name
        for name, metric in dataset.metric_by_id.items()
        if (not topics or metric.topic in topics)
        and name not in dataset.project.yardsticks.values()
        and set(collections) & set(dataset.collections_by_metric[name])
    ]


def conflicts_about(dataset: Dataset, ids: Collection[str], metric: str = "") -> pd.DataFrame:
    """The rows of `conflicts.csv` that have one of these claims or events on a side.

    Or that are about their facts, or about `metric`.
    """
    claims = dataset.claims[dataset.claims["claim"].isin(list(ids))]
    events = dataset.events[dataset.events["event"].isin(list(ids))]
    named = {*ids, *claims["fact"], *events["fact"], metric} - {""}
    concerned = [
        bool(named & {*row["sides"].split(), *row["about"].split()})
        for row in dataset.conflicts.to_dict("records")
    ]
    return dataset.conflicts[concerned]


def absence(dataset: Dataset, metric: str, side: str) -> tuple[str, str]:
    """Why a metric has no figure for a side: code and note; FILTERED where it has one."""
    return dataset.absence_by_side.get((metric, side), (FILTERED, ""))
