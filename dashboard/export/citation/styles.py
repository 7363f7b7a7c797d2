"""References as a list of works prints them, in plain text: APA and Chicago."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.export.citation.records import items, joined, year
from dashboard.figures.figure import Drawing
from dashboard.model.project import PROJECT
from dashboard.text import formatting as words


def apa(drawing: Drawing, accessed: date) -> list[str]:
    """One line an item after APA, 7th edition, in plain text: titles keep the capitals they have."""
    figure, *documents = items(drawing, accessed)
    shown = {**figure, "title": f"{figure['title']} [Figure; dataset {drawing.version}]"}
    return [_apa(shown, figure["URL"]), *(_apa(item, figure["URL"]) for item in documents)]


def chicago(drawing: Drawing, accessed: date) -> list[str]:
    """One line an item after Chicago, 17th edition, author-date, in plain text."""
    figure, *documents = items(drawing, accessed)
    return [_chicago(figure, figure["URL"]), *(_chicago(item, figure["URL"]) for item in documents)]


def _apa(item: Mapping[str, Any], figure: str) -> str:
    names = [
        f"{name['family']}, {' '.join(f'{given[0]}.' for given in name['given'].split())}"
        if "family" in name
        else name["literal"]
        for name in item.get("author", [])
    ]
    who = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    annum = "ca. " * bool(item.get("issued", {}).get("circa")) + year(item) or "n.d."
    exact = _exact(item)
    when = f"({annum}{', ' * bool(exact)}{exact})."
    what = stop(item["title"])
    head = f"{stop(who)} {when} {what}" if who else f"{what} {when}"
    container = f"In {PROJECT}" if item["type"] == "figure" else item.get("publisher", "")
    stands = (
        f"Retrieved {_day(item)}, from {item['URL']}"
        if "URL" in item
        else f"As cited at {figure}, retrieved {_day(item)}."
    )
    return " ".join(filter(None, [head, container and stop(container), stands]))


def _chicago(item: Mapping[str, Any], figure: str) -> str:
    first, *others = [*item.get("author", [])] or [{}]
    names = (
        [
            joined(first),
            *(name.get("literal") or f"{name['given']} {name['family']}" for name in others),
        ]
        if first
        else []
    )
    who = f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else "".join(names)
    annum = f"[ca. {year(item)}]" if item.get("issued", {}).get("circa") else year(item) or "n.d."
    # Quotation marks within quotation marks become single ones; a description in brackets takes none.
    inner = item["title"].translate(str.maketrans("“”", "‘’"))
    what = stop(inner) if inner.startswith("[") else f"“{stop(inner)}”"
    head = f"{stop(who)} {stop(annum)} {what}" if who else f"{what} {stop(annum)}"
    container = (
        f"Figure in {PROJECT}, dataset {item['version']}"
        if item["type"] == "figure"
        else item.get("publisher", "")
    )
    place = ", ".join(filter(None, [container, _exact(item)]))
    stands = (
        f"Accessed {_day(item)}. {item['URL']}."
        if "URL" in item
        else f"As cited at {figure}, accessed {_day(item)}."
    )
    return " ".join(filter(None, [head, place and stop(place), stands]))


def stop(text: str) -> str:
    """The text with a full stop, unless it ends in one, in a question or an exclamation, also within quotation marks."""
    return text if re.search("[.?!][”’]*$", text) else f"{text}."


def _month(parts: list[int]) -> str:
    return (
        " ".join([words.MONTHS[parts[1] - 1], *(str(day) for day in parts[2:])])
        if len(parts) > 1
        else ""
    )


def _day(item: Mapping[str, Any]) -> str:
    parts = item["accessed"]["date-parts"][0]
    return f"{_month(parts)}, {parts[0]}"


def _exact(item: Mapping[str, Any]) -> str:
    """Month and day of a single date that is not inferred; an inferred one is told by its year alone."""
    issued = item.get("issued", {})
    return (
        _month(issued["date-parts"][0])
        if len(issued.get("date-parts", [])) == 1 and not issued.get("circa")
        else ""
    )
