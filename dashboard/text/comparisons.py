"""Verdicts, reasons and gaps as sentences."""

from __future__ import annotations

from collections.abc import Callable

from dashboard.model.comparison import Gap, Standing
from dashboard.model.project import Project
from dashboard.model.row import FigureRow
from dashboard.model.verdict import Reason, Verdict
from dashboard.text.codes import LEVELS
from dashboard.text.formatting import multiple, period, spanned
from dashboard.text.names import capitalised, in_sentence, lower_first
from dashboard.text.sources import edition_words

STATUSES = {
    "observed": "an observation",
    "estimate": "an estimate",
    "target": "a target",
    "forecast": "a forecast",
}
HEDGES = {
    "lower bound": "a lower bound",
    "upper bound": "an upper bound",
    "approximate": "approximate",
}
# Code of a reason -> its phrase, made from the values that it carries.
REASONS: dict[str, Callable[..., str]] = {
    "different metrics": lambda: "they measure different things",
    "metric": lambda comparability: comparability.rstrip("."),
    "units": lambda one, other: f"one is in {one}, the other in {other}",
    "no size": lambda unit: f"a {unit} has no size, so no ratio",
    "zero": lambda: "a ratio needs two figures above zero",
    "statuses": lambda one, other: f"one is {STATUSES[one]}, the other {STATUSES[other]}",
    "both undated": lambda: "neither figure is dated",
    "one undated": lambda: "one figure is undated",
    "years differ": lambda: "the years differ",
    "scopes": lambda one, other: (
        f"unequal definitions ({one or 'not said'}; {other or 'not said'})"
    ),
    "collections": lambda: "one is the documents' figure, the other a public statistic",
    "two sources": lambda: "one is a document's figure, the other a public statistic",
    "publishers": lambda: "the two come from different publishers",
    "editions": lambda one, other: (
        f"the editions differ ({edition_words(one)}; {edition_words(other)})"
    ),
    "reported": lambda: "read as others report it, not in the publisher's own table",
    "companies": lambda: "single companies, not whole countries",
    "estimate": lambda: "a figure is an estimate",
    "voice": lambda: "a figure is vouched for by a company or an opinion",
    "both hedged": lambda *kinds: f"both sides are {_hedged(kinds)}",
    "one hedged": lambda *kinds: f"one side is {_hedged(kinds)}",
    "order unknown": lambda: "which is larger cannot be told from the bounds",
    "stated": lambda: "stated as a ratio by the document, not computed here",
}


def _hedged(kinds: tuple[str, ...]) -> str:
    return " and ".join(HEDGES[kind] for kind in kinds)


def reason_phrase(reason: Reason) -> str:
    """One reason, to stand after a colon."""
    return REASONS[reason.code](*reason.values)


def verdict_sentence(verdict: Verdict) -> str:
    """The verdict with every reason in plain words."""
    reasons = "; ".join(reason_phrase(reason) for reason in verdict.reasons)
    because = f": {reasons}" if reasons else ""
    return f"{LEVELS[verdict.level]}{because}."


def standing_words(stands: Standing, project: Project) -> str:
    """Whose figure is the larger, and since when: "Larger for Chile in every count, 2015–2020"."""
    first, last, before = stands.larger[0], stands.larger[-1], stands.before
    counts = {1: "", 2: "in both counts, "}.get(len(stands.larger), "in every count, ")
    when = period(first.period) if first is last else spanned(first.period, last.period)
    then = f"; for {_short(before, project)} in {period(before.period)}" if before else ""
    return f"Larger for {_short(last, project)} {counts or 'in '}{when}{then}"


def standing_sentence(title: str, stands: Standing, project: Project) -> str:
    """The same as a sentence, after the title of what is counted where a figure has several."""
    words = standing_words(stands, project)
    return f"{title}: {lower_first(words)}." if title else f"{words}."


def _short(row: FigureRow, project: Project) -> str:
    return project.side_by_id[row.side].short


def gap_sentence(gap: Gap, project: Project, apart: str = "") -> str:
    """Whose figure is how many times whose, with the verdict; a refusal where no ratio is drawn.

    Without a verdict that is said `apart`; "" where nothing else is said.
    """
    verdict = verdict_sentence(gap.verdict)
    verdict = "" if verdict == apart else verdict
    return " ".join(filter(None, (_gap_words(gap, project), verdict)))


def _gap_words(gap: Gap, project: Project) -> str:
    if gap.times is None:
        return ""
    larger = capitalised(in_sentence(gap.larger.name, project))
    smaller = in_sentence(gap.smaller.name, project)
    told = (period(gap.larger.period), edition_words(gap.larger.edition))
    when = f" ({', '.join(filter(None, told))})" if gap.larger.is_statistic else ""
    of = f", {gap.larger.scope}" if gap.larger.is_statistic and gap.larger.scope else ""
    return f"{larger} has {multiple(gap.times)} the figure of {smaller}{of}{when}."
