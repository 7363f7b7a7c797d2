"""Plotly charts: drawn by the machine's Chrome, made steady, and set between words."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from threading import Lock
from typing import Any

import kaleido
import plotly.graph_objects as go
import plotly.offline
import vl_convert

from dashboard.errors import Unavailable
from dashboard.figures.renderers.inline import inline
from dashboard.figures.style.layout import PADDING, Dressing, block, height
from dashboard.figures.style.theme import SPACE, vega_config
from dashboard.settings import named_browser, use_browser
from dashboard.text.interface import NO_BROWSER, NOT_DRAWN

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CALLERS = Lock()  # kaleido's one browser answers one caller at a time


class Plotly:
    """The verbs of `renderers.Renderer` for a plotly Figure."""

    name = "plotly"

    def height(self, chart: go.Figure) -> float:
        """Height of the marks in px."""
        return float(chart.layout.height)

    def on_page(self, chart: go.Figure, theme: str) -> go.Figure:
        """The chart itself: it takes the width that a page gives it."""
        return chart

    def script(self, chart: go.Figure, theme: str) -> str:
        """The HTML scripts that draw the marks."""
        content = json.loads(chart.to_json())
        options = "{responsive: true, displayModeBar: false, scrollZoom: true}"
        data, layout = inline(content["data"]), inline(content["layout"])
        call = f'Plotly.newPlot("figure", {data}, {layout}, {options});'
        return f"<script>{plotly.offline.get_plotlyjs()}</script><script>{call}</script>"

    def specification(
        self, chart: go.Figure, dressing: Dressing, record: dict[str, Any]
    ) -> dict[str, Any]:
        """The Plotly figure with its record as `layout.meta`."""
        content = json.loads(chart.to_json())
        content["layout"]["meta"] = {"record": record}
        return content

    def picture(self, chart: go.Figure, dressing: Dressing) -> str:
        """The chart between the words that every figure carries, placed by the same layout."""
        layout, theme = dressing.layout, dressing.theme
        marks_width, words_width = layout.columns
        top = PADDING + height(dressing.head, layout.inner) + SPACE
        beside, below = (
            (PADDING + marks_width + 2 * PADDING, top),
            (PADDING, top + self.height(chart) + SPACE),
        )
        foot = beside if layout.beside else below
        parts = (
            (PADDING, PADDING, _words(block(dressing.head, layout.inner, theme), theme)),
            (PADDING, top, draw(chart, marks_width)),
            (*foot, _words(block(dressing.foot, words_width, theme), theme)),
        )
        placed = "".join(
            part.replace("<svg ", f'<svg x="{x:g}" y="{y:g}" ', 1) for x, y, part in parts
        )
        size = f'width="{layout.width}" height="{layout.height:g}"'
        return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{placed}</svg>'

    def marks(self, chart: go.Figure, theme: str, shape: float) -> str:
        """The marks alone as SVG, `shape` times as wide as high."""
        return draw(chart, round(self.height(chart) * shape))

    def lacks(self) -> str:
        """The browser, where there is none."""
        return "" if browser() else NO_BROWSER


def browser() -> str:
    """The Chrome of this machine, or "" where there is none; the settings may name another."""
    if named := named_browser():
        return named if shutil.which(named) else ""
    return next((path for path in map(shutil.which, BROWSERS) if path), "")


def _words(view: dict[str, Any], theme: str) -> str:
    config = {**vega_config(theme), "background": None}
    return str(vl_convert.vegalite_to_svg({**view, "padding": 0, "config": config}))


def draw(chart: go.Figure, width: int) -> str:
    """The chart alone as SVG, `width` px wide.

    Raises Unavailable where there is no Chrome to draw it.
    """
    path = browser()
    if not path:
        raise Unavailable(NO_BROWSER)
    use_browser(path)
    options = {"format": "svg", "width": width, "height": chart.layout.height}
    with CALLERS:
        _start()
        try:
            picture = kaleido.calc_fig_sync(chart, opts=options)
        except Exception as error:  # whatever the browser did, the reader gets a word and the HTML
            raise Unavailable(f"{NOT_DRAWN} {NO_BROWSER}") from error
    return _steady(picture.decode())


@cache
def _start() -> None:
    kaleido.start_sync_server(silence_warnings=True)


def _steady(picture: str) -> str:
    """Plotly's random ids replaced by numbers in order, so that a figure is the same bytes."""
    steady: dict[str, str] = {}
    for name in re.findall(r'id="([^"]*[0-9a-f]{6}[^"]*)"', picture):
        random = re.search(r"[0-9a-f]{6}", name)
        assert random is not None
        steady.setdefault(random[0], f"{len(steady):06d}")
    for random_id, number in steady.items():
        picture = picture.replace(random_id, number)
    return picture
