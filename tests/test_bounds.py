"""The arithmetic of hedges, against sampling: whatever the parts allow, the result allows."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.errors import BadRequest
from dashboard.model.intervals import Interval, convert, share, total

VALUES = st.floats(0.01, 1e6)
HEDGES = st.sampled_from(["=", "~", ">", ">=", "<", "<="])
AMOUNTS = st.builds(lambda value, hedge: Interval.of(value, hedge).amount(), VALUES, HEDGES)


@st.composite
def sampled(draw):
    """A hedged amount and a number that it allows, its own ends among them."""
    interval = draw(AMOUNTS)
    low, high = interval.low, min(interval.high, interval.low * 10 + 10)
    number = draw(st.one_of(st.just(low), st.just(high), st.floats(low, high)))
    assume(number in interval and number > 0)
    return interval, number


def allows(interval, number):
    """Up to the rounding of a float: the tests are about hedges, not about the last bit."""
    return number in interval or any(
        math.isclose(number, end, rel_tol=1e-9) for end in (interval.low, interval.high)
    )


@given(sampled(), sampled())
def test_what_the_parts_allow_the_result_allows(one, other):
    (a, x), (b, y) = one, other
    assert allows(a + b, x + y)
    assert allows(a - b, x - y)
    assert allows(a * b, x * y)
    assert allows(a / b, x / y)
    assert allows(share(a, b), 100 * x / y)
    assert allows(total([a, b, a]), x + y + x)
    assert allows(convert(a, b), x * y)


@given(sampled(), sampled())
def test_an_order_is_claimed_only_where_every_pair_agrees(one, other):
    (a, x), (b, y) = one, other
    order = a.order(b)
    if order == "more":
        assert x > y
    if order == "less":
        assert x < y
    if order == "equal":
        assert x == y


@given(VALUES, VALUES, HEDGES, HEDGES)
def test_about_stays_about_in_every_result(x, y, hedge, other):
    a, b = Interval.of(x, hedge).amount(), Interval.of(y, other).amount()
    for result in (a + b, a * b, a / b):
        assert result.approximate == ("~" in (hedge, other))


@given(st.lists(st.floats(-1e3, 1e3), min_size=4, max_size=4), st.booleans(), st.booleans())
def test_products_of_intervals_around_zero_hold_all_their_corners(ends, low_open, high_open):
    a, b = sorted(ends[:2]), sorted(ends[2:])
    assume(a[0] < a[1] and b[0] < b[1])
    one, other = Interval(*a, low_open, high_open), Interval(*b, high_open, low_open)
    for x in (a[0], sum(a) / 2, a[1]):
        for y in (b[0], sum(b) / 2, b[1]):
            if x in one and y in other:
                assert allows(one * other, x * y) or math.isclose(x * y, 0, abs_tol=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "comparator", "value"),
    [
        ((240, ">="), (40, "="), ">=", 6),
        ((535, "="), (14, ">="), "<=", 535 / 14),
        ((16000, ">"), (2000, "="), ">", 8),
        ((2000, "="), (16000, ">"), "<", 0.125),
        ((43, "~"), (2, "="), "~", 21.5),
        ((10, ">"), (5, ">"), "", math.inf),
    ],
)
def test_the_ratio_carries_the_hedge_through(one, other, comparator, value):
    ratio = Interval.of(*one).amount() / Interval.of(*other).amount()
    assert ratio.comparator == comparator
    assert ratio.value == value


def test_under_six_million_dollars_in_yuan_stays_under():
    yuan = convert(Interval.of(6e6, "<"), Interval.of(7))
    assert (yuan.comparator, yuan.value) == ("<", 42e6)


def test_over_a_and_over_b_cannot_be_ordered():
    assert Interval.of(10, ">").order(Interval.of(5, ">")) == ""


def test_a_range_is_closed_at_both_ends():
    nodes = Interval.of(3, "=", 4)
    assert nodes.comparator == "-"
    assert 3 in nodes
    assert 4 in nodes
    assert 4.1 not in nodes


def test_a_denominator_that_may_be_zero_is_refused():
    with pytest.raises(BadRequest):
        Interval.of(1) / Interval.of(0)
    with pytest.raises(BadRequest):
        Interval.of(1) / Interval.of(5, "<")


@pytest.mark.parametrize("comparator", ["", "≥", "=="])
def test_an_unknown_comparator_is_refused(comparator):
    with pytest.raises(BadRequest):
        Interval.of(1, comparator)
