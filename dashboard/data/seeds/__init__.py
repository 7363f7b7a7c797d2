"""Reads seeds/ into a Dataset, or refuses with every fault, its file, its place and its cure."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from dashboard.data.seeds.parse import S, Seeds
from dashboard.data.seeds.schema import (
    AccountSeed,
    ClaimSeed,
    ConflictSeed,
    DocumentSeed,
    EntitySeed,
    EventSeed,
    MetricSeed,
    PackageSeed,
    TopicSeed,
)
from dashboard.data.seeds.tables import assemble
from dashboard.data.seeds.validate import RULES
from dashboard.errors import Fault, FaultyInput
from dashboard.model.dataset import Dataset


def load(folder: Path) -> Dataset:
    """The Dataset that the seeds in `folder` make; they know of no older version.

    Raises FaultyInput with every fault found.
    """
    return assemble(read(folder))


def read(folder: Path) -> Seeds:
    """Everything in `folder`, checked.

    Raises FaultyInput with every fault found.
    """
    seeds = Seeds()
    package = _toml(seeds, folder / "package.toml")
    seeds.package = seeds.check(PackageSeed, package, "package.toml") if package else None
    seeds.topics = _table(seeds, folder / "topics.toml", TopicSeed)
    seeds.metrics = _table(seeds, folder / "metrics.toml", MetricSeed)
    for at, entry in enumerate(_toml(seeds, folder / "conflicts.toml").get("conflict", []), 1):
        conflict = seeds.check(ConflictSeed, entry, f"conflicts.toml [[conflict]] {at}")
        seeds.conflicts += [conflict] if conflict else []
    seeds.account = _table(seeds, folder / "account.toml", AccountSeed)
    seeds.entities = _table(seeds, folder / "entities.toml", EntitySeed)
    paths = sorted((folder / "documents").glob("*.toml"))
    if not paths:
        seeds.faults.append(
            Fault("documents/", "holds no document", "Add one .toml file a document")
        )
    for path in paths:
        _document(seeds, path)
    for rule in RULES:
        seeds.faults.extend(rule(seeds))
    if seeds.faults:
        raise FaultyInput(sorted(seeds.faults, key=lambda fault: _natural(fault.place)))
    return seeds


def _toml(seeds: Seeds, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        seeds.faults.append(Fault(path.name, "is missing", "Write it, or restore it from git"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        seeds.faults.append(
            Fault(path.name, f"is not TOML in UTF-8: {error}", "Mend it at that place")
        )
    return {}


def _table(seeds: Seeds, path: Path, shape: type[S]) -> dict[str, S]:
    checked = {
        name: seeds.check(shape, data, f"{path.name} [{name}]")
        for name, data in _toml(seeds, path).items()
    }
    return {name: seed for name, seed in checked.items() if seed is not None}


def _document(seeds: Seeds, path: Path) -> None:
    data = _toml(seeds, path)
    document = seeds.check(DocumentSeed, data, f"documents/{path.name}") if data else None
    if document is None:
        return
    seeds.documents[path.stem] = document
    lines = path.read_text(encoding="utf-8").splitlines()
    for kind in ("claim", "event"):
        heads = [
            number for number, line in enumerate(lines, 1) if re.match(rf"\s*\[\[{kind}\]\]", line)
        ]
        for at, entry in enumerate(getattr(document, kind)):
            place = f"documents/{path.name}:{heads[at] if at < len(heads) else '?'} [[{kind}]]"
            if kind == "claim" and (claim := seeds.check(ClaimSeed, entry, place)):
                seeds.claims.append((place, path.stem, claim))
            elif kind == "event" and (event := seeds.check(EventSeed, entry, place)):
                seeds.events.append((place, path.stem, event))


def _natural(text: str) -> list[tuple[int, Any]]:
    """A sort key that puts line 9 before line 10."""
    return [
        (0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", text) if part
    ]
