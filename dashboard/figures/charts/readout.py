"""What a reader does with a chart over time, without asking the server.

Pointing reads every line of that year; a click on a name leaves its lines alone, a double click
brings the others back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.plot import Plot
from dashboard.figures.style.theme import Style
from dashboard.model.series import position
from dashboard.text.chart_words import WHEN
from dashboard.text.labels import Mark

if TYPE_CHECKING:
    from dashboard.figures.charts.lines import Line

FAINT = 0.15  # opacity of what is not isolated


def explored(
    parts: list[alt.Chart],
    drawn: Sequence[Line],
    mark_by_row: dict[int, Mark],
    area: Plot,
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
    return [*_years(drawn, mark_by_row, area, style), *parts]


def _is_name(part: alt.Chart) -> bool:
    records = part.data.values if part.data is not alt.Undefined else []
    return bool(records) and bool(records[0].get("is_name"))


def _years(
    drawn: Sequence[Line], mark_by_row: dict[int, Mark], area: Plot, style: Style
) -> list[alt.Chart]:
    """A line down each year that has a figure; pointing near it tells all figures of that year."""
    by_year: dict[float, dict[str, Any]] = {}
    titles: dict[str, str] = {}
    for line in drawn:
        for row in line.rows:
            mark = mark_by_row[id(row)]
            record = by_year.setdefault(
                position(row), {"x": position(row), "when": mark.words.when}
            )
            title = ", ".join(filter(None, (row.name, row.scope)))
            field = titles.setdefault(title, f"figure{len(titles)}")
            text = mark.words.figure
            if row.edition and field in record:
                text = f"{record[field]}; {text}"
            record[field] = text
    pointed = alt.selection_point(
        name="pointed",
        fields=["x"],
        on="pointerover",
        nearest=True,
        empty=False,
        clear="pointerout",
    )
    records = [
        {
            **record,
            "y": area.top,
            "y_end": area.bottom,
            **{f: record.get(f, "–") for f in titles.values()},
        }
        for record in by_year.values()
    ]
    tooltip = [alt.Tooltip("when:N", title=WHEN)]
    tooltip += [alt.Tooltip(f"{field}:N", title=title) for title, field in titles.items()]
    return [
        chart.mark_rule(color=style.ink.muted, strokeWidth=1)
        .encode(
            x=area.x(),
            y=layers.at_px("y"),
            y2="y_end:Q",
            opacity=alt.condition(pointed, alt.value(0.8), alt.value(0)),
            tooltip=tooltip,
        )
        .add_params(pointed)
        for chart in layers.over_data(records)
    ]
