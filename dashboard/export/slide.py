"""A figure as one slide: an editable chart or a vector picture, with its verdict, its sources and its words for those who cannot see it."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime
from typing import Any

import vl_convert
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from dashboard.drawing import Drawing
from dashboard.export import plot, record
from dashboard.export.archive import FACE, Frame, chart, mix, steady
from dashboard.export.native import native
from dashboard.export.sheet import embedded
from dashboard.lettering import STRONG, wrap
from dashboard.model import PROJECT
from dashboard.theme import INKS, Ink

WIDTH, HEIGHT, EDGE = 960.0, 540.0, 40.0  # points: 13.33 × 7.5 inches
INNER = WIDTH - 2 * EDGE
LINE = 1.25  # from line to line, in letters
SMALL, MOST = 9, 14  # points of the small text at the foot, and its lines; more go to the speaker notes
Run = tuple[str, str]  # text and its link
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def pptx(drawing: Drawing) -> bytes:
    """One slide, 16:9. Raises Unavailable where a Plotly picture finds no Chrome."""
    ink = INKS[drawing.view.theme]
    deck = _deck(drawing, ink)
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    made = native(drawing)
    size = next((size for size in (30, 26, 22) if len(wrap(drawing.subject.question, INNER, size, STRONG)) == 1), 22)
    slide.shapes.title.text = drawing.subject.question
    slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(size)
    high = len(wrap(drawing.subject.question, INNER, size, STRONG)) * size * LINE
    _place(slide.shapes.title, EDGE, 26, INNER, high)
    top = 26 + high + 4
    top += _text(slide, "Definition", [[(drawing.subject.definition, "")]], top, 14, ink.muted) + 8
    foot = _foot(drawing)
    small = sum(len(wrap("".join(text for text, _ in line), INNER, SMALL)) for line in foot) * SMALL * LINE
    bottom = HEIGHT - 20 - small
    _text(slide, "Notes and sources", foot, bottom, SMALL, ink.muted)
    if made:
        size = 15 if len(made.marks) <= 3 else 13 if len(made.marks) <= 5 else 11.5
        _chart(slide, drawing, Frame(made, ink, INNER, bottom - 8 - top, size), top)
    else:
        _picture(slide, drawing, top, bottom - 10 - top)
    slide.notes_slide.notes_text_frame.text = "\n".join(_spoken(drawing))
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
        if shape.placeholder_format.idx in (0, 1) and shape.placeholder_format.type is not None:
            first = shape.placeholder_format.idx == 0
            _place(shape, EDGE, 26 if first else 110, INNER, 60 if first else 380)
        else:
            shape.element.getparent().remove(shape.element)  # date, footer and number
    titles = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    titles.set("algn", "l")
    titles.find(qn("a:defRPr")).set("b", "1")
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = _themed(theme.blob.decode(), ink).encode()
    package: Any = deck.part.package
    for part, kind in ((package, "/thumbnail"), (deck.part, "/printerSettings")):
        for name in [name for name, rel in part._rels.items() if rel.reltype.endswith(kind)]:
            part._rels.pop(name)  # those of the library's own empty deck
    core = deck.core_properties
    core.title, core.author, core.last_modified_by = drawing.subject.question, PROJECT, PROJECT
    core.keywords, core.identifier = f"{drawing.view.subject}, dataset {drawing.version}", drawing.version
    core.created = core.modified = datetime.fromisoformat(drawing.released)
    core.subject = core.comments = "…"
    # The library lets no property be longer than 255 letters; the format does.
    core._element.find(qn("dc:subject")).text = drawing.subject.definition
    core._element.find(qn("dc:description")).text = drawing.alt
    return deck


def _themed(theme: str, ink: Ink) -> str:
    china, america, others = ink.sides
    names = ("dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
    pale = [mix(side, ink.paper, 0.45) for side in ink.sides]
    values = (ink.ink, ink.paper, ink.muted, mix(ink.muted, ink.paper, 0.15), china, america, others, *pale, america, ink.muted)
    for name, value in zip(names, values, strict=True):
        theme = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\g<1><a:srgbClr val="{value[1:].upper()}"/>\g<2>', theme, flags=re.DOTALL)
    latin = f'<a:latin typeface="{FACE}" pitchFamily="34" charset="0"/>'
    return re.sub(r"(<a:(?:major|minor)Font>\s*)<a:latin [^>]*/>", rf"\g<1>{latin}", theme)


def _foot(drawing: Drawing) -> list[list[Run]]:
    """Notes, sources and credit in few lines: run in where they are many, left to the speaker notes where they are too many."""
    said, run_in = list(drawing.notes), "  ".join(drawing.notes)
    places, more = "  ".join(drawing.places), f"All {len(drawing.sources)} sources are in the speaker notes."
    ways = ([*said, *drawing.places], [*said, places], [run_in, places], [*said, more], [run_in, more])
    lines = next(
        (way for way in ways if sum(len(wrap(line, INNER, SMALL)) for line in way) < MOST),
        [*said[:3], "More notes and all sources are in the speaker notes."],
    )
    return [*([(line, "")] for line in lines if line), [(f"{drawing.credit} ", ""), ("This figure on the dashboard", drawing.address)]]


def _spoken(drawing: Drawing) -> list[str]:
    """The speaker notes: everything that has no room on the slide."""
    listed = drawing.footnotes if drawing.is_altair else [*drawing.listing, "", *drawing.footnotes]
    parts = [[drawing.subject.question, drawing.subject.definition], list(drawing.notes), listed, [drawing.alt]]
    parts.append([record.licence(drawing), drawing.credit, drawing.address])
    return [line for part in parts if part for line in (*part, "")][:-1]


def _chart(slide: Slide, drawing: Drawing, frame: Frame, top: float) -> None:
    data = CategoryChartData()
    data.categories = ["-"]
    data.add_series("-", [0])
    holder = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Pt(EDGE), Pt(top), Pt(frame.width), Pt(frame.height), data)
    part: Any = holder.chart.part
    workbook = part._element.find(qn("c:externalData")).get(qn("r:id"))
    part.chart_workbook.xlsx_part._blob = embedded(drawing, frame.native)
    part._element = parse_xml(chart(frame, workbook))
    _told(holder, drawing)


def _picture(slide: Slide, drawing: Drawing, top: float, high: float) -> None:
    """The marks alone as SVG, since the slide has the words, with a PNG for programs that know no SVG."""
    svg = _marks(drawing, INNER / high)
    wide, deep = (float(found) for found in re.findall(r'\b(?:width|height)="([\d.]+)"', svg.split(">", 1)[0]))
    scale = min(INNER / wide, high / deep)
    png = bytes(vl_convert.svg_to_png(svg, scale=3))
    holder = slide.shapes.add_picture(io.BytesIO(png), Pt(EDGE), Pt(top), Pt(wide * scale), Pt(deep * scale))
    uri = PackURI("/ppt/media/figure.svg")
    name = slide.part.relate_to(Part(uri, "image/svg+xml", slide.part.package, svg.encode()), RT.IMAGE)
    extension = f'<a:ext xmlns:a="{holder._element.nsmap["a"]}" xmlns:r="{holder._element.nsmap["r"]}" uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    blip = holder._element.find(f".//{qn('a:blip')}")
    listed = parse_xml(f'<a:extLst xmlns:a="{holder._element.nsmap["a"]}"/>')
    listed.append(parse_xml(f'{extension}<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{name}"/></a:ext>'))
    blip.append(listed)
    _told(holder, drawing)


def _marks(drawing: Drawing, shape: float) -> str:
    """The marks as SVG, laid out about `shape` times as wide as high."""
    if not drawing.is_altair:
        return plot._plotly(drawing, round(min(max(drawing.chart.layout.height * shape, 700), 1300)))
    wide = min(max((drawing.chart.height + 30) * shape, 680), 1200)
    spec = {**drawing.screen, "width": round(wide), "padding": 4, "autosize": {"type": "pad", "contains": "padding"}}
    return str(vl_convert.vegalite_to_svg(json.dumps(spec)))


def _told(shape: Any, drawing: Drawing) -> None:
    own = shape._element.find(f".//{qn('p:cNvPr')}")
    own.set("name", drawing.subject.title)
    own.set("descr", drawing.alt)


def _text(slide: Slide, name: str, lines: list[list[Run]], top: float, size: float, colour: str) -> float:
    """Paragraphs of runs with their links, and their height."""
    high = sum(len(wrap("".join(text for text, _ in line), INNER, size)) for line in lines) * size * LINE
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    box.name = name
    _place(box, EDGE, top, INNER, high)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        for text, link in line:
            run = paragraph.add_run()
            run.text, run.font.size = text, Pt(size)
            run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
            if link:
                run.hyperlink.address = link
    return high


def _place(shape: Any, left: float, top: float, wide: float, high: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(wide), Pt(high)
