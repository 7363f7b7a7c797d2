"""Figures over time: a line where they are one series, dots where they are not.

A line is broken where a figure is missing or the series breaks. Figures of other editions or
tables are dots: each edition counts the past anew.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

import altair as alt

from dashboard.figures.charts import layers
from dashboard.figures.charts.plot import (
    GAP,
    WIDTH,
    Name,
    Plot,
    grid,
    name_layers,
    name_records,
    plot,
)
from dashboard.figures.charts.readout import brushed, explored, height_of, spans_of
from dashboard.figures.style.fonts import FONT, measure
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.model.project import OTHER
from dashboard.model.row import FigureRow
from dashboard.model.series import is_part_of_a_year, position, runs, series_of, steps
from dashboard.text.chart_words import BREAK, dated_figure
from dashboard.text.labels import Mark

AXIS = 4  # px below the plot
DOT, SMALL_DOT = 54, 22  # px², of a figure that stands alone, and of one on a line
PAGE_HEIGHT = 340  # px of the plot on a page, where it is wider than in a picture
NARROWEST = 262  # px of a chart on the narrowest phone
VALUE = 11  # px, of the number over a dot that stands alone
Shape = Literal["diamond", "square", "circle"]  # of a dot


@dataclass(frozen=True)
class Line:
    """The figures of one series as they are drawn: `key` is what its names and dots share."""

    key: str
    runs: list[list[FigureRow]]
    rows: list[FigureRow]

    @property
    def is_line(self) -> bool:
        """Whether any two of its figures are joined."""
        return any(len(run) > 1 for run in self.runs)


@dataclass(frozen=True)
class Panel:
    """One plot with its lines, those of them that are named, and what reaches down beside it."""

    area: Plot
    lines: list[Line]
    labelled: list[Line]
    names: list[dict[str, Any]]  # what name_layers reads
    bottom: float  # px from the top of the figure


def lines(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """The figures from zero."""
    return _drawn(marks, style)


def explorable_lines(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """The same for a page: read by year, isolated by name."""
    return _drawn(marks, style, is_explored=True)


def relative(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """One side divided by the other, on a logarithmic axis about the line where they are equal."""
    return _drawn(marks, style, is_log=True)


def explorable_relative(marks: Sequence[Mark], style: Style) -> alt.LayerChart:
    """The same for a page."""
    return _drawn(marks, style, is_log=True, is_explored=True)


def _drawn(
    marks: Sequence[Mark],
    style: Style,
    is_log: bool = False,
    is_explored: bool = False,
) -> alt.LayerChart:
    mark_by_row = {id(mark.row): mark for mark in marks}
    drawn = [line_of(series) for series in series_of([mark.row for mark in marks])]
    area = area_of(drawn, mark_by_row, is_log)
    spans = spans_of(drawn) if is_explored else []
    height = PAGE_HEIGHT if is_explored else area.height
    area = replace(area, top=area.top + height_of(spans), height=height)
    panel = panel_of(drawn, area, mark_by_row)
    parts = layers_of([panel], mark_by_row, style)
    if is_explored:
        parts = explored(parts, [panel], mark_by_row, style)
    if spans:
        parts = brushed(parts, spans, mark_by_row, style)
    return layers.stack(parts, panel.bottom)


def area_of(drawn: Sequence[Line], mark_by_row: dict[int, Mark], is_log: bool = False) -> Plot:
    """A plot with room for some lines and the names of those that are named."""
    rows = [row for line in drawn for row in line.rows]
    texts = [
        text
        for line in _labelled(drawn)
        for text in (line.rows[-1].name, _end_figure(mark_by_row[id(line.rows[-1])]))
    ]
    return plot(
        [position(row) for row in rows],
        [row.figure.value for row in rows],
        texts,
        rows[0].figure.unit,
        is_log,
    )


def panel_of(drawn: list[Line], area: Plot, mark_by_row: dict[int, Mark]) -> Panel:
    """The lines in their plot, with names at the ends of them."""
    labelled = _labelled(drawn)
    is_scoped = len({line.rows[0].scope for line in labelled}) > 1
    wanted = [_name(line, mark_by_row[id(line.rows[-1])], area, is_scoped) for line in labelled]
    names, bottom = name_records(wanted, area)
    return Panel(area, drawn, labelled, names, max(area.bottom + AXIS, bottom))


def layers_of(
    panels: Sequence[Panel], mark_by_row: dict[int, Mark], style: Style
) -> list[alt.Chart]:
    """The layers of plots that share their years: one a kind of mark, whichever plot it is in."""
    area = panels[0].area
    return [
        *grid([panel.area for panel in panels], style),
        *_equal(area, style),
        *_breaks(panels, style),
        *_paths(panels, style),
        *_dots(panels, mark_by_row, style),
        *(_values(panels[0], mark_by_row, style) if len(panels) == 1 else ()),
        *name_layers([record for panel in panels for record in panel.names], area, style),
    ]


def line_of(series: list[FigureRow]) -> Line:
    """A series of `series_of` as it is drawn."""
    first = series[0]
    return Line(first.line_key, runs(series), series)


def _labelled(drawn: Sequence[Line]) -> list[Line]:
    """Of the series of one name the longest, which is named; of several alike the latest."""
    best: dict[str, Line] = {}
    for line in drawn:
        other = best.get(line.key)
        if other is None or _rank(line) >= _rank(other):
            best[line.key] = line
    return list(best.values())


def _rank(line: Line) -> tuple[int, str]:
    return max(map(len, line.runs)), line.rows[-1].end


def _name(line: Line, mark: Mark, area: Plot, is_scoped: bool) -> Name:
    row = line.rows[-1]
    who = row.scope if is_scoped else row.name
    return Name(line.key, row.side, who, _end_figure(mark), area.y(row.figure.value))


def _end_figure(mark: Mark) -> str:
    return dated_figure(mark.words.figure, mark.words.when)


def _equal(area: Plot, style: Style) -> list[alt.Chart]:
    """The line on which the sides are equal."""
    if not area.is_log:
        return []
    end = alt.expr(f"{WIDTH} - {area.column + GAP:.0f}")
    return [
        chart.mark_rule(color=style.ink.muted, strokeWidth=1.5).encode(
            x=alt.XValue(0), x2=alt.X2Value(end), y=layers.at_px("y")
        )
        for chart in layers.over_data([{"y": area.y(1)}])
    ]


def _breaks(panels: Sequence[Panel], style: Style) -> list[alt.Chart]:
    """A dotted line down the plot where a series breaks, with the word on top of it."""
    places = {
        (panel.area.top, panel.area.bottom, (position(step.before) + position(step.after)) / 2)
        for panel in panels
        for line in panel.lines
        for step in steps(line.rows)
        if step.is_break
    }
    records = [
        {"x": x, "y": top, "y_end": bottom, "y_text": top - 6, "text": BREAK}
        for top, bottom, x in sorted(places)
    ]
    return [
        part
        for chart in layers.over_data(records)
        for part in (
            chart.mark_rule(color=style.ink.muted, strokeDash=[2, 3]).encode(
                x=panels[0].area.x(), y=layers.at_px("y"), y2="y_end:Q"
            ),
            chart.mark_text(
                font=FONT,
                fontSize=LETTERS["axis"],
                color=style.ink.muted,
                align="center",
                baseline="alphabetic",
            ).encode(x=panels[0].area.x(), y=layers.at_px("y_text"), text="text:N"),
        )
    ]


def _paths(panels: Sequence[Panel], style: Style) -> list[alt.Chart]:
    """The lines; one that is planned is dashed, one that is of both sides has neither's colour."""
    records: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    placed = [(panel.area, line) for panel in panels for line in panel.lines]
    for number, (area, line) in enumerate(placed):
        for piece, run in enumerate(line.runs):
            if len(run) > 1:
                records[run[0].is_planned] += _path(run, line, area, f"{number}.{piece}")
    return [
        chart.mark_line(
            strokeWidth=2.5,
            interpolate="linear",
            strokeDash=[5, 4] if is_planned else [1, 0],
            strokeJoin="round",
        ).encode(
            x=panels[0].area.x(),
            y=layers.at_px("y"),
            detail="run:N",
            color=layers.colour(style),
        )
        for is_planned, held in records.items()
        for chart in layers.over_data(held)
    ]


