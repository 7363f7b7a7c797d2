"""What a reader takes away from a card, as HTML: files at any size, references, a sentence to quote, snippets to embed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from html import escape

from dashboard.errors import DashboardError
from dashboard.export import embed
from dashboard.export.citation import quotation as quote
from dashboard.export.citation import styles
from dashboard.export.formats import FORMATS
from dashboard.export.plotly_svg import NO_CHROME, chrome
from dashboard.figures.figure import Drawing, pinned
from dashboard.figures.style.sizes import SIZES
from dashboard.model.view import View
from dashboard.settings import public

COLOURS = {
    "light": "Light",
    "dark": "Dark",
    "grey": "Grey, for print",
    "transparent": "Transparent, for light pages",
}
KINDS = {"picture": "Picture", "data": "File"}


def files(drawn: Drawing) -> str:
    """The figure's own addresses: the same bytes for a page, a script and a paper.

    Where a picture needs a Chrome that the server has not, a word stands in its place.
    """
    rows, view = [], drawn.view
    for kind, title in KINDS.items():
        links = "".join(
            _link(view, name) for name, format in FORMATS.items() if format.kind == kind
        )
        if kind == "picture":
            if not (drawn.is_altair or chrome()):
                rows.append(f'<p class="src">{escape(NO_CHROME)}</p>')
                continue
            sizes = {"" if name == "screen" else name: SIZES[name].title for name in drawn.sizes}
            links = (
                _select("Size", "size", sizes, view.size)
                + _select("Colours", "theme", COLOURS, view.theme)
                + links
            )
        rows.append(f'<div class="files"><span class="src">{title}</span> {links}</div>')
    return "".join(rows)


def _select(label: str, parameter: str, options: dict[str, str], value: str) -> str:
    if value not in options:
        options = {value: value, **options}
    listed = "".join(
        f'<option value="{escape(key)}"{" selected" if key == value else ""}>{escape(text)}</option>'
        for key, text in options.items()
    )
    return f'<select data-choose="{parameter}" aria-label="{label}">{listed}</select>'


def _link(view: View, format: str) -> str:
    address = escape(embed.address(view, format))
    return (
        f'<a href="{address}" download title="{escape(FORMATS[format].gives)}">{format.upper()}</a>'
    )


def quoted(drawn: Drawing, root: str, link: str, today: date) -> str:
    """The link of the figure, and in a fold a sentence to quote, references and snippets; each with a button that copies it."""
    view = drawn.view
    fixed = pinned(root, view, drawn.version)
    parts = {
        "A sentence to quote": quote.sentence(drawn),
        "APA": "\n".join(styles.apa(drawn, today)),
        "Chicago": "\n".join(styles.chicago(drawn, today)),
        "Link": link,
        "Link to this version: once the data is renewed, it says what has changed": fixed,
        "Interactive figure for a web page": f"{embed.frame(drawn, view, root)}\n{embed.LISTEN}",
    }
    with suppress(DashboardError):  # the size that was chosen may have no room for this figure
        parts["Picture for a web page"] = embed.image(drawn, view, root)
    # On the page the dashboard is where the reader is; files carry its public address.
    shown = {title: text.replace(public(), root) for title, text in parts.items()}
    listed = "".join(
        f"<dt>{title} {_copy('Copy', text)}</dt><dd><code>{escape(text)}</code></dd>"
        for title, text in shown.items()
    )
    references = "".join(
        _link(view, name) for name, format in FORMATS.items() if format.kind == "citation"
    )
    return (
        f'<div class="files"><span class="src">Link</span> {_copy("Copy link", link)}</div><details><summary>Cite, link, embed</summary>'
        f'<div class="files"><span class="src">For a reference manager</span> {references}</div><dl>{listed}</dl></details>'
    )


def _copy(label: str, text: str) -> str:
    return f'<button type="button" data-copy="{escape(text)}">{label}</button>'
