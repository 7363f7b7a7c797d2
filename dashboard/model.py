"""The nouns: what a dataset holds, and everything a reader may choose about one figure."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from functools import cached_property

import pandas as pd

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
PROJECT = "China and the United States in AI: what five documents state"
SIDES = ("CHN", "USA")  # the two countries every metric is asked about


@dataclass(frozen=True)
class Dataset:
    """The five documents as tables, one row a claim, event, metric, entity, document, topic, absence, conflict, or kind of number.

    The columns are those of the files in `data/` (README, "The data"). Frames are never changed in place.
    """

    claims: pd.DataFrame
    events: pd.DataFrame
    metrics: pd.DataFrame
    entities: pd.DataFrame
    documents: pd.DataFrame
    topics: pd.DataFrame
    absences: pd.DataFrame
    conflicts: pd.DataFrame
    account: pd.DataFrame
    released: str  # the day the dataset was made, ISO 8601
    version: str  # the first 12 hexadecimal digits of a SHA-256 over all tables but the history
    history: pd.DataFrame = field(default_factory=pd.DataFrame)  # what leads back to older versions (dashboard.history)

    @cached_property
    def names(self) -> dict[str, str]:
        """Entity id -> name for a reader."""
        return dict(zip(self.entities["entity"], self.entities["name"], strict=True))

    @cached_property
    def titles(self) -> dict[str, str]:
        """Document id -> short title."""
        return dict(zip(self.documents["document"], self.documents["short"], strict=True))

    @cached_property
    def document(self) -> dict[str, dict[str, str]]:
        """Document id -> its row."""
        return {row["document"]: row for row in self.documents.to_dict("records")}

    @cached_property
    def claim(self) -> dict[str, dict]:
        """Claim id -> its row."""
        return {row["claim"]: row for row in self.claims.to_dict("records")}

    @cached_property
    def event(self) -> dict[str, dict]:
        """Event id -> its row."""
        return {row["event"]: row for row in self.events.to_dict("records")}

    @cached_property
    def entity(self) -> dict[str, dict[str, str]]:
        """Entity id -> its row."""
        return {row["entity"]: row for row in self.entities.to_dict("records")}

    @cached_property
    def metric(self) -> dict[str, Metric]:
        """Metric id -> metric, in the order of the vocabulary."""
        return {str(row["metric"]): Metric.from_row(row) for row in self.metrics.to_dict("records")}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Topic id -> topic, in the order of the pages."""
        return {str(row["topic"]): Topic(**row) for row in self.topics.to_dict("records")}


@dataclass(frozen=True)
class Topic:
    """A page of the dashboard."""

    topic: str
    title: str
    lead: str
    text: str


@dataclass(frozen=True)
class Metric:
    """What is measured, in words a newspaper reader understands, and which forms are fair to it."""

    metric: str
    title: str
    question: str
    definition: str
    unit: str
    topic: str
    forms: tuple[str, ...]
    comparable: bool
    comparability: str
    better: str

    @classmethod
    def from_row(cls, row: dict) -> Metric:
        return cls(**{**row, "forms": tuple(row["forms"].split())})


@dataclass(frozen=True)
class View:
    """Everything a reader may choose about one figure; plain text in a URL, ids and never labels."""

    subject: str
    form: str = ""  # "" is the subject's first fair form
    entities: tuple[str, ...] = ()  # entity or country ids; () is all
    documents: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()  # of events
    topics: tuple[str, ...] = ()  # of the metrics that a survey shows
    start: int | None = None  # first and last year, inclusive; undated rows always stay
    end: int | None = None
    theme: str = "light"
    size: str = ""  # as `sizes.size` reads it; "" is for a screen
    dpi: int | None = None  # of a PNG; None is what suits the size
    dataset: str = ""  # the version of the data the view was made from; "" is whatever stands now

    def query(self) -> dict[str, str]:
        """The choices that differ from the defaults, as query parameters."""
        out = {}
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name != "subject" and value != each.default:
                out[each.name] = ",".join(value) if isinstance(value, tuple) else str(value)
        return out

    def but(self, **choices: object) -> View:
        """This view with some choices changed."""
        return replace(self, **choices)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Source:
    """Where one value of a figure stands: a footnote, under the number that marks the value."""

    marker: int
    value: str  # the hedged value in words
    document: str  # id
    title: str
    published: str
    line: int
    cites: str
    caveat: str
    claim: str = field(default="")

    def sentence(self) -> str:
        cited = f", citing {self.cites}" if self.cites else ""
        return f"{self.title} ({self.published or 'undated'}), line {self.line}{cited}."
