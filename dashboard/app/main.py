"""The list of pages."""

from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any

import streamlit as st

from dashboard.app.app_pages import (
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
from dashboard.settings import data_folder
from dashboard.text import interface as words

data = read(data_folder())


def _page(
    show: Callable[..., None], title: str, address: str, *arguments: str, **options: Any
) -> Any:
    """A page of the navigation, which is shown the data."""
    run = update_wrapper(partial(show, data, *arguments), show)
    return st.Page(run, title=title, url_path=address, **options)


st.set_page_config(page_title=data.project.title, layout="wide")
explore_page = _page(explore.show, words.EXPLORE, "explore")
PAGES = {
    "": [
        _page(overview.show, words.OVERVIEW, "overview", default=True),
        explore_page,
        _page(timeline.show, words.TIMELINE, "timeline"),
    ],
    words.TOPICS: [
        _page(topic.show, about.title, name, name) for name, about in data.topic_by_id.items()
    ],
    words.EVIDENCE: [
        _page(conflicts.show, words.CONFLICTS, "conflicts"),
        _page(checks.show, words.CHECKS, "checks"),
        _page(sources.show, words.SOURCES, "sources"),
        _page(dataset.show, words.DATASET, "dataset"),
        _page(reopen.show, words.REOPEN, "reopen"),
    ],
}
chosen = st.navigation(PAGES, expanded=True)
st.set_page_config(page_title=page.title(data, chosen.url_path or "overview"))
page.frame(data, explore_page)
page.guarded(chosen.run)
