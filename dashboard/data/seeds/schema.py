"""What a seed file may hold, field by field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

from dashboard.data.records.conditions import parse as parse_condition
from dashboard.data.records.measures import parse as parse_measure
from dashboard.errors import BadRequest
from dashboard.model.vocabulary import (
    ABSENCES,
    BASES,
    COLLECTIONS,
    COMPANIONS,
    COMPARATORS,
    CONFLICT_KINDS,
    CURRENCIES,
    DISMISSALS,
    DOCUMENTS,
    ENTITY_KINDS,
    EVENT_KINDS,
    OUT_OF_PROPORTION,
    PROPORTIONS,
    READINGS,
    RECORDS,
    STATUSES,
    TERMS,
    THEMES,
    TIMINGS,
    UNITS,
    VOICES,
)

Text = Annotated[str, Field(min_length=1)]
Date = Annotated[str, Field(max_length=40)]  # EDTF; "" where there is none
MOST = 1_000_000  # lines of a text, numbers on them
Line = Annotated[int, Field(ge=1, le=MOST)]
Phrase = Annotated[str, Field(min_length=1, pattern=r"^\S+( \S+){0,5}$")]  # six words at most


def _fraction(value: Any) -> Any:
    """ "1/13" is written as it stands; everything else must be a number."""
    if not isinstance(value, str):
        return value
    if not re.fullmatch(r"-?\d{1,15}/0*[1-9]\d{0,14}", value):
        raise ValueError(f"{value[:40]!r} is no fraction such as 1/13")
    return float(Fraction(value))


def _writable(number: float) -> float:
    """What can be written in full and read back: no infinity, and no more digits than are exact."""
    if not abs(number) <= LARGEST or 0 < abs(number) < SMALLEST:
        raise ValueError(f"{number:g} cannot be written in full")
    return number


def _a_day(text: str) -> str:
    date.fromisoformat(text)
    return text


Day = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$"), AfterValidator(_a_day)]
LARGEST, SMALLEST = 1e15, 1e-9
Number = Annotated[float, BeforeValidator(_fraction), AfterValidator(_writable)]


class Seed(BaseModel):
    """A table of a seed file: no field but those named, each of its own type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class FigureSeed(Seed):
    """A figure that a document or a table states (README, “How to read a claim”)."""

    metric: Text
    entity: Text
    against: str = ""  # the entity below the line, where the claim itself is a ratio
    value: Number
    upper: Number | None = None  # the far end of a stated range
    # Money says its currency claim by claim.
    unit: Literal[CURRENCIES] | None = None  # type: ignore[valid-type]
    comparator: Literal[COMPARATORS]  # type: ignore[valid-type]
    hedge: str = ""  # the words of the hedge, where `says` does not show which they are
    says: Phrase
    when: str = ""  # the words that date it
    scope: str = ""  # what exactly was counted, where the two sides of a pair differ
    period: Date = ""
    period_basis: Literal[BASES] = "none"  # type: ignore[valid-type]
    status: Literal[STATUSES] = "observed"  # type: ignore[valid-type]
    voice: Literal[VOICES] = "document"  # type: ignore[valid-type]
    cites: str = ""
    caveat: str = ""
    fact: str = ""

    @model_validator(mode="after")
    def _dated(self) -> FigureSeed:
        if bool(self.period) != (self.period_basis != "none"):
            raise ValueError(
                "period and period_basis disagree: an undated claim has period = '' and basis none"
            )
        if self.upper is not None and (self.comparator != "=" or self.upper <= self.value):
            raise ValueError("a range has comparator '=' and an upper end above its value")
        return self


class ClaimSeed(FigureSeed):
    """A figure that a document states on one of its lines."""

    line: Line

    collection: ClassVar[str] = DOCUMENTS
    edition: ClassVar[str] = ""
    series_break: ClassVar[str] = ""

    @property
    def locator(self) -> str:
        """Where in the document it stands."""
        return line_locator(self.line)


class CompanionFigureSeed(FigureSeed):
    """One cell of a publisher's table; `data.seeds.companions` makes it from a series."""

    period: Annotated[str, Field(min_length=1, max_length=40)]  # EDTF: a row begins with it
    edition: str
    locator: Text
    series_break: str = ""  # why the series breaks before this figure; "" where it does not

    collection: ClassVar[str] = COMPANIONS
    line: ClassVar[None] = None


