"""One page a topic: its text, its fair pairs, then every metric in the chart that is fair to it."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card
from dashboard.app.templating import render
from dashboard.app.url_state import views_of_page, with_companions
from dashboard.figures.collections import (
    figures_of,
    metrics_of_documents,
    metrics_of_statistics,
)
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import COLLECTIONS
from dashboard.text import interface as words


def show(dataset: Dataset, topic: str) -> None:
    """Show the overviews of a topic, then its metrics two by two."""
    about = dataset.topic_by_id[topic]
    page.head(about.title, about.lead, about.text)
    figures = figures_of(dataset, topic)
    stated, added = metrics_of_documents(dataset, topic), metrics_of_statistics(dataset, topic)
    views = views_of_page(dataset, [*stated, *added])
    for view in figures:
        if view.figure not in dataset.metric_by_id:
            takes_in = with_companions() and view.figure == "lead"
            card(dataset, view.but(collections=COLLECTIONS) if takes_in else view)
    _two_by_two(dataset, views, stated)
    if added:
        st.header(words.STATISTICS_ADD)
        st.html(render("text.html", text=words.STATISTICS_LEAD))
        _two_by_two(dataset, views, added)
    what = words.BUNDLE_OF_TOPIC.format(count=len(figures))
    page.offer_bundle(dataset, topic, what)


def _two_by_two(dataset: Dataset, views: dict[str, View], metrics: list[str]) -> None:
    for first in range(0, len(metrics), 2):
        for column, metric in zip(st.columns(2), metrics[first : first + 2], strict=False):
            with column:
                card(dataset, views[metric], parameter=metric)
