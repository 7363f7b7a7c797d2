"""What neither Office library writes as it is needed here: an archive without a clock, and a chart whose labels keep their hedges."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from dashboard.export.native import LEFT, REST, RIGHT, Column, Mark, Native
from dashboard.lettering import STRONG, measure
from dashboard.theme import Ink

DAY = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive knows
SHEET, FACE = "Chart", "Inter"
MARKUP = "http://schemas.openxmlformats.org/"
SPACES = f'xmlns:c="{MARKUP}drawingml/2006/chart" xmlns:a="{MARKUP}drawingml/2006/main" xmlns:r="{MARKUP}officeDocument/2006/relationships"'
SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
NO_LINE = "<a:ln><a:noFill/></a:ln>"
NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
Margins = tuple[float, float, float, float]  # points left, above, right and below the marks
Run = tuple[str, str, bool]  # text, colour, whether it is strong


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
    """A chart in its place: `width` × `height` points, the words beside the marks `size` points high."""

    native: Native
    ink: Ink
    width: float
    height: float
    size: float

    @property
    def small(self) -> int:
        return round(self.size * 0.85)

    @property
    def faint(self) -> str:
        return mix(self.ink.muted, self.ink.paper, 0.3)

    def colour(self, mark: Mark) -> str:
        return self.ink.sides[{"CHN": 0, "USA": 1}.get(mark.side, 2)]

    def letter(self, name: str) -> str:
        """The column of the sheet that `name` heads."""
        return chr(ord("B") + list(self.native.series).index(name))


def chart(frame: Frame, workbook: str = "") -> bytes:
    """The chart as a part of an Office file (ECMA-376, part 1, 21.2).

    It reads the table of its `native` from the sheet SHEET, of the embedded workbook whose relationship is named, if any.
    """
    (left, top, right, bottom), plot = (_bars if frame.native.kind in ("bars", "parts") else _points)(frame)
    box = (left / frame.width, top / frame.height, 1 - (left + right) / frame.width, 1 - (top + bottom) / frame.height)
    place = "".join(f'<c:{side} val="{value:.5f}"/>' for side, value in zip("xywh", box, strict=True))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    area = f"<c:layout><c:manualLayout>{modes}{place}</c:manualLayout></c:layout>{plot}<c:spPr><a:noFill/>{NO_LINE}</c:spPr>"
    shown = f'<c:autoTitleDeleted val="1"/><c:plotArea>{area}</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
    outside = f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>' if workbook else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {SPACES}><c:date1904 val="0"/>'
        f'<c:roundedCorners val="0"/><c:chart>{shown}</c:chart><c:spPr>{_fill(frame.ink.ground)}{NO_LINE}</c:spPr>'
        f"{_letters(frame.ink.ink, frame.size)}{outside}</c:chartSpace>"
    ).encode()


def _bars(frame: Frame) -> tuple[Margins, str]:
    """One bar a row, its name on the left, its figure in words at its end or, of a part, where the rest begins."""
    native, ink, size = frame.native, frame.ink, frame.size
    parts, count = native.kind == "parts", len(native.marks)
    left = min(max(measure(name, size) for name in native.categories) * 1.05, frame.width * 0.3) + size
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
        runs = [(f"{mark.sign} ", frame.colour(mark), True), (mark.text, ink.paper if inside else ink.ink, True)]
        label = _label(frame, row, runs, "inEnd" if inside else "inBase" if beside else "outEnd")
        ends[0].append("" if mark.value is None or beside else label)
        ends[1].append(label if mark.value is not None and beside else "")
    series = _bar(frame, 0, native.head, [_look(frame, mark) for mark in native.marks], ends[0])
    if parts:
        series += _bar(frame, 1, REST, [_fill(mix(ink.muted, ink.paper, 0.22))] * count, ends[1])
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
    return margins, f"{bars}{names}{_numbers(frame, high, 'max', 'between')}"


def _bar(frame: Frame, at: int, name: str, looks: Sequence[str], labels: Sequence[str]) -> str:
    points = "".join(
        f'<c:dPt><c:idx val="{row}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>{look}</c:spPr></c:dPt>'
        for row, look in enumerate(looks)
    )
    last, column = len(looks) + 1, frame.letter(name)
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx>{_strings(f"${column}$1", [name])}</c:tx>'
        f'<c:spPr>{_fill(frame.ink.muted)}</c:spPr><c:invertIfNegative val="0"/>{points}{_labels(labels)}'
        f"<c:cat>{_strings(f'$A$2:$A${last}', frame.native.categories)}</c:cat>"
        f"<c:val>{_values(f'${column}$2:${column}${last}', frame.native.series[name])}</c:val></c:ser>"
    )


def _look(frame: Frame, mark: Mark) -> str:
    """Full where observed, pale where planned, hollow and dashed where the true figure may fall short."""
    colour, paper = frame.colour(mark), frame.ink.paper
    if mark.sign == LEFT:
        return _fill(mix(colour, paper, 0.12)) + _line(colour, 1.5, "dash")
    return _fill(mix(colour, paper, 0.45) if mark.planned else colour) + NO_LINE


def _points(frame: Frame) -> tuple[Margins, str]:
    """Dots: each under its words on a line of its own, or two on one line between their words."""
    native, size, count = frame.native, frame.size, len(frame.native.marks)
    pair, base = native.kind == "dumbbell", native.kind == "multiples"
    side = max(measure(label, size, STRONG) for label in native.labels) / 2 + size if pair else size * 1.5
    margins = (side, size if pair else 0, side, frame.small * (3.6 if native.title else 2.0))
    own = [_words(frame)]
    if pair:
        own.append(_xy(frame, "Both on one line", _line(frame.faint, 4), NO_MARKER, (native.head, "Line"), range(count)))
    for row, mark in enumerate(native.marks):
        own += _dot(frame, row, mark) if mark.value is not None else []
    # The longest series first: some programs lose the numbers of shorter ones before it. So the dots end on top, too.
    own.sort(key=lambda each: -each.count("<c:pt "))
    series = "".join(f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{each}</c:ser>' for at, each in enumerate(own))
    style = '<c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
    dots = f'<c:scatterChart>{style}{series}<c:axId val="2"/><c:axId val="1"/></c:scatterChart>'
    ends = '<c:max val="2"/><c:min val="0"/>' if pair else f'<c:max val="{count + 0.75}"/><c:min val="0.5"/>'
    crosses = '<c:crossesAt val="1"/>' if base else '<c:crosses val="min"/>'  # only multiples show it: the line of their base
    lines = (
        f'<c:valAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/>{ends}</c:scaling><c:delete val="{int(not base)}"/>'
        f'<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="none"/>'
        f'<c:spPr>{_line(frame.ink.muted, 1.25)}</c:spPr><c:crossAx val="2"/>{crosses}<c:crossBetween val="midCat"/></c:valAx>'
    )
    return margins, f"{dots}{_numbers(frame, native.high * (1.02 if pair else 1), 'min', 'midCat')}{lines}"


def _words(frame: Frame) -> str:
    """The words of each dot, from the left edge on; of two dots on one line only those of a side that has none."""
    native, ink, labels = frame.native, frame.ink, []
    for row, mark in enumerate(native.marks):
        gone = mark.value is None
        runs = [(mark.label, ink.muted if gone else ink.ink, not gone), (mark.rest, ink.muted, False)]
        labels.append(_label(frame, row, runs, "r", covers=True) if gone or native.kind != "dumbbell" else "")
    rows = range(len(native.marks))
    return _xy(frame, "Words", NO_LINE, NO_MARKER, ("Words from", "Line of words"), rows, _labels(labels))


def _dot(frame: Frame, row: int, mark: Mark) -> list[str]:
    """The lines that lead to a dot and on from it, then the dot: a series of its own, named after it."""
    native, ink, colour, out = frame.native, frame.ink, frame.colour(mark), []
    place, runs = {RIGHT: "r", LEFT: "l"}.get(mark.sign, ""), [(mark.sign, colour, True)]
    if native.kind == "multiples":
        out.append(_across(frame, "From the base", _line(colour, 3.5), "Base", row))
    if native.reaches and mark.sign:
        arrow = _labels(["", _label(frame, 1, runs, "ctr")])
        out.append(_across(frame, "Open end", _line(colour, 2.5, "sysDot"), native.head, row, arrow))
        place = ""
    if native.kind == "dumbbell":
        # The lower figure is named above the line, the higher one below, so that the names cannot meet.
        middle = (native.high + min(value for value in native.values if value is not None)) / 2
        place = "t" if (mark.value or 0) <= middle else "b"
        runs = [(mark.label, colour, True), (f" {mark.sign}", colour, True), (mark.rest, colour, False)]
    # Hollow is nearly so, for some programs draw no outlines of dots.
    look = _fill(mix(colour, ink.paper, 0.3) if mark.hollow else colour) + _line(colour, 2)
    shape = f'<c:symbol val="{"diamond" if mark.diamond else "circle"}"/><c:size val="{round(frame.size * 0.9)}"/>'
    marker = f"<c:marker>{shape}<c:spPr>{look}</c:spPr></c:marker>"
    label = _labels([_label(frame, 0, runs, place) if place else ""])
    return [*out, _xy(frame, mark.name, NO_LINE, marker, (native.head, "Line"), range(row, row + 1), label, named=True)]


def _xy(
    frame: Frame, name: str, line: str, marker: str, columns: tuple[str, str], rows: range, labels: str = "", named: bool = False
) -> str:
    """A series of points, from one column across and one up; `named` by the cell of its row."""
    first, last = rows[0] + 2, rows[-1] + 2
    cells = (f"${{0}}${first}:${{0}}${last}" if last > first else f"${{0}}${first}").format
    across, up = (_values(cells(frame.letter(column)), [frame.native.series[column][row] for row in rows]) for column in columns)
    title = _strings(cells("A"), [name]) if named else f"<c:v>{escape(name)}</c:v>"
    return _series(title, line, marker + labels, across, up)


def _across(frame: Frame, name: str, line: str, first: str, row: int, labels: str = "") -> str:
    """A line in one row from the column `first` to the next."""
    columns, numbers = list(frame.native.series), frame.native.series
    ends = ((first, columns[columns.index(first) + 1]), ("Line", "Line, again"))
    across, up = (
        _values(f"${frame.letter(one)}${row + 2}:${frame.letter(other)}${row + 2}", [numbers[one][row], numbers[other][row]])
        for one, other in ends
    )
    return _series(f"<c:v>{name}</c:v>", line, NO_MARKER + labels, across, up)


def _series(title: str, line: str, marks: str, across: str, up: str) -> str:
    points = f'<c:xVal>{across}</c:xVal><c:yVal>{up}</c:yVal><c:smooth val="0"/>'
    return f"<c:tx>{title}</c:tx><c:spPr>{line}</c:spPr>{marks}{points}"


def _numbers(frame: Frame, high: float, crosses: str, between: str) -> str:
    """The axis of the numbers at the foot of the chart, with light lines."""
    native, ink = frame.native, frame.ink
    log = f'<c:logBase val="{native.log}"/>' if native.log else ""
    said = f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{_run(native.title, ink.muted, frame.small)}</a:p></c:rich></c:tx>"
    title = f'<c:title>{said}<c:overlay val="0"/></c:title>' if native.title else ""
    scale = f'{log}<c:orientation val="minMax"/><c:max val="{high!r}"/><c:min val="{native.low!r}"/>'
    grid = f"<c:majorGridlines><c:spPr>{_line(frame.faint, 0.75)}</c:spPr></c:majorGridlines>"
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling>{scale}</c:scaling><c:delete val="0"/><c:axPos val="b"/>{grid}{title}'
        f'<c:numFmt formatCode="{escape(native.number_format)}" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="nextTo"/>'
        f'<c:spPr>{NO_LINE}</c:spPr>{_letters(ink.muted, frame.small)}<c:crossAx val="1"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="{between}"/><c:majorUnit val="{native.step!r}"/></c:valAx>'
    )


def _label(frame: Frame, row: int, runs: Sequence[Run], place: str, covers: bool = False) -> str:
    """The words beside a mark; `covers` the lines of the axis behind them."""
    told = "".join(_run(text, colour, frame.size, strong) for text, colour, strong in runs if text.strip())
    tight = ' lIns="0" tIns="0" rIns="0" bIns="0"' if covers else ""
    ground = f"<c:spPr>{_fill(frame.ink.ground)}{NO_LINE}</c:spPr>" if covers else ""
    rich = f'<c:tx><c:rich><a:bodyPr wrap="none"{tight} anchor="ctr"/><a:lstStyle/><a:p>{told}</a:p></c:rich></c:tx>'
    # A program that cannot show these words shows the name of the series in their place: a bare number never.
    return f'<c:dLbl><c:idx val="{row}"/>{rich}{ground}<c:dLblPos val="{place}"/>{_shown("SerName")}</c:dLbl>'


def _labels(labels: Sequence[str]) -> str:
    own = "".join(label or f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at, label in enumerate(labels))
    return f"<c:dLbls>{own}{_shown('')}</c:dLbls>"


def _shown(one: str) -> str:
    return "".join(f'<c:show{what} val="{int(what == one)}"/>' for what in SHOWN)


def _strings(cells: str, values: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(text, quote=False)}</c:v></c:pt>' for at, text in enumerate(values))
    return f'<c:strRef><c:f>{SHEET}!{cells}</c:f><c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'


def _values(cells: str, values: Column) -> str:
    """Numbers; a mark without a figure is no point at all."""
    points = "".join(f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values) if value is not None)
    cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:numRef><c:f>{SHEET}!{cells}</c:f>{cache}</c:numRef>"


def _fill(colour: str | None) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>' if colour else "<a:noFill/>"


def _line(colour: str, points: float, dash: str = "solid") -> str:
    return f'<a:ln w="{points * 12700:.0f}" cap="flat">{_fill(colour)}<a:prstDash val="{dash}"/><a:round/></a:ln>'


def _run(text: str, colour: str, size: float, strong: bool = False) -> str:
    return f"<a:r>{_style('rPr', colour, size, strong, lang='en-GB')}<a:t>{escape(text, quote=False)}</a:t></a:r>"


def _letters(colour: str, size: float) -> str:
    style = f'<a:pPr>{_style("defRPr", colour, size)}</a:pPr><a:endParaRPr lang="en-GB"/>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p>{style}</a:p></c:txPr>"


def _style(tag: str, colour: str, size: float, strong: bool = False, **more: str) -> str:
    own = "".join(f' {name}="{value}"' for name, value in more.items())
    # Swiss, of variable pitch: where Inter is missing, another sans serif takes its place.
    face = f'<a:latin typeface="{FACE}" pitchFamily="34" charset="0"/>'
    return f'<a:{tag}{own} sz="{round(size * 100)}" b="{int(strong)}">{_fill(colour)}{face}</a:{tag}>'
