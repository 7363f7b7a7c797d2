"""Conflicts: where the documents disagree or repeat each other, and the slips found in them."""

import streamlit as st

from dashboard.app.components import conflicts, page
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words


def show(dataset: Dataset) -> None:
    """Show the conflicts by kind, then what is stated more than once."""
    page.head(words.CONFLICTS_TITLE, words.CONFLICTS_LEAD, words.CONFLICTS_TEXT)
    if named := st.query_params.get("conflict", ""):
        linked = dataset.conflicts[dataset.conflicts["conflict"] == named]
        if linked.empty:
            st.warning(words.UNKNOWN_CONFLICT)
        else:
            st.subheader(words.LINKED_CONFLICT)
            st.html(conflicts.conflicts(dataset, linked, "", is_open=True))
    for kind, (title, lead) in words.CONFLICT_SECTIONS.items():
        st.header(title)
        of_kind = dataset.conflicts[dataset.conflicts["kind"] == kind]
        st.html(conflicts.conflicts(dataset, of_kind, lead))
    st.header(words.REPETITIONS)
    st.html(conflicts.repetitions(dataset))
