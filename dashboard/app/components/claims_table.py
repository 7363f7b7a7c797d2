"""The evidence as HTML: claims and events of a document, headline figures, and the files of the data package."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from dashboard.app.components.markup import table
from dashboard.data.excerpts import passage
from dashboard.data.package import TABLES, VERSIONS_FILE
from dashboard.errors import DashboardError
from dashboard.figures.figure import Drawing
from dashboard.model.dataset import Dataset
from dashboard.text import formatting as words


def claims(dataset: Dataset, frame: pd.DataFrame, documents: bool = False) -> str:
    """Claims as a table: the words, the value with its hedge, when, the line, what is cited, the caveat."""
    rows = [
        [
            *([dataset.titles[row["document"]]] if documents else []),
            row["line"],
            dataset.metric[row["metric"]].title,
            dataset.names[row["entity"]],
            words.claimed(row),
            f"“{row['says']}”",
            "" if row["unit"] == "year" else words.period(row["period"], row["period_basis"]),
            row["status"] if row["voice"] == "document" else f"{row['status']}, {row['voice']}",
            row["cites"] or "nothing",
            row["caveat"],
        ]
        for row in frame.to_dict("records")
    ]
    return table(
        [
            *(["Document"] if documents else []),
            "Line",
            "Metric",
            "Of",
            "Figure",
            "In its words",
            "When",
            "Status",
            "Cites",
            "Caveat",
        ],
        rows,
    )


def tiles(figures: Sequence[Drawing]) -> str:
    """Headline figures: the hedged number, what it is, when, and where it stands."""
    cells = []
    for drawn in figures:
        there, gone = (
            drawn.rows[drawn.rows["missing"].eq("") == has].to_dict("records")
            for has in (True, False)
        )
        numbers = "".join(f"<b>{escape(row['label'])}</b>" for row in there)
        whens = ", ".join(dict.fromkeys(row["sentence"] for row in there))
        gaps = "".join(
            f"<p>{escape(row['name'])}: no figure, {escape(row['missing'])}</p>" for row in gone
        )
        places = "".join(f'<p class="src">{escape(line)}</p>' for line in drawn.places)
        link = f'<a href="explore?metric={drawn.view.subject}" target="_self">{escape(drawn.subject.title)}</a>'
        cells.append(
            f'<div class="tile"><p>{link}, {escape(whens)}</p>{numbers}{gaps}{places}</div>'
        )
    return f'<div class="db"><div class="tiles">{"".join(cells)}</div></div>'


def documents(dataset: Dataset) -> str:
    """The documents in a line each, with how much each gave."""
    rows = [
        [row["title"] or f"Untitled: {row['short']}", row["authors"] or "unknown", published(row),
         int((dataset.claims["document"] == row["document"]).sum()), int((dataset.events["document"] == row["document"]).sum())]
        for row in dataset.documents.to_dict("records")
    ]  # fmt: skip
    return f'<div class="db">{table(["Document", "Author", "Published", "Claims", "Events"], rows, "The five documents")}</div>'


def published(document: dict[str, Any]) -> str:
    return (
        words.period(document["published"], document["published_basis"])
        if document["published"]
        else "unknown"
    )


def particulars(document: dict[str, Any], claims: int, events: int) -> str:
    """What a document says of itself; unknown is said to be unknown."""
    known = {
        "Authors": document["authors"],
        "Publisher": document["publisher"],
        "Published": published(document),
        "Address": document["url"],
        "Licence": document["licence"],
    }
    listed = "".join(
        f"<tr><th scope='row'>{name}</th><td>{escape(value or 'unknown')}</td></tr>"
        for name, value in known.items()
    )
    title = document["title"] or f"Untitled ({document['short']})"
    return (
        f'<div class="db"><h2>{escape(title)}</h2><p>{escape(document["note"])}</p>'
        f"<table><tbody>{listed}</tbody></table><p>It gave {claims} claims and {events} events.</p></div>"
    )


def given(dataset: Dataset, own: pd.DataFrame, events: pd.DataFrame) -> str:
    """Every claim and event of a document, and what the document itself cites for them."""
    happened = [
        [
            row["line"],
            words.period(row["date"], row["date_basis"]) if row["date"] else "no date",
            row["title"],
            f"“{row['says']}”",
            row["cites"] or "nothing",
            row["caveat"],
        ]
        for row in events.to_dict("records")
    ]
    cited = sorted({text for frame in (own, events) for text in frame["cites"] if text})
    works = (
        "".join(f"<li>{escape(text)}</li>" for text in cited)
        or "<li>Nothing is cited for its figures.</li>"
    )
    dated = table(["Line", "When", "Event", "In its words", "Cites", "Caveat"], happened)
    accounted = account(dataset, own["document"].iloc[0]) if len(own) else ""
    return (
        f'<div class="db"><p class="src">{escape(accounted)}</p>'
        f"<details><summary>All {len(own)} claims</summary>{claims(dataset, own)}</details>"
        f"<details><summary>All {len(events)} events</summary>{dated}</details>"
        f"<details><summary>What it cites ({len(cited)})</summary><ul>{works}</ul></details></div>"
    )


def package(dataset: Dataset) -> str:
    """Every file of the data package, and how to read it from a program."""
    names = [*(f"{name}.csv" for name in TABLES), VERSIONS_FILE, "datapackage.json"]
    links = "".join(f'<a href="data/{name}" download>{name}</a>' for name in names)
    return (
        f'<div class="db"><h2>Files of the data package</h2><div class="files">{links}</div></div>'
    )


def behind(dataset: Dataset, drawn: Drawing) -> str:
    """The claims behind a figure in a fold, each with its passage; none for a figure of all metrics."""
    names = [name for claims in drawn.rows.get("claims", []) for name in claims.split()]
    if not names or "topic_title" in drawn.rows:
        return ""
    own = dataset.claims[dataset.claims["claim"].isin(names)]
    shown = claims(dataset, own, documents=True)
    return f'<details class="twin"><summary>The claims behind it ({len(own)})</summary>{shown}{passages(dataset, own)}</details>'


def passages(dataset: Dataset, frame: pd.DataFrame) -> str:
    """The passage around each claim with its figure marked; or, once, how to bring the texts."""
    folds = []
    for row in frame.to_dict("records"):
        try:
            found = passage(dataset, row)
        except DashboardError as error:
            return f'<div class="db"><p class="src">{escape(str(error))}</p></div>'
        place = f"The passage: {dataset.titles[row['document']]}, line {row['line']}"
        text = f"{escape(found.before)}<mark>{escape(found.figure)}</mark>{escape(found.after)}"
        folds.append(f"<details><summary>{escape(place)}</summary><p>{text}</p></details>")
    return f'<div class="db">{"".join(folds)}</div>'


def account(dataset: Dataset, document: str) -> str:
    """So many numbers in the text, so many of them claims, so many dismissed and why."""
    own = dataset.account[dataset.account["document"] == document]
    kinds = dict(zip(own["kind"], own["numbers"], strict=True))
    taken = {kind: kinds.pop(kind, 0) for kind in ("claim", "event")}
    why = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    return (
        f"The text holds {own['numbers'].sum()} numbers in digits or words: {taken['claim']} stand in claims, {taken['event']} in events, "
        f"{sum(kinds.values())} are dismissed ({why})."
    )
