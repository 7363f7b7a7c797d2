"""Sources: each document with its particulars, everything it gave, and what it cites itself."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.documents import (
    everything_of,
    is_table,
    particulars,
    particulars_of_table,
)
from dashboard.app.templating import render
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words


def show(dataset: Dataset) -> None:
    """Show every document with all that it gave."""
    count = words.spelled(len(dataset.document_ids))
    page.head(words.SOURCES, words.SOURCES_LEAD.format(documents=count), words.SOURCES_TEXT)
    for name in dataset.document_ids:
        document = dataset.document_by_id[name]
        claims = int((dataset.claims["document"] == name).sum())
        events = int((dataset.events["document"] == name).sum())
        with st.container(border=True, key=f"source-{name}"):
            st.html(particulars(document, claims, events))
            st.html(everything_of(dataset, name))
    tables = [row for name, row in dataset.document_by_id.items() if is_table(row)]
    if tables:
        st.header(words.STATISTICS)
        st.html(render("text.html", text=words.STATISTICS_LEAD))
    for table in tables:
        figures = int((dataset.claims["document"] == table["document"]).sum())
        st.html(particulars_of_table(table, figures))
