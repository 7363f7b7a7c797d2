"""Every kind of file a figure leaves as. SVG is the master: PNG and PDF are made from it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from dashboard.errors import lookup
from dashboard.export import bundle as bundles
from dashboard.export.citation import records
from dashboard.export.csv_json import csv, json
from dashboard.export.html import html
from dashboard.export.image import pdf, png, svg
from dashboard.export.office.slide import pptx
from dashboard.export.office.workbook import xlsx
from dashboard.figures.catalog import catalog
from dashboard.figures.figure import Figure
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.settings import data_folder
from dashboard.text.chart_words import CHARTS
from dashboard.text.format_words import FORMATS as GIVES

OFFICE = "application/vnd.openxmlformats-officedocument"
LONGEST = 120  # characters of a file's name


@dataclass(frozen=True)
class Format:
    """A kind of file: what makes it, its media type, and which kind of thing it is.

    `kind` is "picture" (its size can be chosen), "data" or "citation".
    """

    make: Callable[[Figure], bytes]
    media: str
    kind: str = "data"


def _cited(write: Callable[[Figure, date], str]) -> Callable[[Figure], bytes]:
    """A reference as bytes, taken today."""
    return lambda figure: write(figure, date.today()).encode()


FORMATS = {
    "svg": Format(svg, "image/svg+xml", "picture"),
    "png": Format(png, "image/png", "picture"),
    "pdf": Format(pdf, "application/pdf", "picture"),
    "html": Format(html, "text/html; charset=utf-8"),
    "csv": Format(csv, "text/csv; charset=utf-8"),
    "xlsx": Format(xlsx, f"{OFFICE}.spreadsheetml.sheet"),
    "pptx": Format(pptx, f"{OFFICE}.presentationml.presentation"),
    "json": Format(json, "application/json"),
    "bib": Format(_cited(records.bibtex), "application/x-bibtex; charset=utf-8", "citation"),
    "ris": Format(
        _cited(records.ris), "application/x-research-info-systems; charset=utf-8", "citation"
    ),
    "csl": Format(_cited(records.csl), "application/vnd.citationstyles.csl+json", "citation"),
}
MAKERS = {name: format.make for name, format in FORMATS.items()}
FORMATS["zip"] = Format(
    lambda figure: bundles.archive(figure, MAKERS, stem(figure)), "application/zip"
)


def export(figure: Figure, format: str) -> bytes:
    """The figure in one of FORMATS.

    Raises UnknownName for another format, BadRequest where the view's size has no room for the
    figure.
    """
    return lookup(format, FORMATS, "format").make(figure)


def _no_progress(done: int, total: int, title: str) -> None:
    """Nobody hears of it."""


def bundle(
    dataset: Dataset,
    page: str,
    target: BinaryIO,
    progress: bundles.Progress = _no_progress,
    data: Path | None = None,
    urls: Urls | None = None,
) -> None:
    """Every figure of a page (figures.collections) in every format, written to `target` as a ZIP.

    `progress` hears of each; `data` is the folder of the dataset and `urls` what the files carry,
    those of the settings unless given. Raises UnknownName for a page without figures of its own.
    """
    bundles.bundle(dataset, page, MAKERS, stem, target, progress, data or data_folder(), urls)


def file_name(figure: Figure, format: str) -> str:
    """A name that says what the figure is: "salmon-harvest-2023_norway-chile.svg"."""
    return f"{stem(figure)}.{format}"


def stem(figure: Figure) -> str:
    """Figure and years, the sides, then what differs from the default: chart, theme, size."""
    view = figure.view
    years = "-".join(map(str, dict.fromkeys(figure.years or ()))) if figure.is_dated else ""
    chosen_years = (
        "-".join(f"{year or ''}" for year in (view.start, view.end))
        if view.start or view.end
        else ""
    )
    choices = [
        chosen_years,
        view.form if view.form != figure.entry.forms[0] else "",
        view.theme if view.theme != "light" else "",
        view.size,
        f"{view.dpi}dpi" if view.dpi else "",
    ]
    parts = [
        "-".join(filter(None, (view.figure.lower(), years))),
        _sides(figure),
        *view.topics,
        *view.documents,
        *view.status,
        *view.kinds,
        *choices,
    ]
    name = "_".join(part.replace("_", "-") for part in parts if part)
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 10]}~{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def _sides(figure: Figure) -> str:
    """Whose figures are shown, by the slugs of the sides."""
    slugs = {side.id: side.slug for side in figure.project.sides}
    shown = {row.side for row in figure.rows}
    ids = figure.view.entities or [side for side in slugs if side in shown]
    return "-".join(slugs.get(id, id.lower()) for id in ids)


def listing(dataset: Dataset) -> dict[str, Any]:
    """What can be asked for: figures with their words, fair charts and choices, charts, formats."""
    return {
        "dataset": dataset.version,
        "subjects": {
            name: {
                "title": entry.title,
                "question": entry.question,
                "forms": list(entry.forms),
                "choices": list(entry.choices),
            }
            for name, entry in catalog(dataset).items()
        },
        "forms": {
            name: {"title": title, "answers": answers} for name, (title, answers) in CHARTS.items()
        },
        "formats": {
            name: {"media": format.media, "gives": GIVES[name]} for name, format in FORMATS.items()
        },
    }
