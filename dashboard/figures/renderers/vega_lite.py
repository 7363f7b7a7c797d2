"""Altair charts: explored on pages, and drawn as pictures by vl-convert without a browser."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import altair as alt
import vl_convert

from dashboard.figures.renderers.inline import inline
from dashboard.figures.style.layout import PLOT_WIDTH, Dressing, vega_dressed
from dashboard.figures.style.theme import Ink, vega_config
from dashboard.settings import FONTS

NARROWEST, WIDEST = 680, 1200  # px of marks on a slide


class VegaLite:
    """The verbs of `renderers.Renderer` for an altair.LayerChart."""

    name = "vega-lite"

    def on_page(self, chart: alt.LayerChart, ink: Ink) -> dict[str, Any]:
        """The specification of the marks alone, as wide as its container."""
        return _on_page(chart, ink)

    def script(self, chart: alt.LayerChart, ink: Ink) -> str:
        """The HTML scripts that draw the marks."""
        # Expressions are interpreted: many sites forbid a page to make functions of texts.
        options = {"renderer": "svg", "actions": False, "ast": True}
        specification = inline(self.on_page(chart, ink))
        call = f'vegaEmbed("#figure", {specification}, {inline(options)});'
        return f"<script>{_bundle()}</script><script>{call}</script>"


def specification(
    chart: alt.LayerChart, dressing: Dressing, record: dict[str, Any]
) -> dict[str, Any]:
    """The Vega-Lite specification of the whole figure, with its record as `usermeta`."""
    return {**vega_dressed(_plain(chart), dressing), "usermeta": {"record": record}}


def picture(chart: alt.LayerChart, dressing: Dressing) -> str:
    """The whole figure as SVG, in px."""
    register_fonts()
    return str(vl_convert.vegalite_to_svg(json.dumps(vega_dressed(_plain(chart), dressing))))


def marks(chart: alt.LayerChart, ink: Ink, shape: float) -> str:
    """The marks alone as SVG, about `shape` times as wide as high."""
    register_fonts()
    width = min(max((float(chart.height) + 30) * shape, NARROWEST), WIDEST)
    sized = {"width": round(width), "padding": 4, "autosize": "pad"}
    return str(vl_convert.vegalite_to_svg(json.dumps({**_on_page(chart, ink), **sized})))


def _on_page(chart: alt.LayerChart, ink: Ink) -> dict[str, Any]:
    plain = _plain(chart)
    own_width = {"name": PLOT_WIDTH, "expr": "width"}
    return {
        **plain,
        "params": [own_width, *plain.get("params", [])],
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": vega_config(ink),
    }


def _plain(chart: alt.LayerChart) -> dict[str, Any]:
    # Not checked against the schema here: the tests check every chart once, and it takes longer
    # than drawing.
    return chart.to_dict(validate=False)


@cache
def register_fonts() -> None:
    """Let vl-convert find the project's typefaces; once."""
    vl_convert.register_font_directory(str(FONTS))


@cache
def _bundle() -> str:
    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # its stub asks for a snippet
    return str(bundle).replace("</script", "<\\/script")
