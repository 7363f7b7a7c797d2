"""What has changed since a version of the data, as sentences: old and new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.text import labels
from dashboard.text.formatting import period
from dashboard.text.labels import Mark

# Beside the words of labels, which leave out what goes without saying.
PLANNED = {**labels.STATUSES, "observed": "observed"}
VOICES = {**labels.VOICES, "document": "in the document's own voice"}


@dataclass(frozen=True)
class ChangeWords:
    """A changed value: whose it is, what it was, what it is."""

    what: str
    old: str
    new: str

    @property
    def sentence(self) -> str:
        """The change as part of a sentence."""
        return f"{self.what}: {self.old}, now {self.new}"


@dataclass(frozen=True)
class _ValueWords:
    """A value with everything that qualifies it, `details` in a fixed order."""

    what: str
    text: str
    when: str = ""
    details: tuple[str, ...] = ()
    nothing: str = "no figure"


def _claim(mark: Mark) -> _ValueWords:
    row, words = mark.row, mark.words
    if row.is_absent:
        return _ValueWords(row.name, f"no figure, {words.missing}", details=("",) * 4)
    details = (words.when, PLANNED[row.status], row.scope, VOICES[row.voice])
    return _ValueWords(row.name, words.figure, words.detail, details)


def _amount(mark: Mark) -> _ValueWords:
    row, words = mark.row, mark.words
    if row.is_absent:
        return replace(_claim(mark), what=f"{row.name}, {row.title}")
    when = words.detail.removeprefix(f"{row.title}, ")
    details = (words.when, PLANNED[row.status], row.scope, VOICES[row.voice])
    return _ValueWords(f"{row.name}, {row.title}", words.figure, when, details)


def _pair(mark: Mark) -> _ValueWords:
    words = mark.words
    details = (words.verdict, PLANNED[mark.row.status], VOICES[mark.row.voice])
    return _ValueWords(mark.row.title, words.figure, words.when, details)


def _square(mark: Mark) -> _ValueWords:
    return _ValueWords(mark.words.whose, mark.words.label)


def _event(mark: Mark) -> _ValueWords:
    planned = "planned" if mark.row.is_planned else "happened"
    dated = period(mark.row.period, mark.row.period_basis, mark.row.is_deadline)
    details = (planned, mark.row.title, dated)
    return _ValueWords(mark.row.title, mark.words.when, "", details, nothing="no event")


# Kind of rows -> the words of a value.
VALUES: dict[str, Callable[[Mark], _ValueWords]] = {
    "claims": _claim,
    "claims across metrics": _amount,
    "pairs": _pair,
    "coverage": _square,
    "events": _event,
}


def change_words(kind: str, before: Mark | None, after: Mark | None) -> ChangeWords:
    """One change in words; `before` or `after` is None where there was no value."""
    old = VALUES[kind](before) if before else None
    new = VALUES[kind](after) if after else None
    if old and new:
        dated = old.when == new.when and new.when
        what = f"{new.what}, {new.when}" if dated else new.what
        return ChangeWords(what, _differing(old, new, what), _differing(new, old, what))
    value = old or new
    assert value is not None
    what = ", ".join(filter(None, (value.what, value.when)))
    texts = (value.text, value.nothing)
    return ChangeWords(what, *(texts if old else reversed(texts)))


def all_change_words(
    kind: str, changes: Iterable[tuple[Mark | None, Mark | None]]
) -> list[ChangeWords]:
    """Every change (before, after) in words, once; what reads as it did has not changed."""
    words = dict.fromkeys(change_words(kind, before, after) for before, after in changes)
    return [change for change in words if change.old != change.new]


def _differing(value: _ValueWords, other: _ValueWords, what: str) -> str:
    """The value with whatever else of it differs from the other, once."""
    parts: list[str] = []
    pairs = zip((value.when, *value.details), (other.when, *other.details), strict=True)
    for part, counterpart in pairs:
        if part not in ("", counterpart, what, value.text) and part not in ", ".join(parts):
            parts.append(part)
    return ", ".join([value.text, *parts])


@dataclass(frozen=True)
class Since:
    """What differs from the version of the data that a link or file was made from.

    `released` is the day of that version, "" where there is no record of it; `changes` is None
    where its tables were made differently and cannot be set beside these.
    """

    version: str
    released: str
    changes: Sequence[ChangeWords] | None = ()

    @property
    def has_changed(self) -> bool:
        """Whether a number is not what it was."""
        return bool(self.changes)


def since_sentence(since: Since, version: str, released: str) -> str:
    """From which dataset the link was made, what is shown, and every difference."""
    shown = f"dataset {version} of {period(released)}"
    if not since.released:
        return (
            f"This link was made from dataset {since.version}, of which there is no record here. "
            f"What is shown is {shown}."
        )
    if since.changes is None:
        difference = (
            "That dataset was made differently, so that its figures cannot be set beside these."
        )
    elif since.changes:
        listed = "; ".join(change.sentence for change in since.changes)
        difference = f"Changed since: {listed}."
    else:
        difference = "None of these figures has changed since."
    origin = f"This link was made from dataset {since.version} of {period(since.released)}"
    return f"{origin}; what is shown is {shown}. {difference}"
