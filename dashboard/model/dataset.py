"""The dataset as tables, and the things its rows describe: metrics, topics, sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from dashboard.model.project import Project


@dataclass(frozen=True)
class Dataset:
    """The documents as tables, one row a claim, event, metric, entity, document, topic, absence,
    conflict, kind of number, derived sum, figure of such a sum, or refused sum.

    The columns are those of the files in `data/` (README, "The data"). Frames are never changed in place.
    """

    claims: pd.DataFrame
    events: pd.DataFrame
    metrics: pd.DataFrame
    entities: pd.DataFrame
    documents: pd.DataFrame
    topics: pd.DataFrame
    absences: pd.DataFrame
    conflicts: pd.DataFrame
    account: pd.DataFrame
    derived: pd.DataFrame
    derived_figures: pd.DataFrame
    refused: pd.DataFrame
    project: Project
    released: str  # the day the dataset was made, ISO 8601
    version: str  # the first 12 hexadecimal digits of a SHA-256 over all tables but the history
    history: pd.DataFrame = field(
        default_factory=pd.DataFrame
    )  # what leads back to older versions (dashboard.history)

    @cached_property
    def names(self) -> dict[str, str]:
        """Entity id -> name for a reader."""
        return dict(zip(self.entities["entity"], self.entities["name"], strict=True))

    @cached_property
    def titles(self) -> dict[str, str]:
        """Document id -> short title."""
        return dict(zip(self.documents["document"], self.documents["short"], strict=True))

    @cached_property
    def document(self) -> dict[str, dict[str, str]]:
        """Document id -> its row."""
        return {row["document"]: row for row in self.documents.to_dict("records")}

    @cached_property
    def claim(self) -> dict[str, dict]:
        """Claim id -> its row."""
        return {row["claim"]: row for row in self.claims.to_dict("records")}

    @cached_property
    def event(self) -> dict[str, dict]:
        """Event id -> its row."""
        return {row["event"]: row for row in self.events.to_dict("records")}

    @cached_property
    def entity(self) -> dict[str, dict[str, str]]:
        """Entity id -> its row."""
        return {row["entity"]: row for row in self.entities.to_dict("records")}

    @cached_property
    def metric(self) -> dict[str, Metric]:
        """Metric id -> metric, in the order of the vocabulary."""
        return {str(row["metric"]): Metric.from_row(row) for row in self.metrics.to_dict("records")}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        """Topic id -> topic, in the order of the pages."""
        return {str(row["topic"]): Topic(**row) for row in self.topics.to_dict("records")}


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

    @classmethod
    def from_row(cls, row: dict) -> Metric:
        return cls(**{**row, "forms": tuple(row["forms"].split())})


@dataclass(frozen=True)
class Source:
    """Where one value of a figure stands: a footnote, under the number that marks the value."""

    marker: int
    value: str  # the hedged value in words
    document: str  # id
    title: str
    published: str
    line: int
    cites: str
    caveat: str
    claim: str = field(default="")

    def sentence(self) -> str:
        cited = f", citing {self.cites}" if self.cites else ""
        return f"{self.title} ({self.published or 'undated'}), line {self.line}{cited}."
