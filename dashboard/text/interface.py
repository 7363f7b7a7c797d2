"""The words of the interface: titles and leads of pages, controls, hints, tables."""

from __future__ import annotations

# Pages: title, lead, and a text where one helps. {…} are filled in by the pages.
OVERVIEW, EXPLORE, TIMELINE = "Overview", "Explore", "Timeline"
CONFLICTS, CHECKS, SOURCES, DATASET = "Conflicts", "Checks", "Sources", "Dataset"
REOPEN = "Reopen a figure"
TOPICS, EVIDENCE = "Topics", "Evidence"  # groups of pages
OVERVIEW_LEAD = (
    "{documents} documents, {claims} claims: what they state, how sure they are, and where one "
    "side has no figure."
)
EXPLORE_LEAD = (
    "Every figure in one list. Narrow it down, open one, or set several side by side. The address "
    "of this page always holds your choice."
)
TIMELINE_LEAD = "What happened, and what is planned."
CONFLICTS_TITLE = "Conflicts and errors"
CONFLICTS_LEAD = "Where the documents disagree, repeat each other, or get something wrong."
CONFLICTS_TEXT = (
    "What stands on each side is quoted with its document and line. Where the texts allow it, a "
    "note says which side is better founded and why; where they do not, it says so."
)
# Kind of conflict -> heading and lead of its section.
CONFLICT_SECTIONS = {
    "disagreement": (
        "Disagreements",
        "Two answers to one question. Both stay, as stated.",
    ),
    "wording": (
        "One thing in several wordings",
        "One goal, image or kind of figure in other words, which need not mean the same.",
    ),
    "slip": (
        "Errors in the documents",
        "Misspelt names, dates that do not fit, words that say too much or name nothing. Nothing "
        "was mended in silence.",
    ),
}
REPETITIONS = "Repetitions"
CHECKS_LEAD = (
    "Sums that a reader can redo, with their hedges carried through, and sums that must not be "
    "done."
)
CHECKS_TEXT = (
    "Dividing at least 300 by 50 gives at least 6; dividing 300 by at least 50 gives at most 6. A "
    "result is never surer than what went in."
)
REFUSED_SUMS = "What must not be computed"
SOURCES_LEAD = (
    "{documents} documents, read line by line. What a document does not say of itself is said to "
    "be unknown."
)
SOURCES_TEXT = (
    "A claim is a figure that a document states, with the line it stands on, its hedge, its date "
    "if the document gives it one, and a caveat where something is doubtful. Documents may "
    "disagree or be wrong: both sides are kept as stated. A bound is drawn with an arrow to where "
    "the figure may lie, a plan pale or hollow; “approximately” stays a word. Two figures are "
    "compared like for like, with care (and the figure says what to care about), or not at all: "
    "then no ratio is drawn anywhere."
)
DATASET_LEAD = (
    "Every claim, event and word of the vocabulary, as the tables that all figures are drawn from."
)
REOPEN_LEAD = (
    "Drop any file made here, and the figure comes back, with what has changed in its numbers "
    "since."
)
REOPEN_TEXT = (
    "Every file carries the address of its figure and the version of the data it was drawn from. "
    "A pinned link does the same."
)
REOPEN_FILE = "A file of a figure, or a ZIP archive of several"
UNCHANGED = "The data is that of the figure: dataset {version}. No number has changed."
CONTRADICTIONS = "Where they contradict each other"
ALL_CONFLICTS = "All {count} disagreements, wordings and errors"
PAIRS, STATED_AND_NOT = "Set side by side", "What the documents leave out"
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")

# What a link names that cannot be
LINK_UNREAD = "Part of this link could not be read, so the page shows the rest."
NOT_AMONG = "The link names something that is not among the {kind}; the page shows “{shown}”."
UNKNOWN_CONFLICT = "The link names a conflict that does not exist; the page shows all."
NO_CLAIM = "{label}: the link names something that has no claim about this metric; it was left out."
UNFAIR_CHART = (
    "This link asks for a chart that is not fair to “{figure}”; the page shows its usual one."
)
LEFT_OUT = "It was left out."
PAGE_FAILED = (
    "This page could not be made. The fault is not yours; what it was stands in the log of the "
    "server. Load the page again or choose another. If it comes back, tell whoever runs this "
    "dashboard."
)

