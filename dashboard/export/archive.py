"""What neither Office library writes as it is needed here: an archive without a clock, and a chart whose labels keep their hedges."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.export.native import REST, Mark, Native
from dashboard.lettering import STRONG, measure, wrap
from dashboard.theme import Ink

DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive knows
SHEET, FACE = "Chart", "Inter"
MARKUP = "http://schemas.openxmlformats.org/"
SPACES = f'xmlns:c="{MARKUP}drawingml/2006/chart" xmlns:a="{MARKUP}drawingml/2006/main" xmlns:r="{MARKUP}officeDocument/2006/relationships"'
SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
NO_LINE = "<a:ln><a:noFill/></a:ln>"


def steady(archive: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """The same parts in the same order, so that the same figure is the same bytes; `parts` replace those of the same name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, DAY)
            entry.create_system, entry.external_attr = 3, 0o600 << 16  # the same wherever it is made
            made.writestr(entry, (parts or {}).get(name, given.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def mix(colour: str, paper: str, part: float) -> str:
    """`part` of a colour on paper: solid, since not every program knows opacity."""
    pairs = ((int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * part + other * (1 - part)):02x}" for one, other in pairs)


@dataclass(frozen=True)
class Frame:
    """A chart in its place: `width` × `height` points, words beside marks `size` points high."""

    native: Native
    ink: Ink
    width: float
    height: float
    size: float

    @property
    def small(self) -> int:
        return round(self.size * 0.85)

    def colour(self, mark: Mark) -> str:
        return self.ink.sides[{"CHN": 0, "USA": 1}.get(mark.side, 2)]


def chart(frame: Frame, workbook: str = "") -> bytes:
    """The chart as a part of an Office file (ECMA-376, part 1, 21.2).

    It reads the table of its `native` from the sheet SHEET, of the embedded workbook whose relationship is named, if any.
    """
    (left, top, right, bottom), plot = (_bars if frame.native.kind in ("bars", "parts") else _points)(frame)
    box = (left / frame.width, top / frame.height, 1 - (left + right) / frame.width, 1 - (top + bottom) / frame.height)
    place = "".join(f'<c:{side} val="{value:.5f}"/>' for side, value in zip("xywh", box, strict=True))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area = f"<c:layout><c:manualLayout>{modes}{place}</c:manualLayout></c:layout>{plot}<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
    outside = f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>' if workbook else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {SPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{area}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{_fill(frame.ink.ground)}{NO_LINE}</c:spPr>{_letters(frame.ink.ink, frame.size)}{outside}</c:chartSpace>"
    ).encode()


Plot = tuple[tuple[float, float, float, float], str]  # points left, above, right and below the marks; series and axes


def _bars(frame: Frame) -> Plot:
    """One bar a row, its name on the left, its figure in words at its end or, of a part, where the rest begins."""
    native, ink, size = frame.native, frame.ink, frame.size
    parts, rows = native.kind == "parts", list(enumerate(native.marks))
    left = min(max(measure(name, size) for name in native.categories) * 1.05, frame.width * 0.3) + size
    margins = (left, size, size, frame.small * 2.0)
    wide, deep = frame.width - left - size, (frame.height - size - margins[3]) / len(rows)
    there = [(mark.value, measure(label, size, STRONG) + size) for mark, label in zip(native.marks, native.labels, strict=True) if mark.value]
    # The axis goes on for as long as the words beyond the bars need.
    high = native.high if parts else max([value * max(wide / (wide - words), 1.06) for value, words in there], default=native.high)
    ends: list[list[str]] = [[], []]
    for row, mark in rows:
        inside, beside = parts and (mark.value or 0) >= 50, parts and (mark.value or 0) < 50
        runs = [(f"{mark.sign} " if mark.sign else "", frame.colour(mark)), (mark.text, ink.paper if inside else ink.ink)]
        label = _label(row, [(text, colour, True) for text, colour in runs], "inEnd" if inside else "inBase" if beside else "outEnd")
        ends[0].append("" if mark.value is None or beside else label)
        ends[1].append(label if mark.value is not None and beside else "")
    series = _bar(frame, 0, [_look(frame, mark) for mark in native.marks], ends[0])
    if parts:
        series += _bar(frame, 1, [_fill(mix(ink.muted, ink.paper, 0.22))] * len(rows), ends[1])
    gap = min(max(deep / min(deep * 0.55, size * 2.2) - 1, 0) * 100, 500)
    group = f'<c:barDir val="bar"/><c:grouping val="{"stacked" if parts else "clustered"}"/><c:varyColors val="0"/>'
    over = '<c:overlap val="100"/>' if parts else ""
    bars = f'<c:barChart>{group}{series}<c:gapWidth val="{gap:.0f}"/>{over}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    names = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="low"/><c:spPr>{_line(ink.muted, 1.25)}</c:spPr>'
        f'{_letters(ink.ink, size)}<c:crossAx val="2"/><c:crossesAt val="0"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    # The first row is on top, so the foot of the chart is where the axis of names is greatest.
    return margins, f'{bars}{names}{_numbers(frame, high, "max", "between")}'


def _points(frame: Frame) -> Plot:
    """Dots: each on a line of its own under its words, or two on one line between their words. One series a dot, named after it."""
    native, ink, size = frame.native, frame.ink, frame.size
    pair, log = native.kind == "dumbbell", native.log
    side = max(measure(label, size, STRONG) for label in native.labels) / 2 + size if pair else size * 1.5
    margins = (side, size if pair else 0, side, frame.small * (3.6 if native.title else 2.0))
    series = []
    if pair:
        series.append(_run_of(frame, "Both", native.head, "Line", _line(mix(ink.muted, ink.paper, 0.3), 5)))
    middle = (native.high + min(value for value in native.values if value is not None)) / 2
    for row, mark in enumerate(native.marks):
        if mark.value is None:
            continue
        colour = frame.colour(mark)
        if native.kind == "multiples":
            series.append(_run_of(frame, "From the base", "Base", "Line, from", _line(colour, 3.5), row))
            if native.reaches and mark.sign:
                series.append(_run_of(frame, "Open end", native.head, "Line, from", _line(colour, 2.5, "sysDot"), row))
        place = {"►": "r", "◄": "l"}.get(mark.sign, "")
        arrow = _label(0, [(mark.sign, colour, True)], place) if place else ""
        if pair:
            runs = [(mark.label, colour, True), (f"  {mark.sentence}", colour, False)]
            at = "t" if mark.value <= middle else "b"
            arrow = _label(0, [*runs[:1], (f" {mark.sign}" if mark.sign else "", colour, True), *runs[1:]], at)
        look = _fill(ink.paper if mark.hollow else colour) + _line(colour, 2.25)
        series.append(_dot(frame, row, look, "diamond" if mark.diamond else "circle", arrow))
    series.append(_words(frame, pair))
    own = "".join(f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{each}<c:smooth val="0"/></c:ser>' for at, each in enumerate(series))
    plot = f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{own}<c:axId val="2"/><c:axId val="1"/></c:scatterChart>'
    low, high = (0.0, 2.0) if pair else (0.5, len(native.marks) + 0.75)
    base = native.kind == "multiples"
    lines = (
        f'<c:valAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/><c:max val="{high}"/><c:min val="{low}"/></c:scaling>'
        f'<c:delete val="{int(not base)}"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="none"/>'
        f'<c:spPr>{_line(ink.muted, 1.25)}</c:spPr><c:crossAx val="2"/>{CROSS_AT_ONE if base else CROSS_LOW}<c:crossBetween val="midCat"/></c:valAx>'
    )
    return margins, f'{plot}{_numbers(frame, native.high * (1 if log else 1.02), "min", "midCat")}{lines}'


def _numbers(frame: Frame, reach: tuple[float, float], crosses: str, between: str) -> str:
    """The axis of the numbers at the foot of the chart, with light lines."""
    native, ink = frame.native, frame.ink
    log = f'<c:logBase val="{native.log}"/>' if native.log else ""
    title = f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{_run(native.title, ink.muted, frame.small)}</a:p></c:rich></c:tx>"
    step = "" if native.log else f'<c:majorUnit val="{native.step!r}"/>'
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling>{log}<c:orientation val="minMax"/><c:max val="{reach[1]!r}"/><c:min val="{reach[0]!r}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/><c:majorGridlines><c:spPr>{_line(mix(ink.muted, ink.paper, 0.3), 0.75)}</c:spPr></c:majorGridlines>'
        f'{title + "<c:overlay val=" + chr(34) + "0" + chr(34) + "/></c:title>" if native.title else ""}'
        f'<c:numFmt formatCode="{escape(native.number_format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{NO_LINE}</c:spPr>{_letters(ink.muted, frame.small)}'
        f'<c:crossAx val="1"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>{step}</c:valAx>'
    )


def _bar(frame: Frame, at: int, name: str, looks: Sequence[str], labels: Sequence[str]) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>{look}</c:spPr></c:dPt>'
        for row, look in enumerate(looks)
    )
    rows = enumerate(frame.native.categories)
    cached = "".join(f'<c:pt idx="{row}"><c:v>{escape(text)}</c:v></c:pt>' for row, text in rows)
    names = f'<c:strCache><c:ptCount val="{len(looks)}"/>{cached}</c:strCache>'
    return (
        f'<c:ser>{_head(frame, at, name)}<c:spPr>{_fill(frame.ink.muted)}</c:spPr><c:invertIfNegative val="0"/>{points}{_labels(labels)}'
        f"<c:cat><c:strRef><c:f>{_cells(frame, 'A')}</c:f>{names}</c:strRef></c:cat>{_column(frame, 'val', name)}</c:ser>"
    )


