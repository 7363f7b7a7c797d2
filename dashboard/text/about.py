"""The page that says why these documents, what a claim is, how to read and how to cite it."""

from __future__ import annotations

TITLE = "About"
LEAD = "What stands here, how to read it, and how to cite it."
DOCUMENTS = "The documents"
CLAIM = "What a claim is"
CLAIM_TEXT = (
    "A claim is one figure that a document states. It is entered with the line it stands on and "
    "the words it stands in, its hedge, its date where the document gives it one, what the "
    "document itself cites for it, and a caveat where something is doubtful.",
    "Every number of every document was read and accounted for: it is part of a claim or of an "
    "event, or it was set aside with a reason. Documents may disagree or be wrong. Both sides are "
    "kept as stated, and the disagreement has a page of its own.",
    "Public statistics are figures of other publishers, read in their tables. They are marked "
    "wherever they stand and are never taken for the word of a document.",
)
HEDGE = "How to read a hedge"
HEDGE_TEXT = "A hedge stays with its number in every chart, table, file and quotation."
HEDGE_COLUMNS = ("In the documents", "What it leaves open", "In charts")
# Comparator -> what it leaves open, and how a chart draws it.
HEDGES = {
    ">": ("The figure is larger, by how much is not said.", "an arrow to the right or up"),
    ">=": ("The figure is that large or larger.", "an arrow to the right or up"),
    "<": ("The figure is smaller, by how much is not said.", "an arrow to the left or down"),
    "<=": ("The figure is that large or smaller.", "an arrow to the left or down"),
    "~": ("The figure is near, how near is not said.", "the word alone"),
}
COMPARE = "When two figures are compared"
COMPARE_TEXT = (
    "Two figures are compared like for like, with care, or not at all. What to take care of is "
    "said below the figure: years or definitions that differ, a missing date, a bound. "
    "Between figures that are not comparable no ratio is drawn anywhere.",
    "In a chart of pairs a mark stands on the side of the country that the figure speaks for, "
    "where the metric says whether more or less is wanted; else on that of the larger figure. "
    "Its colour says whose figure it is.",
)
SIGNS = "Signs"
SIGNS_TEXT = "What marks mean, on pages and in files. Each figure says again what it uses."
MADE = "Who made it"
MADE_TEXT = (
    "The authors of this dashboard, as open source under the MIT licence. The figures are those "
    "of the documents and publishers named with them; short quotations stand for reference.",
    "Nothing on these pages is asked from elsewhere, and nothing is told of who reads them.",
)
CITE = "How to cite"
CITE_TEXT = (
    "Cite a figure by the reference below it (Cite): it names the documents and the version of the "
    "data. A link to this version keeps saying what has changed since. The whole is cited as:"
)
WHOLE = "{title}. Dataset {version}, {released}. {address}"
CHANGED = "What has changed"
CHANGED_TEXT = "Each version of the data is kept, so that an old link can say what was mended."
CHANGED_COLUMNS = ("Version", "Day", "Claims", "Events")
