"""The frame of a native chart: its place, its colours, the axis of its numbers, and the words beside a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from dashboard.export.office.drawingml import (
    NO_LINE,
    NO_TICKS,
    Run,
    fill,
    letters,
    line,
    mix,
    run,
    shown,
)
from dashboard.export.office.native import Mark, Native
from dashboard.figures.style.theme import Ink

Margins = tuple[float, float, float, float]  # points left, above, right and below the marks


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


def numbers(frame: Frame, high: float, crosses: str, between: str) -> str:
    """The axis of the numbers at the foot of the chart, with light lines."""
    native, ink = frame.native, frame.ink
    log = f'<c:logBase val="{native.log}"/>' if native.log else ""
    said = f"<c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{run(native.title, ink.muted, frame.small)}</a:p></c:rich></c:tx>"
    title = f'<c:title>{said}<c:overlay val="0"/></c:title>' if native.title else ""
    scale = (
        f'{log}<c:orientation val="minMax"/><c:max val="{high!r}"/><c:min val="{native.low!r}"/>'
    )
    grid = f"<c:majorGridlines><c:spPr>{line(frame.faint, 0.75)}</c:spPr></c:majorGridlines>"
    return (
        f'<c:valAx><c:axId val="2"/><c:scaling>{scale}</c:scaling><c:delete val="0"/><c:axPos val="b"/>{grid}{title}'
        f'<c:numFmt formatCode="{escape(native.number_format)}" sourceLinked="0"/>{NO_TICKS}<c:tickLblPos val="nextTo"/>'
        f'<c:spPr>{NO_LINE}</c:spPr>{letters(ink.muted, frame.small)}<c:crossAx val="1"/><c:crosses val="{crosses}"/>'
        f'<c:crossBetween val="{between}"/><c:majorUnit val="{native.step!r}"/></c:valAx>'
    )


def label(frame: Frame, row: int, runs: Sequence[Run], place: str, covers: bool = False) -> str:
    """The words beside a mark; `covers` the lines of the axis behind them."""
    told = "".join(
        run(text, colour, frame.size, strong) for text, colour, strong in runs if text.strip()
    )
    tight = ' lIns="0" tIns="0" rIns="0" bIns="0"' if covers else ""
    ground = f"<c:spPr>{fill(frame.ink.ground)}{NO_LINE}</c:spPr>" if covers else ""
    rich = f'<c:tx><c:rich><a:bodyPr wrap="none"{tight} anchor="ctr"/><a:lstStyle/><a:p>{told}</a:p></c:rich></c:tx>'
    # A program that cannot show these words shows the name of the series in their place: a bare number never.
    return f'<c:dLbl><c:idx val="{row}"/>{rich}{ground}<c:dLblPos val="{place}"/>{shown("SerName")}</c:dLbl>'
