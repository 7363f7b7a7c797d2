"""The address by which a request reached the dashboard, for installations that name none.

Where `DASHBOARD_ADDRESS` names the public address, nothing that a request says of it is believed.
Elsewhere the request's own host, and what a proxy says in X-Forwarded-Proto, -Host and -Prefix, is
believed for the answer to that very request: it is checked to be an address, answers that carry it
are kept by no shared cache, and the store keeps them apart.
"""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from streamlit import config

from dashboard.figures.urls import Urls, public
from dashboard.settings import is_address, named_address

SAID_BY_PROXIES = ("X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix")
VARY = ", ".join(("Host", *SAID_BY_PROXIES))
KEPT_FOR = 300  # seconds that an answer may be kept
# The headers of what is public and carries no address: notebooks in a browser may fetch it.
FROM_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
KEEP = f"public, max-age={KEPT_FOR}"


def base_path() -> str:
    """The path below which Streamlit serves ("" or "/ai"), from its setting server.baseUrlPath."""
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def addresses(request: HTTPConnection) -> Urls:
    """The addresses that an answer to the request carries."""
    if named_address():
        return public()
    scheme, host, prefix = (_first(request.headers, name) for name in SAID_BY_PROXIES)
    prefix, base = prefix.strip("/"), base_path()
    path = f"/{prefix}" if prefix else ""
    if not path.endswith(base):  # a proxy may name the path that it keeps, too
        path += base
    host = host or request.headers.get("host", "")
    reached = f"{scheme.lower() or request.url.scheme}://{host}{path}"
    return Urls(reached) if is_address(reached) else public()


def keeping() -> dict[str, str]:
    """The headers that say who may keep an answer which carries addresses."""
    if named_address():
        return {"Cache-Control": f"public, max-age={KEPT_FOR}"}
    return {"Cache-Control": f"private, max-age={KEPT_FOR}", "Vary": VARY}


def _first(headers: Headers, name: str) -> str:
    """The value of the first proxy that a reader met."""
    return headers.get(name, "").partition(",")[0].strip()
