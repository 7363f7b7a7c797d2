"""A figure as a notebook shows it: its picture with all its words, and alternative text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from dashboard.figures.style.fonts import faces


def mimebundle(
    title: str, alt: str, lines: Sequence[str], picture: str, letters: str
) -> dict[str, str]:
    """Media type -> content, as Jupyter asks for it. Nothing is fetched from outside.

    `lines` are notes and sources; `picture` is the whole figure as SVG, "" where this machine
    cannot draw it; `letters` is what its typefaces must have.
    """
    plain = "\n".join([title, "", alt, "", *lines])
    if not picture:
        body = "".join(f"<p>{escape(line)}</p>" for line in (title, alt, *lines))
        return {"text/plain": plain, "text/html": f"<figure>{body}</figure>"}
    described = re.sub(r"^<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', picture, count=1)
    style = f"<style>{faces(letters)}</style>"
    html = f'<figure style="margin:0" title="{escape(title)}">{style}{described}</figure>'
    return {"text/plain": plain, "text/html": html}
