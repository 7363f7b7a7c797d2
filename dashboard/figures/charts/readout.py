"""What a reader does with a chart over time, without asking the server.

Pointing reads every line of that year; a click on a name leaves its lines alone, a double click
brings the others back; dragging across years reads where each line began and ended in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.plot import WIDTH
from dashboard.figures.style.fonts import FONT
from dashboard.figures.style.theme import Style
from dashboard.model.row import FigureRow
from dashboard.model.series import position, unbroken
from dashboard.text.chart_words import BRUSH, SPAN_READ, WHAT, WHEN
from dashboard.text.labels import Mark

if TYPE_CHECKING:
    from dashboard.figures.charts.lines import Line, Panel

FAINT = 0.15  # opacity of what is not isolated
# In Vega: a click on what is of a line, but for a dot, which leads to its claim; one on anything
# else would isolate nothing at all.
OF_A_LINE = (
    "event.item && event.item.datum && event.item.datum.line && !isDefined(event.item.datum.claim)"
)
LEADING = 15  # px from line to line of what is read of a span of years
SMALLEST = 25  # of these letters as many stand in a line of the narrowest plot as px in one of them


def explored(
    parts: list[alt.Chart],
    panels: Sequence[Panel],
    mark_by_row: dict[int, Mark],
    style: Style,
) -> list[alt.Chart]:
    """The layers of a chart with what a reader may do with it."""
    only = alt.selection_point(
        name="only",
        fields=["line"],
        on=f"click[{OF_A_LINE}]",
        clear="dblclick",
    )
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


def spans_of(drawn: Sequence[Line]) -> list[list[FigureRow]]:
    """The pieces of series of which first and last may be read: no break or edition between."""
    return [piece for line in drawn for piece in unbroken(line.rows) if len(piece) > 1]


def height_of(spans: Sequence[list[FigureRow]]) -> float:
    """The px above the plot that the lines about these pieces take, and the hint above them."""
    return LEADING * (len(spans) + 1) if spans else 0


def brushed(
    parts: Sequence[alt.Chart],
    spans: Sequence[list[FigureRow]],
    mark_by_row: dict[int, Mark],
    style: Style,
) -> list[alt.Chart]:
    """The layers of `explored`, with a brush across years and what is read in it, on top."""
    brush = alt.selection_interval(
        name="brush",
        encodings=["x"],
        zoom=False,  # a wheel over it scrolls the page, as everywhere
        mark=alt.BrushConfig(fill=style.ink.muted, fillOpacity=0.12, stroke=style.ink.muted),
    )
    years, *others = parts
    hint = alt.Chart(alt.Data(values=[{"text": BRUSH, "y": LEADING}]))
    lines = alt.Chart(alt.Data(values=_span_records(spans, mark_by_row)))
    return [
        years.add_params(brush),
        *others,
        _line_of_text(hint, style.ink.muted),
        _line_of_text(
            lines.transform_filter(brush)
            .transform_aggregate(
                first="argmin(x)", last="argmax(x)", groupby=["who", "y", "side", "line", "span"]
            )
            .transform_calculate(text=SPAN_READ),
            layers.colour(style),
        ),
    ]


def _span_records(
    spans: Sequence[list[FigureRow]], mark_by_row: dict[int, Mark]
) -> list[dict[str, Any]]:
    scopes = {span[0].scope for span in spans}
    return [
        {
            "x": position(row),
            "who": row.scope if len(scopes) > 1 else row.name,
            "figure": mark_by_row[id(row)].words.figure,
            "when": mark_by_row[id(row)].words.when,
            "y": LEADING * (number + 2),
            "side": row.side,
            "line": row.line_key,
            "span": number,
        }
        for number, span in enumerate(spans)
        for row in span
    ]


def _line_of_text(chart: alt.Chart, colour: str | alt.Color) -> alt.Chart:
    line = chart.mark_text(
        font=FONT,
        fontSize={"expr": f"min(12, {WIDTH} / {SMALLEST})"},
        baseline="alphabetic",
    ).encode(x=alt.XValue(0), y=layers.at_px("y"), text="text:N")
    return line.encode(color=alt.value(colour) if isinstance(colour, str) else colour)
