"""The dataset as tables, and the things its rows describe: metrics, topics, sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from dashboard.model.project import Project
from dashboard.model.quantity import Quantity
from dashboard.model.vocabulary import COLLECTIONS, DOCUMENTS, STATISTICS


@dataclass(frozen=True, eq=False)  # two are the same only where they are one
class Dataset:
    """The documents as tables, one row a claim, event, metric, entity, document, topic, absence,
    conflict, passage of a conflict, kind of number, derived sum, figure of such a sum, refused sum,
    or table of records; of such a table one row a reason to leave rows out, a category of a figure,
    a sampled record.

    The columns are those of the files in `data/` (README, "The data"). Frames are never changed
    in place.
    """

    claims: pd.DataFrame
    events: pd.DataFrame
    metrics: pd.DataFrame
    entities: pd.DataFrame
    documents: pd.DataFrame
    topics: pd.DataFrame
    absences: pd.DataFrame
    conflicts: pd.DataFrame
    conflict_passages: pd.DataFrame
    account: pd.DataFrame
    derived: pd.DataFrame
    derived_figures: pd.DataFrame
    refused: pd.DataFrame
    records: pd.DataFrame
    records_left_out: pd.DataFrame
    records_figures: pd.DataFrame
    records_sample: pd.DataFrame
    project: Project
    released: str  # the day the dataset was made, ISO 8601
    version: str  # the first 12 hexadecimal digits of a SHA-256 over all tables
    versions: tuple[OlderVersion, ...] = ()  # what there was before it, oldest first

    @cached_property
    def name_by_id(self) -> dict[str, str]:
        """Entity id -> name for a reader."""
        return dict(zip(self.entities["entity"], self.entities["name"], strict=True))

    @cached_property
    def title_by_id(self) -> dict[str, str]:
        """Document id -> short title."""
        return dict(zip(self.documents["document"], self.documents["short"], strict=True))

    @cached_property
    def document_by_id(self) -> dict[str, dict[str, str]]:
        """Document id -> its row."""
        return {row["document"]: row for row in self.documents.to_dict("records")}

    @cached_property
    def document_ids(self) -> tuple[str, ...]:
        """The ids of the documents, without the tables of public statistics."""
        of_documents = self.documents["collection"] == DOCUMENTS
        return tuple(self.documents[of_documents]["document"])

    @cached_property
    def collections_by_metric(self) -> dict[str, tuple[str, ...]]:
        """Metric id -> the collections that have a figure of it, in the order of COLLECTIONS."""
        known = self.claims.groupby("metric")["collection"].agg(set).to_dict()
        return {
            name: tuple(each for each in COLLECTIONS if each in known.get(name, ()))
            for name in self.metric_by_id
        }

    @cached_property
    def collections(self) -> tuple[str, ...]:
        """The collections that have a figure at all, in the order of COLLECTIONS."""
        known = {name for names in self.collections_by_metric.values() for name in names}
        return tuple(each for each in COLLECTIONS if each in known)

    @cached_property
    def claim_by_id(self) -> dict[str, dict]:
        """Claim id -> its row."""
        return {row["claim"]: row for row in self.claims.to_dict("records")}

    @cached_property
    def event_by_id(self) -> dict[str, dict]:
        """Event id -> its row."""
        return {row["event"]: row for row in self.events.to_dict("records")}

    @cached_property
    def entity_by_id(self) -> dict[str, dict[str, str]]:
        """Entity id -> its row."""
        return {row["entity"]: row for row in self.entities.to_dict("records")}

    @cached_property
    def metric_by_id(self) -> dict[str, Metric]:
        """Metric id -> metric, in the order of the vocabulary."""
        return {str(row["metric"]): Metric.from_row(row) for row in self.metrics.to_dict("records")}

    @cached_property
    def query_by_id(self) -> dict[str, str]:
        """Id of a table of records -> the SQL that counted it."""
        return dict(zip(self.records["document"], self.records["sql"], strict=True))

    @cached_property
    def absence_by_side(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Metric and side -> code of the reason why there is no figure, and a note on it."""
        return {
            (row["metric"], row["country"]): (row["reason"], row["note"])
            for row in self.absences.to_dict("records")
        }

    @cached_property
    def topic_by_id(self) -> dict[str, Topic]:
        """Topic id -> topic, in the order of the pages."""
        return {str(row["topic"]): Topic(**row) for row in self.topics.to_dict("records")}


@dataclass(frozen=True)
class OlderVersion:
    """The tables as they once stood, as text: they are read only when somebody asks for them."""

    version: str
    released: str  # the day, ISO 8601
    tables: Mapping[str, str]  # name of the table -> its CSV


@dataclass(frozen=True)
class Topic:
    """A page of the dashboard."""

    topic: str
    title: str
    lead: str
    text: str


@dataclass(frozen=True)
class Metric:
    """What is measured, in words a newspaper reader understands, and which forms are fair to it."""

    metric: str
    title: str
    question: str
    definition: str
    unit: str
    topic: str
    forms: tuple[str, ...]
    comparable: bool
    comparability: str
    better: str
    timing: str  # a code of vocabulary.TIMINGS
    every: int  # months from a figure of a series to the next
    per: tuple[str, ...]  # what it may be set in proportion to
    no_per: str  # why it may not: a code of vocabulary.OUT_OF_PROPORTION
    agrees_with: str  # id of the metric whose definition is the same
    beside: str  # id of the metric of public statistics that answers what the documents leave open
    unlike: str  # why the two are not the same thing; "" where their definitions agree

    @classmethod
    def from_row(cls, row: dict) -> Metric:
        """The metric of a row of `metrics.csv`."""
        lists = {name: tuple(row[name].split()) for name in ("forms", "per")}
        return cls(**{**row, **lists})


@dataclass(frozen=True)
class Source:
    """Where one value of a figure stands: a footnote, under the number that marks the value."""

    marker: int
    document: str  # id
    title: str  # the document's short title
    published: str  # EDTF; "" where the document is undated
    published_basis: str
    locator: str  # where in it: "line 45", "Fig. 4.3.8, p. 252"
    line: int | None  # of a document's text; None in a table
    cites: str  # what the document itself cites; "" where nothing
    caveat: str
    claim: str  # id of the claim or event
    quantity: Quantity | None = None  # what stands there; None for an event
    also: tuple[Quantity, ...] = ()  # the same fact in other currencies
    event: str = ""  # title of the event
    says: str = ""  # the words that stand there
    period: str = ""  # of an event: the date that this very document gives, EDTF; "" where none
    period_basis: str = "none"
    date_words: str = ""
    is_deadline: bool = False
    collection: str = DOCUMENTS
    edition: str = ""  # or vintage, of a table
    publisher: str = ""  # of a table
    licence: str = ""
    terms: tuple[str, ...] = ()  # codes of vocabulary.TERMS
    reading: str = ""  # of a table: a code of vocabulary.READINGS
    via: str = ""  # who redistributes it
    read: str = ""  # the day it was read, ISO 8601
    query: str = ""  # of a table of records: the SQL that counted it
    quantities: tuple[Quantity, ...] = ()  # these, in the order in which they are asked for
    periods: tuple[str, str] = ("", "")  # of the first and last of them, EDTF

    @property
    def count(self) -> int:
        """How many figures share the footnote: those of one place in a table do."""
        return max(len(self.quantities), 1)

    @property
    def is_statistic(self) -> bool:
        """Whether it is a table, published or counted here, and no document of the project."""
        return self.collection in STATISTICS
