"""What of a figure has changed from one version of the data to another, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from dashboard.figures.rows.claims import when


@dataclass(frozen=True)
class Change:
    """One value of a figure that is not what it was: whose it is, what it was, what it is."""

    what: str
    old: str
    new: str


def changes(before: pd.DataFrame, after: pd.DataFrame) -> list[Change]:
    """Which values of a figure changed from the rows `before` to the rows `after`, of the same view in two versions.

    A value is its number with its hedge, its period, status, scope and voice; of a pair its verdict too, of an event its date, title and
    whether it is planned. Caveats, notes and names are no values; but a survey's words may hold a name, and then it is told. Values are
    matched by the claims, the fact or the events they stand on, never by their place; so a claim that only moved to another line, or was
    joined with another that says the same, changes nothing. A value that was not there, or is gone, is "no figure" ("no event").
    """
    old, new = ([_value(row) for row in frame.to_dict("records")] for frame in (before, after))
    was, now = {value.told for value in old}, {value.told for value in new}
    ids = {value.behind for value in old} & {value.behind for value in new}
    lost, found = (
        [value for value in old if value not in new],
        [value for value in new if value not in old],
    )
    # What says the same under an id that is gone or new has only changed its id; then the same id may say something else.
    renamed = {
        one.told
        for one in lost
        for other in found
        if one.told == other.told and not {one.behind, other.behind} <= ids
    }
    lost, found = (
        [value for value in values if value.told not in renamed] for values in (lost, found)
    )
    pairs: list[tuple[_Value | None, _Value | None]] = [
        (value, _twin(value, found, ids)) for value in lost
    ]
    reached = [twin for _, twin in pairs]
    pairs += [(_twin(value, lost, ids), value) for value in found if value not in reached]
    out = []
    for one, other in pairs:
        if one and other and one.told != other.told:
            what = (
                other.what
                if one.when != other.when or not other.when
                else f"{other.what}, {other.when}"
            )
            out.append(Change(what, _said(one, other, what), _said(other, one, what)))
        elif one and not other and not one.absent and one.told not in now:
            out.append(Change(", ".join(filter(None, (one.what, one.when))), one.text, one.nothing))
        elif other and not one and not other.absent and other.told not in was:
            out.append(
                Change(", ".join(filter(None, (other.what, other.when))), other.nothing, other.text)
            )
    return list(dict.fromkeys(out))


PLANNED = {"target": "planned"}
VOICED = {
    "document": "in the document's own voice",
    "company": "a company's own word",
    "opinion": "an opinion",
}


@dataclass(frozen=True)
class _Value:
    """One value that a figure shows; two are the same where everything but its name is."""

    what: str = field(compare=False)
    about: str  # values of another thing are never one that changed
    behind: frozenset[str]  # the claims or events it stands on
    fact: str
    text: str
    when: str
    more: tuple[str, ...]  # what else qualifies it
    absent: bool = False
    nothing: str = "no figure"

    @property
    def told(self) -> tuple:
        return self.about, self.text, self.when, self.more


def _value(row: dict[str, Any]) -> _Value:
    if "events" in row:
        planned = "planned" if row["planned"] else "happened"
        # An event's id is its place in the document; it is the same one only where its date or its title is still the same.
        behind = frozenset(
            f"{event} {mark}"
            for event in row["events"].split()
            for mark in (row["when"], row["title"])
        )
        return _Value(
            row["title"],
            "",
            behind,
            "",
            row["when"],
            "",
            (planned, row["title"]),
            nothing="no event",
        )
    if "verdict" in row:
        dated = row["sentence"].removeprefix(f"{row['text']}, ")
        about = f"{row['metric']} {row['entity']} {row['made']}"
        return _Value(
            row["title"],
            about,
            frozenset(row["claims"].split()),
            "",
            row["text"],
            dated,
            (row["verdict"],),
        )
    about = f"{row['metric']} {row.get('entity', row['side'])}"
    if "text" not in row:  # coverage: always one a metric and side
        return _Value(
            f"{row['title']}, {row['name']}",
            about,
            frozenset([about]),
            "",
            row["label"],
            "",
            (),
            bool(row["missing"]),
        )
    if row["missing"]:
        return _Value(
            row["name"], about, frozenset(), "", f"no figure, {row['missing']}", "", (), True
        )
    what, told = row["name"], row["sentence"]
    if told != when(row):  # an amount names its metric too
        told = "planned" if row["status"] == "target" else row["period_text"]
        what = f"{what}, {row['sentence'].removesuffix(f', {told}')}"
    more = (
        row["period_text"],
        PLANNED.get(row["status"], row["status"]),
        row["scope"],
        VOICED.get(row["voice"], row["voice"]),
    )
    return _Value(
        what,
        about,
        frozenset(row["claims"].split()),
        f"{row['fact']} {row['unit']}",
        row["text"],
        told,
        more,
    )


def _twin(value: _Value, others: list[_Value], ids: set[frozenset[str]]) -> _Value | None:
    """The one of `others` on the same claims; where there is none to be (`ids`), of the same fact, else sharing the most claims."""

    def likeness(other: _Value) -> tuple[bool, bool, int]:
        same = bool(value.fact) and other.fact == value.fact
        return other.behind == value.behind, same, len(other.behind & value.behind)

    free = [
        other
        for other in others
        if other.behind == value.behind or not {other.behind, value.behind} & ids
    ]
    near = [other for other in free if other.about == value.about and any(likeness(other))]
    return max(near, key=likeness, default=None)


def _said(value: _Value, other: _Value, what: str) -> str:
    """The value with whatever else of it differs from the other, once."""
    parts: list[str] = []
    for part, that in zip((value.when, *value.more), (other.when, *other.more), strict=True):
        if part not in (that, what) and part not in ", ".join(parts):
            parts.append(part)
    return ", ".join([value.text, *parts])
