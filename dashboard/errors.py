"""What can go wrong, said so that the next person knows the place and the cure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

T = TypeVar("T")


class DashboardError(Exception):
    """Any error that is ours to explain; its text is fit to show a reader."""


class UnknownName(DashboardError):
    """A name that does not exist (HTTP 404)."""


class BadRequest(DashboardError):
    """A choice that cannot be drawn (HTTP 400)."""


class Unavailable(DashboardError):
    """Something this machine lacks, such as a Chrome (HTTP 503)."""


@dataclass(frozen=True)
class Fault:
    """One fault of a file written by hand: where it is, what is wrong, what to do."""

    place: str
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}. {self.cure}"


class FaultyInput(DashboardError):
    """Every fault of an input at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        count = len(self.faults)
        super().__init__(
            "\n".join(
                [f"{count} fault{'s' if count != 1 else ''}:", *(f"- {f}" for f in self.faults)]
            )
        )


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
