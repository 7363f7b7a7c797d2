"""Claims and events as tables, with the passage around each where the texts are at hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.data.excerpts import Passage, passage
from dashboard.data.queries import claims_by_id, in_collections
from dashboard.errors import DashboardError
from dashboard.figures.figure import Figure
from dashboard.model.dataset import Dataset
from dashboard.model.quantity import Quantity
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.text import interface as words
from dashboard.text.codes import STATUSES, VOICES
from dashboard.text.formatting import period, quantity
from dashboard.text.sources import date_words, place_of


def claim_rows(dataset: Dataset, claims: pd.DataFrame) -> list[list[Any]]:
    """A line a claim, under CLAIM_COLUMNS: words, value with its hedge, date, line, caveat."""
    return [_claim_row(dataset, claim) for claim in claims.to_dict("records")]


def _claim_row(dataset: Dataset, claim: dict[str, Any]) -> list[Any]:
    when = period(claim["period"], claim["period_basis"], claim["deadline"])
    status = STATUSES[claim["status"]]
    voice = "" if claim["voice"] == "document" else VOICES[claim["voice"]]
    return [
        claim["line"] if claim["collection"] == DOCUMENTS else claim["locator"],
        dataset.metric_by_id[claim["metric"]].title,
        dataset.name_by_id[claim["entity"]],
        quantity(Quantity.of_claim(claim)),
        f"“{claim['says']}”",
        "" if claim["unit"] == "year" else when,
        ", ".join(filter(None, [status, voice])),
        claim["cites"] or words.NOTHING_CITED,
        claim["caveat"],
    ]


def event_rows(events: pd.DataFrame) -> list[list[Any]]:
    """A line an event, under EVENT_COLUMNS."""
    return [
        [
            event["line"],
            event_date(event),
            event["title"],
            f"“{event['says']}”",
            event["cites"] or words.NOTHING_CITED,
            event["caveat"],
        ]
        for event in events.to_dict("records")
    ]


def event_date(event: dict[str, Any]) -> str:
    """When, in words, by its row of `events.csv`."""
    return event["when"] or date_words(event["date"], event["date_basis"], event["deadline"])


def place(dataset: Dataset, row: dict[str, Any]) -> str:
    """The document and line of a claim or an event."""
    return place_of(dataset.title_by_id[row["document"]], row)


def claims_behind(dataset: Dataset, figure: Figure, is_unfolded: bool = False) -> Markup:
    """The claims behind a figure in a fold, each with its passage; none for all metrics at once."""
    ids = [claim for row in figure.rows for claim in row.claims]
    if not ids or not figure.entry.lists_sources:
        return Markup()
    claims = claims_by_id(dataset, ids)
    titles = claims["document"].map(dataset.title_by_id)
    rows = claim_rows(dataset, claims)
    passages, no_texts = _passages(dataset, claims)
    return render(
        "claims.html",
        title=figure.entry.title,
        columns=(words.DOCUMENT, *words.CLAIM_COLUMNS),
        rows=[[title, *row] for title, row in zip(titles, rows, strict=True)],
        passages=passages,
        no_texts=no_texts,
        unfolded=is_unfolded,
    )


def _passages(dataset: Dataset, claims: pd.DataFrame) -> tuple[list[tuple[str, Passage]], str]:
    """The passage around each claim; where the texts are not at hand, how to bring them."""
    passages = []
    for claim in in_collections(claims, (DOCUMENTS,)).to_dict("records"):  # a table has none
        try:
            passages.append((place(dataset, claim), passage(dataset, claim)))
        except DashboardError as error:
            return [], str(error)
    return passages, ""
