"""Plotly charts, for what readers zoom and move; its pictures would need a browser."""

from __future__ import annotations

import json

import plotly.graph_objects as go
import plotly.offline

from dashboard.figures.renderers.inline import inline
from dashboard.figures.style.theme import Ink


class Plotly:
    """The verbs of `renderers.Renderer` for a plotly Figure."""

    name = "plotly"

    def on_page(self, chart: go.Figure, ink: Ink) -> go.Figure:
        """The chart itself: it takes the width that a page gives it."""
        return chart

    def script(self, chart: go.Figure, ink: Ink) -> str:
        """The HTML scripts that draw the marks."""
        content = json.loads(chart.to_json())
        options = "{responsive: true, displayModeBar: false, scrollZoom: true}"
        data, layout = inline(content["data"]), inline(content["layout"])
        call = (
            'document.getElementById("figure").replaceChildren();'
            f'Plotly.newPlot("figure", {data}, {layout}, {options});'
        )
        return f"<script>{plotly.offline.get_plotlyjs()}</script><script>{call}</script>"
