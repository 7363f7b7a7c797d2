"""Back from a file or an address to the view it shows: every file carries the pinned address of its figure."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

import pikepdf
from PIL import Image

from dashboard.errors import BadRequest, UnknownName, lookup
from dashboard.export.formats import FORMATS
from dashboard.figures.query import LONGEST, MOST, parse
from dashboard.model.dataset import Dataset
from dashboard.model.view import View

# A pinned address, as `Drawing.address` spells it. Its query holds neither "/" nor "?": so no two tries read the same bytes.
PINNED = re.compile(rb"/figures/[A-Za-z0-9_-]{1,80}\?[^\s\"'<>\\/?]{0,4000}?dataset=[0-9a-f]{12}")
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
LARGEST = 100_000_000  # bytes of a file; the archive of everything has 60 million
UNPACKED = 50_000_000  # bytes of all that is unpacked from it
RECORD = ".csv.json"  # in our own archives all that needs to be read
MEMBERS = 5_000  # of an archive; one of everything has about 900
FIGURES = 200  # of a bundle
NOTHING = (
    "This file carries no address of a figure. Files made here do, in every format, unless another program has saved them anew "
    "and dropped it."
)


def reopen(dataset: Dataset, data: bytes) -> list[tuple[View, list[str]]]:
    """Every figure that the file shows, each with a friendly word for what of its view is no more.

    Raises BadRequest where the file is too large to read or carries no figure of this project.
    """
    if len(data) > LARGEST:
        raise BadRequest(f"The file is larger than {LARGEST // 1_000_000} MB.")
    found: dict[str, None] = {}
    for part in _parts(data):
        # XML and JSON may have escaped a slash or an ampersand.
        for match in PINNED.finditer(part.replace(b"\\/", b"/").replace(b"\\u0026", b"&")):
            found.setdefault(unescape(match[0].decode("ascii", "replace")))
            if len(found) >= FIGURES:
                break
    if not found:
        raise BadRequest(NOTHING)
    out, gone = [], []
    for address in found:
        try:
            out.append(view(dataset, address))
        except UnknownName as error:
            gone.append(error)
    if not out:
        raise gone[0]
    return out


def view(dataset: Dataset, address: str) -> tuple[View, list[str]]:
    """The view that an address of this dashboard names, with a friendly word for each part that could not be read.

    Addresses of figures (with or without an ending) and of the pages of one figure are read. Raises BadRequest for any
    other, UnknownName for a figure that does not exist.
    """
    if len(address) > LONGEST * MOST:
        raise BadRequest("The address is too long to read.")
    try:
        split = urlsplit(address.strip())
        pairs = parse_qsl(split.query, max_num_fields=2 * MOST)
    except ValueError as error:
        raise BadRequest("The address cannot be read.") from error
    # A parameter that stands there twice is a list, as at the address of a figure.
    query = {key: ",".join(value for name, value in pairs if name == key) for key, _ in pairs}
    page, _, last = split.path.strip("/").rpartition("/")
    if page.rpartition("/")[2] == "figures":
        name, _, format = unquote(last).partition(".")
        if format:
            lookup(format.lower(), FORMATS, "format")
        return parse(dataset, name, query)
    if last in ("explore", "reopen") and ("metric" in query or "figure" in query):
        return parse(dataset, query.pop("metric", "") or query.pop("figure"), query)
    if last == "timeline":
        return parse(dataset, "timeline", query)
    raise BadRequest(
        "This is not the address of a figure. Copy one from a card, such as /figures/ai_patents_granted."
    )


def _parts(data: bytes) -> Iterator[bytes]:
    """The file as plain bytes, or what its archive holds, archives within archives too; no more than UNPACKED are unpacked."""
    left, members = UNPACKED, 0
    waiting = deque([data])
    while waiting:
        part = waiting.popleft()
        if not part.startswith(b"PK\x03\x04"):
            yield _plain(part)
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(part)) as archive:
                entries = archive.infolist()
                for entry in [
                    entry for entry in entries if entry.filename.endswith(RECORD)
                ] or entries:
                    members += 1
                    if members > MEMBERS or left <= 0:
                        raise BadRequest(
                            f"The archive is too large to read: more than {MEMBERS} files or {UNPACKED // 1_000_000} MB."
                        )
                    with archive.open(entry) as file:
                        inner = file.read(left)
                    left -= len(inner)
                    waiting.append(inner)
        except DAMAGED as error:
            raise BadRequest("The archive cannot be read: it is damaged or locked.") from error


def _plain(part: bytes) -> bytes:
    """What other programs pack when they save a file anew: texts of a PNG, an SVG as SVGZ, a table as UTF-16, a PDF's metadata."""
    try:
        if part.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(part, UNPACKED)
        if part.startswith((b"\xff\xfe", b"\xfe\xff")):
            return part.decode("utf-16").encode()
        if part.startswith(b"\x89PNG"):
            with Image.open(io.BytesIO(part)) as picture:
                return part + "\n".join(map(str, picture.info.values())).encode()
        if part.startswith(b"%PDF") and not PINNED.search(part):
            with pikepdf.open(io.BytesIO(part)) as document:
                return bytes(document.Root.Metadata.read_bytes())
    except (*DAMAGED, UnicodeError, AttributeError, SyntaxError, pikepdf.PdfError):
        pass  # nothing more to be read from it
    return part
