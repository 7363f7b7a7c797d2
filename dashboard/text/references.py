"""The words of references: titles, notes, and lists of works in APA and Chicago style."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.text.formatting import MONTHS, period
from dashboard.text.labels import STATUSES
from dashboard.text.names import stop
from dashboard.text.sources import READINGS, STATISTIC, edition_words

MOST_WORKS = 4  # cited works that a line of a list of works names one by one


def figure_title(title: str, when: str) -> str:
    """The title of a figure with its period; what the title calls planned is not said twice."""
    planned = STATUSES["target"]
    return f"{title}, {when.removeprefix(f'{planned}, ') if planned in title else when}"


def dataset_note(version: str) -> str:
    """From which dataset a figure was drawn."""
    return f"dataset {version}"


def lines_note(
    lines: Sequence[int],
    inferred_date: str,
    original: tuple[str, str] = ("", ""),
    works: Sequence[str] = (),
) -> str:
    """On which lines figures stand, that the date is inferred (EDTF; "" if not), and the original.

    `original` is where and when (EDTF) what the text was made from appeared, "" where unknown;
    `works` are what the document itself cites for the figures.
    """
    noun = "line" if len(lines) == 1 else "lines"
    notes = [f"{noun} {', '.join(map(str, lines))}"]
    if inferred_date:
        notes.append(f"date inferred: {period(inferred_date)}")
    publisher, published = original
    if publisher or published:
        when = period(published) if published else ""
        notes.append(f"original: {', '.join(filter(None, (publisher, when)))}")
    notes += [f"citing {work}" for work in works]
    return "; ".join(notes)


def table_note(
    locators: Sequence[str],
    editions: Sequence[str],
    licence: str,
    reading: str,
    via: str,
    collection: str,
) -> str:
    """Where in a table figures stand, its editions and licence, and where it was read."""
    read = READINGS[reading].format(via=via)
    notes = (*locators, *map(edition_words, editions), STATISTIC[collection], licence, read)
    return "; ".join(filter(None, notes))


def untitled(short: str) -> str:
    """What stands for the title of a document that has none: a description, in brackets."""
    return f"[{short}]"


def day(parts: Sequence[int]) -> str:
    """Month and day of a date; "" where it is a year alone."""
    if len(parts) < 2:
        return ""
    return " ".join([MONTHS[parts[1] - 1], *(str(part) for part in parts[2:])])


def apa_title(title: str, version: str) -> str:
    """The title of a figure in an APA list: what it is stands in brackets."""
    return f"{title} [Figure; dataset {version}]"


def apa_container(project: str) -> str:
    """What a figure stands in."""
    return f"In {project}"


def original(title: str, publisher: str, when: str) -> str:
    """Of what a work is a rendering; "" where nothing is known of that."""
    known = ", ".join(filter(None, (title and f"“{title}”", publisher, when)))
    return f"Rendered from {known}." if known else ""


def apa_access(accessed: str, address: str, figure_address: str) -> str:
    """Where and when a work was read; a work without an address as the figure cites it."""
    if address:
        return f"Retrieved {accessed}, from {address}"
    return f"As cited at {figure_address}, retrieved {accessed}."


def origins(works: Sequence[str]) -> str:
    """What a document itself cites for what a figure shows; counted where that is too much."""
    if len(works) > MOST_WORKS:
        return f"Itself citing {len(works)} works."
    return stop(f"Itself citing {'; '.join(works)}") if works else ""


def apa_date(year: str, exact: str, is_inferred: bool) -> str:
    """When a work was published, in brackets; an inferred day says that it is inferred."""
    return ", ".join(filter(None, (year or "n.d.", exact, "inferred" if is_inferred else "")))


def chicago_date(year: str, is_inferred: bool, is_approximate: bool) -> str:
    """The year of a work; in square brackets where the work does not give it itself."""
    if is_inferred:
        return stop(f"[{year}, inferred]")
    return stop(f"[ca. {year}]" if is_approximate else year or "n.d.")


def chicago_title(title: str) -> str:
    """A title in quotation marks, those within it single; a description in brackets takes none."""
    inner = title.translate(str.maketrans("“”", "‘’"))
    return stop(inner) if inner.startswith("[") else f"“{stop(inner)}”"


def chicago_container(project: str, version: str) -> str:
    """What a figure stands in."""
    return f"Figure in {project}, dataset {version}"


def chicago_access(accessed: str, address: str, figure_address: str) -> str:
    """Where and when a work was read; a work without an address as the figure cites it."""
    if address:
        return f"Accessed {accessed}. {address}."
    return f"As cited at {figure_address}, accessed {accessed}."
