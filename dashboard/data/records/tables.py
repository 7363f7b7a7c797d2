"""The files of a table of records: which there are, of what kind, and how to know them again."""

from __future__ import annotations

import csv
import glob
import gzip
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TextIO, cast

from dashboard.errors import Fault, FaultyInput

PARQUET, CSV, JSON_LINES = "Parquet", "CSV", "JSON lines"
SEPARATORS = ",;\t|"
LONGEST_HEADER = 1_000_000  # characters
KINDS = {
    **dict.fromkeys((".parquet", ".pq"), PARQUET),
    **dict.fromkeys((".csv", ".tsv", ".csv.gz", ".tsv.gz"), CSV),
    **dict.fromkeys((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"), JSON_LINES),
}
HASHED = 256 * 2**20  # bytes: a larger table is known by size and day, for reading it twice costs
CURE = "Write a table as Parquet (.parquet), CSV (.csv, .tsv) or JSON lines (.jsonl, .ndjson)"


@dataclass(frozen=True)
class Table:
    """A table of records as its files lie there; `find` makes it."""

    name: str  # as a reader is told: without the folder
    kind: str  # PARQUET, CSV or JSON_LINES
    files: tuple[Path, ...]  # in the order of their names

    @cached_property
    def bytes(self) -> int:
        """The size of all files."""
        return sum(file.stat().st_size for file in self.files)

    @cached_property
    def day(self) -> str:
        """The day, ISO 8601 in UTC, on which a file was last written."""
        latest = max(file.stat().st_mtime for file in self.files)
        return datetime.fromtimestamp(latest, UTC).date().isoformat()

    @cached_property
    def sha256(self) -> str:
        """The hash of all files, one after another; "" of a table larger than HASHED."""
        if self.bytes > HASHED:
            return ""
        hashed = hashlib.sha256()
        for file in self.files:
            with file.open("rb") as opened:
                while block := opened.read(2**20):
                    hashed.update(block)
        return hashed.hexdigest()

    @cached_property
    def separator(self) -> str:
        """What stands between the cells of a CSV: of SEPARATORS what its header has most of."""
        return max(SEPARATORS, key=_header_line(self.files[0]).count)

    @cached_property
    def header(self) -> list[str]:
        """The columns of a CSV, as the first line of its first file has them.

        Raises FaultyInput where a file has another first line, or none.
        """
        separator = self.separator
        headers = {
            file: next(csv.reader([_header_line(file)], delimiter=separator), [])
            for file in self.files
        }
        first = headers[self.files[0]]
        faults = [
            Fault(file.name, "has other columns than the files before it", "Give all one header")
            for file, header in headers.items()
            if header != first
        ]
        twice = sorted({column for column in first if first.count(column) > 1})
        if twice:
            faults.append(Fault(self.files[0].name, f"has two columns {twice[0]!r}", "Rename one"))
        if faults:
            raise FaultyInput(faults)
        return first


def find(written: str, beside: Path) -> Table | None:
    """The table that a seed file in the folder `beside` names; None where it is not at hand.

    It is a file, a glob, or a folder with the files of one kind. Raises FaultyInput where there
    are files of no kind that can be read, of two kinds, or without a byte.
    """
    path = Path(written)
    whole = path if path.is_absolute() else beside / path
    if whole.is_dir():
        found = [each for each in whole.rglob("*") if each.is_file() and not _is_hidden(each)]
    else:
        pattern = written if path.is_absolute() else f"{glob.escape(str(beside))}/{written}"
        found = [whole] if whole.is_file() else [Path(each) for each in glob.glob(pattern)]
    files = tuple(sorted(each.absolute() for each in found if each.is_file()))
    if not files:
        return None
    name = path.name if path.is_absolute() else written
    kinds = {file: _kind(file) for file in files}
    faults = [Fault(file.name, "is no kind of table", CURE) for file in files if not kinds[file]]
    faults += [
        Fault(file.name, "is empty", "Remove it, or write it anew")
        for file in files
        if not file.stat().st_size
    ]
    if len({*kinds.values()} - {""}) > 1:
        named = ", ".join(sorted({*kinds.values()} - {""}))
        faults.append(Fault(name, f"has files of several kinds: {named}", "Name those of one"))
    if faults:
        raise FaultyInput(faults)
    return Table(name, kinds[files[0]], files)


def _is_hidden(file: Path) -> bool:
    """Whether a program has left the file beside its tables, as Spark does: _SUCCESS, .crc."""
    return file.name.startswith(("_", "."))


def _kind(file: Path) -> str:
    name = file.name.lower()
    return next((kind for ending, kind in KINDS.items() if name.endswith(ending)), "")


def opened_text(file: Path) -> TextIO:
    """A file of text, packed or not; what is not UTF-8 in it shows as a sign of its own."""
    opened = gzip.open if file.name.lower().endswith(".gz") else open
    return cast(TextIO, opened(file, "rt", encoding="utf-8-sig", errors="replace", newline=""))


def _header_line(file: Path) -> str:
    """The first line of a CSV.

    Raises FaultyInput where it cannot be read as text.
    """
    try:
        with opened_text(file) as text:
            line = text.readline(LONGEST_HEADER)
    except (OSError, EOFError) as error:
        raise FaultyInput(
            [Fault(file.name, f"cannot be read ({error})", "Write it anew")]
        ) from error
    if "\ufffd" in line or "\0" in line:
        raise FaultyInput([Fault(file.name, "is not UTF-8", "Save it in that encoding")])
    return line
