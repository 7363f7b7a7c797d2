"""What pages and figures may load and run (Content-Security-Policy), and who may frame them."""

from __future__ import annotations

from collections.abc import Mapping

# Scripts and connections of this server alone; styles may stand in the markup, as Streamlit's do.
PAGES = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# A figure brings everything with it and asks for nothing, in whatever page it is framed.
FIGURES = {
    "default-src": "'none'",
    "script-src": "'unsafe-inline'",
    "style-src": "'unsafe-inline'",
    "img-src": "data: blob:",
    "font-src": "data:",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "*",
}


def policy(sources: Mapping[str, str]) -> str:
    """The policy as a header."""
    return "; ".join(f"{directive} {allowed}" for directive, allowed in sources.items())
