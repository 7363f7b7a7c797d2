"""Plotly figures as SVG: drawn by the machine's Chrome through kaleido, made steady, and set between the figure's words."""

from __future__ import annotations

import os
import re
import shutil
from functools import cache
from threading import Lock

import kaleido
import vl_convert

from dashboard.errors import Unavailable
from dashboard.figures.figure import Drawing
from dashboard.figures.style.layout import PADDING, SPACE, block, height
from dashboard.figures.style.theme import config

CHROME = Lock()  # kaleido's one browser answers one caller at a time
NO_CHROME = (
    "Pictures of this figure need Chrome or Chromium on the server, and none was found. "
    "Take the HTML, or use the camera button of the chart on the page."
)


def chrome() -> str:
    """The Chrome of this machine, or "" where there is none. `BROWSER_PATH` names another, as in kaleido."""
    named = os.environ.get("BROWSER_PATH", "")
    if named:
        return named if shutil.which(named) else ""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return next((path for path in map(shutil.which, names) if path), "")


def composed(drawing: Drawing) -> str:
    """A Plotly figure between the same words that an Altair figure carries, placed by the same layout."""
    layout, theme = drawing.layout, drawing.view.theme
    wide, words = layout.columns
    top = PADDING + height(drawing.head, layout.inner) + SPACE
    below = (
        (PADDING + wide + 2 * PADDING, top)
        if layout.beside
        else (PADDING, top + drawing.chart.layout.height + SPACE)
    )
    placed = (
        (PADDING, PADDING, _words(block(drawing.head, layout.inner, theme), theme)),
        (PADDING, top, marks(drawing, wide)),
        (*below, _words(block(drawing.foot, words, theme), theme)),
    )
    parts = "".join(part.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1) for x, y, part in placed)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{layout.width}" height="{layout.height:g}">{parts}</svg>'


def _words(view: dict, theme: str) -> str:
    spec = {**view, "padding": 0, "config": {**config(theme), "background": None}}
    return str(vl_convert.vegalite_to_svg(spec))


def marks(drawing: Drawing, width: int) -> str:
    """The figure alone as SVG, `width` px wide; Unavailable where there is no Chrome to draw it."""
    path = chrome()
    if not path:
        raise Unavailable(NO_CHROME)
    os.environ["BROWSER_PATH"] = path
    figure = drawing.chart
    with CHROME:
        _browser()
        try:
            made = kaleido.calc_fig_sync(
                figure, opts={"format": "svg", "width": width, "height": figure.layout.height}
            )
        except Exception as error:  # whatever the browser did, the reader gets a word and the HTML
            raise Unavailable(
                f"The browser on the server could not draw this figure. {NO_CHROME}"
            ) from error
    return _steady(made.decode())


@cache
def _browser() -> None:
    kaleido.start_sync_server(silence_warnings=True)


def _steady(picture: str) -> str:
    """Plotly's random ids replaced by numbers in order, so that the same figure is the same bytes."""
    names: dict[str, str] = {}
    for found in re.findall(r'id="([^"]*[0-9a-f]{6}[^"]*)"', picture):
        names.setdefault(re.search(r"[0-9a-f]{6}", found)[0], f"{len(names):06d}")  # type: ignore[index]
    for name, steady in names.items():
        picture = picture.replace(name, steady)
    return picture