def line_locator(line: int) -> str:
    """A line of a document's text as a place."""
    return f"line {line}"


class EventSeed(Seed):
    """A dated event, plan or target that a document names."""

    title: Text
    # Its name in few words, where it is one of those that a picture of the timeline shows.
    milestone: str = Field(default="", max_length=40)
    date: Date
    date_basis: Literal[BASES]  # type: ignore[valid-type]
    when: str = ""  # the words that date it, where no date says the same: "late 1940s"
    kind: Literal[EVENT_KINDS]  # type: ignore[valid-type]
    actor: str
    says: Phrase
    line: Line
    fact: str = ""
    cites: str = ""
    caveat: str = ""

    @model_validator(mode="after")
    def _dated(self) -> EventSeed:
        if bool(self.date) != (self.date_basis != "none"):
            raise ValueError(
                "date and date_basis disagree: an undated event has date = '' and basis none"
            )
        return self


class DismissalSeed(Seed):
    """Numbers that are no claim: on the lines, with the words it names; all where none."""

    reason: Literal[DISMISSALS]  # type: ignore[valid-type]
    lines: str = Field(default="", pattern=r"^(\d+(-\d+)?(, ?\d+(-\d+)?)*)?$")
    tokens: list[Text] = []
    pattern: str = ""  # a regular expression; every number inside what it matches

    @model_validator(mode="after")
    def _something(self) -> DismissalSeed:
        if not (self.lines or self.tokens or self.pattern):
            raise ValueError(
                "names neither lines nor tokens nor a pattern, so it would dismiss everything"
            )
        try:
            re.compile(self.pattern)
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"pattern is no regular expression: {error}") from error
        return self


class DocumentSeed(Seed):
    """The particulars of a document, with its claims, events and dismissals."""

    title: str
    short: Text
    authors: list[Text]
    publisher: str
    published: Date
    published_basis: Literal["stated", "inferred", "unknown"]
    language: Text
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")]
    licence: str
    file: Annotated[str, Field(pattern=r"^[^/\\]+$")]  # in the folder of the texts
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    note: str = ""
    original_title: str = ""  # what the text says it was made from, as a translation is
    original_publisher: str = ""
    original_published: str = ""
    claim: list[dict] = []
    event: list[dict] = []
    dismissed: list[DismissalSeed] = []


class SeriesSeed(Seed):
    """The figures of one metric in a publisher's table: a row a period, a column an entity."""

    metric: Text
    locator: Text  # where in the table or report: "Fig. 4.3.8, p. 252"
    entities: Annotated[list[Text], Field(min_length=1)]
    printed: str = ""  # the unit as it is printed there: "US$ million"
    factor: Annotated[float, Field(gt=0, le=1e12)] = 1  # a printed number times this is in full
    currency: Literal[CURRENCIES] | None = None  # type: ignore[valid-type]
    scope: str = ""  # what exactly was counted, where the metric has several
    edition: str | None = None  # where it is another than that of the file
    status: Literal[STATUSES] = "observed"  # type: ignore[valid-type]
    caveat: str = ""  # of every figure of the series
    caveats: dict[Date, Text] = {}  # of those of one period
    breaks: dict[Date, Text] = {}  # period before which the series breaks -> why
    # Period, then a number an entity as it is printed, with its hedge (">900"); "" where none is.
    values: Annotated[list[list[Any]], Field(min_length=1)]


class CompanionSeed(Seed):
    """The particulars of a publisher's table, with its series."""

    title: Text
    short: Annotated[str, Field(min_length=1, max_length=45)]
    publisher: Text
    published: Date = ""
    edition: str = ""  # or vintage
    licence: str
    terms: list[Literal[TERMS]] = []  # type: ignore[valid-type]
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")]
    read: Day  # when it was read
    reading: Literal[READINGS]  # type: ignore[valid-type]
    via: str = ""  # who redistributes it, and when it was retrieved there
    note: str = ""
    series: list[dict] = []


def _read_by(parse: Callable[[str], object]) -> Callable[[str], str]:
    """What lets a text pass that can be read; what is wrong with another is said."""

    def check(text: str) -> str:
        try:
            parse(text)
        except BadRequest as error:
            raise ValueError(str(error)) from error
        return text

    return check


