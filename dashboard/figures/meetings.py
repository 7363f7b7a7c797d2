"""Where the documents' figures and public statistics meet: one question, answered by both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dashboard.figures.figure import Figure, draw
from dashboard.model.comparison import counterparts, judge
from dashboard.model.dataset import Dataset, Metric
from dashboard.model.verdict import NEVER, Reason, Verdict
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS, STATISTICS
from dashboard.text.labels import Mark


@dataclass(frozen=True)
class Meeting:
    """What the documents say to a question, and what public statistics say to it or to its like.

    `stated` are the marks of the sides in the documents, those without a figure too; `counted` the
    pairs of marks of both sides in the latest period of a table, one a table and edition. The
    verdict is on setting one beside the other.
    """

    metric: Metric
    statistic: Metric
    stated: tuple[Mark, ...]
    counted: tuple[tuple[Mark, Mark], ...]
    verdict: Verdict


@lru_cache(maxsize=64)
def meetings(dataset: Dataset, topic: str) -> tuple[Meeting, ...]:
    """The meetings of a topic, in the order of its metrics."""
    return tuple(
        _meeting(dataset, metric)
        for metric in dataset.metric_by_id.values()
        if metric.topic == topic and metric.beside
    )


def _meeting(dataset: Dataset, metric: Metric) -> Meeting:
    statistic = dataset.metric_by_id[metric.beside]
    stated = draw(dataset, View(metric.metric, collections=(DOCUMENTS,)))
    counted = _latest(draw(dataset, View(statistic.metric, collections=STATISTICS)))
    sides = dataset.project.side_ids
    return Meeting(
        metric,
        statistic,
        tuple(mark for mark in stated.marks if mark.row.side in sides),
        counted,
        _verdict(metric, stated, counted),
    )


def _latest(figure: Figure) -> tuple[tuple[Mark, Mark], ...]:
    mark_by_row = {id(mark.row): mark for mark in figure.marks}
    couples = counterparts(figure.present, figure.project.side_ids)
    last = max((one.end for one, _ in couples), default="")
    return tuple(
        (mark_by_row[id(one)], mark_by_row[id(other)]) for one, other in couples if one.end == last
    )


def _verdict(metric: Metric, stated: Figure, counted: tuple[tuple[Mark, Mark], ...]) -> Verdict:
    """The metric's own reason why the two are not the same; the gate's verdict where they agree."""
    if metric.unlike:
        return Verdict(NEVER, (Reason("metric", (metric.unlike,)),))
    return judge(metric, stated.present[0], counted[0][0].row)
