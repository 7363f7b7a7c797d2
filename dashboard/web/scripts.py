"""The scripts and styles of the pages, compressed once: Streamlit sends them as they are."""

from __future__ import annotations

import gzip
import os
from functools import lru_cache
from pathlib import Path

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.settings import FONTS

WORTH_IT = (".js", ".css", ".svg", ".json", ".ttf")  # the other files are compressed already
# Their names change with their content.
KEEP = "public, immutable, max-age=31536000"
# Streamlit's typeface of four thousand icons, and those of them that pages show (`make icons`).
ALL_ICONS = "media/MaterialSymbols-Rounded."
ICONS = FONTS / "MaterialSymbols-Icons.ttf"
KEEP_ICONS = "public, max-age=604800"


class Scripts(StaticFiles):
    """The files of a folder, compressed for everybody who takes that."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Where a file lies, and what is known of it."""
        return (str(ICONS), ICONS.stat()) if _is_icons(path) else super().lookup_path(path)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file as it is, a range of it, or all of it compressed."""
        try:
            response = await super().get_response(path, scope)
        except HTTPException as error:
            return PlainTextResponse(f"{error.detail}\n", error.status_code, error.headers)
        response.headers["Cache-Control"] = KEEP_ICONS if _is_icons(path) else KEEP
        headers = Headers(scope=scope)
        if not isinstance(response, FileResponse) or "range" in headers:
            return response
        if not str(response.path).endswith(WORTH_IT):
            return response
        response.headers.add_vary_header("Accept-Encoding")
        if "gzip" not in headers.get("accept-encoding", ""):
            return response
        content = await to_thread.run_sync(compressed, Path(response.path))
        kept = {**response.headers, "content-encoding": "gzip"}
        del kept["content-length"], kept["accept-ranges"]
        return Response(content, headers=kept)


def _is_icons(path: str) -> bool:
    return path.startswith(ALL_ICONS)


@lru_cache(maxsize=500)
def compressed(path: Path) -> bytes:
    """The compressed content of a file that never changes."""
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)


class WithScripts:
    """ASGI middleware that answers for everything below a path from a folder of scripts."""

    def __init__(self, app: ASGIApp, path: str, folder: str) -> None:
        self.app, self.path = app, path
        # Some installers link the files of a package to where they keep it.
        self.scripts = Scripts(directory=folder, follow_symlink=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        is_script = scope["type"] == "http" and scope["path"].startswith(f"{self.path}/")
        if is_script:
            scope = {**scope, "root_path": scope.get("root_path", "") + self.path}
        await (self.scripts if is_script else self.app)(scope, receive, send)
