"""Every address that is built anywhere: one class, a method for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from dashboard.figures.catalog import OVERVIEWS
from dashboard.model.view import View
from dashboard.settings import public_address

AT_ROOT_PAGE = "overview"
AT_ROOT = ("lead", "coverage")  # overviews that stand on it
# Choices of a file, which no page takes.
OF_FILES = {"theme": "light", "size": "", "dpi": None, "dataset": ""}
# What an address may hold unquoted. A semicolon would end a field of RIS, a brace one of BibTeX.
SAFE = ":/?#[]@!$&'()*+,=%-._~"


@dataclass(frozen=True)
class Urls:
    """The addresses of a dashboard that is reached at `root`; "" makes them relative to it."""

    root: str = ""

    def _below(self, path: str, query: dict[str, str] | None = None) -> str:
        parameters = f"?{urlencode(query, safe=',')}" if query else ""
        return f"{self.root}/{path}{parameters}" if self.root else f"{path}{parameters}"

    def file(self, view: View, format: str) -> str:
        """Where a file of the figure lies."""
        return self._below(f"figures/{view.figure}.{format}", view.query())

    def figure(self, view: View) -> str:
        """Where the figure stands, whatever the data and the look of its files: to be cited."""
        return self._below(f"figures/{view.figure}", view.but(**OF_FILES).query())

    def pinned(self, view: View, version: str) -> str:
        """Where this very figure can be opened again: the view, pinned to the data it shows."""
        return self._below(f"figures/{view.figure}", {**view.query(), "dataset": version})

    def page(self, view: View) -> str:
        """The page that shows the view as it is.

        Explore shows a metric, the timeline's page the timeline; an overview stands at the root,
        and with choices of its own on the page that brings figures back.
        """
        query = view.but(**OF_FILES).query()
        if view.figure == "timeline":
            return self._below("timeline", query)
        if view.figure not in OVERVIEWS:
            return self._below("explore", {"metric": view.figure, **query})
        if not query and view.figure in AT_ROOT:
            return self._below("")
        return self.reopen(view.figure, query)

    def metric(self, metric: str) -> str:
        """The page of one metric."""
        return self._below("explore", {"metric": metric})

    def explore(self, metrics: Sequence[str], query: dict[str, str]) -> str:
        """The page of some metrics side by side, with the filters and the order of `query`."""
        return self._below("explore", {"metric": ",".join(metrics), **query})

    def reopen(self, figure: str, query: dict[str, str]) -> str:
        """The page that brings a figure back as its view has it."""
        return self._below("reopen", {"figure": figure, **query})

    def conflict(self, conflict: str) -> str:
        """The page of conflicts, with one of them on top."""
        return self._below("conflicts", {"conflict": conflict})

    def event(self, event: str) -> str:
        """An event in the chronicle, by its id."""
        return f"{self._below('timeline')}#{event}"

    def oembed(self, address: str) -> str:
        """The oEmbed answer about an address of a figure or a page."""
        return self._below("oembed", {"url": address})

    def standing(self, page: str) -> str:
        """The address of a page by its name; the overview stands at the root."""
        return self._below("" if page == AT_ROOT_PAGE else page)

    def data(self, name: str) -> str:
        """A file of the data package."""
        return self._below(f"data/{name}")

    def description(self) -> str:
        """What describes all of them to a program."""
        return self._below("openapi.json")


def public() -> Urls:
    """The addresses as files carry them: those of the public address of this installation."""
    return Urls(public_address())


def quoted(address: str) -> str:
    """An address without a character that would end a field; a valid one comes back as it was."""
    return quote(address.strip(), safe=SAFE)
