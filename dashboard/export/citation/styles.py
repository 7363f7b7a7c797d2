"""References as a list of works prints them, in plain text: APA and Chicago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.export.citation.records import (
    cited_works,
    full_name,
    inferred_dates,
    items,
    year,
)
from dashboard.figures.figure import Figure
from dashboard.text import references
from dashboard.text.names import stop

Item = Mapping[str, Any]


def apa(figure: Figure, accessed: date) -> list[str]:
    """One line an item after APA, 7th edition, in plain text: titles keep their capitals."""
    first, *documents = items(figure, accessed)
    titled = {**first, "title": references.apa_title(first["title"], figure.version)}
    return [_apa(item, figure, first["URL"]) for item in (titled, *documents)]


def chicago(figure: Figure, accessed: date) -> list[str]:
    """One line an item after Chicago, 17th edition, author-date, in plain text."""
    works = items(figure, accessed)
    return [_chicago(item, figure, works[0]["URL"]) for item in works]


def _apa(item: Item, figure: Figure, figure_address: str) -> str:
    names = [_initialled(name) for name in item.get("author", [])]
    who = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    is_inferred = item["id"] in inferred_dates(figure)
    circa = "ca. " if item.get("issued", {}).get("circa") and not is_inferred else ""
    when = references.apa_date(circa + year(item), _exact(item, is_inferred), is_inferred)
    title = stop(item["title"])
    head = f"{stop(who)} ({when}). {title}" if who else f"{title} ({when})."
    is_figure = item["type"] == "figure"
    project = figure.project.full_title
    container = references.apa_container(project) if is_figure else item.get("publisher", "")
    access = references.apa_access(_accessed(item), item.get("URL", ""), figure_address)
    parts = [head, container and stop(container), *_origins(item, figure), access]
    return " ".join(filter(None, parts))


def _initialled(name: Mapping[str, str]) -> str:
    if "family" not in name:
        return name["literal"]
    initials = " ".join(f"{given[0]}." for given in name["given"].split())
    return f"{name['family']}, {initials}"


def _chicago(item: Item, figure: Figure, figure_address: str) -> str:
    names = [
        full_name(name) if number == 0 else _given_first(name)
        for number, name in enumerate(item.get("author", []))
    ]
    who = f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else "".join(names)
    is_inferred = item["id"] in inferred_dates(figure)
    is_circa = item.get("issued", {}).get("circa", False)
    when = references.chicago_date(year(item), is_inferred, is_circa)
    title = references.chicago_title(item["title"])
    head = f"{stop(who)} {when} {title}" if who else f"{title} {when}"
    container = (
        references.chicago_container(figure.project.full_title, item["version"])
        if item["type"] == "figure"
        else item.get("publisher", "")
    )
    place = ", ".join(filter(None, [container, _exact(item, is_inferred)]))
    access = references.chicago_access(_accessed(item), item.get("URL", ""), figure_address)
    return " ".join(filter(None, [head, place and stop(place), *_origins(item, figure), access]))


def _given_first(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['given']} {name['family']}"


def _origins(item: Item, figure: Figure) -> tuple[str, str]:
    """Of what a work is a rendering, and what it cites itself for what the figure shows."""
    return _original(item), references.origins(cited_works(figure).get(item["id"], ()))


def _original(item: Item) -> str:
    parts = item.get("original-date", {}).get("date-parts", [[]])[0]
    when = ", ".join(filter(None, [references.day(parts), *map(str, parts[:1])]))
    title, publisher = item.get("original-title", ""), item.get("original-publisher", "")
    return references.original(title, publisher, when)


def _accessed(item: Item) -> str:
    parts = item["accessed"]["date-parts"][0]
    return f"{references.day(parts)}, {parts[0]}"


def _exact(item: Item, is_inferred: bool) -> str:
    """Month and day of a single date; an approximate one is its year alone."""
    issued = item.get("issued", {})
    is_known = is_inferred or not issued.get("circa")
    is_exact = len(issued.get("date-parts", [])) == 1 and is_known
    return references.day(issued["date-parts"][0]) if is_exact else ""
