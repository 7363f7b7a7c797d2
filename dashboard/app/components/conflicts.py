"""Conflicts, repetitions and checks as HTML: what stands on each side, with its document and line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from dashboard.app.components.markup import table
from dashboard.data.derived import Result
from dashboard.model.dataset import Dataset
from dashboard.text import formatting as words


def conflicts(dataset: Dataset, frame: pd.DataFrame, lead: str) -> str:
    """Each conflict with its sides next to each other, what differs, and which is better founded."""
    parts = [f'<div class="db"><p>{escape(lead)}</p>']
    for row in frame.to_dict("records"):
        sides = [side(dataset, name) for name in row["sides"].split()]
        sides += [("Beside it", "", text) for text in row["beside"].split(" | ") if text]
        cells = "".join(
            f'<div class="tile"><p class="src">{escape(place)}</p><p><strong>{escape(value)}</strong></p><p>{escape(words_)}</p></div>'
            for place, value, words_ in sides
        )
        better = (
            f"<p><strong>Which is better founded:</strong> {escape(row['better'])}</p>"
            if row["better"]
            else ""
        )
        parts.append(
            f'<section><h2>{escape(row["title"])}</h2><p>{escape(row["differs"])}</p><div class="tiles">{cells}</div>{better}</section>'
        )
    return "".join(parts) + "</div>"


def side(dataset: Dataset, name: str) -> tuple[str, str, str]:
    """Where a claim or event stands, what it states, and in which words."""
    row = dataset.claim.get(name) or dataset.event[name]
    place = f"{dataset.titles[row['document']]}, line {row['line']}"
    if name in dataset.claim:
        return place, f"{dataset.names[row['entity']]}: {words.claimed(row)}", f"“{row['says']}”"
    when = words.period(row["date"], row["date_basis"]) if row["date"] else "no date"
    return place, f"{when}: {row['title']}", f"“{row['says']}”"


def repetitions(dataset: Dataset) -> str:
    """Facts that more than one claim or event states, each once with all its places."""
    rows = []
    for frame, key in ((dataset.claims, "claim"), (dataset.events, "event")):
        for _, group in frame.groupby("fact", sort=False):
            if len(group) > 1:
                stated = [side(dataset, name) for name in group[key]]
                rows.append(
                    [stated[0][1], "; ".join(f"{place} ({said})" for place, _, said in stated)]
                )
    lead = "Stated more than once; drawn and counted once, with every source."
    return f'<div class="db">{table(["Fact", "Where"], rows, lead)}</div>'


def checks(dataset: Dataset, done: Sequence[Result]) -> str:
    """Each check as a formula with its result, and where its numbers stand."""
    rows = []
    for result in done:
        places = "; ".join(dict.fromkeys(side(dataset, name)[0] for name in result.claims))
        rows.append([result.question, f"{result.formula} = {result.result}", result.remark, places])
    return f'<div class="db">{table(["Question", "Sum", "Remark", "From"], rows)}</div>'


def refused(sums: Sequence[tuple[str, str]]) -> str:
    return f'<div class="db">{table(["Sum", "Why not"], sums)}</div>'
