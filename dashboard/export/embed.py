"""A figure inside somebody else's page: snippets to paste, and the answer of oEmbed."""

from __future__ import annotations

from html import escape
from typing import Any

from dashboard.export.html import WIDTH, message, page_height
from dashboard.export.preview import Preview
from dashboard.figures.figure import Figure
from dashboard.figures.style.layout import natural
from dashboard.figures.urls import Urls
from dashboard.model.view import View

HIGHEST = 10_000  # px of a frame, where nobody asks for less
FRAME = (200, 99_999)  # px: the least and the greatest side of a frame that can be asked for


def listener(figure: Figure) -> str:
    """A script that lets a frame grow with the figure in it; without it the frame scrolls."""
    return (
        "<script>addEventListener('message',e=>{if(e.data&&e.data.type==='"
        f"{message(figure)}')for(const f of document.querySelectorAll('iframe'))"
        "if(f.contentWindow===e.source)f.height=e.data.height})</script>"
    )


def frame(figure: Figure, view: View, urls: Urls, width: int = WIDTH, height: int = 0) -> str:
    """An <iframe> with the interactive figure, `height` px high, or as high as it needs."""
    source = escape(urls.file(view, "html"))
    return (
        f'<iframe src="{source}" title="{escape(figure.title)}" width="100%" '
        f'height="{height or page_height(figure, width)}" '
        f'style="border:0;max-width:{width}px" loading="lazy"></iframe>'
    )


def image(figure: Figure, view: View, urls: Urls) -> str:
    """An <img> with the vector picture and the alternative text.

    Raises BadRequest where the view's size has no room for the figure.
    """
    width, height = natural(figure.size, figure.layout)
    return (
        f'<img src="{escape(urls.file(view, "svg"))}" alt="{escape(figure.alt)}" '
        f'width="{width:.0f}" height="{height:.0f}" style="max-width:100%;height:auto">'
    )


def oembed(figure: Figure, max_width: int | None, max_height: int | None) -> dict[str, Any]:
    """The figure as oEmbed 1.0 tells it: a "rich" resource no larger than asked, in px.

    A picture is its thumbnail, where that is no larger either.
    """
    width = min(WIDTH, max_width or WIDTH)
    height = min(page_height(figure, width), max_height or HIGHEST)
    return {
        "version": "1.0",
        "type": "rich",
        "title": figure.title,
        "provider_name": figure.project.full_title,
        "provider_url": figure.urls.root,
        "html": frame(figure, figure.view, figure.urls, width, height),
        "width": width,
        "height": height,
        **_thumbnail(figure, max_width, max_height),
    }


def link(preview: Preview, urls: Urls) -> dict[str, Any]:
    """A page without figures of its own, as oEmbed 1.0 tells it."""
    picture = preview.picture
    thumbnail = {
        "thumbnail_url": picture.address,
        "thumbnail_width": picture.width,
        "thumbnail_height": picture.height,
    }
    return {
        "version": "1.0",
        "type": "link",
        "title": preview.title,
        "provider_name": preview.site,
        "provider_url": urls.root,
        **thumbnail,
    }


def _thumbnail(figure: Figure, max_width: int | None, max_height: int | None) -> dict[str, Any]:
    scale = (figure.view.dpi or figure.size.dpi) / 96
    width, height = (round(side * scale) for side in natural(figure.size, figure.layout))
    if (max_width and width > max_width) or (max_height and height > max_height):
        return {}
    return {
        "thumbnail_url": figure.urls.file(figure.view, "png"),
        "thumbnail_width": width,
        "thumbnail_height": height,
    }
