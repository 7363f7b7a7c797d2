"""How a hedged number and a period read in words; axes name theirs in `chart_words`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from functools import partial
from math import isclose, isnan

from dashboard.model.intervals import Interval
from dashboard.model.period import PartialDate, Period
from dashboard.model.quantity import Quantity

# Comparator -> the hedge in words.
HEDGES = {"=": "", "~": "about", ">": "over", ">=": "at least", "<": "under", "<=": "up to"}
SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONEY = {"USD": "US$", "CNY": "RMB ", "EUR": "€"}
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹·"
SUPERSCRIPT = str.maketrans("0123456789,", RAISED)
ORDINALS = ("", "first", "second", "third", "fourth", "fifth")


def number(value: float, unit: str) -> str:
    """A bare number in its unit, with no digit that the value does not have."""
    written = WRITTEN.get(unit)
    if written:
        return written(value)
    return f"{_plain(value)} {unit}" if unit in SPELLED_OUT else _plain(value)


def _ratio(value: float) -> str:
    inverse = Fraction(value).limit_denominator(100)
    is_part = 0 < value < 1 and inverse.numerator == 1 and isclose(value, float(inverse))
    return f"1/{inverse.denominator}" if is_part else f"{value:g} times"


def _money(currency: str, value: float) -> str:
    return MONEY[currency] + _scaled(value)


def _per_person(currency: str, value: float) -> str:
    return f"{MONEY[currency]}{_plain(value)} per person"


def _rank(value: float) -> str:
    return ORDINALS[int(value)] if value < len(ORDINALS) else f"number {value:g}"


def _plain(value: float) -> str:
    """A number in full with thousands apart."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def hedged(
    value: float, comparator: str, unit: str, upper: float | None = None, words: str = ""
) -> str:
    """The number with its hedge, never without: "at least 240", "under US$6 million", "3–4 nm".

    `words` are the hedge as a document has it, "" where it is not known: "14 nm or below".
    """
    if upper is not None and not isnan(upper):
        return f"{value:g}–{number(upper, unit)}"
    if unit == "year" and comparator == "<=":
        return f"by {number(value, unit)}"
    if words.startswith("or "):
        return f"{number(value, unit)} {words}"
    return f"{words or HEDGES[comparator]} {number(value, unit)}".strip()


def quantity(figure: Quantity) -> str:
    """A hedged figure in words."""
    return hedged(figure.value, figure.comparator, figure.unit, figure.upper, figure.hedge)


def quantities(figure: Quantity, also: Sequence[Quantity]) -> str:
    """A figure, with the other amounts that state the same fact in brackets."""
    text = quantity(figure)
    others = [other for other in dict.fromkeys(map(quantity, also)) if other != text]
    return f"{text} ({', '.join(others)})" if others else text


def multiple(ratio: Interval, says_rounding: bool = True) -> str:
    """A computed ratio in words, to three figures.

    A bound is rounded away from what it excludes, and says so unless that is said elsewhere.
    """
    if ratio.comparator == "-":
        return f"between {_rounded(ratio.low, 'down'):g} and {_rounded(ratio.high, 'up'):g} times"
    value, way = _rounded_bound(ratio)
    remark = f" ({way})" if way and says_rounding else ""
    return f"{HEDGES[ratio.comparator]} {value:g} times{remark}".strip()


def rounding(ratio: Interval) -> str:
    """Which way a bound is rounded where it is printed; "" where nothing is lost."""
    return "" if ratio.comparator == "-" else _rounded_bound(ratio)[1]


def period(edtf: str, basis: str = "stated", is_deadline: bool = False) -> str:
    """A period in words, "by 2028" where it is a deadline; "undated" where there is none.

    Raises ValueError for what is not an EDTF date.
    """
    if not edtf:
        return "undated"
    stated = Period.parse(edtf)
    text = _date(stated.begin)
    if stated.is_open:
        text = f"since {text}"
    elif stated.end:
        text = f"{_begin(stated.begin, stated.end)}–{_date(stated.end)}"
    text = f"by {text}" if is_deadline else text
    return f"{text}, inferred" if basis == "inferred" else text


