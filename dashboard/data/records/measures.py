"""What is counted of the records of a country and year: `sum(amount)`, `share(stage, "seed")`."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from dashboard.errors import BadRequest
from dashboard.model.vocabulary import CURRENCIES, MEASURES

RULE = "Write count(), distinct(column), sum(column), mean(column), median(column) or " + (
    'share(column, "value")'
)
OF_NUMBERS = ("sum", "mean", "median")  # measures of a column of numbers
NOT_ADDED = ("distinct", "median")  # of a whole, it is not made of those of its parts
LONGEST = 200  # characters


@dataclass(frozen=True)
class Measure:
    """How a figure is made of the records of a country and year; `parse` makes it."""

    kind: str  # a code of vocabulary.MEASURES
    column: str = ""  # of the table; "" where records themselves are counted
    value: str = ""  # of `share`: the value whose share of all it is

    @property
    def is_of_numbers(self) -> bool:
        """Whether its column holds numbers."""
        return self.kind in OF_NUMBERS

    @property
    def is_additive(self) -> bool:
        """Whether the figure of a whole can be made of what is known of its parts."""
        return self.kind not in NOT_ADDED

    @property
    def units(self) -> tuple[str, ...] | None:
        """The units that its figures can be in; None where any may be right."""
        if self.kind in ("count", "distinct"):
            return ("count",)
        return ("percent",) if self.kind == "share" else None

    @property
    def can_be_money(self) -> bool:
        """Whether its figures can be sums of money: those of a column of amounts."""
        return self.is_of_numbers and bool(CURRENCIES)


def parse(text: str) -> Measure:
    """The measure that `text` writes, a call of one of vocabulary.MEASURES.

    A column whose name is no word stands in quotes. Raises BadRequest with what is wrong.
    """
    try:
        tree = ast.parse(text[:LONGEST].strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise BadRequest(f"{text[:LONGEST]!r} is no measure") from error
    match tree:
        case ast.Call(func=ast.Name(id=kind), args=arguments, keywords=[]) if kind in MEASURES:
            names = [_name(argument) for argument in arguments]
            wanted = {"count": 0, "share": 2}.get(kind, 1)
            if len(names) == wanted and all(names):
                return Measure(kind, *map(str, names))
            raise BadRequest(f"{kind} takes {_WANTED[wanted]}")
    raise BadRequest(f"{text[:LONGEST]!r} is no measure")


_WANTED = {0: "no column", 1: "one column", 2: "a column and one of its values"}


def _name(node: ast.expr) -> str:
    """The column or value of an argument; "" where it is neither."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=str() as name):
            return name
        case ast.Constant(value=bool() as flag):
            return str(flag).lower()
        case ast.Constant(value=int() as number):
            return str(number)
    return ""
