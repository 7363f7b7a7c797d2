"""How many events each year has, as readers explore it on a page: dragged across, pointed at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.style.fonts import FONT
from dashboard.figures.style.theme import Style
from dashboard.text.chart_words import legend_title
from dashboard.text.labels import Mark, hovered

STEP = 16  # px an event
TOP, BOTTOM = 46, 24  # px for the legend and for the labels of the years
CLEAR = "rgba(0,0,0,0)"
SPACE = 1  # years left free at either end
STEPS = ((60, 10), (25, 5), (12, 2), (0, 1))  # years of the axis -> years between labels


def interactive_timeline(marks: Sequence[Mark], style: Style) -> go.Figure:
    """A bar a year, an event high for each; what has no date is not on the axis.

    A drag across the years chooses them; pointing at a year reads all that happened in it.
    """
    groups: dict[tuple[str, bool], dict[int, list[Mark]]] = defaultdict(lambda: defaultdict(list))
    counts: dict[int, int] = defaultdict(int)
    for mark in marks:
        if mark.row.start:
            year = int(mark.row.start[:4])
            groups[mark.row.side, mark.row.is_planned][year].append(mark)
            counts[year] += 1
    chart = go.Figure()
    order = [*style.project.side_ids]
    for side, is_planned in sorted(groups, key=lambda group: (group[0] not in order, group)):
        chart.add_trace(_bars(groups[side, is_planned], side, is_planned, style))
    for number, trace in enumerate(chart.data):
        trace.uid = f"trace{number}"  # else random, and no two pages are the same bytes
    highest = max(counts.values(), default=1)
    _axes(chart, list(counts), highest, style)
    ground = style.ink.ground or CLEAR
    chart.update_layout(
        barmode="stack",
        bargap=0.12,
        height=int(TOP + BOTTOM + max(highest, 4) * STEP),
        font={"family": FONT, "size": 12, "color": style.ink.ink},
        paper_bgcolor=ground,
        plot_bgcolor=ground,
        margin={"l": 4, "r": 4, "t": TOP, "b": BOTTOM},
        dragmode="select",
        selectdirection="h",
        hovermode="x unified",
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        hoverlabel={
            "font": {"family": FONT, "size": 12},
            "bgcolor": style.ink.soft,
            "align": "left",
        },
        template="none",
    )
    return chart


def _bars(by_year: dict[int, list[Mark]], side: str, is_planned: bool, style: Style) -> go.Bar:
    colour, paper = style.side_colours[side], style.ink.paper
    return go.Bar(
        x=list(by_year),
        y=[len(marks) for marks in by_year.values()],
        name=legend_title(side, is_planned, style.project),
        marker={
            "color": paper if is_planned else colour,
            "line": {"color": colour, "width": 1.5 if is_planned else 0},
        },
        customdata=[hovered(marks) for marks in by_year.values()],
        hovertemplate="%{customdata}<extra></extra>",
    )


def _axes(chart: go.Figure, years: Sequence[int], highest: int, style: Style) -> None:
    last = style.project.years["timeline"][1]
    first = min(years, default=last - 10)
    span = max(max(years, default=last) - first, 3)
    step = next(step for least, step in STEPS if span > least)
    chart.update_xaxes(
        range=[first - SPACE, first + span + SPACE],
        tickvals=[year for year in range(first, first + span + 1) if year % step == 0],
        tickangle=0,
        color=style.ink.muted,
        showgrid=False,
        zeroline=False,
        showline=True,
        linecolor=style.ink.line,
    )
    chart.update_yaxes(visible=False, range=[0, highest + 0.2], fixedrange=True)
