"""The forms a figure can take: pure functions from rows to a bare chart. This is the only list of them."""

from __future__ import annotations

from dashboard.figures.charts.bars import bars
from dashboard.figures.charts.coverage import coverage
from dashboard.figures.charts.deadline import deadline
from dashboard.figures.charts.dots import dots
from dashboard.figures.charts.dumbbell import dumbbell
from dashboard.figures.charts.layers import Form
from dashboard.figures.charts.lead import lead
from dashboard.figures.charts.number import number
from dashboard.figures.charts.parts import parts
from dashboard.figures.charts.ranks import ranks
from dashboard.figures.charts.ratio import ratio
from dashboard.figures.charts.timeline import timeline

FORMS: dict[str, Form] = {
    "bars": Form(bars, "Bars", "how large each figure is, from a common zero"),
    "dumbbell": Form(dumbbell, "Dumbbell", "how far two figures lie apart"),
    "dots": Form(dots, "Dots on a log scale", "figures of very different size, as reported"),
    "parts": Form(parts, "Parts of a whole", "what part of a whole a share is"),
    "ratio": Form(ratio, "Multiple of a base", "how many times the base a figure is"),
    "ranks": Form(ranks, "Ranks", "which place is held", axis=False),
    "deadline": Form(deadline, "Deadline", "by when a goal is to be reached"),
    "number": Form(number, "Number", "what the figure is, with its hedge", axis=False),
    "lead": Form(lead, "Lead", "who is ahead in each fair pair, and by how much"),
    "coverage": Form(
        coverage, "Coverage", "for which country each metric has a figure", axis=False
    ),
    "timeline": Form(timeline, "Timeline", "when things happened or are to happen", plotly=True),
}
