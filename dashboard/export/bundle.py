"""Several files in one: a figure in every format with its citations, or every figure of a page."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dashboard.errors import DashboardError
from dashboard.export.citation import styles
from dashboard.export.citation.quotation import sentence
from dashboard.export.metadata import address, record
from dashboard.figures.collections import figures_of
from dashboard.figures.figure import Figure, draw
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.vocabulary import EVERYTHING
from dashboard.text.readme import citations_text, readme_text

Maker = Callable[[Figure], bytes]
Progress = Callable[[int, int, str], None]  # figures done, figures in all, what comes next
PACKED = ("png", "xlsx", "pptx", "pdf")  # formats that a ZIP would not make smaller


def files(figure: Figure, makers: Mapping[str, Maker], stem: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file of one figure.

    Each format, the record beside the CSV, citations, and a README.
    """
    lacking = {}
    for format, make in makers.items():
        try:
            yield f"{stem}.{format}", make(figure)
        except DashboardError as error:  # no room on the page
            lacking[format] = str(error)
    content = json.dumps(record(figure), ensure_ascii=False, indent=1)
    yield f"{stem}.csv.json", f"{content}\n".encode()
    yield "citations.txt", citations(figure).encode()
    readme = readme_text(
        figure.title,
        figure.finding,
        figure.entry.definition,
        figure.alt,
        figure.notes,
        figure.footnotes,
        [f"{stem}.{format}" for format in makers],
        lacking,
        figure.licence,
        figure.credit,
        address(figure),
    )
    yield "README.txt", readme.encode()


def citations(figure: Figure) -> str:
    """The sentence to quote and the references, in two styles, as plain text."""
    today = date.today()
    return citations_text(
        sentence(figure), styles.apa(figure, today), styles.chicago(figure, today)
    )


def archive(figure: Figure, makers: Mapping[str, Maker], stem: str) -> bytes:
    """One figure as a ZIP archive. The same bytes all day: references name the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in files(figure, makers, stem):
            _add(zipped, name, content, figure.released)
    return out.getvalue()


def bundle(
    dataset: Dataset,
    page: str,
    makers: Mapping[str, Maker],
    stem_of: Callable[[Figure], str],
    target: BinaryIO,
    progress: Progress,
    data: Path,
    urls: Urls | None = None,
) -> None:
    """Every figure of a page, each in a folder of its own, written to `target` as a ZIP archive.

    Of everything, the data package of the folder `data` too. Its files carry `urls`, those of the
    settings unless given. Raises UnknownName for a page without figures of its own.
    """
    views = figures_of(dataset, page)
    with zipfile.ZipFile(target, "w") as zipped:
        for done, view in enumerate(views):
            figure = draw(dataset, view, urls)
            progress(done, len(views), figure.entry.title)
            stem = stem_of(figure)
            for name, content in files(figure, makers, stem):
                _add(zipped, f"{stem}/{name}", content, figure.released)
        if page == EVERYTHING:
            for path in sorted(data.iterdir()):
                _add(zipped, f"data/{path.name}", path.read_bytes(), dataset.released)
    progress(len(views), len(views), "")


def _add(zipped: zipfile.ZipFile, name: str, content: bytes, day: str) -> None:
    year, month, day_of_month = map(int, day.split("-"))
    year = min(max(year, 1980), 2107)  # an archive knows no others
    entry = zipfile.ZipInfo(name, (year, month, day_of_month, 0, 0, 0))
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    zipped.writestr(entry, content)
