"""The one way from a View to a figure: rows, chart, and all words that must go with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from altair import LayerChart

from dashboard.data import versions
from dashboard.errors import BadRequest
from dashboard.figures.catalog import CatalogEntry, catalog_entry, marks, unfair_measure
from dashboard.figures.changes import changes
from dashboard.figures.charts import CHARTS, EMPTY, IN_WORDS, ChartKind
from dashboard.figures.notebook import mimebundle
from dashboard.figures.printable import printable
from dashboard.figures.renderers import Renderer, vega_lite
from dashboard.figures.style.fonts import STRONG
from dashboard.figures.style.layout import AXIS, Dressing, Layout, Paragraph, fit, fits
from dashboard.figures.style.theme import LETTERS, Style
from dashboard.figures.urls import Urls, public
from dashboard.model.comparison import Gap, Standing, gap, matched, standing
from dashboard.model.dataset import Dataset, Source
from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.model.sizes import SIZES, Size, size
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS, STATISTICS
from dashboard.text import captions, findings
from dashboard.text.caveats import Caveat, main_caveat
from dashboard.text.changes import Since, all_change_words, since_sentence
from dashboard.text.chart_words import HEADS
from dashboard.text.comparisons import gap_sentence, standing_sentence
from dashboard.text.labels import Mark, listed
from dashboard.text.sources import footnotes, places, titles

FEW = 2  # comparisons that stand in sight below a figure


@dataclass(frozen=True)
class Figure:
    """A figure with everything it must not be parted from.

    `version` and `released` are those of the dataset that it shows; `documents` the rows of
    `documents.csv` that its sources stand in; `since` what has changed since the dataset that the
    view is pinned to, None where it is this one or none; `urls` the addresses that its files carry;
    `parts` the figures that a deck shows on slides of their own, () where it shows this one.
    """

    view: View
    entry: CatalogEntry
    project: Project
    marks: tuple[Mark, ...]
    sources: tuple[Source, ...]
    documents: tuple[dict[str, str], ...]
    version: str
    released: str  # ISO 8601
    since: Since | None
    urls: Urls
    parts: tuple[Figure, ...] = ()

    def __post_init__(self) -> None:
        """Keep from every file what none can hold."""
        for name in ("entry", "project", "marks", "sources", "documents", "since"):
            object.__setattr__(self, name, printable(getattr(self, name)))

    # What it shows

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """One row a mark, in the order in which they are drawn."""
        return tuple(mark.row for mark in self.marks)

    @cached_property
    def present(self) -> tuple[FigureRow, ...]:
        """The rows that are not empty places."""
        return tuple(row for row in self.rows if not row.is_absent)

    @property
    def form(self) -> str:
        """The name of its kind of chart."""
        return self.view.form or self.entry.forms[0]

    @property
    def holds(self) -> bool:
        """Whether the choices leave anything to draw."""
        return bool(self.present if self.entry.metric else self.rows)

    @property
    def chart_kind(self) -> ChartKind:
        """Its kind of chart; EMPTY where there is nothing to draw."""
        return CHARTS[self.form] if self.holds else EMPTY

    @property
    def renderer(self) -> Renderer:
        """The library in which a reader explores its chart."""
        return self.chart_kind.renderer

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """First and last year that its rows name; None where all are undated."""
        days = [row.start for row in self.rows if row.start]
        days += [row.end for row in self.rows if row.end and not row.goes_on]
        found = [int(day[:4]) for day in days]
        return (min(found), max(found)) if found else None

    @cached_property
    def is_dated(self) -> bool:
        """Whether every value has a date."""
        return self.years is not None and not any(row.is_undated for row in self.present)

    # What it says

    @cached_property
    def title(self) -> str:
        """The title of what it shows, with the years where every value has one."""
        is_stated = all(row.period_basis == "stated" for row in self.present)
        return captions.titled(self.entry.title, self.period if self.is_dated and is_stated else "")

    @cached_property
    def finding(self) -> str:
        """Its headline: what it found, in fifteen words; its question where they do not hold it."""
        return self._found() or self.entry.question

    def _found(self) -> str:
        metric, project = self.entry.metric, self.project
        if not self.present or (self.chart_kind.is_over_time and not self.chart_kind.standing):
            return ""
        stands = tuple(self._standing_by_title.values())
        if metric and stands:
            return findings.of_series(metric.title, stands[0], project)
        if metric:
            titles = (self.title, metric.title)
            found = (findings.of_metric(title, self.marks, project) for title in titles)
            return next(filter(None, found), "")
        if self.chart_kind.standing:
            return findings.of_movement(stands, project)
        return findings.OVERVIEWS[self.entry.name](self.marks, project)

    @cached_property
    def period(self) -> str:
        """When, for the figure as a whole; "" where its rows are of no time."""
        if "period" not in self.entry.kind.fields:
            return ""
        words = {mark.words.when for mark in self.marks if not mark.row.is_absent}
        if self.years and len(words) == 1:
            return words.pop()
        dated = [row for row in self.present if row.start]
        return captions.span(
            self.years,
            self.is_dated,
            is_deadline=bool(self.present) and all(row.is_deadline for row in self.present),
            is_exact=not any(row.date_words or "~" in row.period for row in dated),
            is_stated=all(row.period_basis == "stated" for row in dated),
        )

    @cached_property
    def comparison(self) -> tuple[str, ...]:
        """How its sides compare: the gap of each pair with its verdict, or the refusal."""
        verdicts = [f"{mark.row.title}: {mark.words.verdict}" for mark in self.marks]
        if "verdict" in self.entry.kind.fields:
            return tuple(verdicts)
        return tuple(dict.fromkeys(gap_sentence(each, self.project) for each in self.gaps))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gap between its sides, pair by pair; none across metrics."""
        metric = self.entry.metric
        if not metric:
            return ()
        first, second = self.project.side_ids
        stated = [row for row in self.present if not row.members and not row.base_year]
        return tuple(gap(metric, one, other) for one, other in matched(stated, (first, second)))

    @cached_property
    def caveat(self) -> Caveat | None:
        """The caveat that matters most; none across metrics, where each figure has its own."""
        if not self.entry.metric:
            return None
        return main_caveat(self.marks, [each.verdict for each in self.gaps])

    @property
    def caveat_note(self) -> str:
        """That caveat as the first of its notes; "" where it has none."""
        return self.caveat.note if self.caveat else ""

    @property
    def _comparison_notes(self) -> tuple[str, ...]:
        """How its sides compare, without a verdict that is the first of its notes."""
        if not self.gaps or not self.caveat:
            return self.comparison
        apart = self.caveat.text
        notes = [gap_sentence(each, self.project, apart) for each in self.gaps]
        return tuple(dict.fromkeys(filter(None, notes)))

    @cached_property
    def standings(self) -> tuple[str, ...]:
        """Whose figure is larger in each count over time that is drawn whole, and since when."""
        return tuple(
            standing_sentence("" if self.entry.metric else title, stands, self.project)
            for title, stands in self._standing_by_title.items()
        )

    @cached_property
    def _standing_by_title(self) -> dict[str, Standing]:
        metric = self.entry.metric
        if not self.chart_kind.standing or (metric and not metric.comparable):
            return {}
        titles = dict.fromkeys((row.metric, row.title) for row in self.present)
        found = {
            title: standing(
                [row for row in self.present if row.metric == id], self.project.side_ids
            )
            for id, title in titles
        }
        return {title: stands for title, stands in found.items() if stands}

    @cached_property
    def reading(self) -> tuple[str, ...]:
        """How to read its marks; only what is drawn."""
        overview = [code for code, is_drawn in self.entry.signs.items() if is_drawn(self.rows)]
        drawn = self.chart_kind.drawn(self.present)
        chart = [
            code
            for code, is_drawn in self.chart_kind.signs.items()
            if any(map(is_drawn, self.present if code in IN_WORDS else drawn))
        ]
        return tuple(captions.reading(overview, chart))

    @cached_property
    def since_words(self) -> tuple[str, ...]:
        """What has changed since the dataset that the view is pinned to."""
        if self.since is None:
            return ()
        return (since_sentence(self.since, self.version, self.released),)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """The caveat, what changed, the comparison, how to read marks, why a side is empty."""
        return (
            *filter(None, [self.caveat_note]),
            *self.since_words,
            *self._comparison_notes,
            *(self.standings if self.chart_kind.standing == "note" else ()),
            *(captions.series_notes(self.marks) if self.chart_kind.is_over_time else ()),
            *captions.conversions(self.marks, self.titles_of_tables),
            *self.reading,
            *captions.left_out(self.marks),
            *captions.absences(self.marks),
        )

    @property
    def notes_in_sight(self) -> tuple[str, ...]:
        """What stands below it beside the caveat: what changed, the comparison where it is short.

        And what weakens the numbers that are drawn: conversions, and what could not be drawn.
        """
        compared = self._comparison_notes
        return (
            *self.since_words,
            *(compared if len(compared) <= FEW else ()),
            *captions.conversions(self.marks, self.titles_of_tables),
            *captions.left_out(self.marks),
        )

    @property
    def titles_of_tables(self) -> dict[str, str]:
        """Id of a table behind it -> its short title."""
        return {row["document"]: row["short"] for row in self.documents}

    @property
    def made_of(self) -> str:
        """The collection that its figures come from, or "mixed"; "" where it has none."""
        found = {row.collection for row in self.present if row.collection}
        return "mixed" if len(found) > 1 else next(iter(found), "")

    @cached_property
    def alt(self) -> str:
        """Its alternative text."""
        return captions.alternative_text(
            self.entry.question,
            self.entry.definition,
            self.marks,
            (*self.comparison, *self.standings),
        )

    @property
    def unspoken(self) -> list[str]:
        """The marks in words that the alternative text sums up, for files that hold each value."""
        return [mark.words.spoken for mark in self.marks if mark.words.spoken not in self.alt]

    @property
    def credit(self) -> str:
        """Who made it, from which dataset of which day."""
        return captions.credit(self.project, self.version, self.released)

    @property
    def licence(self) -> str:
        """Whose the figures are, and what may be done with the drawing."""
        documents = [row for row in self.documents if row["collection"] == DOCUMENTS]
        tables = [row for row in self.documents if row["collection"] in STATISTICS]
        return captions.licence(
            [(row["short"], row["licence"]) for row in documents],
            [(row["short"], row["licence"], row["terms"].split()) for row in tables],
        )

    @property
    def has_changed(self) -> bool:
        """Whether the view is pinned to a dataset that stated something else."""
        return self.since is not None and self.since.has_changed

    @cached_property
    def footnotes(self) -> list[str]:
        """One line a place in a document: numbers and values that stand there, place, caveat.

        Without the caveat that is the first of the notes.
        """
        return footnotes(self.sources, self.caveat.text if self.caveat else "")

    @property
    def places(self) -> list[str]:
        """One line a source without value and caveat, where space is short."""
        return places(self.sources)

    @property
    def listing(self) -> list[str]:
        """What stands below the marks: all of them where not all are drawn; else their sources."""
        return listed(self.marks) if self.chart_kind.chosen else self.footnotes

    @property
    def listing_in_picture(self) -> list[str]:
        """The same in a picture, which names only the documents of marks that are too many."""
        if self.chart_kind.chosen:
            count = len(self.chart_kind.chosen(self.marks))
            part = captions.chosen(count, len(self.marks))
            return [*filter(None, [part]), captions.overview_sources(titles(self.sources))]
        if self.entry.lists_sources or not self.sources:
            return self.listing
        return [captions.overview_sources(titles(self.sources))]

    # How it is laid out

    @cached_property
    def style(self) -> Style:
        """Its theme, with the colours of the project's sides."""
        return Style(self.view.theme, self.project, self.made_of in STATISTICS)

    @cached_property
    def chart(self) -> LayerChart:
        """The bare marks, as every picture shows them."""
        return self.chart_kind.draw(self.marks, self.style)

    @cached_property
    def interactive(self) -> Any:
        """The same marks for a reader to explore, as `renderer` has them."""
        interactive = self.chart_kind.interactive
        return interactive(self.marks, self.style) if interactive else self.chart

    @property
    def collection_words(self) -> str:
        """That it shows public statistics, alone or beside the documents; "" where it does not."""
        return HEADS.get(self.made_of, "")

    @property
    def head(self) -> list[Paragraph]:
        """The words above the marks."""
        told = [Paragraph(self.collection_words, LETTERS["note"], STRONG, "muted", 0)]
        return [
            *(told if self.collection_words else ()),
            Paragraph(self.finding, LETTERS["title"], STRONG, "ink", 0),
            Paragraph(self.entry.definition, LETTERS["subtitle"], space=6),
        ]

    @property
    def foot(self) -> list[Paragraph]:
        """The words below or beside them."""
        notes = [
            Paragraph(note, colour="ink" if note == self.caveat_note else "muted", space=5)
            for note in self.notes
        ]
        lines = [Paragraph(line, space=4) for line in self.listing_in_picture]
        return [*notes, *lines, Paragraph(self.credit, space=10)]

    @property
    def letters(self) -> str:
        """Everything the figure says, without order: which letters a typeface must have."""
        cells = [
            text
            for mark in self.marks
            for text in (mark.words.label, mark.words.detail, mark.words.figure, mark.row.name)
        ]
        parts = (part.text for part in (*self.head, *self.foot))
        return " ".join([*parts, *self.listing, *cells])

    @property
    def size(self) -> Size:
        """The size that the view names."""
        return size(self.view.size)

    @property
    def axis_band(self) -> float:
        """Room in px for the labels of an axis below the marks."""
        return AXIS if self.chart_kind.has_axis else 0

    @property
    def height(self) -> float:
        """Height of the marks with their axis in px; they have the same at every width."""
        return float(self.chart.height) + self.axis_band

    @cached_property
    def layout(self) -> Layout:
        """Where marks and words stand; BadRequest where the size has no room for them."""
        return fit(self.size, self.head, self.foot, self.height)

    @property
    def dressing(self) -> Dressing:
        """What is set around the marks; BadRequest where the size has no room for it."""
        return Dressing(self.head, self.foot, self.layout, self.style.ink, self.axis_band)

    @property
    def sizes(self) -> list[str]:
        """Names of the sizes at which the figure can be read."""
        return [
            name for name, each in SIZES.items() if fits(each, self.head, self.foot, self.height)
        ]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """How a notebook shows the figure: chart, title, sources, alternative text."""
        try:
            picture = vega_lite.picture(self.chart, self.dressing)
        except BadRequest:  # no room on the page
            picture = ""
        lines = [*self.notes, *self.footnotes, self.credit]
        return mimebundle(self.title, self.alt, lines, picture, self.letters)


