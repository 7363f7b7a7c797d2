"""A figure inside somebody else's page: snippets to paste, and the answer of oEmbed."""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import urlencode

from dashboard.export.html import MESSAGE, tall
from dashboard.figures.figure import Drawing
from dashboard.figures.style.layout import natural
from dashboard.model.project import PROJECT
from dashboard.model.view import View

WIDE = 720  # px: as wide as the interactive page gets
# What lets a frame grow with the figure in it; without it the frame scrolls.
LISTEN = (
    f"<script>addEventListener('message',e=>{{if(e.data&&e.data.type==='{MESSAGE}')"
    "for(const f of document.querySelectorAll('iframe'))if(f.contentWindow===e.source)f.height=e.data.height})</script>"
)


def address(view: View, format: str, root: str = "") -> str:
    """Where a file of the figure lies below `root`, the address of this dashboard; relative to it where none is named."""
    query = view.query()
    file = f"figures/{view.subject}.{format}{'?' + urlencode(query, safe=',') if query else ''}"
    return f"{root}/{file}" if root else file


def frame(drawing: Drawing, view: View, root: str, width: int = WIDE, height: int = 0) -> str:
    """An <iframe> with the interactive figure, as high as it needs at `width` px, or `height` px."""
    high = height or tall(drawing, width)
    wide = f"max-width:{width}px"
    return (
        f'<iframe src="{escape(address(view, "html", root))}" title="{escape(drawing.title)}" width="100%" height="{high}" '
        f'style="border:0;{wide}" loading="lazy"></iframe>'
    )


def image(drawing: Drawing, view: View, root: str) -> str:
    """An <img> with the vector picture and the alternative text."""
    width, height = natural(drawing.size, drawing.layout)
    return (
        f'<img src="{escape(address(view, "svg", root))}" alt="{escape(drawing.alt)}" width="{width:.0f}" height="{height:.0f}" '
        'style="max-width:100%;height:auto">'
    )


def oembed(drawing: Drawing, root: str, widest: int | None, highest: int | None) -> dict[str, Any]:
    """The figure as oEmbed 1.0 tells it: a "rich" resource no larger than asked, with a picture as its thumbnail."""
    width = min(WIDE, widest or WIDE)
    height = min(tall(drawing, width), highest or 10_000)
    wide, high = natural(drawing.size, drawing.layout)
    return {
        "version": "1.0",
        "type": "rich",
        "title": drawing.title,
        "provider_name": PROJECT,
        "provider_url": root,
        "html": frame(drawing, drawing.view, root, width, height),
        "width": width,
        "height": height,
        **_thumbnail(drawing, root, wide, high, widest, highest),
    }


def _thumbnail(
    drawing: Drawing, root: str, wide: float, high: float, widest: int | None, highest: int | None
) -> dict[str, Any]:
    scale = (drawing.view.dpi or drawing.size.dpi) / 96
    width, height = round(wide * scale), round(high * scale)
    if (widest and width > widest) or (highest and height > highest):
        return {}
    return {
        "thumbnail_url": address(drawing.view, "png", root),
        "thumbnail_width": width,
        "thumbnail_height": height,
    }
