"""The tables as files that are made when they are asked for: as Parquet, and chosen rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
from starlette.requests import Request
from starlette.responses import Response

from dashboard.data.descriptor import DESCRIPTOR
from dashboard.data.package import dump, standing
from dashboard.data.parquet import MEDIA as PARQUET
from dashboard.data.parquet import parquet
from dashboard.data.queries import rows_of
from dashboard.data.schema import TABLES
from dashboard.model.dataset import Dataset
from dashboard.model.table_view import TableView
from dashboard.web.figure_store import etag
from dashboard.web.pages import is_known
from dashboard.web.ranges import whole_or_part
from dashboard.web.reached import FROM_ANYWHERE, KEEP

Writer = Callable[[pd.DataFrame, str, Mapping[str, str]], bytes]


@dataclass(frozen=True)
class TableFormat:
    """A kind of file that a table leaves as: its media type, and what writes it."""

    media: str
    write: Writer


def _csv(rows: pd.DataFrame, table: str, about: Mapping[str, str]) -> bytes:
    return dump(rows).encode()


# Ending of a table's file -> what it is.
TABLE_FORMATS = {
    "csv": TableFormat("text/csv; charset=utf-8", _csv),
    "parquet": TableFormat(PARQUET, parquet),
}
NAMES = tuple(f"{table}.{ending}" for table in TABLES for ending in TABLE_FORMATS)
MOST = 60  # files of chosen rows that are kept
# What scripts of other sites may read of an answer, to fetch a table in pieces.
EXPOSED = "Accept-Ranges, Content-Range, Content-Length, ETag"


@dataclass(frozen=True)
class TableFile:
    """Rows of a table as a file: its bytes and its ETag."""

    content: bytes
    tag: str


class Tables:
    """The tables of one dataset; each is made as Parquet once, and latest choices are kept."""

    def __init__(self, dataset: Dataset, folder: Path) -> None:
        self.dataset = dataset
        described = json.loads((standing(folder) / DESCRIPTOR).read_text(encoding="utf-8"))
        self.about = {
            "title": dataset.project.full_title,
            "description": str(described.get("description", "")),
            "version": dataset.version,
            "created": dataset.released,
        }
        self._whole = lru_cache(maxsize=len(NAMES))(self._make)
        self._chosen = lru_cache(maxsize=MOST)(self._make)

    def answer(self, request: Request, asked: TableView, ending: str) -> Response:
        """The rows that are asked for, in a file with that ending."""
        file = (self._whole if asked.is_whole else self._chosen)(asked, ending)
        name = f"{asked.table}{'' if asked.is_whole else '-chosen'}.{ending}"
        headers = {
            "ETag": file.tag,
            "Cache-Control": KEEP,
            "Content-Disposition": f'attachment; filename="{name}"',
            # Where the columns, and the documents that the rows name, are described.
            "Link": f'<{DESCRIPTOR}>; rel="describedby"',
            "Access-Control-Expose-Headers": EXPOSED,
            **FROM_ANYWHERE,
        }
        if is_known(request, file.tag):
            return Response(status_code=304, headers=headers)
        return whole_or_part(request, file.content, TABLE_FORMATS[ending].media, headers)

    def _make(self, asked: TableView, ending: str) -> TableFile:
        rows = rows_of(self.dataset, asked)
        content = TABLE_FORMATS[ending].write(rows, asked.table, self.about)
        return TableFile(content, etag(content))
