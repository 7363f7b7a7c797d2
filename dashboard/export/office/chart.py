"""A native chart whose labels keep their hedges, which neither Office library writes: one writer for workbooks and slides."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.export.office.drawingml import (
    NO_LINE,
    NO_TICKS,
    fill,
    labels,
    letters,
    line,
    mix,
    strings,
    values,
)
from dashboard.export.office.frame import Frame, Margins, label, numbers
from dashboard.export.office.native import LEFT, REST, Mark
from dashboard.export.office.points import points
from dashboard.figures.style.fonts import STRONG, measure

MARKUP = "http://schemas.openxmlformats.org/"
SPACES = f'xmlns:c="{MARKUP}drawingml/2006/chart" xmlns:a="{MARKUP}drawingml/2006/main" xmlns:r="{MARKUP}officeDocument/2006/relationships"'


def chart(frame: Frame, workbook: str = "") -> bytes:
    """The chart as a part of an Office file (ECMA-376, part 1, 21.2).

    It reads the table of its `native` from the sheet SHEET, of the embedded workbook whose relationship is named, if any.
    """
    (left, top, right, bottom), plot = (
        _bars if frame.native.kind in ("bars", "parts") else points
    )(frame)
    box = (
        left / frame.width,
        top / frame.height,
        1 - (left + right) / frame.width,
        1 - (top + bottom) / frame.height,
    )
    place = "".join(
        f'<c:{side} val="{value:.5f}"/>' for side, value in zip("xywh", box, strict=True)
    )
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area = f"<c:layout><c:manualLayout>{modes}{place}</c:manualLayout></c:layout>{plot}<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
    shown = f'<c:autoTitleDeleted val="1"/><c:plotArea>{area}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
    outside = (
        f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>'
        if workbook
        else ""
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {SPACES}><c:date1904 val="0"/>'
        f'<c:roundedCorners val="0"/><c:chart>{shown}</c:chart><c:spPr>{fill(frame.ink.ground)}{NO_LINE}</c:spPr>'
        f"{letters(frame.ink.ink, frame.size)}{outside}</c:chartSpace>"
    ).encode()


def _bars(frame: Frame) -> tuple[Margins, str]:
    """One bar a row, its name on the left, its figure in words at its end or, of a part, where the rest begins."""
    native, ink, size = frame.native, frame.ink, frame.size
    parts, count = native.kind == "parts", len(native.marks)
    left = (
        min(max(measure(name, size) for name in native.categories) * 1.05, frame.width * 0.3) + size
    )
    margins = (left, size, size, frame.small * 2.0)
    wide, deep = frame.width - left - size, (frame.height - size - margins[3]) / count
    # The axis goes on for as long as the words beyond the bars need.
    needs = [
        (mark.value or 0) * wide / (wide - measure(label, size, STRONG) - size)
        for mark, label in zip(native.marks, native.labels, strict=True)
    ]
    high = native.high if parts else max(*needs, native.high * 1.06)
    ends: list[list[str]] = [[], []]
    for row, mark in enumerate(native.marks):
        inside, beside = parts and (mark.value or 0) >= 50, parts and (mark.value or 0) < 50
        runs = [
            (f"{mark.sign} ", frame.colour(mark), True),
            (mark.text, ink.paper if inside else ink.ink, True),
        ]
        told = label(frame, row, runs, "inEnd" if inside else "inBase" if beside else "outEnd")
        ends[0].append("" if mark.value is None or beside else told)
        ends[1].append(told if mark.value is not None and beside else "")
    series = _bar(frame, 0, native.head, [_look(frame, mark) for mark in native.marks], ends[0])
    if parts:
        series += _bar(frame, 1, REST, [fill(mix(ink.muted, ink.paper, 0.22))] * count, ends[1])
    gap = min(max(deep / min(deep * 0.55, size * 2.2) - 1, 0) * 100, 500)
    group = f'<c:barDir val="bar"/><c:grouping val="{"stacked" if parts else "clustered"}"/><c:varyColors val="0"/>'
    over = '<c:overlap val="100"/>' if parts else ""
    bars = f'<c:barChart>{group}{series}<c:gapWidth val="{gap:.0f}"/>{over}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    names = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="low"/><c:spPr>{line(ink.muted, 1.25)}</c:spPr>'
        f'{letters(ink.ink, size)}<c:crossAx val="2"/><c:crossesAt val="0"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    # The first row is on top, so the foot of the chart is where the axis of names is greatest.
    return margins, f"{bars}{names}{numbers(frame, high, 'max', 'between')}"


def _bar(frame: Frame, at: int, name: str, looks: Sequence[str], told: Sequence[str]) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>{look}</c:spPr></c:dPt>'
        for row, look in enumerate(looks)
    )
    last, column = len(looks) + 1, frame.letter(name)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{strings(f"${column}$1", [name])}</c:tx>'
        f'<c:spPr>{fill(frame.ink.muted)}</c:spPr><c:invertIfNegative val="0"/>{points}{labels(told)}'
        f"<c:cat>{strings(f'$A$2:$A${last}', frame.native.categories)}</c:cat>"
        f"<c:val>{values(f'${column}$2:${column}${last}', frame.native.series[name])}</c:val></c:ser>"
    )


def _look(frame: Frame, mark: Mark) -> str:
    """Full where observed, pale where planned, hollow and dashed where the true figure may fall short."""
    colour, paper = frame.colour(mark), frame.ink.paper
    if mark.sign == LEFT:
        return fill(mix(colour, paper, 0.12)) + line(colour, 1.5, "dash")
    return fill(mix(colour, paper, 0.45) if mark.planned else colour) + NO_LINE
