"""Sources: each document with its particulars, everything it gave, and what it cites itself."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.documents import everything_of, particulars
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words


def show(dataset: Dataset) -> None:
    """Show every document with all that it gave."""
    count = words.spelled(len(dataset.documents))
    page.head(words.SOURCES, words.SOURCES_LEAD.format(documents=count), words.SOURCES_TEXT)
    for document in dataset.documents.to_dict("records"):
        name = document["document"]
        claims = dataset.claims[dataset.claims["document"] == name]
        events = dataset.events[dataset.events["document"] == name]
        with st.container(border=True, key=f"source-{name}"):
            st.html(particulars(document, len(claims), len(events)))
            st.html(everything_of(dataset, name, claims, events))
