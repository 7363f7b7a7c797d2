"""Explore: any metric, filtered; the figure, its table and its claims."""

import streamlit as st

from dashboard.app import url_state as choosing
from dashboard.app.components import card as parts
from dashboard.figures.rows.claims import keep
from dashboard.model.vocabulary import STATUSES

NARROW = (
    "form",
    "entities",
    "documents",
    "status",
    "start",
    "end",
)  # what belongs to the metric that was chosen


def show() -> None:
    data = parts.dataset()
    parts.head(
        "Explore",
        "Choose a metric, then narrow it down. The address of this page always holds your choice.",
    )
    asked = st.query_params.get("topics", "").split(",")
    topics = [topic for topic in asked if topic in data.topic]
    if any(topic and topic not in topics for topic in asked):
        st.info("The link names a topic that does not exist; it was left out.")
    within = [name for name, metric in data.metric.items() if not topics or metric.topic in topics]
    view, _ = choosing.asked(choosing.named("metric", within, "metrics"), drop=("metric", "topics"))
    left, right = st.columns([1, 2])
    with left:
        choosing.choose(st.multiselect, "Topic", "topics", topics, clears=("metric", *NARROW), options=list(data.topic),
                     placeholder="All topics",
                     format_func=lambda name: data.topic[name].title)  # fmt: skip
    with right:
        choosing.choose(st.selectbox, "Metric", "metric", view.subject, clears=NARROW, options=within,
                     format_func=lambda name: data.metric[name].title)  # fmt: skip
    own = data.claims[data.claims["metric"] == view.subject]
    view = choosing.filters(view, own, STATUSES)
    parts.card(view, unfolded=True)
    kept = keep(own, view)
    st.caption(f"The figure shows {len(kept)} of the {len(own)} claims about this metric.")
    st.caption(data.metric[view.subject].comparability)
