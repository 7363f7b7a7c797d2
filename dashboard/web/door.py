"""What comes in and goes out of the server: whose WebSockets, and under which headers."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from dashboard.settings import named_address

# Parts of Streamlit that are for those who run a server, or that are off here.
HIDDEN = ("/_stcore/metrics", "/_stcore/agent")
METHODS = "GET, HEAD, OPTIONS"
# What scripts of other sites may ask for.
PUBLIC = ("/figures", "/data", "/oembed", "/fonts", "/search.json", "/openapi.json")
# Files that are read in pieces, from the end that HEAD names: they go out in no coding.
IN_PIECES = ".parquet"
OF_EVERY_ANSWER = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


class Door:
    """ASGI middleware around everything: origins, hidden parts, OPTIONS, headers of all answers.

    `base` is the path below which Streamlit serves.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app, self.base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in, or answer it here."""
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            answer = self._answer(scope) or self.app
            if scope["path"].endswith(IN_PIECES):
                scope = {**scope, "headers": _without(b"accept-encoding", scope)}
            await answer(scope, receive, _with_headers(send))
        else:
            await self.app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only from pages of this dashboard.

        Streamlit would ask a host outside for its own address before it refused another page, and
        hold up every reader meanwhile; so it is never asked.
        """
        headers = Headers(scope=scope)
        if not is_ours(headers):
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        await self.app({**scope, "headers": _without(b"origin", scope)}, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        path = scope["path"].removeprefix(self.base)
        if path.startswith(HIDDEN):
            return PlainTextResponse("Not Found\n", 404)
        if scope["method"] != "OPTIONS" or path.startswith("/_stcore"):
            return None
        allowed = {"Allow": METHODS}
        if path.startswith(PUBLIC):
            allowed |= {
                "Access-Control-Allow-Origin": "*",
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": "*",
                "Access-Control-Max-Age": "86400",
            }
        return Response(status_code=204, headers=allowed)


def is_ours(headers: Headers) -> bool:
    """Whether a WebSocket is opened by a page of this dashboard, or by no page at all.

    The page's host is to be the one that it asks, as the reader or a proxy names it (no page can
    make a browser send X-Forwarded-Host), or that of the public address; the port may differ, for
    proxies leave it out. Streamlit's own settings server.corsAllowedOrigins and server.enableCORS
    hold too.
    """
    origin = headers.get("origin")
    if origin is None or not config.get_option("server.enableCORS"):
        return True
    if origin in config.get_option("server.corsAllowedOrigins"):
        return True
    forwarded = headers.get("x-forwarded-host", "").partition(",")[0].strip()
    hosts = [f"//{host}" for host in (headers.get("host", ""), forwarded)]
    return _host(origin) in {_host(address) for address in (*hosts, named_address())} - {""}


def _host(address: str) -> str:
    try:
        split = urlsplit(address)
        _ = split.port  # read, so that a false one is found
        return split.hostname or ""
    except ValueError:  # brackets that do not match, a port that is no number
        return ""


def _without(name: bytes, scope: Scope) -> list[tuple[bytes, bytes]]:
    return [header for header in scope["headers"] if header[0] != name]


def _with_headers(send: Send) -> Send:
    async def complete(message: Message) -> None:
        if message["type"] == "http.response.start":
            message.setdefault("headers", [])
            headers = MutableHeaders(raw=message["headers"])
            for name, value in OF_EVERY_ANSWER.items():
                headers.setdefault(name, value)
            tag = headers.get("etag", "")
            if "content-encoding" in headers and tag.startswith('"'):
                headers["etag"] = f"W/{tag}"  # not the bytes that a range would be cut from
        await send(message)

    return complete
