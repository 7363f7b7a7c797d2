"""What of a query could not be read, said to whoever asked."""

from __future__ import annotations

START_AFTER_END = "start is later than end."


def no_such_choice(name: str, known: str) -> str:
    """A parameter that the figure does not take, "" where its name cannot be shown.

    `known` says which there are.
    """
    which = f"called {name}" if name else "of that name"
    return f"There is no choice {which} for this figure. {known}"


def too_long(parameter: str) -> str:
    """A parameter with more text than is read."""
    return f"{parameter} is too long to read."
