"""Pictures: SVG is the master, letters and record inside; PNG and PDF are made from it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from html import escape

import pikepdf
import vl_convert

from dashboard.errors import BadRequest
from dashboard.export.letters import in_faces, outlined
from dashboard.export.metadata import dublin_core, namespace, record_text
from dashboard.figures.figure import Figure
from dashboard.figures.renderers.vega_lite import picture, register_fonts
from dashboard.figures.style.layout import millimetres
from dashboard.model.sizes import MOST_PIXELS
from dashboard.text.captions import keywords

POINT, PX = 72, 96  # to the inch: the master is in CSS px, PDF in points
PDF_VERSION = "1.5"  # with a higher one pdflatex warns; nothing here needs more
PNG_HEADER = 33  # bytes of signature and IHDR


def svg(figure: Figure) -> bytes:
    """The figure with all its words, its title and description, and its record.

    Its letters are outlines, for most programs know no typeface that a file carries.
    """
    return _master(figure, outlined).encode()


def _master(
    figure: Figure, set_letters: Callable[[str], str], unit: float = 1, unit_name: str = "mm"
) -> str:
    """The SVG, its letters set by a function of `export.letters`.

    Its size is in `unit` mm: the maker of PDFs takes any number for points.
    """
    register_fonts()
    drawn = set_letters(picture(figure.chart, figure.dressing))
    root_end = drawn.index(">") + 1
    width, height = (side / unit for side in millimetres(figure.size, figure.layout))
    # The px it was laid out on: Vega adds those by which an axis label overhangs into the padding.
    box = f"0 0 {figure.layout.width} {figure.layout.height:g}"
    namespaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    size = f'width="{width:.6g}{unit_name}" height="{height:.6g}{unit_name}" viewBox="{box}"'
    ground = figure.style.ink.ground
    # A page may be higher than what is drawn.
    paper = f'<rect width="100%" height="100%" fill="{ground}"/>' if ground else ""
    root = f'<svg {namespaces} version="1.1" role="img" {size}>'
    return f"{root}{_head(figure)}{paper}{drawn[root_end:]}"


def _head(figure: Figure) -> str:
    dublin = "".join(
        f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in dublin_core(figure).items()
    )
    rdf = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    return (
        f"<title>{escape(figure.finding)}</title><desc>{escape(figure.alt)}</desc>"
        f'<metadata><rdf:RDF {rdf}><rdf:Description rdf:about="">{dublin}</rdf:Description>'
        f'</rdf:RDF><record xmlns="{namespace(figure)}">{escape(record_text(figure), quote=False)}'
        f"</record></metadata>"
    )


def png(figure: Figure) -> bytes:
    """The picture at the view's dots per inch.

    Raises BadRequest where that is more pixels than anybody needs.
    """
    dpi = figure.view.dpi or figure.size.dpi
    width, height = (side / 25.4 * dpi for side in millimetres(figure.size, figure.layout))
    most = int(dpi * (MOST_PIXELS / (width * height)) ** 0.5)
    if not figure.view.dpi:
        dpi = min(dpi, most)
    elif dpi > most:
        raise BadRequest(
            f"{width:.0f} × {height:.0f} pixels are more than one picture may have. "
            f"At this size dpi can be up to {most}."
        )
    picture = bytes(vl_convert.svg_to_png(_master(figure, in_faces), scale=POINT / PX, ppi=dpi))
    texts = {name.capitalize(): value for name, value in dublin_core(figure).items()}
    return _with_texts(picture, {**texts, "Record": record_text(figure)})


def _with_texts(picture: bytes, texts: dict[str, str]) -> bytes:
    """The PNG with international texts behind its header (PNG, third edition, 11.3.3)."""
    chunks = b"".join(
        _chunk(b"iTXt", name.encode("latin-1") + b"\0\0\0\0\0" + value.encode())
        for name, value in texts.items()
    )
    return picture[:PNG_HEADER] + chunks + picture[PNG_HEADER:]


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def pdf(figure: Figure) -> bytes:
    """The picture on a page of its own size.

    Title, alternative text, sources and record stand in document information and XMP.
    """
    drawn = vl_convert.svg_to_pdf(_master(figure, in_faces, 25.4 / POINT, ""))
    document = pikepdf.open(io.BytesIO(drawn))
    core = dublin_core(figure)
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as metadata:
        metadata.register_xml_namespace(namespace(figure), "record")
        for name in ("title", "description", "source", "rights", "identifier"):
            metadata[f"dc:{name}"] = core[name]
        metadata["dc:creator"] = [core["creator"]]
        metadata["dc:date"] = [core["date"]]
        metadata["pdf:Keywords"] = keywords(figure.view.figure, figure.version)
        metadata[f"{{{namespace(figure)}}}record"] = record_text(figure)
    document.Root.Lang = pikepdf.String("en")
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    out = io.BytesIO()
    # Renumbered from the root and stamped by content: vl-convert lists fonts in another order
    # every time.
    document.save(out, deterministic_id=True, force_version=PDF_VERSION)
    return out.getvalue()