# Controls
SEARCH, SEARCH_EXAMPLES = "Search", "a number, a name, a quote"
SEARCH_HINT = "Search numbers, names, quotes: {examples} ( / )"
NOTHING_FOUND = "Nothing is found under these words."
# Kind of what is found -> the head above it.
FOUND = {
    "figure": "Figures of the documents",
    "metric": "Metrics",
    "event": "Events",
    "conflict": "Conflicts",
    "document": "Documents and tables",
    "statistic": "Public statistics",
}
TOPIC, YEARS = "Topic", "Years"
ALL, ALL_ACTORS = "All", "All actors"
ENTITY, DOCUMENT, STATUS, ACTOR = (
    "Country or entity",
    "Document",
    "Status",
    "Actor",
)
TABLE, COLUMN, CONTAINS, ANY_TEXT = "Table", "Column", "Contains", "any text"
CHART_OF = "Form of {title}"
PREPARE = "Prepare {what} in every format"
WAITING = "Waiting for another bundle to be done …"
PROGRESS = "{done} of {total} figures. {title}"
SAVE = "Save {name} ({megabytes:.0f} MB)"
BUNDLES = {
    "overview": "both figures of this page",
    "timeline": "the whole timeline",
    "everything": "every figure of this dashboard, and all data,",
}
BUNDLE_OF_TOPIC = "all {count} figures of this page"
ADD_STATISTICS = "Add public statistics"
ADD_STATISTICS_HELP = (
    "Figures of other publishers, from tables of their own. They are marked wherever they stand, "
    "and are never taken for the word of a document."
)
STATISTICS_ADD = "What public statistics add"
STATISTICS_LEAD = (
    "Other publishers' tables, each with its edition and licence; none is the word of a document."
)
MEETING = ("The documents", "Public statistics")
SORT, SORTED, DATED_ONLY = "Sort", "Sort {order}", "dated only"
# Behind a figure counted from records.
QUERY, ALL_COUNTED = "The query that counted it", "All that was counted, as CSV"
# The chronicle.
ELSEWHERE, NOBODYS_DATE = "Elsewhere", "No date ({count})"
EVENT_GROUPS_LABEL, ONLY_KINDS = "Kinds", "Only {kinds}, as the link names."
PLANNED, DISAGREE = "planned", "dates disagree"
FIND_EVENTS = "Find in the chronicle"
BY_DOCUMENTS = "{count} documents"
NO_EVENTS = "No event fits these choices."
# The bench.
COLLECTION, COLLECTIONS = (
    "Collection",
    {
        "documents": "The documents",
        "companions": "Public statistics",
        "records": "Counted from records",
    },
)
CERTAINTY, CERTAINTIES = (
    "How sure",
    {"both": "both countries", "dated": "dated", "fair": "like for like"},
)
ANY_WORDS = "name or quote"
ORDERS = {
    "place": "by topic",
    "title": "by name",
    "year": "latest first",
    "certainty": "surest first",
}
FILTERS, MORE_FILTERS, TO_FIGURES = "Filters", "More filters", "Skip to the figures"
SHAPE, SHAPES = "Show as", {"figures": "Figures", "table": "Table"}
METRICS = "metrics"
LIST, LISTED, LISTED_FILES = "Metrics", "{shown} of {total} metrics", "All that is listed:"
NOTHING_LISTED = "No figure fits all of these filters."
AND_MORE = "and {count} more"
SET_BESIDE, TAKE_AWAY = "Set {title} beside", "Take {title} away"
UNDATED_STAY = "{count} without a date stay under any choice of years."
LEFT_OUT_BY = "Left out: {counts}."
NOT_LISTED = "This figure is not in the list: the filters leave nothing of it there."
ALL_TABLES = "Every table of the dataset, whole"
SORTS = {"place": "as in the documents", "title": "by name", "year": "by date"}
FEW_ROWS, ALL_ROWS = 3, "All {count} rows"  # a phone shows few of them until it is asked for all
OPEN_FIGURE, COPY_QUOTE = "Chart and all files", "Copy quotation"
STATED, STATED_ALONE = "Also stated", "What the documents state"
STATED_LEAD = "Single figures, to which the documents set nothing beside. Each row opens."
NO_FIGURE_OF = "None of these {count} has a figure for {name}."
ON_THIS_PAGE, ALL_FIGURES, OTHER_TOPICS = "On this page", "All figures", "Other topics"
STATISTICS = "Public statistics"
PER, MONEY, BASE = "In proportion", "Money", "Base year"
PROPORTIONS = {"": "As stated", "person": "Per person", "gdp": "Per unit of GDP"}
CURRENCIES = {"": "As reported", "USD": "In US dollars", "CNY": "In yuan"}
USUAL_BASE = "First year of both"
SIZE, COLOURS = "Size", "Colours"
MORE_ROWS = "{count} more rows are in the file of the table."
ROWS_SHOWN = "{shown} of {total} rows"
CLAIMS_SHOWN = "The figure shows {shown} of the {total} claims about this metric."

