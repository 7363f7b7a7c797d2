"""A Drawing as bytes. SVG is the master; PNG and PDF are made from it, so every picture is the same picture."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from dashboard.errors import lookup
from dashboard.export import bundle as bundling
from dashboard.export.citation import records as cite
from dashboard.export.csv_json import csv, json
from dashboard.export.html import html
from dashboard.export.image import pdf, png, svg
from dashboard.export.office.slide import pptx
from dashboard.export.office.workbook import xlsx
from dashboard.figures.catalog import every
from dashboard.figures.charts import FORMS
from dashboard.figures.figure import Drawing
from dashboard.model.dataset import Dataset


@dataclass(frozen=True)
class Format:
    """A kind of file: what makes it, its media type, and what a reader gets from it."""

    make: Callable[[Drawing], bytes]
    media: str
    gives: str
    kind: str = "data"  # "picture" (its size can be chosen), "data" or "citation"


def cited(write: Callable[[Drawing, date], str]) -> Callable[[Drawing], bytes]:
    """A reference as bytes, taken today."""
    return lambda drawing: write(drawing, date.today()).encode()


OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    "svg": Format(
        svg,
        "image/svg+xml",
        "vector picture for print and layout, the master of the next two",
        "picture",
    ),
    "png": Format(png, "image/png", "picture for slides and posts", "picture"),
    "pdf": Format(pdf, "application/pdf", "vector picture for papers", "picture"),
    "html": Format(
        html, "text/html; charset=utf-8", "interactive page that works from disk, and in a frame"
    ),
    "csv": Format(csv, "text/csv; charset=utf-8", "the rows behind the figure, with sources"),
    "xlsx": Format(xlsx, f"{OFFICE}.spreadsheetml.sheet", "workbook with chart, data and sources"),
    "pptx": Format(
        pptx,
        f"{OFFICE}.presentationml.presentation",
        "slide with a chart to edit, sources in its notes",
    ),
    "json": Format(
        json, "application/json", "the chart's own specification, with everything the file must say"
    ),
    "bib": Format(
        cited(cite.bibtex), "application/x-bibtex; charset=utf-8", "reference as BibTeX", "citation"
    ),
    "ris": Format(
        cited(cite.ris),
        "application/x-research-info-systems; charset=utf-8",
        "reference as RIS",
        "citation",
    ),
    "csl": Format(
        cited(cite.csl),
        "application/vnd.citationstyles.csl+json",
        "reference as CSL-JSON",
        "citation",
    ),
}
MAKERS = {name: format.make for name, format in FORMATS.items()}
FORMATS["zip"] = Format(
    lambda drawing: bundling.archived(drawing, MAKERS, stem(drawing)),
    "application/zip",
    "all of these, with a README",
)


def export(drawing: Drawing, format: str) -> bytes:
    """The figure in one of FORMATS.

    Raises UnknownName for another format, Unavailable where a Plotly picture finds no Chrome, BadRequest where the view's
    size has no room for the figure.
    """
    return lookup(format, FORMATS, "format").make(drawing)


def bundle(
    dataset: Dataset,
    page: str,
    target: BinaryIO,
    progress: bundling.Progress = lambda done, total, title: None,
) -> None:
    """Every figure of a page (pages.pages) in every format, written to `target` as a ZIP archive; `progress` hears of each.

    Raises UnknownName for a page without figures of its own.
    """
    bundling.bundle(dataset, page, MAKERS, stem, target, progress)


def file_name(drawing: Drawing, format: str) -> str:
    """A name that tells the figure: "ai-patents-granted-2022_china-us.svg"."""
    return f"{stem(drawing)}.{format}"


NAMES = {"CHN": "china", "USA": "us"}


def stem(drawing: Drawing) -> str:
    """Subject and years, the sides, then what differs from the default: form, theme, size."""
    view = drawing.view
    subject = view.subject.replace("_", "-").lower()
    years = "-".join(map(str, dict.fromkeys(drawing.years or ()))) if drawing.dated else ""
    chosen = (
        "-".join(f"{year or ''}" for year in (view.start, view.end))
        if view.start or view.end
        else ""
    )
    rows = drawing.rows
    sides = (
        [side for side in NAMES if side in set(rows.get("side", ()))]
        if not view.entities
        else [*view.entities]
    )
    sided = "-".join(NAMES.get(side, side.lower()) for side in sides)
    other = [
        chosen,
        view.form if view.form != drawing.subject.forms[0] else "",
        view.theme if view.theme != "light" else "",
        view.size,
        f"{view.dpi}dpi" if view.dpi else "",
    ]
    parts = [
        "-".join(filter(None, (subject, years))),
        sided,
        *view.topics,
        *view.documents,
        *view.status,
        *view.kinds,
        *other,
    ]
    name = "_".join(part.replace("_", "-") for part in parts if part)
    return (
        name
        if len(name) <= 120
        else f"{name[:110]}~{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    )


def listing(dataset: Dataset) -> dict[str, Any]:
    """What can be asked for: subjects with their words and fair forms, forms, formats, and the dataset's version."""
    return {
        "dataset": dataset.version,
        "subjects": {
            name: {
                "title": subject.title,
                "question": subject.question,
                "forms": list(subject.forms),
            }
            for name, subject in every(dataset).items()
        },
        "forms": {
            name: {"title": form.title, "answers": form.answers} for name, form in FORMS.items()
        },
        "formats": {
            name: {"media": format.media, "gives": format.gives} for name, format in FORMATS.items()
        },
    }
