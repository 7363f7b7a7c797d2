"""What a reader takes away from a card: files, references, a sentence to quote, snippets."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.errors import DashboardError
from dashboard.export import embed
from dashboard.export.citation import styles
from dashboard.export.citation.quotation import sentence
from dashboard.export.formats import FORMATS
from dashboard.figures.figure import Figure
from dashboard.figures.urls import Urls
from dashboard.model.view import View
from dashboard.text import format_words
from dashboard.text import interface as words


def downloads(figure: Figure, today: date) -> Markup:
    """Links to the figure's own addresses: the same bytes for a page and a paper."""
    sizes = {"" if name == "screen" else name: format_words.SIZES[name] for name in figure.sizes}
    view = figure.view
    return render(
        "downloads.html",
        kinds=[_kind(figure, kind) for kind in format_words.KINDS],
        view=view,
        sizes=sizes if view.size in sizes else {view.size: view.size, **sizes},
        themes=format_words.THEMES,
        link=figure.urls.page(view),
        references=_links(view, "citation"),
        quotations=_quotations(figure, today),
    )


def _kind(figure: Figure, kind: str) -> dict[str, Any]:
    """One line of links; pictures can be had in several sizes and colours."""
    is_picture = kind == "picture"
    return {
        "title": format_words.KINDS[kind],
        "has_choices": is_picture,
        "links": _links(figure.view, kind),
    }


def _links(view: View, kind: str) -> list[dict[str, str]]:
    return [
        {
            "name": name.upper(),
            "address": Urls().file(view, name),
            "gives": format_words.FORMATS[name],
        }
        for name, format in FORMATS.items()
        if format.kind == kind
    ]


def _quotations(figure: Figure, today: date) -> dict[str, str]:
    """What can be copied, by its name for a reader."""
    view, urls = figure.view, figure.urls
    texts = {
        words.QUOTATION: sentence(figure),
        words.APA: "\n".join(styles.apa(figure, today)),
        words.CHICAGO: "\n".join(styles.chicago(figure, today)),
        words.LINK: urls.page(view),
        words.PINNED_LINK: urls.pinned(view, figure.version),
        words.FRAME: f"{embed.frame(figure, view, urls)}\n{embed.listener(figure)}",
    }
    with suppress(DashboardError):  # the chosen size may have no room for this figure
        texts[words.PICTURE] = embed.image(figure, view, urls)
    return texts
