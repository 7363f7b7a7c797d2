"""The words around a figure: what has changed, how its sides compare, how to read its marks, what is missing, and its alternative text."""

from __future__ import annotations

import pandas as pd

from dashboard.data import versions as history
from dashboard.figures.catalog import Subject
from dashboard.figures.changes import changes
from dashboard.figures.charts.empty import NOTHING
from dashboard.model.comparison import NEVER, judge, ratio
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.text import formatting as words

CHANGED = "Changed since"
# The forms that draw an arrow at an open end, and those that draw a plan pale or hollow.
ARROWS = ("bars", "dumbbell", "dots", "parts", "ratio")
PALE = ("bars", "dots", "deadline")


def since(dataset: Dataset, view: View, about: Subject, rows: pd.DataFrame) -> tuple[str, ...]:
    """What differs from the dataset that the view was made from, old and new; nothing where it was this one."""
    if view.dataset in ("", dataset.version):
        return ()
    now = f"dataset {dataset.version} of {words.period(dataset.released)}"
    days = history.known(dataset)
    if view.dataset not in days:
        return (
            f"This link was made from dataset {view.dataset}, of which there is no record here. What is shown is {now}.",
        )
    try:
        found = changes(about.rows(history.at(dataset, view.dataset), view, []), rows)
    except (KeyError, ValueError, AttributeError):  # columns that have come since are empty in it
        told = "That dataset was made differently, so that its figures cannot be set beside these."
    else:
        listed = "; ".join(f"{each.what}: {each.old}, now {each.new}" for each in found)
        told = f"{CHANGED}: {listed}." if found else "None of these figures has changed since."
    return (
        f"This link was made from dataset {view.dataset} of {words.period(days[view.dataset])}; what is shown is {now}. {told}",
    )


def comparison(about: Subject, rows: pd.DataFrame) -> tuple[str, ...]:
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


def reading(about: Subject, rows: pd.DataFrame, form: str) -> list[str]:
    """How to read what the form draws for a hedge, a plan or a missing date; only what occurs."""
    out = [" ".join(told for told, drawn in about.reading if len(rows) and drawn(rows))]
    if "comparator" not in rows or "verdict" in rows or rows["missing"].ne("").all():
        return list(filter(None, out))
    hedges = set(rows["comparator"])
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
    if form == "bars" and hedges & {"<", "<="}:
        out.append("A hollow bar ends at an upper bound.")
    return list(filter(None, out))


def absent(rows: pd.DataFrame) -> list[str]:
    if "note" not in rows or "missing" not in rows:
        return []
    gone = rows[(rows["missing"] != "") & (rows["note"] != "")].to_dict("records")
    return (
        [f"{row['name']}, {row['missing']}: {row['note']}" for row in gone]
        if len(gone) <= 2
        else []
    )


def alt(about: Subject, rows: pd.DataFrame, comparison: tuple[str, ...]) -> str:
    """The figure in sentences: what is compared, every value with its hedge, what is missing and why."""
    told = []
    for row in rows.to_dict("records"):
        line = "".join(char for char in str(row["label"]) if char not in words.RAISED).strip()
        if (
            "topic_title" in row
        ):  # a square stands for a metric and a country; where there is a figure, its label has the name
            line = f"{row['title']}{', ' + row['name'] if row['missing'] else ''}: {line}"
        told.append(f"{line}, {row['sentence']}" if row.get("sentence") else line)
    if len(told) > 40:
        told = [*told[:40], f"and {len(told) - 40} more, all in the table"]
    return " ".join(
        [
            f"{about.question} {about.definition}",
            "; ".join(told) + "." if told else NOTHING,
            *comparison,
        ]
    )
