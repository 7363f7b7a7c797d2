"""Dataset: every table whole, filtered by any column, and every file to take away."""

import streamlit as st

from dashboard.app import url_state as choosing
from dashboard.app.components import card as parts
from dashboard.app.components import claims_table as evidence
from dashboard.data.package import TABLES


def show() -> None:
    data = parts.dataset()
    parts.head(
        "Dataset",
        "Every claim, event and word of the vocabulary, as the tables that all figures are drawn from.",
    )
    left, middle, right = st.columns(3)
    with left:
        name = choosing.choose(
            st.selectbox,
            "Table",
            "table",
            choosing.named("table", TABLES, "tables"),
            default="claims",
            options=list(TABLES),
        )
    frame = getattr(data, name)
    with middle:
        column = choosing.choose(
            st.selectbox, "Column", "column", choosing.named("column", list(frame.columns), "columns"),
            default=frame.columns[0], options=list(frame.columns),
        )  # fmt: skip
    with right:
        text = choosing.choose(
            st.text_input,
            "Contains",
            "contains",
            st.query_params.get("contains", "")[:80],
            placeholder="any text",
        )
    kept = (
        frame[frame[column].astype(str).str.contains(text, case=False, regex=False)]
        if text
        else frame
    )
    st.caption(f"{len(kept)} of {len(frame)} rows")
    st.dataframe(kept, hide_index=True, width="stretch", height=520)
    st.html(evidence.package(data))
    parts.offer("everything", "every figure of this dashboard, and all data,")
