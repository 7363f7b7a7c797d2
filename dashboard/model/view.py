"""Everything that a reader may choose about one figure: the one list of it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import Any

from dashboard.model.choice import (
    Choice,
    PlainText,
    WholeNumber,
    names,
    one_name,
    size_text,
    version,
)
from dashboard.model.sizes import DPI, HOW
from dashboard.model.vocabulary import (
    CERTAINTIES,
    COLLECTIONS,
    EVENT_KINDS,
    MONEY,
    PROPORTIONS,
    STATUSES,
    THEMES,
)

YEARS = (1900, 2100)
LONGEST_WORDS = 80  # characters


def _chosen(default: Any, choice: Choice) -> Any:
    return field(default=default, metadata={"choice": choice})


@dataclass(frozen=True)
class View:
    """One figure as a reader chose it: plain text in a URL, ids and never labels.

    Each field but the first is a query parameter and a flag of the same name, declared here alone;
    the catalog says which of them a figure takes.
    Of a list, () is all; undated rows stay whatever years are chosen.
    """

    figure: str  # its name in the catalog
    form: str = _chosen(
        "",
        Choice(
            "one of the charts that are fair to the figure; its first unless given",
            one_name,
            lambda dataset, forms: forms,
        ),
    )
    entities: tuple[str, ...] = _chosen(
        (),
        Choice(
            "ids of countries or other entities, separated by commas",
            names,
            lambda dataset, forms: [
                *dataset.name_by_id,
                *(country for country in dataset.entities["country"] if country),
            ],
        ),
    )
    documents: tuple[str, ...] = _chosen(
        (),
        Choice(
            "ids of documents, separated by commas",
            names,
            lambda dataset, forms: list(dataset.document_by_id),
        ),
    )
    collections: tuple[str, ...] = _chosen(
        (),
        Choice(
            "documents, companions (public statistics), records (counted here); the documents "
            "unless they have no figure",
            names,
            lambda dataset, forms: COLLECTIONS,
        ),
    )
    status: tuple[str, ...] = _chosen(
        (), Choice(", ".join(STATUSES), names, lambda dataset, forms: STATUSES)
    )
    kinds: tuple[str, ...] = _chosen(
        (), Choice("kinds of events", names, lambda dataset, forms: EVENT_KINDS)
    )
    topics: tuple[str, ...] = _chosen(
        (),
        Choice("topics of an overview", names, lambda dataset, forms: list(dataset.topic_by_id)),
    )
    certainty: tuple[str, ...] = _chosen(
        (),
        Choice(
            "both (figures of both sides), dated (no figure without a date), "
            "fair (compared like for like)",
            names,
            lambda dataset, forms: CERTAINTIES,
        ),
    )
    contains: str = _chosen(
        "",
        Choice("words that a metric, its figures or its quotes hold", PlainText(LONGEST_WORDS)),
    )
    start: int | None = _chosen(None, Choice("first year", WholeNumber(*YEARS)))
    end: int | None = _chosen(None, Choice("last year", WholeNumber(*YEARS)))
    per: str = _chosen(
        "",
        Choice(
            "person or gdp: figures in proportion to population or GDP",
            one_name,
            lambda dataset, forms: PROPORTIONS,
        ),
    )
    money: str = _chosen(
        "",
        Choice(
            "USD or CNY: money at the yearly rate of the figure's own year; else as reported",
            one_name,
            lambda dataset, forms: MONEY,
        ),
    )
    base: int | None = _chosen(
        None, Choice("the year that is 100 in an index", WholeNumber(*YEARS))
    )
    theme: str = _chosen(
        "light", Choice(", ".join(THEMES), one_name, lambda dataset, forms: THEMES)
    )
    size: str = _chosen("", Choice(HOW, size_text))
    dpi: int | None = _chosen(
        None,
        Choice(f"dots per inch of a PNG, {DPI[0]} to {DPI[1]}", WholeNumber(*DPI)),
    )
    dataset: str = _chosen(
        "", Choice("the version of the data that the view was made from", version)
    )

    def query(self) -> dict[str, str]:
        """The choices that differ from the defaults, as query parameters."""
        parameters = {}
        for choice in fields(self):
            value = getattr(self, choice.name)
            if choice.name != "figure" and value != choice.default:
                text = ",".join(value) if isinstance(value, tuple) else str(value)
                parameters[choice.name] = text
        return parameters

    def but(self, **choices: object) -> View:
        """This view with some choices changed."""
        return replace(self, **choices)  # type: ignore[arg-type]


# Name of a field of View -> how it is read; the flags, the query parameters and the README follow.
CHOICES: dict[str, Choice] = {
    choice.name: choice.metadata["choice"] for choice in fields(View) if choice.metadata
}
