"""Dated events on a zoomable axis, in lanes by kind; what is only planned looks different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.style.fonts import FONT
from dashboard.figures.style.theme import Style
from dashboard.model.vocabulary import EVENT_KINDS
from dashboard.text.chart_words import NO_DATE, TIMELINE_HOVER, lane_title, legend_title
from dashboard.text.labels import NOBODY, Mark, mark_places

APART = 0.075  # part of the axis between two marks of one line, so that they stay apart on a phone
STEPS = ((60, 20), (25, 10), (12, 5), (5, 2), (0, 1))  # years of the axis -> years between labels
LINE = 23  # px from line to line
CLEAR = "rgba(0,0,0,0)"


@dataclass
class _Dot:
    """A mark with its number and its place: `first`, `last` and `x` in years, `y` in lines."""

    mark: Mark
    number: int
    first: float | None
    last: float | None
    x: float = 0.0
    y: float = 0.0


def timeline(marks: Sequence[Mark], style: Style) -> go.Figure:
    """One mark an event, numbered like the list below it.

    A line shows how long it lasted, a hollow diamond that it is planned; readers are told so by
    `text.captions.SIGNS`.
    """
    dots = [
        _Dot(mark, number, mark.row.first_year, mark.row.last_year)
        for number, mark in enumerate(marks, 1)
    ]
    end = style.project.years["timeline"][1] + 1.0  # the right end of the dated part
    dated = [dot.first for dot in dots if dot.first is not None]
    # From the first event on: a choice of years is not squeezed into a corner of all of them.
    first = min(min(dated, default=end - 10), end - 3)
    lanes, depth = _lay_out(dots, first, end)
    chart = go.Figure()
    for dot in dots:
        if dot.mark.row.is_span:
            chart.add_trace(_span(dot, end, style))
    for side, is_planned in sorted({(dot.mark.row.side, dot.mark.row.is_planned) for dot in dots}):
        group = [
            dot
            for dot in dots
            if dot.mark.row.side == side and dot.mark.row.is_planned == is_planned
        ]
        chart.add_trace(_dots(group, side, is_planned, style))
    for number, trace in enumerate(chart.data):
        trace.uid = f"trace{number}"  # else random, and no two drawings are the same bytes
    _axes(chart, dots, (first, end), depth, style)
    _lanes(chart, lanes, style)
    ground = style.ink.ground or CLEAR
    chart.update_layout(
        height=int(98 + depth * LINE),
        font={"family": FONT, "size": 12, "color": style.ink.ink},
        paper_bgcolor=ground,
        plot_bgcolor=ground,
        margin={"l": 4, "r": 4, "t": 78, "b": 14},
        dragmode="zoom",
        legend={
            "orientation": "h",
            "y": 1 + 24 / (depth * LINE),
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": 11},
        },
        hoverlabel={
            "font": {"family": FONT, "size": 12},
            "bgcolor": style.ink.soft,
            "align": "left",
        },
        template="none",
    )
    return chart


def _span(dot: _Dot, end: float, style: Style) -> go.Scatter:
    assert dot.last is not None
    return go.Scatter(
        x=[dot.first, min(dot.last, end)],
        y=[dot.y, dot.y],
        mode="lines",
        hoverinfo="skip",
        line={"color": style.side_colours[dot.mark.row.side], "width": 4},
        opacity=0.4,
        showlegend=False,
    )


def _dots(dots: Sequence[_Dot], side: str, is_planned: bool, style: Style) -> go.Scatter:
    colour, paper = style.side_colours[side], style.ink.paper
    return go.Scatter(
        x=[dot.x for dot in dots],
        y=[dot.y for dot in dots],
        mode="markers+text",
        name=legend_title(side, is_planned, style.project),
        marker={
            "size": 17,
            "symbol": "diamond" if is_planned else "circle",
            "opacity": 1,
            "color": paper if is_planned else colour,
            "line": {"color": colour, "width": 2},
        },
        text=[str(dot.number) for dot in dots],
        cliponaxis=False,
        textfont={"family": FONT, "size": 9, "color": colour if is_planned else paper},
        customdata=[
            [
                dot.mark.row.title,
                dot.mark.words.when,
                dot.mark.row.name or NOBODY,
                mark_places(dot.mark),
            ]
            for dot in dots
        ],
        hovertemplate=TIMELINE_HOVER,
    )


def _lay_out(
    dots: Sequence[_Dot], first: float, end: float
) -> tuple[list[tuple[str, float]], float]:
    """Give each dot its place; the lanes with their top, and the depth of all lines.

    Marks that would touch share a lane on lines of their own.
    """
    span = end - first
    undated = _undated(end, span)
    lanes: list[tuple[str, float]] = []
    depth = 0.0
    kinds = {dot.mark.row.event_kind for dot in dots}
    for kind in (kind for kind in EVENT_KINDS if kind in kinds):
        lanes.append((kind, depth))
        free: list[float] = []  # the year from which each line of the lane is free again
        for dot in (dot for dot in dots if dot.mark.row.event_kind == kind):
            x = undated if dot.first is None else dot.first
            line = next((line for line, year in enumerate(free) if year <= x), len(free))
            last = x if dot.last is None else max(x, min(dot.last, end))
            free[line : line + 1] = [last + APART * span]
            dot.x, dot.y = x, depth + 1.05 + line
        depth += len(free) + 0.95
    return lanes, depth


def _undated(end: float, span: float) -> float:
    """Where the column of undated events stands, right of the last year."""
    return end + 0.14 * span


def _axes(
    chart: go.Figure, dots: Sequence[_Dot], years: tuple[float, float], depth: float, style: Style
) -> None:
    first, end = years
    span = end - first
    step = next(step for least, step in STEPS if span > least)
    ticks = [
        float(year)
        for year in range(int(first), int(end) + 1)
        if year % step == 0 and year >= first - 0.02 * span
    ]
    names = [f"{year:.0f}" for year in ticks]
    right = end
    if any(dot.first is None for dot in dots):
        ticks, names = [*ticks, _undated(end, span)], [*names, NO_DATE]
        right = _undated(end, span) + 0.03 * span
    chart.update_xaxes(
        range=[first - 0.045 * span, right + 0.045 * span],
        tickangle=0,
        color=style.ink.muted,
        gridcolor=style.ink.line,
        side="top",
        tickvals=ticks,
        ticktext=names,
        zeroline=False,
    )
    chart.update_yaxes(visible=False, range=[depth, -0.1], fixedrange=True)


def _lanes(chart: go.Figure, lanes: Sequence[tuple[str, float]], style: Style) -> None:
    for kind, top in lanes:
        chart.add_annotation(
            x=0,
            xref="paper",
            y=top + 0.27,
            text=lane_title(kind),
            showarrow=False,
            xanchor="left",
            font={"family": FONT, "size": 11, "color": style.ink.muted},
            bgcolor=style.ink.ground,
            borderpad=0,
        )
        chart.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="paper",
            y0=top,
            y1=top,
            line={"color": style.ink.line, "width": 1},
        )
