"""Sums written as text mean what arithmetic means, and nothing else can be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import BadRequest
from dashboard.model.expressions import parse
from dashboard.model.intervals import Interval

SUMS = [
    "a + b",
    "a - b * 2",
    "(a - b) * 2",
    "a / b",
    "a / (1 + b / 100)",
    "(1 + a / 100) ** 4",
    "100 - a",
    "a ** 2 * b",
]
numbers = st.floats(0.01, 1e6)


@pytest.mark.parametrize("text", SUMS)
@given(a=numbers, b=numbers)
def test_a_sum_of_exact_numbers_is_what_arithmetic_gives(text, a, b):
    result = parse(text).evaluate({"a": Interval.of(a), "b": Interval.of(b)})
    expected = eval(text, {"a": a, "b": b})
    assert result.value == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(a=numbers, b=numbers, more=st.floats(0, 1e6))
def test_a_hedge_is_carried_through(a, b, more):
    hedged = {"a": Interval.of(a, ">="), "b": Interval.of(b, "<").amount()}
    quotient = parse("a / b").evaluate(hedged)
    assert quotient.comparator == ">"
    assert (a + more) / (b / 2) in quotient


def test_a_sum_knows_its_names():
    assert parse("value / (1 + growth / 100)").names == {"value", "growth"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "a b", "a; b", "a = b", "lambda: a", "a if b else c", "a < b", "a % b", "a // b"),
        *("-a", "a and b", "[a]", "a[0]", "a.b", "f(a)", "f'{a}'", "'a'", "None", "True", "1j"),
        *("1e999", "a ** b", "a ** 0", "a ** 21", "a ** 1.5", "a ** -1", "a ** True", "a @ b"),
        *("a | b", "~a", "(a := 1)", "*a", "a,", "__import__('os')", "\0", "(" * 150, "1" * 201),
        "a\n+ b",
    ],
)
def test_nothing_else_can_be_written(text):
    with pytest.raises(BadRequest):
        parse(text)
