"""The arithmetic of hedged numbers: what "at least 240 divided by 40" still lets one say.

A hedge is an interval with open or closed ends ("over 5" is (5, ∞)). Sums, ratios and conversions
are those of interval arithmetic (IEEE 1788, without its rounding), so a result is never surer than
what went in. "About" widens nothing: no document says how near "about" is, so it stays a mark on
the number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from math import copysign, inf, isnan

from dashboard.errors import BadRequest


@dataclass(frozen=True)
class Interval:
    """The numbers a hedged figure allows, from `low` to `high`.

    An end is open when it is not itself allowed. Unbounded sides are ±inf and open. `approximate`
    says that an "about" stands behind it.
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False

    def __post_init__(self) -> None:
        if isnan(self.low) or isnan(self.high) or self.low > self.high:
            raise BadRequest(f"No number lies between {self.low} and {self.high}.")

    @classmethod
    def of(cls, value: float, comparator: str = "=", upper: float | None = None) -> Interval:
        """What a claim allows: a value with its comparator, or a stated range up to `upper`."""
        if upper is not None:
            return cls(value, upper)
        match comparator:
            case "=" | "~":
                return cls(value, value, approximate=comparator == "~")
            case ">" | ">=":
                return cls(value, inf, comparator == ">", True)
            case "<" | "<=":
                return cls(-inf, value, True, comparator == "<")
        raise BadRequest(f"{comparator!r} is not a comparator; use one of = ~ > >= < <=.")

    @property
    def comparator(self) -> str:
        """The hedge: = ~ > >= < <=, "-" for a range, "" where nothing can be said."""
        if self.low == self.high:
            return "~" if self.approximate else "="
        if self._floored and self.high < inf:
            return "-"
        if self._floored:
            return ">" if self.low_open else ">="
        if self.high < inf:
            return "<" if self.high_open else "<="
        return ""

    @property
    def value(self) -> float:
        """The one number to print beside the comparator: the finite end."""
        return self.low if self._floored else self.high

    @property
    def _floored(self) -> bool:
        """Whether the low end says something: every amount is above zero."""
        return self.low > -inf and not (self.low == 0 and self.low_open)

    def __contains__(self, number: float) -> bool:
        above = number > self.low or (number == self.low and not self.low_open)
        below = number < self.high or (number == self.high and not self.high_open)
        return above and below

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
            _about(self, other),
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open, self.approximate)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def scaled(self, factor: float) -> Interval:
        """Times an exact number, such as 100 for a percentage or -1 for the other direction."""
        return self * Interval(factor, factor)

    def __mul__(self, other: Interval) -> Interval:
        return self._span(other, _times)

    def __truediv__(self, other: Interval) -> Interval:
        """The ratio; what lies below must be certainly above zero (see `amount`)."""
        if other.low < 0 or (other.low == 0 and not other.low_open):
            raise BadRequest("A ratio needs a denominator that is certainly above zero.")
        return self._span(other, _over)

    def _span(self, other: Interval, operation: Callable[[float, float], float]) -> Interval:
        """The result of a monotone operation lies between its values at the ends of both."""
        ends = [
            (operation(a, b), _opened(a, opened_a, b, opened_b, operation))
            for a, opened_a in ((self.low, self.low_open), (self.high, self.high_open))
            for b, opened_b in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        low, high = min(end for end, _ in ends), max(end for end, _ in ends)
        # An end is closed as soon as one pair of closed ends reaches it.
        low_open = all(opened for end, opened in ends if end == low)
        high_open = all(opened for end, opened in ends if end == high)
        return Interval(low, high, low_open, high_open, _about(self, other))

    def amount(self) -> Interval:
        """The same for a quantity that cannot fall below zero: a count, money, a share.

        What is stated to be below zero is no such quantity, and stays as it is.
        """
        if self.low >= 0 or self.high < 0:
            return self
        return Interval(0, self.high, True, self.high_open, self.approximate)

    def order(self, other: Interval) -> str:
        """more, less or equal where every allowed pair agrees, else nothing ("")."""
        if self.low == self.high == other.low == other.high:
            return "equal"
        if self.low > other.high or (self.low == other.high and (self.low_open or other.high_open)):
            return "more"
        if self.high < other.low or (self.high == other.low and (self.high_open or other.low_open)):
            return "less"
        return ""


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of any number of hedged figures of one unit."""
    return reduce(Interval.__add__, parts, Interval(0, 0))


def share(part: Interval, whole: Interval) -> Interval:
    """Part of a whole in percent."""
    return (part / whole).scaled(100)


def convert(amount: Interval, rate: Interval) -> Interval:
    """Money in another currency; `rate` is units of the other currency for one of this."""
    return amount * rate


def _about(left: Interval, right: Interval) -> bool:
    return left.approximate or right.approximate


def _times(left: float, right: float) -> float:
    return 0.0 if left == 0 or right == 0 else left * right


def _over(left: float, right: float) -> float:
    if left == 0 or abs(right) == inf:
        return 0.0 if abs(left) < inf else left
    return left / right if right else copysign(inf, left)


def _opened(
    left: float, left_open: bool, right: float, right_open: bool, operation: Callable
) -> bool:
    """Whether the value at two ends is out of reach; a zero that is reached makes it reached."""
    if left == 0 and not left_open:
        return False
    if operation is _times and right == 0 and not right_open:
        return False
    return left_open or right_open or abs(operation(left, right)) == inf
