"""A figure as one HTML file: interactive, as wide as its window, with nothing to fetch."""

from __future__ import annotations

import json
from functools import cache
from html import escape

import plotly.offline
import vl_convert

from dashboard.export import metadata as record
from dashboard.figures.figure import Drawing
from dashboard.figures.style.fonts import FONT, STRONG, faces
from dashboard.figures.style.layout import PADDING, Paragraph, height
from dashboard.figures.style.theme import INKS

MESSAGE = "china-us-ai-figure"
STYLE = """
{faces}
html{{background:{ground};color:{ink}}}
body{{margin:0 auto;padding:20px;max-width:720px;font:13px/1.45 {font}}}
h1{{font:400 20px/1.25 {strong};margin:0 0 6px}}
body{{overflow-wrap:anywhere}} p{{margin:0 0 6px;color:{muted}}}
main{{overflow-x:auto}} #figure{{width:100%;min-width:310px;margin:14px 0}} @media(max-width:380px){{body{{padding:12px}}}}
ol{{padding:0;list-style:none;color:{muted};margin:8px 0}}
li{{margin:2px 0}} summary{{cursor:pointer}} footer{{margin-top:12px;color:{muted};font-size:11px}}
.vega-embed details{{display:none}}
"""
# Tells a page that frames it how high it is, whenever that changes.
TELL = (
    "if (parent !== window) new ResizeObserver(() => parent.postMessage("
    f"{{type: '{MESSAGE}', height: document.documentElement.scrollHeight}}, '*')).observe(document.body);"
)
BODY = 13  # px


def html(drawing: Drawing) -> bytes:
    """The same marks and words as in the picture; the notes and sources are text that can be copied."""
    ink = INKS[drawing.view.theme]
    style = STYLE.format(
        faces=faces(drawing.words),
        font=FONT,
        strong=STRONG,
        **{**vars(ink), "ground": ink.ground or "transparent"},
    )
    lines = "".join(f"<li>{escape(line)}</li>" for line in drawing.listed)
    notes = "".join(f"<p>{escape(note)}</p>" for note in drawing.notes)
    script = _vega(drawing) if drawing.is_altair else _plotly(drawing)
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(drawing.subject.question)}</title><meta name="description" content="{escape(drawing.alt)}">
<script type="application/ld+json">{_inline(record.linked(drawing))}</script>
<style>{style}</style></head>
<body><main><h1>{escape(drawing.subject.question)}</h1><p>{escape(drawing.subject.definition)}</p>
<div id="figure" role="img" aria-label="{escape(drawing.alt)}"></div>{notes}<ol>{lines}</ol>
<footer>{escape(drawing.credit)}</footer></main>
{script}<script>{TELL}</script></body></html>
""".encode()


def tall(drawing: Drawing, width: int = 720) -> int:
    """About how high the page is in a frame `width` px wide, in px: for those who cannot listen to what it tells."""
    own = [
        Paragraph(each.text, BODY, each.family, space=6) for each in (*drawing.head, *drawing.foot)
    ]
    marks = drawing.high + 24
    return round(height(own, min(width, 720) - 2 * PADDING) * 1.1 + marks + 2 * PADDING + 60)


def _vega(drawing: Drawing) -> str:
    options = {"renderer": "svg", "actions": False}
    call = f'vegaEmbed("#figure", {_inline(drawing.screen)}, {_inline(options)});'
    return f"<script>{_bundle()}</script><script>{call}</script>"


def _plotly(drawing: Drawing) -> str:
    figure = json.loads(drawing.chart.to_json())
    parts = [_inline(figure["data"]), _inline(figure["layout"])]
    call = f'Plotly.newPlot("figure", {", ".join(parts)}, {{responsive: true, displaylogo: false, scrollZoom: true}});'
    return f"<script>{plotly.offline.get_plotlyjs()}</script><script>{call}</script>"


def _inline(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


@cache
def _bundle() -> str:
    bundle = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # its stub asks for the optional snippet
    return str(bundle).replace("</script", "<\\/script")
