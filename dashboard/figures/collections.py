"""Which figures stand on which page: the same list for the page itself and for the bundle a reader takes away."""

from __future__ import annotations

from dashboard.errors import lookup
from dashboard.figures.catalog import every
from dashboard.figures.figure import draw
from dashboard.model.dataset import Dataset
from dashboard.model.view import View

EVERYTHING = "everything"


def pages(dataset: Dataset) -> tuple[str, ...]:
    """The names a bundle can have."""
    return ("overview", "timeline", *dataset.topic, EVERYTHING)


def figures(dataset: Dataset, page: str) -> list[View]:
    """The figures of a page in their order; UnknownName for a page without figures of its own.

    A topic's page opens with the surveys of that topic, where they have more than one row.
    """
    lookup(page, dict.fromkeys(pages(dataset)), "page with figures")
    if page == "overview":
        return [View("lead"), View("coverage")]
    if page == "timeline":
        return [View("timeline")]
    if page == EVERYTHING:
        return [View(name) for name in every(dataset)]
    surveys = [View(name, topics=(page,)) for name in ("lead", "amounts")]
    fitting = [view for view in surveys if len(draw(dataset, view).rows) > 1]
    return [
        *fitting,
        *(View(name) for name, metric in dataset.metric.items() if metric.topic == page),
    ]
