"""Everything that can be drawn: each metric, and the overviews across metrics. One list for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dashboard.errors import lookup
from dashboard.figures.row_kinds import KINDS, RowKind
from dashboard.figures.rows.amounts import amount_rows
from dashboard.figures.rows.coverage import coverage_rows
from dashboard.figures.rows.events import event_rows
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.figures.rows.metric import metric_rows
from dashboard.figures.rows.movement import movement_rows
from dashboard.figures.rows.pairs import pair_rows
from dashboard.figures.rows.statements import statement_parts, statement_rows
from dashboard.model.dataset import Dataset, Metric
from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.model.view import CHOICES, View
from dashboard.model.vocabulary import CURRENCIES
from dashboard.text.labels import Mark, RowWords
from dashboard.text.overviews import overview_words
from dashboard.text.problems import no_money, out_of_proportion

Rows = Callable[[Dataset, View, Footnotes], list[FigureRow]]
Parts = Callable[[Dataset, View], list[View]]
Signs = Mapping[str, Callable[[Sequence[FigureRow]], bool]]
OF_EVERY_FIGURE = ("form", "theme", "size", "dpi", "dataset")
OF_A_METRIC = (
    *("entities", "collections", "documents", "status", "start", "end", "per", "money", "base"),
)


def _whole(dataset: Dataset, view: View) -> list[View]:
    """A figure that is shown whole, on one slide."""
    return []


@dataclass(frozen=True)
class CatalogEntry:
    """What a figure is about: its words, the charts that are fair to it, and its rows.

    The first of `forms` is its usual chart.
    """

    name: str
    title: str
    question: str
    definition: str
    forms: tuple[str, ...]
    kind: RowKind
    rows: Rows
    choices: tuple[str, ...]  # fields of View
    metric: Metric | None = None
    signs: Signs = field(default_factory=dict)  # code in text.captions.SIGNS -> whether drawn
    lists_sources: bool = True  # below the marks; they are in its table anyhow
    parts: Parts = _whole  # the figures that a deck shows on slides of their own

    def describe(self, row: FigureRow, project: Project) -> RowWords:
        """The row in words."""
        return self.kind.describe(row, project)


@dataclass(frozen=True)
class _Overview:
    """An overview before the words of the project are put in."""

    forms: tuple[str, ...]
    kind: str
    rows: Rows
    choices: tuple[str, ...]
    signs: Signs = field(default_factory=dict)
    lists_sources: bool = True
    parts: Parts = _whole


def _some(is_so: Callable[[FigureRow], bool]) -> Callable[[Sequence[FigureRow]], bool]:
    return lambda rows: any(map(is_so, rows))


OVERVIEWS = {
    "lead": _Overview(
        ("lead",),
        "pairs",
        pair_rows,
        ("topics", "collections", "documents", "status", "start", "end"),
        {
            "computed": _some(lambda row: row.is_computed),
            "stated": _some(lambda row: not row.is_computed),
            "open end": _some(lambda row: row.open_left or row.open_right),
        },
    ),
    "movement": _Overview(
        ("multiples",),
        "claims across metrics",
        movement_rows,
        ("topics", "collections", "documents", "start", "end"),
    ),
    "coverage": _Overview(
        ("coverage",),
        "coverage",
        coverage_rows,
        ("topics", "collections", "documents"),
        lists_sources=False,
    ),
    "amounts": _Overview(
        ("sums", "dots"),
        "claims across metrics",
        amount_rows,
        ("topics", "entities", "documents", "status", "start", "end"),
        {"several currencies": lambda rows: len({row.unit for row in rows}) > 1},
    ),
    "statements": _Overview(
        ("statements",),
        "claims across metrics",
        statement_rows,
        (
            *("topics", "entities", "collections", "documents", "status", "certainty", "contains"),
            *("start", "end"),
        ),
        {"about": _some(lambda row: row.is_approximate)},
        parts=statement_parts,
    ),
    "timeline": _Overview(
        ("timeline",),
        "events",
        event_rows,
        ("entities", "documents", "kinds", "start", "end"),
        {
            "happened": _some(lambda row: not row.is_planned),
            "hollow planned": _some(lambda row: row.is_planned),
        },
    ),
}


def _choices(chosen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in CHOICES if name in (*OF_EVERY_FIGURE, *chosen))


@lru_cache(maxsize=8)
def catalog(dataset: Dataset) -> Mapping[str, CatalogEntry]:
    """Name of a figure -> its entry: overviews first, then metrics in their order."""
    overviews = {
        name: CatalogEntry(
            name,
            **vars(overview_words(name, dataset.project)),
            forms=overview.forms,
            kind=KINDS[overview.kind],
            rows=overview.rows,
            choices=_choices(overview.choices),
            signs=overview.signs,
            lists_sources=overview.lists_sources,
            parts=overview.parts,
        )
        for name, overview in OVERVIEWS.items()
    }
    metrics = {name: _of_metric(metric) for name, metric in dataset.metric_by_id.items()}
    return {**overviews, **metrics}


def _of_metric(metric: Metric) -> CatalogEntry:
    return CatalogEntry(
        metric.metric,
        metric.title,
        metric.question,
        metric.definition,
        metric.forms,
        KINDS["claims"],
        metric_rows,
        _choices(OF_A_METRIC),
        metric,
    )


def catalog_entry(dataset: Dataset, name: str) -> CatalogEntry:
    """The entry called `name`; UnknownName, with the nearest names, where there is none."""
    return lookup(name, catalog(dataset), "figure")


def unfair_measure(entry: CatalogEntry, per: str, money: str) -> str:
    """Why a figure is not set in that proportion or in that money; "" where it may be."""
    metric = entry.metric
    if metric is None:
        return ""
    if per and per not in metric.per:
        return out_of_proportion(metric.title, metric.no_per)
    if money and metric.unit not in CURRENCIES:
        return no_money(metric.title)
    return ""


def marks(entry: CatalogEntry, dataset: Dataset, view: View) -> tuple[tuple[Mark, ...], Footnotes]:
    """The rows of a view with their words and sources, and all footnotes."""
    footnotes = Footnotes(dataset)
    rows = entry.rows(dataset, view, footnotes)
    source_by_marker = {source.marker: source for source in footnotes.sources}
    described = tuple(
        Mark(
            row,
            entry.describe(row, dataset.project),
            tuple(source_by_marker[marker] for marker in row.markers),
        )
        for row in rows
    )
    return described, footnotes
