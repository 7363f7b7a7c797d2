"""The list of pages, and what stands around each."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

import streamlit as st

from dashboard.app.app_pages import (
    about,
    checks,
    conflicts,
    dataset,
    explore,
    overview,
    reopen,
    sources,
    timeline,
    topic,
)
from dashboard.app.components import page
from dashboard.data.package import read
from dashboard.model.dataset import Dataset
from dashboard.settings import data_folder
from dashboard.text import interface as words
from dashboard.text.about import TITLE as ABOUT


def main() -> None:
    """Show the page of the address, within what stands around every page."""
    data = read(data_folder())
    st.set_page_config(page_title=data.project.title, layout="wide")
    chosen = st.navigation(_pages(data), expanded=True)
    st.set_page_config(page_title=page.title(data, chosen.url_path or "overview"))
    page.frame(data, chosen.url_path)
    page.guarded(chosen.run)
    page.imprint(data)


def _pages(data: Dataset) -> dict[str, list[Any]]:
    """The groups of the navigation, each with its pages."""
    return {
        "": [
            _page(data, overview.show, words.OVERVIEW, "overview", default=True),
            _page(data, explore.show, words.EXPLORE, "explore"),
            _page(data, timeline.show, words.TIMELINE, "timeline"),
        ],
        words.TOPICS: [
            _page(data, topic.show, about.title, name, name)
            for name, about in data.topic_by_id.items()
        ],
        words.EVIDENCE: [
            _page(data, conflicts.show, words.CONFLICTS, "conflicts"),
            _page(data, checks.show, words.CHECKS, "checks"),
            _page(data, sources.show, words.SOURCES, "sources"),
            _page(data, dataset.show, words.DATASET, "dataset", visibility="hidden"),
            _page(data, reopen.show, words.REOPEN, "reopen"),
            _page(data, about.show, ABOUT, "about"),
        ],
    }


def _page(
    data: Dataset,
    show: Callable[..., None],
    title: str,
    address: str,
    *arguments: str,
    **options: Any,
) -> Any:
    """A page of the navigation, which is shown the data."""
    run = update_wrapper(partial(show, data, *arguments), show)
    return st.Page(run, title=title, url_path=address, **options)


page.guarded(main)
