"""What can go wrong, said so that the next person knows the place and the cure."""

from __future__ import annotations

import errno
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # what a full disk, or one's part of it, says


class DashboardError(Exception):
    """Any error that is ours to explain; its text is fit to show a reader."""


class UnknownName(DashboardError):
    """A name that does not exist (HTTP 404)."""


class BadRequest(DashboardError):
    """A choice that cannot be drawn (HTTP 400)."""


class Unavailable(DashboardError):
    """Something this machine lacks, such as room on its disk (HTTP 503)."""


def _shown(text: str) -> str:
    """A text of one line, whatever it quotes: what cannot be seen is written as its code."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


@dataclass(frozen=True)
class Fault:
    """One fault of a file: where it is, what is wrong, what to do."""

    place: str
    problem: str
    cure: str = ""  # "" where one cure is said for all

    def __str__(self) -> str:
        return _shown(f"{self.place}: {self.problem}. {self.cure}".rstrip())


class FaultyInput(DashboardError):
    """Every fault of an input at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join([f"{counted(self.faults)}:", *_listed(self.faults)]))


class FaultyPackage(DashboardError):
    """A data package that is not what it says it is: its faults, and one cure for all."""

    SHOWN = 20  # a file that is cut in half has one fault for each row that is gone

    def __init__(self, folder: object, faults: Iterable[Fault], cure: str) -> None:
        self.faults = list(faults)
        more = len(self.faults) - self.SHOWN
        lines = [f"The data package in {folder} cannot be used, {counted(self.faults)}:"]
        lines += _listed(self.faults[: self.SHOWN])
        lines += [f"- and {more} more"] * (more > 0)
        super().__init__("\n".join([*lines, cure]))


class Unwritten(DashboardError):
    """A file that cannot be written, with the reason and the cure."""

    def __init__(self, path: object, error: OSError, elsewhere: str, *more: str) -> None:
        cure = f"{elsewhere[0].upper()}{elsewhere[1:]}."
        if error.errno in NO_ROOM:
            cure = f"Make room there, or {elsewhere}."
        elif error.errno in (errno.EBUSY, errno.EXDEV):
            cure = f"It is a disk of its own: {elsewhere}."
        reason = f"{path} cannot be written ({error.strerror or error})."
        super().__init__(" ".join([reason, cure, *more]))


def counted(faults: Collection[Fault]) -> str:
    """How many faults there are, in words."""
    return f"{len(faults)} fault{'s' if len(faults) != 1 else ''}"


def _listed(faults: Iterable[Fault]) -> list[str]:
    return [f"- {fault}" for fault in faults]


def suggest(name: str, known: Collection[str]) -> str:
    """A cure for an unknown name: the nearest ones, else all there are."""
    near = get_close_matches(name, list(known), n=3, cutoff=0.6)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    listed = sorted(known)
    return f"There {'is' if len(listed) == 1 else 'are'}: {', '.join(listed)}."


def lookup(name: str, table: Mapping[str, T], kind: str) -> T:
    """The entry called `name`, or an error that lists the names there are."""
    if name not in table:
        shown = name if re.fullmatch(r"[\w .-]{1,60}", name) else "that name"
        raise UnknownName(f"There is no {kind} {shown!r}. {suggest(shown, table)}")
    return table[name]
