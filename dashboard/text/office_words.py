"""The words of workbooks and slides: sheets, heads, labels, axes, and what leads on."""

from __future__ import annotations

from dashboard.model.project import Project
from dashboard.text.chart_words import way_to
from dashboard.text.names import capitalised

FIGURE_SHEET, DATA_SHEET, SOURCES_SHEET = "Figure", "Data", "Sources"
# Head of a column of the sheet of sources, and its width in letters.
SOURCES = (
    ("Footnote", 10),
    ("Value", 34),
    ("Cited work", 30),
    ("Document", 40),
    ("Published", 18),
    ("Place", 20),
    ("Caveat", 50),
    ("Claim", 30),
    ("Address", 50),
)
# Labels of the lines below the chart of a workbook.
FIGURE, NOTE, SOURCES_LINE = "Figure", "Note", "Sources"
IN_WORDS, REST_IN_WORDS = "In words", "Each figure"
LICENCE, CREDIT, DATASET, ADDRESS = "Licence", "Credit", "Dataset", "Address"
SOURCES_SHEET_NOTE = "On the sheet Sources, under the numbers raised beside the figures."
YES, NO = "yes", "no"
# Names of the shapes of a slide, for those who cannot see it, and the text of its link.
DEFINITION, NOTES_AND_SOURCES = "Definition", "Notes and sources"
LINK = "This figure on the dashboard"
# Columns behind a native chart.
NAME, AS_STATED = "Name", "As stated"
REST, STATED_PART, MULTIPLE = "Rest, not said whose", "Stated part", "Multiple of the base"
WORDS_FROM, LINE_OF_WORDS = "Words from", "Line of words"
FROM_BASE, BOTH_ON_ONE_LINE, WORDS = "From the base", "Both on one line", "Words"
BASE, OPEN_END, LINE, LINE_AGAIN = "Base", "Open end", "Line", "Line, again"
# Names of the series of a native chart that have no column of their own.
BOTH_ON_ONE_LINE, WORDS = "Both on one line", "Words"
RIGHT, LEFT = "►", "◄"  # in every Western typeface, unlike ▶, which may turn into an emoji
# Number formats of an axis, in words as everywhere. Excel takes two conditions and one that
# remains.
TIMES = '[=1]"equal";[<1]?/????;#,##0"×"'
SCALES = '[>=1000000000000]#,##0,,,," trillion";[>=1000000000]#,##0,,," billion";#,##0,," million"'
PERCENT = '0"%"'
SCALE_NAMES = ((1e12, "trillion", ",,,,"), (1e9, "billion", ",,,"), (1e6, "million", ",,"))


def pair_axis(project: Project) -> tuple[str, str]:
    """What the numbers of pairs are, and which way of the axis is more of which side."""
    first, second = project.sides
    head = capitalised(f"{first.in_sentence}, or one of its own, divided by its counterpart")
    ways = f"{LEFT} {way_to('better', second)}   |   {way_to('better', first)}"
    return head, f"{ways} {RIGHT}"


def made_on(version: str, released: str) -> str:
    """The dataset with its day."""
    return f"{version}, made on {released}"


def made_on_line(released: str) -> str:
    """The day the dataset was made, as a line of its own."""
    return f"Made on {released}."


def sources_elsewhere(count: int, is_chosen: bool) -> str:
    """Where the sources of a slide stand that has no room for them."""
    which = "All events and their" if is_chosen else "All"
    return f"{which} {count} sources are in the speaker notes."


def more_notes(rest: str) -> str:
    """That there are more notes than a slide has room for."""
    return f"More notes; {rest}"


SLIDES = "Slides"


def more_slides(count: int) -> str:
    """How many slides a cover has no room to name."""
    return f"and {count} more"
