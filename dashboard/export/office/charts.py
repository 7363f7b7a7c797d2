"""Charts that a spreadsheet or slide program can edit, drawn by XlsxWriter for both."""

from __future__ import annotations

from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from dashboard.export.office.chart_area import (
    NO_TICKS,
    NONE,
    PX,
    SHEET,
    ChartArea,
    Options,
    fill,
    font,
    labels,
    mix,
)
from dashboard.export.office.native import NativeMark
from dashboard.figures.style.fonts import STRONG, measure
from dashboard.text import office_words as words

TYPES = {"bars": {"type": "bar"}, "parts": {"type": "bar", "subtype": "stacked"}}
DOTS = {"type": "scatter"}  # what all other kinds are
NO_MARKER = {"type": "none"}


def add_chart(book: Workbook, area: ChartArea, name: str) -> Chart:
    """The chart of an area, which reads SHEET, to be inserted into a sheet of the same book.

    `chart_part.explicit` must see to its part of the file before any other program does.
    """
    kind = TYPES.get(area.native.kind, DOTS)
    chart = book.add_chart({**kind, "name": name})
    chart.set_title(NONE)
    chart.set_legend(NONE)
    chart.set_chartarea({"fill": fill(area.ink.ground), "border": NONE})
    chart.set_size({"width": area.width / PX, "height": area.height / PX})
    if kind is DOTS:
        _draw_dots(chart, area)
    else:
        _draw_bars(chart, area)
    return chart


def _draw_bars(chart: Chart, area: ChartArea) -> None:
    """One bar a row, with its name on the left."""
    native, ink, size = area.native, area.ink, area.size
    names_width = max(measure(name, size) for name in native.categories) * 1.05
    left, bottom = min(names_width, area.width * 0.3) + size, area.small * 2.0
    width, pitch = area.width - left - size, (area.height - size - bottom) / len(native.marks)
    gap = min(max(pitch / min(pitch * 0.55, size * 2.2) - 1, 0) * 100, 500)
    looks = {"points": [_look(area, mark) for mark in native.marks], "gap": round(gap)}
    if native.kind == "parts":
        high = native.high
        rest = {"fill": fill(mix(ink.muted, ink.paper, 0.22)), "border": NONE}
        inside = [(mark.value or 0) >= 50 for mark in native.marks]
        ends = ["inside_end" if enough else "" for enough in inside]
        rests = ["" if enough else "inside_base" for enough in inside]
        chart.add_series({**_bar_series(area, native.head, ends, ink.paper), **looks})
        chart.add_series({**_bar_series(area, words.REST, rests, ink.ink), **rest})
    else:
        # The axis goes on for as long as the words beyond the bars need.
        needs = [
            (mark.value or 0) * width / (width - measure(label, size, STRONG) - size)
            for mark, label in zip(native.marks, native.labels, strict=True)
        ]
        high = max(*needs, native.high * 1.06)
        ends = ["outside_end"] * len(native.marks)
        chart.add_series({**_bar_series(area, native.head, ends, ink.ink), **looks})
    chart.set_x_axis(area.number_axis(high))
    chart.set_y_axis(
        {
            **NO_TICKS,
            # The first row is on top, so the foot of the chart is where this axis is greatest.
            "reverse": True,
            "crossing": "max",
            "label_position": "low",
            "line": {"color": ink.muted, "width": 1.25},
            "num_font": font(ink.ink, size),
        }
    )
    chart.set_plotarea({"layout": area.layout(left, size, size, bottom), "fill": NONE})


def _bar_series(area: ChartArea, head: str, positions: list[str], colour: str) -> Options:
    """Bars of the column below `head`, with their words at the positions that are named."""
    native, rows = area.native, range(len(area.native.marks))
    cells = area.cells(head, rows)
    return {
        "name": [SHEET, 0, cells[2]],
        "categories": [SHEET, 1, 0, len(rows), 0],
        "values": cells,
        "fill": fill(area.ink.muted),
        "data_labels": labels(
            area.label(text, colour, position) if position and mark.value is not None else None
            for mark, text, position in zip(native.marks, native.labels, positions, strict=True)
        ),
    }


def _look(area: ChartArea, mark: NativeMark) -> Options:
    """Full if observed, pale if planned."""
    colour, paper = area.colour(mark), area.ink.paper
    return {"fill": fill(mix(colour, paper, 0.45) if mark.planned else colour), "border": NONE}


