"""Pictures: Altair through vl-convert without a browser, Plotly through kaleido with the machine's Chrome."""

from __future__ import annotations

import io
import os
import re
import shutil
from functools import cache
from html import escape
from threading import Lock

import kaleido
import pikepdf
import vl_convert

from dashboard.drawing import Drawing
from dashboard.errors import Unavailable
from dashboard.paths import FONTS
from dashboard.theme import INKS, PADDING, SIZES, STRONG, Paragraph, block, config

CHROME = Lock()  # kaleido's one browser answers one caller at a time
NO_CHROME = (
    "Pictures of this figure need Chrome or Chromium on the server, and none was found. "
    "Take the HTML, or use the camera button of the chart on the page."
)


def svg(drawing: Drawing) -> bytes:
    """The figure with all its words, with title and description for those who cannot see it."""
    _fonts()
    picture = _exact(vl_convert.vegalite_to_svg(drawing.spec()), drawing.view.width) if drawing.is_altair else _composed(drawing)
    told = f"<title>{escape(drawing.subject.question)}</title><desc>{escape(drawing.alt)}</desc>"
    return re.sub(r"(<svg\b[^>]*>)", lambda found: f"{found[1]}{told}", picture, count=1).encode()


def _exact(picture: str, width: int) -> str:
    """The picture as wide as was asked: Vega adds the px by which an axis label overhangs into the padding."""
    return re.sub(r'width="[\d.]+" (.*?)viewBox="0 0 [\d.]+ ', rf'width="{width}" \1viewBox="0 0 {width} ', picture, count=1)


def png(drawing: Drawing) -> bytes:
    return bytes(vl_convert.svg_to_png(svg(drawing).decode(), scale=2))


def pdf(drawing: Drawing) -> bytes:
    """The picture with its title, alternative text and sources as document information and XMP."""
    document = pikepdf.open(io.BytesIO(vl_convert.svg_to_pdf(svg(drawing).decode())))
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as about:
        about["dc:title"] = drawing.subject.question
        about["dc:description"] = drawing.alt
        about["dc:source"] = " ".join(drawing.footnotes)
        about["pdf:Keywords"] = f"{drawing.view.subject}, dataset {drawing.version}"
    out = io.BytesIO()
    # Renumbered from the root and stamped by content: vl-convert lists fonts in another order every time.
    document.save(out, deterministic_id=True)
    return out.getvalue()


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))


def chrome() -> str:
    """The Chrome of this machine, or "" where there is none. `BROWSER_PATH` names another, as in kaleido."""
    named = os.environ.get("BROWSER_PATH", "")
    if named:
        return named if shutil.which(named) else ""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return next((path for path in map(shutil.which, names) if path), "")


def _composed(drawing: Drawing) -> str:
    """A Plotly figure between the same words that an Altair figure carries, one above the other."""
    view, width = drawing.view, drawing.view.width - 2 * PADDING
    head = [
        Paragraph(drawing.subject.question, SIZES["title"], STRONG, "ink", 0),
        Paragraph(drawing.subject.definition, SIZES["subtitle"], space=6),
    ]
    foot = [*(Paragraph(text, space=3) for text in [*drawing.listing, *drawing.notes]), Paragraph(drawing.credit, space=10)]
    middle = _plotly(drawing, width)
    parts = [_words(head, width, view.theme), middle, _words(foot, width, view.theme)]
    y, placed = float(PADDING), []
    for part in parts:
        high = float(re.search(r'\bheight="([\d.]+)"', part)[1])  # type: ignore[index]
        placed.append(part.replace("<svg ", f'<svg x="{PADDING}" y="{y:g}" ', 1))
        y += high + 10
    size = f'width="{view.width}" height="{y + PADDING:g}" viewBox="0 0 {view.width} {y + PADDING:g}"'
    paper = f'<rect width="100%" height="100%" fill="{INKS[view.theme].paper}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>{paper}{"".join(placed)}</svg>'


def _words(paragraphs: list[Paragraph], width: int, theme: str) -> str:
    chart = block(paragraphs, width, theme).properties(padding=0).configure(**config(theme))
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def _plotly(drawing: Drawing, width: int) -> str:
    path = chrome()
    if not path:
        raise Unavailable(NO_CHROME)
    os.environ["BROWSER_PATH"] = path
    figure = drawing.chart
    with CHROME:
        _browser()
        try:
            made = kaleido.calc_fig_sync(figure, opts={"format": "svg", "width": width, "height": figure.layout.height})
        except Exception as error:  # whatever the browser did, the reader gets a word and the HTML
            raise Unavailable(f"The browser on the server could not draw this figure. {NO_CHROME}") from error
    return _steady(made.decode())


@cache
def _browser() -> None:
    kaleido.start_sync_server(silence_warnings=True)


def _steady(picture: str) -> str:
    """Plotly's random ids replaced by numbers in order, so that the same figure is the same bytes."""
    names: dict[str, str] = {}
    for found in re.findall(r'id="([^"]*[0-9a-f]{6}[^"]*)"', picture):
        names.setdefault(re.search(r"[0-9a-f]{6}", found)[0], f"{len(names):06d}")  # type: ignore[index]
    for name, steady in names.items():
        picture = picture.replace(name, steady)
    return picture
