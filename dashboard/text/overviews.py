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
            "Who leads",
            "Who is ahead, and by how much?",
            f"Every pair of figures that may fairly be compared: {first}'s figure divided by that "
            f"of {second}, on a logarithmic axis.",
        ),
        "coverage": OverviewWords(
            "What the documents say",
            "What do the documents say, and what not?",
            "Each square is one metric. Filled: at least one document states a figure. "
            "Empty: none does.",
        ),
        "amounts": OverviewWords(
            "Amounts of money",
            "How large are the sums the documents name?",
            "Every amount in its own currency, as reported, on a logarithmic axis. Nothing is "
            "converted and nothing added up: plans, values, costs and investments are different "
            "things.",
        ),
        "timeline": OverviewWords(
            "Timeline",
            "What happened, and what is planned?",
            "Every event, plan and target that a document names, by kind. Where documents "
            "disagree on a date, each date is shown.",
        ),
    }[name]
    remark = project.leads.get(name, "") if name != "timeline" else ""
    definition = f"{words.definition} {remark}".strip()
    return OverviewWords(words.title, words.question, definition)
