"""The rows of figures in words: whose figure, how much, when, and why there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape

from dashboard.model.dataset import Source
from dashboard.model.intervals import Interval
from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.text.comparisons import verdict_sentence
from dashboard.text.formatting import (
    RAISED,
    bounded,
    marker,
    multiple,
    period,
    quantities,
    rounding,
)
from dashboard.text.names import in_sentence
from dashboard.text.sources import (
    MIXED,
    READINGS,
    STATISTIC,
    credited,
    date_words,
    dated_place,
    edition_words,
    located,
    source_date,
    source_sentence,
)

ABSENCES = {
    "not stated": "not stated",
    "not applicable": "not applicable",
    "not comparable": "not comparable",
    "undated": "undated",
    "filtered": "left out by the filter",
    "no date": "undated, so that no year's rate or population can be taken",
    "several years": "of several years, for which there is no one rate or population",
    "no rate": "no rate of exchange for its year",
    "no population": "no population within a year of it",
    "no gdp": "no GDP within a year of it",
    "no currency": "no rate for its currency",
    "no country": "of no whole country",
    "no base": "no figure above zero in the base year",
    "break": "a break in the series lies between it and the base year",
    "edition": "of another edition than the base year's",
    "no counterpart": "no figure of the other side for that period in the same table",
}
STATUSES = {"observed": "", "estimate": "an estimate", "target": "planned", "forecast": "forecast"}
VOICES = {"document": "", "company": "a company's claim", "opinion": "an opinion"}
# Why an event is shown under a date that is not the only one it is given.
DISPUTES = {
    "between documents": "the documents disagree",
    "within a document": "the document gives another date too",
}
BETTER = {"": "", "higher": "more is better", "lower": "less is better"}


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
    remark: str = ""  # a line of its own: of a pair when, how sure, and which figure is better


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
        """Every caveat, one after the other; where documents differ, with the document's title."""
        if len({source.document for source in self.sources}) < 2:
            return " ".join(self.row.caveats)
        said = [
            f"{located(source.title, source.locator)}: {source.caveat}"
            for source in self.sources
            if source.caveat
        ]
        return " ".join(dict.fromkeys(said))


def _spoken(label: str, detail: str) -> str:
    line = "".join(letter for letter in label if letter not in RAISED).strip()
    return f"{line}, {detail}" if detail else line


def claim_words(row: FigureRow, project: Project) -> RowWords:
    """A figure of one metric."""
    missing = ABSENCES.get(row.missing, "")
    if row.quantity is None:
        label = f"{row.name}: no figure"
        return RowWords(row.name, "", label, missing, "", _spoken(label, missing), missing)
    figure = (
        bounded(row.quantity.interval, row.quantity.unit)
        if row.is_computed
        else quantities(row.quantity, row.also)
    )
    label = f"{row.name}: {figure} {marker(row.markers)}"
    when = period(row.period, row.period_basis, row.is_deadline)
    dated = () if row.unit == "year" else (STATUSES[row.status], when, *_computed_of(row))
    scope = row.scope if row.is_statistic else ""
    reported = READINGS["reported"] if row.is_reported else ""
    detail = ", ".join(filter(None, [scope, *dated, VOICES[row.voice], reported]))
    remark = _of_table(row)
    spoken = _spoken(label, ", ".join(filter(None, (detail, remark))))
    return RowWords(row.name, figure, label, detail, when, spoken, remark=remark)


def _computed_of(row: FigureRow) -> tuple[str, ...]:
    """What is not said by the unit of a computed figure."""
    return (f"{row.base_year} = 100",) if row.base_year else ()


def _of_table(row: FigureRow) -> str:
    """What tells a public statistic from a figure of the documents, and from others of its kind."""
    if not row.is_statistic:
        return ""
    return ", ".join(filter(None, (STATISTIC[row.collection], edition_words(row.edition))))


def titled_claim_words(row: FigureRow, project: Project) -> RowWords:
    """A figure in an overview across metrics, which names its metric too."""
    words = claim_words(row, project)
    is_planned = row.status == "target"  # over years that want a line of their own
    detail = f"{row.title}, {STATUSES['target'] if is_planned else words.detail}"
    remark = words.when if is_planned else words.remark
    spoken = _spoken(words.label, ", ".join(filter(None, (detail, remark))))
    return replace(words, detail=detail, spoken=spoken, remark=remark)


