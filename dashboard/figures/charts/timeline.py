"""Dated events on a zoomable axis, in lanes by kind; what is only planned looks different from what happened."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.style.fonts import FONT
from dashboard.figures.style.theme import INKS, Ink
from dashboard.model.vocabulary import EVENT_KINDS

LAST = 2031.0  # the right end of the dated part: the goals are for 2030
APART = 0.075  # part of the axis that two marks of one line keep between them, so that they stay apart on a phone
STEPS = ((60, 20), (25, 10), (12, 5), (5, 2), (0, 1))  # years shown -> years from label to label
LINE = 23  # px from line to line
CLEAR = "rgba(0,0,0,0)"


def timeline(rows: pd.DataFrame, theme: str) -> go.Figure:
    """One mark an event, numbered like the list below it; a line where it lasted, a hollow diamond where it is planned."""
    ink = INKS[theme]
    dated = rows["first"].dropna()
    # From the first happening on: a choice of years is not squeezed into a corner of all of them.
    first = min(dated.min() if len(dated) else LAST - 10, LAST - 3)
    laid, lanes, depth = _laid(rows, LAST - first)
    colours = dict(zip(("CHN", "USA", "other"), ink.sides, strict=True))
    figure = go.Figure()
    for row in laid[laid["last"] - laid["first"] > 1.01].to_dict("records"):
        figure.add_trace(
            go.Scatter(
                x=[row["first"], min(row["last"], LAST)], y=[row["y"], row["y"]], mode="lines", hoverinfo="skip",
                line={"color": colours[row["side"]], "width": 4}, opacity=0.4, showlegend=False,
            )
        )  # fmt: skip
    for (side, planned), group in laid.groupby(["side", "planned"], sort=True):
        name = {"CHN": "China", "USA": "United States", "other": "Others"}[side] + (
            ", planned" if planned else ""
        )
        marker = {
            "size": 17, "symbol": "diamond" if planned else "circle", "opacity": 1,
            "color": ink.paper if planned else colours[side], "line": {"color": colours[side], "width": 2},
        }  # fmt: skip
        figure.add_trace(
            go.Scatter(
                x=group["x"].tolist(), y=group["y"].tolist(), mode="markers+text", name=name, marker=marker,
                text=group["number"].tolist(), cliponaxis=False,
                textfont={"family": FONT, "size": 9, "color": colours[side] if planned else ink.paper},
                customdata=group[["title", "when", "actor_name", "source"]].to_numpy().tolist(),
                hovertemplate="<b>%{customdata[0]}</b><br>%{customdata[1]}, %{customdata[2]}<br>%{customdata[3]}<extra></extra>",
            )
        )  # fmt: skip
    for at, trace in enumerate(figure.data):
        trace.uid = f"trace{at}"  # else random, and no two drawings are the same bytes
    _axes(figure, laid, lanes, depth, first, ink)
    figure.update_layout(
        height=int(98 + depth * LINE), font={"family": FONT, "size": 12, "color": ink.ink},
        paper_bgcolor=ink.ground or CLEAR, plot_bgcolor=ink.ground or CLEAR, margin={"l": 4, "r": 4, "t": 78, "b": 14}, dragmode="zoom",
        legend={"orientation": "h", "y": 1 + 24 / (depth * LINE), "yanchor": "bottom", "x": 0, "font": {"size": 11}},
        hoverlabel={"font": {"family": FONT, "size": 12}, "bgcolor": ink.soft, "align": "left"}, template="none",
    )  # fmt: skip
    return figure


def _laid(rows: pd.DataFrame, span: float) -> tuple[pd.DataFrame, list[tuple[str, float]], float]:
    """Rows with number and place on an axis of `span` years; lanes with their top; the depth of all lines. Marks that would
    touch share a lane on lines of their own."""
    undated, apart = _undated(span), APART * span
    laid = rows.assign(number=[str(at) for at in range(1, len(rows) + 1)], x=rows["first"], y=0.0)
    lanes: list[tuple[str, float]] = []
    depth = 0.0
    for kind in [kind for kind in EVENT_KINDS if kind in set(rows["kind"])]:
        lanes.append((kind, depth))
        ends: list[float] = []  # where each line of the lane is free again
        for at, row in laid[laid["kind"] == kind].iterrows():
            first = undated if pd.isna(row["first"]) else row["first"]
            line = next((line for line, end in enumerate(ends) if end <= first), len(ends))
            ends[line : line + 1] = [
                max(first, min(row["last"], LAST) if row["last"] == row["last"] else first) + apart
            ]
            laid.loc[at, ["x", "y"]] = first, depth + 1.05 + line
        depth += len(ends) + 0.95
    return laid, lanes, depth


def _undated(span: float) -> float:
    """Where the column of undated events stands, right of the last year."""
    return LAST + 0.14 * span


def _axes(
    figure: go.Figure,
    laid: pd.DataFrame,
    lanes: list[tuple[str, float]],
    depth: float,
    first: float,
    ink: Ink,
) -> None:
    span = LAST - first
    step = next(step for least, step in STEPS if span > least)
    years = [
        float(year)
        for year in range(int(first), int(LAST) + 1)
        if year % step == 0 and year >= first - 0.02 * span
    ]
    names = [f"{year:.0f}" for year in years]
    end = LAST
    if laid["first"].isna().any():
        years, names, end = (
            [*years, _undated(span)],
            [*names, "no date"],
            _undated(span) + 0.03 * span,
        )
    figure.update_xaxes(
        range=[first - 0.045 * span, end + 0.045 * span], tickangle=0, color=ink.muted, gridcolor=ink.line, side="top",
        tickvals=years, ticktext=names, zeroline=False,
    )  # fmt: skip
    figure.update_yaxes(visible=False, range=[depth, -0.1], fixedrange=True)
    for kind, top in lanes:
        figure.add_annotation(x=0, xref="paper", y=top + 0.27, text=kind.capitalize(), showarrow=False, xanchor="left",
                              font={"family": FONT, "size": 11, "color": ink.muted}, bgcolor=ink.ground, borderpad=0)  # fmt: skip
        figure.add_shape(
            type="line",
            x0=0,
            x1=1,
            xref="paper",
            y0=top,
            y1=top,
            line={"color": ink.line, "width": 1},
        )
