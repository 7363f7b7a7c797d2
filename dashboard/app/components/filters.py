"""The filters of the bench, and in what measure a metric is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import streamlit as st

from dashboard.app.templating import render
from dashboard.app.url_state import choose, choose_years
from dashboard.data.queries import in_collections
from dashboard.figures.catalog import OVERVIEWS
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import CERTAINTIES, COLLECTIONS, CURRENCIES, MONEY
from dashboard.text import interface as words
from dashboard.text.codes import STATUSES

BENCH = "statements"  # the overview that the bench lists, and that leaves as one file
FILTERS = OVERVIEWS[BENCH].choices
FIRST = ("contains", "topics", "entities", "certainty", "years")  # in a row, in sight
MORE = ("documents", "collections", "status")  # in another, behind a button until one is chosen


@contextmanager
def folded(view: View, is_skippable: bool = False) -> Iterator[None]:
    """The filters of a view: in sight, on a phone behind one button that counts what is chosen.

    Many of them can be skipped by keyboard: a link leads to the figures.
    """
    st.html(render("filters.html", count=len(view.query()), is_skippable=is_skippable))
    with st.container(key="filters"):
        yield


def choose_filters(dataset: Dataset, view: View) -> View:
    """The filters of all metrics, each with what there is to choose in the topics chosen.

    One with a single option is not shown; what a link names and no figure has is said.
    """
    chosen: dict[str, Any] = {}
    offered = _offered(dataset, view)

    def show(name: str) -> None:
        if name == "contains":
            chosen[name] = choose(
                st.text_input, words.CONTAINS, name, view.contains, placeholder=words.ANY_WORDS
            )
        elif name == "years":
            years = dataset.project.years["figures"]
            chosen["start"], chosen["end"] = choose_years(view, *years)
        else:
            chosen[name] = _choose_some(view, name, *offered[name])

    first = [name for name in FIRST if name in offered or name in ("contains", "years")]
    more = [name for name in MORE if name in offered]
    is_chosen = any(getattr(view, name) for name in more)
    with folded(view, is_skippable=True):
        columns = st.columns([3] * len(first) + [2], vertical_alignment="bottom")
        for column, name in zip(columns, first, strict=False):
            with column:
                show(name)
        if more and not is_chosen:
            with columns[-1]:
                st.html(render("more_filters.html"))
        with st.container(key="chosen" if is_chosen else "more"):
            for column, name in zip(st.columns(len(more) or 1), more, strict=False):
                with column:
                    show(name)
    return view.but(**chosen)


Offer = tuple[str, Sequence[str], Callable[[str], Any]]


def _offered(dataset: Dataset, view: View) -> dict[str, Offer]:
    """Filter -> its label, its options, and how one is called; those with more than one option."""
    claims = in_collections(dataset.claims, view.collections or COLLECTIONS)
    topic_of = {name: metric.topic for name, metric in dataset.metric_by_id.items()}
    if view.topics:
        claims = claims[claims["metric"].map(topic_of).isin(view.topics)]
    places = dict.fromkeys([*dataset.project.side_ids, *claims["country"], *claims["entity"]])
    here = set(claims["document"])
    documents = [name for name in dataset.document_by_id if name in here]
    statuses = set(claims["status"])
    collections = set(dataset.claims["collection"])
    offered: dict[str, Offer] = {
        "topics": (
            words.TOPIC,
            list(dataset.topic_by_id),
            lambda name: dataset.topic_by_id[name].title,
        ),
        "entities": (
            words.ENTITY,
            [name for name in places if name in dataset.name_by_id],
            dataset.name_by_id.__getitem__,
        ),
        "documents": (words.DOCUMENT, documents, dataset.title_by_id.__getitem__),
        "collections": (
            words.COLLECTION,
            [name for name in COLLECTIONS if name in collections],
            words.COLLECTIONS.__getitem__,
        ),
        "certainty": (words.CERTAINTY, list(CERTAINTIES), words.CERTAINTIES.__getitem__),
        "status": (
            words.STATUS,
            [status for status in STATUSES if status in statuses],
            STATUSES.__getitem__,
        ),
    }
    return {name: offer for name, offer in offered.items() if len(offer[1]) > 1}


def _choose_some(
    view: View, name: str, label: str, known: Sequence[str], shown: Callable[[str], Any]
) -> tuple[str, ...]:
    asked = getattr(view, name)
    value = [choice for choice in asked if choice in known]
    if len(value) < len(asked):
        st.info(words.NO_CLAIM.format(label=label))
    widget = choose(
        st.multiselect,
        label,
        name,
        value,
        options=known,
        format_func=shown,
        placeholder=words.ALL,
    )
    return tuple(widget)


def choose_measure(dataset: Dataset, view: View) -> View:
    """Proportion, money and base year, each where the metric has it."""
    metric = dataset.metric_by_id[view.figure]
    has_money = metric.unit in CURRENCIES
    form = view.form or metric.forms[0]
    ends = dataset.claims[dataset.claims["metric"] == view.figure]["end"]
    years = sorted({int(day[:4]) for day in ends if day})
    offered: dict[str, tuple[bool, str, list[Any], Callable]] = {
        "per": (bool(metric.per), words.PER, ["", *metric.per], words.PROPORTIONS.__getitem__),
        "money": (has_money, words.MONEY, ["", *MONEY], words.CURRENCIES.__getitem__),
        "base": (form == "index", words.BASE, [None, *years], _base_year),
    }
    shown = {name: entry for name, entry in offered.items() if entry[0]}
    chosen: dict[str, Any] = {}
    for column, (name, (_, label, options, words_of)) in zip(
        st.columns(len(shown) or 1), shown.items(), strict=False
    ):
        asked = getattr(view, name)
        with column:
            chosen[name] = choose(
                st.selectbox,
                label,
                name,
                asked if asked in options else options[0],
                default=options[0],
                options=options,
                format_func=words_of,
            )
    return view.but(**chosen)


def _base_year(year: int | None) -> str:
    return words.USUAL_BASE if year is None else str(year)
