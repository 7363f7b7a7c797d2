"""The files of figures as the server hands them out: made once, kept while there is room."""

from __future__ import annotations

import asyncio
import hashlib
import os
import time
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from threading import BoundedSemaphore, Lock, Thread, Timer
from typing import TypeAlias

from cachetools import LRUCache

from dashboard.errors import Unavailable
from dashboard.export.formats import export, file_name
from dashboard.figures.figure import draw
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.view import View

LARGEST = 64_000_000  # bytes of all files that are kept
# A picture takes a processor, and up to a few hundred megabytes.
WORKERS = BoundedSemaphore(os.cpu_count() or 1)
LONGEST = 45.0  # seconds that one file may take before its worker is given up
MOST = 100  # files that may be asked for at once
TOO_LONG = "This file took too long to make. Another format of the figure may be quicker."
BUSY = "Too many figures are being made. Try again in a minute."
Key: TypeAlias = tuple[View, str, date, Urls]


@dataclass(frozen=True)
class FigureFile:
    """A file of a figure: its bytes, its ETag, and the name to save it under."""

    content: bytes
    tag: str
    name: str


class Turn:
    """The right to keep a processor busy; it ends after `longest` seconds, whatever comes.

    A worker that never comes back keeps no other from its work.
    """

    def __init__(self, longest: float) -> None:
        self.is_over, self.lock = False, Lock()
        self.timer = Timer(longest, self.end)
        self.timer.daemon = True

    def __enter__(self) -> None:
        WORKERS.acquire()
        self.timer.start()

    def __exit__(self, *_: object) -> None:
        self.timer.cancel()
        self.end()

    def end(self) -> None:
        """Let the next one begin."""
        with self.lock:
            if not self.is_over:
                self.is_over = True
                WORKERS.release()


class Making:
    """A file that is being made, for everybody who asks for it."""

    def __init__(self, longest: float) -> None:
        self.until = time.monotonic() + longest
        self.future: Future[FigureFile] = Future()

    @property
    def left(self) -> float:
        """For how many seconds it is still waited for."""
        return max(self.until - time.monotonic(), 0.0)

    async def result(self) -> FigureFile:
        """The file; Unavailable once nobody waits for it any longer."""
        try:
            waiting = asyncio.shield(asyncio.wrap_future(self.future))
            return await asyncio.wait_for(waiting, self.left)
        except TimeoutError as error:
            raise Unavailable(TOO_LONG) from error


class FigureStore:
    """The figures of one dataset; a file is kept for each address that files may carry."""

    def __init__(self, dataset: Dataset, longest: float = LONGEST) -> None:
        self.dataset, self.longest = dataset, longest
        self.kept: LRUCache[Key, FigureFile] = LRUCache(
            LARGEST, getsizeof=lambda file: len(file.content)
        )
        self.under_way: dict[Key, Making] = {}
        self.lock = Lock()

    async def file(self, view: View, format: str, day: date, urls: Urls) -> FigureFile:
        """A figure in a format, which carries `urls`; references name the `day`.

        Raises Unavailable where it takes too long, or too many are asked for at once.
        """
        key = (view, format, day, urls)
        with self.lock:
            kept = self.kept.get(key)
            if kept is not None:
                return kept
            making = self.under_way.get(key) or self._begin(key)
        return await making.result()

    def _begin(self, key: Key) -> Making:
        if sum(making.left > 0 for making in self.under_way.values()) >= MOST:
            raise Unavailable(BUSY)
        making = self.under_way[key] = Making(2 * self.longest)  # to wait for a turn, and to make
        # A thread of its own: one that never ends holds up neither requests nor the exit.
        Thread(target=self._make, args=(key, making.future), daemon=True).start()
        return making

    def _make(self, key: Key, future: Future[FigureFile]) -> None:
        view, format, _, urls = key
        try:
            with Turn(self.longest):
                figure = draw(self.dataset, view, urls)
                content = export(figure, format)
            file = FigureFile(content, etag(content), file_name(figure, format))
        except BaseException as error:
            with self.lock:
                self.under_way.pop(key, None)
            future.set_exception(error)
            return
        with self.lock:
            self.under_way.pop(key, None)
            if len(content) <= self.kept.maxsize:
                self.kept[key] = file
        future.set_result(file)


def etag(content: bytes) -> str:
    """The strong validator of some bytes (RFC 9110, 8.8.3)."""
    return f'"{hashlib.sha256(content).hexdigest()[:20]}"'