def _path(run: Sequence[FigureRow], line: Line, area: Plot, name: str) -> list[dict[str, Any]]:
    sides = {row.side for row in run}
    return [
        {
            "x": position(row),
            "y": area.y(row.figure.value),
            "side": row.side if len(sides) == 1 else OTHER,
            "line": line.key,
            "run": name,
        }
        for row in run
    ]


def _dot_record(mark: Mark, line: Line, area: Plot) -> dict[str, Any]:
    """What the chart reads of one figure."""
    row = mark.row
    return {
        "x": position(row),
        "y": area.y(row.figure.value),
        "side": row.side,
        "line": line.key,
        "metric": row.metric,  # what a page opens where the dot is clicked
        "claim": next(iter(row.claims), ""),
        **layers.told(mark),
    }


def _dots(panels: Sequence[Panel], mark_by_row: dict[int, Mark], style: Style) -> list[alt.Chart]:
    """A dot a figure: large where it stands alone, hollow where it is planned.

    A diamond was read as others report it, a square is of a part of a year.
    """
    groups: dict[tuple[bool, bool, Shape], list[dict[str, Any]]] = {}
    for panel in panels:
        for line in panel.lines:
            for run in line.runs:
                for row in run:
                    look = (len(run) == 1, row.is_planned, _shape(row))
                    record = _dot_record(mark_by_row[id(row)], line, panel.area)
                    groups.setdefault(look, []).append(record)
    return [
        _signs(chart, is_alone, is_hollow, shape, style).encode(
            x=panels[0].area.x(), y=layers.at_px("y"), tooltip=layers.tooltip()
        )
        for (is_alone, is_hollow, shape), records in sorted(groups.items())
        for chart in layers.over_data(records)
    ] + _arrows(panels, style)


