"""The passage around a claim, where the documents' texts are at hand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.data.texts import as_it_was_read
from dashboard.errors import DashboardError
from dashboard.model.dataset import Dataset
from dashboard.settings import texts

AROUND = 420  # characters on either side of the figure: a long line is a whole paragraph
NO_TEXTS = (
    "The documents' texts are not part of the project. Put copies into seeds/texts/, "
    "or name their folder in SEED_TEXTS, to read the passage here."
)


@dataclass(frozen=True)
class Passage:
    """A line of a text in three parts."""

    before: str  # AROUND characters at most, as `after`; "…" where the line goes on
    figure: str  # the words that state the figure
    after: str


def passage(dataset: Dataset, row: dict[str, Any]) -> Passage:
    """The passage of a claim or an event (a row of its table).

    Raises DashboardError where the texts are not at hand, or are not the ones whose hash the
    dataset records.
    """
    folder = texts()
    document = dataset.document_by_id[row["document"]]
    if folder is None or not (folder / document["file"]).is_file():
        raise DashboardError(NO_TEXTS)
    line = _lines(folder / document["file"], document["sha256"])[row["line"] - 1]
    before, figure, after = line.partition(row["says"])
    return Passage(
        before if len(before) <= AROUND else f"… {before[-AROUND:]}",
        figure,
        after if len(after) <= AROUND else f"{after[:AROUND]} …",
    )


@lru_cache(maxsize=16)
def _lines(path: Path, sha256: str) -> list[str]:
    """The lines of a text, if it is the one of that hash."""
    try:
        text, is_the_same = as_it_was_read(path.read_bytes(), sha256)
    except UnicodeDecodeError as error:
        raise DashboardError(f"{path.name} is not the text that was read: not UTF-8.") from error
    if not is_the_same:
        raise DashboardError(
            f"{path.name} is not the text that was read: "
            "its SHA-256 differs from the document's record."
        )
    return text.split("\n")
