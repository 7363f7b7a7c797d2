"""Why the filters of a reader leave figures out, and why they leave some in."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.text import interface as words

# Choice -> what it is called in a sentence.
CHOICES = {
    "entities": words.ENTITY,
    "documents": words.DOCUMENT,
    "status": words.STATUS,
    "start": words.YEARS,
}


def left_out(total: int, shown: int, left_out_by: Mapping[str, int], undated: int) -> str:
    """How many claims a figure shows, and how many each filter leaves out; "" where it shows all.

    `undated` are those without a date that a choice of years leaves in.
    """
    sentences = []
    if shown < total:
        counts = ", ".join(
            f"{count} by {CHOICES[name].lower()}" for name, count in left_out_by.items() if count
        )
        sentences.append(words.CLAIMS_SHOWN.format(shown=shown, total=total))
        sentences.append(words.LEFT_OUT_BY.format(counts=counts))
    if undated:
        sentences.append(words.UNDATED_STAY.format(count=undated))
    return " ".join(sentences)
