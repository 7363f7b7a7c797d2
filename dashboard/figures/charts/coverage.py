"""What the documents say and do not say: one square a metric, filled where a side has a figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.fonts import FONT, STRONG
from dashboard.figures.style.theme import Style
from dashboard.model.project import Side
from dashboard.text.chart_words import SQUARE_TOOLTIP, counted
from dashboard.text.labels import Mark

STEP, CELL, GAP = 46, 9, 2  # px from topic to topic, of a square, between squares
HEAD = 22  # px for the names of the sides
SQUARES, WORDS = 20, 12  # px from the top of a topic to its squares, and to its line of words
COUNT = 86  # px from the edge to the count, where a topic's title stands before it


def coverage(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """A row a topic, a half for each side; an empty square is a figure that nobody states."""
    topics = list(dict.fromkeys(mark.row.topic for mark in marks))
    # Each side has half the width: its squares are placed in px from 0 or from the middle.
    halves = [
        layer
        for number, side in enumerate(style.project.sides)
        for layer in _half(marks, topics, side, number / 2, style)
    ]
    return layers.stack(halves, HEAD + len(topics) * STEP)


def _half(
    marks: Sequence[Mark], topics: list[str], side: Side, start: float, style: Style
) -> list[alt.Chart]:
    edge = alt.X(datum=start, scale=alt.Scale(domain=[0, 1], nice=False, zero=False), axis=None)
    in_topic = {
        topic: [mark for mark in marks if mark.row.topic == topic and mark.row.side == side.id]
        for topic in topics
    }
    tops = {topic: HEAD + number * STEP for number, topic in enumerate(topics)}
    return [
        *_squares(in_topic, tops, edge, start, style),
        *_lines(in_topic, tops, edge, has_titles=start == 0, style=style),
        alt.Chart(alt.Data(values=[{"side": side.id, "name": side.name}]))
        .mark_text(font=STRONG, fontSize=12, baseline="alphabetic")
        .encode(x=edge, y=alt.YValue(8), text="name:N", color=layers.colour(style)),
    ]


def _squares(
    in_topic: dict[str, list[Mark]],
    tops: dict[str, int],
    edge: alt.X,
    start: float,
    style: Style,
) -> list[alt.Chart]:
    records = [
        {
            "title": mark.row.title,
            "label": mark.words.label,
            "note": mark.row.note,
            "side": mark.row.side,
            "metric": mark.row.metric,  # what a page opens where a square is clicked
            "missing": mark.row.missing,
            "left": number * (CELL + GAP),
            "right": number * (CELL + GAP) + CELL,
            "y_top": tops[topic] + SQUARES,
            "y_end": tops[topic] + SQUARES + CELL,
        }
        for topic, squares in in_topic.items()
        for number, mark in enumerate(squares)
    ]
    squares = alt.Chart(alt.Data(values=records)).encode(
        x=edge,
        x2=alt.X2Datum(start),
        y=layers.at_px("y_top"),
        y2="y_end:Q",
        tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in SQUARE_TOOLTIP.items()],
    )
    place: dict[str, Any] = {
        "xOffset": alt.expr("datum.left"),
        "x2Offset": alt.expr("datum.right"),
    }
    hollow: dict[str, Any] = {"fill": style.ink.paper, "fillOpacity": 1, "stroke": style.ink.muted}
    return [
        squares.transform_filter("datum.missing === ''")
        .mark_rect(**place)
        .encode(color=layers.colour(style)),
        squares.transform_filter("datum.missing !== ''").mark_rect(
            **place, **hollow, strokeWidth=1
        ),
    ]


def _lines(
    in_topic: dict[str, list[Mark]],
    tops: dict[str, int],
    edge: alt.X,
    has_titles: bool,
    style: Style,
) -> list[alt.Chart]:
    """How many metrics of each topic have a figure, after the topic's title on the first half."""
    records = [
        {
            "topic_title": squares[0].row.topic_title,
            "text": counted(sum(not mark.row.is_absent for mark in squares), len(squares)),
            "y": tops[topic] + WORDS,
        }
        for topic, squares in in_topic.items()
        if squares
    ]
    line = alt.Chart(alt.Data(values=records)).encode(x=edge, y=layers.at_px("y"))
    count: dict[str, Any] = {
        "font": FONT,
        "fontSize": 11,
        "color": style.ink.muted,
        "baseline": "alphabetic",
    }
    if not has_titles:
        return [line.mark_text(**count).encode(text="text:N")]
    return [
        line.mark_text(font=STRONG, fontSize=12, color=style.ink.ink, baseline="alphabetic").encode(
            text="topic_title:N"
        ),
        line.mark_text(**count, dx=COUNT).encode(text="text:N"),
    ]
