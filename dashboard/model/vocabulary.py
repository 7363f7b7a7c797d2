"""The closed lists of the dataset: what a status, a unit, a kind or a theme may be.

A new word begins here; tests say where it needs words of `text` or a chart too.
"""

from __future__ import annotations

COMPARATORS = ("=", "~", ">", ">=", "<", "<=")  # the hedge of a number
LOWER_BOUNDS, UPPER_BOUNDS = (">", ">="), ("<", "<=")
CURRENCIES = ("USD", "CNY", "EUR")
MONEY = ("USD", "CNY")  # currencies into which money is converted
UNITS = (
    *("count", "percent", "ratio", "rank", "year", "score"),
    *CURRENCIES,
    *("USD per million tokens", "parameters", "nm", "months", "years"),
    *("percentage points", "CNY per USD"),
)
# Units of what is computed from claims: an index (its base year is 100), and figures in proportion.
COMPUTED_UNITS = (
    *("index", "per million people", "per billion US$ of GDP"),
    *("USD per person", "CNY per person", "percent of GDP"),
)
# What figures are taken from: the documents the project is about, public statistics, and tables of
# records that the build counts itself.
DOCUMENTS, COMPANIONS, RECORDS = "documents", "companions", "records"
COLLECTIONS = (DOCUMENTS, COMPANIONS, RECORDS)
STATISTICS = (COMPANIONS, RECORDS)  # those whose figures stand in tables, and on no line
# How the figures of a metric are made from records: of all records of a country and year.
MEASURES = ("count", "distinct", "sum", "mean", "median", "share")
# What counts records: `data.records.engines` opens a table on each of them.
ENGINES = ("duckdb", "polars", "pandas", "spark")
# Why a record is not counted: the condition of the metric, an empty cell, another country.
LEFT_OUT = ("condition", "no country", "no date", "no value", "other country")
# Where a table of statistics was read: in its publisher's own file or report, in a copy that others
# hand on, or as others report it.
READINGS = ("publisher", "redistributed", "reported")
# What a licence asks beyond naming the source: no commercial use, no derivatives; or there is no
# open licence, and single figures are quoted.
TERMS = ("NC", "ND", "quoted")
# What time means to a metric: a figure of a whole year, of everything since a first year, or of a
# day; "" where its figures are no series.
TIMINGS = ("", "year", "cumulative", "date")
PROPORTIONS = ("person", "gdp")
# Why a metric is not set in proportion: one of several firms, funds, models or programmes; parts of
# one plan; population or GDP itself; a sum over many years; a rate; no size, as its unit says.
OUT_OF_PROPORTION = ("single", "parts", "self", "span", "rate", "unit")
IN_PROPORTION_UNITS = ("count", *CURRENCIES)  # only figures in these have a size to set
STATUSES = ("observed", "estimate", "target", "forecast")
VOICES = ("document", "company", "opinion")
BASES = ("stated", "inferred", "none")
ABSENCES = ("not stated", "not applicable", "not comparable", "undated")
FILTERED = "filtered"  # absent only because the reader's choices leave it out
# Why a figure cannot be converted, set in proportion, or made a part of an index or a share.
INCONVERTIBLE = (
    *("no date", "several years", "no rate", "no population", "no gdp", "no currency"),
    *("no country", "no base", "break", "edition", "no counterpart"),
)
EVENT_KINDS = (
    *("politics", "policy", "law", "restriction", "ban", "founding", "funding", "research"),
    *("meeting", "release", "business", "report", "statement", "plan", "target"),
)
# The kinds of events in four groups, as readers ask for them.
EVENT_GROUPS = {
    "politics": (
        *("politics", "policy", "law", "meeting", "plan", "target", "report", "statement"),
    ),
    "technology": ("research", "release"),
    "restrictions": ("restriction", "ban"),
    "business": ("founding", "funding", "business"),
}
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
    *("line", "index", "relative", "shares", "slope"),
    *("lead", "coverage", "multiples", "sums", "statements", "timeline"),
)
# Kinds of files a figure leaves as; `export.formats` makes each of them.
FORMATS = (
    *("svg", "png", "pdf", "html", "csv", "xlsx", "pptx", "json"),
    *("bib", "ris", "csl", "zip"),
)
# How sure a metric can be asked to be: figures of both sides, dates of all, a fair comparison.
CERTAINTIES = ("both", "dated", "fair")
# Into what the pairs of figures fall: whose is better, as the metric says which way that is; whose
# is merely larger; and where the bounds do not tell. In the order in which they are drawn.
GROUPS_OF_PAIRS = ("better", "larger", "unclear")
EVERYTHING = "everything"  # the collection of all figures, beside those of pages
# Figures across metrics, which `figures.catalog` lists; no metric is called like one.
OVERVIEWS = ("lead", "movement", "coverage", "amounts", "statements", "timeline")
# Pages beside those of the topics, and what else stands at the root of the server.
PAGES = (
    *("overview", "explore", "timeline", "conflicts", "checks", "sources", "dataset", "reopen"),
    "about",
)
ADDRESSES = (
    *("figures", "oembed", "search", "data", "fonts", "health", "openapi"),
    *("static", "media", "component"),
)
