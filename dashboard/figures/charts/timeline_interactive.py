"""The timeline as readers explore it on a page: zoomed, moved, each mark told when pointed at."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.charts.timeline_layout import (
    MARK,
    Dot,
    TimelineLayout,
    lay_out,
)
from dashboard.figures.style.fonts import FONT
from dashboard.figures.style.theme import Style
from dashboard.text.chart_words import TIMELINE_HOVER, lane_title, legend_title
from dashboard.text.labels import NOBODY, Mark, mark_places

LINE = 23  # px from line to line
CLEAR = "rgba(0,0,0,0)"


def interactive_timeline(marks: Sequence[Mark], style: Style) -> go.Figure:
    """The marks of `charts.timeline` in the same places."""
    layout = lay_out(marks, style)
    chart = go.Figure()
    for dot, first, last in layout.spans:
        chart.add_trace(_span(dot, first, last, style))
    for side, is_planned in layout.groups:
        group = [dot for dot in layout.dots if dot.group == (side, is_planned)]
        chart.add_trace(_dots(group, side, is_planned, style))
    for number, trace in enumerate(chart.data):
        trace.uid = f"trace{number}"  # else random, and no two pages are the same bytes
    _axes(chart, layout, style)
    _lanes(chart, layout.lanes, style)
    ground = style.ink.ground or CLEAR
    chart.update_layout(
        height=int(98 + layout.depth * LINE),
        font={"family": FONT, "size": 12, "color": style.ink.ink},
        paper_bgcolor=ground,
        plot_bgcolor=ground,
        margin={"l": 4, "r": 4, "t": 78, "b": 14},
        dragmode="zoom",
        legend={
            "orientation": "h",
            "y": 1 + 24 / (layout.depth * LINE),
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


def _span(dot: Dot, first: float, last: float, style: Style) -> go.Scatter:
    return go.Scatter(
        x=[first, last],
        y=[dot.y, dot.y],
        mode="lines",
        hoverinfo="skip",
        line={"color": style.side_colours[dot.mark.row.side], "width": 4},
        opacity=0.4,
        showlegend=False,
    )


def _dots(dots: Sequence[Dot], side: str, is_planned: bool, style: Style) -> go.Scatter:
    colour, paper = style.side_colours[side], style.ink.paper
    return go.Scatter(
        x=[dot.x for dot in dots],
        y=[dot.y for dot in dots],
        mode="markers+text",
        name=legend_title(side, is_planned, style.project),
        marker={
            "size": MARK,
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


def _axes(chart: go.Figure, layout: TimelineLayout, style: Style) -> None:
    chart.update_xaxes(
        range=list(layout.axis),
        tickangle=0,
        color=style.ink.muted,
        gridcolor=style.ink.line,
        side="top",
        tickvals=[x for x, _ in layout.ticks],
        ticktext=[name for _, name in layout.ticks],
        zeroline=False,
    )
    chart.update_yaxes(visible=False, range=[layout.depth, -0.1], fixedrange=True)


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
