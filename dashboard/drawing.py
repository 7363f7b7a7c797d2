"""The one way from a View to a figure: its rows, its chart, and all the words that must go with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard import history, words
from dashboard.compare import NEVER, judge, ratio
from dashboard.errors import BadRequest
from dashboard.forms import FORMS
from dashboard.forms.vacant import NOTHING, vacant
from dashboard.layout import Layout, Paragraph, dress, fit
from dashboard.lettering import STRONG
from dashboard.model import PROJECT, Dataset, Source, View
from dashboard.paths import public
from dashboard.sizes import Size, size
from dashboard.subjects import Subject, subject
from dashboard.theme import LETTERS, bare, plain


@dataclass(frozen=True)
class Drawing:
    """A figure with everything it must not be parted from."""

    view: View
    subject: Subject
    rows: pd.DataFrame
    notes: tuple[str, ...]  # the comparison, how hedges are drawn, why a side is empty, caveats
    sources: tuple[Source, ...]
    alt: str
    credit: str
    version: str
    released: str  # the day the dataset was made, ISO 8601
    since: tuple[str, ...]  # what changed since the dataset that the view is pinned to
    documents: tuple[dict[str, str], ...]  # rows of `documents.csv` that the figure's sources stand in

    @property
    def address(self) -> str:
        """Where this very figure can be opened again: the view, pinned to the dataset it was drawn from."""
        return pinned(public(), self.view, self.version)

    @property
    def title(self) -> str:
        return f"{self.subject.title}, {self.period}" if self.period and self.period != "undated" else self.subject.title

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year that the figure's rows name; None where all are undated."""
        columns = [name for name in ("period", "start", "end") if name in self.rows]
        found = [int(year) for name in columns for text in self.rows[name] for year in YEAR.findall(text)]
        return (min(found), max(found)) if found else None

    @property
    def period(self) -> str:
        """When, for the figure as a whole: "2022", "2017–2030", or "undated"."""
        if not self.years:
            return "undated" if "period" in self.rows or "start" in self.rows else ""
        first, last = self.years
        return str(first) if first == last else f"{first}–{last}"

    @property
    def changed(self) -> bool:
        """Whether the view is pinned to a dataset that stated something else."""
        return any(CHANGED in note for note in self.since)

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
        return len(self.rows) > 0 and not (self.subject.metric and self.rows["missing"].ne("").all())

    @property
    def is_altair(self) -> bool:
        return not (FORMS[self.form].plotly and self.holds)

    @property
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
    def listing(self) -> list[str]:
        """One line a mark, where the marks themselves carry the numbers."""
        rows = enumerate(self.rows.to_dict("records"), 1)
        return [f"{at}  {row['label']} ({row['source']})" for at, row in rows]

    @property
    def head(self) -> list[Paragraph]:
        return [
            Paragraph(self.subject.question, LETTERS["title"], STRONG, "ink", 0),
            Paragraph(self.subject.definition, LETTERS["subtitle"], space=6),
        ]

    @property
    def foot(self) -> list[Paragraph]:
        notes = [Paragraph(note, space=5) for note in self.notes]
        listed = [Paragraph(line) for line in (self.footnotes if self.is_altair else self.listing)]
        return [*(notes + listed if self.is_altair else listed + notes), Paragraph(self.credit, space=10)]

    @property
    def words(self) -> str:
        """Everything the figure says, without order: which signs a typeface must have."""
        rows = self.rows[[name for name in ("label", "sentence", "text", "name") if name in self.rows]]
        return " ".join([*(each.text for each in (*self.head, *self.foot)), *(str(cell) for row in rows.to_numpy() for cell in row)])

    @property
    def size(self) -> Size:
        return size(self.view.size)

    @cached_property
    def layout(self) -> Layout:
        """Where marks and words stand; BadRequest where the size has no room for them."""
        high = self.chart.height if self.is_altair else self.chart.layout.height
        return fit(self.size, self.head, self.foot, high)

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification of the figure as it leaves: words, marks, notes and sources."""
        return dress(plain(self.chart), self.head, self.foot, self.layout, self.view.theme)

    @cached_property
    def screen(self) -> Any:
        """The marks alone, for a page that sets the words itself: a Vega-Lite specification, or the Plotly figure."""
        return bare(self.chart, self.view.theme) if self.is_altair else self.chart


def pinned(root: str, view: View, version: str) -> str:
    """The address of a view below `root` that names the dataset it is drawn from."""
    return f"{root}/figures/{view.subject}?{urlencode({**view.query(), 'dataset': version}, safe=',')}"


CHANGED = "Changed since"
YEAR = re.compile(r"\b\d{4}\b")
# The forms that draw an arrow at an open end, and those that draw a plan pale or hollow.
ARROWS = ("bars", "dumbbell", "dots", "parts", "ratio")
PALE = ("bars", "dots", "deadline")


def draw(dataset: Dataset, view: View) -> Drawing:
    """The figure that a view asks for.

    Raises UnknownName for a subject that does not exist, BadRequest for a form that is not fair to it.
    """
    about = subject(dataset, view.subject)
    form = view.form or about.forms[0]
    if form not in about.forms:
        raise BadRequest(f"{form!r} is not fair to {about.subject}; its forms are {', '.join(about.forms)}.")
    sources: list[Source] = []
    rows = about.rows(dataset, view, sources)
    if about.metric:
        says = dict(zip(dataset.claims["claim"], dataset.claims["says"], strict=True))
        rows["says"] = ["; ".join(f"“{says[claim]}”" for claim in claims.split()) for claims in rows["claims"]]
    comparison = _comparison(about, rows)
    since = _since(dataset, view, about, rows)
    return Drawing(
        view=view,
        subject=about,
        rows=rows,
        notes=(*since, *comparison, *(about.reading if len(rows) else ()), *_reading(rows, form), *_absent(rows)),
        sources=tuple(sources),
        alt=_alt(about, rows, comparison),
        credit=f"{PROJECT}. Dataset {dataset.version} of {words.period(dataset.released)}. Figure: {view.subject}.",
        version=dataset.version,
        released=dataset.released,
        since=since,
        documents=tuple(dataset.document[name] for name in dict.fromkeys(source.document for source in sources)),
    )


def _since(dataset: Dataset, view: View, about: Subject, rows: pd.DataFrame) -> tuple[str, ...]:
    """What differs from the dataset that the view was made from, old and new; nothing where it was this one."""
    if view.dataset in ("", dataset.version):
        return ()
    now = f"dataset {dataset.version} of {words.period(dataset.released)}"
    days = history.known(dataset)
    if view.dataset not in days:
        return (f"This link was made from dataset {view.dataset}, of which there is no record here. What is shown is {now}.",)
    before = about.rows(history.at(dataset, view.dataset), view, [])
    found = [f"{each.what}: {each.old}, now {each.new}" for each in history.changes(before, rows)]
    told = f"{CHANGED}: {'; '.join(found)}." if found else "None of these figures has changed since."
    return (f"This link was made from dataset {view.dataset} of {words.period(days[view.dataset])}; what is shown is {now}. {told}",)


def _comparison(about: Subject, rows: pd.DataFrame) -> tuple[str, ...]:
    """The gap of each pair of China and the United States, with its verdict; a refusal where there is none."""
    if "verdict" in rows:
        return tuple(f"{row['title']}: {row['verdict']}" for row in rows.to_dict("records"))
    if not about.metric:
        return ()
    there = rows[rows["missing"] == ""].to_dict("records")
    out = []
    for china in (row for row in there if row["side"] == "CHN"):
        for america in (row for row in there if row["side"] == "USA"):
            verdict = judge(about.metric, china, america)
            if verdict.level == NEVER:
                out.append(verdict.sentence())
                continue
            times, _ = ratio(about.metric, china, america)
            ahead, behind = (china, america) if times.value >= 1 else (america, china)
            if times.value < 1:
                times, _ = ratio(about.metric, america, china)
            first = words.of(ahead["name"])
            gap = f"{first[0].upper()}{first[1:]} has {words.multiple(times)} the figure of {words.of(behind['name'])}."
            out.append(f"{gap} {verdict.sentence()}")
    return tuple(dict.fromkeys(out))


def _reading(rows: pd.DataFrame, form: str) -> list[str]:
    """How to read what the form draws for a hedge, a plan or a missing date; only what occurs."""
    if "comparator" not in rows or "verdict" in rows:
        return []
    hedges = set(rows["comparator"])
    out = []
    if form in ARROWS and hedges & {">", ">="}:
        out.append("An arrow to the right marks a lower bound: the true figure may be larger.")
    if form in ARROWS and hedges & {"<", "<="}:
        out.append("An arrow to the left marks an upper bound: the true figure may be smaller.")
    if form == "dots" and len(rows):
        out.append("Logarithmic scale: each line is ten times the last.")
    if "~" in hedges:
        out.append("“About” is the document's own word; it does not say how near.")
    if form in PALE and set(rows["status"]) & {"target", "forecast"}:
        out.append("Pale or hollow marks are planned or forecast, not observed.")
    return out


def _absent(rows: pd.DataFrame) -> list[str]:
    if "note" not in rows or "missing" not in rows:
        return []
    gone = rows[(rows["missing"] != "") & (rows["note"] != "")].to_dict("records")
    return [f"{row['name']}, {row['missing']}: {row['note']}" for row in gone] if len(gone) <= 2 else []


def _alt(about: Subject, rows: pd.DataFrame, comparison: tuple[str, ...]) -> str:
    """The figure in sentences: what is compared, every value with its hedge, what is missing and why."""
    told = []
    for row in rows.to_dict("records"):
        line = "".join(char for char in str(row["label"]) if char not in words.RAISED).strip()
        told.append(f"{line}: {row['sentence']}" if row.get("sentence") else line)
    if len(told) > 40:
        told = [*told[:40], f"and {len(told) - 40} more, all in the table"]
    return " ".join([f"{about.question} {about.definition}", "; ".join(told) + "." if told else NOTHING, *comparison])
