"""The HTML shell of the pages: Streamlit's own, given its title and the address of its server.

Left to itself the shell calls every page "Streamlit" until the script has run, and looks for its
server below the address of each page before it looks at the root, which costs a round trip and
leaves errors in the console.
"""

from __future__ import annotations

from html import escape

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.model.project import Project

ROOT = "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin + '%s/'}</script>"


class HtmlShell:
    """ASGI middleware that completes the HTML shell and passes everything else on untouched."""

    def __init__(self, app: ASGIApp, project: Project) -> None:
        self.app, self.project = app, project

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path = scope.get("path", "")
        is_file = path.startswith("/figures") or "." in path.rsplit("/", 1)[-1]
        if scope["type"] != "http" or is_file:
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def complete(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_plain_html(message):
                start = message
                return
            if not start:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body"):
                page = completed(body.decode(), self.project, scope.get("root_path", ""))
                content = page.encode()
                MutableHeaders(raw=start["headers"])["content-length"] = str(len(content))
                await send(start)
                await send({"type": "http.response.body", "body": content})

        # Asked for uncompressed, so that there is text to complete.
        headers = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        await self.app({**scope, "headers": headers}, receive, complete)


def _is_plain_html(message: Message) -> bool:
    headers = MutableHeaders(raw=message["headers"])
    is_html = headers.get("content-type", "").startswith("text/html")
    return is_html and "content-encoding" not in headers


def completed(page: str, project: Project, root: str = "") -> str:
    """The shell with its title, its description and the address of its server."""
    title = f"<title>{escape(project.full_title)}</title>"
    description = f'<meta name="description" content="{escape(project.description)}">'
    page = page.replace("<title>Streamlit</title>", f"{title}{description}", 1)
    return page.replace("<head>", f"<head>{ROOT % root}", 1)
