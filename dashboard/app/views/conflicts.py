"""Conflicts: where the documents disagree or repeat each other, and the slips found in them."""

from dashboard.app import parts


def show() -> None:
    parts.head("Conflicts and slips", "Where documents disagree, repeat each other, or get something wrong.")
