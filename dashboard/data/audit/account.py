"""The account of a document: what each number of its text is, a claim, an event, or dismissed."""

from __future__ import annotations

import hashlib
import json
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from dashboard.data.audit.number_parser import Number, agrees, find
from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import AccountSeed, ClaimSeed, DismissalSeed, EventSeed
from dashboard.data.texts import as_it_was_read
from dashboard.errors import Fault, counted
from dashboard.model.vocabulary import DISMISSALS

KINDS = ("claim", "event", *DISMISSALS)
AROUND = 40  # characters of context on either side of a number
CURE_NEW = "Enter a claim or an event, or see that it is dismissed with the right reason"
CURE_GONE = "Remove what was read from it, or correct it"


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


def faults(seeds: Seeds, document: str, content: bytes) -> Iterator[Fault]:
    """Everything in which the seeds and the text of a document (its id) do not agree."""
    seed = seeds.documents[document]
    try:
        text, is_the_same = as_it_was_read(content, seed.sha256)
    except UnicodeDecodeError as error:
        yield Fault(
            seed.file, f"is not UTF-8, from byte {error.start + 1} on", "Save it in that encoding"
        )
        return
    lines, entries = text.split("\n"), account(seeds, document, text)
    if not is_the_same:
        yield Fault(
            seed.file,
            "is not the text that was read (its SHA-256 differs)",
            f'Read what has changed, then write sha256 = "{hashlib.sha256(content).hexdigest()}" '
            f"in documents/{document}.toml and run: dashboard audit --write",
        )
        yield from _changed_numbers(seeds, document, lines, entries)
        yield from _words_not_there(seeds, document, lines)
        return
    yield from _values_not_said(seeds, document)
    yield from _words_not_there(seeds, document, lines)
    yield from _numbers_unaccounted(seed.file, lines, entries)
    yield from _idle_rules(document, seed.dismissed, lines, entries)
    if not _is_recorded(seeds, document, text):
        yield Fault(
            f"account.toml [{document}]",
            "is not the account of this text",
            "Run: dashboard audit --write",
        )


def _is_recorded(seeds: Seeds, document: str, text: str) -> bool:
    """Whether account.toml has the account of this text, or one from before it listed lines."""
    record, now = seeds.account.get(document), recorded(seeds, document, text)
    return record is not None and record in (now, now.model_copy(update={"lines": {}}))


def summary(seeds: Seeds, document: str, content: bytes, faults: Sequence[Fault]) -> str:
    """How many numbers of the text of a document are what, or that it is not accounted for."""
    if faults:
        return f"not accounted for, {counted(faults)}"
    sha256 = seeds.documents[document].sha256
    text, _ = as_it_was_read(content, sha256)
    numbers = counts(account(seeds, document, text))
    listed = ", ".join(f"{number} {kind}" for kind, number in numbers.items())
    otherwise = _written_otherwise(content, sha256)
    note = f" (the text as it was read, but for {otherwise})" if otherwise else ""
    return f"{sum(numbers.values())} numbers accounted for{note}: {listed}"


def _written_otherwise(content: bytes, sha256: str) -> str:
    """How a file that holds the text of that hash differs from it; "" where nothing does."""
    if hashlib.sha256(content).hexdigest() == sha256:
        return ""
    marks = ["a byte order mark"] * content.startswith(BOM_UTF8)
    marks += ["line ends of CR LF"] * (b"\r\n" in content)
    return " and ".join(marks) or "another end of its last line"


def renewed(seeds: Seeds, contents: Mapping[str, bytes]) -> dict[str, AccountSeed]:
    """The account of every document (its id), whose text has this content.

    Where a text is not the one that was read, the account of that one stays.
    """
    accounts = {}
    for document, content in contents.items():
        try:
            text, is_the_same = as_it_was_read(content, seeds.documents[document].sha256)
        except UnicodeDecodeError:
            is_the_same = False
        if is_the_same:
            accounts[document] = recorded(seeds, document, text)
        elif document in seeds.account:
            accounts[document] = seeds.account[document]
    return accounts


def recorded(seeds: Seeds, document: str, text: str) -> AccountSeed:
    """What account.toml says of the text of a document (its id)."""
    entries = account(seeds, document, text)
    lines: dict[str, list[str]] = {}
    for entry in entries:
        lines.setdefault(str(entry.line), []).append(entry.number.text)
    numbers = {kind: number for kind, number in counts(entries).items() if kind}
    return AccountSeed(sha256=seeds.documents[document].sha256, numbers=numbers, lines=lines)


