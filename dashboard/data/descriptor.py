"""The project as it travels in datapackage.json, under the custom key "project", and back."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter, ValidationError

from dashboard.model.project import Project

SHAPE = TypeAdapter(Project)


def as_json(project: Project) -> dict[str, Any]:
    """The project in values that JSON has."""
    return dict(SHAPE.dump_python(project, mode="json"))


def from_json(entry: Any) -> Project:
    """The project that `as_json` gave.

    Raises ValueError where something is missing in it or is of another kind.
    """
    try:
        return SHAPE.validate_python(entry)
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ValueError(f"datapackage.json: project.{where} is missing or faulty") from error
