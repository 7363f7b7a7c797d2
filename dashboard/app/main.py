"""The list of pages."""

import streamlit as st

from dashboard.app.app_pages import (
    checks,
    conflicts,
    explore,
    overview,
    reopen,
    sources,
    timeline,
    topic,
)
from dashboard.app.app_pages import dataset as table
from dashboard.app.components import card as parts

st.set_page_config(page_title="China and the United States in AI", page_icon="◐", layout="wide")
PAGES = {
    "": [
        st.Page(overview.show, title="Overview", url_path="overview", default=True),
        st.Page(explore.show, title="Explore", url_path="explore"),
        st.Page(timeline.show, title="Timeline", url_path="timeline"),
    ],
    "Topics": [
        st.Page(topic.page(name), title=about.title, url_path=name)
        for name, about in parts.dataset().topic.items()
    ],
    "Evidence": [
        st.Page(conflicts.show, title="Conflicts", url_path="conflicts"),
        st.Page(checks.show, title="Checks", url_path="checks"),
        st.Page(sources.show, title="Sources", url_path="sources"),
        st.Page(table.show, title="Dataset", url_path="dataset"),
        st.Page(reopen.show, title="Reopen a figure", url_path="reopen"),
    ],
}
chosen = st.navigation(PAGES, expanded=True)
parts.frame(PAGES[""][1])
parts.guarded(chosen.run)
