"""Reopen: drop a file made here, or follow a pinned link, and the figure comes back."""

from typing import Any

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card, figure_of
from dashboard.app.templating import render
from dashboard.app.url_state import view_of_page
from dashboard.errors import DashboardError
from dashboard.export.reopen import reopen
from dashboard.figures.figure import Figure, draw
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.text import interface as words


def show(dataset: Dataset) -> None:
    """Show the figure of an uploaded file or of a pinned link."""
    page.head(words.REOPEN, words.REOPEN_LEAD, words.REOPEN_TEXT)
    file = st.file_uploader(words.REOPEN_FILE)
    if file and not _read(dataset, file):
        return
    name = st.query_params.get("figure")
    if not name:
        return
    view = view_of_page(dataset, name, drop=("figure",))
    figure = figure_of(dataset, view)
    show_note = st.warning if figure.has_changed else st.success
    unchanged = words.UNCHANGED.format(version=dataset.version)
    show_note(" ".join(figure.since_words) or unchanged)
    card(dataset, view, is_unfolded=True)


def _read(dataset: Dataset, file: object) -> bool:
    """Put the view of an uploaded file into the URL; False where it is not one figure."""
    try:
        found = reopen(dataset, file.getvalue())  # type: ignore[attr-defined]
    except DashboardError as error:
        st.warning(str(error))
        return False
    if len(found) > 1:
        # Not kept, as the figures of the pages are: a reader opens one or two of them.
        st.html(_list([_entry(draw(dataset, view)) for view, _ in found]))
        return False
    [(view, problems)] = found
    for problem in problems:
        st.info(problem)
    file_id = file.file_id  # type: ignore[attr-defined]
    if st.session_state.get("reopened") != file_id:  # once: then the URL holds the choice
        st.session_state["reopened"] = file_id
        st.query_params.from_dict({"figure": view.figure, **view.query()})
    return True


def _entry(figure: Figure) -> dict[str, Any]:
    """A figure of an archive: a link that brings it back, and what has changed in it."""
    return {
        "title": figure.title,
        "address": Urls().reopen(figure.view.figure, figure.view.query()),
        "since": " ".join(figure.since_words) or words.NOTHING_CHANGED,
        "has_changed": figure.has_changed,
    }


def _list(entries: list[dict[str, Any]]) -> str:
    """The figures of an archive."""
    changed = sum(entry["has_changed"] for entry in entries)
    summary = words.REOPENED.format(count=len(entries), changed=changed)
    return render("reopened.html", summary=summary, figures=entries)
