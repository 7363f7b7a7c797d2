"""The pairs of figures that may fairly be compared, and what their ratio is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dashboard.data.queries import (
    chosen,
    claims_of_metric,
    collections_of,
    metrics_of_topics,
)
from dashboard.figures.rows.claims import fact_rows, unique
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.comparison import judge, judge_stated, matched, ratio
from dashboard.model.dataset import Dataset, Metric
from dashboard.model.intervals import Interval
from dashboard.model.project import OTHER
from dashboard.model.row import FigureRow, group_of_pair
from dashboard.model.verdict import NEVER, Verdict
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS, GROUPS_OF_PAIRS


@dataclass(frozen=True)
class _Pair:
    """A ratio of the first side to the second, before its footnotes are numbered."""

    metric: Metric
    times: Interval
    members: tuple[FigureRow, ...]
    verdict: Verdict
    is_computed: bool


def pair_rows(dataset: Dataset, view: View, footnotes: Footnotes) -> list[FigureRow]:
    """One row a fair pair: `times` is the first side's figure divided by that of the second.

    Pairs are computed from two claims where the gate allows it; ratios between the two sides that
    a document states as such follow.
    """
    computed: list[_Pair] = []
    stated: list[_Pair] = []
    collections = collections_of(dataset, view)
    for name in metrics_of_topics(dataset, view.topics, collections):
        metric = dataset.metric_by_id[name]
        if metric.comparable:
            rows = [
                row
                for each in filter(None, (name, metric.agrees_with))
                for row in _rows(dataset, each, collections, view)
            ]
            computed += _computed(dataset, metric, rows)
            stated += _stated(dataset, metric, rows)
    # Numbered only now, so that the footnotes run down the figure in order.
    pairs = sorted((*computed, *stated), key=_group)
    return [_pair_row(dataset, pair, footnotes) for pair in pairs]


def _group(pair: _Pair) -> int:
    return GROUPS_OF_PAIRS.index(group_of_pair(pair.times, pair.metric.better))


def _rows(
    dataset: Dataset, metric: str, collections: tuple[str, ...], view: View
) -> list[FigureRow]:
    claims = claims_of_metric(dataset, metric, collections)
    return fact_rows(dataset, chosen(claims, view.but(entities=())), Footnotes(dataset))


def _computed(dataset: Dataset, metric: Metric, rows: list[FigureRow]) -> Iterator[_Pair]:
    for first, second in matched(rows, dataset.project.side_ids):
        if judge(metric, first, second).level != NEVER:
            times, verdict = ratio(metric, first, second)
            yield _Pair(metric, times, (first, second), verdict, is_computed=True)


def _stated(dataset: Dataset, metric: Metric, rows: list[FigureRow]) -> Iterator[_Pair]:
    first_side, second_side = dataset.project.side_ids
    for row in rows:
        base = dataset.entity_by_id[row.against]["country"] if row.against else ""
        is_ratio = base == second_side and row.figure.value > 0
        if row.side == first_side and is_ratio:
            scale = 100 if metric.unit == "percent" else 1
            times = Interval.of(row.figure.value / scale, row.figure.comparator).amount()
            yield _Pair(metric, times, (row,), judge_stated(row), is_computed=False)


def _pair_row(dataset: Dataset, pair: _Pair, footnotes: Footnotes) -> FigureRow:
    first = pair.members[0]
    is_dated = all(row.period for row in pair.members)
    row = FigureRow(
        metric=pair.metric.metric,
        title=pair.metric.title,
        topic=pair.metric.topic,
        entity_kind=first.entity_kind,
        collection=_first_but(DOCUMENTS, (row.collection for row in pair.members)),
        edition=first.edition,
        source=first.source,
        scope=first.scope if first.is_statistic else "",
        reading=_first_but("", (row.reading for row in pair.members if row.is_reported)),
        country=first.country,
        against=first.against,
        fact=first.fact,
        times=pair.times,
        is_computed=pair.is_computed,
        verdict=pair.verdict,
        better=pair.metric.better,
        members=pair.members,
        period=first.period if is_dated else "",
        period_basis=first.period_basis if is_dated else "none",
        start=first.start if is_dated else "",
        end=first.end if is_dated else "",
        status=_first_but("observed", (row.status for row in pair.members)),
        voice=_first_but("document", (row.voice for row in pair.members)),
        caveats=unique(caveat for row in pair.members for caveat in row.caveats),
        says=tuple(words for row in pair.members for words in row.says),
        claims=tuple(claim for row in pair.members for claim in row.claims),
        markers=unique(  # both may stand in one place of a table
            footnotes.cite_claim(dataset.claim_by_id[claim], row.figure, row.also)
            for row in pair.members
            for claim in row.claims
        ),
    )
    return replace(row, side=_side(dataset, row))


def _side(dataset: Dataset, row: FigureRow) -> str:
    """Whose colour a pair has: that of the owner of a stated ratio; of two figures that of the
    better or larger one, nobody's where that is not known.
    """
    first_side, second_side = dataset.project.side_ids
    if not row.is_computed:
        return row.members[0].side
    assert row.advantage is not None
    if row.group == "unclear":
        return OTHER
    return first_side if row.advantage.value >= 1 else second_side


def _first_but(usual: str, codes: Iterable[str]) -> str:
    """The first code that is not the usual one; what weakens one figure weakens the pair."""
    return next((code for code in codes if code != usual), usual)
