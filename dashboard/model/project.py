"""What the project is about: its titles, and the two sides every metric is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

OTHER = "other"  # the side of everybody else


@dataclass(frozen=True)
class Side:
    """One of the two sides: an entity, usually a country, under every name it goes by."""

    id: str  # of the entity; ISO 3166-1 alpha-3 where it is a country
    name: str  # "United States"
    in_sentence: str  # "the United States"
    short: str  # where room is short, within a sentence: "the US"
    slug: str  # in the names of files: "us"
    colours: Mapping[str, str]  # theme -> colour, #rrggbb; what a theme lacks is that of "light"


@dataclass(frozen=True)
class Project:
    """What is true of this project and of no other: the code names no side or metric."""

    name: str  # slug of files and of the data package: "china-us-ai"
    title: str  # "China and the United States in AI"
    subtitle: str  # "what five documents state"
    description: str  # one sentence for search engines and previews
    sides: tuple[Side, Side]
    headlines: tuple[str, ...]  # ids of the metrics that the overview sets out large
    years: Mapping[
        str, tuple[int, int]
    ]  # "figures", "timeline", "deadline" -> first and last year of slider or axis
    # "person", "gdp", "rate" -> id of the metric that figures are converted by, where there is one
    yardsticks: Mapping[str, str]
    leads: Mapping[
        str, str
    ]  # page or overview -> a sentence of this project's own that stands under its title

    @property
    def full_title(self) -> str:
        """Title and subtitle, as every file and reference names the project."""
        return f"{self.title}: {self.subtitle}"

    @cached_property
    def side_ids(self) -> tuple[str, str]:
        """The ids of the two sides, in their order."""
        first, second = self.sides
        return first.id, second.id

    @cached_property
    def side_by_id(self) -> dict[str, Side]:
        """Side id -> side."""
        return {side.id: side for side in self.sides}

    def side_of(self, country: str) -> str:
        """The id of the side that a country is, or OTHER."""
        return country if country in self.side_by_id else OTHER
