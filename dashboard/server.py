"""The ASGI app: Streamlit's pages and the addresses of figures and data, in one process."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st

# `streamlit run dashboard/server.py` runs this file by its path: the package then lies one folder up.
sys.path[:0] = [str(Path(__file__).resolve().parent.parent)] if not __package__ else []

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard import dataset as package
from dashboard.choices import strict
from dashboard.cli import catalogue
from dashboard.drawing import draw
from dashboard.errors import BadRequest, DashboardError, Unavailable, UnknownName, lookup
from dashboard.export import FORMATS, export, file_name
from dashboard.model import View
from dashboard.paths import DATA, FONTS, PACKAGE
from dashboard.shell import Shell

STATUS = {UnknownName: 404, BadRequest: 400, Unavailable: 503}
LONGEST = 4000  # bytes of a query string
KEEP = "public, max-age=300"
TYPES = {".csv": "text/csv; charset=utf-8", ".json": "application/json", ".otf": "font/otf"}


@lru_cache(maxsize=256)
def made(view: View, format: str) -> tuple[bytes, str, str]:
    """The bytes of a figure, their ETag and a file name; the last 256 are kept."""
    drawing = draw(package.read(), view)
    data = export(drawing, format)
    return data, f'"{hashlib.sha256(data).hexdigest()[:20]}"', file_name(drawing, format)


def plainly(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Errors that are ours to explain, as short plain text with their status."""

    def guarded(request: Request) -> Response:
        try:
            return answer(request)
        except DashboardError as error:
            return PlainTextResponse(f"{error}\n", STATUS.get(type(error), 500))

    return guarded


@plainly
def figure(request: Request) -> Response:
    """GET /figures/<subject>.<format>?<view>"""
    if len(request.url.query) > LONGEST:
        raise BadRequest(f"The query is longer than {LONGEST} characters.")
    name, _, format = request.path_params["file"].rpartition(".")
    format = format.lower()
    lookup(format, FORMATS, "format")
    query = request.query_params
    # A parameter that stands there twice is a list, like one with commas.
    view = strict(package.read(), name, {key: ",".join(query.getlist(key)) for key in query})
    data, tag, called = made(view, format)
    headers = {
        "ETag": tag,
        "Cache-Control": KEEP,
        "Content-Disposition": f'inline; filename="{called}"',  # inline, so that <img> and <iframe> show it
        "X-Content-Type-Options": "nosniff",
        "Access-Control-Allow-Origin": "*",
    }
    if tag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=FORMATS[format].media, headers=headers)


@plainly
def figures(request: Request) -> Response:
    """GET /figures"""
    return JSONResponse(catalogue(), headers={"Cache-Control": KEEP})


@plainly
def files(request: Request) -> Response:
    """GET /data"""
    return JSONResponse(sorted(path.name for path in DATA.iterdir() if path.is_file()), headers={"Cache-Control": KEEP})


@plainly
def nowhere(request: Request) -> Response:
    """Any other address below /figures, /data and /fonts: not a page."""
    raise UnknownName("There is nothing at this address. GET /figures lists every figure, GET /data every file.")


@plainly
def data(request: Request) -> Response:
    """GET /data/<file>"""
    files = {path.name: path for path in sorted(DATA.iterdir()) if path.is_file()}
    path = lookup(request.path_params["file"], files, "file of data")
    return FileResponse(path, filename=path.name, media_type=TYPES.get(path.suffix), headers={"Cache-Control": KEEP})


@plainly
def font(request: Request) -> Response:
    """GET /fonts/<file>: the face of the pages, from here and from nowhere else."""
    faces = {path.name: path for path in FONTS.glob("*.otf")}
    path = lookup(request.path_params["file"], faces, "font")
    return FileResponse(path, media_type="font/otf", headers={"Cache-Control": "public, max-age=604800"})


@plainly
def health(request: Request) -> Response:
    """GET /health"""
    return JSONResponse({"status": "ok", "dataset": package.read().version}, headers={"Cache-Control": "no-store"})


app = st.App(
    PACKAGE / "app" / "main.py",
    routes=[
        Route("/figures", figures),
        Route("/figures/{file}", figure),
        Route("/data", files),
        Route("/data/{file}", data),
        Route("/fonts/{file}", font),
        Route("/health", health),
        *(Route(f"/{root}/{{rest:path}}", nowhere) for root in ("figures", "data", "fonts")),
    ],
    middleware=[Middleware(Shell)],
)
