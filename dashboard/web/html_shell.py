"""The HTML shell of the pages: Streamlit's own, told its title and where its server is.

Left to itself the shell calls every page "Streamlit" until the script has run, and looks for its server below the
address of each page before it looks at the root, which costs a round trip and leaves errors in the console.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TITLE = "China and the United States in AI: what five documents state"
ABOUT = "Figures on China and the United States in artificial intelligence, each with its source, its hedge and its caveat."
ROOT = "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin + '%s/'}</script>"


class Shell:
    """ASGI middleware that completes the HTML shell and passes everything else through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or path.startswith("/figures") or "." in path.rsplit("/", 1)[-1]:
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def complete(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                if (
                    headers.get("content-type", "").startswith("text/html")
                    and "content-encoding" not in headers
                ):
                    start = message
                    return
            if not start:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                full = completed(body.decode(), scope.get("root_path", "")).encode()
                headers = MutableHeaders(raw=start["headers"])
                headers["content-length"] = str(len(full))
                await send(start)
                await send({"type": "http.response.body", "body": full})

        # Asked for uncompressed, so that there is text to complete.
        kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self.app({**scope, "headers": kept}, receive, complete)


def completed(page: str, root: str = "") -> str:
    """The shell with its title, its description and the address of its server."""
    page = page.replace(
        "<title>Streamlit</title>",
        f'<title>{TITLE}</title><meta name="description" content="{ABOUT}">',
        1,
    )
    return page.replace("<head>", f"<head>{ROOT % root}", 1)