def spanned(first: str, last: str) -> str:
    """The time from one period to the end of another: "2003–2020", "November 2015–June 2025"."""
    begin, end = Period.parse(first).begin, Period.parse(last)
    return f"{_date(begin)}–{_date(end.end or end.begin)}"


def _begin(begin: PartialDate, end: PartialDate) -> str:
    """The first date of a period; months of one year name it once: "January–April 2026"."""
    is_of_one_year = begin.year == end.year and begin.month and end.month
    if is_of_one_year and begin.day is None and end.day is None and not begin.is_approximate:
        return MONTHS[(begin.month or 1) - 1]
    return _date(begin)


def bounded(bounds: Interval, unit: str) -> str:
    """A computed amount in its unit, to three figures.

    A bound is rounded away from what it excludes, and says so.
    """
    if bounds.comparator == "-":
        low = number(_rounded(bounds.low, "down"), unit)
        return f"between {low} and {number(_rounded(bounds.high, 'up'), unit)}"
    value, way = _rounded_bound(bounds)
    remark = f" ({way})" if way else ""
    return f"{HEDGES[bounds.comparator]} {number(value, unit)}{remark}".strip()


def marker(numbers: Iterable[int]) -> str:
    """Footnote numbers, raised: 1, 2 -> "¹·²"."""
    return ",".join(map(str, numbers)).translate(SUPERSCRIPT)


# Unit -> how a number is written in it; those of SPELLED_OUT follow the number as they are called.
SPELLED_OUT = ("nm", "months", "years", "per million people", "per billion US$ of GDP")
WRITTEN: Mapping[str, Callable[[float], str]] = {
    **{unit: partial(_money, unit) for unit in MONEY},
    **{f"{unit} per person": partial(_per_person, unit) for unit in MONEY},
    "USD per million tokens": lambda value: f"US${value:g} per million tokens",
    "CNY per USD": lambda value: f"{value:g} yuan per US dollar",
    "percent": lambda value: f"{value:g}%",
    "percent of GDP": lambda value: f"{value:g}% of GDP",
    "percentage points": lambda value: f"{_plain(value)} points",
    "ratio": _ratio,
    "rank": _rank,
    "year": lambda value: f"{value:.0f}",
    "parameters": lambda value: f"{_scaled(value)} parameters",
}


def _date(stated: PartialDate) -> str:
    """One end of a period: "12 July 2023", "1990s", "about 2017"."""
    about = "about " if stated.is_approximate else ""
    if stated.is_decade:
        return f"{about}{stated.year}s"
    if stated.month is None:
        return f"{about}{stated.year}"
    day = f"{stated.day} " if stated.day else ""
    return f"{about}{day}{MONTHS[stated.month - 1]} {stated.year}"


def _scaled(value: float) -> str:
    for scale, name in SCALES:
        if value >= scale:
            return f"{value / scale:g}{name}"
    return f"{value:,.0f}"


def _rounded_bound(interval: Interval) -> tuple[float, str]:
    """The number of an interval to three figures, and which way a bound was rounded."""
    way = {">": "down", ">=": "down", "<": "up", "<=": "up"}.get(interval.comparator, "near")
    value = _rounded(interval.value, way)
    is_whole = way == "near" or isclose(value, interval.value, rel_tol=1e-12)
    return value, "" if is_whole else f"rounded {way}"


def _rounded(value: float, way: str) -> float:
    """Three significant figures, never past the bound: "at least" down, "up to" up."""
    step = Decimal(1).scaleb(Decimal(repr(value)).adjusted() - 2)
    rounding = {"down": ROUND_FLOOR, "up": ROUND_CEILING, "near": ROUND_HALF_EVEN}[way]
    return float(Decimal(repr(value)).quantize(step, rounding=rounding))
