"""The plain texts beside the files of a figure: what they are, and how to cite it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def citations_text(sentence: str, apa: Sequence[str], chicago: Sequence[str]) -> str:
    """The sentence to quote and the references, in two styles."""
    parts = {
        "In a sentence": [sentence],
        "APA": apa,
        "Chicago, author and date": chicago,
    }
    return "\n\n".join("\n".join([title, "", *lines]) for title, lines in parts.items()) + "\n"


def readme_text(
    title: str,
    question: str,
    definition: str,
    alt: str,
    notes: Sequence[str],
    footnotes: Sequence[str],
    files: Sequence[str],
    lacking: Mapping[str, str],
    licence: str,
    credit: str,
    address: str,
) -> str:
    """What an archive of one figure holds; `lacking` are formats without a file, and why."""
    record = f"{files[0].rsplit('.', 1)[0]}.csv.json"
    lines = [
        title,
        "=" * len(title),
        "",
        question,
        definition,
        "",
        alt,
        "",
        *notes,
        "",
        "Where the figures stand",
        *footnotes,
        "",
        "Files",
        *(f"- {name}" for name in files),
        f"- {record}: what every file says of itself, beside the table that says nothing but its "
        "rows",
        "- citations.txt: a sentence to quote, and references to the figure and to the documents",
    ]
    if lacking:
        lines += ["", "Could not be made here"]
        lines += [f"- {format}: {reason}" for format, reason in lacking.items()]
    lines += ["", licence, credit, f"This figure can be opened again at {address}"]
    return "\n".join(lines) + "\n"
