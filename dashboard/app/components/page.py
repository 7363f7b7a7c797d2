"""What stands around every page: style, head, search, imprint, and the archive of a page."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from dashboard.app.components.card import figure_of, theme
from dashboard.app.templating import render
from dashboard.app.url_state import addresses, switch_companions
from dashboard.data.queries import in_collections
from dashboard.errors import DashboardError
from dashboard.export.formats import bundle
from dashboard.export.preview import page_title, view_of_page
from dashboard.figures.style.theme import INKS, Style
from dashboard.model.dataset import Dataset
from dashboard.model.vocabulary import COMPANIONS, DOCUMENTS, RECORDS
from dashboard.settings import data_folder
from dashboard.text import interface as words
from dashboard.text.formatting import period

LOG = logging.getLogger("dashboard")
BUNDLES = Lock()  # one at a time: each keeps a processor busy for as long as it takes
STYLES = [Path(__file__).with_name(name) for name in ("style.css", "print.css")]
# How a chart names a colour: Vega-Lite as an attribute, Plotly in a style.
PAINTS = ('svg.marks [{paint}="{hex}"]', '.main-svg [style*="{paint}: {rgb}"]')


def frame(dataset: Dataset, page: str) -> None:
    """The style of every page, the search on top of it, and in the sidebar what the data is.

    Its scripts stand in the HTML that is sent first (web.pages), which names what may run.
    """
    st.html(_style(dataset, theme()))
    examples = dataset.project.leads.get("search", words.SEARCH_EXAMPLES)
    st.html(render("search.html", hint=words.SEARCH_HINT.format(examples=examples)))
    with st.sidebar:
        if len(dataset.document_ids) < len(dataset.documents):
            switch_companions(dataset, page)
        st.html(render("note.html", text=_colophon(dataset)))


@lru_cache(maxsize=4)
def _style(dataset: Dataset, theme: str) -> str:
    """The whole style of every page: in one piece, which Streamlit sends to a reader once."""
    sheets = [path.read_text(encoding="utf-8") for path in STYLES]
    return f"<style>{''.join(sheets)}{_theme_style(dataset, theme)}</style>"


def _theme_style(dataset: Dataset, theme: str) -> str:
    """The colours of figures as tokens of the pages' style; on paper, charts in the light ones.

    Each is called as `theme.Ink` calls it; `statistics` is the ground of public statistics.
    """
    tinted = Style(theme, dataset.project, is_of_statistics=True).ink.ground
    tokens = {**vars(INKS[theme]), "statistics": tinted}
    ground = f":root{{{';'.join(f'--{name}:{colour}' for name, colour in tokens.items())}}}"
    if theme == "light":
        return ground
    pairs: list[tuple[str, str]] = []
    for is_of_statistics in (False, True):
        worn, light = (Style(name, dataset.project, is_of_statistics) for name in (theme, "light"))
        pairs += zip(vars(worn.ink).values(), vars(light.ink).values(), strict=True)
        pairs += zip(worn.side_colours.values(), light.side_colours.values(), strict=True)
    # Of two that are one colour here the first decides, for letters are darker than marks.
    colours = dict(reversed(pairs))
    rules = (
        f"{selector.format(paint=paint, hex=dark, rgb=_rgb(dark))}{{{paint}:{on_paper}!important}}"
        for dark, on_paper in colours.items()
        for paint in ("fill", "stroke")
        for selector in PAINTS
    )
    return f"{ground}@media print{{{''.join(rules)}}}"


def _rgb(colour: str) -> str:
    """`#rrggbb` as browsers write it back."""
    return f"rgb({', '.join(str(part) for part in bytes.fromhex(colour[1:]))})"


@lru_cache(maxsize=4)
def _colophon(dataset: Dataset) -> str:
    claims = in_collections(dataset.claims, (DOCUMENTS,))
    figures = dataset.claims["collection"].value_counts()
    tables = dataset.documents["collection"].value_counts()
    return words.colophon(
        claims=len(claims),
        facts=claims["fact"].nunique(),
        events=len(dataset.events),
        documents=len(dataset.document_ids),
        statistics=(figures.get(COMPANIONS, 0), tables.get(COMPANIONS, 0)),
        counted=(figures.get(RECORDS, 0), tables.get(RECORDS, 0)),
        version=dataset.version,
        released=period(dataset.released),
    )


def title(dataset: Dataset, page: str) -> str:
    """The title of a page, as the HTML that is sent first has it."""
    view = view_of_page(dataset, page, st.query_params.to_dict())
    return page_title(dataset, page, figure_of(dataset, view) if view else None)


def guarded(run: Callable[[], None]) -> None:
    """What fails says so in a sentence; the traceback goes to the log, never to a reader."""
    try:
        run()
    except DashboardError as error:
        LOG.warning("A page was refused: %s", error)
        st.error(str(error))
    except Exception:  # Streamlit's own signals (rerun, stop) are no Exceptions and pass
        LOG.exception("A page failed")
        st.error(words.PAGE_FAILED)


def head(title: str, lead: str, text: str = "", contents: str = "") -> None:
    """The title of a page, what it is for, and a text where one helps.

    Of a topic its lead is what it found, and it has `contents`.
    """
    st.html(
        render(
            "head.html",
            title=title,
            lead=lead,
            text=text,
            contents=contents,
            is_topic=bool(contents),
        )
    )


def part(anchor: str, title: str, text: str = "") -> None:
    """The head of a part of a page, with what the part is beside it."""
    st.html(render("section.html", anchor=anchor, title=title, text=text))


def imprint(dataset: Dataset) -> None:
    """The foot of a printed page: whose it is, of which data, and its address."""
    st.html(render("imprint.html", title=dataset.project.full_title, text=_colophon(dataset)))


def offer_bundle(dataset: Dataset, page: str, what: str) -> None:
    """A button that makes one archive of all figures of a page.

    It shows how far the archive is, and then offers it.
    """
    label = words.PREPARE.format(what=what)
    if not st.button(label, key=f"bundle-{page}", icon=":material/folder_zip:"):
        return
    bar = st.progress(0.0, words.WAITING)

    def progress(done: int, total: int, title: str) -> None:
        bar.progress(done / total, words.PROGRESS.format(done=done, total=total, title=title))

    file = io.BytesIO()
    with BUNDLES:
        bundle(dataset, page, file, progress, data_folder(), addresses())
    bar.empty()
    name = f"{dataset.project.name}_{page}_{dataset.version}.zip"
    label = words.SAVE.format(name=name, megabytes=file.tell() / 1e6)
    st.download_button(
        label,
        file.getvalue(),
        name,
        "application/zip",
        on_click="ignore",
        key=f"save-{page}",
    )
