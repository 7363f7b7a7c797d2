"""Which rows of a table a reader asks for, in the words in which figures are chosen."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.model.choice import Choice, names
from dashboard.model.view import CHOICES, View
from dashboard.model.vocabulary import COLLECTIONS

# Table of which rows can be chosen -> the column that says whose a row is.
ENTITY_COLUMNS = {"claims": "entity", "events": "actor"}
# What a table takes beside fields of View, or in another sense than figures do.
METRIC = Choice(
    "ids of metrics, separated by commas",
    names,
    lambda dataset, forms: list(dataset.metric_by_id),
)
ALL_COLLECTIONS = Choice(
    f"{', '.join(COLLECTIONS)}; all unless given",
    names,
    lambda dataset, forms: COLLECTIONS,
)


def _as_figures(*names: str) -> dict[str, Choice]:
    return {name: CHOICES[name] for name in names}


# Table -> what of it can be chosen, each a query parameter.
TABLE_CHOICES: dict[str, dict[str, Choice]] = {
    "claims": {
        "metric": METRIC,
        **_as_figures("topics", "entities", "documents"),
        "collections": ALL_COLLECTIONS,
        **_as_figures("status", "start", "end"),
    },
    "events": _as_figures("entities", "documents", "kinds", "start", "end"),
}
OF_NO_FIGURE = View("")


@dataclass(frozen=True)
class TableView:
    """The rows of a table that a reader asks for.

    Of a list, () is all; undated rows stay whatever years are chosen.
    """

    table: str
    metric: tuple[str, ...] = ()
    view: View = OF_NO_FIGURE  # its choices alone

    @property
    def is_whole(self) -> bool:
        """Whether nothing is chosen."""
        return self == TableView(self.table)
