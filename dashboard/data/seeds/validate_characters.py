"""What no text of a seed may hold, whatever its field: readers do not see it, or files break."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dashboard.data.characters import strings, unfit
from dashboard.data.schema import PARAGRAPHS
from dashboard.errors import Fault

LONGEST = 5000  # characters of one text: more than any caveat, fewer than break a page


def character_faults(file: str, data: dict[str, Any]) -> Iterator[Fault]:
    """Texts of a file that hold what cannot be shown, or begin or end with a blank."""
    paragraphs = PARAGRAPHS.get(file.removesuffix(".toml"), ())
    for path, text in strings(data):
        hidden = unfit(text, is_paragraph=path[-1] in paragraphs)
        if hidden:
            yield Fault(_place(file, path), f"holds {hidden}", "Take it out")
        elif text != text.strip() and path[-1] != "pattern":  # of words, which may end in a blank
            blank = "is blank" if not text.strip() else "begins or ends with a blank"
            yield Fault(_place(file, path), blank, "Write it without")
        elif len(text) > LONGEST:
            problem = f"is {len(text):,} characters long"
            yield Fault(_place(file, path), problem, f"Write {LONGEST:,} at most")


def _place(file: str, path: tuple[str | int, ...]) -> str:
    """The file with the path to a text in it, as other faults name it."""
    return f"{file}: {'.'.join(str(part) for part in path)}"
