"""A figure as one slide: an editable chart or a vector picture, with its verdict, its sources and its words for those who cannot see it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import vl_convert
from pptx import Presentation
from pptx.chart.data import ChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.export import metadata as record
from dashboard.export import plotly_svg as plot
from dashboard.export.office.archive import steady
from dashboard.export.office.chart import chart
from dashboard.export.office.drawingml import FACE, mix
from dashboard.export.office.frame import Frame
from dashboard.export.office.native import native
from dashboard.export.office.workbook import embedded
from dashboard.figures.figure import Drawing
from dashboard.figures.style.fonts import FONT, STRONG, wrap
from dashboard.figures.style.theme import INKS, Ink
from dashboard.model.project import PROJECT

WIDTH, HEIGHT, EDGE, TOP = 960.0, 540.0, 40.0, 26.0  # points: 13.33 × 7.5 inches
NOWHERE = (Pt(0), Pt(0), Pt(0), Pt(0))  # until it is placed
INNER = WIDTH - 2 * EDGE
LINE = 1.25  # from line to line, in letters
SMALL, MOST = (
    10,
    8,
)  # points of the small text at the foot, and its lines; more go to the speaker notes
ELSEWHERE = "This figure on the dashboard"
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def pptx(drawing: Drawing) -> bytes:
    """One slide, 16:9. Raises Unavailable where a Plotly picture finds no Chrome."""
    ink = INKS[drawing.view.theme]
    deck, made, question = _deck(drawing, ink), native(drawing), drawing.subject.question
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    # With some room to spare, for where Inter is missing.
    size = next(
        (size for size in (30, 26) if len(wrap(question, INNER * 0.75, size, STRONG)) == 1), 22
    )
    title: Any = slide.shapes.title
    title.text_frame.text = question
    title.text_frame.paragraphs[0].font.size = Pt(size)
    _place(title, TOP, _height([question], size, STRONG))
    _tight(title)
    top = TOP + _height([question], size, STRONG) + 2
    top += _text(slide, "Definition", [drawing.subject.definition], top, 14, ink.muted) + 10
    foot = [*_foot(drawing), f"{drawing.credit} {ELSEWHERE}"]
    bottom = HEIGHT - 20 - _height(foot, SMALL)
    _text(slide, "Notes and sources", foot, bottom, SMALL, ink.muted, drawing.address)
    room = bottom - 10 - top
    if made:
        rows = 2 if made.kind == "dumbbell" else len(made.marks)
        high = min(room, 60 + rows * 110)
        _chart(
            slide,
            drawing,
            Frame(made, ink, INNER, high, 17 if rows <= 3 else 14 if rows <= 5 else 12),
            top + (room - high) / 3,
        )
    else:
        _picture(slide, drawing, top, room)
    spoken: Any = slide.notes_slide.notes_text_frame
    spoken.text = "\n".join(_spoken(drawing))
    out = io.BytesIO()
    deck.save(out)
    return steady(out.getvalue())


def _deck(drawing: Drawing, ink: Ink) -> Deck:
    """An empty deck in the colours and letters of the figure, so that what is added to it later has them too."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in [layout for layout in deck.slide_layouts if layout.name != "Title Only"]:
        deck.slide_layouts.remove(layout)
    master = deck.slide_master
    for shape in [*master.placeholders, *deck.slide_layouts[0].placeholders]:
        if shape.placeholder_format.idx > 1:  # date, footer and number
            shape.element.getparent().remove(shape.element)
            continue
        _place(
            shape,
            TOP if shape.placeholder_format.idx == 0 else 110,
            60 if shape.placeholder_format.idx == 0 else 380,
        )
        _tight(shape)
    titles = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    titles.set("algn", "l")
    titles.find(qn("a:defRPr")).set("b", "1")
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = _themed(theme.blob.decode(), ink).encode()
    package: Any = deck.part.package
    for rels, kind in ((package._rels, "/thumbnail"), (deck.part._rels, "/printerSettings")):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(kind)]:
            rels.pop(name)  # of the empty deck that comes with the library
    core: Any = deck.core_properties
    core.title, core.author, core.last_modified_by = drawing.title, PROJECT, PROJECT
    core.keywords = f"{drawing.view.subject}, dataset {drawing.version}"
    core.created = core.modified = datetime.fromisoformat(drawing.released)
    core.subject = core.comments = "…"
    # The library lets no property be longer than 255 letters; the format does.
    core._element.find(qn("dc:subject")).text = drawing.subject.definition
    core._element.find(qn("dc:description")).text = drawing.alt
    return deck


def _themed(theme: str, ink: Ink) -> str:
    """The theme part with its twelve colours and its two typefaces replaced."""
    names = (
        "dk1",
        "lt1",
        "dk2",
        "lt2",
        "accent1",
        "accent2",
        "accent3",
        "accent4",
        "accent5",
        "accent6",
        "hlink",
        "folHlink",
    )
    pale = [mix(side, ink.paper, 0.45) for side in ink.sides]
    values = (
        ink.ink,
        ink.paper,
        ink.muted,
        mix(ink.muted, ink.paper, 0.15),
        *ink.sides,
        *pale,
        ink.sides[1],
        ink.muted,
    )
    for name, value in zip(names, values, strict=True):
        theme = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)",
            rf'\g<1><a:srgbClr val="{value[1:].upper()}"/>\g<2>',
            theme,
            flags=re.DOTALL,
        )
    return re.sub(
        r"(<a:(?:major|minor)Font>\s*)<a:latin [^>]*/>",
        rf'\g<1><a:latin typeface="{FACE}" pitchFamily="34" charset="0"/>',
        theme,
    )


