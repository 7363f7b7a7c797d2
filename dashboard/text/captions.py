"""The words around a figure: how to read its marks, credit, and its alternative text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.model.project import Project
from dashboard.text.formatting import period
from dashboard.text.labels import Mark

NOTHING = "No figure matches these choices."
MOST_SPOKEN = 40  # rows that an alternative text names one by one
# What is drawn for a hedge, a plan or a missing date -> how to read it.
SIGNS = {
    "computed": "Dots are computed from two claims.",
    "stated": "Diamonds are stated as a ratio by a document.",
    "hollow undated": "Hollow marks are undated.",
    "open end": "A dotted line with an arrow is an open end: how far it reaches is not known.",
    "several currencies": (
        "Currencies share the axis, not the value: compare sums of one currency only."
    ),
    "happened": "Full marks are told as having happened.",
    "hollow planned": "Hollow diamonds are planned.",
    "span": "A line is a span of years.",
    "goes on": "What is said to go on is drawn to the date of the document.",
    "lower bound": "An arrow to the right marks a lower bound: the true figure may be larger.",
    "upper bound": "An arrow to the left marks an upper bound: the true figure may be smaller.",
    "logarithmic": "Logarithmic scale: each line is ten times the last.",
    "about": "An approximate figure is not exact; how near it is is not said.",
    "pale": "Pale or hollow marks are planned or forecast, not observed.",
    "hollow bar": "A hollow bar ends at an upper bound.",
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


def alternative_text(
    question: str, definition: str, marks: Sequence[Mark], comparisons: Sequence[str]
) -> str:
    """The figure in sentences: what is compared, every value with its hedge, what is missing."""
    spoken = [mark.words.spoken for mark in marks]
    if len(spoken) > MOST_SPOKEN:
        rest = len(spoken) - MOST_SPOKEN
        spoken = [*spoken[:MOST_SPOKEN], f"and {rest} more, all in the table"]
    values = "; ".join(spoken) + "." if spoken else NOTHING
    return " ".join([f"{question} {definition}", values, *comparisons])


def credit(project: Project, version: str, released: str) -> str:
    """Who made the figure, from which dataset of which day."""
    return f"{project.full_title}. Dataset {version} of {period(released)}."


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


def licence(licences: Sequence[tuple[str, str]]) -> str:
    """Whose the figures are, and what may be done with the drawing.

    `licences` are short titles of documents with the licence that each names, "" where none.
    """
    named = [f"{title}: {licence}" for title, licence in licences if licence]
    stated = (
        f"Licences of the documents: {'; '.join(named)}."
        if named
        else "The documents name no licence."
    )
    return (
        f"The figures belong to the documents that state them. {stated} "
        "Selection and drawing: MIT licence; please name the source."
    )


def keywords(name: str, version: str) -> str:
    """What a program lists a figure under."""
    return f"{name}, dataset {version}"
