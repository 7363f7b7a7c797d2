"""Sums as text (`value / (1 + growth / 100)`): read, never run, done on hedged numbers."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from math import isfinite

from dashboard.errors import BadRequest
from dashboard.model.intervals import Interval

LONGEST = 200  # characters: enough for any sum a reader can redo, too few to nest deeply
HIGHEST_POWER = 20
RULE = "Write names, numbers, + - * /, parentheses, and ** with a whole power from 1 to 20"

OPERATIONS: Mapping[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: Interval.__add__,
    ast.Sub: Interval.__sub__,
    ast.Mult: Interval.__mul__,
    ast.Div: Interval.__truediv__,
}


@dataclass(frozen=True)
class Expression:
    """A sum that holds nothing but what RULE allows; `parse` makes it."""

    text: str
    tree: ast.expr

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the figures that it takes."""
        return frozenset(node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name))

    def evaluate(self, figures: Mapping[str, Interval]) -> Interval:
        """The result, its hedge carried through; `figures` has the bounds of every name.

        Raises BadRequest where it divides by what may be zero.
        """
        return _value(self.tree, figures)


def parse(text: str) -> Expression:
    """The sum that `text` writes.

    Raises BadRequest with what is wrong where it holds anything but what RULE allows.
    """
    if len(text) > LONGEST:
        raise BadRequest(f"the sum is longer than {LONGEST} characters")
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise BadRequest(f"{text!r} is not a sum") from error
    for problem in _problems(tree):
        raise problem
    return Expression(text, tree)


def _problems(node: ast.expr) -> Iterator[BadRequest]:
    """What in the tree is not allowed, from left to right."""
    match node:
        case ast.Name():
            return
        case ast.Constant(value=value):
            if not _is_number(value):
                yield BadRequest(f"{ast.unparse(node)} is not a number that can be used here")
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            yield from _problems(left)
            if not _is_power(right):
                power = ast.unparse(right)
                yield BadRequest(f"{power} is not a whole power from 1 to {HIGHEST_POWER}")
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in OPERATIONS:
            yield from _problems(left)
            yield from _problems(right)
        case _:
            yield BadRequest(f"{ast.unparse(node)!r} is not allowed in a sum")


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(float(value))
    except OverflowError:
        return False


def _is_power(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=int() as power) if not isinstance(power, bool):
            return 1 <= power <= HIGHEST_POWER
    return False


def _value(node: ast.expr, figures: Mapping[str, Interval]) -> Interval:
    match node:
        case ast.Name(id=name):
            return figures[name]
        case ast.Constant(value=int() | float() as number):
            return Interval.of(float(number))
        case ast.BinOp(left=left, op=ast.Pow(), right=ast.Constant(value=int() as power)):
            return reduce(Interval.__mul__, [_value(left, figures)] * power)
        case ast.BinOp(left=left, op=operator, right=right):
            return OPERATIONS[type(operator)](_value(left, figures), _value(right, figures))
    raise BadRequest(f"{ast.unparse(node)!r} is not allowed in a sum")  # `parse` has refused it