def _look(frame: Frame, mark: Mark) -> str:
    """Full where observed, pale where planned, hollow and dashed where the true figure may fall short."""
    colour, paper = frame.colour(mark), frame.ink.paper
    if mark.bound:
        return _fill(mix(colour, paper, 0.12)) + _line(colour, 1.5, "dash")
    return _fill(mix(colour, paper, 0.45) if mark.planned else colour) + NO_LINE


def _label(frame: Frame, mark: Mark, lines: Sequence[str], place: str, colour: str, bold: bool = True) -> str:
    """The hedged words of a mark, the arrow in the colour of the mark."""
    at = frame.native.marks.index(mark)
    align = {"r": "l", "outEnd": "l" if mark.outward else "r", "l": "r"}.get(place, "ctr")
    paragraphs = ""
    for line in lines:
        runs = line.replace(mark.sign, f"\0{mark.sign}\0").split("\0") if mark.sign else [line]
        told = "".join(_run(run, frame.colour(mark) if run == mark.sign and colour == frame.ink.ink else colour, frame.size, bold) for run in runs if run)
        paragraphs += f'<a:p><a:pPr algn="{align}"><a:defRPr/></a:pPr>{told}</a:p>'
    # A program that cannot show these words shows the name of the series in their place: a bare number never.
    shown = "".join(f'<c:show{what} val="{int(what == "SerName")}"/>' for what in SHOWN)
    rich = f'<c:tx><c:rich><a:bodyPr wrap="none" anchor="ctr"/><a:lstStyle/>{paragraphs}</c:rich></c:tx>'
    return f'<c:dLbl><c:idx val="{at}"/>{rich}<c:dLblPos val="{place}"/>{shown}</c:dLbl>'


