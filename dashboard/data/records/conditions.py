"""Which records are counted: `amount > 0 and stage != 'rumour'`, read and never run as text.

sqlglot reads the text as SQL; what is not in the small grammar of RULE is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import narwhals as nw
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from dashboard.errors import BadRequest

LONGEST = 1000  # characters
DEEPEST = 40  # conditions within conditions
RULE = (
    "Compare columns with numbers, 'texts', true or false by = != < <= > >=, in (…), between … and "
    "… or is null, and join such conditions by and, or, not and parentheses; a column whose name "
    'is no word stands in "quotes"'
)
COMPARISONS: dict[type[exp.Expression], tuple[Callable[[Any, Any], Any], type[exp.Expression]]] = {
    exp.EQ: (lambda left, right: left == right, exp.EQ),
    exp.NEQ: (lambda left, right: left != right, exp.NEQ),
    exp.GT: (lambda left, right: left > right, exp.LT),
    exp.GTE: (lambda left, right: left >= right, exp.LTE),
    exp.LT: (lambda left, right: left < right, exp.GT),
    exp.LTE: (lambda left, right: left <= right, exp.GTE),
}
Value = str | float | int | bool


@dataclass(frozen=True)
class Condition:
    """A condition on the columns of a record; `parse` makes it."""

    text: str
    tree: exp.Expression | None  # None: every record is counted

    @cached_property
    def columns(self) -> dict[str, str]:
        """Column -> what it must hold: "number", "text" or "flag"; "" where that is the same.

        Raises BadRequest where a column is compared with two kinds of values.
        """
        kinds: dict[str, str] = {}
        for name, kind in _uses(self.tree):
            if kind and kinds.get(name) not in (None, "", kind):
                raise BadRequest(f"{name!r} is compared with a {kinds[name]} and with a {kind}")
            kinds[name] = kind or kinds.get(name, "")
        return kinds

    def expression(self, column: Callable[[str], nw.Expr]) -> nw.Expr | None:
        """The condition over columns that `column` gives by name; None where there is none.

        It is null where SQL does not know: a comparison with an empty cell.
        """
        return None if self.tree is None else _expression(self.tree, column)


def parse(text: str) -> Condition:
    """The condition that `text` writes; every record where it is empty.

    Raises BadRequest with what is wrong where it holds anything but what RULE allows.
    """
    if not text.strip():
        return Condition("", None)
    if len(text) > LONGEST:
        raise BadRequest(f"the condition is longer than {LONGEST} characters")
    try:
        trees = [tree for tree in sqlglot.parse(text, read="duckdb") if tree is not None]
    except (SqlglotError, RecursionError) as error:
        raise BadRequest(f"{text!r} is no condition") from error
    if len(trees) != 1 or not isinstance(trees[0], exp.Expression):
        raise BadRequest(f"{text!r} is no condition")
    for problem in _problems(trees[0], 0):
        raise problem
    condition = Condition(text, trees[0])
    _ = condition.columns
    return condition


def _problems(node: exp.Expression, depth: int) -> Iterator[BadRequest]:
    """What in the tree is not allowed, from left to right."""
    if depth > DEEPEST:
        yield BadRequest("the condition is nested too deeply")
        return
    match node:
        case exp.And() | exp.Or() | exp.Not() | exp.Paren():
            for part in filter(None, (node.this, node.args.get("expression"))):
                yield from _problems(part, depth + 1)
        case exp.In() | exp.Between() | exp.Is():
            yield from _listed_problems(node)
        case _ if type(node) in COMPARISONS:
            sides = (node.this, node.expression)
            columns = [_column(side) for side in sides]
            values = [_value(side) for side in sides]
            is_fair = any(columns) and any(value is not None for value in values)
            if not is_fair:
                yield BadRequest(f"{node.sql()!r} does not compare a column with a value")
        case _:
            yield BadRequest(f"{node.sql()!r} is not allowed in a condition")


def _listed_problems(node: exp.Expression) -> Iterator[BadRequest]:
    """What is not allowed in a condition that lists values: in, between, is null."""
    if not _column(node.this):
        yield BadRequest(f"{node.sql()!r} does not ask about a column")
    elif isinstance(node, exp.Is):
        if not isinstance(node.expression, exp.Null):
            yield BadRequest(f"{node.sql()!r}: only null may follow is")
    elif not _values(node) or None in _values(node):
        yield BadRequest(f"{node.sql()!r} lists something else than numbers and texts")


def _column(node: Any) -> str:
    """The name of a column, "" where the node is none."""
    is_plain = isinstance(node, exp.Column) and isinstance(node.this, exp.Identifier)
    return str(node.name) if is_plain and not node.table else ""


def _value(node: Any) -> Value | None:
    match node:
        case exp.Boolean():
            return bool(node.this)
        case exp.Neg():
            number = _value(node.this)
            return -number if isinstance(number, int | float) else None
        case exp.Literal() if node.is_string:
            return str(node.this)
        case exp.Literal():
            return _number(str(node.this))
    return None


def _number(text: str) -> float | int | None:
    try:
        return int(text) if text.isdigit() else float(text)
    except ValueError:
        return None


def _values(node: exp.Expression) -> list[Value | None]:
    """The values of in (…), or the two ends of between."""
    if isinstance(node, exp.Between):
        return [_value(node.args.get("low")), _value(node.args.get("high"))]
    return [_value(each) for each in node.expressions]


def _uses(node: exp.Expression | None) -> Iterator[tuple[str, str]]:
    """Every column that a condition names, with the kind of what it is compared with."""
    match node:
        case None:
            return
        case exp.And() | exp.Or() | exp.Not() | exp.Paren():
            yield from _uses(node.this)
            yield from _uses(node.args.get("expression"))
        case exp.Is():
            yield _column(node.this), ""
        case exp.In() | exp.Between():
            for value in _values(node):
                yield _column(node.this), _kind(value)
        case _:
            name, value, _ = _sides(node)
            yield name, _kind(value)


def _kind(value: Value | None) -> str:
    if isinstance(value, bool):
        return "flag"
    return "text" if isinstance(value, str) else "number"


def _sides(node: exp.Expression) -> tuple[str, Value | None, type[exp.Expression]]:
    """Column, value and comparison, with the column on the left."""
    if column := _column(node.this):
        return column, _value(node.expression), type(node)
    return _column(node.expression), _value(node.this), COMPARISONS[type(node)][1]


def _expression(node: exp.Expression, column: Callable[[str], nw.Expr]) -> nw.Expr:
    match node:
        case exp.Paren():
            return _expression(node.this, column)
        case exp.Not():
            return ~_expression(node.this, column)
        case exp.And():
            return _expression(node.this, column) & _expression(node.expression, column)
        case exp.Or():
            return _expression(node.this, column) | _expression(node.expression, column)
        case exp.Is():
            return column(_column(node.this)).is_null()
        case exp.Between():
            low, high = _values(node)
            asked = column(_column(node.this))
            return (asked >= low) & (asked <= high)
        case exp.In():
            # Not `is_in`, which does not leave open what an empty cell is.
            asked = column(_column(node.this))
            first, *others = _values(node)
            found = asked == first
            for value in others:
                found = found | (asked == value)
            return found
    name, value, kind = _sides(node)
    compared: nw.Expr = COMPARISONS[kind][0](column(name), value)
    return compared
