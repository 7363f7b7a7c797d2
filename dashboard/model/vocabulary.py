"""The closed lists of the dataset: what a status, a unit, a kind or a theme may be. New words are added here and nowhere else."""

from __future__ import annotations

COMPARATORS = {"=": "", "~": "about", ">": "over", ">=": "at least", "<": "under", "<=": "up to"}
UNITS = (
    "count", "percent", "ratio", "rank", "year", "score", "USD", "CNY", "EUR",
    "USD per million tokens", "parameters", "nm", "months", "years",
)  # fmt: skip
CURRENCIES = ("USD", "CNY", "EUR")
STATUSES = ("observed", "target", "forecast")
VOICES = ("document", "company", "opinion")
BASES = ("stated", "inferred", "none")
ABSENCES = ("not stated", "not applicable", "not comparable", "undated")
EVENT_KINDS = (
    "politics", "policy", "law", "restriction", "ban", "founding", "funding", "research", "meeting",
    "release", "business", "report", "statement", "plan", "target",
)  # fmt: skip
DISMISSALS = (
    "footnote mark", "section or page number", "reference list", "particulars of the document", "name", "vague magnitude",
    "figure of speech", "rank without a measure", "said again", "not of a country, company or market",
)  # fmt: skip
ENTITY_KINDS = (
    "country", "region", "city", "company", "group", "index", "model", "product", "institution", "programme",
)  # fmt: skip
THEMES = ("light", "dark", "grey", "transparent")
# Charts that a metric may list as fair to it, and those of the overviews; `figures.charts` draws each of them.
FORMS = (
    "bars",
    "dumbbell",
    "dots",
    "parts",
    "ratio",
    "ranks",
    "deadline",
    "number",
    "lead",
    "coverage",
    "timeline",
)