def draw(dataset: Dataset, view: View, urls: Urls | None = None) -> Figure:
    """The figure that a view asks for; its files carry `urls`, those of the settings unless given.

    Raises UnknownName for a figure that does not exist, BadRequest for a chart that is not fair to
    it.
    """
    entry = catalog_entry(dataset, view.figure)
    form = view.form or entry.forms[0]
    if form not in entry.forms:
        fair = ", ".join(entry.forms)
        raise BadRequest(f"{form!r} is not fair to {entry.name}; its charts are {fair}.")
    if refused := unfair_measure(entry, view.per, view.money):
        raise BadRequest(refused)
    described, numbering = marks(entry, dataset, view)
    sources = tuple(numbering.sources)
    ids = dict.fromkeys(source.document for source in sources)
    return Figure(
        view=view,
        entry=entry,
        project=dataset.project,
        marks=described,
        sources=sources,
        documents=tuple(dataset.document_by_id[document] for document in ids),
        version=dataset.version,
        released=dataset.released,
        since=_since(dataset, view, entry, described),
        urls=urls or public(),
        parts=tuple(draw(dataset, part, urls) for part in entry.parts(dataset, view)),
    )


def _since(
    dataset: Dataset, view: View, entry: CatalogEntry, described: tuple[Mark, ...]
) -> Since | None:
    """What differs from the dataset that the view was made from; None where it was this one."""
    if view.dataset in ("", dataset.version):
        return None
    days = versions.known(dataset)
    if view.dataset not in days:
        return Since(view.dataset, "")
    try:
        before, _ = marks(entry, versions.at(dataset, view.dataset), view)
    except (KeyError, ValueError, AttributeError):  # columns that have come since are empty in it
        return Since(view.dataset, days[view.dataset], None)
    kind = entry.kind.name
    found = [(change.before, change.after) for change in changes(kind, before, described)]
    return Since(view.dataset, days[view.dataset], all_change_words(kind, found))
