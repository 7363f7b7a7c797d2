"""The text of a document as it was read, whatever an editor or git has made of its line ends."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8


def as_it_was_read(content: bytes, sha256: str) -> tuple[str, bool]:
    """The text in the bytes of a file, and whether it is the one of that hash.

    It is where only a byte order mark, line ends of CR LF, or a last line end differ, which it
    then has not. Raises UnicodeDecodeError where the file is not UTF-8.
    """
    plain = content.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
    for same in (content, plain, plain + b"\n", plain.removesuffix(b"\n")):
        if hashlib.sha256(same).hexdigest() == sha256:
            return same.decode("utf-8"), True
    return plain.decode("utf-8"), False
