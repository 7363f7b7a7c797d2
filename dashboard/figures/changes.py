"""Which values of a figure have changed from one version of the data to another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from dashboard.model.row import FigureRow
from dashboard.text.labels import Mark


@dataclass(frozen=True)
class Change:
    """A value that is not what it was: the mark before and after, None where there was none."""

    before: Mark | None
    after: Mark | None


@dataclass(frozen=True)
class Value:
    """One value that a figure shows, as what it says (`content`) and what it stands on."""

    mark: Mark = field(compare=False)
    about: Hashable  # values of another thing are never one that changed
    behind: frozenset[Hashable]  # the claims or events it stands on
    fact: str
    content: Hashable  # two values that say the same have the same

    @property
    def is_absent(self) -> bool:
        """Whether there is no figure."""
        return self.mark.row.is_absent

    @property
    def says(self) -> Hashable:
        """What a reader learns of what."""
        return self.about, self.content


def _claim(row: FigureRow) -> tuple[Hashable, frozenset, str, Hashable]:
    about = (row.metric, row.entity)
    if row.is_absent:
        return about, frozenset(), "", row.missing
    content = (
        row.quantity,
        row.also,
        row.period,
        row.period_basis,
        row.status,
        row.scope,
        row.voice,
    )
    return about, frozenset(row.claims), f"{row.fact} {row.unit}", content


def _pair(row: FigureRow) -> tuple[Hashable, frozenset, str, Hashable]:
    # The words of a stated ratio hold names, so a new name is a change too.
    stated = tuple((row.name, row.against_name, row.quantity, row.also) for row in row.members)
    content = (row.times, row.period, row.verdict, () if row.is_computed else stated)
    return (row.metric, row.is_computed), frozenset(row.claims), "", content


def _square(row: FigureRow) -> tuple[Hashable, frozenset, str, Hashable]:
    about = (row.metric, row.side)
    members = tuple((row.name, row.quantity, row.also) for row in row.members)
    return about, frozenset([about]), "", (members, row.missing)


def _event(row: FigureRow) -> tuple[Hashable, frozenset, str, Hashable]:
    date = (row.period, row.period_basis, bool(row.dispute))
    # An event's id may pass to another one: it is the same where its date or title still is.
    behind = frozenset((event, part) for event in row.events for part in (date, row.title))
    return "", behind, "", (date, row.title, row.is_planned)


# Kind of rows -> what a row is about, what it stands on, its fact, and what it says.
VALUES: dict[str, Callable[[FigureRow], tuple[Hashable, frozenset, str, Hashable]]] = {
    "claims": _claim,
    "claims across metrics": _claim,
    "pairs": _pair,
    "coverage": _square,
    "events": _event,
}


def changes(kind: str, before: Sequence[Mark], after: Sequence[Mark]) -> list[Change]:
    """Which values changed from the marks `before` to those `after`, of one view in two versions.

    A value is its number with its hedge, its period, status, scope and voice; of a pair its verdict
    too, of an event its date, title and whether it is planned. Caveats, notes and names are no
    values. Values are matched by the claims, the fact or the events they stand on, never by their
    place; so a claim that only moved to another line, or was joined with another that says the
    same, changes nothing.
    """
    old, new = (
        [Value(mark, *VALUES[kind](mark.row)) for mark in marks] for marks in (before, after)
    )
    said_before, said_after = {value.says for value in old}, {value.says for value in new}
    ids = {value.behind for value in old} & {value.behind for value in new}
    lost = [value for value in old if value not in new]
    found = [value for value in new if value not in old]
    # What says the same under an id that is gone or new has only changed its id; then the same id
    # may say something else.
    renamed = {
        one.says
        for one in lost
        for other in found
        if one.says == other.says and not {one.behind, other.behind} <= ids
    }
    lost, found = (
        [value for value in values if value.says not in renamed] for values in (lost, found)
    )
    pairs: list[tuple[Value | None, Value | None]] = [
        (value, _twin(value, found, ids)) for value in lost
    ]
    reached = [twin for _, twin in pairs]
    pairs += [(_twin(value, lost, ids), value) for value in found if value not in reached]
    changed = [
        Change(one.mark if one else None, other.mark if other else None)
        for one, other in pairs
        if _is_change(one, other, said_before, said_after)
    ]
    return list(dict.fromkeys(changed))


def _is_change(
    one: Value | None,
    other: Value | None,
    said_before: set[Hashable],
    said_after: set[Hashable],
) -> bool:
    if one and other:
        return one.says != other.says
    if one:
        return not one.is_absent and one.says not in said_after
    return other is not None and not other.is_absent and other.says not in said_before


def _twin(value: Value, others: list[Value], ids: set[frozenset]) -> Value | None:
    """The one of `others` on the same claims; where there is none to be (`ids`), the likest.

    That is the one of the same fact, else the one that shares the most claims.
    """

    def likeness(other: Value) -> tuple[bool, bool, int]:
        same_fact = bool(value.fact) and other.fact == value.fact
        return other.behind == value.behind, same_fact, len(other.behind & value.behind)

    free = [
        other
        for other in others
        if other.behind == value.behind or not {other.behind, value.behind} & ids
    ]
    near = [other for other in free if other.about == value.about and any(likeness(other))]
    return max(near, key=likeness, default=None)
