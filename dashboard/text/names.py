"""Names inside sentences, joined names, and letters at the beginning of a sentence."""

from __future__ import annotations

import re

from dashboard.model.project import OTHER, Project


def in_sentence(name: str, project: Project) -> str:
    """A name inside a sentence: "the United States"."""
    return next((side.in_sentence for side in project.sides if side.name == name), name)


def divided(project: Project) -> str:
    """What the ratio of the two sides is called."""
    first, second = project.sides
    return f"{first.name} ÷ {second.name}"


def side_name(side: str, project: Project) -> str:
    """The name of a side by its id, of OTHER too."""
    return "Others" if side == OTHER else project.side_by_id[side].name


def capitalised(text: str) -> str:
    """The text as a sentence begins."""
    return f"{text[:1].upper()}{text[1:]}"


def lower_first(text: str) -> str:
    """The text as it stands within a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def stop(text: str) -> str:
    """The text with a full stop, unless it ends in one, in a question or an exclamation.

    An end within quotation marks counts.
    """
    return text if re.search("[.?!][”’]*$", text) else f"{text}."
