"""What every page is made of: the frame, the figure card, and choices that live in the URL."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import streamlit as st

import dashboard
from dashboard.app import url_state as choosing
from dashboard.app.components import claims_table as evidence
from dashboard.app.components import downloads as taking
from dashboard.app.components import markup
from dashboard.errors import DashboardError
from dashboard.export.formats import bundle
from dashboard.figures.catalog import SURVEYS, subject
from dashboard.figures.charts import FORMS
from dashboard.figures.figure import Drawing
from dashboard.model.dataset import Dataset
from dashboard.model.view import View

LOG = logging.getLogger("dashboard")
BUNDLES = Lock()  # one at a time: each keeps a processor busy for as long as it takes
dataset: Callable[[], Dataset] = dashboard.load


@lru_cache(maxsize=512)
def drawing(view: View) -> Drawing:
    """The figure of a view; kept, for the data never changes while it runs."""
    return dashboard.draw(dataset(), view)


def theme() -> str:
    return "dark" if st.context.theme.type == "dark" else "light"


def frame(explore: Any) -> None:
    """What stands around every page: its style, and the search for a metric in the sidebar."""
    st.html(markup.STYLE)
    st.html(markup.COPY, unsafe_allow_javascript=True)
    metrics = dataset().metric

    def ask() -> None:
        st.session_state["asked"] = st.session_state["search"]
        st.session_state["search"] = None

    with st.sidebar:
        st.selectbox(
            "Find a metric", list(metrics), index=None, key="search", on_change=ask, placeholder="patents, chips, cost …",
            format_func=lambda name: metrics[name].title,
        )  # fmt: skip
        st.html(markup.colophon(dataset()))
    if asked := st.session_state.pop("asked", None):
        st.switch_page(explore, query_params={"metric": asked})


def guarded(run: Callable[[], None]) -> None:
    """A page that fails says so in a sentence; the traceback goes to the log, never to the reader."""
    try:
        run()
    except DashboardError as error:
        st.error(str(error))
    except Exception:  # Streamlit's own signals (rerun, stop) are no Exceptions and pass
        LOG.exception("A page failed")
        st.error(
            "This page could not be made. The fault has been logged; the other pages still work."
        )


def head(title: str, lead: str, text: str = "") -> None:
    st.html(markup.head(title, lead, text))


def card(view: View, parameter: str = "form", unfolded: bool = False) -> None:
    """One figure with all that belongs to it: question, form, chart, sources, claims, files and link.

    The form is the one that the URL names under `parameter`.
    """
    about = subject(dataset(), view.subject)
    with st.container(border=True, key=f"card-{view.subject}"):
        st.html(markup.question(about))
        if len(about.forms) > 1:
            asked = st.query_params.get(parameter, "")
            form = choosing.choose(
                st.segmented_control, f"Form of {about.title}", parameter, asked if asked in about.forms else about.forms[0],
                default=about.forms[0], options=about.forms, label_visibility="collapsed", required=True,
                format_func=lambda name: FORMS[name].title,
            )  # fmt: skip
            view = view.but(form="" if form == about.forms[0] else form)
        drawn = drawing(view.but(theme=theme()))
        if drawn.is_altair:
            st.vega_lite_chart(
                spec=drawn.screen,
                width="stretch",
                theme=None,
                alt=drawn.alt,
                key=f"chart-{view.subject}",
            )
        else:
            options = {"displaylogo": False, "toImageButtonOptions": {"format": "png", "scale": 2}}
            st.plotly_chart(
                drawn.screen,
                width="stretch",
                theme=None,
                alt=drawn.alt,
                config=options,
                key=f"chart-{view.subject}",
            )
        st.html(
            markup.foot(
                drawn,
                taken(view, root(), link(view), date.today()),
                evidence.behind(dataset(), drawn),
                unfolded,
            )
        )


@lru_cache(maxsize=512)
def taken(view: View, root: str, link: str, day: date) -> str:
    """What can be taken away of a figure as its link has it, whatever colours the reader's page is in; references name the `day`."""
    leaves = drawing(view)
    return taking.files(leaves) + taking.quoted(leaves, root, link, day)


def link(view: View) -> str:
    """The address that brings this figure back: the Explore page for a metric, its own page for a survey."""
    query = view.query()
    for own in ("theme", "size", "dpi", "dataset"):
        query.pop(own, None)
    if topic := query.pop("topics", ""):  # a survey of one topic has its home on that topic's page
        home = topic
    elif view.subject in SURVEYS:
        home = "timeline" if view.subject == "timeline" else ""  # the Overview is the root
    else:
        home, query = "explore", {"metric": view.subject, **query}
    return f"{root()}/{home}{'?' + urlencode(query) if query else ''}"


def root() -> str:
    """The address of this dashboard, as the reader reached it."""
    base = st.context.url or ""
    return (
        base.split("?")[0].rstrip("/").rsplit("/", 1)[0]
        if base.count("/") > 2
        else base.rstrip("/")
    )


def offer(page: str, what: str) -> None:
    """A button that makes one archive of all figures of a page, shows how far it is, and then offers it."""
    if not st.button(
        f"Prepare {what} in every format", key=f"bundle-{page}", icon=":material/folder_zip:"
    ):
        return
    bar = st.progress(0.0, "Waiting for another bundle to be done …")

    def told(done: int, total: int, title: str) -> None:
        bar.progress(done / total, f"{done} of {total} figures. {title}")

    file = io.BytesIO()
    with BUNDLES:
        bundle(dataset(), page, file, told)
    bar.empty()
    name = f"china-us-ai_{page}_{dataset().version}.zip"
    label = f"Save {name} ({file.tell() / 1e6:.0f} MB)"
    st.download_button(
        label, file.getvalue(), name, "application/zip", on_click="ignore", key=f"save-{page}"
    )
