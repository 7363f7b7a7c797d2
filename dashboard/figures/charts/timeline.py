"""The events that matter most, one below the other, with their dates and names in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.fonts import FONT, STRONG, wrap
from dashboard.figures.style.layout import LEAST
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.model.project import Project
from dashboard.model.vocabulary import EVENT_KINDS
from dashboard.text.chart_words import event_head
from dashboard.text.labels import Mark

MOST = 12  # events of a picture: as many as a slide can hold in letters that can be read
LEFT = 22  # px to the words
SPINE = 7  # px to the line through all marks
HEAD, LINE, GAP = 14, 16, 3  # px: a line of the date, one of the name, and what is below both
SIZE = 13  # px, of a name


def shown(marks: Sequence[Mark]) -> list[Mark]:
    """The marks that a picture holds, in their order: all, or the MOST that matter most.

    Those are milestones first, then what most documents tell of, then what is latest.
    """
    if len(marks) <= MOST:
        return list(marks)
    by_weight = sorted(
        range(len(marks)),
        key=lambda place: (
            not marks[place].row.milestone,
            -len({source.document for source in marks[place].sources}),
            -place if marks[place].row.start else 0,
            EVENT_KINDS.index(marks[place].row.event_kind),
        ),
    )
    return [marks[place] for place in sorted(by_weight[:MOST])]


def timeline(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One event below the other, with its date, whose it is and what it is.

    A hollow circle is planned; readers are told so by `text.captions.SIGNS`. On a page
    `timeline_interactive` shows all events on an axis of years.
    """
    dates: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    signs: list[dict[str, Any]] = []
    y = 0.0
    for mark in shown(marks):
        signs.append({"y": y + HEAD - 4, "side": mark.row.side, "is_planned": mark.row.is_planned})
        dates.append({"text": _head(mark, style.project), "y": y + HEAD - 1})
        y += HEAD
        for line in wrap(mark.row.milestone or mark.row.title, LEAST - LEFT, SIZE, STRONG):
            names.append({"text": line, "y": y + LINE - 4})
            y += LINE
        y += GAP
    spine = alt.Chart(alt.Data(values=[{"y": signs[0]["y"], "y_end": signs[-1]["y"]}]))
    return layers.stack(
        [
            spine.mark_rule(color=style.ink.line, strokeWidth=2).encode(
                x=alt.XValue(SPINE), y=layers.at_px("y"), y2="y_end:Q"
            ),
            *_signs(signs, style),
            _texts(dates, FONT, LETTERS["axis"], style.ink.muted),
            _texts(names, STRONG, SIZE, style.ink.ink),
        ],
        y,
    )


def _head(mark: Mark, project: Project) -> str:
    return event_head(mark.words.when, mark.row.side, mark.row.name, project)


def _signs(signs: Sequence[dict[str, Any]], style: Style) -> list[alt.Chart]:
    """A full circle for what happened, a hollow one for what is planned."""
    full = [sign for sign in signs if not sign["is_planned"]]
    planned = [sign for sign in signs if sign["is_planned"]]
    return [
        *(
            chart.mark_point(shape="circle", filled=True, size=110, opacity=1).encode(
                x=alt.XValue(SPINE), y=layers.at_px("y"), color=layers.colour(style)
            )
            for chart in layers.over_data(full)
        ),
        *(
            chart.mark_point(
                shape="circle",
                filled=True,
                fill=style.ink.paper,
                size=95,
                strokeWidth=2.5,
                opacity=1,
            ).encode(x=alt.XValue(SPINE), y=layers.at_px("y"), stroke=layers.outline(style))
            for chart in layers.over_data(planned)
        ),
    ]


def _texts(records: list[dict[str, Any]], font: str, size: int, colour: str) -> alt.Chart:
    words = alt.Chart(alt.Data(values=records)).mark_text(
        font=font, fontSize=size, color=colour, align="left", baseline="alphabetic"
    )
    return words.encode(x=alt.XValue(LEFT), y=layers.at_px("y"), text="text:N")
