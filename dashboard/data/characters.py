"""Characters that no text of the data may hold: readers do not see them, or files break on them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

# Control characters, private use, half characters, ends of lines and paragraphs; what turns the
# direction of writing or has neither width nor meaning; U+FFFD, the trace of a wrong encoding;
# code points that are no characters. Joiners, soft hyphens and marks of direction are writing.
_UNFIT = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u2060-\u2064\u202a-\u202e\u2066-\u206f\ufeff"
    "\ufff9-\ufffb\ufffd\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff"
    + "".join(f"{chr(0x10000 * plane - 2)}{chr(0x10000 * plane - 1)}" for plane in range(2, 16))
    + "]"
)
_NAMES = {
    "\t": "a tab",
    "\n": "a line break",
    "\r": "a line break",
    "\u2028": "a line break",
    "\u2029": "a line break",
    "\x85": "a line break",
}
_KINDS = {"Cc": "a control character", "Cs": "half a character", "Co": "a private character"}


def unfit(text: str, *, is_paragraph: bool = False) -> str:
    """What the first character that `text` may not hold is, with its code; "" where all are fit.

    Only a paragraph may have line breaks.
    """
    found = _UNFIT.search(text.replace("\n", " ") if is_paragraph else text)
    if not found:
        return ""
    sign = found.group()
    name = _NAMES.get(sign) or _KINDS.get(unicodedata.category(sign))
    name = name or unicodedata.name(sign, "no character").lower()
    return f"{name} (U+{ord(sign):04X})"


def strings(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple, str]]:
    """Every text in a value of TOML or JSON, names of fields too, with the path to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield (*path, name), name
            yield from strings(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from strings(inner, (*path, number))
