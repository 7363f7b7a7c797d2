"""Dataset: every table whole, filtered by any column, and every file to take away."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.documents import package_files
from dashboard.app.components.records import records
from dashboard.app.url_state import choose, named
from dashboard.data.schema import TABLES
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words

LONGEST = 80  # letters of a text to look for


def show(dataset: Dataset) -> None:
    """Show one table, the files of all, and the archive of everything."""
    page.head(words.DATASET, words.DATASET_LEAD)
    left, middle, right = st.columns(3)
    with left:
        name = choose(
            st.selectbox,
            words.TABLE,
            "table",
            named("table", TABLES, "tables"),
            default="claims",
            options=list(TABLES),
        )
    frame = getattr(dataset, name)
    columns = list(frame.columns)
    with middle:
        column = choose(
            st.selectbox,
            words.COLUMN,
            "column",
            named("column", columns, "columns"),
            default=columns[0],
            options=columns,
        )
    with right:
        text = choose(
            st.text_input,
            words.CONTAINS,
            "contains",
            st.query_params.get("contains", "")[:LONGEST],
            placeholder=words.ANY_TEXT,
        )
    if text:
        contains = frame[column].astype(str).str.contains(text, case=False, regex=False)
        shown = frame[contains]
    else:
        shown = frame
    st.caption(words.ROWS_SHOWN.format(shown=len(shown), total=len(frame)))
    st.dataframe(shown, hide_index=True, width="stretch", height=520)
    st.html(records(shown))
    st.html(package_files())
    page.offer_bundle(dataset, "everything", words.BUNDLES["everything"])
