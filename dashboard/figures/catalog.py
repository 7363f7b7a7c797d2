"""Everything that can be drawn: each metric, and the surveys across metrics. One list for pages, files and commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from dashboard.errors import lookup
from dashboard.figures.rows.amounts import amounts_rows
from dashboard.figures.rows.claims import metric_rows
from dashboard.figures.rows.coverage import coverage_rows
from dashboard.figures.rows.events import OPEN, timeline_rows
from dashboard.figures.rows.pairs import lead_rows
from dashboard.model.dataset import Dataset, Metric, Source
from dashboard.model.view import View

Drawn = Callable[[pd.DataFrame], bool]
Rows = Callable[[Dataset, View, list[Source]], pd.DataFrame]


@dataclass(frozen=True)
class Subject:
    """What a figure is about: its words, its fair forms (the first is the default) and where its rows come from."""

    subject: str
    title: str
    question: str
    definition: str
    forms: tuple[str, ...]
    rows: Rows
    choices: tuple[str, ...] = (
        "entities",
        "documents",
        "status",
        "start",
        "end",
    )  # besides form, theme and width
    metric: Metric | None = None
    reading: tuple[
        tuple[str, Drawn], ...
    ] = ()  # how to read the marks of this figure, each where such marks are drawn
    listed: bool = True  # whether its sources stand below it; they are in its table anyhow


SURVEYS = {
    survey.subject: survey
    for survey in (
        Subject(
            "lead", "Who leads", "Who is ahead, and by how much?",
            "Every pair of figures that may fairly be compared: China's figure divided by that of the United States, on a "
            "logarithmic axis. More is not always better: chips used or compute needed are costs.",
            ("lead",), lead_rows, ("topics", "documents", "status", "start", "end"), reading=(
                ("Dots are computed from two claims.", lambda rows: rows["made"].eq("computed").any()),
                ("Diamonds are stated as a ratio by a document.", lambda rows: rows["made"].eq("stated").any()),
                ("Hollow marks are undated.", lambda rows: rows["undated"].astype(bool).any()),
                ("A dotted line with an arrow is an open end: how far it reaches is not known.",
                 lambda rows: rows["comparator"].isin(["<", "<=", ">", ">="]).any()),
            ),
        ),
        Subject(
            "coverage", "What the documents say", "What do the documents say, and what not?",
            "Each square is one metric. Filled: at least one document states a figure. Empty: none does.",
            ("coverage",), coverage_rows, ("topics", "documents"), listed=False,
        ),
        Subject(
            "amounts", "Amounts of money", "How large are the sums the documents name?",
            "Every amount in its own currency, as reported, on a logarithmic axis. Nothing is converted and nothing added "
            "up: plans, values, costs and investments are different things.",
            ("dots",), amounts_rows, ("topics", "entities", "documents", "status", "start", "end"),
            reading=(
                ("Currencies share the axis, not the value: compare sums of one currency only.", lambda rows: rows["unit"].nunique() > 1),
            ),
        ),
        Subject(
            "timeline", "Timeline", "What happened, and what is planned?",
            "Every event, plan and target that a document names, by kind. Where documents disagree on a date, each date is shown.",
            ("timeline",), timeline_rows, ("entities", "documents", "kinds", "start", "end"),
            reading=(
                ("Full marks happened.", lambda rows: not rows["planned"].all()),
                ("Hollow diamonds are planned.", lambda rows: rows["planned"].any()),
                ("A line is a span of years.", lambda rows: (rows["last"] - rows["first"]).gt(1.01).any()),
                ("What is said to go on is drawn to the date of the document.", lambda rows: rows["end"].ge(OPEN).any()),
            ),
        ),
    )
}  # fmt: skip


@cache
def subjects(dataset_version: str, *metrics: Metric) -> dict[str, Subject]:
    """Subject id -> subject, surveys first."""
    own = {
        metric.metric: Subject(
            metric.metric,
            metric.title,
            metric.question,
            metric.definition,
            metric.forms,
            metric_rows,
            metric=metric,
        )
        for metric in metrics
    }
    return {**SURVEYS, **own}


def subject(dataset: Dataset, name: str) -> Subject:
    """The subject called `name`; UnknownName, with the nearest names, where there is none."""
    return lookup(name, every(dataset), "figure")


def every(dataset: Dataset) -> dict[str, Subject]:
    return subjects(dataset.version, *dataset.metric.values())
