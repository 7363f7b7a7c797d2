"""References as a list of works prints them, in plain text: APA and Chicago."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.export.citation.records import full_name, items, year
from dashboard.figures.figure import Figure
from dashboard.text import references
from dashboard.text.names import stop

Item = Mapping[str, Any]


def apa(figure: Figure, accessed: date) -> list[str]:
    """One line an item after APA, 7th edition, in plain text: titles keep their capitals."""
    first, *documents = items(figure, accessed)
    titled = {**first, "title": references.apa_title(first["title"], figure.version)}
    project = figure.project.full_title
    return [_apa(item, first["URL"], project) for item in (titled, *documents)]


def chicago(figure: Figure, accessed: date) -> list[str]:
    """One line an item after Chicago, 17th edition, author-date, in plain text."""
    works = items(figure, accessed)
    return [_chicago(item, works[0]["URL"], figure.project.full_title) for item in works]


def _apa(item: Item, figure_address: str, project: str) -> str:
    names = [_initialled(name) for name in item.get("author", [])]
    who = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    circa = "ca. " if item.get("issued", {}).get("circa") else ""
    when = ", ".join(filter(None, [circa + year(item) or "n.d.", _exact(item)]))
    title = stop(item["title"])
    head = f"{stop(who)} ({when}). {title}" if who else f"{title} ({when})."
    is_figure = item["type"] == "figure"
    container = references.apa_container(project) if is_figure else item.get("publisher", "")
    access = references.apa_access(_accessed(item), item.get("URL", ""), figure_address)
    return " ".join(filter(None, [head, container and stop(container), _original(item), access]))


def _initialled(name: Mapping[str, str]) -> str:
    if "family" not in name:
        return name["literal"]
    initials = " ".join(f"{given[0]}." for given in name["given"].split())
    return f"{name['family']}, {initials}"


def _chicago(item: Item, figure_address: str, project: str) -> str:
    names = [
        full_name(name) if number == 0 else _given_first(name)
        for number, name in enumerate(item.get("author", []))
    ]
    who = f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else "".join(names)
    is_circa = item.get("issued", {}).get("circa")
    when = stop(f"[ca. {year(item)}]" if is_circa else year(item) or "n.d.")
    title = references.chicago_title(item["title"])
    head = f"{stop(who)} {when} {title}" if who else f"{title} {when}"
    container = (
        references.chicago_container(project, item["version"])
        if item["type"] == "figure"
        else item.get("publisher", "")
    )
    place = ", ".join(filter(None, [container, _exact(item)]))
    access = references.chicago_access(_accessed(item), item.get("URL", ""), figure_address)
    return " ".join(filter(None, [head, place and stop(place), _original(item), access]))


def _given_first(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['given']} {name['family']}"


def _original(item: Item) -> str:
    parts = item.get("original-date", {}).get("date-parts", [[]])[0]
    when = ", ".join(filter(None, [references.day(parts), *map(str, parts[:1])]))
    title, publisher = item.get("original-title", ""), item.get("original-publisher", "")
    return references.original(title, publisher, when)


def _accessed(item: Item) -> str:
    parts = item["accessed"]["date-parts"][0]
    return f"{references.day(parts)}, {parts[0]}"


def _exact(item: Item) -> str:
    """Month and day of a single date that is not inferred; an inferred one is its year alone."""
    issued = item.get("issued", {})
    is_exact = len(issued.get("date-parts", [])) == 1 and not issued.get("circa")
    return references.day(issued["date-parts"][0]) if is_exact else ""
