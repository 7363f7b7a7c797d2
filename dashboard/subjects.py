"""Everything that can be drawn: each metric, and the surveys across metrics. One list for pages, files and commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pandas as pd

from dashboard.errors import lookup
from dashboard.happenings import timeline_rows
from dashboard.model import Dataset, Metric, Source, View
from dashboard.rows import metric_rows
from dashboard.surveys import amounts_rows, coverage_rows, lead_rows

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
    choices: tuple[str, ...] = ("entities", "documents", "status", "start", "end")  # besides form, theme and width
    metric: Metric | None = None
    reading: tuple[str, ...] = ()  # how to read the marks of this figure


SURVEYS = {
    survey.subject: survey
    for survey in (
        Subject(
            "lead", "Who leads", "Who is ahead, and by how much?",
            "Every pair of figures that may fairly be compared: China's figure divided by that of the United States, on a "
            "logarithmic axis. More is not always better: chips used or compute needed are costs.",
            ("lead",), lead_rows, ("topics", "documents", "status", "start", "end"), reading=(
                "Dots are computed from two claims, diamonds are stated as a ratio by a document. Hollow marks are undated.",
                "A dotted line with an arrow is an open end: how far it reaches is not known.",
            ),
        ),
        Subject(
            "coverage", "What the documents say", "What do the documents say, and what not?",
            "Each square is one metric. Filled: at least one document states a figure. Empty: none does.",
            ("coverage",), coverage_rows, ("topics", "documents"),
        ),
        Subject(
            "amounts", "Amounts of money", "How large are the sums the documents name?",
            "Every amount in its own currency, as reported, on a logarithmic axis. Nothing is converted and nothing added "
            "up: plans, values, costs and investments are different things.",
            ("dots",), amounts_rows, ("topics", "entities", "documents", "status", "start", "end"),
            reading=("Currencies share the axis, not the value: compare sums of one currency only.",),
        ),
        Subject(
            "timeline", "Timeline", "What happened, and what is planned?",
            "Every event, plan and target that a document names, by kind. Where documents disagree on a date, each date is shown.",
            ("timeline",), timeline_rows, ("entities", "documents", "kinds", "start", "end"),
            reading=(
                "Full marks happened, hollow diamonds are planned.",
                "A line is a span of years; what is said to go on is drawn to the date of the document.",
            ),
        ),
    )
}  # fmt: skip


@cache
def subjects(dataset_version: str, *metrics: Metric) -> dict[str, Subject]:
    """Subject id -> subject, surveys first."""
    own = {
        metric.metric: Subject(metric.metric, metric.title, metric.question, metric.definition, metric.forms, metric_rows, metric=metric)
        for metric in metrics
    }
    return {**SURVEYS, **own}


def subject(dataset: Dataset, name: str) -> Subject:
    """The subject called `name`; UnknownName, with the nearest names, where there is none."""
    return lookup(name, every(dataset), "figure")


def every(dataset: Dataset) -> dict[str, Subject]:
    return subjects(dataset.version, *dataset.metric.values())
