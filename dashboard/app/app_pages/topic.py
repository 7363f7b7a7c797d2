"""One page a topic: its text, its fair pairs, then every metric in the chart that is fair to it."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card
from dashboard.app.components.meetings import side_by_side
from dashboard.app.templating import render
from dashboard.app.url_state import views_of_page, with_companions
from dashboard.figures.collections import (
    figures_of,
    metrics_of_documents,
    metrics_of_statistics,
    movement_of,
)
from dashboard.figures.meetings import meetings
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import COLLECTIONS
from dashboard.text import interface as words

ANCHOR = "statistics"  # of the section of public statistics
PAIRS_AND_SUMS = ("lead", "amounts")  # the overviews that stand above the documents' metrics


def show(dataset: Dataset, topic: str) -> None:
    """Show the overviews of a topic, then its metrics two by two, then public statistics."""
    about = dataset.topic_by_id[topic]
    page.head(about.title, about.lead, about.text)
    figures = figures_of(dataset, topic)
    stated, added = metrics_of_documents(dataset, topic), metrics_of_statistics(dataset, topic)
    views = views_of_page(dataset, [*stated, *added])
    if added:
        st.html(render("jump.html", anchor=ANCHOR, text=_jump(dataset)))
    for view in figures:
        if view.figure in PAIRS_AND_SUMS:
            takes_in = with_companions() and view.figure == "lead"
            card(dataset, view.but(collections=COLLECTIONS) if takes_in else view)
    _two_by_two(dataset, views, stated)
    if added:
        _statistics(dataset, topic, views, added)
    what = words.BUNDLE_OF_TOPIC.format(count=len(figures))
    page.offer_bundle(dataset, topic, what)


def _jump(dataset: Dataset) -> str:
    first, second = dataset.project.sides
    return words.TO_STATISTICS.format(first=first.in_sentence, second=second.in_sentence)


def _statistics(dataset: Dataset, topic: str, views: dict[str, View], added: list[str]) -> None:
    """Both sides over time, what is asked of both collections, then the other tables."""
    st.header(words.STATISTICS_ADD, anchor=ANCHOR)
    st.html(render("text.html", text=words.STATISTICS_LEAD))
    leading = movement_of(dataset, topic)
    for view in leading:
        card(dataset, view)
    first = 0 if leading else 1  # a single count over time has the whole width
    for name in added[:first]:
        card(dataset, views[name], parameter=name)
    st.html(side_by_side(meetings(dataset, topic), dataset.project))
    _two_by_two(dataset, views, added[first:])


def _two_by_two(dataset: Dataset, views: dict[str, View], metrics: list[str]) -> None:
    for first in range(0, len(metrics), 2):
        for column, metric in zip(st.columns(2), metrics[first : first + 2], strict=False):
            with column:
                card(dataset, views[metric], parameter=metric)
