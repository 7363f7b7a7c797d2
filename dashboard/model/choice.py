"""How one choice of a reader is read from plain text, and what is said where it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from dashboard.errors import BadRequest, suggest
from dashboard.model.dataset import Dataset
from dashboard.model.sizes import size

# Text of the choice, its name and what is allowed -> the value (None where nothing of it can be
# read) and the problem ("" where there is none).
Reader = Callable[[str, str, Collection[str]], tuple[Any, str]]

MOST_NAMED = 3  # names of one list that do not exist; the others are counted
VERSION = re.compile(r"[0-9a-f]{12}")  # of a dataset


def no_names(dataset: Dataset, forms: Collection[str]) -> Collection[str]:
    """For choices that are no names."""
    return ()


@dataclass(frozen=True)
class Choice:
    """One field of a View: what it means, how its text is read, and which names it may hold.

    `allowed` gives the names for a dataset and the charts that are fair to a figure.
    """

    help: str
    read: Reader
    allowed: Callable[[Dataset, Collection[str]], Collection[str]] = no_names


def one_name(text: str, name: str, allowed: Collection[str]) -> tuple[str | None, str]:
    """One of the allowed names."""
    if text in allowed:
        return text, ""
    return None, f"{name} must be one that fits this figure. {suggest('', allowed)}"


def names(text: str, name: str, allowed: Collection[str]) -> tuple[tuple[str, ...] | None, str]:
    """Names separated by commas, each once; those that exist are kept where others do not."""
    asked = dict.fromkeys(part for part in text.split(",") if part)
    known = tuple(part for part in asked if part in allowed)
    unknown = [part for part in asked if part not in allowed]
    listed = sorted({each for each in allowed if each})
    problems = dict.fromkeys(_no_such_name(name, part, listed) for part in unknown[:MOST_NAMED])
    if more := len(unknown[MOST_NAMED:]):
        problems[f"{name} has {more} more that do not exist."] = None
    return known or None, " ".join(problems)


def _no_such_name(name: str, unknown: str, listed: list[str]) -> str:
    shown = f": {unknown!r}" if re.fullmatch(r"[\w.-]{1,60}", unknown) else ""
    return f"{name} has a name that does not exist{shown}. {suggest(unknown, listed)}"


@dataclass(frozen=True)
class PlainText:
    """Words as somebody types them, at most `longest` characters."""

    longest: int

    def __call__(self, text: str, name: str, allowed: Collection[str]) -> tuple[str | None, str]:
        """The words, with single spaces."""
        words = " ".join(text.split())
        if len(words) <= self.longest:
            return words, ""
        return None, f"{name} must have at most {self.longest} characters."


@dataclass(frozen=True)
class WholeNumber:
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def __call__(self, text: str, name: str, allowed: Collection[str]) -> tuple[int | None, str]:
        """The number."""
        is_number = text.isascii() and text.isdigit() and len(text) <= 4
        if is_number and self.low <= int(text) <= self.high:
            return int(text), ""
        return None, f"{name} must be a whole number from {self.low} to {self.high}."


def size_text(text: str, name: str, allowed: Collection[str]) -> tuple[str | None, str]:
    """A size as `sizes.size` reads it."""
    try:
        size(text)
    except BadRequest as error:
        return None, str(error)
    return text, ""


def version(text: str, name: str, allowed: Collection[str]) -> tuple[str | None, str]:
    """The version of a dataset."""
    if VERSION.fullmatch(text):
        return text, ""
    return None, f"{name} must be the version of a dataset, 12 hexadecimal digits."
