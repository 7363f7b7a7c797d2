"""The words around a figure: how to read its marks, credit, and its alternative text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.model.project import Project
from dashboard.model.row import Conversion
from dashboard.model.series import series_of
from dashboard.model.vocabulary import INCONVERTIBLE
from dashboard.text.formatting import period, quantity
from dashboard.text.labels import Mark
from dashboard.text.sources import licence_words

NOTHING = "No figure matches these choices."
MOST_OF_A_SERIES = 6  # figures of one series that it names one by one
MOST_SPOKEN = 40  # rows that an alternative text names one by one
# What is drawn for a hedge, a plan or a missing date -> how to read it.
SIGNS = {
    "computed": "Dots are computed from two claims.",
    "stated": "Diamonds are stated as a ratio by a document.",
    "open end": "A dotted line with an arrow is an open end: how far it reaches is not known.",
    "several currencies": "Compare sums of one currency only.",
    "happened": "Filled: happened.",
    "hollow planned": "Hollow: planned.",
    "lower bound": "An arrow to the right marks a lower bound: the true figure may be larger.",
    "upper bound": "An arrow to the left marks an upper bound: the true figure may be smaller.",
    "logarithmic": "Logarithmic scale: each line is ten times the last.",
    "multiples": "Logarithmic scale: equal distances are equal multiples.",
    "about": "An approximate figure is not exact; how near it is is not said.",
    "pale": "Pale or hollow marks are planned or forecast, not observed.",
    "bound above": "An arrow up marks a lower bound: the true figure may be larger.",
    "bound below": "An arrow down marks an upper bound: the true figure may be smaller.",
    "reported": "Diamonds were read as others report them, not in the publisher's own table.",
    "partial": "A square is of a part of a year.",
    "dashed": "Dashed lines and hollow dots are planned or forecast, not observed.",
}


def reading(overview_signs: Iterable[str], chart_signs: Iterable[str]) -> list[str]:
    """How to read the marks: those of an overview in one note, then one for each sign."""
    overview = " ".join(SIGNS[sign] for sign in overview_signs)
    return [*filter(None, [overview]), *(SIGNS[sign] for sign in chart_signs)]


def absences(marks: Sequence[Mark]) -> list[str]:
    """Why a side is empty; where more than two are, the figure's table tells."""
    absent = [mark for mark in marks if mark.row.is_absent and mark.row.note]
    if len(absent) > 2:
        return []
    return [f"{mark.row.name}, {mark.words.missing}: {mark.row.note}" for mark in absent]


def series_notes(marks: Sequence[Mark]) -> list[str]:
    """What a reader must know of figures over time: what is cumulative, left out, or breaks."""
    rows = [mark.row for mark in marks]
    notes = []
    cumulative = dict.fromkeys(row.title for row in rows if row.timing == "cumulative")
    if cumulative:
        which = "" if len({row.metric for row in rows}) == 1 else f" ({', '.join(cumulative)})"
        notes.append(f"Cumulative{which}: each figure holds all those before it.")
    bases = sorted({row.base_year for row in rows if row.base_year})
    notes += [f"Index: the figure of {base} is 100 in each line." for base in bases]
    editions = {row.edition for row in rows if row.edition and not row.is_absent}
    sources = {(row.source, row.edition) for row in rows if row.is_statistic and not row.is_absent}
    if len(sources) > 1:
        what = "edition" if len(editions) > 1 else "table"
        notes.append(
            f"Figures of another {what} stand apart as dots: each {what} counts anew, so no line "
            "joins them."
        )
    breaks = {row.series_break: period(row.period) for row in rows if row.series_break}
    notes += [f"A break in the series before {when}: {why}" for why, when in breaks.items()]
    return notes


def left_out(marks: Sequence[Mark]) -> list[str]:
    """The figures that nothing is computed from, counted by the reason."""
    names: dict[str, dict[str, list[str]]] = {}
    for mark in marks:
        if mark.row.missing in INCONVERTIBLE:
            of_reason = names.setdefault(mark.words.missing, {})
            of_reason.setdefault(mark.row.name, []).append(period(mark.row.period))
    return [
        f"Left out, {reason}: "
        + "; ".join(f"{name} ({_listed(periods)})" for name, periods in of_reason.items())
        + "."
        for reason, of_reason in names.items()
    ]


def _listed(periods: Sequence[str]) -> str:
    """Some periods, the first and the last where there are many."""
    several = tuple(dict.fromkeys(periods))
    return ", ".join(several) if len(several) < 4 else f"{several[0]} to {several[-1]}"


def conversions(marks: Sequence[Mark], titles: Mapping[str, str]) -> list[str]:
    """By what figures were converted: rate or yardstick, years, and source (id -> title)."""
    used: dict[tuple[str, str], dict[int, Conversion]] = {}
    for mark in marks:
        for each in mark.row.conversions:
            used.setdefault((each.kind, each.source), {})[each.year] = each
    notes = []
    for (kind, source), by_year in used.items():
        of_year = [by_year[year] for year in sorted(by_year)]
        note = f"{CONVERTED[kind]} ({titles.get(source, source)})"
        if kind == "money":
            rates = [f"{each.year}: {each.by.value:g}" for each in of_year]
            note += f", {quantity(of_year[0].by).partition(' ')[2]}: {', '.join(rates)}"
        others = [each for each in of_year if each.year != each.year_used]
        note += "".join(f"; for {each.year} that of {each.year_used}" for each in others)
        notes.append(f"{note}.")
    return notes


