"""Words of DrawingML that charts are written in: fills, lines, letters, and the cells a chart reads."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dashboard.export.office.native import Column

SHEET, FACE = "Chart", "Inter"
SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
NO_LINE = "<a:ln><a:noFill/></a:ln>"
NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
Run = tuple[str, str, bool]  # text, colour, whether it is strong


def mix(colour: str, paper: str, part: float) -> str:
    """`part` of a colour on paper: solid, since not every program knows opacity."""
    pairs = ((int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(one * part + other * (1 - part)):02x}" for one, other in pairs)


def labels(labels: Sequence[str]) -> str:
    own = "".join(
        label or f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>'
        for at, label in enumerate(labels)
    )
    return f"<c:dLbls>{own}{shown('')}</c:dLbls>"


def shown(one: str) -> str:
    return "".join(f'<c:show{what} val="{int(what == one)}"/>' for what in SHOWN)


def strings(cells: str, values: Sequence[str]) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(text, quote=False)}</c:v></c:pt>'
        for at, text in enumerate(values)
    )
    return f'<c:strRef><c:f>{SHEET}!{cells}</c:f><c:strCache><c:ptCount val="{len(values)}"/>{points}</c:strCache></c:strRef>'


def values(cells: str, values: Column) -> str:
    """Numbers; a mark without a figure is no point at all."""
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>'
        for at, value in enumerate(values)
        if value is not None
    )
    cache = f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numCache>'
    return f"<c:numRef><c:f>{SHEET}!{cells}</c:f>{cache}</c:numRef>"


def fill(colour: str | None) -> str:
    return (
        f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'
        if colour
        else "<a:noFill/>"
    )


def line(colour: str, points: float, dash: str = "solid") -> str:
    return f'<a:ln w="{points * 12700:.0f}" cap="flat">{fill(colour)}<a:prstDash val="{dash}"/><a:round/></a:ln>'


def run(text: str, colour: str, size: float, strong: bool = False) -> str:
    return f"<a:r>{style('rPr', colour, size, strong, lang='en-GB')}<a:t>{escape(text, quote=False)}</a:t></a:r>"


def letters(colour: str, size: float) -> str:
    own = f'<a:pPr>{style("defRPr", colour, size)}</a:pPr><a:endParaRPr lang="en-GB"/>'
    return f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p>{own}</a:p></c:txPr>"


def style(tag: str, colour: str, size: float, strong: bool = False, **more: str) -> str:
    own = "".join(f' {name}="{value}"' for name, value in more.items())
    # Swiss, of variable pitch: where Inter is missing, another sans serif takes its place.
    face = f'<a:latin typeface="{FACE}" pitchFamily="34" charset="0"/>'
    return (
        f'<a:{tag}{own} sz="{round(size * 100)}" b="{int(strong)}">{fill(colour)}{face}</a:{tag}>'
    )
