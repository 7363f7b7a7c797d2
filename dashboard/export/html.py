"""A figure as one HTML file: interactive, as wide as its window, with nothing to fetch."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from dashboard.export.metadata import linked_data
from dashboard.export.preview import of_figure, tags
from dashboard.figures.figure import Figure
from dashboard.figures.renderers import vega_lite
from dashboard.figures.renderers.inline import inline
from dashboard.figures.style.fonts import FONT, STRONG, faces
from dashboard.figures.style.layout import PADDING, Paragraph, height

WIDTH = 720  # px: as wide as the page gets
BODY = 13  # px of its letters
TEMPLATES = Environment(
    loader=PackageLoader("dashboard.export"),
    autoescape=True,
    undefined=StrictUndefined,
    keep_trailing_newline=True,
)


def html(figure: Figure) -> bytes:
    """The same marks and words as in the picture; notes and sources are text that can be copied.

    Where scripts do not run, the picture of the marks stays in their place.
    """
    page = TEMPLATES.get_template("figure.html").render(
        figure=figure,
        ink=figure.style.ink,
        faces=faces(figure.letters),
        font=FONT,
        strong=STRONG,
        width=WIDTH,
        linked_data=inline(linked_data(figure)),
        preview=tags(of_figure(figure)),
        still=vega_lite.marks(figure.chart, figure.style.ink, 0),
        scripts=figure.renderer.script(figure.interactive, figure.style.ink),
        message=message(figure),
    )
    return page.encode()


def message(figure: Figure) -> str:
    """The type of the message by which a framed page tells its height."""
    return f"{figure.project.name}-figure"


def page_height(figure: Figure, width: int = WIDTH) -> int:
    """About how high the page is in a frame `width` px wide, in px.

    For those who cannot listen to what it tells.
    """
    words = [
        Paragraph(part.text, BODY, part.family, space=6) for part in (*figure.head, *figure.foot)
    ]
    marks = figure.height + 24
    words_height = height(words, min(width, WIDTH) - 2 * PADDING) * 1.1
    return round(words_height + marks + 2 * PADDING + 60)
