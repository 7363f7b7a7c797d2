"""The chart libraries, behind the same verbs: nobody else asks which of them drew a chart."""

from __future__ import annotations

from typing import Any, Protocol

from dashboard.figures.renderers.plotly import Plotly
from dashboard.figures.renderers.vega_lite import VegaLite
from dashboard.figures.style.layout import Dressing


class Renderer(Protocol):
    """What a chart library must be able to do with a chart of its own."""

    name: str

    def height(self, chart: Any) -> float:
        """Height of the marks in px, without the labels of their axis."""

    def on_page(self, chart: Any, theme: str) -> Any:
        """The marks alone, as wide as a page gives them room; the page sets the words."""

    def script(self, chart: Any, theme: str) -> str:
        """The HTML scripts that draw the marks into the element with the id "figure"."""

    def specification(self, chart: Any, dressing: Dressing, record: dict[str, Any]) -> dict:
        """The whole figure in the library's own words, complete with data, words and record."""

    def picture(self, chart: Any, dressing: Dressing) -> str:
        """The whole figure as SVG, in px; Unavailable where this machine cannot draw it."""

    def marks(self, chart: Any, theme: str, shape: float) -> str:
        """The marks alone as SVG, about `shape` times as wide as high."""

    def lacks(self) -> str:
        """What this machine lacks for pictures, in words; "" where nothing."""


VEGA_LITE: Renderer = VegaLite()
PLOTLY: Renderer = Plotly()
