"""On which line of a seed file something stands: TOML is read without its places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from dashboard.errors import Fault

# A place as the checks name it: a file, a table [name] in it or a field, and what follows.
_PLACE = re.compile(
    r"(?P<file>(?:documents/|companions/|records/)?[^:\[\n]+\.toml)"
    r"(?:(?P<table> \[(?P<name>[^\[\]\n]*)\])|"
    r"(?P<mark>: )(?P<field>[^.]+)(?:\.(?P<number>\d+))?)?(?P<rest>[\s\S]*)"
)
_LONG_TEXT = re.compile(r"(\"\"\"|''')[\s\S]*?\1")


class Places:
    """The lines of one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def lines(self) -> list[str]:
        """The lines, with nothing in those that belong to a text of several."""
        try:
            text = self.path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return []
        return _LONG_TEXT.sub(lambda found: "\n" * found[0].count("\n"), text).split("\n")

    def heads(self, kind: str) -> list[int]:
        """The lines on which a table [[kind]] begins."""
        return self._matching(rf"\s*\[\[\s*[\"']?{_spelt(kind)}[\"']?\s*\]\]")

    def table(self, name: str) -> int | None:
        """The line on which the table [name], or the first that lies in it, begins."""
        return self._first(rf"\s*\[\s*[\"']?{_spelt(name)}[\"']?\s*[\].]")

    def field(self, name: str) -> int | None:
        """The line on which a field, or a table or list of tables of that name, first stands."""
        mark = rf"[\"']?{_spelt(name)}[\"']?\s*"
        return self._first(rf"\s*({mark}[=.]|\[\[?\s*{mark}[\].])")

    def within(self, line: int, name: str) -> int:
        """The line of a field in the table that begins on `line`; that line where it has none."""
        for number, text in enumerate(self.lines[line:], line + 1):
            if re.match(rf"\s*[\"']?{_spelt(name)}[\"']?\s*[=.]", text):
                return number
            if text.lstrip().startswith("["):
                break
        return line

    def _first(self, pattern: str) -> int | None:
        return next(iter(self._matching(pattern)), None)

    def _matching(self, pattern: str) -> list[int]:
        return [number for number, line in enumerate(self.lines, 1) if re.match(pattern, line)]


def _spelt(name: str) -> str:
    """A pattern of a name as a file spells it: what cannot be seen may be written as its code."""
    return "".join(re.escape(sign) if sign.isprintable() else r"(?:\\\w{1,9}|.)" for sign in name)


def located(faults: Iterable[Fault], folder: Path) -> list[Fault]:
    """The faults of the seeds in `folder`, each with the line of its table or field."""
    places: dict[str, Places] = {}
    found = []
    for fault in faults:
        match = _PLACE.fullmatch(fault.place)
        line = None
        if match and (match["table"] or match["field"]):
            file = places.setdefault(match["file"], Places(folder / match["file"]))
            line = _line(file, match)
        if match and line:
            rest = fault.place.removeprefix(match["file"])
            fault = replace(fault, place=f"{match['file']}:{line}{rest}")
        found.append(fault)
    return found


def _line(file: Places, match: re.Match[str]) -> int | None:
    """The line of the table or field that a place names."""
    if match["table"]:
        line = file.table(match["name"]) or file.field(match["name"])
    else:
        heads = file.heads(match["field"]) if match["number"] else []
        number = int(match["number"] or 0)
        line = heads[number] if number < len(heads) else file.field(match["field"])
    inner = re.match(r"(?:: |\.)([^.]+)", match["rest"])
    return file.within(line, inner[1]) if line and inner else line
