"""Sources: each document with its particulars, everything it gave, and what it cites itself."""

import streamlit as st

from dashboard.app.components import card as parts
from dashboard.app.components import claims_table as evidence


def show() -> None:
    data = parts.dataset()
    parts.head(
        "Sources",
        "Five documents, read line by line. What a document does not say of itself is said to be unknown.",
        "A claim is a figure that a document states, with the line it stands on, its hedge, its date if the document gives it "
        "one, and a caveat where something is doubtful. Documents may disagree or be wrong: both sides are kept as stated. A lower "
        "bound is drawn with an arrow, an upper bound hollow, a plan pale; “about” stays a word. Two figures are compared like for "
        "like, with care (and the figure says what to care about), or not at all: then no ratio is drawn anywhere.",
    )
    for document in data.documents.to_dict("records"):
        name = document["document"]
        claims = data.claims[data.claims["document"] == name]
        events = data.events[data.events["document"] == name]
        with st.container(border=True, key=f"source-{name}"):
            st.html(evidence.particulars(document, len(claims), len(events)))
            st.html(evidence.given(data, claims, events))