def _foot(drawing: Drawing) -> list[str]:
    """Notes and sources in few lines: run in where they are many, left to the speaker notes where they are too many."""
    said, run_in, places = list(drawing.notes), "  ".join(drawing.notes), "  ".join(drawing.places)
    more = f"{'All' if drawing.is_altair else 'The events by number and all'} {len(drawing.sources)} sources are in the speaker notes."
    ways = (
        [*said, *drawing.places],
        [*said, places],
        [run_in, places],
        [*said, more],
        [run_in, more],
        [*said[:2], f"More notes; {more}"],
    )
    lines = next((way for way in ways if _height(way, SMALL) <= MOST * SMALL * LINE), ways[-1])
    return [line for line in lines if line]


def _spoken(drawing: Drawing) -> list[str]:
    """The speaker notes: everything, whether or not the slide has room for it."""
    listed = drawing.footnotes if drawing.is_altair else [*drawing.listing, "", *drawing.footnotes]
    if not drawing.subject.listed:  # the survey of what is covered: its squares carry no words
        rows = drawing.rows.to_dict("records")
        listed = [
            *(
                ": ".join(filter(None, [row.get("title"), row["name"], row["label"]]))
                for row in rows
            ),
            "",
            *listed,
        ]
    parts = [
        [drawing.title, drawing.subject.question, drawing.subject.definition],
        list(drawing.notes),
        listed,
        [drawing.alt],
    ]
    parts.append(
        [record.licence(drawing), drawing.credit, f"Made on {drawing.released}.", drawing.address]
    )
    return [line for part in parts if part for line in (*part, "")][:-1]


def _chart(slide: Slide, drawing: Drawing, frame: Frame, top: float) -> None:
    """The chart that can be edited: the library makes its place, `chart.chart` the chart, `sheet` the workbook behind it."""
    holder: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *NOWHERE, _anything())
    _place(holder, top, frame.height)
    part = holder.chart.part
    workbook = part._element.find(qn("c:externalData")).get(qn("r:id"))
    part.chart_workbook.xlsx_part._blob = embedded(drawing, frame.native)
    part._element = parse_xml(chart(frame, workbook))
    _told(holder, drawing)


def _anything() -> ChartData:
    data = ChartData()
    data.categories = ["-"]
    data.add_series("-", [1])
    return data


def _picture(slide: Slide, drawing: Drawing, top: float, room: float) -> None:
    """The marks alone as SVG, since the slide has the words, with a PNG for programs that know no SVG."""
    svg = _marks(drawing, INNER / room)
    wide, high = (
        float(found) for found in re.findall(r'\s(?:width|height)="([\d.]+)"', svg.split(">", 1)[0])
    )
    scale = min(INNER / wide, room / high)
    png = bytes(vl_convert.svg_to_png(svg, scale=3))
    holder: Any = slide.shapes.add_picture(io.BytesIO(png), *NOWHERE[:2])
    _place(holder, top + (room - high * scale) / 3, high * scale, wide * scale)
    part: Any = slide.part
    name = part.relate_to(
        Part(PackURI("/ppt/media/figure.svg"), "image/svg+xml", part.package, svg.encode()),
        RT.IMAGE,
    )
    vector = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{name}"/>'
    known = f'<a:extLst {nsdecls("a", "r")}><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">{vector}</a:ext></a:extLst>'
    holder._element.find(f".//{qn('a:blip')}").append(parse_xml(known))
    _told(holder, drawing)


def _marks(drawing: Drawing, shape: float) -> str:
    """The marks as SVG, laid out about `shape` times as wide as high."""
    if not drawing.is_altair:
        return plot.marks(drawing, round(drawing.chart.layout.height * shape))
    wide = min(max((drawing.chart.height + 30) * shape, 680), 1200)
    return str(
        vl_convert.vegalite_to_svg(
            json.dumps({**drawing.screen, "width": round(wide), "padding": 4, "autosize": "pad"})
        )
    )


def _told(shape: Any, drawing: Drawing) -> None:
    own = shape._element.find(f".//{qn('p:cNvPr')}")
    own.set("name", drawing.title)
    own.set("descr", drawing.alt)


def _text(
    slide: Slide,
    name: str,
    lines: Sequence[str],
    top: float,
    size: float,
    colour: str,
    address: str = "",
) -> float:
    """Paragraphs in a box, and its height; ELSEWHERE is a link to `address`."""
    box = slide.shapes.add_textbox(*NOWHERE)
    box.name = name
    high = _height(lines, size)
    _place(box, top, high)
    _tight(box)
    frame = box.text_frame
    frame.word_wrap = True
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        for text in re.split(f"({ELSEWHERE})", line) if address else [line]:
            run = paragraph.add_run()
            run.text, run.font.size = text, Pt(size)
            run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
            if text == ELSEWHERE:
                run.hyperlink.address = address
    return high


def _height(lines: Sequence[str], size: float, family: str = FONT) -> float:
    # A little short of the width: where Inter is missing, the letters that take its place may be wider.
    return sum(len(wrap(line, INNER * 0.94, size, family)) for line in lines) * size * LINE


def _place(shape: Any, top: float, high: float, wide: float = INNER) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(EDGE), Pt(top), Pt(wide), Pt(high)


def _tight(shape: Any) -> None:
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
