"""Conflicts: where the documents disagree or repeat each other, and the slips found in them."""

import streamlit as st

from dashboard.app.components import card as parts
from dashboard.app.components import conflicts as disputes

SECTIONS = {
    "disagreement": ("Disagreements", "Two figures or dates for one thing. Both stay, as stated."),
    "wording": (
        "One thing in several wordings",
        "The same goal or image, weaker here and stronger there.",
    ),
    "slip": (
        "Slips",
        "Misspelt names, dates that cannot be right, a figure on the wrong noun. Nothing was mended in silence.",
    ),
}


def show() -> None:
    data = parts.dataset()
    parts.head(
        "Conflicts and slips",
        "Where the documents disagree, repeat each other, or get something wrong.",
        "What stands on each side is quoted with its document and line. Where the texts allow it, a note says which side is "
        "better founded and why; where they do not, it says so.",
    )
    for kind, (title, lead) in SECTIONS.items():
        st.subheader(title)
        st.html(disputes.conflicts(data, data.conflicts[data.conflicts["kind"] == kind], lead))
    st.subheader("Repetitions")
    st.html(disputes.repetitions(data))
