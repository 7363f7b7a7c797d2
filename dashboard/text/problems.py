"""What of a query could not be read, said to whoever asked."""

from __future__ import annotations

START_AFTER_END = "start is later than end."


def no_such_choice(name: str, known: str, of: str = "figure") -> str:
    """A parameter that the figure or table does not take, "" where its name cannot be shown.

    `known` says which there are.
    """
    which = f"called {name}" if name else "of that name"
    return f"There is no choice {which} for this {of}. {known}"


def given_whole(table: str) -> str:
    """A table of which no rows can be chosen."""
    return f"The table {table} is given whole: it takes no parameters."


# Why a metric is not set in proportion to population or GDP: a code of OUT_OF_PROPORTION.
OUT_OF_PROPORTION = {
    "single": "it is of one of several firms, funds, models or programmes, not of a country",
    "parts": "it counts the parts of one plan or policy",
    "self": "it is what other figures are set in proportion to",
    "span": "it is the sum of many years, for which there is no one population or GDP",
    "rate": "it is a rate",
    "unit": "it has no size that grows with a country",
}


def out_of_proportion(title: str, reason: str) -> str:
    """Why a figure is not shown per person or per unit of GDP."""
    return f"“{title}” is not set in proportion: {OUT_OF_PROPORTION[reason]}."


def no_money(title: str) -> str:
    """Why a figure is not converted into a currency."""
    return f"“{title}” is not a sum of money, so there is nothing to convert."


def too_long(parameter: str) -> str:
    """A parameter with more text than is read."""
    return f"{parameter} is too long to read."
