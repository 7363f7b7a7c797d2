"""From plain text (query parameters, flags) to a View; every choice that cannot be is named with its cure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from dashboard.errors import BadRequest, suggest
from dashboard.figures.catalog import subject
from dashboard.figures.style.sizes import DPI, size
from dashboard.model.dataset import Dataset
from dashboard.model.view import View
from dashboard.model.vocabulary import EVENT_KINDS, STATUSES, THEMES

LONGEST = (
    400  # characters of one parameter: room for every id of the longest list a reader would name
)
MOST = 30  # parameters
VERSION = re.compile(r"[0-9a-f]{12}")


def parse(dataset: Dataset, name: str, query: Mapping[str, str]) -> tuple[View, list[str]]:
    """The View that the query asks for, and a friendly word for each part of it that was left out.

    Raises UnknownName for a subject that does not exist, and BadRequest for a query too large to read.
    """
    about = subject(dataset, name)
    if len(query) > MOST:
        raise BadRequest(f"At most {MOST} parameters are read.")
    known: dict[str, Collection[str]] = {
        "form": about.forms,
        "theme": THEMES,
        "entities": set(dataset.entities["entity"]) | set(dataset.entities["country"]) - {""},
        "documents": list(dataset.documents["document"]),
        "status": STATUSES,
        "kinds": EVENT_KINDS,
        "topics": list(dataset.topic),
    }
    numbers = {"start": (1900, 2100), "end": (1900, 2100), "dpi": DPI}
    fitting = {"form", "theme", "size", "dpi", "dataset", *about.choices}
    chosen: dict[str, object] = {}
    words = []
    for key, value in query.items():
        if not value and key in fitting:
            continue
        if key not in fitting:
            words.append(f"There is no choice of that name for this figure. {suggest('', fitting)}")
        elif len(value) > LONGEST:
            words.append(f"{key} is too long to read; it was left out.")
        elif key in numbers:
            low, high = numbers[key]
            if (
                value.isascii()
                and value.isdigit()
                and len(value) <= 4
                and low <= int(value) <= high
            ):
                chosen[key] = int(value)
            else:
                words.append(f"{key} must be a whole number from {low} to {high}; it was left out.")
        elif key == "size":
            try:
                size(value)
                chosen[key] = value
            except BadRequest as error:
                words.append(f"{str(error).rstrip('.')}; it was left out.")
        elif key == "dataset":
            if VERSION.fullmatch(value):
                chosen[key] = value
            else:
                words.append(
                    "dataset must be the version of a dataset, 12 hexadecimal digits; it was left out."
                )
        else:
            asked = (
                [part for part in value.split(",") if part]
                if key not in ("form", "theme")
                else [value]
            )
            fair = [part for part in asked if part in known[key]]
            if len(fair) < len(asked) and key == "form":
                words.append(
                    f"form must be one that is fair to this figure; it was left out. {suggest('', known[key])}"
                )
            elif len(fair) < len(asked):
                words.append(
                    f"{key} has a name that does not exist; it was left out. {suggest('', known[key])}"
                )
            if fair:
                chosen[key] = fair[0] if key in ("form", "theme") else tuple(dict.fromkeys(fair))
    start, end = chosen.get("start"), chosen.get("end")
    if isinstance(start, int) and isinstance(end, int) and start > end:
        words.append("start is later than end; both were left out.")
        chosen.pop("start"), chosen.pop("end")
    return View(name, **chosen), words  # type: ignore[arg-type]


def strict(dataset: Dataset, name: str, query: Mapping[str, str]) -> View:
    """The View, or BadRequest with everything that is wrong with the query."""
    view, words = parse(dataset, name, query)
    if words:
        raise BadRequest(
            " ".join(
                word.replace("; it was left out", "").replace("; both were left out", "")
                for word in words
            )
        )
    return view
