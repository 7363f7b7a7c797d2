"""What datapackage.json says: the project, under the custom key "project", and each file's hash."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from dashboard.data.characters import strings, unfit
from dashboard.data.schema import TABLES
from dashboard.errors import Fault
from dashboard.model.project import Project

DESCRIPTOR = "datapackage.json"
SHAPE = TypeAdapter(Project)
_COLOUR, _SLUG = re.compile(r"#[0-9a-f]{6}"), re.compile(r"[a-z0-9-]+")
_YEARS = ("figures", "timeline", "deadline")


@dataclass(frozen=True)
class Descriptor:
    """What a data package says of its files; `parse` makes it."""

    version: str
    released: str  # the day, ISO 8601
    project: Project
    files: Mapping[str, Mapping[str, Any]]  # name -> its resource, with `hash` and `bytes`


def as_json(project: Project) -> dict[str, Any]:
    """The project in values that JSON has."""
    return dict(SHAPE.dump_python(project, mode="json"))


def digest(texts: Iterable[str]) -> str:
    """The version of a dataset: 12 hexadecimal digits over the texts of its tables, in order."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:12]


def identity(text: str) -> dict[str, Any]:
    """What a resource says of its file: `hash` and `bytes` (Frictionless Data Package, v2)."""
    content = text.encode()
    return {"hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "bytes": len(content)}


def parse(text: str) -> tuple[Descriptor | None, list[Fault]]:
    """What the text of a descriptor says, or None where it cannot be told; and its faults."""
    try:
        about = json.loads(text)
    except (ValueError, RecursionError) as error:
        return None, [Fault(DESCRIPTOR, f"is not JSON ({error})")]
    if not isinstance(about, dict):
        return None, [Fault(DESCRIPTOR, "is not a JSON object")]
    faults = [*_characters(about), *_particulars(about)]
    try:
        project = SHAPE.validate_python(about.get("project"))
    except ValidationError as error:
        for each in error.errors():
            where = ".".join(["project", *(str(part) for part in each["loc"])])
            faults.append(Fault(f"{DESCRIPTOR}: {where}", "is missing or faulty"))
        return None, faults
    faults += _project(project)
    files = {
        resource["path"]: resource
        for resource in about.get("resources") or ()
        if isinstance(resource, dict) and isinstance(resource.get("path"), str)
    }
    released = str(about.get("created", ""))[:10]
    return Descriptor(str(about.get("version", "")), released, project, files), faults


def differences(descriptor: Descriptor, texts: Mapping[str, str]) -> Iterator[Fault]:
    """The files, by name and text, that are not those which the descriptor describes."""
    differing = False
    for name, text in texts.items():
        resource, found = descriptor.files.get(name), identity(text)
        if resource is None:
            yield Fault(DESCRIPTOR, f"names no {name}")
            continue
        stated = {key: resource[key] for key in found if key in resource}  # older ones say neither
        if any(found[key] != value for key, value in stated.items()):
            differing = True
            yield _differing(name, found["bytes"], stated.get("bytes"))
    tables = [texts.get(f"{name}.csv") for name in TABLES]
    if not differing and None not in tables:
        version = digest(table for table in tables if table is not None)
        if version != descriptor.version:
            yield Fault(
                f"{DESCRIPTOR}: version",
                f"is {descriptor.version!r}, and the tables are those of {version}",
            )


def _differing(name: str, size: int, stated: Any) -> Fault:
    if stated in (None, size):
        return Fault(name, f"is not the file that {DESCRIPTOR} describes: its SHA-256 differs")
    return Fault(
        name,
        f"is not the file that {DESCRIPTOR} describes: it has {size} bytes in place of {stated}",
    )


def _characters(about: dict[str, Any]) -> Iterator[Fault]:
    for path, text in strings(about):
        if hidden := unfit(text):
            where = ".".join(str(part) for part in path if not unfit(str(part)))
            yield Fault(f"{DESCRIPTOR}: {where}", f"holds {hidden}")


def _particulars(about: dict[str, Any]) -> Iterator[Fault]:
    if not isinstance(about.get("version"), str):
        yield Fault(f"{DESCRIPTOR}: version", "is missing or no text")
    try:
        date.fromisoformat(str(about.get("created", ""))[:10])
    except ValueError:
        yield Fault(f"{DESCRIPTOR}: created", "is no day")
    if not isinstance(about.get("resources"), list):
        yield Fault(f"{DESCRIPTOR}: resources", "is missing or no list")


def _project(project: Project) -> Iterator[Fault]:
    """What is of the right kind in a project, and still cannot be."""
    first, second = project.sides
    wrong = {
        "project.name": not _SLUG.fullmatch(project.name),
        "project.title": not project.title.strip(),
        "project.sides": first.id == second.id or first.slug == second.slug,
        "project.years": not all(
            name in project.years and 1 <= project.years[name][0] < project.years[name][1] <= 9999
            for name in _YEARS
        ),
    }
    for number, side in enumerate(project.sides):
        colours = side.colours.values()
        wrong[f"project.sides.{number}"] = not (
            side.name.strip()
            and _SLUG.fullmatch(side.slug)
            and "light" in side.colours
            and all(_COLOUR.fullmatch(colour) for colour in colours)
        )
    for where, is_wrong in wrong.items():
        if is_wrong:
            yield Fault(f"{DESCRIPTOR}: {where}", "is missing or faulty")
