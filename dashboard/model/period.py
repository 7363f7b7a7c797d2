"""A date as precise as the text has it (EDTF, levels 0 and 1), read once and then only asked."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

OPEN_END = "9999-12-31"  # the last day of what goes on: it sorts and filters after every other
_DATE = re.compile(
    r"([0-9]{4})(?:-([01][0-9])(?:-([0-9]{2}))?)?(~?)"
)  # months above 20 are seasons
_DECADE = re.compile(r"([0-9]{3})X(~?)")
_NO_SUCH_DAY = "names a day that the calendar of the years 1 to 9999 lacks"


@dataclass(frozen=True)
class PartialDate:
    """A day, a month, a year or a decade.

    Raises ValueError where the calendar has no such day.
    """

    year: int  # of a decade the first: 1990
    month: int | None = None  # 1 to 12; None where the text has only the year
    day: int | None = None  # 1 to 31; None where the text has only the month
    is_decade: bool = False
    is_approximate: bool = False  # the text says "about" of it

    def __post_init__(self) -> None:
        date.fromisoformat(self.first)

    @property
    def first(self) -> str:
        """The first day that it may mean, ISO 8601."""
        month = 1 if self.month is None else self.month
        day = 1 if self.day is None else self.day
        return f"{self.year:04d}-{month:02d}-{day:02d}"

    @property
    def last(self) -> str:
        """The last day that it may mean, ISO 8601."""
        year = self.year + 9 if self.is_decade else self.year
        month = 12 if self.month is None else self.month
        day = monthrange(year, month)[1] if self.day is None else self.day
        return f"{year:04d}-{month:02d}-{day:02d}"


@dataclass(frozen=True)
class Period:
    """A date or an interval, with everything that is asked of it."""

    text: str  # as it was written, in EDTF
    begin: PartialDate
    end: PartialDate | None  # None where it is a single date, or goes on
    is_open: bool  # it has begun and goes on: "2017/.."

    @property
    def first(self) -> str:
        """Its first day, ISO 8601."""
        return self.begin.first

    @property
    def last(self) -> str:
        """Its last day, ISO 8601; OPEN_END where it goes on."""
        return OPEN_END if self.is_open else (self.end or self.begin).last

    @property
    def is_approximate(self) -> bool:
        """Whether the text says "about" of one of its dates."""
        return self.begin.is_approximate or bool(self.end and self.end.is_approximate)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that `text` states: "2023-07", "2018/2022", "199X", "2017/..", "2017~".

        Raises ValueError, in words for whoever wrote it, where the text is no EDTF date, names a
        day that the calendar lacks, has no known first or last day, or ends before it begins.
        """
        return _parsed(text)


def year_of(day: str) -> float | None:
    """A day (ISO 8601) as a year with its fraction; None where there is none."""
    if not day:
        return None
    moment = date.fromisoformat(day)
    return moment.year + (moment.timetuple().tm_yday - 1) / 366


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period:
    try:
        period = _read_plainly(text)
    except ValueError as error:
        raise ValueError(f"{text!r} {_NO_SUCH_DAY}") from error
    period = period or _read_by_grammar(text)
    if period.last < period.first:
        raise ValueError(f"{text!r} ends before it begins")
    return period


def _read_plainly(text: str) -> Period | None:
    """A date or interval of the forms that need no grammar, which are nearly all; else None."""
    begin_text, slash, end_text = text.partition("/")
    is_open = end_text == ".."
    begin = _read_date(begin_text)
    end = _read_date(end_text) if slash and not is_open else None
    if begin is None or (slash and not is_open and end is None):
        return None
    has_decade = begin.is_decade or (end is not None and end.is_decade)
    if slash and has_decade and (is_open or "~" in text):
        return None  # no EDTF: it is for the grammar to say so
    return Period(text, begin, end, is_open)


def _read_date(text: str) -> PartialDate | None:
    if found := _DATE.fullmatch(text):
        year, month, day, about = found.groups()
        return PartialDate(
            int(year),
            int(month) if month else None,
            int(day) if day else None,
            is_approximate=bool(about),
        )
    if found := _DECADE.fullmatch(text):
        return PartialDate(int(found[1]) * 10, is_decade=True, is_approximate=bool(found[2]))
    return None


def _read_by_grammar(text: str) -> Period:
    """Any other form, such as a season or a century: as the days, months or years that it spans."""
    import edtf  # slow to load and to read (some ms a date), so only for what needs it

    try:
        parsed = edtf.parse_edtf(text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
    except (edtf.EDTFParseException, ValueError, TypeError) as error:  # it trips over "%0000S0"
        raise ValueError(f"{text!r} is not an EDTF date") from error
    if text != text.strip():
        raise ValueError(f"{text!r} is not an EDTF date")
    ends = text.split("/")
    is_open = len(ends) == 2 and ends[1] == ".."
    # An open side is a float, infinity; of an unknown end ("2017/") edtf guesses that it is ten
    # years on.
    if "" in ends or isinstance(first, float) or isinstance(last, float) != is_open:
        raise ValueError(f"{text!r} has no known first or last day")
    if is_open:
        return Period(text, _parsed(ends[0]).begin, None, True)
    is_approximate = bool(set(text) & set("~?%"))
    try:
        begin, end = _spanned(first, last, is_approximate)
    except ValueError as error:
        raise ValueError(f"{text!r} {_NO_SUCH_DAY}") from error
    return Period(text, begin, None if end == begin else end, False)


def _spanned(first: Any, last: Any, is_approximate: bool) -> tuple[PartialDate, PartialDate]:
    """Two `struct_time` as whole years or months where they span these, else as days."""
    begin, end = (
        PartialDate(time[0], time[1], time[2], is_approximate=is_approximate)
        for time in (first, last)
    )
    for wider_begin, wider_end in (
        (replace(begin, month=None, day=None), replace(end, month=None, day=None)),
        (replace(begin, day=None), replace(end, day=None)),
    ):
        if (wider_begin.first, wider_end.last) == (begin.first, end.last):
            return wider_begin, wider_end
    return begin, end
