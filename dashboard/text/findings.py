"""What a figure found, as its headline: its own figures in at most fifteen words.

A headline is never surer than the claims behind it: hedge, plan, estimate and voice go into it, or
the figure keeps its question.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from dashboard.model.comparison import Standing
from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.model.vocabulary import CURRENCIES
from dashboard.text.comparisons import standing_words
from dashboard.text.labels import STATUSES, VOICES, Mark
from dashboard.text.names import lower_first

MOST_WORDS = 15  # of a headline (ONS, chart titles)
MOST_FIGURES = 3  # that a headline names


def of_metric(title: str, marks: Sequence[Mark], project: Project) -> str:
    """The figures of one metric: "AI patents: 35 for Chile, at least 12 for Norway"; "" for many.

    What was counted differs from figure to figure in some metrics; those keep their question.
    """
    present = [mark for mark in marks if not mark.row.is_absent]
    is_one_count = len({(mark.row.scope, mark.row.source) for mark in present}) == 1
    if not present or len(present) > MOST_FIGURES or (len(present) > 1 and not is_one_count):
        return ""
    values = ", ".join(_value(mark, title, project) for mark in present)
    return _short(f"{title}: {values}")


def _value(mark: Mark, title: str, project: Project) -> str:
    """One figure with whose it is, unless the title says that, and what weakens it."""
    row = mark.row
    side = project.side_by_id.get(row.entity)
    name = side.short if side else row.name
    whose = f" for {name}" if name not in title else ""
    weak = [words for words in (STATUSES[row.status], VOICES[row.voice]) if words]
    return ", ".join([f"{mark.words.figure}{whose}", *weak])


def of_series(title: str, stands: Standing, project: Project) -> str:
    """Whose figure is larger, and since when."""
    words = lower_first(standing_words(stands, project))
    return _short(f"{title}: {words}") or _short(f"{title}: {words.partition(';')[0]}")


# Group of pairs -> how many of them for a side; of the unclear ones in all.
GROUPS = {
    "better": "{count} better for {side}",
    "larger": "{count} larger for {side}",
    "unclear": "{count} unclear",
}


def of_pairs(marks: Sequence[Mark], project: Project) -> str:
    """In how many pairs whose figure is better, or merely larger: "7 pairs: 3 better for …"."""
    told = [
        words
        for group in GROUPS
        for words in _grouped(group, [m.row for m in marks if m.row.group == group], project)
    ]
    if len(marks) < 2:
        return ""
    headlines = (
        _short(f"{len(marks)} pairs: {', '.join(told[:most])}") for most in range(len(told), 0, -1)
    )
    return next(filter(None, headlines), "")


def _grouped(group: str, rows: Sequence[FigureRow], project: Project) -> Iterator[str]:
    if group == "unclear":
        counts = {"": len(rows)}
    else:
        sides = (_ahead(row, project) for row in rows)
        counts = dict(Counter(sides))
    for side in ("", *project.side_ids):
        if counts.get(side):
            short = project.side_by_id[side].short if side else ""
            yield GROUPS[group].format(count=counts[side], side=short)


def _ahead(row: FigureRow, project: Project) -> str:
    """The side on which a pair that is not unclear stands."""
    assert row.advantage is not None
    return project.side_ids[row.advantage.value < 1]


def of_coverage(marks: Sequence[Mark], project: Project) -> str:
    """For how many metrics each side has a figure."""
    metrics = len({mark.row.metric for mark in marks})
    first, second = project.sides
    counts = Counter(mark.row.side for mark in marks if not mark.row.is_absent)
    own, others = counts[first.id], counts[second.id]
    told = f"{own} have a figure for {first.short}, {others} for {second.short}"
    return _short(f"Of {metrics} metrics, {told}") if metrics > 1 else ""


def of_amounts(marks: Sequence[Mark], project: Project) -> str:
    """How many sums of money, in how many currencies, and how many of them planned."""
    currencies = {mark.row.unit for mark in marks} & set(CURRENCIES)
    planned = sum(mark.row.is_planned for mark in marks)
    if len(marks) < 2:
        return ""
    rest = f", {planned} of them planned" if planned else ""
    kinds = f"{len(currencies)} currencies" if len(currencies) > 1 else "one currency"
    return _short(f"{len(marks)} sums of money in {kinds}{rest}")


def of_movement(standings: Sequence[Standing], project: Project) -> str:
    """In how many counts over time whose figure is the larger at the end."""
    if len(standings) < 2:
        return ""
    last = Counter(stands.larger[-1].side for stands in standings)
    told = [f"for {side.short} in {last[side.id]}" for side in project.sides if last[side.id]]
    if len(told) == 1:
        told = [f"for {side.short} in all" for side in project.sides if last[side.id]]
    return _short(f"{len(standings)} counts over time: last larger {', '.join(told)}")


def of_events(marks: Sequence[Mark], project: Project) -> str:
    """How many events, and how many of them planned."""
    planned = sum(mark.row.is_planned for mark in marks)
    rest = f", {planned} of them planned" if planned else ""
    return f"{len(marks)} events{rest}" if len(marks) > 1 else ""


def of_statements(marks: Sequence[Mark], project: Project) -> str:
    """How many figures are stated."""
    present = sum(not mark.row.is_absent for mark in marks)
    return f"{present} figures, each as it is stated" if present > 1 else ""


# Overview -> its headline; "" where it keeps its question.
OVERVIEWS: dict[str, Callable[[Sequence[Mark], Project], str]] = {
    "lead": of_pairs,
    "coverage": of_coverage,
    "amounts": of_amounts,
    "timeline": of_events,
    "statements": of_statements,
}


def _short(headline: str) -> str:
    """The headline, "" where it is too long to be one."""
    return headline if len(headline.split()) <= MOST_WORDS else ""
