"""The chart libraries in which readers explore charts, behind the same verbs."""

from __future__ import annotations

from typing import Any, Protocol

from dashboard.figures.renderers.plotly import Plotly
from dashboard.figures.renderers.vega_lite import VegaLite
from dashboard.figures.style.theme import Ink


class Renderer(Protocol):
    """What a chart library must be able to do with a chart of its own.

    Pictures are none of its business: they are all drawn by `renderers.vega_lite`.
    """

    name: str

    def on_page(self, chart: Any, ink: Ink) -> Any:
        """The marks alone, as wide as a page gives them room; the page sets the words."""

    def script(self, chart: Any, ink: Ink) -> str:
        """The HTML scripts that draw the marks into the element with the id "figure".

        They take the place of what it holds, and need no permission to make functions of texts.
        """


VEGA_LITE: Renderer = VegaLite()
PLOTLY: Renderer = Plotly()
