"""Back from a file or an address to the view it shows: every file carries the pinned address of its figure."""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

from dashboard.choices import LONGEST, MOST, parse
from dashboard.errors import BadRequest
from dashboard.model import Dataset, View

# A pinned address, as `Drawing.address` spells it; XML and JSON may have escaped its "&".
PINNED = re.compile(rb"/figures/[A-Za-z0-9_-]{1,80}\?[^\s\"'<>\\]{0,4000}?dataset=[0-9a-f]{12}")
LARGEST = 50_000_000  # bytes of a file, and of all that is unpacked from it
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
        for match in PINNED.finditer(part):
            found.setdefault(unescape(match[0].decode("ascii", "replace")))
            if len(found) >= FIGURES:
                break
    if not found:
        raise BadRequest(NOTHING)
    return [view(dataset, address) for address in found]


def view(dataset: Dataset, address: str) -> tuple[View, list[str]]:
    """The view that an address of this dashboard names, with a friendly word for each part that could not be read.

    Addresses of figures (with or without an ending) and of the pages of one figure are read. Raises BadRequest for any
    other, UnknownName for a figure that does not exist.
    """
    if len(address) > LONGEST * MOST:
        raise BadRequest("The address is too long to read.")
    try:
        split = urlsplit(address.strip())
        query = dict(parse_qsl(split.query, max_num_fields=MOST + 2))
    except ValueError as error:
        raise BadRequest("The address cannot be read.") from error
    page, _, last = split.path.strip("/").rpartition("/")
    if page.endswith("figures"):
        return parse(dataset, unquote(last).partition(".")[0], query)
    if last in ("explore", "reopen") and ("metric" in query or "figure" in query):
        return parse(dataset, query.pop("metric", "") or query.pop("figure"), query)
    if last == "timeline":
        return parse(dataset, "timeline", query)
    raise BadRequest("This is not the address of a figure. Copy one from a card, such as /figures/ai_patents_granted.")


def _parts(data: bytes) -> Iterator[bytes]:
    """The file, or what its archive holds, archives within archives too; no more than LARGEST bytes are unpacked."""
    left = LARGEST
    waiting = deque([data])
    members = 0
    while waiting:
        part = waiting.popleft()
        if not part.startswith(b"PK\x03\x04"):
            yield part
            continue
        try:
            with zipfile.ZipFile(io.BytesIO(part)) as archive:
                for entry in archive.infolist():
                    members += 1
                    if members > MEMBERS or left <= 0:
                        return
                    with archive.open(entry) as file:
                        inner = file.read(left)
                    left -= len(inner)
                    waiting.append(inner)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
            raise BadRequest("The archive cannot be read: it is damaged or locked.") from error