class RecordsSeed(Seed):
    """A metric that the build counts from a table of records, and where the table is from."""

    table: Text  # file, glob or folder; beside the seed file, or absolute
    country: Text  # the column of countries, codes or names
    date: Text  # the column of dates, months or years
    category: str = ""  # a column by which readers may drill down
    # count() | distinct(column) | sum(column) | … (data.records.measures)
    measure: Annotated[Text, AfterValidator(_read_by(parse_measure))]
    # Which records are counted (data.records.conditions)
    where: Annotated[str, AfterValidator(_read_by(parse_condition))] = ""
    countries: dict[str, Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]] = {}  # cell -> id, or ""
    factor: Annotated[float, Field(gt=0, le=1e12)] = 1  # a figure of the table times this is full
    currency: Literal[CURRENCIES] | None = None  # type: ignore[valid-type]
    show: list[Text] = []  # further columns of the records behind a figure that readers see
    sample: Annotated[int, Field(ge=0, le=50)] = 5  # how many of them; 0 for none
    scope: str = ""
    caveat: str = ""
    title: str = ""
    short: Annotated[str, Field(max_length=45)] = ""
    publisher: Text
    published: Date = ""
    edition: str = ""
    licence: str
    terms: list[Literal[TERMS]] = []  # type: ignore[valid-type]
    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")]
    read: Day  # when the table was had
    reading: Literal[READINGS] = "publisher"  # type: ignore[valid-type]
    via: str = ""
    note: str = ""


class RecordFigureSeed(FigureSeed):
    """A figure counted from records; `data.seeds.records` makes it."""

    period: Annotated[str, Field(min_length=1, max_length=40)]
    edition: str
    locator: Text

    collection: ClassVar[str] = RECORDS
    line: ClassVar[None] = None
    series_break: ClassVar[str] = ""


class AbsenceSeed(Seed):
    """Why a side has no figure of a metric."""

    reason: Literal[ABSENCES]  # type: ignore[valid-type]
    note: Text


class MetricSeed(Seed):
    """What is measured, and which charts are fair to it."""

    title: Text
    question: Text
    definition: Text
    unit: Literal[UNITS]  # type: ignore[valid-type]
    topic: Text
    forms: Annotated[list[Text], Field(min_length=1)]
    comparable: bool
    comparability: Text
    better: Literal["", "higher", "lower"] = ""
    # What a figure is of: a year, everything since a first year, a day; "" where it is no series.
    timing: Literal[TIMINGS] = ""  # type: ignore[valid-type]
    every: Annotated[int, Field(ge=1, le=120)] = 12  # months from a figure of a series to the next
    # Whether it may be set in proportion to population and GDP, or the reason why not.
    per: list[Literal[PROPORTIONS]] = []  # type: ignore[valid-type]
    no_per: Literal[("", *OUT_OF_PROPORTION)] = ""  # type: ignore[valid-type]
    agrees_with: str = ""  # the metric of the documents whose definition is the same
    # The metric of public statistics that answers what the documents leave open, and why the two
    # are not the same thing.
    beside: str = ""
    unlike: str = ""
    absent: dict[Text, AbsenceSeed] = {}  # id of a side -> why it has no claim


class EntitySeed(Seed):
    """A country, company, model or other thing that figures are of."""

    name: Text
    kind: Literal[ENTITY_KINDS]  # type: ignore[valid-type]
    country: Annotated[str, Field(pattern=r"^([A-Z]{3})?$")]


class TopicSeed(Seed):
    """A page of metrics, and what stands above them."""

    title: Text
    lead: Text
    text: Text


Slug = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]  # in names of files and in addresses
Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


def _in_order(years: list[int]) -> list[int]:
    if not 1 <= years[0] < years[1] <= 9999:
        raise ValueError("the first year must come before the last, both with four digits at most")
    return years


Span = Annotated[list[int], Field(min_length=2, max_length=2), AfterValidator(_in_order)]


class YearsSeed(Seed):
    """First and last year of what has an end on the page."""

    figures: Span  # the slider of a figure
    timeline: Span  # the slider of the timeline
    deadline: Span  # the axis of deadlines