def _changed_numbers(
    seeds: Seeds, document: str, lines: list[str], entries: list[Entry]
) -> Iterator[Fault]:
    """Every number that is new, gone or on another line than in the text that was read."""
    file, record = seeds.documents[document].file, seeds.account.get(document)
    if record is None or not record.lines:
        yield Fault(
            file,
            "what is new cannot be told, for account.toml does not list the numbers it had",
            "Run dashboard audit --write with the text that was read",
        )
        yield from _numbers_unaccounted(file, lines, entries)
        return
    before = [(int(line), text) for line, texts in record.lines.items() for text in texts]
    compared = SequenceMatcher(
        a=[text for _, text in before],
        b=[entry.number.text for entry in entries],
        autojunk=False,
    )
    changes = compared.get_opcodes()
    if all(kind == "equal" for kind, *_ in changes):
        yield Fault(file, "has the same numbers as the text that was read", "Look at its words")
    for kind, start, end, new_start, new_end in changes:
        if kind == "equal":
            yield from _moved(file, before[start:end], entries[new_start:new_end])
            continue
        for line, text in before[start:end]:
            yield Fault(f"{file}:{line}", f"{text!r}, which stood on this line, is gone", CURE_GONE)
        for entry in entries[new_start:new_end]:
            taken = f"taken for: {entry.kind}" if entry.kind else "not accounted for"
            yield Fault(
                f"{file}:{entry.line}",
                f"{entry.number.text!r} is new, {taken} ({_around(lines, entry)})",
                CURE_NEW,
            )


def _moved(file: str, before: list[tuple[int, str]], now: list[Entry]) -> Iterator[Fault]:
    """Numbers that stand on another line, those of one line together."""
    pairs = zip(before, now, strict=True)
    for (old, new), group in groupby(pairs, key=lambda pair: (pair[0][0], pair[1].line)):
        if old != new:
            texts = ", ".join(repr(text) for (_, text), _ in group)
            yield Fault(
                f"{file}:{new}",
                f"{texts} moved here from line {old}",
                "Correct the line of what was read from there",
            )


def _around(lines: list[str], entry: Entry) -> str:
    """A number with the words around it, as whoever holds the text may read them."""
    line, number = lines[entry.line - 1], entry.number
    return f"… {line[max(0, number.start - AROUND) : number.end + AROUND].strip()} …"


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
            there = [str(number) for number, text in enumerate(lines, 1) if phrase in text]
            now = f"but on line {', '.join(there[:5])}" if there else "nor on any other"
            yield Fault(
                place,
                f"“{phrase}” does not stand on line {line} of {seeds.documents[document].file}, "
                f"{now}",
                "Correct the line or the words",
            )


def _numbers_unaccounted(file: str, lines: list[str], entries: list[Entry]) -> Iterator[Fault]:
    """Numbers of the text that nobody says anything of."""
    for entry in entries:
        if not entry.kind:
            yield Fault(
                f"{file}:{entry.line}",
                f"{entry.number.text!r} is not accounted for ({_around(lines, entry)})",
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


def dump(accounts: Mapping[str, AccountSeed]) -> str:
    """The text of account.toml that records the account of each document (its id)."""
    parts = [
        "# How many numbers of each document's text are what, and which stand on which line; "
        "written by\n# `dashboard audit --write`.\n"
    ]
    for document, record in sorted(accounts.items()):
        numbers = "".join(f'"{kind}" = {number}\n' for kind, number in record.numbers.items())
        lines = "".join(
            f"{line} = {json.dumps(texts, ensure_ascii=False)}\n"
            for line, texts in record.lines.items()
        )
        parts.append(
            f'[{document}]\nsha256 = "{record.sha256}"\n\n[{document}.numbers]\n{numbers}\n'
            f"[{document}.lines]\n{lines}"
        )
    return "\n".join(parts)


def _claims_of(seeds: Seeds, document: str) -> list[tuple[str, ClaimSeed]]:
    """The claims of one document, each with its place in the seed."""
    return [
        (place, claim) for place, owner, claim in seeds.claims_of_documents if owner == document
    ]


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
