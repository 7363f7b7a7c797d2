"""What stands beside the pages: figures, data, oEmbed and what describes them, of one dataset."""

from __future__ import annotations

import gzip
import json
import mimetypes
from collections.abc import Awaitable, Callable
from dataclasses import astuple
from datetime import date
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dashboard.data.package import read, standing
from dashboard.errors import BadRequest, DashboardError, Unavailable, UnknownName, suggest
from dashboard.export import embed
from dashboard.export import preview as previews
from dashboard.export.formats import FORMATS, listing
from dashboard.figures.figure import Figure, draw
from dashboard.figures.query import (
    figure_and_format,
    joined,
    parse_address,
    strict,
    table_view,
    without_tracking,
)
from dashboard.figures.search import entries
from dashboard.figures.urls import AT_ROOT_PAGE, Urls, public
from dashboard.settings import FONTS
from dashboard.web import openapi
from dashboard.web.figure_store import FigureStore, etag
from dashboard.web.pages import Pages, is_known
from dashboard.web.policies import FIGURES, policy
from dashboard.web.reached import FROM_ANYWHERE, KEEP, addresses, base_path, keeping
from dashboard.web.tables import NAMES, Tables

SEARCH = "search.json"  # what the search of every page looks through
STATUS = {UnknownName: 404, BadRequest: 400, Unavailable: 503}
DESCRIPTION = "openapi.json"
LONGEST = 4000  # bytes of a query string
KEEP_FONTS = "public, max-age=604800"
FRAME_SIDES = ("maxwidth", "maxheight")
# Of the lists of figures and of files, which say where all addresses are described (RFC 8631).
OF_LISTS = {
    "Cache-Control": KEEP,
    "Link": f'<{Urls().description()}>; rel="service-desc"; type="application/json"',
    **FROM_ANYWHERE,
}
# What a browser runs or draws by itself.
POLICIES = dict.fromkeys(("html", "svg"), policy(FIGURES))
NOTHING_HERE = (
    "There is nothing at this address. GET /figures lists every figure, GET /data every file."
)
for media, ending in (("font/otf", ".otf"), ("application/jsonl", ".jsonl")):
    mimetypes.add_type(media, ending)


def plainly(answer: Callable[..., Awaitable[Response]]) -> Callable[..., Awaitable[Response]]:
    """Errors that are ours to explain, as short plain text with their status."""

    @wraps(answer)
    async def guarded(self: Addresses, request: Request) -> Response:
        try:
            return await answer(self, request)
        except DashboardError as error:
            return _refused(error)

    return guarded


def _refused(error: DashboardError) -> Response:
    status = STATUS.get(type(error), 500)
    headers = {**FROM_ANYWHERE, **({"Retry-After": "60"} if status == 503 else {})}
    return PlainTextResponse(f"{error}\n", status, headers)


class Files(StaticFiles):
    """The files of a folder; what is not there is answered in words."""

    def __init__(
        self,
        folder: Path,
        kind: str,
        keep: str,
        disposition: str,
        made: tuple[str, ...] = (),
    ) -> None:
        super().__init__(directory=folder)
        self.folder, self.kind = folder, kind
        self.made = made  # names beside those of the folder, which are answered elsewhere
        self.keep, self.disposition = keep, disposition

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or which files there are."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404:
                raise
            names = self.names()
            refusal = UnknownName(f"There is no {self.kind} of that name. {suggest(path, names)}")
            return _refused(refusal)
        response.headers.update({"Cache-Control": self.keep, **FROM_ANYWHERE})
        response.headers["Content-Disposition"] = f'{self.disposition}; filename="{path}"'
        return response

    def names(self) -> list[str]:
        """The names of all files, in their order."""
        files = {file.name for file in self.folder.glob("*") if file.is_file()}
        return sorted({*files, *self.made})


