"""The documents: what each says of itself, everything it gave, and the files made of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markupsafe import Markup

from dashboard.app.components.claims_table import claim_rows, event_rows
from dashboard.app.templating import render
from dashboard.data.package import VERSIONS_FILE
from dashboard.data.schema import TABLES
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.vocabulary import STATISTICS
from dashboard.text import interface as words
from dashboard.text.codes import DISMISSALS, DISMISSED_ALONE
from dashboard.text.formatting import period
from dashboard.text.sources import READINGS, licence_words


@lru_cache(maxsize=4)
def documents(dataset: Dataset) -> Markup:
    """The documents in a line each, with how much each gave."""
    rows = [
        [
            row["title"] or words.UNTITLED.format(short=row["short"]),
            row["authors"] or words.UNKNOWN,
            _published(row) or words.UNKNOWN,
            int((dataset.claims["document"] == row["document"]).sum()),
            int((dataset.events["document"] == row["document"]).sum()),
        ]
        for row in map(dataset.document_by_id.get, dataset.document_ids)
        if row is not None
    ]
    name = words.DOCUMENTS
    return render("table.html", columns=words.DOCUMENT_COLUMNS, rows=rows, name=name, caption=name)


def _published(document: dict[str, Any]) -> str:
    if not document["published"]:
        return ""
    return period(document["published"], document["published_basis"])


def particulars(document: dict[str, Any], claims: int, events: int) -> Markup:
    """What a document says of itself; unknown is said to be unknown."""
    values = (
        document["authors"],
        document["publisher"],
        _published(document),
        document["url"],
        document["licence"],
    )
    title = document["title"] or words.UNTITLED_IN_BRACKETS.format(short=document["short"])
    return render(
        "document.html",
        title=title,
        note=document["note"],
        particulars=list(zip(words.PARTICULARS, values, strict=True)),
        gave=words.GAVE.format(claims=claims, events=events),
    )


def is_table(document: dict[str, Any]) -> bool:
    """Whether a row of `documents.csv` is a table of public statistics."""
    return bool(document["collection"] in STATISTICS)


def particulars_of_table(table: dict[str, Any], figures: int) -> Markup:
    """What is known of a publisher's table, and how many figures are taken from it."""
    values = (
        table["publisher"],
        _published(table),
        table["edition"],
        table["url"],
        licence_words(table["licence"], table["terms"].split()),
        period(table["read"]),
        READINGS[table["reading"]].format(via=table["via"]) or words.OWN_TABLE,
    )
    return render(
        "publisher_table.html",
        title=table["title"],
        note=table["note"],
        particulars=[
            (name, value)
            for name, value in zip(words.PARTICULARS_OF_TABLE, values, strict=True)
            if value
        ],
        gave=words.GAVE_FIGURES.format(figures=figures),
    )


@lru_cache(maxsize=64)
def everything_of(dataset: Dataset, document: str) -> Markup:
    """Every claim and event of a document, and what the document itself cites for them."""
    claims = dataset.claims[dataset.claims["document"] == document]
    events = dataset.events[dataset.events["document"] == document]
    works = sorted({work for frame in (claims, events) for work in frame["cites"] if work})
    return render(
        "document_claims.html",
        title=dataset.title_by_id[document],
        account=_account(dataset, document) if len(claims) else "",
        claim_columns=words.CLAIM_COLUMNS,
        claims=claim_rows(dataset, claims),
        event_columns=words.EVENT_COLUMNS,
        events=event_rows(events),
        works=works,
    )


def _account(dataset: Dataset, document: str) -> str:
    """So many numbers in the text, so many of them claims, so many dismissed and why."""
    account = dataset.account[dataset.account["document"] == document]
    numbers = dict(zip(account["kind"], account["numbers"], strict=True))
    claims, events = numbers.pop("claim", 0), numbers.pop("event", 0)
    return words.ACCOUNT.format(
        total=account["numbers"].sum(),
        claims=claims,
        events=events,
        dismissed=sum(numbers.values()),
        why=", ".join(_dismissed(kind, number) for kind, number in numbers.items()),
    )


def _dismissed(kind: str, number: int) -> str:
    is_one = number == 1 and kind in DISMISSED_ALONE
    return f"{number} {kind if is_one else DISMISSALS[kind]}"


def package_files() -> Markup:
    """Every file of the data package, every table as Parquet, and what describes all addresses."""
    names = [
        *(f"{name}.{ending}" for name in TABLES for ending in ("csv", "parquet")),
        VERSIONS_FILE,
        "datapackage.json",
    ]
    files = [(name, Urls().data(name)) for name in names]
    return render("package.html", files=[*files, ("openapi.json", Urls().description())])
