"""The card of a figure: its question, chart, notes and sources, and what can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

import streamlit as st
from markupsafe import Markup

from dashboard.app.components.claims_table import claims_behind
from dashboard.app.components.downloads import Taken, taken
from dashboard.app.templating import render
from dashboard.app.url_state import addresses, choose
from dashboard.data.queries import conflicts_about
from dashboard.figures.catalog import catalog_entry
from dashboard.figures.figure import Figure, draw
from dashboard.figures.renderers import PLOTLY, VEGA_LITE
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.text import interface as words
from dashboard.text.chart_words import CHARTS
from dashboard.text.columns import COLUMNS, head
from dashboard.text.sources import titles

NOTHING = Markup()
SHORT = 2  # source lines that a card shows unfolded


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
    entry = catalog_entry(dataset, view.figure)
    with st.container(border=True, key=f"card-{view.figure}"):
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
        if len(entry.forms) > 1:
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
            view = view.but(form="" if form == entry.forms[0] else form)
        figure = figure_of(dataset, view.but(theme=theme()))
        SHOWN[figure.renderer.name](figure)
        offered = _taken(dataset, view, addresses(), date.today())
        claims = claims_behind(dataset, figure, is_unfolded)
        st.html(foot(figure, offered, claims, is_unfolded, conflicts_of(dataset, figure)))


def conflicts_of(dataset: Dataset, figure: Figure) -> list[tuple[str, str]]:
    """Title and address of each conflict about what a figure shows."""
    if not figure.entry.lists_sources:  # all metrics at once
        return []
    ids = [id for row in figure.rows for id in (*row.claims, *row.events)]
    found = conflicts_about(dataset, ids, figure.entry.metric.metric if figure.entry.metric else "")
    return [(row["title"], Urls().conflict(row["conflict"])) for row in found.to_dict("records")]


def _show_vega_lite(figure: Figure) -> None:
    st.vega_lite_chart(
        spec=figure.renderer.on_page(figure.interactive, figure.style.ink),
        width="stretch",
        theme=None,
        alt=figure.alt,
        key=f"chart-{figure.view.figure}",
    )


def _show_plotly(figure: Figure) -> None:
    st.plotly_chart(
        figure.renderer.on_page(figure.interactive, figure.style.ink),
        width="stretch",
        theme=None,
        alt=figure.alt,
        config={"displayModeBar": False},  # its picture would leave without its sources
        key=f"chart-{figure.view.figure}",
    )


# Renderer -> the part of Streamlit that shows its charts.
SHOWN = {VEGA_LITE.name: _show_vega_lite, PLOTLY.name: _show_plotly}


@lru_cache(maxsize=512)
def _taken(dataset: Dataset, view: View, urls: Urls, day: date) -> Taken:
    """What can be taken away, whatever colours the reader's page is in; references name the day."""
    return taken(replace(figure_of(dataset, view), urls=urls), day)


def foot(
    figure: Figure,
    offered: Taken,
    claims: Markup = NOTHING,
    is_unfolded: bool = False,
    conflicts: Sequence[tuple[str, str]] = (),
) -> Markup:
    """Notes, sources, the row of what can be taken away, conflicts (title, address)."""
    lines = figure.listing
    is_long = len(lines) > SHORT  # its documents in a line, the rest in a fold
    in_sight = figure.notes_in_sight if is_long else figure.notes
    notes = [note for note in in_sight if note != figure.caveat_note]
    is_numbered = figure.chart_kind.is_numbered
    summary = words.EVENTS_IN_ORDER if is_numbered else words.SOURCES_BY_LINE
    columns = [COLUMNS[name] for name in figure.entry.kind.table]
    return render(
        "card_foot.html",
        title=figure.entry.title,
        caveat=figure.caveat_note,
        notes=notes,
        conflicts=conflicts,
        lines=lines,
        is_long=is_long,
        titles=titles(figure.sources),
        summary=summary.format(count=len(lines)),
        folded_notes=[note for note in figure.notes if note not in in_sight],
        table_heads=[head(column, figure.project) for column in columns],
        table_rows=_table(figure) if columns else [],
        claims=claims,
        taken=offered,
        row=f"row-{figure.view.figure}",
        unfolded=is_unfolded,
    )


def _table(figure: Figure) -> list[list[Any]]:
    columns = [COLUMNS[name] for name in figure.entry.kind.table]
    return [[column.cell(mark, figure.project) for column in columns] for mark in figure.marks]