class Addresses:
    """Every address of one dataset: of its pages, its figures and its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.dataset = read(folder)
        self.store = FigureStore(self.dataset)
        self.tables = Tables(self.dataset, folder)
        self.pages = Pages(self.dataset)
        self.described = lru_cache(maxsize=20)(self._described)

    @cached_property
    def _entries(self) -> bytes:
        found = [astuple(entry) for entry in entries(self.dataset)]
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()

    async def search(self, request: Request) -> Response:
        """Everything that can be found: kind, title, detail, address and more words of each."""
        content = await run_in_threadpool(lambda: self._entries)
        headers = {
            "ETag": etag(content),
            "Cache-Control": KEEP,
            "Vary": "Accept-Encoding",
            **FROM_ANYWHERE,
        }
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        if "gzip" in request.headers.get("accept-encoding", ""):
            content = gzip.compress(content, mtime=0)
            headers["Content-Encoding"] = "gzip"
        return Response(content, 200, headers, "application/json")

    @property
    def routes(self) -> list[Route | Mount]:
        """All of them, below the path that the settings name."""
        base, roots = base_path(), ("figures", "data", "fonts")
        tables = [Route(f"{base}/data/{name}", self.table) for name in NAMES]
        return [
            Route(f"{base}/figures", self.list_figures),
            Route(f"{base}/figures/{{file}}", self.figure),
            Route(f"{base}/oembed", self.oembed),
            Route(f"{base}/{SEARCH}", self.search),
            Route(f"{base}/{DESCRIPTION}", self.describe),
            Route(f"{base}/data", self.list_files),
            *tables,
            Mount(f"{base}/data", self._files()),
            Mount(f"{base}/fonts", Files(FONTS, "font", KEEP_FONTS, "inline")),
            Route(f"{base}/health", self.health),
            *(Route(f"{base}/{root}/{{rest:path}}", self.nowhere) for root in roots),
            *self.pages.routes,
        ]

    @plainly
    async def figure(self, request: Request) -> Response:
        """GET /figures/<figure>.<format>?<view>; without a format, the page that shows it."""
        if len(request.url.query) > LONGEST:
            raise BadRequest(f"The query is longer than {LONGEST} characters.")
        name, format = figure_and_format(request.path_params["file"])
        query = without_tracking(joined(request.query_params.multi_items()))
        view = strict(self.dataset, name, query)
        if not format:
            return await run_in_threadpool(self.pages.figure, request, view, query)
        urls = addresses(request)
        file = await self.store.file(view, format, date.today(), urls)
        oembed = urls.oembed(urls.file(view, format))
        headers = {
            "ETag": file.tag,
            # Inline, so that <img> and <iframe> show it.
            "Content-Disposition": f'inline; filename="{file.name}"',
            "Link": f'<{oembed}>; rel="alternate"; type="application/json+oembed"',
            **keeping(),
            **FROM_ANYWHERE,
        }
        if format in POLICIES:
            headers["Content-Security-Policy"] = POLICIES[format]
        if is_known(request, file.tag):
            return Response(status_code=304, headers=headers)
        return Response(file.content, media_type=FORMATS[format].media, headers=headers)

    @plainly
    async def oembed(self, request: Request) -> Response:
        """GET /oembed?url=<address>&maxwidth=&maxheight=&format=json (oEmbed 1.0)"""
        query = request.query_params
        if query.get("format", "json") != "json":
            return PlainTextResponse("Only format=json is answered.\n", 501)
        if len(request.url.query) > LONGEST or not query.get("url"):
            raise BadRequest("Name the address of a figure in url.")
        width, height = (_pixels(side, query.get(side, "")) for side in FRAME_SIDES)
        urls, address = addresses(request), query["url"]
        own = (urls.root, public().root, f"//{request.headers.get('host', '')}")
        if _host(address) not in {"", *map(_known_host, own)}:
            raise UnknownName("This is not an address of this dashboard.")
        answer = await run_in_threadpool(self._embedded, address, urls, width, height)
        return JSONResponse(answer, headers={**keeping(), **FROM_ANYWHERE})

    def _embedded(
        self, address: str, urls: Urls, width: int | None, height: int | None
    ) -> dict[str, object]:
        """What oEmbed tells of an address: of a figure, of a page's first figure, or of a page."""
        figure: Figure | None
        split = urlsplit(address)
        path = split.path.rstrip("/")
        below, _, page = path.rpartition("/")
        if path == urlsplit(urls.root).path:
            page = AT_ROOT_PAGE
        if page in self.pages.names and not below.endswith("/figures"):
            view = previews.view_of_page(self.dataset, page, joined(parse_qsl(split.query)))
            preview = self.pages.preview(page, view, urls)
            if not preview.figure:
                return embed.link(preview, urls)
            figure = preview.figure
        else:
            view, problems = parse_address(self.dataset, address)
            if problems:
                raise UnknownName(" ".join(problems))
            figure = draw(self.dataset, view, urls)
        return embed.oembed(figure, width, height)

    async def list_figures(self, request: Request) -> Response:
        """GET /figures"""
        return JSONResponse(listing(self.dataset), headers=OF_LISTS)

    async def list_files(self, request: Request) -> Response:
        """GET /data"""
        return JSONResponse(self._files().names(), headers=OF_LISTS)

    async def describe(self, request: Request) -> Response:
        """GET /openapi.json"""
        content = await run_in_threadpool(self.described, addresses(request))
        headers = {"ETag": etag(content), **keeping(), **FROM_ANYWHERE}
        if is_known(request, headers["ETag"]):
            return Response(status_code=304, headers=headers)
        return Response(content, 200, headers, "application/json")

    def _described(self, urls: Urls) -> bytes:
        return json.dumps(openapi.description(self.dataset, urls), ensure_ascii=False).encode()

    @plainly
    async def table(self, request: Request) -> Response:
        """GET /data/<table>.<csv or parquet>?<choices>; as a CSV without choices the file itself"""
        if len(request.url.query) > LONGEST:
            raise BadRequest(f"The query is longer than {LONGEST} characters.")
        file = request.url.path.rpartition("/")[2]
        table, _, ending = file.rpartition(".")
        asked = table_view(self.dataset, table, joined(request.query_params.multi_items()))
        if ending == "csv" and asked.is_whole:
            return await self._files().get_response(file, request.scope)
        return await run_in_threadpool(self.tables.answer, request, asked, ending)

    def _files(self) -> Files:
        """The files of the data package, where they stand now."""
        return Files(standing(self.folder), "file of data", KEEP, "attachment", NAMES)

    async def health(self, request: Request) -> Response:
        """GET /health"""
        state = {"status": "ok", "dataset": self.dataset.version}
        return JSONResponse(state, headers={"Cache-Control": "no-store"})

    @plainly
    async def nowhere(self, request: Request) -> Response:
        """Any other address below /figures, /data and /fonts: not a page."""
        raise UnknownName(NOTHING_HERE)


def _host(address: str) -> str:
    """The host of an address, "" where it names none; BadRequest where it cannot be read."""
    try:
        split = urlsplit(address)
        host, port = split.hostname or "", split.port
    except ValueError as error:
        raise BadRequest("The address cannot be read.") from error
    return host if port in (None, 80, 443) else f"{host}:{port}"


def _known_host(address: str) -> str:
    """The host of an address of our own, "" where a request claims one that cannot be read."""
    try:
        return _host(address)
    except BadRequest:
        return ""


def _pixels(name: str, text: str) -> int | None:
    """The greatest width or height of a frame, in px; None where the query names none."""
    if not text:
        return None
    low, high = embed.FRAME
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(high))
    if not (is_number and low <= int(text) <= high):
        raise BadRequest(f"{name} must be a whole number of pixels from {low} to {high}.")
    return int(text)
