"""The rows of figures in words: whose figure, how much, when, and why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.model.dataset import Source
from dashboard.model.intervals import Interval
from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.text.comparisons import verdict_sentence
from dashboard.text.formatting import RAISED, marker, multiple, period, quantities
from dashboard.text.names import both_sides, in_sentence
from dashboard.text.sources import published

ABSENCES = {
    "not stated": "not stated",
    "not applicable": "not applicable",
    "not comparable": "not comparable",
    "undated": "undated",
    "filtered": "left out by the filter",
}
STATUSES = {"observed": "", "target": "planned", "forecast": "forecast"}
VOICES = {"document": "", "company": "a company's own figure", "opinion": "an opinion"}


@dataclass(frozen=True)
class RowWords:
    """A row as readers meet it."""

    whose: str  # whose figure it is, and of what where rows of a figure differ in that
    figure: str  # the hedged figure; "" where there is none
    label: str  # the line above a mark, with its footnote numbers
    detail: str  # the line below it: when, whether planned, or why there is no figure
    when: str
    spoken: str  # all of it in one line, for those who hear it
    missing: str = ""  # why there is no figure
    verdict: str = ""


@dataclass(frozen=True)
class Mark:
    """A row with its words and the sources behind it: what charts, tables and files are made of."""

    row: FigureRow
    words: RowWords
    sources: tuple[Source, ...] = ()

    @property
    def quotes(self) -> str:
        """The documents' own words, in quotation marks."""
        return "; ".join(f"“{words}”" for words in self.row.says)

    @property
    def caveat(self) -> str:
        """Every caveat, one after the other."""
        return " ".join(self.row.caveats)


def _spoken(label: str, detail: str) -> str:
    line = "".join(letter for letter in label if letter not in RAISED).strip()
    return f"{line}, {detail}" if detail else line


def claim_words(row: FigureRow, project: Project) -> RowWords:
    """A figure of one metric."""
    missing = ABSENCES.get(row.missing, "")
    if row.quantity is None:
        label = f"{row.name}: no figure"
        return RowWords(row.name, "", label, missing, "", _spoken(label, missing), missing)
    figure = quantities(row.quantity, row.also)
    label = f"{row.name}: {figure} {marker(row.markers)}"
    when = period(row.period, row.period_basis)
    detail = "" if row.unit == "year" else ", ".join(filter(None, [STATUSES[row.status], when]))
    return RowWords(row.name, figure, label, detail, when, _spoken(label, detail))


def amount_words(row: FigureRow, project: Project) -> RowWords:
    """A sum of money, which names its metric too."""
    words = claim_words(row, project)
    when = STATUSES["target"] if row.status == "target" else words.when
    detail = f"{row.title}, {when}"
    spoken = _spoken(words.label, detail)
    return RowWords(row.name, words.figure, words.label, detail, words.when, spoken)


def pair_words(row: FigureRow, project: Project) -> RowWords:
    """A ratio between the two sides."""
    assert row.times is not None
    assert row.verdict is not None
    figure = _computed(row, project) if row.is_computed else _stated(row, project)
    first = row.members[0]
    when = period(first.period, first.period_basis) if row.period else period("")
    label = f"{row.title} {marker(row.markers)}"
    return RowWords(
        whose=f"{row.title}, {both_sides(project)}",
        figure=figure,
        label=label,
        detail=f"{figure}, {when}",
        when=when,
        spoken=_spoken(label, f"{figure}, {when}"),
        verdict=verdict_sentence(row.verdict),
    )


def _computed(row: FigureRow, project: Project) -> str:
    assert row.times is not None
    first, second = project.sides
    if row.times.value >= 1:
        return f"{first.name}: {multiple(row.times)} {second.in_sentence}"
    return f"{second.name}: {multiple(Interval(1, 1) / row.times)} {first.in_sentence}"


def _stated(row: FigureRow, project: Project) -> str:
    assert row.times is not None
    [stated] = row.members
    of_base = "that of" if row.times.value > 1 else "of"
    figure = quantities(stated.figure, stated.also)
    return f"{stated.name}: {figure} {of_base} {in_sentence(stated.against_name, project)}"


def coverage_words(row: FigureRow, project: Project) -> RowWords:
    """What is stated of one metric for one side, or why nothing is."""
    missing = ABSENCES.get(row.missing, "")
    stated = "; ".join(
        f"{member.name}: {quantities(member.figure, member.also)}" for member in row.members
    )
    label = stated or f"no figure, {missing}"
    named = f"{row.title}, {row.name}" if missing else row.title
    spoken = f"{named}: {label}"
    return RowWords(f"{row.title}, {row.name}", stated, label, "", "", spoken, missing)


def event_words(row: FigureRow, project: Project) -> RowWords:
    """An event or a plan; its label begins with the date."""
    when = event_date(row)
    label = f"{when}: {row.title}"
    return RowWords(row.name or NOBODY, "", label, "", when, _spoken(label, ""))


NOBODY = "no actor named"


def event_date(row: FigureRow) -> str:
    """When, and whether the documents agree on it."""
    when = period(row.period, row.period_basis) if row.period else "no date"
    return f"{when} (the documents disagree)" if row.is_disputed else when


def numbered(marks: Sequence[Mark]) -> list[str]:
    """One line a mark, under the number that the chart writes on it, with its places."""
    return [
        f"({number}) {mark.words.label} ({mark_places(mark)})"
        for number, mark in enumerate(marks, 1)
    ]


def mark_places(mark: Mark) -> str:
    """The documents and lines behind a mark, in short."""
    return "; ".join(f"{source.title}, line {source.line}" for source in mark.sources)


def value_places(mark: Mark) -> str:
    """Where a value stands, or why there is none, for catalogues of data."""
    if mark.row.is_absent:
        return f"no figure, {mark.words.missing}. {mark.row.note}".strip()
    return "; ".join(
        f"{source.title} ({published(source) or 'undated'}), line {source.line}"
        for source in mark.sources
    )
