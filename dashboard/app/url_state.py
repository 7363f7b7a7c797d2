"""Choices that live in the URL: read from it, and written back to it by widgets."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import Any

import streamlit as st

from dashboard.errors import DashboardError
from dashboard.figures.catalog import catalog, catalog_entry
from dashboard.figures.query import parse, without_tracking
from dashboard.figures.urls import Urls, public
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS, STATISTICS
from dashboard.settings import is_address, named_address
from dashboard.text import interface as words


def addresses() -> Urls:
    """The addresses of this dashboard: those of its public address, where the settings name one.

    Elsewhere those by which this reader came: every page stands one step below the root.
    """
    reached = (st.context.url or "").partition("?")[0].rpartition("/")[0]
    return Urls(reached) if is_address(reached) and not named_address() else public()


def view_of_page(dataset: Dataset, figure: str, drop: Collection[str] = ("metric",)) -> View:
    """The view of a figure that the URL asks for, without the parameters in `drop`.

    What it asks in vain is said in a friendly word.
    """
    query = {name: text for name, text in st.query_params.to_dict().items() if name not in drop}
    if figure in catalog(dataset) and "collections" not in catalog_entry(dataset, figure).choices:
        query.pop("collections", None)  # the switch of all pages, which this figure does not take
    try:
        view, problems = parse(dataset, figure, query)
    except DashboardError as error:
        view, problems = View(figure), [str(error)]
    if problems:
        left_out = " ".join(f"{problem} {words.LEFT_OUT}" for problem in problems)
        st.info(f"{words.LINK_UNREAD} {left_out}")
    return view


def named(parameter: str, known: Collection[str], kind: str) -> str:
    """What the URL names, if it is among `known`; else the first of them, with a friendly word."""
    names = list(known)
    asked = st.query_params.get(parameter, names[0])
    if asked in names:
        return asked
    st.info(words.NOT_AMONG.format(kind=kind, shown=names[0]))
    return names[0]


def choose(
    widget: Callable[..., Any],
    label: str,
    parameter: str,
    value: Any,
    default: Any = None,
    clears: Sequence[str] = (),
    **options: Any,
) -> Any:
    """A widget whose choice is the URL's: it shows what the link says; a change changes the link.

    A change also takes the parameters in `clears` out of the link: they belonged to the old choice.
    """
    key = f"choose-{parameter}"
    # Set only what differs from what the widget shows by itself: all that is set here the browser
    # draws anew.
    if st.session_state.get(key, _shown_by_itself(widget, value, options)) != value:
        st.session_state[key] = value

    def write() -> None:
        chosen = st.session_state[key]
        text = _text(chosen)
        for name in clears:
            st.query_params.pop(name, None)
        if chosen == default or not text:
            st.query_params.pop(parameter, None)
        else:
            st.query_params[parameter] = text

    return widget(label, key=key, on_change=write, **options)


def _shown_by_itself(widget: Callable[..., Any], value: Any, options: dict[str, Any]) -> Any:
    """What a widget shows before anything is set."""
    if isinstance(value, list):
        return []
    if "options" not in options:
        return "" if isinstance(value, str) else None
    return next(iter(options["options"]), None) if widget is st.selectbox else None


def _text(chosen: Any) -> str:
    if isinstance(chosen, list | tuple):
        return ",".join(map(str, chosen))
    return "" if chosen is None else str(chosen)


def choose_years(view: View, first: int, last: int) -> tuple[int | None, int | None]:
    """A slider over years; its ends stand for no limit, so undated rows and outliers stay."""
    chosen_years = [year for year in (view.start, view.end) if year]
    edges = (first, last)
    first, last = min([first, *chosen_years]), max([last, *chosen_years])
    shown = (view.start or edges[0], view.end or edges[1])
    if st.session_state.get("choose-years", edges) != shown:
        st.session_state["choose-years"] = shown

    def write() -> None:
        years = st.session_state["choose-years"]
        for parameter, year, edge in zip(("start", "end"), years, edges, strict=True):
            if year == edge:
                st.query_params.pop(parameter, None)
            else:
                st.query_params[parameter] = str(year)

    slider = st.slider(words.YEARS, first, last, edges, key="choose-years", on_change=write)
    low, high = slider
    return (None if low == edges[0] else low), (None if high == edges[1] else high)


def choose_span(span: Sequence[float]) -> None:
    """Put the whole years of a span into the URL; of less than a year, the nearest."""
    low, high = min(span), max(span)
    first, last = math.ceil(low), math.floor(high)
    if first > last:
        first = last = round((low + high) / 2)
    st.query_params["start"], st.query_params["end"] = str(first), str(last)


def with_companions() -> bool:
    """Whether the URL takes in public statistics."""
    named = st.query_params.get("collections", "").split(",")
    return any(name in named for name in STATISTICS)


def switch_companions(dataset: Dataset, page: str) -> None:
    """The one switch that adds public statistics to all pages; it goes with the reader.

    The URL decides; a link of the menu has no parameters, so there the switch stays as it was.
    """
    everything = ",".join(dataset.collections)
    key, seen = "with-companions", st.session_state.get("page")
    has_moved = seen not in (None, page) and "collections" not in st.query_params
    if has_moved and st.session_state.get("companions"):
        st.query_params["collections"] = everything
    st.session_state["page"] = page
    st.session_state["companions"] = st.session_state[key] = with_companions()

    def write() -> None:
        if st.session_state[key]:
            st.query_params["collections"] = everything
        else:
            st.query_params.pop("collections", None)
        st.session_state["companions"] = st.session_state[key]

    st.toggle(words.ADD_STATISTICS, key=key, on_change=write, help=words.ADD_STATISTICS_HELP)


def _collections(dataset: Dataset, figure: str) -> tuple[str, ...]:
    """The collections that a figure of a page takes: those of the switch, where it has both."""
    collections = dataset.collections_by_metric.get(figure, dataset.collections)
    is_both = DOCUMENTS in collections and len(collections) > 1
    return dataset.collections if with_companions() and is_both else ()


def views_of_page(dataset: Dataset, figures: Sequence[str]) -> dict[str, View]:
    """A view for each figure of a page, with the chart that the URL names under the figure's id."""
    views = {}
    for name in figures:
        forms = catalog_entry(dataset, name).forms
        form = st.query_params.get(name, "")
        views[name] = View(
            name, form=form if form in forms else "", collections=_collections(dataset, name)
        )
        if form and form not in forms:
            st.info(words.UNFAIR_CHART.format(figure=name))
    strangers = without_tracking(st.query_params.to_dict()).keys() - {
        *views,
        "metric",
        "collections",
    }
    if strangers:
        st.info(words.LINK_UNREAD)
    return views
