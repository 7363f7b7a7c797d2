"""Titles, questions and definitions of the overviews, the figures that look across metrics."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.model.project import Project


@dataclass(frozen=True)
class OverviewWords:
    """What an overview is called, asks, and shows."""

    title: str
    question: str
    definition: str


def overview_words(name: str, project: Project) -> OverviewWords:
    """The words of the overview called `name`, with the sentence that the project adds to them."""
    first, second = (side.in_sentence for side in project.sides)
    words = {
        "lead": OverviewWords(
            "Whose figure is larger",
            "Whose figure is larger, and how many times?",
            f"Every pair of figures that may fairly be compared: that of {first}, or of one of its "
            f"companies or products, divided by its counterpart's of {second}, on a logarithmic "
            "axis, turned round where the metric wants less. A ratio that a document states is "
            "taken as it stands.",
        ),
        "movement": OverviewWords(
            "Both sides over time",
            "Whose figure is larger, and since when?",
            f"Every count that has {first} and {second} over several years, each on a scale of "
            "its own from zero. A line runs only within one table and edition.",
        ),
        "coverage": OverviewWords(
            "What the documents say",
            "What do the documents say, and what not?",
            "Each square is one metric and side. Filled: at least one of the documents chosen "
            "states a figure. Empty: none of them does.",
        ),
        "amounts": OverviewWords(
            "Amounts of money",
            "How large are the sums the documents name?",
            "Every amount in its own currency, as reported. Nothing is converted or added up: "
            "plans, values, costs and investments are different things.",
        ),
        "statements": OverviewWords(
            "What is stated",
            "Which figures are stated?",
            "Every figure with its hedge, as it is stated, with its date where it has one. What "
            "stands below one another is not to be compared.",
        ),
        "timeline": OverviewWords(
            "Timeline",
            "What happened, and what is planned?",
            "Events, plans and targets that the documents name. What several of them tell is one "
            "event; where they give it several dates, each is shown.",
        ),
    }[name]
    remark = project.leads.get(name, "") if name != "timeline" else ""
    definition = f"{words.definition} {remark}".strip()
    return OverviewWords(words.title, words.question, definition)