def _shape(row: FigureRow) -> Shape:
    if row.is_reported:
        return "diamond"
    return "square" if is_part_of_a_year(row) else "circle"


def _signs(
    chart: alt.Chart, is_alone: bool, is_hollow: bool, shape: Shape, style: Style
) -> alt.Chart:
    is_large = is_alone or is_hollow or shape == "square"
    size = DOT * (1.3 if shape == "diamond" else 1) if is_large else SMALL_DOT
    if is_hollow:
        return chart.mark_point(
            shape=shape, filled=True, fill=style.ink.paper, size=size, strokeWidth=2, opacity=1
        ).encode(stroke=layers.outline(style))
    return chart.mark_point(shape=shape, filled=True, size=size, opacity=1).encode(
        color=layers.colour(style)
    )


def _arrows(panels: Sequence[Panel], style: Style) -> list[alt.Chart]:
    """Arrows up or down from a bound: the true figure may be larger, or smaller."""
    ends: tuple[tuple[Callable[[FigureRow], bool], str, int], ...] = (
        (lambda row: row.open_right, "triangle-up", -9),
        (lambda row: row.open_left, "triangle-down", 9),
    )
    return [
        chart.mark_point(shape=shape, filled=True, size=52, opacity=1, yOffset=shift).encode(
            x=panels[0].area.x(), y=layers.at_px("y"), color=layers.colour(style)
        )
        for is_open, shape, shift in ends
        for chart in layers.over_data(
            [
                {"x": position(row), "y": panel.area.y(row.figure.value), "side": row.side}
                for panel in panels
                for line in panel.lines
                for row in line.rows
                if is_open(row)
            ]
        )
    ]


def _values(panel: Panel, mark_by_row: dict[int, Mark], style: Style) -> list[alt.Chart]:
    """The numbers over dots that stand alone, where none meets anything at the least width.

    Of one name all are written or none, so that no dot looks more important than others.
    """
    area, drawn = panel.area, panel.lines
    width = NARROWEST - area.column - area.left - GAP

    def box(row: FigureRow, text: str) -> tuple[float, float, float, float]:
        x = (position(row) - area.first) / (area.last - area.first) * width
        y = area.y(row.figure.value)
        half = measure(text, VALUE) / 2 + 2 if text else 6
        return (x - half, x + half, y - 24, y - 9) if text else (x - half, x + half, y - 6, y + 6)

    taken = [box(row, "") for line in drawn for row in line.rows]
    for line in drawn:  # what runs between two dots is met too
        for run in line.runs:
            for before, after in pairwise(run):
                taken += _between(box(before, ""), box(after, ""))
    records: list[dict[str, Any]] = []
    crowded: set[str] = set()
    named = {id(line.rows[-1]) for line in panel.labelled}
    alone = [
        (line, run[0])
        for line in drawn
        for run in line.runs
        if len(run) == 1 and id(run[0]) not in named
    ]
    for line, row in alone:
        text = mark_by_row[id(row)].words.figure
        own = box(row, text)
        if own[0] < -8 or own[1] > width + GAP or any(_meet(own, other) for other in taken):
            crowded.add(line.key)
            continue
        taken.append(own)
        records.append(
            {
                "x": position(row),
                "y": area.y(row.figure.value) - 10,
                "text": text,
                "line": line.key,
                "side": row.side,
            }
        )
    records = [record for record in records if record["line"] not in crowded]
    return [
        chart.mark_text(
            font=FONT, fontSize=VALUE, align="center", baseline="alphabetic", color=style.ink.muted
        ).encode(x=area.x(), y=layers.at_px("y"), text="text:N")
        for chart in layers.over_data(records)
    ]


Box = tuple[float, float, float, float]


def _between(one: Box, other: Box) -> list[Box]:
    """Small boxes along the line from one box to another."""
    ends = [((box[0] + box[1]) / 2, (box[2] + box[3]) / 2) for box in (one, other)]
    (x, y), (x_end, y_end) = ends
    parts = [step / 8 for step in range(9)]
    points = [(x + (x_end - x) * part, y + (y_end - y) * part) for part in parts]
    return [(px - 3, px + 3, py - 3, py + 3) for px, py in points]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
