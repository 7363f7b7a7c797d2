"""Choices that live in the URL: read from it with a friendly word for what is wrong, written back by widgets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any, cast

import pandas as pd
import streamlit as st

from dashboard import load as dataset
from dashboard.errors import DashboardError
from dashboard.figures.catalog import subject
from dashboard.figures.query import parse
from dashboard.model.project import SIDES
from dashboard.model.view import View


def asked(name: str, drop: Collection[str] = ("metric",)) -> tuple[View, dict[str, str]]:
    """The view that the URL asks for; what it asks in vain is said in a friendly word."""
    query = {key: value for key, value in st.query_params.to_dict().items() if key not in drop}
    try:
        view, words = parse(dataset(), name, query)
    except DashboardError as error:
        view, words = View(name), [str(error)]
    if words:
        st.info(
            "Part of this link could not be read, so the page shows the rest. " + " ".join(words)
        )
    return view, query


def named(parameter: str, known: Collection[str], kind: str) -> str:
    """What the URL names, if it is one of those known; else the first of them, with a friendly word."""
    names = list(known)
    asked = st.query_params.get(parameter, names[0])
    if asked not in names:
        st.info(
            f"The link names something that is not among the {kind}; the page shows “{names[0]}”."
        )
    return asked if asked in names else names[0]


def choose(
    widget: Callable[..., Any],
    label: str,
    parameter: str,
    value: Any,
    default: Any = None,
    clears: Sequence[str] = (),
    **more: Any,
) -> Any:
    """A widget whose choice is the URL's: it shows what the link says, and a change of it changes the link.

    A change also takes the parameters in `clears` out of the link, for they belonged to the old choice.
    """
    key = f"choose-{parameter}"
    # Set only what differs from what the widget shows by itself: all that is set here the browser draws anew.
    shown: Any = (
        []
        if isinstance(value, list)
        else ""
        if isinstance(value, str) and "options" not in more
        else None
    )
    if "options" in more and shown is None and widget is st.selectbox:
        shown = next(iter(more["options"]), None)
    if st.session_state.get(key, shown) != value:
        st.session_state[key] = value

    def write() -> None:
        chosen = st.session_state[key]
        text = _text(chosen)
        for each in clears:
            st.query_params.pop(each, None)
        if chosen == default or not text:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = text

    return widget(label, key=key, on_change=write, **more)


def _text(chosen: Any) -> str:
    return (
        ",".join(map(str, chosen))
        if isinstance(chosen, list | tuple)
        else ""
        if chosen is None
        else str(chosen)
    )


def years(view: View, first: int, last: int) -> tuple[int | None, int | None]:
    """A slider over years; its ends stand for no limit, so undated rows and outliers stay in sight."""
    named = [year for year in (view.start, view.end) if year]
    edges, first, last = (first, last), min([first, *named]), max([last, *named])
    shown = (view.start or edges[0], view.end or edges[1])
    if st.session_state.get("choose-years", edges) != shown:
        st.session_state["choose-years"] = shown

    def write() -> None:
        for parameter, year, edge in zip(
            ("start", "end"), st.session_state["choose-years"], edges, strict=True
        ):
            if year == edge:
                st.query_params.pop(parameter, None)
            else:
                st.query_params[parameter] = str(year)

    low, high = cast(
        tuple[int, int], st.slider("Years", first, last, edges, key="choose-years", on_change=write)
    )
    return (None if low == edges[0] else low), (None if high == edges[1] else high)


def filters(view: View, claims: pd.DataFrame, statuses: Sequence[str]) -> View:
    """The choices that narrow a metric: who, which document, which status, which years; only those that differ."""
    data = dataset()
    places = list(dict.fromkeys([*SIDES, *claims["country"], *claims["entity"]]))
    options = {
        "entities": (
            "Country or entity",
            [name for name in places if name in data.names],
            data.names.get,
        ),
        "documents": ("Document", list(dict.fromkeys(claims["document"])), data.titles.get),
        "status": (
            "Status",
            [status for status in statuses if status in set(claims["status"])],
            str,
        ),
    }
    chosen: dict[str, Any] = {}
    columns = st.columns(4)
    for column, (name, (label, known, shown)) in zip(columns, options.items(), strict=False):
        with column:
            value = [each for each in getattr(view, name) if each in known]
            if len(value) < len(getattr(view, name)):
                st.info(
                    f"{label}: the link names something that has no claim about this metric; it was left out."
                )
            chosen[name] = tuple(
                choose(
                    st.multiselect,
                    label,
                    name,
                    value,
                    options=known,
                    format_func=shown,
                    placeholder="All",
                )
            )
    with columns[-1]:
        chosen["start"], chosen["end"] = years(view, 2010, 2030)
    return view.but(**chosen)


def formed(names: Sequence[str], known: Collection[str] = ()) -> dict[str, View]:
    """A view for each figure of a page, each with the form that the URL names under the figure's own id."""
    views = {}
    for name in names:
        forms = subject(dataset(), name).forms
        form = st.query_params.get(name, "")
        views[name] = View(name, form=form if form in forms else "")
        if form and form not in forms:
            st.info(
                f"This link asks for a form that is not fair to “{name}”; the page shows its usual one."
            )
    strange = [
        key for key in st.query_params if key not in views and key not in known and key != "metric"
    ]
    if strange:
        st.info("Part of this link could not be read, so the page shows the rest.")
    return views
