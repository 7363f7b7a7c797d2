"""The account of a document: what each number of its text is, a claim, an event, or dismissed."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.data.audit.number_parser import Number, agrees, find
from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import ClaimSeed, DismissalSeed, EventSeed
from dashboard.errors import Fault
from dashboard.model.vocabulary import DISMISSALS

KINDS = ("claim", "event", *DISMISSALS)
AROUND = 28  # characters of context on either side of a number that is not accounted for


@dataclass(frozen=True)
class Entry:
    """A number of a text and what it was taken for; "" where nobody says."""

    line: int  # counted from 1
    number: Number
    kind: str  # one of KINDS


def account(seeds: Seeds, document: str, text: str) -> list[Entry]:
    """Every number of the text of a document (its id) with what it is, in the order of the text."""
    phrases_by_line: dict[int, list[tuple[str, str]]] = {}  # line -> kind and words
    for _, claim in _claims_of(seeds, document):
        phrases_by_line.setdefault(claim.line, []).extend(
            ("claim", phrase) for phrase in (claim.says, claim.when) if phrase
        )
    for _, event in _events_of(seeds, document):
        phrases_by_line.setdefault(event.line, []).append(("event", event.says))
    rules = seeds.documents[document].dismissed
    return [
        Entry(place, number, _kind(place, line, number, phrases_by_line.get(place, []), rules))
        for place, line in enumerate(text.split("\n"), 1)
        for number in find(line)
    ]


def counts(entries: list[Entry]) -> dict[str, int]:
    """Kind -> how many numbers are of it, in the order of KINDS; without those that have none."""
    counted = Counter(entry.kind for entry in entries)
    return {kind: counted[kind] for kind in KINDS if counted[kind]}


def faults(seeds: Seeds, document: str, text: bytes) -> Iterator[Fault]:
    """Everything in which the seeds and the text of a document (its id) do not agree."""
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
    entries = account(seeds, document, decoded)
    yield from _values_not_said(seeds, document)
    yield from _words_not_there(seeds, document, lines)
    yield from _numbers_unaccounted(seed.file, lines, entries)
    yield from _idle_rules(document, seed.dismissed, lines, entries)
    recorded = seeds.account.get(document)
    if not recorded or recorded.sha256 != seed.sha256 or recorded.numbers != counts(entries):
        yield Fault(
            f"account.toml [{document}]",
            "is not the account of this text",
            "Run: dashboard audit --write",
        )


def _values_not_said(seeds: Seeds, document: str) -> Iterator[Fault]:
    """Claims whose words state another value."""
    for place, claim in _claims_of(seeds, document):
        if not agrees(claim.says, claim.value):
            yield Fault(
                place,
                f"“{claim.says}” does not state {claim.value:g}",
                "Correct the value or the words",
            )


def _words_not_there(seeds: Seeds, document: str, lines: list[str]) -> Iterator[Fault]:
    """Claims and events whose words do not stand on the line that they name."""
    phrases = [
        (place, claim.line, phrase)
        for place, claim in _claims_of(seeds, document)
        for phrase in (claim.says, claim.when)
    ]
    phrases += [(place, event.line, event.says) for place, event in _events_of(seeds, document)]
    for place, line, phrase in phrases:
        if line > len(lines) or phrase not in lines[line - 1]:
            yield Fault(
                place,
                f"“{phrase}” does not stand on line {line} of {seeds.documents[document].file}",
                "Correct the line or the words",
            )


def _numbers_unaccounted(file: str, lines: list[str], entries: list[Entry]) -> Iterator[Fault]:
    """Numbers of the text that nobody says anything of."""
    for entry in entries:
        if entry.kind:
            continue
        line, number = lines[entry.line - 1], entry.number
        context = line[max(0, number.start - AROUND) : number.end + AROUND].strip()
        yield Fault(
            f"{file}:{entry.line}",
            f"{number.text!r} is not accounted for (… {context} …)",
            "Enter a claim or an event, or dismiss it with a reason",
        )


def _idle_rules(
    document: str, rules: list[DismissalSeed], lines: list[str], entries: list[Entry]
) -> Iterator[Fault]:
    """Dismissals that no number of the text falls under."""
    for rule in rules:
        if not any(
            _dismisses(rule, entry.line, lines[entry.line - 1], entry.number) for entry in entries
        ):
            yield Fault(
                f"documents/{document}.toml [[dismissed]]",
                f"{rule.reason!r} dismisses nothing",
                "Remove the rule or mend it",
            )


def write(seeds: Seeds, texts: Path, target: Path) -> None:
    """Record in the file `target` how many numbers of each text in the folder `texts` are what."""
    parts = [
        "# How many numbers of each document's text are what; "
        "written by `dashboard audit --write`.\n"
    ]
    for document, seed in sorted(seeds.documents.items()):
        entries = account(seeds, document, (texts / seed.file).read_text(encoding="utf-8"))
        rows = "".join(f'"{kind}" = {number}\n' for kind, number in counts(entries).items() if kind)
        parts.append(f'[{document}]\nsha256 = "{seed.sha256}"\n\n[{document}.numbers]\n{rows}')
    target.write_text("\n".join(parts), encoding="utf-8")


def _claims_of(seeds: Seeds, document: str) -> list[tuple[str, ClaimSeed]]:
    """The claims of one document, each with its place in the seed."""
    return [(place, claim) for place, owner, claim in seeds.claims if owner == document]


def _events_of(seeds: Seeds, document: str) -> list[tuple[str, EventSeed]]:
    """The events of one document, each with its place in the seed."""
    return [(place, event) for place, owner, event in seeds.events if owner == document]


def _kind(
    place: int,
    line: str,
    number: Number,
    phrases: list[tuple[str, str]],
    rules: list[DismissalSeed],
) -> str:
    """What a number on the line `place` is: that of the words it stands in, else why it is none."""
    for kind, phrase in phrases:
        for found in re.finditer(re.escape(phrase), line):
            if found.start() <= number.start and number.end <= found.end():
                return kind
    return next((rule.reason for rule in rules if _dismisses(rule, place, line, number)), "")


def _dismisses(rule: DismissalSeed, place: int, line: str, number: Number) -> bool:
    """Whether the number, on the line `place` of the text, is one that the rule speaks of."""
    if rule.lines and not any(low <= place <= high for low, high in _ranges(rule.lines)):
        return False
    if rule.tokens and number.text.lower() not in [token.lower() for token in rule.tokens]:
        return False
    matches = re.finditer(rule.pattern, line) if rule.pattern else ()
    return not rule.pattern or any(
        found.start() <= number.start and number.end <= found.end() for found in matches
    )


def _ranges(lines: str) -> list[tuple[int, int]]:
    """ "3, 7-9" as pairs of first and last line."""
    ends = [part.strip().split("-") for part in lines.split(",")]
    return [(int(end[0]), int(end[-1])) for end in ends]
