"""About: why these documents, what a claim is, how to read a hedge, how to cite, what changed."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.about import about
from dashboard.app.url_state import addresses
from dashboard.model.dataset import Dataset
from dashboard.text import about as words


def show(dataset: Dataset) -> None:
    """Show what a reader may want to know before trusting a figure."""
    page.head(words.TITLE, dataset.project.description, dataset.project.leads.get("about", ""))
    st.html(about(dataset, addresses()))