def _draw_dots(chart: Chart, area: ChartArea) -> None:
    """Dots, each under its words on a line of its own, or two on one line between their words."""
    native, size, count = area.native, area.size, len(area.native.marks)
    pair, multiples = native.kind == "dumbbell", native.kind == "multiples"
    series = [_words(area)]
    if pair:
        cells = {"categories": area.cells(native.head, range(count))}
        cells["values"] = area.cells(words.LINE, range(count))
        line = {"color": area.faint, "width": 4}
        name = words.BOTH_ON_ONE_LINE
        series.append({**cells, "name": name, "line": line, "marker": NO_MARKER})
    for row, mark in enumerate(native.marks):
        if mark.value is not None:
            series += [*_lines_to_dot(area, row, mark), _dot(area, row, mark)]
    # The longest series first: some programs lose the numbers of shorter ones before it.
    # So the dots end on top, too.
    for options in sorted(series, key=_points, reverse=True):
        chart.add_series(options)
    across = area.number_axis(native.high * (1.02 if pair else 1))
    if multiples:
        across["crossing"] = 1  # where the line of their base stands
    chart.set_x_axis(across)
    chart.set_y_axis(
        {
            **NO_TICKS,
            "min": 0 if pair else 0.5,
            "max": 2 if pair else count + 0.75,
            "visible": multiples,
            "crossing": "min",
            "label_position": "none",
            "line": {"color": area.ink.muted, "width": 1.25},
            "major_gridlines": {"visible": False},
        }
    )
    longest = max(measure(label, size, STRONG) for label in native.labels)
    side = longest / 2 + size if pair else size * 1.5
    bottom = area.small * (3.6 if native.title else 2.0)
    layout = area.layout(side, size if pair else 0, side, bottom)
    chart.set_plotarea({"layout": layout, "fill": NONE})


def _points(series: Options) -> int:
    """How many points a series has."""
    _, top, left, bottom, right = series["values"]
    return int((bottom - top + 1) * (right - left + 1))


def _words(area: ChartArea) -> Options:
    """The words of each dot, from the left edge on.

    Two dots on one line have theirs beside them; then only a side without a figure stands here.
    """
    native, rows = area.native, range(len(area.native.marks))
    return {
        "name": words.WORDS,
        "categories": area.cells(words.WORDS_FROM, rows),
        "values": area.cells(words.LINE_OF_WORDS, rows),
        "line": NONE,
        "marker": NO_MARKER,
        "data_labels": labels(
            _line_of_words(area, mark, text)
            if mark.value is None or native.kind != "dumbbell"
            else None
            for mark, text in zip(native.marks, native.labels, strict=True)
        ),
    }


def _line_of_words(area: ChartArea, mark: NativeMark, text: str) -> Options:
    """The words of one dot, on a ground that covers the lines of the axis behind them."""
    stated = mark.value is not None
    label = area.label(text, area.ink.ink if stated else area.ink.muted, "right", bold=stated)
    return {**label, "fill": fill(area.ink.ground), "border": NONE}


def _lines_to_dot(area: ChartArea, row: int, mark: NativeMark) -> list[Options]:
    """The line from the base of a multiple to its dot, and the line on to an end that is open."""
    native, colour = area.native, area.colour(mark)
    lines: list[Options] = []
    if native.kind == "multiples":
        line: Options = {"color": colour, "width": 3.5}
        lines.append({"name": words.FROM_BASE, "line": line, **_across(area, words.BASE, row)})
    if native.reaches and mark.sign:
        arrow = area.label(mark.sign, colour, "center")
        line = {"color": colour, "width": 2.5, "dash_type": "round_dot"}
        open_end = {"name": words.OPEN_END, "line": line, "data_labels": labels([None, arrow])}
        lines.append({**open_end, **_across(area, native.head, row)})
    return lines


def _across(area: ChartArea, head: str, row: int) -> Options:
    """Two points in one row: below `head`, and in the column that follows it."""
    rows = range(row, row + 1)
    ends: dict[str, Any] = {"categories": area.cells(head, rows, 2)}
    return {**ends, "values": area.cells(words.LINE, rows, 2), "marker": NO_MARKER}


def _dot(area: ChartArea, row: int, mark: NativeMark) -> Options:
    """A dot, a series of its own, which is named after it."""
    native, colour, rows = area.native, area.colour(mark), range(row, row + 1)
    text, position = mark.sign, {words.RIGHT: "right", words.LEFT: "left"}.get(mark.sign, "")
    if native.kind == "dumbbell":
        # The lower figure is named above the line, the higher one below: they cannot meet.
        known = [value for value in native.values if value is not None]
        position = "above" if (mark.value or 0) <= (native.high + min(known)) / 2 else "below"
        text = " ".join(filter(None, [mark.label, mark.sign])) + mark.rest
    label = area.label(text, colour, position) if position and not native.reaches else None
    return {
        "name": [SHEET, row + 1, 0],
        "categories": area.cells(native.head, rows),
        "values": area.cells(words.LINE, rows),
        "line": NONE,
        "marker": {
            "type": "diamond" if mark.diamond else "circle",
            "size": round(area.size * 0.9),
            # Hollow is nearly so, for some programs draw no outlines of dots.
            "fill": fill(mix(colour, area.ink.paper, 0.3) if mark.hollow else colour),
            "border": {"color": colour, "width": 2},
        },
        "data_labels": labels([label]),
    }
