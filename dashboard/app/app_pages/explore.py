"""Explore: the bench. All metrics in a list that filters narrow, and those chosen beside it."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.bench import MOST, ORDERS, bench, entries, files
from dashboard.app.components.card import card, figure_of
from dashboard.app.components.filters import BENCH, FILTERS, choose_filters, choose_measure
from dashboard.app.components.records import records
from dashboard.app.templating import render
from dashboard.app.url_state import choose, named, view_of_page
from dashboard.data.queries import chosen as left_by
from dashboard.data.queries import claims_of_metric, collections_of, left_out_by
from dashboard.export.csv_json import readable
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.text import interface as words
from dashboard.text.selection import left_out

OF_PAGE = ("metric", "sort", "as", *FILTERS)  # parameters that are no choice of one figure


def show(dataset: Dataset) -> None:
    """Show the list, and the figures that the URL names beside it."""
    page.head(words.EXPLORE, words.EXPLORE_LEAD)
    others = [name for name in st.query_params if name not in FILTERS]
    view = choose_filters(dataset, view_of_page(dataset, BENCH, drop=others))
    everything = view.but(collections=view.collections or dataset.collections)
    order, shape = _order_and_shape()
    found = entries(dataset, everything, order)
    total = len(entries(dataset, View(BENCH, collections=dataset.collections), "place"))
    listing = words.LISTED.format(shown=len(found), total=total)
    if shape == "table":
        _show_table(dataset, everything, listing)
        return
    chosen = _chosen(dataset, [entry["metric"] for entry in found])
    kept = {name: st.query_params[name] for name in ("sort", *FILTERS) if name in st.query_params}
    left, right = st.columns([2, 3])
    with left:
        st.html(bench(found, everything, chosen, kept, listing))
    with right:
        st.html(render("figures.html"))
        _show_figures(dataset, view, chosen, {entry["metric"] for entry in found})


def _order_and_shape() -> tuple[str, str]:
    """By what the list is sorted, and whether it is a list or a table."""
    left, right = st.columns([2, 3])
    with left:
        order = choose(
            st.selectbox,
            words.SORT,
            "sort",
            named("sort", ORDERS, "orders"),
            default=next(iter(ORDERS)),
            options=list(ORDERS),
            label_visibility="collapsed",
            format_func=lambda name: words.SORTED.format(order=words.ORDERS[name]),
        )
    with right:
        shape = choose(
            st.segmented_control,
            words.SHAPE,
            "as",
            named("as", words.SHAPES, "views"),
            default="figures",
            options=list(words.SHAPES),
            required=True,
            label_visibility="collapsed",
            format_func=words.SHAPES.__getitem__,
        )
    return order, shape


def _chosen(dataset: Dataset, listed: list[str]) -> list[str]:
    """The metrics that the URL names; else the first of the list, or of all where it is empty."""
    asked = [name for name in st.query_params.get("metric", "").split(",") if name]
    known = [name for name in dict.fromkeys(asked) if name in dataset.metric_by_id][:MOST]
    first = next(iter(listed), next(iter(dataset.metric_by_id)))
    if len(known) < len(asked):
        shown = ", ".join(dataset.metric_by_id[name].title for name in known or [first])
        st.info(words.NOT_AMONG.format(kind=words.METRICS, shown=shown))
    return known or [first]


def _show_figures(dataset: Dataset, filters: View, chosen: list[str], listed: set[str]) -> None:
    """One figure with all that belongs to it, or several side by side."""
    if len(chosen) > 1:
        for start in range(0, len(chosen), 2):
            for column, name in zip(st.columns(2), chosen[start : start + 2], strict=False):
                with column:
                    _show_one(dataset, _narrowed(View(name), filters), listed, parameter=name)
        return
    [metric] = chosen
    own = view_of_page(dataset, metric, drop=OF_PAGE)
    view = choose_measure(dataset, _narrowed(own, filters))
    _show_one(dataset, view, listed, parameter="form")
    st.caption(dataset.metric_by_id[metric].comparability)


def _narrowed(view: View, filters: View) -> View:
    """A figure under the filters of the list that it takes."""
    return view.but(
        **{
            name: getattr(filters, name)
            for name in ("entities", "documents", "collections", "status", "start", "end")
        }
    )


def _show_one(dataset: Dataset, view: View, listed: set[str], parameter: str) -> None:
    if view.figure not in listed:
        st.info(words.NOT_LISTED)
    card(dataset, view, parameter=parameter, is_unfolded=parameter == "form")
    claims = claims_of_metric(dataset, view.figure, collections_of(dataset, view))
    shown = left_by(claims, view)
    has_years = view.start is not None or view.end is not None
    undated = int((shown["start"] == "").sum()) if has_years else 0
    if told := left_out(len(claims), len(shown), left_out_by(claims, view), undated):
        st.caption(told)


def _show_table(dataset: Dataset, view: View, listing: str) -> None:
    """All that is listed as one table, and where every table of the dataset is."""
    st.html(render("listed.html", listing=listing, undated="", files=files(view)))
    frame = readable(figure_of(dataset, view))
    st.dataframe(frame, hide_index=True, width="stretch", height=560)
    st.html(records(frame))
    st.html(render("tables.html", address=Urls().standing("dataset")))
