"""A part of a file, for programs that read a table in pieces (RFC 9110, 14)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

# One range; several at once are answered with the whole, as the standard allows.
RANGE = re.compile(r"bytes=([0-9]{0,15})-([0-9]{0,15})")


def whole_or_part(
    request: Request, content: bytes, media: str, headers: Mapping[str, str]
) -> Response:
    """The content, or the one range of it that is asked for.

    `headers` name its ETag. A range of another version of the content is answered with the whole.
    """
    headers = {**headers, "Accept-Ranges": "bytes"}
    asked = RANGE.fullmatch(request.headers.get("range", ""))
    version = request.headers.get("if-range", headers["ETag"])
    if not asked or version != headers["ETag"] or not _is_range(asked[1], asked[2]):
        return Response(content, 200, headers, media)
    size = len(content)
    first, end = _bounds(asked[1], asked[2], size)
    if first >= end:
        headers["Content-Range"] = f"bytes */{size}"
        return Response(b"", 416, headers, media)
    headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    return Response(content[first:end], 206, headers, media)


def _is_range(first: str, last: str) -> bool:
    """Whether these are ends of a range: one of them at least, the first not after the last."""
    return bool(first or last) and not (first and last and int(first) > int(last))


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first byte of a range, and the one behind its last; the range is empty beyond the end."""
    if not first:
        return max(size - int(last), 0), size
    return int(first), min(int(last) + 1, size) if last else size
