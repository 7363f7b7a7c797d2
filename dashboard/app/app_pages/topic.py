"""One page a topic: what is compared, what else is stated, and what public statistics add."""

import streamlit as st

from dashboard.app.components import page
from dashboard.app.components.card import card, figure_of
from dashboard.app.components.meetings import side_by_side
from dashboard.app.components.statements import statements
from dashboard.app.templating import render
from dashboard.app.url_state import views_of_page, with_companions
from dashboard.figures.collections import (
    compared,
    figures_of,
    metrics_of_documents,
    metrics_of_statistics,
    movement_of,
    overviews_of,
)
from dashboard.figures.meetings import meetings
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.text import interface as words

# Anchors of the parts of the page, of the second with its title.
STATED = "stated"
STATISTICS = ("statistics", words.STATISTICS_ADD)
TABLES = ("csv", "xlsx", "pptx")  # formats in which all figures of a topic leave as one file


def show(dataset: Dataset, topic: str) -> None:
    """Show the topic: headline, figures in full width, statements, then public statistics."""
    about = dataset.topic_by_id[topic]
    documents, added = metrics_of_documents(dataset, topic), metrics_of_statistics(dataset, topic)
    views = views_of_page(dataset, [*documents, *added])
    figures = figures_of(dataset, topic)
    overviews = overviews_of(dataset, topic)
    lead = View("lead", topics=(topic,), collections=dataset.collections)
    if with_companions() and figure_of(dataset, lead).marks:
        overviews = (lead, *(view for view in overviews if view.figure != "lead"))
    # What compares is drawn, and what a link asks a chart of.
    pairs = compared(dataset, topic)
    drawn = [name for name in documents if name in pairs or views[name].form]
    rest = [name for name in documents if name not in drawn]
    stated = (STATED, words.STATED if overviews or drawn else words.STATED_ALONE)
    parts = [*([stated] if rest else []), *([STATISTICS] if added else [])]
    contents = render("contents.html", parts=parts, files=_files(dataset, topic))
    page.head(about.title, about.lead, about.text, contents)
    for view in overviews:
        card(dataset, view)
    for name in drawn:
        card(dataset, views[name], parameter=name)
    if rest:
        page.part(*stated, _absence(dataset, rest))
        st.html(statements(dataset, tuple(rest)))
    if added:
        _statistics(dataset, topic, views, added)
    with st.container(horizontal=True, vertical_alignment="center", key="end"):
        st.html(render("next.html", **_neighbours(dataset, topic)))
        page.offer_bundle(dataset, topic, words.BUNDLE_OF_TOPIC.format(count=len(figures)))


def _files(dataset: Dataset, topic: str) -> list[dict[str, str]]:
    """The files that hold every figure of the topic, of both collections where there are both."""
    view = View("statements", topics=(topic,), collections=dataset.collections)
    return [{"name": name.upper(), "address": Urls().file(view, name)} for name in TABLES]


def _absence(dataset: Dataset, metrics: list[str]) -> str:
    """What these metrics are, and the sides that none of them has a figure of."""
    sides = [
        side
        for side in dataset.project.sides
        if all((name, side.id) in dataset.absence_by_side for name in metrics)
    ]
    lacking = [
        words.NO_FIGURE_OF.format(count=len(metrics), name=side.in_sentence) for side in sides
    ]
    return " ".join([words.STATED_LEAD, *lacking])


def _statistics(dataset: Dataset, topic: str, views: dict[str, View], added: list[str]) -> None:
    """Both sides over time, what is asked of both collections, then every table as a row."""
    page.part(*STATISTICS, words.STATISTICS_LEAD)
    leading = movement_of(dataset, topic)
    for view in leading:
        card(dataset, view)
    # A single count over time has the whole width; so has what a link asks a chart of.
    first = [] if leading else added[:1]
    drawn = [name for name in added if name in first or views[name].form]
    for name in drawn:
        card(dataset, views[name], parameter=name)
    st.html(side_by_side(meetings(dataset, topic), dataset.project))
    st.html(statements(dataset, tuple(name for name in added if name not in drawn)))


def _neighbours(dataset: Dataset, topic: str) -> dict[str, dict[str, str] | None]:
    """The topics before and after this one."""
    topics = list(dataset.topic_by_id)
    place = topics.index(topic)
    return {
        name: {"title": dataset.topic_by_id[other].title, "address": Urls().standing(other)}
        if other
        else None
        for name, other in (
            ("before", topics[place - 1] if place else ""),
            ("after", topics[place + 1] if place + 1 < len(topics) else ""),
        )
    }
