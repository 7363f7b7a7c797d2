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
# Why a number of a text is no claim.
DISMISSALS = {
    "footnote mark": "footnote mark",
    "section or page number": "section or page number",
    "reference list": "reference list",
    "particulars of the document": "particulars of the document",
    "name": "name",
    "vague magnitude": "vague magnitude",
    "figure of speech": "figure of speech",
    "rank without a figure": "rank without a figure",
    "date without a figure": "date without a figure",
    "said again": "said again",
    "not of a country, company or market": "not of a country, company or market",
}
# How far two figures may be compared.
LEVELS = {"like for like": "like for like", "with care": "with care"}