# Cards
SOURCES_OF = "Sources"
FROM = "From {titles}."
TABLE_OF_FIGURE = "Table of the figure"
CLAIMS_BEHIND = "The claims behind it ({count})"
PASSAGE = "The passage: {place}"
NO_PASSAGES = "The passages are not shown here: the texts are their publishers'."
LINK, COPY = "Link", "Copy"
QUOTE, DATA, CITE, SHARE, DOWNLOAD = "Quote", "Data", "Cite", "Share", "Download"
IN_SHORT, IN_FULL = "In a sentence", "With every source and definition"
DOWNLOAD_OF, CLOSE = "Download: {title}", "Close"
COPIED, SELECT_BELOW = "Copied", "Select the text below"
REFERENCE_MANAGER = "For a reference manager"
APA, CHICAGO = "APA", "Chicago"
PINNED_LINK = "Link to this version: once the data is renewed, it says what has changed"
FRAME, PICTURE = "Interactive figure for a web page", "Picture for a web page"

# Tables
CLAIM_COLUMNS = (
    "Line",
    "Metric",
    "Of",
    "Figure",
    "Quote",
    "When",
    "Status",
    "Cites",
    "Caveat",
)
EVENT_COLUMNS = ("Line", "When", "Event", "Quote", "Cites", "Caveat")
DOCUMENT_COLUMNS = ("Document", "Author", "Published", "Claims", "Events")
DOCUMENTS = "The documents"
REPETITION_COLUMNS = ("Fact", "Where", "What it states", "Quote")
REPETITIONS_LEAD = "Stated more than once. Drawn once where the dates agree, with every source."
CHECK_COLUMNS = ("Question", "Sum", "Remark", "From")
REFUSED_COLUMNS = ("Sum", "Why not")
NOTHING_CITED, UNKNOWN = "nothing", "unknown"
UNTITLED, UNTITLED_IN_BRACKETS = "Untitled: {short}", "Untitled ({short})"
BETTER_FOUNDED = "Which is better founded:"
LINKED_CONFLICT = "The conflict that the link names"
CONFLICTS_ABOUT, CONFLICTS_COUNTED = "Conflicts about it:", "Conflicts ({count})"
PARTICULARS = ("Authors", "Publisher", "Published", "Address", "Licence")
PARTICULARS_OF_TABLE = (
    *("Publisher", "Published", "Edition", "Address", "Licence", "Read", "Where it was read"),
)
OWN_TABLE = "in the publisher's own table or report"
GAVE_FIGURES = "{figures} figures are taken from it."
GAVE = "It gave {claims} claims and {events} events."
ALL_CLAIMS, ALL_EVENTS = "All {count} claims", "All {count} events"
CITED_WORKS = "What it cites ({count})"
NO_WORKS = "Nothing is cited for its figures."
PACKAGE_FILES = "Files of the data package"
ACCOUNT = (
    "The text holds {total} numbers in digits or words: {claims} stand in claims, {events} in "
    "events, {dismissed} are dismissed ({why})."
)
COLOPHON = (
    "{claims} claims of {facts} facts and {events} events from {documents} documents; "
    "{statistics} public statistics from {tables} tables{counted}. Dataset {version}, {released}."
)
COUNTED = "; {figures} figures counted from {tables} of records"
REOPENED = "{count} figures, {changed} of them changed."
NOTHING_CHANGED = "nothing has changed."
NO_FIGURE = "{name}: no figure, {reason}"


def spelled(count: int) -> str:
    """A small number in letters, as a sentence begins with it; a larger one in digits."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def colophon(statistics: tuple[int, int], counted: tuple[int, int], **told: int | str) -> str:
    """What the data is: claims, events, documents, and figures of tables with their tables.

    Figures counted from records are named where there are any.
    """
    figures, tables = counted
    of = "a table" if tables == 1 else f"{tables} tables"
    records = COUNTED.format(figures=figures, tables=of) if figures else ""
    return COLOPHON.format(statistics=statistics[0], tables=statistics[1], counted=records, **told)
