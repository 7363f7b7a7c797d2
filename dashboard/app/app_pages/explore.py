"""Explore: any metric, filtered; the figure, its table and its claims."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card
from dashboard.app.components.page import metric_title
from dashboard.app.url_state import choose, choose_filters, named, view_of_page
from dashboard.data.queries import chosen, claims_of_metric, collections_of
from dashboard.figures.catalog import OF_A_METRIC
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words

NARROW = (
    "form",
    *(name for name in OF_A_METRIC if name != "collections"),
)  # what belongs to the metric that was chosen


def show(dataset: Dataset) -> None:
    """Show one metric as the URL narrows it down."""
    page.head(words.EXPLORE, words.EXPLORE_LEAD)
    topics = _topics(dataset)
    metrics = [
        name for name, about in dataset.metric_by_id.items() if not topics or about.topic in topics
    ]
    metric = named("metric", metrics, "metrics")
    view = view_of_page(dataset, metric, drop=("metric", "topics"))
    left, right = st.columns([1, 2])
    with left:
        choose(
            st.multiselect,
            words.TOPIC,
            "topics",
            topics,
            clears=("metric", *NARROW),
            options=list(dataset.topic_by_id),
            placeholder=words.ALL_TOPICS,
            format_func=lambda name: dataset.topic_by_id[name].title,
        )
    with right:
        choose(
            st.selectbox,
            words.METRIC,
            "metric",
            metric,
            clears=NARROW,
            options=metrics,
            format_func=lambda name: metric_title(dataset, name),
        )
    claims = claims_of_metric(dataset, metric, collections_of(dataset, view))
    view = choose_filters(dataset, view, claims)
    card(dataset, view, is_unfolded=True)
    shown = len(chosen(claims, view))
    if shown < len(claims):
        st.caption(words.CLAIMS_SHOWN.format(shown=shown, total=len(claims)))
    st.caption(dataset.metric_by_id[metric].comparability)


def _topics(dataset: Dataset) -> list[str]:
    """The topics that the URL names; what it names in vain is said in a friendly word."""
    asked = [topic for topic in st.query_params.get("topics", "").split(",") if topic]
    topics = [topic for topic in asked if topic in dataset.topic_by_id]
    if len(topics) < len(asked):
        st.info(words.UNKNOWN_TOPIC)
    return topics
