"""A row of a figure, typed: what one mark stands for, in codes and values."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.model.intervals import Interval
from dashboard.model.period import OPEN_END, year_of
from dashboard.model.project import OTHER
from dashboard.model.quantity import Quantity
from dashboard.model.verdict import Verdict
from dashboard.model.vocabulary import LOWER_BOUNDS, PLANNED, STATISTICS, UPPER_BOUNDS

SPAN = 1.01  # years: what lasted longer is a span of years


@dataclass(frozen=True)
class Conversion:
    """By what a figure was multiplied or divided: a rate of exchange, a population, a GDP."""

    kind: str  # "money", "person" or "gdp"
    by: Quantity
    year: int  # of the figure
    year_used: int  # of what it was converted by
    source: str  # id of the table
    claim: str  # id of the claim


def group_of_pair(times: Interval, better: str) -> str:
    """Into which of vocabulary.GROUPS_OF_PAIRS a ratio falls; `better` is that of its metric."""
    if not times.order(Interval(1, 1)):
        return "unclear"
    return "better" if better else "larger"


@dataclass(frozen=True)
class FigureRow:
    """One row of any kind of figure. What a kind does not have keeps its default.

    `figures.row_kinds` says of each kind which of these fields its rows fill.
    """

    # Who, and what about
    side: str = OTHER  # id of one of the project's sides, or OTHER
    name: str = ""  # of the entity or the actor; "" where nobody is named
    metric: str = ""  # id
    title: str = ""  # of the metric, or of the event
    topic: str = ""  # id
    topic_title: str = ""
    entity: str = ""  # id
    entity_kind: str = ""
    country: str = ""  # of the entity, ISO 3166-1 alpha-3
    against: str = ""  # id of the entity that a stated ratio has for its base
    against_name: str = ""
    fact: str = ""
    # How much
    quantity: Quantity | None = None  # None where there is no figure
    also: tuple[Quantity, ...] = ()  # the same fact in other currencies or wordings
    times: Interval | None = None  # of a pair: the first side's figure divided by the second's
    is_computed: bool = False  # of a pair: made here from two claims, not stated as a ratio
    verdict: Verdict | None = None
    better: str = ""  # of a pair: whether the "higher" or the "lower" figure is better, if either
    members: tuple[FigureRow, ...] = ()  # the figures that a pair or a square is made of
    # When, and how sure
    period: str = ""  # EDTF; "" is undated
    period_basis: str = "none"
    date_words: str = ""  # of an event: the words that date it, where no date says the same
    is_deadline: bool = False  # the words say "by" of its date
    start: str = ""  # first and last day, ISO 8601; the last of what goes on is OPEN_END
    end: str = ""
    known_until: str = ""  # of an event that goes on: the day of the document that says so
    dispute: str = ""  # of an event that is given several dates: a code of text.labels.DISPUTES
    status: str = ""
    voice: str = ""
    scope: str = ""  # what exactly was counted, where two sides differ
    # From which collection, and what tells a series from others
    collection: str = ""  # a code of vocabulary.COLLECTIONS
    source: str = ""  # id of the document or table
    edition: str = ""  # or vintage, of the table
    locator: str = ""  # where in it
    reading: str = ""  # where a table was read: a code of vocabulary.READINGS
    timing: str = ""  # what a figure of its metric is of: a code of vocabulary.TIMINGS
    every: int = 12  # months from a figure of a series to the next
    series_break: str = ""  # why the series breaks before this figure; "" where it does not
    agrees_with: str = ""  # id of the metric whose definition its metric shares
    base_year: int | None = None  # the year that is 100, where it is an index
    conversions: tuple[Conversion, ...] = ()  # by what the figure was converted, in order
    event_kind: str = ""
    milestone: str = ""  # of an event that matters most: its name in few words
    # Why there is none, and where it stands
    missing: str = ""  # a code of vocabulary.ABSENCES or FILTERED
    note: str = ""  # the seeds' own words on why
    caveats: tuple[str, ...] = ()
    says: tuple[str, ...] = ()  # the documents' own words, six at most each
    claims: tuple[str, ...] = ()  # ids
    events: tuple[str, ...] = ()  # ids: first the one that is shown, then the others
    undated_events: tuple[str, ...] = ()  # those of `events` that tell the same without a date
    markers: tuple[int, ...] = ()  # numbers of its footnotes

    @property
    def figure(self) -> Quantity:
        """The quantity of a row that has one; asking an empty row is a mistake of the caller."""
        if self.quantity is None:
            raise ValueError(f"{self.name or self.title} has no figure.")
        return self.quantity

    @property
    def definition(self) -> str:
        """Id of the metric that defines what is counted: figures of one definition compare."""
        return self.agrees_with or self.metric

    @property
    def is_statistic(self) -> bool:
        """Whether it stands in a table, published or counted here, and in no document."""
        return self.collection in STATISTICS

    @property
    def is_reported(self) -> bool:
        """Whether it was read as others report it, not in its publisher's own file or report."""
        return self.reading == "reported"

    @property
    def line_key(self) -> str:
        """What lines of one thing share on a chart, whichever table they come from."""
        return f"{self.entity or self.name} {self.scope}"

    @property
    def series(self) -> tuple[str, ...]:
        """What figures have in common that may be one line: nothing of it is mixed."""
        unit = self.quantity.unit if self.quantity else ""
        return (
            *(self.definition, self.entity, self.scope, self.status, unit),
            *(self.collection, self.source, self.edition, self.locator),
        )

    @property
    def is_above_zero(self) -> bool:
        """Whether something can be divided by the figure, whatever its hedge allows."""
        interval = self.figure.interval
        return interval.low > 0 or (interval.low == 0 and interval.low_open)

    @property
    def is_absent(self) -> bool:
        """Whether the row keeps the place of a figure that there is none of."""
        return bool(self.missing)

    @property
    def is_planned(self) -> bool:
        """A target, a forecast or a plan: not observed, or not yet happened."""
        return self.status in ("target", "forecast") or self.event_kind in PLANNED

    @property
    def is_undated(self) -> bool:
        """Whether the document gives it no date."""
        return not self.period

    @property
    def goes_on(self) -> bool:
        """Whether it has begun and not ended, as "since 2017"."""
        return self.end >= OPEN_END

    @property
    def first_year(self) -> float | None:
        """When it began, as a year with its fraction; None where it is undated."""
        return year_of(self.start)

    @property
    def last_year(self) -> float | None:
        """When it ended; of what goes on, the date of the document that says so."""
        return year_of(self.known_until if self.goes_on else self.end)

    @property
    def is_span(self) -> bool:
        """Whether it lasted more than a year."""
        first, last = self.first_year, self.last_year
        return first is not None and last is not None and last - first > SPAN

    @property
    def advantage(self) -> Interval | None:
        """Of a pair: so many times the first side's figure is the better, or merely the larger.

        The other way round where the lower figure is better.
        """
        if self.times is None or self.better != "lower":
            return self.times
        return Interval(1, 1) / self.times

    @property
    def group(self) -> str:
        """Of a pair: a code of vocabulary.GROUPS_OF_PAIRS."""
        assert self.times is not None
        return group_of_pair(self.times, self.better)

    @property
    def comparator(self) -> str:
        """The hedge of what is drawn: that of a pair's ratio, else that of the figure."""
        if self.times is not None:
            return self.times.comparator
        return self.quantity.comparator if self.quantity else ""

    @property
    def open_right(self) -> bool:
        """Whether the true figure may be larger than what is drawn."""
        return self.comparator in LOWER_BOUNDS

    @property
    def open_left(self) -> bool:
        """Whether the true figure may be smaller."""
        return self.comparator in UPPER_BOUNDS

    @property
    def is_approximate(self) -> bool:
        """Whether its hedge says that it is not exact, and not which way."""
        return self.comparator == "~"

    @property
    def value(self) -> float | None:
        """The number that is drawn: a pair's ratio, else the figure; None where there is none."""
        if self.times is not None:
            return self.times.value
        return self.quantity.value if self.quantity else None

    @property
    def unit(self) -> str:
        """The unit of what is drawn: that of a pair is its ratio; "" where there is no figure."""
        if self.times is not None:
            return "ratio"
        return self.quantity.unit if self.quantity else ""
