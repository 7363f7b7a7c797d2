"""The codes of the dataset as readers meet them, one word or phrase each."""

from __future__ import annotations

STATUSES = {
    "observed": "observed",
    "estimate": "estimate",
    "target": "target",
    "forecast": "forecast",
}
VOICES = {"document": "document", "company": "company", "opinion": "opinion"}
EVENT_KINDS = {
    "politics": "politics",
    "policy": "policy",
    "law": "law",
    "restriction": "restriction",
    "ban": "ban",
    "founding": "founding",
    "funding": "funding",
    "research": "research",
    "meeting": "meeting",
    "release": "release",
    "business": "business",
    "report": "report",
    "statement": "statement",
    "plan": "plan",
    "target": "target",
}
EVENT_GROUPS = {
    "politics": "Politics and statements",
    "technology": "Technology",
    "restrictions": "Restrictions",
    "business": "Business",
}
# Why a number of a text is no claim.
DISMISSALS = {
    "footnote mark": "marks of footnotes",
    "section or page number": "numbers of sections or pages",
    "reference list": "in lists of references",
    "particulars of the document": "particulars of the document itself",
    "name": "parts of names",
    "vague magnitude": "vague magnitudes",
    "figure of speech": "figures of speech",
    "rank without a figure": "ranks without a figure",
    "date without a figure": "dates without a figure",
    "said again": "said again",
    "not of a country, company or market": "not of a country, company or market",
}
# Those that name a single one by themselves.
DISMISSED_ALONE = ("footnote mark", "vague magnitude", "figure of speech", "rank without a figure")
# How far two figures may be compared, in a list.
SHORT_LEVELS = {
    "like for like": "fair comparison",
    "with care": "compare with care",
    "not comparable": "not comparable",
}
# The same, at the head of a sentence.
LEVELS = {
    "like for like": "Fair comparison: same year and definition",
    "with care": "Compare with care",
    "not comparable": "Not comparable",
}
