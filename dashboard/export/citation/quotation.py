"""The sentence to quote of a figure, with the address at which its sources stand."""

from __future__ import annotations

from dashboard.export.metadata import address
from dashboard.figures.figure import Figure
from dashboard.figures.urls import quoted
from dashboard.text.quotation import in_short, provenance, quotation


def sentence(figure: Figure) -> str:
    """What the figure says, to quote as it stands, then how it compares and what is counted."""
    kind, entry = figure.entry.kind, figure.entry
    values = quotation(kind.name, entry.title, figure.marks, figure.project)
    compared = figure.comparison if "verdict" not in kind.fields else ()
    where = quoted(address(figure))
    shown = provenance(entry.definition, figure.version, figure.sources, where)
    return " ".join([values, *compared, shown])


def quote(figure: Figure) -> str:
    """The same in at most forty-five words: values, dates, origin, and the caveats that fit."""
    return in_short(
        figure.finding,
        figure.entry.title,
        figure.marks,
        figure.sources,
        figure.project,
        figure.caveat,
    )
