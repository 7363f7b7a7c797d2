"""Pictures: SVG is the master, with its letters and its record inside; PNG and PDF are made from it."""

from __future__ import annotations

import io
import json
import re
import struct
import zlib
from functools import cache
from html import escape, unescape

import pikepdf
import vl_convert

from dashboard.errors import BadRequest
from dashboard.export import metadata as record
from dashboard.export.plotly_svg import composed
from dashboard.figures.figure import Drawing
from dashboard.figures.style.fonts import CHINESE, HAN, faces, measure
from dashboard.figures.style.layout import millimetres
from dashboard.figures.style.sizes import MOST_PIXELS
from dashboard.figures.style.theme import INKS
from dashboard.model.project import PROJECT
from dashboard.settings import FONTS

LINE = re.compile(
    rf'(<text [^>]*text-anchor="(\w+)"[^>]*font-family="([^"]*)" font-size="([0-9.]+)px"[^>]*>)([^<]*{HAN.pattern}[^<]*)</text>'
)
RUN = re.compile(rf"{HAN.pattern}+|(?:(?!{HAN.pattern}).)+")
POINT, PX = 72, 96  # to the inch: the master is in CSS px, PDF in points
SPACE = "urn:china-us-ai-dashboard:record"  # the XML namespace of the record


def svg(drawing: Drawing) -> bytes:
    """The figure with all its words, its typefaces, its title and description, and its record."""
    return _master(drawing).encode()


def _master(drawing: Drawing, unit: float = 1, named: str = "mm") -> str:
    """The SVG, its size in `unit` mm: the maker of PDFs takes any number for points."""
    _fonts()
    drawn = (
        vl_convert.vegalite_to_svg(json.dumps(drawing.spec))
        if drawing.is_altair
        else composed(drawing)
    )
    drawn = LINE.sub(_faced, drawn) if HAN.search(drawn) else drawn
    root = drawn.index(">") + 1
    wide, high = (side / unit for side in millimetres(drawing.size, drawing.layout))
    # The px it was laid out on: Vega adds those by which an axis label overhangs into the padding.
    box = f"0 0 {drawing.layout.width} {drawing.layout.height:g}"
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    size = f'width="{wide:.6g}{named}" height="{high:.6g}{named}" viewBox="{box}"'
    ground = INKS[drawing.view.theme].ground
    paper = (
        f'<rect width="100%" height="100%" fill="{ground}"/>' if ground else ""
    )  # a page may be higher than what is drawn
    return f'<svg {names} version="1.1" role="img" {size}>{_head(drawing)}{paper}{drawn[root:]}'


def _faced(line: re.Match[str]) -> str:
    """A line of Latin and Chinese in runs of one face each, every one placed.

    Left to itself a renderer sets the whole line in whatever font of its machine has all the signs.
    """
    opening, anchor, family, size, text = line.groups()
    runs = [(run, CHINESE if HAN.match(run) else family) for run in RUN.findall(unescape(text))]
    at = -{"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * measure(
        unescape(text), float(size), family
    )
    spans = ""
    for run, face in runs:
        spans += (
            f'<tspan x="{at:.2f}" text-anchor="start" font-family="{face}">{escape(run)}</tspan>'
        )
        at += measure(run, float(size), family)
    return f"{opening}{spans}</text>"


def _head(drawing: Drawing) -> str:
    own = record.text(drawing)
    dublin = "".join(
        f"<dc:{key}>{escape(value)}</dc:{key}>" for key, value in _core(drawing).items()
    )
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return (
        f"<title>{escape(drawing.subject.question)}</title><desc>{escape(drawing.alt)}</desc>"
        f'<metadata><rdf:RDF {rdf}><rdf:Description rdf:about="">{dublin}</rdf:Description></rdf:RDF>'
        f'<record xmlns="{SPACE}">{escape(own, quote=False)}</record></metadata>'
        f"<style>{faces(drawing.words)}</style>"
    )


def _core(drawing: Drawing) -> dict[str, str]:
    """Dublin Core, the words that picture viewers and reference managers read."""
    return {
        "title": drawing.title,
        "description": drawing.alt,
        "source": " ".join(drawing.footnotes),
        "rights": record.licence(drawing),
        "date": drawing.released,
        "creator": PROJECT,
        "identifier": drawing.address,
    }


def png(drawing: Drawing) -> bytes:
    """The picture at the view's dots per inch. Raises BadRequest where that is more pixels than anybody needs."""
    dpi = drawing.view.dpi or drawing.size.dpi
    wide, high = (side / 25.4 * dpi for side in millimetres(drawing.size, drawing.layout))
    fits = int(dpi * (MOST_PIXELS / (wide * high)) ** 0.5)
    if not drawing.view.dpi:
        dpi = min(dpi, fits)
    elif dpi > fits:
        raise BadRequest(
            f"{wide:.0f} × {high:.0f} pixels are more than one picture may have. At this size dpi can be up to {fits}."
        )
    made = bytes(vl_convert.svg_to_png(svg(drawing).decode(), scale=POINT / PX, ppi=dpi))
    return _stamped(
        made,
        {key.capitalize(): value for key, value in _core(drawing).items()}
        | {"Record": record.text(drawing)},
    )


def _stamped(png: bytes, texts: dict[str, str]) -> bytes:
    """The PNG with international texts behind its header (PNG, third edition, 11.3.3)."""
    chunks = [
        (b"iTXt", key.encode("latin-1") + b"\0\0\0\0\0" + value.encode())
        for key, value in texts.items()
    ]
    head = 33  # signature and IHDR
    stamped = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return png[:head] + stamped + png[head:]


def pdf(drawing: Drawing) -> bytes:
    """The picture on a page of its own size; title, alternative text, sources and record as document information and XMP."""
    document = pikepdf.open(io.BytesIO(vl_convert.svg_to_pdf(_master(drawing, 25.4 / POINT, ""))))
    core = _core(drawing)
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
        about.register_xml_namespace(SPACE, "record")
        for key in ("title", "description", "source", "rights", "identifier"):
            about[f"dc:{key}"] = core[key]
        about["dc:creator"] = [core["creator"]]
        about["dc:date"] = [core["date"]]
        about["pdf:Keywords"] = f"{drawing.view.subject}, dataset {drawing.version}"
        about[f"{{{SPACE}}}record"] = record.text(drawing)
    document.Root.Lang = pikepdf.String("en")
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    out = io.BytesIO()
    # Renumbered from the root and stamped by content: vl-convert lists fonts in another order every time.
    document.save(out, deterministic_id=True)
    return out.getvalue()


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
