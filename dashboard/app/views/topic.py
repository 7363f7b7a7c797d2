"""One page a topic: its text, its fair pairs, then every metric in the form that is fair to it."""

from collections.abc import Callable

import streamlit as st

from dashboard.app import choosing, parts
from dashboard.model import View


def page(topic: str) -> Callable[[], None]:
    def show() -> None:
        data = parts.dataset()
        about = data.topic[topic]
        parts.head(about.title, about.lead, about.text)
        surveys = {"lead": View("lead", topics=(topic,)), "amounts": View("amounts", topics=(topic,))}
        fitting = [name for name, view in surveys.items() if len(parts.drawing(view).rows) > 1]
        metrics = [name for name, metric in data.metric.items() if metric.topic == topic]
        views = choosing.formed(metrics)
        for name in fitting:
            parts.card(surveys[name])
        for at in range(0, len(metrics), 2):
            for column, metric in zip(st.columns(2), metrics[at : at + 2], strict=False):
                with column:
                    parts.card(views[metric], parameter=metric)

    show.__name__ = topic
    return show
