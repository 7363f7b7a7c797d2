"""Timeline: every event, plan and target, filtered by kind, actor and years."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card
from dashboard.app.url_state import choose, choose_years, view_of_page
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words
from dashboard.text.codes import EVENT_KINDS


def show(dataset: Dataset) -> None:
    """Show the events that the URL leaves."""
    project = dataset.project
    page.head(words.TIMELINE, project.leads.get("timeline", words.TIMELINE_LEAD))
    view = view_of_page(dataset, "timeline")
    left, middle, right = st.columns(3)
    with left:
        kinds = choose(
            st.multiselect,
            words.KIND,
            "kinds",
            list(view.kinds),
            options=list(EVENT_KINDS),
            format_func=EVENT_KINDS.__getitem__,
            placeholder=words.ALL_KINDS,
        )
    with middle:
        present = set(dataset.events["actor"])
        actors = [name for name in dataset.name_by_id if name in present]
        entities = choose(
            st.multiselect,
            words.ACTOR,
            "entities",
            [name for name in view.entities if name in actors],
            options=actors,
            format_func=dataset.name_by_id.get,
            placeholder=words.ALL_ACTORS,
        )
    with right:
        start, end = choose_years(view, *project.years["timeline"])
    chosen = view.but(kinds=tuple(kinds), entities=tuple(entities), start=start, end=end)
    card(dataset, chosen, is_unfolded=True)
    page.offer_bundle(dataset, "timeline", words.BUNDLES["timeline"])
