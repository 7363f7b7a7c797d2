"""Reopen: drop a file made here, or follow a pinned link; the figure comes back, with what has changed since."""

import streamlit as st

from dashboard.app import url_state as choosing
from dashboard.app.components import card as parts
from dashboard.errors import DashboardError
from dashboard.export.reopen import reopen


def show() -> None:
    data = parts.dataset()
    parts.head(
        "Reopen a figure",
        "Drop any file made here, and the figure comes back, with what has changed in its numbers since.",
        "Every file carries the address of its figure and the version of the data it was drawn from. A pinned link does the same.",
    )
    file = st.file_uploader("A file of a figure, or a ZIP archive of several")
    if file:
        try:
            found = reopen(data, file.getvalue())
        except DashboardError as error:
            st.warning(str(error))
            return
        if len(found) > 1:
            st.html(parts.markup.reopened([parts.drawing(view) for view, _ in found]))
            return
        [(view, words)] = found
        for word in words:
            st.info(word)
        if (
            st.session_state.get("reopened") != file.file_id
        ):  # once: from then on the address of the page holds the choice
            st.session_state["reopened"] = file.file_id
            st.query_params.from_dict({"figure": view.subject, **view.query()})
    if not (name := st.query_params.get("figure")):
        return
    view, _ = choosing.asked(name, drop=("figure",))
    drawn = parts.drawing(view)
    tell = st.warning if drawn.changed else st.success
    tell(
        " ".join(drawn.since)
        or f"The data is that of the figure: dataset {data.version}. No number has changed."
    )
    parts.card(view, unfolded=True)