def pair_words(row: FigureRow, project: Project) -> RowWords:
    """A ratio between the two sides."""
    assert row.times is not None
    assert row.verdict is not None
    ratio = row.times
    if row.is_computed and ratio.value < 1:
        ratio = Interval(1, 1) / ratio
    figure = (
        _computed(row, multiple(ratio, says_rounding=False), project)
        if row.is_computed
        else _stated(row, project)
    )
    first = row.members[0]
    when = period(first.period, first.period_basis) if row.period else period("")
    scope = f", {row.scope}" if row.scope else ""
    label = f"{row.title}{scope} {marker(row.markers)}"
    rounded = rounding(ratio) if row.is_computed else ""
    sureness = (
        *(when, rounded, STATUSES[row.status], VOICES[row.voice], BETTER[row.better]),
        _of_table(row) if len({member.collection for member in row.members}) == 1 else MIXED,
    )
    remark = ", ".join(filter(None, sureness))
    return RowWords(
        whose=f"{row.title}, {pair_names(row, project)}",
        figure=figure,
        label=label,
        detail=figure,
        when=when,
        spoken=_spoken(label, f"{figure}, {remark}"),
        verdict=verdict_sentence(row.verdict),
        remark=remark,
    )


def pair_names(row: FigureRow, project: Project) -> str:
    """Whose figures a pair is made of, by the names they have: "Meta and DeepSeek"."""
    names = [member.name for member in row.members] + [
        member.against_name for member in row.members if not row.is_computed
    ]
    return " and ".join(in_sentence(name, project) for name in names)


def _computed(row: FigureRow, times: str, project: Project) -> str:
    assert row.times is not None
    first, second = (member.name for member in row.members)
    larger, smaller = (first, second) if row.times.value >= 1 else (second, first)
    return f"{larger}: {times} {in_sentence(smaller, project)}"


def _stated(row: FigureRow, project: Project) -> str:
    assert row.times is not None
    [stated] = row.members
    of_base = "" if row.times.value > 1 else "of "
    figure = quantities(stated.figure, stated.also)
    return f"{stated.name}: {figure} {of_base}{in_sentence(stated.against_name, project)}"


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
    """When, and whether it is given another date too."""
    when = row.date_words or date_words(row.period, row.period_basis, row.is_deadline)
    return f"{when} ({DISPUTES[row.dispute]})" if row.dispute else when


def listed(marks: Sequence[Mark]) -> list[str]:
    """One line a mark, with its places."""
    return [f"{mark.words.label} ({mark_places(mark)})" for mark in marks]


def hovered(marks: Sequence[Mark]) -> str:
    """Events of one year of one side, a line each, as Plotly shows them where one points."""
    return "<br>".join(f"{escape(mark.words.when)}: {escape(mark.row.title)}" for mark in marks)


def mark_places(mark: Mark) -> str:
    """What stands behind a mark, in short, each with its own date where that differs.

    Those that tell of an event without a date come last.
    """
    dated = [source for source in mark.sources if source.claim not in mark.row.undated_events]
    undated = [source for source in mark.sources if source.claim in mark.row.undated_events]
    places = _places(dated, lambda source: _other_date(source, mark.row))
    if undated:
        places.append(f"also told, undated, in {', '.join(_places(undated, lambda source: ''))}")
    return "; ".join(places)


def _places(sources: Sequence[Source], note: Callable[[Source], str]) -> list[str]:
    """Cited work, document and lines: one place for all lines that have these and one note."""
    places: dict[tuple[str, str, str], list[Source]] = {}
    for source in sources:
        places.setdefault((source.cites, source.title, note(source)), []).append(source)
    return [
        f"{credited(located(title, _locators(group)), work)}{noted}"
        for (work, title, noted), group in places.items()
    ]


def _locators(sources: Sequence[Source]) -> str:
    """Where in one document: "lines 3 and 5", or the places of a table."""
    lines = [source.line for source in sources if source.line is not None]
    if len(lines) == len(sources):
        return _lines(lines)
    return ", ".join(dict.fromkeys(source.locator for source in sources))


def _lines(numbers: Sequence[int]) -> str:
    *first, last = map(str, dict.fromkeys(numbers))
    return f"lines {', '.join(first)} and {last}" if first else f"line {last}"


def _other_date(source: Source, row: FigureRow) -> str:
    """The date that a document gives an event, where it is not the one that is shown."""
    own = (source.period, source.period_basis)
    if not source.event or own == (row.period, row.period_basis):
        return ""
    return f" ({source_date(source)})"


def value_places(mark: Mark) -> str:
    """Where a value stands, or why there is none, for catalogues of data."""
    if mark.row.is_absent:
        return f"no figure, {mark.words.missing}. {mark.row.note}".strip()
    return "; ".join(
        f"{credited(dated_place(source), source.cites)}{_other_date(source, mark.row)}"
        for source in mark.sources
    )


def short_places(marks: Sequence[Mark]) -> list[str]:
    """Where marks stand, as short as a line of a list has room: work, title, lines, each once."""
    sources = {source.marker: source for mark in marks for source in mark.sources}
    return _places(list(sources.values()), lambda source: "")


def source_lines(mark: Mark) -> list[str]:
    """Every source of a mark, with the date that it gives an event itself where that differs."""
    lines = (
        f"{source_sentence(source).rstrip('.')}{_other_date(source, mark.row)}"
        for source in mark.sources
    )
    return list(dict.fromkeys(lines))
