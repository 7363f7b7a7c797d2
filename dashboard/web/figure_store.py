"""The files of figures as the server hands them out: made once, kept while there is room."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore, Condition

from cachetools import LRUCache, cachedmethod

from dashboard.export.formats import export, file_name
from dashboard.figures.figure import Figure, draw
from dashboard.model.dataset import Dataset
from dashboard.model.view import View

LARGEST = 64_000_000  # bytes of all files that are kept
# A picture takes a processor, and up to a few hundred megabytes.
WORKERS = BoundedSemaphore(os.cpu_count() or 1)


@dataclass(frozen=True)
class FigureFile:
    """A file of a figure: its bytes, its ETag, and the name to save it under."""

    content: bytes
    tag: str
    name: str


class FigureStore:
    """The figures of one dataset."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.kept: LRUCache = LRUCache(LARGEST, getsizeof=lambda file: len(file.content))
        self.waiting = Condition()  # who asks for what is being made waits for it

    @cachedmethod(lambda self: self.kept, condition=lambda self: self.waiting)
    def file(self, view: View, format: str, day: date) -> FigureFile:
        """A figure in a format; references name the `day`."""
        with WORKERS:
            figure = draw(self.dataset, view)
            content = export(figure, format)
        return FigureFile(content, etag(content), file_name(figure, format))

    def figure(self, view: View) -> Figure:
        """A figure as it is drawn, laid out already."""
        with WORKERS:
            figure = draw(self.dataset, view)
            _ = figure.layout
        return figure


def etag(content: bytes) -> str:
    """The strong validator of some bytes (RFC 9110, 8.8.3)."""
    return f'"{hashlib.sha256(content).hexdigest()[:20]}"'
