"""The words of a hedge, and of a deadline, as they stand in the words of a document (English)."""

from __future__ import annotations

import re

# Comparator -> the words that state it; the first that stand in the phrase are taken.
HEDGES = {
    "~": ("approximately", "about", "around", "roughly", "nearly", "almost", "some", "circa"),
    ">": ("over", "more than", "exceeding", "exceeds", "above", "in excess of"),
    ">=": ("at least", "no fewer than", "no less than", "or more", "or above"),
    "<": ("under", "less than", "fewer than", "below"),
    "<=": ("up to", "at most", "no more than", "or less", "or fewer", "or below", "by"),
}


def hedge_words(comparator: str, says: str) -> str:
    """The words of the hedge in a phrase, in small letters; "" where none of those known stands."""
    return next((words for words in HEDGES.get(comparator, ()) if _stands(words, says)), "")


def is_deadline(period: str, *phrases: str) -> bool:
    """Whether the words say "by" of the last year of a period (EDTF)."""
    years = re.findall(r"\d{4}", period)
    return bool(years) and any(
        re.search(rf"\bby\b.*\b{years[-1]}\b", phrase, re.IGNORECASE) for phrase in phrases
    )


def _stands(words: str, phrase: str) -> bool:
    return re.search(rf"\b{words}\b", phrase, re.IGNORECASE) is not None
