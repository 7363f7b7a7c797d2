"""The closed lists of the dataset: what a status, a unit, a kind or a theme may be.

A new word begins here; tests say where it needs words of `text` or a chart too.
"""

from __future__ import annotations

COMPARATORS = ("=", "~", ">", ">=", "<", "<=")  # the hedge of a number
LOWER_BOUNDS, UPPER_BOUNDS = (">", ">="), ("<", "<=")
CURRENCIES = ("USD", "CNY", "EUR")
UNITS = (
    *("count", "percent", "ratio", "rank", "year", "score"),
    *CURRENCIES,
    *("USD per million tokens", "parameters", "nm", "months", "years"),
)
STATUSES = ("observed", "estimate", "target", "forecast")
VOICES = ("document", "company", "opinion")
BASES = ("stated", "inferred", "none")
ABSENCES = ("not stated", "not applicable", "not comparable", "undated")
FILTERED = "filtered"  # absent only because the reader's choices leave it out
EVENT_KINDS = (
    *("politics", "policy", "law", "restriction", "ban", "founding", "funding", "research"),
    *("meeting", "release", "business", "report", "statement", "plan", "target"),
)
CONFLICT_KINDS = ("disagreement", "wording", "slip")
PLANNED = ("plan", "target")  # kinds of events that have not happened
# Why a number of a text is no claim.
DISMISSALS = (
    "footnote mark",
    "section or page number",
    "reference list",
    "particulars of the document",
    "name",
    "vague magnitude",
    "figure of speech",
    "rank without a figure",
    "date without a figure",
    "said again",
    "not of a country, company or market",
)
ENTITY_KINDS = (
    *("country", "region", "city", "company", "group", "index", "model", "product"),
    *("institution", "programme", "person"),
)
THEMES = ("light", "dark", "grey", "transparent")
# Charts that a metric may list as fair to it, and those of the overviews; `figures.charts` draws
# each of them.
FORMS = (
    *("bars", "dumbbell", "dots", "parts", "ratio", "ranks", "deadline", "number"),
    *("lead", "coverage", "timeline"),
)
# Kinds of files a figure leaves as; `export.formats` makes each of them.
FORMATS = (
    *("svg", "png", "pdf", "html", "csv", "xlsx", "pptx", "json"),
    *("bib", "ris", "csl", "zip"),
)
EVERYTHING = "everything"  # the collection of all figures, beside those of pages
# Figures across metrics, which `figures.catalog` lists; no metric is called like one.
OVERVIEWS = ("lead", "coverage", "amounts", "timeline")
# Pages beside those of the topics, and what else stands at the root of the server.
PAGES = ("overview", "explore", "timeline", "conflicts", "checks", "sources", "dataset", "reopen")
ADDRESSES = ("figures", "oembed", "data", "fonts", "health", "static", "media", "component")
