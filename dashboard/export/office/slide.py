"""A figure as a slide: an editable chart or a vector picture, with all that must go with it."""

from __future__ import annotations

import io
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

from dashboard.export import metadata
from dashboard.export.letters import in_faces, outlined
from dashboard.export.office.archive import steady
from dashboard.export.office.chart_area import FACE, SANS, ChartArea, mix
from dashboard.export.office.chart_part import linked
from dashboard.export.office.native import native
from dashboard.export.office.workbook import behind_slide
from dashboard.figures.figure import Figure
from dashboard.figures.renderers import vega_lite
from dashboard.figures.style.fonts import FONT, STRONG, wrap
from dashboard.figures.style.theme import Style
from dashboard.text import office_words as words
from dashboard.text.captions import keywords

# Points, if nothing else is said.
WIDTH, HEIGHT = 960.0, 540.0  # 13.33 × 7.5 inches
EDGE, TOP, BOTTOM = 40.0, 26.0, 20.0
INNER = WIDTH - 2 * EDGE
GAP = 10  # between the parts of the slide
LINE = 1.25  # from line to line, in letters
TITLE_SIZES, DEFINITION_SIZE, SMALL = (30, 26, 22), 14, 10
LONGEST_PROPERTY = 255  # letters that python-pptx takes
MOST_LINES = 8  # of the small text at the foot; more go to the speaker notes
NOWHERE = (Pt(0), Pt(0), Pt(0), Pt(0))  # until it is placed
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
THEME_COLOURS = (
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


def pptx(figure: Figure) -> bytes:
    """A deck, 16:9: one slide; of several figures a cover, then a slide for each."""
    deck = _deck(figure)
    if figure.parts:
        _add_cover(deck, figure)
    for shown in figure.parts or (figure,):
        _add_slide(deck, shown)
    out = io.BytesIO()
    deck.save(out)
    return steady(out.getvalue())


def _add_cover(deck: Deck, figure: Figure) -> None:
    """What the deck shows: the finding, the headlines of its slides, and whence it comes."""
    slide, top, bottom = _worded(deck, figure, [])
    lines = _first([part.finding for part in figure.parts], bottom - top)
    _add_text(slide, words.SLIDES, lines, top, DEFINITION_SIZE, figure.style.ink.ink)


def _first(lines: Sequence[str], room: float) -> Sequence[str]:
    """As many lines as `room` points of height hold, and how many there are more."""
    for count in range(len(lines), 0, -1):
        left = len(lines) - count
        shown = [*lines[:count], *([words.more_slides(left)] if left else [])]
        if _height(shown, DEFINITION_SIZE) <= room:
            return shown
    return []


def _add_slide(deck: Deck, figure: Figure) -> None:
    slide, top, bottom = _worded(deck, figure, _foot(figure))
    _add_figure(slide, figure, top, bottom - top)


def _worded(deck: Deck, figure: Figure, foot: Sequence[str]) -> tuple[Slide, float, float]:
    """A slide with finding and definition above, the foot and the credit below, and its notes.

    With the points between which there is room.
    """
    ink = figure.style.ink
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    top = _add_title(slide, figure.finding)
    definition = [figure.entry.definition]
    top += _add_text(slide, words.DEFINITION, definition, top, DEFINITION_SIZE, ink.muted) + GAP
    lines = [*foot, f"{figure.credit} {words.LINK}"]
    bottom = HEIGHT - BOTTOM - _height(lines, SMALL)
    address = metadata.address(figure)
    _add_text(slide, words.NOTES_AND_SOURCES, lines, bottom, SMALL, ink.muted, address)
    notes: Any = slide.notes_slide.notes_text_frame
    notes.text = "\n".join(_speaker_notes(figure))
    return slide, top, bottom - GAP


def _deck(figure: Figure) -> Deck:
    """An empty deck in the colours and letters of the figure: what is added later has them too."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for layout in [layout for layout in deck.slide_layouts if layout.name != "Title Only"]:
        deck.slide_layouts.remove(layout)
    _set_master(deck, figure.style)
    package: Any = deck.part.package
    for rels, kind in ((package._rels, "/thumbnail"), (deck.part._rels, "/printerSettings")):
        for name in [name for name, rel in rels.items() if rel.reltype.endswith(kind)]:
            rels.pop(name)  # of the empty deck that comes with the library
    _set_properties(deck, figure)
    return deck


def _set_master(deck: Deck, style: Style) -> None:
    """Place, letters and colours of what every slide of the deck inherits."""
    master = deck.slide_master
    for shape in [*master.placeholders, *deck.slide_layouts[0].placeholders]:
        index = shape.placeholder_format.idx
        if index > 1:  # date, footer and number
            shape.element.getparent().remove(shape.element)
            continue
        _place(shape, *((TOP, 60) if index == 0 else (110, 380)))
        _drop_margins(shape)
    title_style = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title_style.set("algn", "l")
    title_style.find(qn("a:defRPr")).set("b", "1")
    theme = master.part.part_related_by(RT.THEME)
    theme._blob = _themed(theme.blob.decode(), style).encode()


def _themed(theme: str, style: Style) -> str:
    """The theme part with its twelve colours and its two typefaces replaced."""
    ink, colours = style.ink, list(style.side_colours.values())
    values = (
        ink.ink,
        ink.paper,
        ink.muted,
        mix(ink.muted, ink.paper, 0.15),
        *colours,
        *(mix(colour, ink.paper, 0.45) for colour in colours),
        colours[1],
        ink.muted,
    )
    for name, value in zip(THEME_COLOURS, values, strict=True):
        colour = rf'\g<1><a:srgbClr val="{value[1:].upper()}"/>\g<2>'
        theme = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", colour, theme, flags=re.DOTALL)
    face = rf'\g<1><a:latin typeface="{FACE}" pitchFamily="{SANS}" charset="0"/>'
    return re.sub(r"(<a:(?:major|minor)Font>\s*)<a:latin [^>]*/>", face, theme)


def _set_properties(deck: Deck, figure: Figure) -> None:
    core: Any = deck.core_properties
    core.author = core.last_modified_by = figure.project.full_title[:LONGEST_PROPERTY]
    core.keywords = keywords(figure.view.figure, figure.version)[:LONGEST_PROPERTY]
    core.created = core.modified = datetime.fromisoformat(figure.released)
    core.title = core.subject = core.comments = "…"
    # The library lets no property be longer; the format does.
    core._element.find(qn("dc:title")).text = figure.title
    core._element.find(qn("dc:subject")).text = figure.entry.definition
    core._element.find(qn("dc:description")).text = figure.alt


def _foot(figure: Figure) -> list[str]:
    """Notes and sources in few lines.

    They are run in where they are many, and left to the speaker notes where they are too many.
    """
    notes, places = list(figure.notes), list(figure.places)
    one_line, one_line_of_places = "  ".join(notes), "  ".join(places)
    more = words.sources_elsewhere(len(figure.sources), bool(figure.chart_kind.chosen))
    ways = (
        [*notes, *places],
        [*notes, one_line_of_places],
        [one_line, one_line_of_places],
        [*notes, more],
        [one_line, more],
        [*notes[:2], words.more_notes(more)],
    )
    room = MOST_LINES * SMALL * LINE
    lines = next((way for way in ways if _height(way, SMALL) <= room), ways[-1])
    return [line for line in lines if line]


def _speaker_notes(figure: Figure) -> list[str]:
    """Everything, whether or not the slide has room for it; an empty line between the parts."""
    listed = figure.footnotes
    if figure.chart_kind.chosen:
        listed = [*figure.listing, "", *listed]
    if not figure.entry.lists_sources:  # an overview whose squares carry no words
        squares = [
            ": ".join([mark.row.title, mark.row.name, mark.words.label]) for mark in figure.marks
        ]
        listed = [*squares, "", *listed]
    made_on = words.made_on_line(figure.released)
    parts = [
        [figure.title, figure.finding, figure.entry.question, figure.entry.definition],
        list(figure.notes),
        listed,
        [figure.alt],
        figure.unspoken,
        [figure.licence, figure.credit, made_on, metadata.address(figure)],
    ]
    return [line for part in parts if part for line in (*part, "")][:-1]


def _add_figure(slide: Slide, figure: Figure, top: float, room: float) -> None:
    """The chart, or the picture where no program could draw one, in `room` points of height."""
    chart = native(figure)
    if chart is None:
        _add_picture(slide, figure, top, room)
        return
    rows = 2 if chart.kind == "dumbbell" else len(chart.marks)
    height = min(room, 60 + rows * 110)
    size = 17 if rows <= 3 else 14 if rows <= 5 else 12
    area = ChartArea(chart, figure.style, INNER, height, size)
    _add_chart(slide, figure, area, top + (room - height) / 3)


def _add_chart(slide: Slide, figure: Figure, area: ChartArea, top: float) -> None:
    """The chart that can be edited.

    The library makes its place; XlsxWriter makes the chart and the workbook behind it.
    """
    shape: Any = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *NOWHERE, _placeholder_data())
    _place(shape, top, area.height)
    part = shape.chart.part
    relationship = part._element.find(qn("c:externalData")).get(qn("r:id"))
    workbook, chart = behind_slide(figure, area)
    part.chart_workbook.xlsx_part._blob = workbook
    part._element = parse_xml(linked(chart, relationship))
    _describe(shape, figure)


def _placeholder_data() -> ChartData:
    """What the library asks for before it makes a chart; nothing of it stays."""
    data = ChartData()
    data.categories = ["-"]
    data.add_series("-", [1])
    return data


def _add_picture(slide: Slide, figure: Figure, top: float, room: float) -> None:
    """The marks alone as SVG, for the slide has the words, with a PNG where no SVG is known."""
    drawn = vega_lite.marks(figure.chart, figure.style.ink, INNER / room)
    svg = outlined(drawn)
    sides = re.findall(r'\s(?:width|height)="([\d.]+)"', svg.split(">", 1)[0])
    width, height = (float(side) for side in sides)
    scale = min(INNER / width, room / height)
    png = bytes(vl_convert.svg_to_png(in_faces(drawn), scale=3))
    shape: Any = slide.shapes.add_picture(io.BytesIO(png), *NOWHERE[:2])
    _place(shape, top + (room - height * scale) / 3, height * scale, width * scale)
    part: Any = slide.part
    name = PackURI(f"/ppt/media/figure{slide.slide_id}.svg")  # of one name in one deck
    picture = Part(name, "image/svg+xml", part.package, svg.encode())
    vector = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{part.relate_to(picture, RT.IMAGE)}"/>'
    extension = f'<a:ext uri="{SVG_EXTENSION}">{vector}</a:ext>'
    extensions = parse_xml(f"<a:extLst {nsdecls('a', 'r')}>{extension}</a:extLst>")
    shape._element.find(f".//{qn('a:blip')}").append(extensions)
    _describe(shape, figure)


def _describe(shape: Any, figure: Figure) -> None:
    """Name and alternative text, for those who cannot see the shape."""
    properties = shape._element.find(f".//{qn('p:cNvPr')}")
    properties.set("name", figure.title)
    properties.set("descr", figure.alt)


def _add_title(slide: Slide, question: str) -> float:
    """The question, as large as it fits into one line, and where what follows it begins."""
    *larger, least = TITLE_SIZES
    # With some room to spare, for where Inter is missing.
    width = INNER * 0.75
    size = next((size for size in larger if len(wrap(question, width, size, STRONG)) == 1), least)
    title: Any = slide.shapes.title
    title.text_frame.text = question
    title.text_frame.paragraphs[0].font.size = Pt(size)
    height = _height([question], size, STRONG)
    _place(title, TOP, height)
    _drop_margins(title)
    return TOP + height + 2


def _add_text(
    slide: Slide,
    name: str,
    lines: Sequence[str],
    top: float,
    size: float,
    colour: str,
    address: str = "",
) -> float:
    """Paragraphs in a box, and its height in points; the words of the link lead to `address`."""
    box = slide.shapes.add_textbox(*NOWHERE)
    box.name = name
    height = _height(lines, size)
    _place(box, top, height)
    _drop_margins(box)
    text = box.text_frame
    text.word_wrap = True
    for i, line in enumerate(lines):
        paragraph = text.paragraphs[0] if i == 0 else text.add_paragraph()
        for part in re.split(f"({words.LINK})", line) if address else [line]:
            run = paragraph.add_run()
            run.text, run.font.size = part, Pt(size)
            run.font.color.rgb = RGBColor.from_string(colour[1:].upper())
            if part == words.LINK:
                run.hyperlink.address = address
    return height


def _height(lines: Sequence[str], size: float, family: str = FONT) -> float:
    """Points of height that the lines need, each broken where the slide ends."""
    # A little short of the width: where Inter is missing, what takes its place may be wider.
    return sum(len(wrap(line, INNER * 0.94, size, family)) for line in lines) * size * LINE


def _place(shape: Any, top: float, height: float, width: float = INNER) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(EDGE), Pt(top), Pt(width), Pt(height)


def _drop_margins(shape: Any) -> None:
    text = shape.text_frame
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = 0
