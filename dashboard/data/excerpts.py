"""The passage around a claim, where the documents' texts are at hand and are the ones that were read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.errors import DashboardError
from dashboard.model.dataset import Dataset
from dashboard.settings import texts

AROUND = 420  # characters on either side of the figure: a long line is a whole paragraph
HOW = (
    "The documents' texts are not part of the project. Put copies into seeds/texts/, or name their folder in SEED_TEXTS, "
    "to read the passage here."
)


@dataclass(frozen=True)
class Passage:
    """A line of a text in three parts: what stands before the figure, the figure's words, what stands after."""

    before: str
    figure: str
    after: str


def passage(dataset: Dataset, row: dict[str, Any]) -> Passage:
    """The passage of a claim or an event.

    Raises DashboardError where the texts are not at hand, or are not the ones whose hash the dataset records.
    """
    folder = texts()
    document = dataset.document[row["document"]]
    if folder is None or not (folder / document["file"]).is_file():
        raise DashboardError(HOW)
    line = _lines(folder / document["file"], document["sha256"])[row["line"] - 1]
    before, figure, after = line.partition(row["says"])
    cut = len(before) > AROUND, len(after) > AROUND
    return Passage(
        ("… " if cut[0] else "") + before[-AROUND:],
        figure,
        after[:AROUND] + (" …" if cut[1] else ""),
    )


@lru_cache(maxsize=16)
def _lines(path: Path, sha256: str) -> list[str]:
    text = path.read_bytes()
    if hashlib.sha256(text).hexdigest() != sha256:
        raise DashboardError(
            f"{path.name} is not the text that was read: its SHA-256 differs from the document's record."
        )
    return text.decode("utf-8").split("\n")
