"""The ASGI app: Streamlit's pages and the addresses of figures and data, in one process."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import BoundedSemaphore, Condition
from urllib.parse import urlencode, urlsplit

import streamlit as st
from cachetools import LRUCache, cached

# `streamlit run dashboard/web/server.py` runs this file by its path: the package then lies one folder up.
sys.path[:0] = [str(Path(__file__).resolve().parent.parent.parent)] if not __package__ else []

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route

from dashboard.data import package
from dashboard.errors import BadRequest, DashboardError, Unavailable, UnknownName, lookup
from dashboard.export import embed
from dashboard.export import reopen as reopening
from dashboard.export.formats import FORMATS, export, file_name, listing
from dashboard.figures.figure import draw
from dashboard.figures.query import strict
from dashboard.model.view import View
from dashboard.settings import FONTS, PACKAGE, data_folder, public
from dashboard.web.html_shell import Shell

STATUS = {UnknownName: 404, BadRequest: 400, Unavailable: 503}
LONGEST = 4000  # bytes of a query string
KEEP = "public, max-age=300"
TYPES = {".csv": "text/csv; charset=utf-8", ".json": "application/json", ".otf": "font/otf"}


CACHE: LRUCache = LRUCache(maxsize=64_000_000, getsizeof=lambda made: len(made[0]))  # bytes
WORKERS = BoundedSemaphore(
    os.cpu_count() or 1
)  # a picture takes a processor, and up to a few hundred megabytes


@cached(CACHE, condition=Condition())  # who asks for what is being made waits for it
def made(view: View, format: str, day: date) -> tuple[bytes, str, str]:
    """The bytes of a figure, their ETag and a file name; kept while there is room. References name the `day`."""
    with WORKERS:
        drawing = draw(package.read(), view)
        data = export(drawing, format)
    return data, f'"{hashlib.sha256(data).hexdigest()[:20]}"', file_name(drawing, format)


def plainly(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Errors that are ours to explain, as short plain text with their status."""

    def guarded(request: Request) -> Response:
        try:
            return answer(request)
        except DashboardError as error:
            return PlainTextResponse(
                f"{error}\n", STATUS.get(type(error), 500), {"X-Content-Type-Options": "nosniff"}
            )

    return guarded


@plainly
def figure(request: Request) -> Response:
    """GET /figures/<subject>.<format>?<view>; without a format, the page that shows it."""
    if len(request.url.query) > LONGEST:
        raise BadRequest(f"The query is longer than {LONGEST} characters.")
    name, dot, format = request.path_params["file"].rpartition(".")
    query = request.query_params
    # A parameter that stands there twice is a list, like one with commas.
    choices = {key: ",".join(query.getlist(key)) for key in query}
    if not dot:
        strict(package.read(), format, choices)
        # Relative, so that it holds below whatever address readers come by.
        return RedirectResponse(f"../reopen?{urlencode({'figure': format, **choices}, safe=',')}")
    format = format.lower()
    lookup(format, FORMATS, "format")
    view = strict(package.read(), name, choices)
    data, tag, called = made(view, format, date.today())
    told = urlencode({"url": embed.address(view, format, public())})
    headers = {
        "ETag": tag,
        "Cache-Control": KEEP,
        "Content-Disposition": f'inline; filename="{called}"',  # inline, so that <img> and <iframe> show it
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
        "Link": f'<{public()}/oembed?{told}>; rel="alternate"; type="application/json+oembed"',
    }
    if known(request, tag):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=FORMATS[format].media, headers=headers)


def known(request: Request, tag: str) -> bool:
    """Whether the reader already has what the tag stands for (RFC 9110, 13.1.2: compared weakly)."""
    tags = {
        each.strip().removeprefix("W/")
        for each in request.headers.get("if-none-match", "").split(",")
    }
    return tag in tags or "*" in tags


@plainly
def oembed(request: Request) -> Response:
    """GET /oembed?url=<address of a figure>&maxwidth=&maxheight=&format=json (oEmbed 1.0)"""
    query = request.query_params
    if query.get("format", "json") != "json":
        return PlainTextResponse("Only format=json is answered.\n", 501)
    if len(request.url.query) > LONGEST or not query.get("url"):
        raise BadRequest("Name the address of a figure in url.")
    room = {}
    for key in ("maxwidth", "maxheight"):
        text = query.get(key, "")
        if text and not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) >= 200):
            raise BadRequest(f"{key} must be a whole number of pixels from 200 to 99999.")
        room[key] = int(text) if text else None
    data = package.read()
    host = urlsplit(query["url"]).netloc
    if host not in ("", urlsplit(public()).netloc, request.url.netloc):
        raise UnknownName("This is not an address of this dashboard.")
    view, words = reopening.view(data, query["url"])
    if words:
        raise UnknownName(" ".join(words))
    with WORKERS:
        answer = embed.oembed(draw(data, view), public(), room["maxwidth"], room["maxheight"])
    return JSONResponse(answer, headers={"Cache-Control": KEEP, "Access-Control-Allow-Origin": "*"})


@plainly
def figures(request: Request) -> Response:
    """GET /figures"""
    return JSONResponse(listing(package.read()), headers={"Cache-Control": KEEP})


@plainly
def files(request: Request) -> Response:
    """GET /data"""
    return JSONResponse(
        sorted(path.name for path in data_folder().iterdir() if path.is_file()),
        headers={"Cache-Control": KEEP},
    )


@plainly
def nowhere(request: Request) -> Response:
    """Any other address below /figures, /data and /fonts: not a page."""
    raise UnknownName(
        "There is nothing at this address. GET /figures lists every figure, GET /data every file."
    )


@plainly
def data(request: Request) -> Response:
    """GET /data/<file>"""
    files = {path.name: path for path in sorted(data_folder().iterdir()) if path.is_file()}
    path = lookup(request.path_params["file"], files, "file of data")
    tag = f'"{hashlib.sha256(path.read_bytes()).hexdigest()[:20]}"'
    headers = {"Cache-Control": KEEP, "ETag": tag}
    if known(request, tag):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        path, filename=path.name, media_type=TYPES.get(path.suffix), headers=headers
    )


@plainly
def font(request: Request) -> Response:
    """GET /fonts/<file>: the face of the pages, from here and from nowhere else."""
    faces = {path.name: path for path in FONTS.glob("*.otf")}
    path = lookup(request.path_params["file"], faces, "font")
    return FileResponse(
        path, media_type="font/otf", headers={"Cache-Control": "public, max-age=604800"}
    )


@plainly
def health(request: Request) -> Response:
    """GET /health"""
    return JSONResponse(
        {"status": "ok", "dataset": package.read().version}, headers={"Cache-Control": "no-store"}
    )


app = st.App(
    PACKAGE / "app" / "main.py",
    routes=[
        Route("/figures", figures),
        Route("/figures/{file}", figure),
        Route("/oembed", oembed),
        Route("/data", files),
        Route("/data/{file}", data),
        Route("/fonts/{file}", font),
        Route("/health", health),
        *(Route(f"/{root}/{{rest:path}}", nowhere) for root in ("figures", "data", "fonts")),
    ],
    middleware=[Middleware(Shell)],
)
