"""Conflicts, repetitions and checks: what stands on each side, with its document and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.app.components.claims_table import event_date, place
from dashboard.app.templating import render
from dashboard.data.derived import Result
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.quantity import Quantity
from dashboard.text import interface as words
from dashboard.text.derived import formula_words, result_words
from dashboard.text.formatting import quantity


@dataclass(frozen=True)
class ConflictSide:
    """One side of a conflict: where it stands, what it states, and in which words."""

    place: str
    value: str
    quote: str
    address: str = ""  # of the figure that shows it, relative to the pages
    metric: str = ""  # title of what the value measures


def conflicts(dataset: Dataset, frame: pd.DataFrame, lead: str, is_open: bool = False) -> Markup:
    """Each conflict with what differs; it opens to its sides, and which is better founded."""
    passages = dataset.conflict_passages
    return render(
        "conflicts.html",
        lead=lead,
        is_open=is_open,
        conflicts=[
            {
                **row,
                "sides": [
                    *(side(dataset, id) for id in row["sides"].split()),
                    *(
                        _passage(dataset, passage)
                        for passage in passages[passages["conflict"] == row["conflict"]].to_dict(
                            "records"
                        )
                    ),
                ],
            }
            for row in frame.to_dict("records")
        ],
    )


SHARPEST = 3  # disagreements that the overview names


def sharpest(dataset: Dataset) -> Markup:
    """The disagreements that stand first, each with what its sides state; they lead to the rest."""
    disagreements = dataset.conflicts[dataset.conflicts["kind"] == "disagreement"]
    return render(
        "sharpest.html",
        conflicts=[
            {
                "title": row["title"],
                "differs": row["differs"],
                "address": Urls().conflict(row["conflict"]),
            }
            for row in disagreements.head(SHARPEST).to_dict("records")
        ],
        more=words.ALL_CONFLICTS.format(count=len(dataset.conflicts)),
        address=Urls().standing("conflicts"),
    )


def side(dataset: Dataset, id: str) -> ConflictSide:
    """A claim or event as a side of a conflict."""
    if id in dataset.claim_by_id:
        claim = dataset.claim_by_id[id]
        figure = quantity(Quantity.of_claim(claim))
        value = f"{dataset.name_by_id[claim['entity']]}: {figure}"
        metric = dataset.metric_by_id[claim["metric"]]
        address = Urls().metric(metric.metric)
        says = f"“{claim['says']}”"
        return ConflictSide(place(dataset, claim), value, says, address, metric.title)
    event = dataset.event_by_id[id]
    value = f"{event_date(event)}: {event['title']}"
    address = Urls().event(id)
    return ConflictSide(place(dataset, event), value, f"“{event['says']}”", address)


def _passage(dataset: Dataset, passage: dict[str, Any]) -> ConflictSide:
    """Words that are set beside the claims and events, and are neither."""
    return ConflictSide(place(dataset, passage), passage["remark"], f"“{passage['says']}”")


@lru_cache(maxsize=4)
def repetitions(dataset: Dataset) -> Markup:
    """Facts that more than one claim or event states: every place with its own date and words."""
    rows = []
    for frame, key in ((dataset.claims, "claim"), (dataset.events, "event")):
        for _, group in frame.groupby("fact", sort=False):
            if len(group) > 1:
                sides = [side(dataset, id) for id in group[key]]
                rows += [
                    ["" if number else sides[0].value, stated.place, stated.value, stated.quote]
                    for number, stated in enumerate(sides)
                ]
    return render(
        "table.html",
        columns=words.REPETITION_COLUMNS,
        rows=rows,
        name=words.REPETITIONS,
        caption=words.REPETITIONS_LEAD,
    )


def checks(dataset: Dataset, results: Sequence[Result]) -> Markup:
    """Each sum as a formula with its result, and where its numbers stand."""
    rows = []
    for result in results:
        formula = formula_words(result.formula, result.figures)
        value = result_words(result.interval, result.unit, result.before, result.after)
        places = "; ".join(dict.fromkeys(side(dataset, id).place for id in result.claims))
        rows.append([result.question, f"{formula} = {value}", result.remark, places])
    return render(
        "table.html", columns=words.CHECK_COLUMNS, rows=rows, name=words.CHECKS, caption=""
    )


def refused(sums: Sequence[tuple[str, str]]) -> Markup:
    """The sums that must not be done, each with the reason."""
    return render(
        "table.html",
        columns=words.REFUSED_COLUMNS,
        rows=sums,
        name=words.REFUSED_SUMS,
        caption="",
    )
