"""Everything that is stated in some topics: the rows of each metric, one after another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dashboard.data.queries import chosen, collections_of, in_collections, metrics_of_topics
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.figures.rows.metric import metric_rows
from dashboard.model.comparison import judge, matched
from dashboard.model.dataset import Dataset, Metric
from dashboard.model.row import FigureRow
from dashboard.model.verdict import LIKE
from dashboard.model.view import View
from dashboard.text.formatting import quantities


def statement_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row a fact, metric by metric; a side that a metric has no figure of keeps its place."""
    return [
        row
        for name in listed(dataset, view)
        for row in metric_rows(dataset, view_of_metric(dataset, view, name), footnotes)
    ]


def view_of_metric(dataset: Dataset, view: View, metric: str) -> View:
    """The view of one of the metrics, narrowed down as the view of all of them is."""
    return view.but(
        figure=metric,
        form="",
        topics=(),
        certainty=(),
        contains="",
        collections=collections_of(dataset, view),
    )


def statement_parts(dataset: Dataset, view: View) -> list[View]:
    """The views of the metrics one by one, which a deck shows on a slide each."""
    return [view_of_metric(dataset, view, name) for name in listed(dataset, view)]


def listed(dataset: Dataset, view: View) -> tuple[str, ...]:
    """Ids of the metrics that a view of many of them leaves, in the order of the dataset.

    Those that have a figure left, are as sure as it asks, and hold the words that it names.
    """
    return _listed(dataset, view.but(form="", theme="light", size="", dpi=None, dataset=""))


@lru_cache(maxsize=64)
def _listed(dataset: Dataset, view: View) -> tuple[str, ...]:
    metrics = metrics_of_topics(dataset, view.topics, collections_of(dataset, view))
    left = chosen(in_collections(dataset.claims, collections_of(dataset, view)), view)
    stated = set(left["metric"])
    return tuple(name for name in metrics if name in stated and _is_meant(dataset, view, name))


def _is_meant(dataset: Dataset, view: View, name: str) -> bool:
    """Whether what is left of a metric is as sure as a view asks, and holds its words."""
    if not (view.certainty or view.contains):
        return True
    metric = dataset.metric_by_id[name]
    rows = metric_rows(dataset, view_of_metric(dataset, view, name), Footnotes(dataset))
    present = [row for row in rows if not row.is_absent]
    is_sure = all(IS_SURE[asked](dataset, metric, present) for asked in view.certainty)
    return is_sure and _holds(metric, present, view.contains)


def _has_both(dataset: Dataset, metric: Metric, rows: Sequence[FigureRow]) -> bool:
    return {row.side for row in rows} >= set(dataset.project.side_ids)


def _is_dated(dataset: Dataset, metric: Metric, rows: Sequence[FigureRow]) -> bool:
    return not any(row.is_undated for row in rows)


def _is_fair(dataset: Dataset, metric: Metric, rows: Sequence[FigureRow]) -> bool:
    first, second = dataset.project.side_ids
    return any(
        judge(metric, one, other).level == LIKE for one, other in matched(rows, (first, second))
    )


# Code of model.vocabulary.CERTAINTIES -> whether the figures of a metric have it.
IS_SURE = {"both": _has_both, "dated": _is_dated, "fair": _is_fair}


def _holds(metric: Metric, rows: Sequence[FigureRow], contains: str) -> bool:
    """Whether each of the words begins a word of the metric, of its figures or of their quotes."""
    texts = [metric.title, metric.question, metric.definition]
    for row in rows:
        texts += [row.name, row.against_name, quantities(row.figure, row.also), *row.says]
    held = " ".join(texts).casefold()
    return all(
        re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(word)}", held)
        for word in contains.casefold().split()
    )
