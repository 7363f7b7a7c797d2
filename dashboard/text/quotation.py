"""A sentence to quote: what a figure says, with hedges, periods, definition and places."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dashboard.model.dataset import Source
from dashboard.model.project import Project
from dashboard.text.captions import NOTHING
from dashboard.text.caveats import Caveat
from dashboard.text.labels import STATUSES, Mark, source_lines
from dashboard.text.names import in_sentence, lower_first, stop
from dashboard.text.sources import credited, documents, located, shared_work, titles

MANY = 6  # rows that a reader takes in from one sentence


def quotation(kind: str, title: str, marks: Sequence[Mark], project: Project) -> str:
    """What a figure of a kind of rows says: each value with hedge, period, status and place.

    A figure of more than MANY rows is counted instead.
    """
    sources = sorted(
        (source for mark in marks for source in mark.sources), key=lambda source: source.marker
    )
    if not marks:
        sentence = lower_first(NOTHING).rstrip(".")
    elif kind == "coverage":
        sentence = _covered(marks, sources, project)
    elif len(marks) > MANY:
        sentence = _counted(kind, marks, sources)
    else:
        sentence = _listed(kind, marks, project)
    return f"{title}: {sentence}."


def provenance(definition: str, version: str, sources: Sequence[Source], address: str) -> str:
    """What is counted, and where the whole list stands."""
    caveats = "caveats and " if any(source.caveat for source in sources) else ""
    shown = f"What is shown: {stop(definition)}"
    return f"{shown} (Dataset {version}; {caveats}sources: {address})"


def _listed(kind: str, marks: Sequence[Mark], project: Project) -> str:
    """Every row; the place once where all stand in a single one, else after each."""
    present = [mark for mark in marks if not mark.row.is_absent]
    places = [_places(mark) for mark in present]
    has_one_place = len(set(places)) == 1 and "; " not in places[0]
    entries = [ENTRIES[kind](mark, project) for mark in present]
    if has_one_place:
        sentence = f"{'; '.join(entries)}, according to {places[0]}"
    else:
        pairs = zip(entries, places, strict=True)
        sentence = "; ".join(f"{entry} [{place}]" for entry, place in pairs)
    absent = [
        f"no figure for {in_sentence(mark.row.name, project)} ({_reason(mark)})"
        for mark in marks
        if mark.row.is_absent
    ]
    return "; ".join(filter(None, [sentence, *absent]))


def _places(mark: Mark) -> str:
    return "; ".join(source_lines(mark))


def _reason(mark: Mark) -> str:
    note = mark.row.note.rstrip(".")
    return f"{mark.words.missing}: {note}" if note else mark.words.missing


def _claim(mark: Mark, project: Project) -> str:
    row, words = mark.row, mark.words
    # Details tell most of it already, but not the same things in every figure.
    details = [words.detail]
    if STATUSES[row.status] not in words.detail:
        details.append(STATUSES[row.status])
    if row.unit != "year" and words.when not in words.detail:
        details.append(words.when)
    more = "; ".join(filter(None, [*details, row.scope]))
    name = in_sentence(row.name, project)
    return f"{name}, {words.figure} ({more})" if more else f"{name}, {words.figure}"


def _pair(mark: Mark, project: Project) -> str:
    verdict = lower_first(mark.words.verdict).rstrip(".")
    more = "; ".join(filter(None, (mark.words.remark, verdict)))
    return f"{mark.row.title}, {mark.words.detail} ({more})"


def _event(mark: Mark, project: Project) -> str:
    return f"{mark.words.label} (planned)" if mark.row.is_planned else mark.words.label


# Kind of rows -> a row within the sentence, and what several are called.
ENTRIES: dict[str, Callable[[Mark, Project], str]] = {
    "claims": _claim,
    "claims across metrics": _claim,
    "pairs": _pair,
    "events": _event,
}
PLURALS = {
    "claims": "figures",
    "claims across metrics": "figures",
    "pairs": "pairs of figures",
    "events": "events",
}


def _covered(marks: Sequence[Mark], sources: Sequence[Source], project: Project) -> str:
    counts = {
        mark.row.name: sum(
            not other.row.is_absent for other in marks if other.row.name == mark.row.name
        )
        for mark in marks
    }
    stated = " and ".join(
        f"{count} {'has' if count == 1 else 'have'} a figure for {in_sentence(name, project)} "
        "or its companies and products"
        for name, count in counts.items()
    )
    reasons = [mark.words.missing for mark in marks if mark.row.is_absent]
    why = ", ".join(
        f"{reasons.count(reason)} {'is' if reasons.count(reason) == 1 else 'are'} {reason}"
        for reason in dict.fromkeys(reasons)
    )
    metrics = len({mark.row.metric for mark in marks})
    sentence = f"of {metrics} metrics, {stated}{f'; of the empty places, {why}' if why else ''}"
    return f"{sentence}; according to {documents(sources)}" if sources else sentence


def _counted(kind: str, marks: Sequence[Mark], sources: Sequence[Source]) -> str:
    counts = {
        "planned": sum(mark.row.is_planned and mark.row.status != "forecast" for mark in marks),
        "forecast": sum(mark.row.status == "forecast" for mark in marks),
        "undated": sum(mark.row.is_undated for mark in marks),
    }
    parts = " and ".join(f"{count} {name}" for name, count in counts.items() if count)
    counted = f"{len(marks)} {PLURALS[kind]}{f' ({parts})' if parts else ''}"
    place = "place" if any(source.is_statistic for source in sources) else "line"
    parts_given = f"date and {place}" if kind == "events" else f"hedge, period and {place}"
    where = f"each with its {parts_given} at the address below"
    return f"{counted}, {where}, according to {documents(sources)}"


MOST_WORDS = 45  # of a sentence to quote


def in_short(
    finding: str,
    title: str,
    marks: Sequence[Mark],
    sources: Sequence[Source],
    project: Project,
    caveat: Caveat | None,
) -> str:
    """A sentence to quote: values with hedge and date, where they stand, and the caveat.

    In at most MOST_WORDS words; where the values alone are more, the headline `finding` stands for
    them. The `caveat` of the figure must fit: places in a document, then what it cites itself,
    make room for it.
    """
    present = [mark for mark in marks if not mark.row.is_absent]
    summary = f"{title}: {len(present)} figures" if finding.endswith("?") else finding
    origins = _origins(sources)
    told = _sourced(_values(title, present, project), origins) or _sourced(summary, origins)
    return _with_caveat(told or [stop(summary)], caveat)


def _values(title: str, marks: Sequence[Mark], project: Project) -> str:
    """The title and every value; what all of them share stands after the title."""
    details = {mark.words.detail for mark in marks}
    is_shared = len(marks) > 1 and len(details) == 1 and all(mark.row.quantity for mark in marks)
    shared = details.pop() if is_shared else ""
    values = "; ".join(_in_short(mark, project, shared) for mark in marks)
    head = f"{title} ({shared})" if shared else title
    return f"{head}: {values}" if values else head


def _sourced(head: str, origins: Sequence[str]) -> list[str]:
    """The head with each origin that fits into the sentence."""
    return [text for origin in origins if _fits(text := stop(f"{head}{origin}"))]


def _with_caveat(told: Sequence[str], caveat: Caveat | None) -> str:
    """The first text that has room for the first sentence of a caveat, with as many as fit."""
    if caveat is None:
        return told[0]
    words = f"{caveat.of}: {caveat.text}" if caveat.of else caveat.text
    first, *rest = re.split(r"(?<=[.?!]) ", words)
    text = next((f"{each} {first}" for each in told if _fits(f"{each} {first}")), "")
    for sentence in rest:
        if not text or not _fits(f"{text} {sentence}"):
            break  # a sentence may lean on the one before it
        text = f"{text} {sentence}"
    return text or told[0]


def _fits(text: str) -> bool:
    return len(text.split()) <= MOST_WORDS


def _origins(sources: Sequence[Source]) -> list[str]:
    """Where figures stand, to end a sentence: first with what is cited for them, then shorter."""
    names = list(dict.fromkeys(source.title for source in sources))
    if not names:
        return []
    if len(names) > 1:
        ways = [titles(sources), "; ".join(names), f"{len(names)} documents and tables"]
        return [f", according to {way}" for way in ways]
    place = ", ".join(dict.fromkeys(source.locator for source in sources))
    where, work = located(names[0], place), shared_work(sources)
    ways = [f", according to {way}" for way in (where, names[0])]
    if not work:
        return ways
    whole, short = credited(where, work), credited(names[0], work)
    return [f", according to {whole}", f", according to {short}", f" [{short}]", *ways]


def _in_short(mark: Mark, project: Project, shared: str) -> str:
    """One value with whose it is, when, and how sure, where that is not `shared` by all."""
    if mark.row.times is not None:
        detail = f"{mark.words.figure}, {mark.words.when}"
        return f"{mark.row.title}: {detail}"
    if not mark.words.figure:
        return mark.words.label
    value = f"{in_sentence(mark.row.name, project)}, {mark.words.figure}"
    detail = "" if shared else mark.words.detail
    return f"{value} ({detail})" if detail else value
