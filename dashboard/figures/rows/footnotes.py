"""The footnotes of a figure: where each value stands, numbered in the order in which rows ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.model.dataset import Dataset, Source
from dashboard.model.quantity import Quantity


class Footnotes:
    """Numbers sources from 1 on; `sources` are those that were asked for so far."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.sources: list[Source] = []

    def cite_claim(
        self, claim: Mapping[str, Any], quantity: Quantity, also: tuple[Quantity, ...] = ()
    ) -> int:
        """The number of the footnote of a claim, whose value reads as `quantity`."""
        return self._cite(claim, claim["claim"], quantity=quantity, also=also)

    def cite_event(self, event: Mapping[str, Any]) -> int:
        """The number of the footnote of an event, under its own title and date."""
        return self._cite(
            event,
            event["event"],
            event=event["title"],
            period=event["date"],
            period_basis=event["date_basis"],
            date_words=event["when"],
            is_deadline=bool(event["deadline"]),
        )

    def _cite(self, row: Mapping[str, Any], id: str, **value: Any) -> int:
        document = self.dataset.document_by_id[row["document"]]
        marker = len(self.sources) + 1
        self.sources.append(
            Source(
                marker=marker,
                document=row["document"],
                title=document["short"],
                published=document["published"],
                published_basis=document["published_basis"],
                line=int(row["line"]),
                cites=row["cites"],
                caveat=row["caveat"],
                claim=id,
                says=row["says"],
                **value,
            )
        )
        return marker
