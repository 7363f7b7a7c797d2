"""Timeline: every event, plan and target in words, filtered by kind, actor and years."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card, theme
from dashboard.app.components.chronicle import chronicle
from dashboard.app.components.filters import folded
from dashboard.app.url_state import choose, choose_years, view_of_page
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import EVENT_GROUPS
from dashboard.text import interface as words
from dashboard.text.codes import EVENT_GROUPS as GROUPS
from dashboard.text.codes import EVENT_KINDS


def show(dataset: Dataset) -> None:
    """Show the events that the URL leaves."""
    project = dataset.project
    page.head(words.TIMELINE, project.leads.get("timeline", words.TIMELINE_LEAD))
    view = view_of_page(dataset, "timeline")
    with folded(view):
        left, middle, right = st.columns([6, 3, 3])
        with left:
            kinds = _choose_kinds(view)
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
    chosen = view.but(kinds=kinds, entities=tuple(entities), start=start, end=end)
    card(dataset, chosen)
    st.html(chronicle(dataset, chosen.but(theme=theme())))
    page.offer_bundle(dataset, "timeline", words.BUNDLES["timeline"])


def _choose_kinds(view: View) -> tuple[str, ...]:
    """The kinds of the groups that are chosen; a link may name fewer, which is said."""
    groups = [name for name, kinds in EVENT_GROUPS.items() if set(kinds) <= set(view.kinds)]
    of_groups = tuple(kind for name in groups for kind in EVENT_GROUPS[name])
    rest = [kind for kind in view.kinds if kind not in of_groups]
    chosen = _choose_groups(groups)
    if rest and set(chosen) == set(groups):
        kinds = ", ".join(EVENT_KINDS[kind] for kind in view.kinds)
        st.caption(words.ONLY_KINDS.format(kinds=kinds))
        return view.kinds
    return tuple(kind for name in chosen for kind in EVENT_GROUPS[name])


def _choose_groups(groups: list[str]) -> list[str]:
    """The groups of kinds; the URL holds their kinds."""
    key = "choose-kinds"
    if st.session_state.get(key, []) != groups:
        st.session_state[key] = groups

    def write() -> None:
        kinds = [kind for name in st.session_state[key] for kind in EVENT_GROUPS[name]]
        if kinds:
            st.query_params["kinds"] = ",".join(kinds)
        else:
            st.query_params.pop("kinds", None)

    return st.pills(
        words.EVENT_GROUPS_LABEL,
        list(EVENT_GROUPS),
        selection_mode="multi",
        wrap=True,
        key=key,
        on_change=write,
        format_func=GROUPS.__getitem__,
    )
