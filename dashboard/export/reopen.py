"""Back from a file to the view it shows: every file carries the pinned address of its figure."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from html import unescape

import pikepdf
from PIL import Image

from dashboard.errors import BadRequest, DashboardError
from dashboard.figures.query import parse_address
from dashboard.model.dataset import Dataset
from dashboard.model.view import View

# A pinned address, as `Urls.pinned` spells it. Its query holds neither "/" nor "?": so no two tries
# read the same bytes.
PINNED = re.compile(rb"/figures/[A-Za-z0-9_-]{1,80}\?[^\s\"'<>\\/?]{0,4000}?dataset=[0-9a-f]{12}")
LARGEST = 100_000_000  # bytes of a file; the archive of everything has 60 million
UNPACKED = 50_000_000  # bytes of all that is unpacked from it
RECORD = ".csv.json"  # in our own archives all that needs to be read
MOST_ADDRESSES = 1_000  # that are read: one view may be spelled in several ways
MEMBERS = 5_000  # of an archive; one of everything has about 900
FIGURES, OF_ONE = 120, 30  # in one file: one of everything has about 60; and views of one figure
ZIP, GZIP, PNG, PDF = b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"%PDF"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def reopen(dataset: Dataset, content: bytes) -> list[tuple[View, list[str]]]:
    """Every figure that the file shows, each with what of its view is no more.

    Raises BadRequest where the file is too large to read, or carries no figure of this project or
    more than anybody needs; UnknownName where no figure that it carries exists any more.
    """
    if len(content) > LARGEST:
        raise BadRequest(f"The file is larger than {LARGEST // 1_000_000} MB.")
    addresses = _addresses(content)
    if not addresses:
        raise BadRequest(
            "This file carries no address of a figure. Files made here do, in every format, unless "
            "another program has saved them anew and dropped it."
        )
    problems_by_view: dict[View, list[str]] = {}
    refused: list[DashboardError] = []
    for address in addresses:
        try:
            view, problems = parse_address(dataset, address)
        except DashboardError as error:  # of a figure that is no more, or spelled by somebody else
            refused.append(error)
        else:
            problems_by_view.setdefault(view, problems)
    if not problems_by_view:
        raise refused[0]
    _check_amount(problems_by_view)
    return list(problems_by_view.items())


def _check_amount(views: Iterable[View]) -> None:
    """Raise BadRequest where there are so many that to draw them all would take long."""
    count_by_figure = Counter(view.figure for view in views)
    if count_by_figure.total() > FIGURES or max(count_by_figure.values()) > OF_ONE:
        raise BadRequest(
            f"This file shows more than {FIGURES} figures, or one of them in more than {OF_ONE} "
            "ways. Take it apart, and reopen each part."
        )


def _addresses(content: bytes) -> list[str]:
    """Every pinned address in a file, each once; of too many only as many as show that."""
    addresses: dict[str, None] = {}
    for part in _parts(content):
        # XML and JSON may have escaped a slash or an ampersand.
        plain = part.replace(b"\\/", b"/").replace(b"\\u0026", b"&") if b"\\" in part else part
        for match in PINNED.finditer(plain):
            addresses.setdefault(unescape(match[0].decode("ascii", "replace")))
            if len(addresses) > MOST_ADDRESSES:
                return list(addresses)
    return list(addresses)


def _parts(content: bytes) -> Iterator[bytes]:
    """The file as plain bytes, or what its archive holds, archives within archives too.

    Raises BadRequest where more than MEMBERS files or UNPACKED bytes would be unpacked.
    """
    left, members = UNPACKED, 0
    waiting = deque([content])
    while waiting:
        part = waiting.popleft()
        if not part.startswith(ZIP):
            yield _plain(part)
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(part)) as archive:
                for entry in _worth_reading(archive):
                    members += 1
                    if members > MEMBERS or left <= 0:
                        raise BadRequest(
                            f"The archive is too large to read: more than {MEMBERS} files or "
                            f"{UNPACKED // 1_000_000} MB."
                        )
                    with archive.open(entry) as file:
                        inner = file.read(left)
                    left -= len(inner)
                    waiting.append(inner)
        except DashboardError:
            raise
        except Exception as error:  # whatever a damaged archive does to its reader
            raise BadRequest("The archive cannot be read: it is damaged or locked.") from error


def _worth_reading(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The records of one of our own archives; of any other everything."""
    entries = archive.infolist()
    return [entry for entry in entries if entry.filename.endswith(RECORD)] or entries


def _plain(part: bytes) -> bytes:
    """What other programs pack when they save a file anew, unpacked.

    Those are the texts of a PNG, an SVG as SVGZ, a table as UTF-16, and a PDF's metadata.
    """
    with suppress(Exception):  # damaged, locked or a bomb: nothing more to be read from it
        if part.startswith(GZIP):
            return zlib.decompressobj(wbits=31).decompress(part, UNPACKED)
        if part.startswith(UTF_16):
            return part.decode("utf-16").encode()
        if part.startswith(PNG):
            with Image.open(io.BytesIO(part)) as picture:  # its texts alone; no pixel is unpacked
                return part + "\n".join(map(str, picture.info.values())).encode()
        if part.startswith(PDF) and not PINNED.search(part):
            return _about(part)
    return part


def _about(pdf: bytes) -> bytes:
    """The metadata of a PDF, UNPACKED bytes at most."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        stream = document.Root.Metadata
        raw = bytes(stream.read_raw_bytes())
        if "/Filter" not in stream:
            return raw
        return zlib.decompressobj().decompress(raw, UNPACKED)
