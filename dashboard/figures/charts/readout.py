"""What a reader does with a chart over time, without asking the server.

Pointing reads every line of that year; a click on a name leaves its lines alone, a double click
brings the others back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.style.theme import Style
from dashboard.model.series import position
from dashboard.text.chart_words import WHAT, WHEN
from dashboard.text.labels import Mark

if TYPE_CHECKING:
    from dashboard.figures.charts.lines import Panel

FAINT = 0.15  # opacity of what is not isolated


def explored(
    parts: list[alt.Chart],
    panels: Sequence[Panel],
    mark_by_row: dict[int, Mark],
    style: Style,
) -> list[alt.Chart]:
    """The layers of a chart with what a reader may do with it."""
    only = alt.selection_point(name="only", fields=["line"], on="click", clear="dblclick")
    for part in parts:
        records = part.data.values if part.data is not alt.Undefined else []
        if records and "line" in records[0]:
            part.encoding.opacity = alt.condition(only, alt.value(1), alt.value(FAINT))
    named = [part for part in parts if _is_name(part)]
    if named:
        named[0].params = [only.param]
    return [*_years(panels, mark_by_row, style), *parts]


def _is_name(part: alt.Chart) -> bool:
    records = part.data.values if part.data is not alt.Undefined else []
    return bool(records) and bool(records[0].get("is_name"))


def _years(panels: Sequence[Panel], mark_by_row: dict[int, Mark], style: Style) -> list[alt.Chart]:
    """A line down each year that has a figure; pointing near it tells all figures of that year."""
    fields: dict[str, str] = {}  # title in the tooltip -> field
    records = [
        record
        for panel in panels
        for record in _years_of(panel, mark_by_row, fields, is_titled=len(panels) > 1)
    ]
    pointed = alt.selection_point(
        name="pointed",
        fields=["x"],
        on="pointerover",
        nearest=True,
        empty=False,
        clear="pointerout",
    )
    tooltip = [alt.Tooltip("title:N", title=WHAT)] if len(panels) > 1 else []
    tooltip += [alt.Tooltip("when:N", title=WHEN)]
    tooltip += [alt.Tooltip(f"{field}:N", title=title) for title, field in fields.items()]
    return [
        chart.mark_rule(color=style.ink.muted, strokeWidth=1)
        .encode(
            x=panels[0].area.x(),
            y=layers.at_px("y"),
            y2="y_end:Q",
            opacity=alt.condition(pointed, alt.value(0.8), alt.value(0)),
            tooltip=tooltip,
        )
        .add_params(pointed)
        for chart in layers.over_data(
            [{**dict.fromkeys(fields.values(), "–"), **record} for record in records]
        )
    ]


def _years_of(
    panel: Panel, mark_by_row: dict[int, Mark], fields: dict[str, str], is_titled: bool
) -> list[dict[str, Any]]:
    """What the chart reads of each year of one plot; `fields` gains what is new in it."""
    by_year: dict[float, dict[str, Any]] = {}
    for row in (row for line in panel.lines for row in line.rows):
        words = mark_by_row[id(row)].words
        record = by_year.setdefault(
            position(row),
            {
                "x": position(row),
                "when": words.when,
                "y": panel.area.top,
                "y_end": panel.area.bottom,
                **({"title": row.title} if is_titled else {}),
            },
        )
        title = ", ".join(filter(None, (row.name, "" if is_titled else row.scope)))
        field = fields.setdefault(title, f"figure{len(fields)}")
        recounted = row.edition and field in record
        record[field] = f"{record[field]}; {words.figure}" if recounted else words.figure
    return list(by_year.values())
