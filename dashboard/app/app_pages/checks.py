"""Checks: sums a reader can redo, and those that must not be done."""

import streamlit as st

from dashboard.app.components import conflicts, page
from dashboard.data.derived import refused, results
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words


def show(dataset: Dataset) -> None:
    """Show the sums and those that are refused."""
    page.head(words.CHECKS, words.CHECKS_LEAD, words.CHECKS_TEXT)
    st.html(conflicts.checks(dataset, results(dataset)))
    st.header(words.REFUSED_SUMS)
    st.html(conflicts.refused(refused(dataset)))
