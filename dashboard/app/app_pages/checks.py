"""Checks: sums a reader can redo, and those that must not be done."""

import streamlit as st

from dashboard.app.components import card as parts
from dashboard.app.components import conflicts as disputes
from dashboard.data.derived import refused, results


def show() -> None:
    data = parts.dataset()
    parts.head(
        "Checks",
        "Sums that a reader can redo, with their hedges carried through, and sums that must not be done.",
        "Dividing at least 240 by 40 gives at least 6; dividing by at least 14 gives at most. A result is never surer than what went in.",
    )
    st.html(disputes.checks(data, results(data)))
    st.subheader("What must not be computed")
    st.html(disputes.refused(refused(data)))
