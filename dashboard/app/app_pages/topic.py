"""One page a topic: its text, its fair pairs, then every metric in the form that is fair to it."""

from collections.abc import Callable

import streamlit as st

from dashboard.app import url_state as choosing
from dashboard.app.components import card as parts
from dashboard.figures.collections import figures


def page(topic: str) -> Callable[[], None]:
    def show() -> None:
        data = parts.dataset()
        about = data.topic[topic]
        parts.head(about.title, about.lead, about.text)
        listed = figures(data, topic)
        metrics = [view.subject for view in listed if view.subject in data.metric]
        views = choosing.formed(metrics)
        for view in listed[: -len(metrics)]:
            parts.card(view)
        for at in range(0, len(metrics), 2):
            for column, metric in zip(st.columns(2), metrics[at : at + 2], strict=False):
                with column:
                    parts.card(views[metric], parameter=metric)
        parts.offer(topic, f"all {len(listed)} figures of this page")

    show.__name__ = topic
    return show
