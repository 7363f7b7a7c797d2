"""What the dashboard says of itself: hedges and signs as they are used, and all versions."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd
from markupsafe import Markup

from dashboard.app.templating import render
from dashboard.data import versions
from dashboard.data.queries import in_collections
from dashboard.figures.urls import AT_ROOT_PAGE, Urls
from dashboard.model.dataset import Dataset
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.text import about as words
from dashboard.text.captions import SIGNS
from dashboard.text.formatting import HEDGES, period


@lru_cache(maxsize=16)
def about(dataset: Dataset, urls: Urls) -> Markup:
    """All sections of the page."""
    return render(
        "about.html",
        about=words,
        documents=[
            (row["title"] or row["short"], row["note"])
            for row in map(dataset.document_by_id.__getitem__, dataset.document_ids)
        ],
        hedges=_hedges(dataset),
        signs=list(SIGNS.values()),
        whole=words.WHOLE.format(
            title=dataset.project.full_title,
            version=dataset.version,
            released=period(dataset.released),
            address=urls.standing(AT_ROOT_PAGE),
        ),
        versions=_versions(dataset),
    )


def _hedges(dataset: Dataset) -> list[list[str]]:
    """A line a kind of hedge: the documents' own words for it, what it leaves open, its sign."""
    claims = in_collections(dataset.claims, (DOCUMENTS,))
    return [
        [", ".join(sorted(_worded(claims, comparator))), *told]
        for comparator, told in words.HEDGES.items()
        if (claims["comparator"] == comparator).any()
    ]


def _worded(claims: pd.DataFrame, comparator: str) -> set[str]:
    hedges = claims[claims["comparator"] == comparator]["hedge"]
    return {hedge or HEDGES[comparator] for hedge in hedges}


def _versions(dataset: Dataset) -> list[list[Any]]:
    """A line a version of the data, the latest first."""
    rows: list[list[Any]] = []
    for version, day in versions.known(dataset).items():
        then = versions.at(dataset, version)
        rows.append([version, period(day), len(then.claims), len(then.events)])
    return rows[::-1]
