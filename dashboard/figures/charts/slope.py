"""Two ends and the line between them: from where to where each series moved."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.plot import (
    GAP,
    WIDTH,
    Name,
    Plot,
    column_of,
    names,
    plot,
)
from dashboard.figures.style.theme import Style
from dashboard.model.row import FigureRow
from dashboard.model.series import position, series_of
from dashboard.text.chart_words import dated_figure
from dashboard.text.labels import Mark

DOT = 70  # px²
MOST_START = 110  # px of the column on the left


def slope(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """A line a series, its first figure named on the left, its last with its name on the right.

    Where the series breaks between the two, no line joins them.
    """
    mark_by_row = {id(mark.row): mark for mark in marks}
    pairs = [(series[0], series[-1]) for series in series_of([mark.row for mark in marks])]
    area = plot(
        [position(row) for pair in pairs for row in pair] or [0, 1],
        [row.figure.value for pair in pairs for row in pair],
        [text for _, last in pairs for text in (_who(last, pairs), _figure(mark_by_row[id(last)]))],
    )
    left = column_of([_figure(mark_by_row[id(first)]) for first, _ in pairs], MOST_START)
    starts, start_bottom = names(
        [_named(first, mark_by_row, area, "") for first, _ in pairs], area, style, left=left
    )
    ends, end_bottom = names(
        [_named(last, mark_by_row, area, _who(last, pairs)) for _, last in pairs], area, style
    )
    return layers.stack(
        [*_lines(pairs, mark_by_row, area, left, style), *starts, *ends],
        max(area.bottom, start_bottom, end_bottom),
    )


def _who(row: FigureRow, pairs: Sequence[tuple[FigureRow, FigureRow]]) -> str:
    """What tells a line from the others: what was counted, where they differ in that."""
    return row.scope if len({last.scope for _, last in pairs}) > 1 else row.name


def _figure(mark: Mark) -> str:
    return dated_figure(mark.words.figure, mark.words.when)


def _named(row: FigureRow, mark_by_row: dict[int, Mark], area: Plot, who: str) -> Name:
    mark = mark_by_row[id(row)]
    return Name(row.line_key, row.side, who, _figure(mark), area.y(row.figure.value))


def _lines(
    pairs: Sequence[tuple[FigureRow, FigureRow]],
    mark_by_row: dict[int, Mark],
    area: Plot,
    left: float,
    style: Style,
) -> list[alt.Chart]:
    begin, end = left + GAP, alt.expr(f"{WIDTH} - {area.column + GAP:.0f}")
    joined = [
        {
            "y": area.y(first.figure.value),
            "y_end": area.y(last.figure.value),
            "side": last.side,
            "line": last.line_key,
        }
        for first, last in pairs
        if not last.series_break
    ]
    rules = [
        chart.mark_rule(strokeWidth=2.5).encode(
            x=alt.XValue(begin),
            x2=alt.X2Value(end),
            y=layers.at_px("y"),
            y2="y_end:Q",
            color=layers.colour(style),
        )
        for chart in layers.over_data(joined)
    ]
    dots = [
        chart.mark_point(
            filled=True, opacity=1, size=DOT, shape="diamond" if is_reported else "circle"
        ).encode(
            x=alt.XValue(place),
            y=layers.at_px("y"),
            color=layers.colour(style),
            tooltip=layers.tooltip(),
        )
        for number, place in ((0, begin), (1, end))
        for is_reported in (False, True)
        for chart in layers.over_data(
            [
                {
                    "y": area.y(pair[number].figure.value),
                    "side": pair[number].side,
                    "line": pair[number].line_key,
                    **layers.told(mark_by_row[id(pair[number])]),
                }
                for pair in pairs
                if pair[number].is_reported == is_reported
            ]
        )
    ]
    return [*rules, *dots]
