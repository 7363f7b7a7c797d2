"""What the description of the addresses (OpenAPI) says of each, to whoever writes a program."""

from __future__ import annotations

TITLE = "Figures and data: {title}"
ABOUT = (
    "{description} Every figure as a file, every table as CSV and as Parquet, in whole or by "
    "choice. Nothing needs a key. A hedge, a source and a caveat stay with each number: in a table "
    "they are columns of the same row, in the file of a figure they stand inside. HEAD is answered "
    "as GET is, without the content. What cannot be read is refused with everything that is wrong "
    "with it and what there is instead, in plain text."
)
# Address -> what it gives, in a few words, and more of it.
LIST_FIGURES = (
    "All figures, charts and formats",
    "Each figure with its title, its question, the charts that are fair to it and the parameters "
    "that it takes.",
)
FIGURE_FILE = (
    "A figure as a file",
    "The figure with its sources and hedges inside. Which parameters a figure takes stands at "
    "/figures; another one is refused. The same address gives the same bytes while the data stays "
    "the same; references name the day on which they are taken.",
)
FIGURE_PAGE = (
    "The page that shows a figure",
    "The address to cite. Its HTML names title, alternative text, picture and oEmbed answer.",
)
OEMBED = ("How to embed a figure or a page", "An answer as oEmbed 1.0 has it.")
SEARCH = (
    "Everything that can be found",
    "One row for each figure, metric, event, conflict and document: what it is, its title, where "
    "it stands, the address of its page below this root, and more words that find it.",
)
LIST_FILES = ("All files of data", "The names of the files below /data.")
TABLE_FILE = (
    "The table {table} as {format}",
    "The columns and their types are those of the schema {table}; each row names its own sources.",
)
CHOSEN = (
    "Rows can be chosen. Several choices narrow each other, several names in one widen it, and "
    "what has no date stays whatever years are chosen. Without a choice all rows are given, and "
    "all columns always."
)
WHOLE = "It is given whole and takes no parameters."
TYPED = {
    "csv": "An empty cell of a number is one that the source does not give.",
    "parquet": (
        "A number is null where the source gives none; a text is never null, it is empty. The "
        "metadata of the file hold title, description and version of the data."
    ),
}
PACKAGE = (
    "What the data package says of itself",
    "A Frictionless Data Package (version 2): every column with its type, keys, and the hash of "
    "each file.",
)
VERSIONS = ("Every older version of the data", "One JSON object a line, the oldest first.")
FONT = ("A typeface of the figures", "As the pages and the figures use it.")
HEALTH = ("Whether the server answers", "And the version of the data that it answers from.")
DESCRIPTION = ("This description", "In OpenAPI 3.1, made from what there is.")
# Parameters that are no choice of a figure.
FIGURE = "the name of a figure: of a metric, or of an overview across metrics"
FORMAT = "a kind of file"
FONT_FILE = "the name of a file"
URL = "the address of a figure or of a page of this dashboard"
MAXWIDTH = "the greatest width of the frame, in pixels"
MAXHEIGHT = "the greatest height of the frame, in pixels"
OEMBED_FORMAT = "the kind of answer; there is one"
RANGE = "one range of bytes, such as bytes=0-99, or bytes=-8 for the last eight"
# Status -> what it means.
STATUSES = {
    "200": "What was asked for.",
    "206": "The range of bytes that was asked for.",
    "304": "Nothing has changed since the answer whose ETag was sent in If-None-Match.",
    "400": "Something of the query cannot be read: everything that is wrong, in plain text.",
    "404": "There is nothing of that name: which names are near, or which there are.",
    "416": "The range begins behind the end of the file.",
    "501": "Only JSON is answered.",
    "503": "Too much is asked for at once; try again after the seconds in Retry-After.",
}
# Header -> what it says.
HEADERS = {
    "ETag": "which bytes these are; weak where they were compressed on the way",
    "Cache-Control": "how long the answer may be kept",
    "Content-Disposition": "the name to save the file under",
    "Accept-Ranges": "that parts of the file can be asked for",
    "Content-Range": "where the part stands in the file, or how large the file is",
    "Access-Control-Allow-Origin": "that scripts of any site may read the answer",
}
# Column of the search -> what it holds: the fields of an entry in their order.
ENTRY = {
    "kind": "what it is",
    "title": "its title",
    "detail": "where and when it stands",
    "address": "the address of its page, below the root of this dashboard",
    "words": "more words that find it",
}


def table_words(table: str, ending: str, can_choose: bool) -> tuple[str, str]:
    """What a file of a table is, in a few words, and more of it."""
    format = {"csv": "CSV", "parquet": "Parquet"}[ending]
    title, text = (part.format(table=table, format=format) for part in TABLE_FILE)
    return title, f"{text} {TYPED[ending]} {CHOSEN if can_choose else WHOLE}"
