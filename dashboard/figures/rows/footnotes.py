"""The footnotes of a figure: where each value stands, numbered in the order in which rows ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dashboard.model.dataset import Dataset, Source
from dashboard.model.quantity import Quantity
from dashboard.model.row import Conversion
from dashboard.model.vocabulary import STATISTICS
from dashboard.text.sources import line_locator


class Footnotes:
    """Numbers sources from 1 on; `sources` are those that were asked for so far."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.sources: list[Source] = []
        # Place in a table -> where its source stands, and the ids of the claims that it is for
        self._tables: dict[tuple[str, ...], tuple[int, set[str]]] = {}

    def cite_conversion(self, conversion: Conversion) -> int:
        """The number of the footnote of what a figure was converted by."""
        claim = self.dataset.claim_by_id[conversion.claim]
        return self.cite_claim(claim, Quantity.of_claim(claim))

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
        if document["collection"] in STATISTICS:
            return self._cite_table(row, id, document, value["quantity"])
        return self._add(row, id, document, line=int(row["line"]), **value)

    def _cite_table(
        self, claim: Mapping[str, Any], id: str, document: Mapping[str, str], quantity: Quantity
    ) -> int:
        """One footnote for all figures of a place in a table that share their caveat."""
        place = tuple(
            claim[name] for name in ("document", "metric", "locator", "edition", "scope", "caveat")
        )
        period = claim["period"]
        if place not in self._tables:
            self._tables[place] = (len(self.sources), {id})
            return self._add(
                claim,
                id,
                document,
                line=None,
                quantity=quantity,
                quantities=(quantity,),
                periods=(period, period),
                edition=claim["edition"],
            )
        number, claims = self._tables[place]
        source = self.sources[number]
        if id not in claims:
            claims.add(id)
            first, last = source.periods
            self.sources[number] = replace(
                source,
                quantities=(*source.quantities, quantity),
                periods=(min(first, period), max(last, period)),
            )
        return source.marker

    def _add(
        self,
        row: Mapping[str, Any],
        id: str,
        document: Mapping[str, str],
        line: int | None,
        **value: Any,
    ) -> int:
        """A footnote more; its number."""
        marker = len(self.sources) + 1
        self.sources.append(
            Source(
                marker=marker,
                document=row["document"],
                title=document["short"],
                published=document["published"],
                published_basis=document["published_basis"],
                locator=row.get("locator") or line_locator(line or 0),
                line=line,
                cites=row["cites"],
                caveat=row["caveat"],
                claim=id,
                says=row["says"],
                collection=document["collection"],
                publisher=document["publisher"],
                licence=document["licence"],
                terms=tuple(document["terms"].split()),
                reading=document["reading"],
                via=document["via"],
                read=document["read"],
                query=self.dataset.query_by_id.get(row["document"], ""),
                **value,
            )
        )
        return marker
