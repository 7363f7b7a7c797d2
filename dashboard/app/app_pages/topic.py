"""One page a topic: its text, its fair pairs, then every metric in the chart that is fair to it."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card
from dashboard.app.url_state import views_of_page
from dashboard.figures.collections import figures_of
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words


def show(dataset: Dataset, topic: str) -> None:
    """Show the overviews of a topic, then its metrics two by two."""
    about = dataset.topic_by_id[topic]
    page.head(about.title, about.lead, about.text)
    figures = figures_of(dataset, topic)
    metrics = [view.figure for view in figures if view.figure in dataset.metric_by_id]
    views = views_of_page(dataset, metrics)
    for view in figures[: -len(metrics)]:
        card(dataset, view)
    for first in range(0, len(metrics), 2):
        for column, metric in zip(st.columns(2), metrics[first : first + 2], strict=False):
            with column:
                card(dataset, views[metric], parameter=metric)
    what = words.BUNDLE_OF_TOPIC.format(count=len(figures))
    page.offer_bundle(dataset, topic, what)
