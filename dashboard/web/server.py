"""The ASGI app: Streamlit's pages and the addresses of figures and data, in one process."""

from __future__ import annotations

import mimetypes
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

# `streamlit run dashboard/web/server.py` runs this file by its path: the package lies above it.
sys.path[:0] = [str(Path(__file__).resolve().parent.parent.parent)] if not __package__ else []

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dashboard.data.package import read, standing
from dashboard.errors import BadRequest, DashboardError, Unavailable, UnknownName, suggest
from dashboard.export import embed
from dashboard.export.formats import FORMATS, listing
from dashboard.figures.query import (
    figure_and_format,
    joined,
    parse_address,
    strict,
    without_tracking,
)
from dashboard.figures.urls import Urls, public
from dashboard.settings import FONTS, PACKAGE, data_folder
from dashboard.web.figure_store import FigureStore
from dashboard.web.html_shell import HtmlShell

STATUS = {UnknownName: 404, BadRequest: 400, Unavailable: 503}
LONGEST = 4000  # bytes of a query string
KEEP = "public, max-age=300"
KEEP_FONTS = "public, max-age=604800"
FRAME_SIDES = ("maxwidth", "maxheight")
NO_SNIFFING = {"X-Content-Type-Options": "nosniff"}
FROM_ANYWHERE = {"Access-Control-Allow-Origin": "*"}
NOTHING_HERE = (
    "There is nothing at this address. GET /figures lists every figure, GET /data every file."
)
for media, ending in (("font/otf", ".otf"), ("application/jsonl", ".jsonl")):
    mimetypes.add_type(media, ending)


def plainly(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Errors that are ours to explain, as short plain text with their status."""

    def guarded(request: Request) -> Response:
        try:
            return answer(request)
        except DashboardError as error:
            return _refused(error)

    return guarded


def _refused(error: DashboardError) -> Response:
    return PlainTextResponse(f"{error}\n", STATUS.get(type(error), 500), NO_SNIFFING)


class Files(StaticFiles):
    """The files of a folder; what is not there is answered in words."""

    def __init__(self, folder: Path, kind: str, keep: str, disposition: str) -> None:
        super().__init__(directory=folder)
        self.folder, self.kind = folder, kind
        self.keep, self.disposition = keep, disposition

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or which files there are."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            names = sorted(file.name for file in self.folder.glob("*") if file.is_file())
            refusal = UnknownName(f"There is no {self.kind} of that name. {suggest(path, names)}")
            return _refused(refusal)
        response.headers.update({"Cache-Control": self.keep, **FROM_ANYWHERE})
        response.headers["Content-Disposition"] = f'{self.disposition}; filename="{path}"'
        return response


class Addresses:
    """What stands beside the pages: figures, data and oEmbed, of one dataset in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dataset = read(folder)
        self.store = FigureStore(self.dataset)

    @property
    def routes(self) -> list[Route | Mount]:
        """Every address but those of the pages."""
        roots = ("figures", "data", "fonts")
        return [
            Route("/figures", plainly(self.list_figures)),
            Route("/figures/{file}", plainly(self.figure)),
            Route("/oembed", plainly(self.oembed)),
            Route("/data", plainly(self.list_files)),
            Mount("/data", Files(standing(self.folder), "file of data", KEEP, "attachment")),
            Mount("/fonts", Files(FONTS, "font", KEEP_FONTS, "inline")),
            Route("/health", plainly(self.health)),
            *(Route(f"/{root}/{{rest:path}}", plainly(nowhere)) for root in roots),
        ]

    def figure(self, request: Request) -> Response:
        """GET /figures/<figure>.<format>?<view>; without a format, the page that shows it."""
        if len(request.url.query) > LONGEST:
            raise BadRequest(f"The query is longer than {LONGEST} characters.")
        name, format = figure_and_format(request.path_params["file"])
        query = without_tracking(joined(request.query_params.multi_items()))
        view = strict(self.dataset, name, query)
        if not format:
            # Relative, so that it holds below whatever address readers come by.
            return RedirectResponse(f"../{Urls().reopen(name, query)}")
        file = self.store.file(view, format, date.today())
        oembed = public().oembed(view, format)
        headers = {
            "ETag": file.tag,
            "Cache-Control": KEEP,
            # Inline, so that <img> and <iframe> show it.
            "Content-Disposition": f'inline; filename="{file.name}"',
            "Link": f'<{oembed}>; rel="alternate"; type="application/json+oembed"',
            **NO_SNIFFING,
            **FROM_ANYWHERE,
        }
        if is_known(request, file.tag):
            return Response(status_code=304, headers=headers)
        return Response(file.content, media_type=FORMATS[format].media, headers=headers)

    def oembed(self, request: Request) -> Response:
        """GET /oembed?url=<address of a figure>&maxwidth=&maxheight=&format=json (oEmbed 1.0)"""
        query = request.query_params
        if query.get("format", "json") != "json":
            return PlainTextResponse("Only format=json is answered.\n", 501)
        if len(request.url.query) > LONGEST or not query.get("url"):
            raise BadRequest("Name the address of a figure in url.")
        width, height = (_pixels(side, query.get(side, "")) for side in FRAME_SIDES)
        host = _host(query["url"])
        if host not in ("", urlsplit(public().root).netloc, request.url.netloc):
            raise UnknownName("This is not an address of this dashboard.")
        view, problems = parse_address(self.dataset, query["url"])
        if problems:
            raise UnknownName(" ".join(problems))
        answer = embed.oembed(self.store.figure(view), public(), width, height)
        return JSONResponse(answer, headers={"Cache-Control": KEEP, **FROM_ANYWHERE})

    def list_figures(self, request: Request) -> Response:
        """GET /figures"""
        headers = {"Cache-Control": KEEP, **FROM_ANYWHERE}
        return JSONResponse(listing(self.dataset), headers=headers)

    def list_files(self, request: Request) -> Response:
        """GET /data"""
        files = standing(self.folder).iterdir()
        names = sorted(path.name for path in files if path.is_file())
        return JSONResponse(names, headers={"Cache-Control": KEEP, **FROM_ANYWHERE})

    def health(self, request: Request) -> Response:
        """GET /health"""
        state = {"status": "ok", "dataset": self.dataset.version}
        return JSONResponse(state, headers={"Cache-Control": "no-store"})


def nowhere(request: Request) -> Response:
    """Any other address below /figures, /data and /fonts: not a page."""
    raise UnknownName(NOTHING_HERE)


def is_known(request: Request, tag: str) -> bool:
    """Whether the reader has what the tag stands for, compared weakly (RFC 9110, 13.1.2)."""
    listed = request.headers.get("if-none-match", "").split(",")
    tags = {each.strip().removeprefix("W/") for each in listed}
    return tag in tags or "*" in tags


def _host(address: str) -> str:
    """The host of an address, "" where it names none; BadRequest where it cannot be read."""
    try:
        return urlsplit(address).netloc
    except ValueError as error:
        raise BadRequest("The address cannot be read.") from error


def _pixels(name: str, text: str) -> int | None:
    """The greatest width or height of a frame, in px; None where the query names none."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) >= 200):
        raise BadRequest(f"{name} must be a whole number of pixels from 200 to 99999.")
    return int(text)


addresses = Addresses(data_folder())
app = st.App(
    PACKAGE / "app" / "main.py",
    routes=addresses.routes,
    middleware=[Middleware(HtmlShell, project=addresses.dataset.project)],
)
