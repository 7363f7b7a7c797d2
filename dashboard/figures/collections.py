"""Which figures stand on which page: the same list for the page and for its bundle."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dashboard.errors import lookup
from dashboard.figures.catalog import catalog, catalog_entry, marks
from dashboard.figures.charts import CHARTS
from dashboard.model.dataset import Dataset
from dashboard.model.row import FigureRow
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS, EVERYTHING


def collections(dataset: Dataset) -> tuple[str, ...]:
    """The names of the pages that have figures of their own, and EVERYTHING."""
    return ("overview", "timeline", *dataset.topic_by_id, EVERYTHING)


@lru_cache(maxsize=64)
def figures_of(dataset: Dataset, page: str) -> tuple[View, ...]:
    """The figures of a page in their order; UnknownName for a page without figures of its own.

    A topic's page opens with the overviews of that topic, where they have more than one row.
    """
    lookup(page, dict.fromkeys(collections(dataset)), "page with figures")
    if page == "overview":
        return (View("lead"), View("coverage"))
    if page == "timeline":
        return (View("timeline"),)
    if page == EVERYTHING:
        return tuple(map(View, catalog(dataset)))
    fitting = overviews_of(dataset, page)
    documents, statistics = (
        metrics_of_documents(dataset, page),
        metrics_of_statistics(dataset, page),
    )
    views = (*fitting, *map(View, documents))
    return (*views, *movement_of(dataset, page), *map(View, statistics))


@lru_cache(maxsize=64)
def overviews_of(dataset: Dataset, topic: str) -> tuple[View, ...]:
    """The overviews of a topic that draw more than one row, and not only what stands below them.

    Pairs of metrics that are drawn whole are no second figure.
    """
    views = [View(name, topics=(topic,)) for name in ("lead", "amounts")]
    below = set(compared(dataset, topic))
    rows = {view: _rows(dataset, view) for view in views}
    return tuple(
        view
        for view in views
        if len(_drawn(dataset, view, rows[view])) > 1 and {row.metric for row in rows[view]} - below
    )


def _drawn(dataset: Dataset, view: View, rows: list[FigureRow]) -> Sequence[FigureRow]:
    """The rows that the usual chart of an overview has a mark for."""
    return CHARTS[catalog_entry(dataset, view.figure).forms[0]].drawn(rows)


@lru_cache(maxsize=64)
def movement_of(dataset: Dataset, topic: str) -> tuple[View, ...]:
    """The counts of a topic over time, in one figure where there are several; else none."""
    view = View("movement", topics=(topic,))
    return (view,) if len({row.metric for row in _rows(dataset, view)}) > 1 else ()


def compared(dataset: Dataset, topic: str) -> list[str]:
    """The metrics of a topic in which the documents set figures of both sides side by side."""
    sides = dataset.project.side_ids
    return [
        name
        for name in metrics_of_documents(dataset, topic)
        if dataset.metric_by_id[name].comparable
        and not any((name, side) in dataset.absence_by_side for side in sides)
    ]


def metrics_of_documents(dataset: Dataset, topic: str) -> list[str]:
    """The metrics of a topic that the documents have a figure of."""
    return [name for name in _metrics(dataset, topic) if not _is_of_statistics(dataset, name)]


def metrics_of_statistics(dataset: Dataset, topic: str) -> list[str]:
    """The metrics of a topic that public statistics alone have a figure of.

    Those that move over time come first; what figures are converted by comes last.
    """
    found = [name for name in _metrics(dataset, topic) if _is_of_statistics(dataset, name)]
    yardsticks = dataset.project.yardsticks.values()
    return sorted(
        found,
        key=lambda name: (name in yardsticks, "line" not in dataset.metric_by_id[name].forms),
    )


def _metrics(dataset: Dataset, topic: str) -> list[str]:
    return [name for name, metric in dataset.metric_by_id.items() if metric.topic == topic]


def _is_of_statistics(dataset: Dataset, metric: str) -> bool:
    collections = dataset.collections_by_metric[metric]
    return bool(collections) and DOCUMENTS not in collections


def _rows(dataset: Dataset, view: View) -> list[FigureRow]:
    described, _ = marks(catalog_entry(dataset, view.figure), dataset, view)
    return [mark.row for mark in described]
