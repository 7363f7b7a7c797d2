"""What a reader takes away from a card: a sentence to quote, references, snippets, files."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.errors import DashboardError
from dashboard.export import embed
from dashboard.export.citation import styles
from dashboard.export.citation.quotation import quote, sentence
from dashboard.export.formats import FORMATS
from dashboard.figures.figure import Figure
from dashboard.figures.urls import Urls
from dashboard.model.view import View
from dashboard.text import format_words
from dashboard.text import interface as words


@dataclass(frozen=True)
class Taken:
    """The parts of the row below a figure, as HTML: what each opens."""

    quote: Markup
    cite: Markup
    share: Markup
    download: Markup


def taken(figure: Figure, today: date) -> Taken:
    """Links lead to the figure's own addresses: the same bytes for a page and a paper."""
    return Taken(
        render(
            "take_texts.html",
            texts={words.IN_SHORT: quote(figure), words.IN_FULL: sentence(figure)},
        ),
        render(
            "take_cite.html",
            references=_links(figure.view, "citation"),
            texts=_references(figure, today),
        ),
        render("take_texts.html", texts=_snippets(figure)),
        _download(figure),
    )


def _download(figure: Figure) -> Markup:
    """A dialog with the picture as it will be, its sizes and colours, and every format."""
    sizes = {"" if name == "screen" else name: format_words.SIZES[name] for name in figure.sizes}
    view = figure.view
    return render(
        "take_download.html",
        title=figure.entry.title,
        alt=figure.alt,
        kinds=[_kind(figure, kind) for kind in format_words.KINDS],
        view=view,
        sizes=sizes if view.size in sizes else {view.size: view.size, **sizes},
        themes=format_words.THEMES,
    )


def _kind(figure: Figure, kind: str) -> dict[str, Any]:
    """One line of links; pictures can be had in several sizes and colours."""
    return {
        "title": format_words.KINDS[kind],
        "has_choices": kind == "picture",
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


def _references(figure: Figure, today: date) -> dict[str, str]:
    """References in two styles, by their names."""
    return {
        words.APA: "\n".join(styles.apa(figure, today)),
        words.CHICAGO: "\n".join(styles.chicago(figure, today)),
    }


def _snippets(figure: Figure) -> dict[str, str]:
    """Links and snippets that can be copied, by their names for a reader."""
    view, urls = figure.view, figure.urls
    texts = {
        words.LINK: urls.page(view),
        words.PINNED_LINK: urls.pinned(view, figure.version),
        words.FRAME: f"{embed.frame(figure, view, urls)}\n{embed.listener(figure)}",
    }
    with suppress(DashboardError):  # the chosen size may have no room for this figure
        texts[words.PICTURE] = embed.image(figure, view, urls)
    return texts
