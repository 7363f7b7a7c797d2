"""Native charts of dots: each under its words on a line of its own, or two on one line between their words."""

from __future__ import annotations

from html import escape

from dashboard.export.office.drawingml import (
    NO_LINE,
    NO_MARKER,
    NO_TICKS,
    fill,
    labels,
    line,
    mix,
    strings,
    values,
)
from dashboard.export.office.frame import Frame, Margins, label, numbers
from dashboard.export.office.native import LEFT, RIGHT, Mark
from dashboard.figures.style.fonts import STRONG, measure


def points(frame: Frame) -> tuple[Margins, str]:
    """Dots: each under its words on a line of its own, or two on one line between their words."""
    native, size, count = frame.native, frame.size, len(frame.native.marks)
    pair, base = native.kind == "dumbbell", native.kind == "multiples"
    side = (
        max(measure(label, size, STRONG) for label in native.labels) / 2 + size
        if pair
        else size * 1.5
    )
    margins = (side, size if pair else 0, side, frame.small * (3.6 if native.title else 2.0))
    own = [_words(frame)]
    if pair:
        own.append(
            _xy(
                frame,
                "Both on one line",
                line(frame.faint, 4),
                NO_MARKER,
                (native.head, "Line"),
                range(count),
            )
        )
    for row, mark in enumerate(native.marks):
        own += _dot(frame, row, mark) if mark.value is not None else []
    # The longest series first: some programs lose the numbers of shorter ones before it. So the dots end on top, too.
    own.sort(key=lambda each: -each.count("<c:pt "))
    series = "".join(
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{each}</c:ser>'
        for at, each in enumerate(own)
    )
    style = '<c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
    dots = f'<c:scatterChart>{style}{series}<c:axId val="2"/><c:axId val="1"/></c:scatterChart>'
    ends = (
        '<c:max val="2"/><c:min val="0"/>'
        if pair
        else f'<c:max val="{count + 0.75}"/><c:min val="0.5"/>'
    )
    crosses = (
        '<c:crossesAt val="1"/>' if base else '<c:crosses val="min"/>'
    )  # only multiples show it: the line of their base
    lines = (
        f'<c:valAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling><c:delete val="{int(not base)}"/>'
        f'<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="none"/>'
        f'<c:spPr>{line(frame.ink.muted, 1.25)}</c:spPr><c:crossAx val="2"/>{crosses}<c:crossBetween val="midCat"/></c:valAx>'
    )
    return (
        margins,
        f"{dots}{numbers(frame, native.high * (1.02 if pair else 1), 'min', 'midCat')}{lines}",
    )


def _words(frame: Frame) -> str:
    """The words of each dot, from the left edge on; of two dots on one line only those of a side that has none."""
    native, ink, told = frame.native, frame.ink, []
    for row, mark in enumerate(native.marks):
        gone = mark.value is None
        runs = [
            (mark.label, ink.muted if gone else ink.ink, not gone),
            (mark.rest, ink.muted, False),
        ]
        told.append(
            label(frame, row, runs, "r", covers=True) if gone or native.kind != "dumbbell" else ""
        )
    rows = range(len(native.marks))
    return _xy(
        frame, "Words", NO_LINE, NO_MARKER, ("Words from", "Line of words"), rows, labels(told)
    )


def _dot(frame: Frame, row: int, mark: Mark) -> list[str]:
    """The lines that lead to a dot and on from it, then the dot: a series of its own, named after it."""
    native, ink, colour, out = frame.native, frame.ink, frame.colour(mark), []
    place, runs = {RIGHT: "r", LEFT: "l"}.get(mark.sign, ""), [(mark.sign, colour, True)]
    if native.kind == "multiples":
        out.append(_across(frame, "From the base", line(colour, 3.5), "Base", row))
    if native.reaches and mark.sign:
        arrow = labels(["", label(frame, 1, runs, "ctr")])
        out.append(_across(frame, "Open end", line(colour, 2.5, "sysDot"), native.head, row, arrow))
        place = ""
    if native.kind == "dumbbell":
        # The lower figure is named above the line, the higher one below, so that the names cannot meet.
        middle = (native.high + min(value for value in native.values if value is not None)) / 2
        place = "t" if (mark.value or 0) <= middle else "b"
        runs = [
            (mark.label, colour, True),
            (f" {mark.sign}", colour, True),
            (mark.rest, colour, False),
        ]
    # Hollow is nearly so, for some programs draw no outlines of dots.
    look = fill(mix(colour, ink.paper, 0.3) if mark.hollow else colour) + line(colour, 2)
    shape = f'<c:symbol val="{"diamond" if mark.diamond else "circle"}"/><c:size val="{round(frame.size * 0.9)}"/>'
    marker = f"<c:marker>{shape}<c:spPr>{look}</c:spPr></c:marker>"
    told = labels([label(frame, 0, runs, place) if place else ""])
    return [
        *out,
        _xy(
            frame,
            mark.name,
            NO_LINE,
            marker,
            (native.head, "Line"),
            range(row, row + 1),
            told,
            named=True,
        ),
    ]


def _xy(
    frame: Frame,
    name: str,
    line: str,
    marker: str,
    columns: tuple[str, str],
    rows: range,
    labels: str = "",
    named: bool = False,
) -> str:
    """A series of points, from one column across and one up; `named` by the cell of its row."""
    first, last = rows[0] + 2, rows[-1] + 2
    cells = (f"${{0}}${first}:${{0}}${last}" if last > first else f"${{0}}${first}").format
    across, up = (
        values(cells(frame.letter(column)), [frame.native.series[column][row] for row in rows])
        for column in columns
    )
    title = strings(cells("A"), [name]) if named else f"<c:v>{escape(name)}</c:v>"
    return _series(title, line, marker + labels, across, up)


def _across(frame: Frame, name: str, line: str, first: str, row: int, labels: str = "") -> str:
    """A line in one row from the column `first` to the next."""
    columns, numbers = list(frame.native.series), frame.native.series
    ends = ((first, columns[columns.index(first) + 1]), ("Line", "Line, again"))
    across, up = (
        values(
            f"${frame.letter(one)}${row + 2}:${frame.letter(other)}${row + 2}",
            [numbers[one][row], numbers[other][row]],
        )
        for one, other in ends
    )
    return _series(f"<c:v>{name}</c:v>", line, NO_MARKER + labels, across, up)


def _series(title: str, line: str, marks: str, across: str, up: str) -> str:
    points = f'<c:xVal>{across}</c:xVal><c:yVal>{up}</c:yVal><c:smooth val="0"/>'
    return f"<c:tx>{title}</c:tx><c:spPr>{line}</c:spPr>{marks}{points}"
