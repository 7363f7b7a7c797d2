"""The HTML that every page sends first: Streamlit's shell, told what it is of and where it stands.

Left to itself the shell calls every page "Streamlit" until the script has run, and looks for its
server below the address of each page before it looks beside it, which costs a round trip and
leaves errors in the console.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import file_util

from dashboard.export import preview as previews
from dashboard.export.preview import Preview
from dashboard.figures.figure import draw
from dashboard.figures.query import joined
from dashboard.figures.renderers.inline import inline
from dashboard.figures.urls import AT_ROOT_PAGE, Urls
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import FORMATS
from dashboard.settings import PACKAGE
from dashboard.text import previews as words
from dashboard.text.interface import COPIED, FOUND, NOTHING_FOUND, SELECT_BELOW
from dashboard.web.figure_store import etag
from dashboard.web.policies import PAGES, policy
from dashboard.web.reached import VARY, addresses, base_path
from dashboard.web.scripts import KEEP

SCRIPT = "page.js"
INDEX = Path(file_util.get_static_dir()) / "index.html"
# What the pages run beside Streamlit's own scripts: first what the shell needs.
SCRIPTS = (
    Path(__file__).with_name("shell.js"),
    *sorted((PACKAGE / "app" / "components").glob("*.js")),
)
# What of Streamlit's shell gives way: an interface that is off, a typeface that no page uses, what
# is said of them, and the one script in the markup, which stands in shell.js.
UNUSED = re.compile(
    r'<link\s+rel="(?:service-desc|preload)"[^>]*>'
    r"|<script>.*?</script>"
    r"|(?<=\S)\s*<!--.*?-->",
    re.DOTALL,
)
NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
TITLE = "<title>Streamlit</title>"
ICON_OF_STREAMLIT = '<link rel="shortcut icon" href="./favicon.png" />'
ICON = Path(__file__).with_name("icon.svg")
ICON_LINK = '<link rel="icon" href="./icon.svg" type="image/svg+xml" />'
TEMPLATES = Environment(
    loader=PackageLoader("dashboard.web"), autoescape=True, undefined=StrictUndefined
)
TEMPLATES.globals["words"] = words


class Elsewhere(Convertor[str]):
    """Any path but those that Streamlit answers itself."""

    regex = r"(?!(?:_stcore|media|component|static)(?:/|$)|favicon\.png$|manifest\.json$).+"

    def convert(self, value: str) -> str:
        """The path as it is."""
        return value

    def to_string(self, value: str) -> str:
        """The path as it is."""
        return value


register_url_convertor("elsewhere", Elsewhere())


class Pages:
    """The shells of the pages of one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.names = previews.pages(dataset)
        shell = UNUSED.sub("", _text(INDEX)).replace(ICON_OF_STREAMLIT, ICON_LINK)
        # Until Streamlit has heard of the pages' own typeface it sets a word in another, which is
        # not to be fetched for that. Last in the head: of two faces of one name the later counts.
        typefaces = TEMPLATES.get_template("typefaces.html").render()
        self.index = shell.replace("</head>", f"{typefaces}</head>", 1)
        labels = inline(
            {"copied": COPIED, "failed": SELECT_BELOW, "found": FOUND, "nothing": NOTHING_FOUND}
        )
        parts = (f"window.dashboardWords = {labels};", *map(_text, SCRIPTS))
        self.script = "\n".join(parts).encode()
        self.preview = lru_cache(maxsize=500)(self._preview)

    @property
    def routes(self) -> list[Route]:
        """Every page, then every path at which there is none."""
        base = base_path()
        return [
            *([Route(base, self.below)] if base else []),
            Route(f"{base}/", self.page),
            Route(f"{base}/{SCRIPT}", self.run),
            *(Route(f"{base}/{name}", self.icon) for name in ("icon.svg", "favicon.ico")),
            *(Route(f"{base}/{page}", self.page) for page in self.names if page != AT_ROOT_PAGE),
            Route(f"{base}/{AT_ROOT_PAGE}", self.overview),
            Route(f"{base}/index.html", self.overview),
            Route(f"{base}/{{path:elsewhere}}", self.nowhere),
        ]

    def page(self, request: Request) -> Response:
        """The shell of a page."""
        name = request.url.path.rpartition("/")[2] or AT_ROOT_PAGE
        query = joined(request.query_params.multi_items())
        view = previews.view_of_page(self.dataset, name, query)
        preview = self.preview(name, view, addresses(request))
        return self._answer(request, self._shell(preview))

    def figure(self, request: Request, view: View, query: dict[str, str]) -> Response:
        """The shell of the page that shows a figure, at the address of the figure itself."""
        preview = self.preview("", view, addresses(request))
        page = Urls().reopen(view.figure, query)
        return self._answer(request, self._shell(preview, page))

    def run(self, request: Request) -> Response:
        """The script of every page; its address changes with it."""
        headers = {"ETag": etag(self.script), "Cache-Control": KEEP}
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(self.script, 200, headers, "text/javascript")

    def icon(self, request: Request) -> Response:
        """The sign of the dashboard in a browser's tab."""
        headers = {"Cache-Control": "public, max-age=604800"}
        return Response(ICON.read_bytes(), 200, headers, "image/svg+xml")

    def overview(self, request: Request) -> Response:
        """The overview stands at the root."""
        return _moved("./", request)

    def below(self, request: Request) -> Response:
        """The root of a dashboard below a path ends in a slash."""
        return _moved(f"{base_path().rpartition('/')[2]}/", request)

    def nowhere(self, request: Request) -> Response:
        """No page: where a page of that name is near, there; elsewhere a word, with the shell."""
        path = request.path_params["path"]
        if path.rstrip("/") in self.names:
            return _moved(f"../{path.rstrip('/')}", request)
        if "/" in path or "." in path:
            return PlainTextResponse(f"{words.NO_PAGE_TEXT}\n", 404)
        return self._answer(request, self._shell(None), 404)

    def _preview(self, page: str, view: View | None, urls: Urls) -> Preview:
        if view is None:
            return previews.of_page(self.dataset, page, urls)
        return previews.of_figure(draw(self.dataset, view, urls))

    def _shell(self, preview: Preview | None, page: str = "") -> str:
        """The shell with the head of a preview; `page` is opened in place of its address."""
        told = {
            "title": preview.page_title if preview else words.NO_PAGE,
            "description": preview.description if preview else words.NO_PAGE_TEXT,
            "preview": preview,
            "tags": previews.tags(preview) if preview else "",
            "formats": FORMATS,
            "page": page,
            "script": f"{SCRIPT}?{etag(self.script)[1:9]}",
        }
        noscript = TEMPLATES.get_template("noscript.html").render(told)
        shell = NOSCRIPT.sub(lambda _: noscript, self.index, count=1)
        shell = shell.replace(TITLE, TEMPLATES.get_template("head.html").render(told), 1)
        opening = TEMPLATES.get_template("opening.html").render(told)
        return shell.replace("<head>", f"<head>{opening}", 1)

    def _answer(self, request: Request, shell: str, status: int = 200) -> Response:
        content = shell.encode()
        tag = etag(content)
        headers = {
            "ETag": tag,
            "Cache-Control": "no-cache",
            "Vary": VARY,
            "Content-Security-Policy": policy(PAGES),
        }
        if status == 200 and is_known(request, tag):
            return Response(status_code=304, headers=headers)
        return Response(content, status, headers, "text/html")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def is_known(request: Request, tag: str) -> bool:
    """Whether the reader has what the tag stands for, compared weakly (RFC 9110, 13.1.2)."""
    listed = request.headers.get("if-none-match", "").split(",")
    tags = {each.strip().removeprefix("W/") for each in listed}
    return tag in tags or "*" in tags


def _moved(address: str, request: Request) -> Response:
    """Another address, relative, so that it holds below whatever path readers come."""
    query = urlencode(request.query_params.multi_items())
    return RedirectResponse(f"{address}?{query}" if query else address)