class LeadsSeed(Seed):
    """Sentences of the project's own: under the title of a page or an overview, or to search by."""

    overview: Text | None = None
    lead: Text | None = None
    movement: Text | None = None
    coverage: Text | None = None
    amounts: Text | None = None
    statements: Text | None = None
    timeline: Text | None = None
    about: Text | None = None  # why these documents
    search: Text | None = None  # examples in the search for a metric


class PackageSeed(Seed):
    """What the data package says of itself; its title is that of the project."""

    name: Slug
    description: Text


class YardsticksSeed(Seed):
    """The metrics by which figures are set in proportion or converted, where there are any."""

    person: str = ""  # a population, in persons
    gdp: str = ""  # in a currency
    rate: str = ""  # a rate of exchange, in one currency per another


class ProjectSeed(Seed):
    """What is true of this project and of no other; its sides are checked one by one."""

    name: Slug
    title: Text
    subtitle: Text
    description: Text
    released: Day
    headlines: list[Text]
    years: YearsSeed
    leads: LeadsSeed = LeadsSeed()
    yardsticks: YardsticksSeed = YardsticksSeed()
    package: PackageSeed


def _with_light(colours: dict[str, str]) -> dict[str, str]:
    if "light" not in colours:
        raise ValueError("the colour of the theme light is missing; it stands in for those missing")
    return colours


class SideSeed(Seed):
    """One of the two sides: an entity under every name it goes by, and its colour in each theme."""

    id: Text
    name: Text
    in_sentence: Text
    short: Text
    slug: Slug
    colours: Annotated[
        dict[Literal[THEMES], Colour],  # type: ignore[valid-type]
        AfterValidator(_with_light),
    ]


class SumFigureSeed(Seed):
    """Which fact a name in a sum stands for: the one that all of these leave."""

    metric: Text
    entity: Text | None = None
    currency: Literal[CURRENCIES] | None = None  # type: ignore[valid-type]
    period: str | None = None  # as the claim has it; "" is undated
    collection: Literal[COLLECTIONS] = DOCUMENTS  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _chosen(self) -> SumFigureSeed:
        if self.entity is None and self.currency is None:
            raise ValueError("names neither an entity nor a currency")
        return self


class SumSeed(Seed):
    """A sum that a reader can redo."""

    id: Slug
    question: Text
    formula: Text  # for a reader, with {name} where a figure stands
    computes: Text  # the same as an expression over the same names
    figures: Annotated[dict[Text, SumFigureSeed], Field(min_length=1)]
    unit: Literal["times", *UNITS]  # type: ignore[valid-type]
    before: str = ""  # words around the result
    after: str = ""
    remark: Text


class RefusedSeed(Seed):
    """A sum that looks possible and must not be done."""

    sum: Text
    reason: Text


class PassageSeed(Seed):
    """Words of a document that are set beside claims and events, and are neither."""

    document: Text
    line: Annotated[int, Field(ge=1)] | None = None  # of a document
    locator: str = ""  # of a table
    says: Phrase
    remark: str = ""  # what they are, in words of the project's own

    @model_validator(mode="after")
    def _placed(self) -> PassageSeed:
        if (self.line is None) == (not self.locator):
            raise ValueError("names either the line of a document or the locator of a table")
        return self


class ConflictSeed(Seed):
    """A disagreement, a difference of wording, or a slip; the first to be read stands first.

    It says what it is about, what stands on each side, and which is better founded.
    """

    kind: Literal[CONFLICT_KINDS]  # type: ignore[valid-type]
    title: Text
    about: Annotated[list[Text], Field(min_length=1)]  # ids of metrics, facts or topics
    sides: list[Text] = []
    passages: list[PassageSeed] = []
    differs: Text
    better: str = ""

    @model_validator(mode="after")
    def _sided(self) -> ConflictSeed:
        if not self.sides and not self.passages:
            raise ValueError("nothing stands on its sides: name claims or events, or passages")
        return self


class AccountSeed(Seed):
    """How many numbers of a document's text are what; written by `dashboard audit --write`."""

    sha256: Text  # of the text that was counted
    numbers: dict[Text, Annotated[int, Field(ge=0, le=MOST)]]
    lines: dict[Text, list[Text]] = {}  # line, counted from 1 -> the numbers on it, as they stand