# Kind of conversion -> how it is made.
CONVERTED = {
    "money": "Converted at the average rate of each figure's own year",
    "person": "Per person, by the population of the same year",
    "gdp": "In proportion to the GDP of the same year",
}


def alternative_text(
    question: str, definition: str, marks: Sequence[Mark], comparisons: Sequence[str]
) -> str:
    """The figure in sentences: what is compared, every value with its hedge, what is missing.

    Of a long series its course: first, last, highest and lowest.
    """
    spoken = _courses(marks)
    if len(spoken) > MOST_SPOKEN:
        rest = len(spoken) - MOST_SPOKEN
        spoken = [*spoken[:MOST_SPOKEN], f"and {rest} more, all in the table"]
    values = "; ".join(spoken) + "." if spoken else NOTHING
    return " ".join([f"{question} {definition}", values, *comparisons])


def _courses(marks: Sequence[Mark]) -> list[str]:
    """Each mark spoken, but one entry for a series of many figures."""
    mark_by_row = {id(mark.row): mark for mark in marks}
    course_by_row: dict[int, str] = {}
    is_titled = len({mark.row.metric for mark in marks}) > 1
    for series in series_of([mark.row for mark in marks]):
        if len(series) > MOST_OF_A_SERIES:
            course = _course([mark_by_row[id(row)] for row in series], is_titled)
            course_by_row.update({id(row): course for row in series})
    return list(dict.fromkeys(course_by_row.get(id(mark.row), mark.words.spoken) for mark in marks))


def _course(series: Sequence[Mark], is_titled: bool) -> str:
    """A series in one line: from where to where it went, and how far up and down on the way."""
    first, last = series[0], series[-1]
    highest = max(series, key=lambda mark: mark.row.figure.value)
    lowest = min(series, key=lambda mark: mark.row.figure.value)
    turns = [
        f"{name} {_dated(mark)}"
        for name, mark in (("highest", highest), ("lowest", lowest))
        if mark not in (first, last)
    ]
    title = first.row.title if is_titled else ""
    about = ", ".join(filter(None, (first.row.name, title, first.row.scope)))
    turns += [f"a break before {mark.words.when}" for mark in series if mark.row.series_break]
    course = f"{len(series)} figures, from {_dated(first)} to {_dated(last)}"
    return ", ".join(filter(None, (f"{about}: {course}", *turns, last.words.remark)))


def _dated(mark: Mark) -> str:
    return f"{mark.words.figure} ({mark.words.when})"


def credit(project: Project, version: str, released: str) -> str:
    """Who made the figure, from which dataset of which day."""
    return f"{project.full_title}. Dataset {version} of {period(released)}."


def chosen(count: int, total: int) -> str:
    """That a picture holds only those events that matter most; "" where it holds all."""
    if count == total:
        return ""
    return f"{count} of {total} events; the data of the figure has all of them with their sources."


def overview_sources(titles: str) -> str:
    """What stands below an overview whose squares are too many for a line each."""
    return f"From {titles}. Each figure with its line is in the table of this figure."


def titled(title: str, when: str) -> str:
    """A title with its years."""
    return f"{title}, {when}" if when else title


def span(
    years: tuple[int, int] | None,
    is_dated: bool,
    is_deadline: bool = False,
    is_exact: bool = True,
    is_stated: bool = True,
) -> str:
    """When, for a figure as a whole: "2022", "2017–2030", "by 2028", "2022, some undated"…

    `is_exact` and `is_stated` say that all of it is, and nothing approximate or inferred.
    """
    if years is None:
        return "undated"
    first, last = years
    text = str(first) if first == last else f"{first}–{last}"
    text = f"by {text}" if is_deadline and first == last else text
    parts = [text if is_exact else f"about {text}"]
    parts += [] if is_stated else ["some inferred"]
    parts += [] if is_dated else ["some undated"]
    return ", ".join(parts)


def licence(
    licences: Sequence[tuple[str, str]], statistics: Sequence[tuple[str, str, Sequence[str]]] = ()
) -> str:
    """Whose the figures are, and what may be done with the drawing.

    `licences` are short titles of documents with the licence that each names, "" where none;
    `statistics` the same of tables, with what each licence asks (codes of vocabulary.TERMS).
    """
    named = [f"{title}: {licence}" for title, licence in licences if licence]
    stated = ""
    if named:
        stated = f"Licences of the documents: {'; '.join(named)}."
    elif licences or not statistics:
        stated = "The documents name no licence."
    tables = "; ".join(
        f"{title}: {licence_words(licence, terms)}" for title, licence, terms in statistics
    )
    stated = " ".join(filter(None, (stated, tables and f"Public statistics: {tables}.")))
    return (
        f"The figures belong to the documents that state them. {stated} "
        "Selection and drawing: MIT licence; please name the source."
    )


def keywords(name: str, version: str) -> str:
    """What a program lists a figure under."""
    return f"{name}, dataset {version}"
