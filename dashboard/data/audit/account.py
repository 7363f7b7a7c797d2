"""The account of a document: every number of its text is part of a claim or an event, or dismissed with a reason."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.data.audit.number_parser import Number, agrees, find
from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import DismissalSeed
from dashboard.errors import Fault
from dashboard.model.vocabulary import DISMISSALS

KINDS = ("claim", "event", *DISMISSALS)
AROUND = 28  # characters of context on either side of a number that is not accounted for


@dataclass(frozen=True)
class Entry:
    """A number of a text and what it was taken for; "" where nobody says."""

    line: int
    number: Number
    kind: str


def account(seeds: Seeds, document: str, text: str) -> list[Entry]:
    """Every number of the text with what it is."""
    spans: dict[int, list[tuple[str, str]]] = {}
    for _, own, claim in seeds.claims:
        if own == document:
            spans.setdefault(claim.line, []).extend(
                ("claim", phrase) for phrase in (claim.says, claim.when) if phrase
            )
    for _, own, event in seeds.events:
        if own == document:
            spans.setdefault(event.line, []).append(("event", event.says))
    rules = seeds.documents[document].dismissed
    return [
        Entry(at, number, _kind(at, line, number, spans.get(at, []), rules))
        for at, line in enumerate(text.split("\n"), 1)
        for number in find(line)
    ]


def counts(entries: list[Entry]) -> dict[str, int]:
    """How many numbers are what, in the order of KINDS."""
    counted = Counter(entry.kind for entry in entries)
    return {kind: counted[kind] for kind in KINDS if counted[kind]}


def faults(seeds: Seeds, document: str, text: bytes) -> Iterator[Fault]:
    """Everything in which the seeds and the text of a document do not agree."""
    seed = seeds.documents[document]
    if hashlib.sha256(text).hexdigest() != seed.sha256:
        yield Fault(
            seed.file,
            "is not the text that was read (its SHA-256 differs)",
            "Read it anew, then record its sha256",
        )
        return
    decoded = text.decode("utf-8")
    lines = decoded.split("\n")
    for place, own, claim in seeds.claims:
        if own == document and not agrees(claim.says, claim.value):
            yield Fault(
                place,
                f"“{claim.says}” does not state {claim.value:g}",
                "Correct the value or the words",
            )
    phrases = [
        (place, claim.line, phrase)
        for place, own, claim in seeds.claims
        if own == document
        for phrase in (claim.says, claim.when)
    ]
    phrases += [
        (place, event.line, event.says) for place, own, event in seeds.events if own == document
    ]
    for place, at, phrase in phrases:
        if at > len(lines) or phrase not in lines[at - 1]:
            yield Fault(
                place,
                f"“{phrase}” does not stand on line {at} of {seed.file}",
                "Correct the line or the words",
            )
    entries = account(seeds, document, decoded)
    for entry in entries:
        if not entry.kind:
            line, number = lines[entry.line - 1], entry.number
            context = line[max(0, number.start - AROUND) : number.end + AROUND].strip()
            problem = f"{number.text!r} is not accounted for (… {context} …)"
            yield Fault(
                f"{seed.file}:{entry.line}",
                problem,
                "Enter a claim or an event, or dismiss it with a reason",
            )
    for rule in seed.dismissed:
        if not any(
            _dismisses(rule, entry.line, lines[entry.line - 1], entry.number) for entry in entries
        ):
            yield Fault(
                f"documents/{document}.toml [[dismissed]]",
                f"{rule.reason!r} dismisses nothing",
                "Remove the rule or mend it",
            )
    recorded = seeds.account.get(document)
    if not recorded or recorded.sha256 != seed.sha256 or recorded.numbers != counts(entries):
        yield Fault(
            f"account.toml [{document}]",
            "is not the account of this text",
            "Run: dashboard audit --write",
        )


def write(seeds: Seeds, texts: Path, target: Path) -> None:
    """Record how many numbers of each text are what."""
    parts = [
        "# How many numbers of each document's text are what; written by `dashboard audit --write`.\n"
    ]
    for document, seed in sorted(seeds.documents.items()):
        entries = account(seeds, document, (texts / seed.file).read_text(encoding="utf-8"))
        rows = "".join(f'"{kind}" = {number}\n' for kind, number in counts(entries).items() if kind)
        parts.append(f'[{document}]\nsha256 = "{seed.sha256}"\n\n[{document}.numbers]\n{rows}')
    target.write_text("\n".join(parts), encoding="utf-8")


def _kind(
    at: int, line: str, number: Number, phrases: list[tuple[str, str]], rules: list[DismissalSeed]
) -> str:
    for kind, phrase in phrases:
        for found in re.finditer(re.escape(phrase), line):
            if found.start() <= number.start and number.end <= found.end():
                return kind
    return next((rule.reason for rule in rules if _dismisses(rule, at, line, number)), "")


def _dismisses(rule: DismissalSeed, at: int, line: str, number: Number) -> bool:
    if rule.lines and not any(low <= at <= high for low, high in _ranges(rule.lines)):
        return False
    if rule.tokens and number.text.lower() not in [token.lower() for token in rule.tokens]:
        return False
    matches = re.finditer(rule.pattern, line) if rule.pattern else ()
    return not rule.pattern or any(
        found.start() <= number.start and number.end <= found.end() for found in matches
    )


def _ranges(lines: str) -> list[tuple[int, int]]:
    ends = [part.strip().split("-") for part in lines.split(",")]
    return [(int(end[0]), int(end[-1])) for end in ends]