def _labels(labels: Sequence[str]) -> str:
    own = "".join(label or f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at, label in enumerate(labels))
    return f"<c:dLbls>{own}{''.join(f'<c:show{what} val={chr(34)}0{chr(34)}/>' for what in SHOWN)}</c:dLbls>"


def _head(frame: Frame, at: int, name: str) -> str:
    cached = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache>'
    where = f"{SHEET}!${_letter(frame, name)}$1"
    return f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{where}</c:f>{cached}</c:strRef></c:tx>'


def _column(frame: Frame, tag: str, name: str) -> str:
    """A column of numbers; a mark without a figure is no point at all."""
    values = frame.native.series[name]
    points = "".join(f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values) if value is not None)
    cached = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:{tag}><c:numRef><c:f>{_cells(frame, _letter(frame, name))}</c:f>{cached}</c:numRef></c:{tag}>"


def _letter(frame: Frame, name: str) -> str:
    return chr(ord("B") + list(frame.native.series).index(name))


def _cells(frame: Frame, column: str) -> str:
    return f"{SHEET}!${column}$2:${column}${len(frame.native.marks) + 1}"


def _marker(look: str, size: float) -> str:
    return f'<c:marker><c:symbol val="circle"/><c:size val="{round(size)}"/><c:spPr>{look}</c:spPr></c:marker>'


def _fill(colour: str | None) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>' if colour else "<a:noFill/>"


def _line(colour: str, points: float, dash: str = "solid") -> str:
    return f'<a:ln w="{points * 12700:.0f}" cap="rnd">{_fill(colour)}<a:prstDash val="{dash}"/></a:ln>'


def _style(tag: str, colour: str, size: float, bold: bool, language: str = "") -> str:
    # Swiss, of variable pitch: where Inter is missing another sans serif takes its place.
    face = f'<a:latin typeface="{FACE}" pitchFamily="34" charset="0"/>'
    return f'<a:{tag}{language} sz="{round(size * 100)}" b="{int(bold)}">{_fill(colour)}{face}</a:{tag}>'


def _run(text: str, colour: str, size: float, bold: bool = False) -> str:
    language = ' lang="en-GB"'
    return f"<a:r>{_style('rPr', colour, size, bold, language)}<a:t>{escape(text, quote=False)}</a:t></a:r>"


def _letters(colour: str, size: float) -> str:
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_style('defRPr', colour, size, False)}</a:pPr><a:endParaRPr lang=\"en-GB\"/></a:p></c:txPr>"
