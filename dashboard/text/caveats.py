"""The caveat of a figure that matters most: chosen from codes, and the same wherever it is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.model.dataset import Source
from dashboard.model.verdict import CARE, NEVER, Verdict
from dashboard.text.comparisons import verdict_sentence
from dashboard.text.formatting import marker
from dashboard.text.labels import Mark


@dataclass(frozen=True)
class Caveat:
    """What a reader must know first of a figure."""

    text: str
    markers: tuple[int, ...] = ()  # of the footnotes that it is of; none where it is of them all
    of: str = ""  # the document that it is of, or whose figure, where others stand beside it

    @property
    def note(self) -> str:
        """The caveat as a note, after the numbers of the footnotes that it is of."""
        return f"{marker(self.markers)} {self.text}".strip()


def main_caveat(marks: Sequence[Mark], verdicts: Sequence[Verdict]) -> Caveat | None:
    """The first caveat of a claim in the order of the rows, else the hardest verdict.

    None where no claim has one and everything compares fairly. What rates and yardsticks have is
    no caveat of the figure.
    """
    used = {conversion.claim for mark in marks for conversion in mark.row.conversions}
    stated = [
        (mark, source)
        for mark in marks
        if not mark.row.is_absent
        for source in mark.sources
        if source.claim not in used
    ]
    first = next(((mark, source) for mark, source in stated if source.caveat), None)
    if first:
        return _of_claims(*first, stated)
    for level in (NEVER, CARE):
        for verdict in verdicts:
            if verdict.level == level:
                return Caveat(verdict_sentence(verdict))
    return None


def _of_claims(mark: Mark, source: Source, stated: Sequence[tuple[Mark, Source]]) -> Caveat:
    """The caveat of a source of a mark, with what tells it from those that lack it."""
    others = [each for each in stated if each[1].caveat != source.caveat]
    if not others:
        return Caveat(source.caveat)
    markers = dict.fromkeys(each.marker for _, each in stated if each.caveat == source.caveat)
    of = ""
    if any(each.document != source.document for _, each in others):
        of = source.title
    elif any(other.row.name != mark.row.name for other, _ in others):
        of = mark.row.name
    return Caveat(source.caveat, tuple(markers), of)
