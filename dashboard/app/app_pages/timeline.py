"""Timeline: every event, plan and target, filtered by kind, actor and years."""

import streamlit as st

from dashboard.app import url_state as choosing
from dashboard.app.components import card as parts
from dashboard.model.vocabulary import EVENT_KINDS

FIRST, LAST = 1950, 2030


def show() -> None:
    data = parts.dataset()
    parts.head(
        "Timeline",
        "From cybernetics in the 1950s to the goal for 2030: what happened, and what is planned.",
    )
    view, _ = choosing.asked("timeline")
    left, middle, right = st.columns(3)
    with left:
        kinds = choosing.choose(
            st.multiselect,
            "Kind",
            "kinds",
            list(view.kinds),
            options=EVENT_KINDS,
            placeholder="All kinds",
        )
    with middle:
        actors = [name for name in data.names if name in set(data.events["actor"])]
        chosen = [name for name in view.entities if name in actors]
        entities = choosing.choose(
            st.multiselect,
            "Actor",
            "entities",
            chosen,
            options=actors,
            format_func=data.names.get,
            placeholder="All actors",
        )
    with right:
        years = choosing.years(view, FIRST, LAST)
    parts.card(
        view.but(kinds=tuple(kinds), entities=tuple(entities), start=years[0], end=years[1]),
        unfolded=True,
    )
    parts.offer("timeline", "the whole timeline")
