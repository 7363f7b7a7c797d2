"""The one way from a View to a figure: its rows, its chart, and all the words that must go with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dashboard import words
from dashboard.compare import NEVER, judge, ratio
from dashboard.errors import BadRequest
from dashboard.forms import FORMS
from dashboard.forms.vacant import NOTHING, vacant
from dashboard.model import Dataset, Source, View
from dashboard.subjects import Subject, subject
from dashboard.theme import SIZES, STRONG, Paragraph, bare, dress


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

    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification of the figure as it leaves: words, marks, notes and sources."""
        head = [
            Paragraph(self.subject.question, SIZES["title"], STRONG, "ink", 0),
            Paragraph(self.subject.definition, SIZES["subtitle"], space=6),
        ]
        foot = [*(Paragraph(note, space=5) for note in self.notes), *(Paragraph(line) for line in self.footnotes)]
        foot.append(Paragraph(self.credit, space=10))
        return dress(self.chart, head, foot, self.view.width, self.view.theme)

    @cached_property
    def screen(self) -> Any:
        """The marks alone, for a page that sets the words itself: a Vega-Lite specification, or the Plotly figure."""
        return bare(self.chart, self.view.theme) if self.is_altair else self.chart


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
    return Drawing(
        view=view,
        subject=about,
        rows=rows,
        notes=(*comparison, *(about.reading if len(rows) else ()), *_reading(rows, form), *_absent(rows)),
        sources=tuple(sources),
        alt=_alt(about, rows, comparison),
        credit=f"China and the United States in AI: what five documents state. Dataset {dataset.version} of "
        f"{words.period(dataset.released)}. Figure: {view.subject}.",
        version=dataset.version,
    )


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
