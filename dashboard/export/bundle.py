"""Several files in one: a figure in every format with its citations, or every figure of a page."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import BinaryIO

from dashboard.errors import DashboardError
from dashboard.export import metadata as record
from dashboard.export.citation import quotation as quote
from dashboard.export.citation import styles
from dashboard.figures.collections import EVERYTHING, figures
from dashboard.figures.figure import Drawing, draw
from dashboard.model.dataset import Dataset
from dashboard.model.project import PROJECT
from dashboard.settings import DATA
from dashboard.text.formatting import period

Maker = Callable[[Drawing], bytes]
Progress = Callable[[int, int, str], None]  # figures done, figures in all, what comes next


def files(drawing: Drawing, makers: Mapping[str, Maker], stem: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file of one figure: each format, the record beside the CSV, citations, and a README."""
    lacking = []
    for format, make in makers.items():
        try:
            yield f"{stem}.{format}", make(drawing)
        except (
            DashboardError
        ) as error:  # no browser for a picture, or no room on the page that was asked for
            lacking.append(f"- {format}: {error}")
    own = json.dumps(record.record(drawing), ensure_ascii=False, indent=1)
    yield f"{stem}.csv.json", f"{own}\n".encode()
    yield "citations.txt", citations(drawing).encode()
    yield "README.txt", _readme(drawing, makers, stem, lacking).encode()


def citations(drawing: Drawing) -> str:
    """The sentence to quote and the references, in two styles, as plain text."""
    today = date.today()
    parts = {
        "In a sentence": [quote.sentence(drawing)],
        "APA": styles.apa(drawing, today),
        "Chicago, author and date": styles.chicago(drawing, today),
    }
    return "\n\n".join("\n".join([title, "", *lines]) for title, lines in parts.items()) + "\n"


def _readme(drawing: Drawing, makers: Mapping[str, Maker], stem: str, lacking: list[str]) -> str:
    lines = [
        drawing.title,
        "=" * len(drawing.title),
        "",
        drawing.subject.question,
        drawing.subject.definition,
        "",
        drawing.alt,
        "",
        *drawing.notes,
        "",
        "Where the figures stand",
        *drawing.footnotes,
        "",
        "Files",
        *(f"- {stem}.{format}" for format in makers),
        f"- {stem}.csv.json: what every file says of itself, beside the table that says nothing but its rows",
        "- citations.txt: a sentence to quote, and references to the figure and to the documents",
        *(["", "Could not be made here", *lacking] if lacking else []),
        "",
        record.licence(drawing),
        f"{PROJECT}. Dataset {drawing.version} of {period(drawing.released)}.",
        f"This figure can be opened again at {drawing.address}",
    ]
    return "\n".join(lines) + "\n"


def archived(drawing: Drawing, makers: Mapping[str, Maker], stem: str) -> bytes:
    """One figure as a ZIP archive. The same bytes all day: references name the day they were taken."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files(drawing, makers, stem):
            _put(archive, name, data, drawing.released)
    return out.getvalue()


def bundle(
    dataset: Dataset,
    page: str,
    makers: Mapping[str, Maker],
    named: Callable[[Drawing], str],
    target: BinaryIO,
    progress: Progress,
) -> None:
    """Every figure of a page, each in a folder of its own, written to `target`; of everything, the data package too.

    Raises UnknownName for a page without figures of its own.
    """
    views = figures(dataset, page)
    with zipfile.ZipFile(target, "w") as archive:
        for done, view in enumerate(views):
            drawing = draw(dataset, view)
            progress(done, len(views), drawing.subject.title)
            stem = named(drawing)
            for name, data in files(drawing, makers, stem):
                _put(archive, f"{stem}/{name}", data, drawing.released)
        if page == EVERYTHING:
            for path in sorted(DATA.iterdir()):
                _put(archive, f"data/{path.name}", path.read_bytes(), dataset.released)
    progress(len(views), len(views), "")


def _put(archive: zipfile.ZipFile, name: str, data: bytes, day: str) -> None:
    year, month, at = map(int, day.split("-"))
    entry = zipfile.ZipInfo(name, (year, month, at, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    entry.compress_type = (
        zipfile.ZIP_STORED
        if name.endswith(("png", "xlsx", "pptx", "pdf"))
        else zipfile.ZIP_DEFLATED
    )
    archive.writestr(entry, data)
