"""The card of a figure: its question, chart, notes and sources, and what can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.app.components.claims_table import claims_behind, conflict_links
from dashboard.app.components.downloads import Taken, taken
from dashboard.app.templating import link, render
from dashboard.app.url_state import addresses, choose, choose_span
from dashboard.figures.catalog import catalog_entry
from dashboard.figures.figure import Figure, draw
from dashboard.figures.renderers import PLOTLY, VEGA_LITE
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.text import interface as words
from dashboard.text.chart_words import CHARTS
from dashboard.text.columns import COLUMNS, head
from dashboard.text.labels import short_places
from dashboard.text.sources import titles

NOTHING = Markup()
SHORT = 2  # places that a card names in sight; of more their documents


@lru_cache(maxsize=512)
def figure_of(dataset: Dataset, view: View) -> Figure:
    """The figure of a view; kept, for the data never changes while the program runs."""
    return draw(dataset, view)


def theme() -> str:
    """The theme of the reader's page."""
    return "dark" if st.context.theme.type == "dark" else "light"


def card(dataset: Dataset, view: View, parameter: str = "form", is_unfolded: bool = False) -> None:
    """One figure with all that belongs to it.

    Its kind of chart is the one that the URL names under `parameter`.
    """
    with st.container(border=True, key=f"card-{view.figure}"):
        with st.container(horizontal=True, key=f"head-{view.figure}"):
            view = _head(dataset, view, parameter)
        figure = figure_of(dataset, view.but(theme=theme()))
        SHOWN[figure.renderer.name](figure, _chart(dataset, figure.view))
        st.html(_foot(dataset, view, addresses(), date.today(), is_unfolded))


def _head(dataset: Dataset, view: View, parameter: str) -> View:
    """The words above a chart, and beside them the kinds of chart; the view with the one chosen."""
    entry = catalog_entry(dataset, view.figure)
    usual = figure_of(dataset, view.but(form=""))
    st.html(
        render(
            "card_head.html",
            entry=entry,
            finding=usual.finding,
            tag=usual.collection_words,
            is_of_statistics=usual.style.is_of_statistics,
        )
    )
    if len(entry.forms) < 2:
        return view
    asked = st.query_params.get(parameter, "")
    form = choose(
        st.segmented_control,
        words.CHART_OF.format(title=entry.title),
        parameter,
        asked if asked in entry.forms else entry.forms[0],
        default=entry.forms[0],
        options=entry.forms,
        label_visibility="collapsed",
        required=True,
        format_func=lambda name: CHARTS[name][0],
    )
    return view.but(form="" if form == entry.forms[0] else form)


def conflicts_of(dataset: Dataset, figure: Figure) -> list[tuple[str, str]]:
    """Title and address of each conflict about what a figure shows."""
    if not figure.entry.lists_sources or figure.chart_kind.chosen:  # too many: each row has its own
        return []
    ids = [id for row in figure.rows for id in (*row.claims, *row.events)]
    return conflict_links(dataset, ids, figure.entry.metric.metric if figure.entry.metric else "")


def _show_vega_lite(figure: Figure, chart: Any) -> None:
    st.vega_lite_chart(
        spec=chart,
        width="stretch",
        theme=None,
        alt=figure.alt,
        key=f"chart-{figure.view.figure}",
    )


def _show_plotly(figure: Figure, chart: Any) -> None:
    """The chart; years that are dragged across become the choice of years."""
    view = figure.view
    key = f"chart-{view.figure}-{view.start}-{view.end}"

    def choose() -> None:
        boxes = st.session_state[key]["selection"]["box"]
        if boxes:
            choose_span(boxes[0]["x"])

    st.plotly_chart(
        chart,
        width="stretch",
        theme=None,
        alt=figure.alt,
        config={"displayModeBar": False},  # its picture would leave without its sources
        key=key,
        on_select=choose,
        selection_mode="box",
    )


# Renderer -> the part of Streamlit that shows its charts.
SHOWN = {VEGA_LITE.name: _show_vega_lite, PLOTLY.name: _show_plotly}


@lru_cache(maxsize=512)
def _chart(dataset: Dataset, view: View) -> Any:
    """The chart of a view as Streamlit takes it; kept, for every choice sends it anew."""
    figure = figure_of(dataset, view)
    return figure.renderer.on_page(figure.interactive, figure.style.ink)


@lru_cache(maxsize=512)
def _foot(dataset: Dataset, view: View, urls: Urls, day: date, is_unfolded: bool) -> Markup:
    """All that stands below a chart, in whatever colours it is; references name the day."""
    figure = figure_of(dataset, view)
    offered = taken(replace(figure, urls=urls), day)
    claims = claims_behind(dataset, figure)
    return foot(figure, offered, claims, is_unfolded, conflicts_of(dataset, figure))


def foot(
    figure: Figure,
    offered: Taken,
    claims: Markup = NOTHING,
    is_unfolded: bool = False,
    conflicts: Sequence[tuple[str, str]] = (),
) -> Markup:
    """Notes, sources, the row of what can be taken away, conflicts (title, address)."""
    # What a picture holds a part of stands whole on its page, each with its sources.
    lines = [] if figure.chart_kind.chosen else figure.listing
    in_sight = (figure.caveat_note, *figure.notes_in_sight)
    columns = [COLUMNS[name] for name in figure.entry.kind.table]
    return render(
        "card_foot.html",
        title=figure.entry.title,
        caveat=figure.caveat_note,
        notes=figure.notes_in_sight,
        origin=_origin(figure) if lines else "",
        conflicts=conflicts,
        lines=lines,
        folded_notes=[note for note in figure.notes if note not in in_sight],
        table_heads=[head(column, figure.project) for column in columns],
        table_rows=_table(figure) if columns else [],
        claims=claims,
        taken=offered,
        row=f"row-{figure.view.figure}",
        unfolded=is_unfolded,
    )


def _origin(figure: Figure) -> str:
    """Where its figures stand, in a line: places where they are few, else documents and tables."""
    places = short_places(figure.marks)
    return "; ".join(places) if len(places) <= SHORT else titles(figure.sources)


def _table(figure: Figure) -> list[list[Any]]:
    """The cells of the figure's table; of many metrics, each row leads to its own."""
    columns = [COLUMNS[name] for name in figure.entry.kind.table]
    rows = [[column.cell(mark, figure.project) for column in columns] for mark in figure.marks]
    if figure.entry.metric is None:
        for row, mark in zip(rows, figure.marks, strict=True):
            if mark.row.metric:
                row[0] = link(row[0], Urls().metric(mark.row.metric))
    return rows
