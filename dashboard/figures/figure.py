"""The one way from a View to a figure: its rows, its chart, and all the words that must go with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard.errors import BadRequest
from dashboard.figures import captions as notes
from dashboard.figures.catalog import Subject, subject
from dashboard.figures.charts import FORMS
from dashboard.figures.charts.empty import vacant
from dashboard.figures.rows.events import OPEN
from dashboard.figures.style.fonts import STRONG
from dashboard.figures.style.layout import AXIS, Layout, Paragraph, dress, fit, fits
from dashboard.figures.style.sizes import SIZES, Size, size
from dashboard.figures.style.theme import LETTERS, bare, plain
from dashboard.model.dataset import Dataset, Source
from dashboard.model.project import PROJECT
from dashboard.model.view import View
from dashboard.settings import public
from dashboard.text import formatting as words


@dataclass(frozen=True)
class Drawing:
    """A figure with everything it must not be parted from."""

    view: View
    subject: Subject
    rows: pd.DataFrame
    notes: tuple[str, ...]  # the comparison, how hedges are drawn, why a side is empty, caveats
    comparison: tuple[str, ...]  # of these the verdicts
    reading: tuple[str, ...]  # and how to read the marks
    sources: tuple[Source, ...]
    alt: str
    credit: str
    version: str
    released: str  # the day the dataset was made, ISO 8601
    since: tuple[str, ...]  # what changed since the dataset that the view is pinned to
    documents: tuple[
        dict[str, str], ...
    ]  # rows of `documents.csv` that the figure's sources stand in

    @property
    def address(self) -> str:
        """Where this very figure can be opened again: the view, pinned to the dataset it was drawn from."""
        return pinned(public(), self.view, self.version)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The rows as plain values, by column."""
        return self.rows.to_dict("records")

    @cached_property
    def title(self) -> str:
        """The subject's title, with the years where every value has one."""
        return f"{self.subject.title}, {self.period}" if self.dated else self.subject.title

    @cached_property
    def years(self) -> tuple[int, int] | None:
        """First and last year that the figure's rows name; None where all are undated."""
        columns = [name for name in ("period", "start", "end") if name in self.rows]
        found = [
            int(year)
            for row in self.records
            for name in columns
            for year in YEAR.findall(row[name])
            if year < OPEN
        ]
        return (min(found), max(found)) if found else None

    @cached_property
    def dated(self) -> bool:
        """Whether every value drawn has a date."""
        there = [row for row in self.records if not row.get("missing")]
        return self.years is not None and all(
            row.get(name) != "" for row in there for name in ("period", "start")
        )

    @cached_property
    def period(self) -> str:
        """When, for the figure as a whole: "2022", "2017–2030", or "undated"."""
        if not self.years:
            return "undated" if "period" in self.rows or "start" in self.rows else ""
        first, last = self.years
        text = str(first) if first == last else f"{first}–{last}"
        return text if self.dated else f"{text}, some undated"

    @property
    def changed(self) -> bool:
        """Whether the view is pinned to a dataset that stated something else."""
        return any(notes.CHANGED in each for each in self.since)

    @property
    def form(self) -> str:
        return self.view.form or self.subject.forms[0]

    @cached_property
    def chart(self) -> Any:
        """The bare marks: an altair.LayerChart, or a plotly Figure; made when it is first asked for."""
        return (FORMS[self.form].draw if self.holds else vacant)(self.rows, self.view.theme)

    @property
    def holds(self) -> bool:
        """Whether the choices leave anything to draw."""
        return len(self.rows) > 0 and not (
            self.subject.metric and self.rows["missing"].ne("").all()
        )

    @property
    def is_altair(self) -> bool:
        return not (FORMS[self.form].plotly and self.holds)

    @cached_property
    def footnotes(self) -> list[str]:
        """One line a place in a document: the numbers and hedged values that stand there, the place, the caveat."""
        places: dict[tuple[str, str], list[Source]] = {}
        for source in self.sources:
            places.setdefault((source.sentence(), source.caveat), []).append(source)
        return [
            f"{words.marker(','.join(str(each.marker) for each in here))} "
            f"{'; '.join(dict.fromkeys(each.value for each in here))}: {sentence} {caveat}".strip()
            for (sentence, caveat), here in places.items()
        ]

    @property
    def places(self) -> list[str]:
        """One line a source without value and caveat, where space is short."""
        return [f"{words.marker(str(each.marker))} {each.sentence()}" for each in self.sources]

    @property
    def listed(self) -> list[str]:
        """What stands below the marks: where each value stands, or, of the many squares of a survey, in which documents."""
        if not self.is_altair:
            return self.listing
        if self.subject.listed or not self.sources:
            return self.footnotes
        named = ", ".join(dict.fromkeys(source.title for source in self.sources))
        return [f"From {named}. Each figure with its line is in the table of this figure."]

    @property
    def listing(self) -> list[str]:
        """One line a mark, where the marks themselves carry the numbers."""
        rows = enumerate(self.records, 1)
        return [f"({at}) {row['label']} ({row['source']})" for at, row in rows]

    @property
    def head(self) -> list[Paragraph]:
        return [
            Paragraph(self.subject.question, LETTERS["title"], STRONG, "ink", 0),
            Paragraph(self.subject.definition, LETTERS["subtitle"], space=6),
        ]

    @property
    def foot(self) -> list[Paragraph]:
        notes = [Paragraph(note, space=5) for note in self.notes]
        listed = [Paragraph(line) for line in self.listed]
        return [
            *(notes + listed if self.is_altair else listed + notes),
            Paragraph(self.credit, space=10),
        ]

    @property
    def words(self) -> str:
        """Everything the figure says, without order: which signs a typeface must have."""
        cells = (
            str(row.get(name, ""))
            for row in self.records
            for name in ("label", "sentence", "text", "name")
        )
        return " ".join([*(each.text for each in (*self.head, *self.foot)), *cells])

    @property
    def size(self) -> Size:
        return size(self.view.size)

    @cached_property
    def layout(self) -> Layout:
        """Where marks and words stand; BadRequest where the size has no room for them."""
        return fit(self.size, self.head, self.foot, self.high)

    @property
    def band(self) -> float:
        """Room in px for the labels of an axis below the marks."""
        return AXIS if self.is_altair and self.holds and FORMS[self.form].axis else 0

    @property
    def high(self) -> float:
        """Height of the marks with their axis in px; they have the same at every width."""
        return float(self.chart.height + self.band if self.is_altair else self.chart.layout.height)

    @property
    def sizes(self) -> list[str]:
        """Names of the sizes at which the figure can be read."""
        return [name for name, each in SIZES.items() if fits(each, self.head, self.foot, self.high)]

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification of the figure as it leaves: words, marks, notes and sources."""
        return dress(
            plain(self.chart), self.band, self.head, self.foot, self.layout, self.view.theme
        )

    @cached_property
    def screen(self) -> Any:
        """The marks alone, for a page that sets the words itself: a Vega-Lite specification, or the Plotly figure."""
        return bare(self.chart, self.view.theme) if self.is_altair else self.chart


def pinned(root: str, view: View, version: str) -> str:
    """The address of a view below `root` that names the dataset it is drawn from."""
    return (
        f"{root}/figures/{view.subject}?{urlencode({**view.query(), 'dataset': version}, safe=',')}"
    )


YEAR = re.compile(r"\b\d{4}\b")


def draw(dataset: Dataset, view: View) -> Drawing:
    """The figure that a view asks for.

    Raises UnknownName for a subject that does not exist, BadRequest for a form that is not fair to it.
    """
    about = subject(dataset, view.subject)
    form = view.form or about.forms[0]
    if form not in about.forms:
        raise BadRequest(
            f"{form!r} is not fair to {about.subject}; its forms are {', '.join(about.forms)}."
        )
    sources: list[Source] = []
    rows = about.rows(dataset, view, sources)
    if about.metric:
        says = dict(zip(dataset.claims["claim"], dataset.claims["says"], strict=True))
        rows["says"] = [
            "; ".join(f"“{says[claim]}”" for claim in claims.split()) for claims in rows["claims"]
        ]
    comparison = notes.comparison(about, rows)
    reading = notes.reading(about, rows, form)
    since = notes.since(dataset, view, about, rows)
    return Drawing(
        view=view,
        subject=about,
        rows=rows,
        notes=(*since, *comparison, *reading, *notes.absent(rows)),
        comparison=comparison,
        reading=tuple(reading),
        sources=tuple(sources),
        alt=notes.alt(about, rows, comparison),
        credit=f"{PROJECT}. Dataset {dataset.version} of {words.period(dataset.released)}.",
        version=dataset.version,
        released=dataset.released,
        since=since,
        documents=tuple(
            dataset.document[name] for name in dict.fromkeys(source.document for source in sources)
        ),
    )
