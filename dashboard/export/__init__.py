"""A Drawing as bytes. SVG is the master; PNG and PDF are made from it, so every picture is the same picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.drawing import Drawing
from dashboard.errors import lookup
from dashboard.export.page import html
from dashboard.export.picture import pdf, png, svg
from dashboard.export.table import csv, json


@dataclass(frozen=True)
class Format:
    """A kind of file: what makes it, its media type, and what a reader gets from it."""

    make: Callable[[Drawing], bytes]
    media: str
    gives: str


FORMATS = {
    "svg": Format(svg, "image/svg+xml", "vector picture for print and layout"),
    "png": Format(png, "image/png", "picture for slides and posts, at twice the size"),
    "pdf": Format(pdf, "application/pdf", "vector picture for papers"),
    "html": Format(html, "text/html; charset=utf-8", "interactive page that works from disk"),
    "csv": Format(csv, "text/csv; charset=utf-8", "the rows behind the figure, with sources"),
    "json": Format(json, "application/json", "the chart's own specification"),
}
PICTURES = ("svg", "png", "pdf")


def export(drawing: Drawing, format: str) -> bytes:
    """The figure in one of FORMATS.

    Raises UnknownName for another format, Unavailable where a Plotly picture finds no Chrome.
    """
    return lookup(format, FORMATS, "format").make(drawing)


def file_name(drawing: Drawing, format: str) -> str:
    """A name that tells the figure: "ai-patents-granted_bars.svg"."""
    parts = [drawing.view.subject, drawing.form, *drawing.view.entities]
    return f"{'_'.join(part.replace('_', '-').lower() for part in dict.fromkeys(parts))}.{format}"
