"""Reads seeds/ into a Dataset, or refuses with every fault, its file, its place and its cure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dashboard.data.package import About
from dashboard.data.records.count import Count
from dashboard.data.records.spec import Spec
from dashboard.data.seeds import records as counted
from dashboard.data.seeds.companions import figures
from dashboard.data.seeds.parse import S, Seeds
from dashboard.data.seeds.places import Places, located
from dashboard.data.seeds.schema import (
    AccountSeed,
    ClaimSeed,
    CompanionSeed,
    ConflictSeed,
    DocumentSeed,
    EntitySeed,
    EventSeed,
    MetricSeed,
    ProjectSeed,
    RecordsSeed,
    RefusedSeed,
    SeriesSeed,
    SideSeed,
    SumSeed,
    TopicSeed,
)
from dashboard.data.seeds.tables import assemble
from dashboard.data.seeds.validate import RULES
from dashboard.data.seeds.validate_account import ACCOUNT_RULES
from dashboard.data.seeds.validate_characters import character_faults
from dashboard.errors import Fault, FaultyInput
from dashboard.model.dataset import Dataset

DOCUMENTS, COMPANIONS, RECORDS = "documents/", "companions/", "records/"


def load(folder: Path, counts: Mapping[str, Count] | None = None) -> Dataset:
    """The Dataset that the seeds in `folder` make; they know of no older version.

    `counts` are those of all metrics that are counted from records, by the id of their table (see
    `specs`); without them these metrics have no figures. Raises FaultyInput with every fault found.
    """
    return assemble(read(folder, counts=counts))


def specs(folder: Path) -> dict[str, Spec]:
    """Id of the table -> what is to be counted from records, of the seeds in `folder`.

    Raises FaultyInput with every fault found, but for what only counting can tell.
    """
    if not any((folder / RECORDS).glob("*.toml")):
        return {}
    return counted.specs(read(folder), folder / RECORDS)


def about(folder: Path) -> About:
    """What the data package that the seeds in `folder` make says of itself.

    Raises FaultyInput with every fault found.
    """
    seeds = Seeds()
    _project(seeds, folder / "project.toml")
    if seeds.project is None or seeds.faults:
        raise FaultyInput(located(seeds.faults, folder))
    return About(seeds.project.package.name, seeds.project.package.description)


def read(
    folder: Path, *, to_account: bool = False, counts: Mapping[str, Count] | None = None
) -> Seeds:
    """Everything in `folder`, checked.

    What is read `to_account` may have no account, or a faulty one: it is about to be written.
    Without `counts` nothing is known of the figures that are counted from records.
    Raises FaultyInput with every fault found.
    """
    seeds = Seeds()
    _project(seeds, folder / "project.toml")
    seeds.topics = _table(seeds, folder / "topics.toml", TopicSeed)
    seeds.metrics = _table(seeds, folder / "metrics.toml", MetricSeed)
    _conflicts(seeds, folder / "conflicts.toml")
    _account(seeds, folder / "account.toml", to_account)
    seeds.entities = _table(seeds, folder / "entities.toml", EntitySeed)
    _derived(seeds, folder / "derived.toml")
    paths = sorted((folder / DOCUMENTS).glob("*.toml"))
    if not paths:
        seeds.faults.append(Fault(DOCUMENTS, "holds no document", "Add one .toml file a document"))
    for path in paths:
        _document(seeds, path)
    for path in sorted((folder / COMPANIONS).glob("*.toml")):
        _companion(seeds, path)
    for path in sorted((folder / RECORDS).glob("*.toml")):
        _records(seeds, path)
    _count(seeds, counts)
    for rule in (*RULES, *(() if to_account else ACCOUNT_RULES)):
        seeds.faults.extend(rule(seeds))
    if seeds.faults:
        faults = dict.fromkeys(located(seeds.faults, folder))
        raise FaultyInput(sorted(faults, key=lambda fault: _natural(fault.place)))
    return seeds


def _toml(seeds: Seeds, path: Path) -> dict[str, Any] | None:
    """What stands in a file; None, with a fault noted, where it cannot be read."""
    name = path.relative_to(path.parent.parent).as_posix() if _is_source(path) else path.name
    try:
        text = path.read_text(encoding="utf-8-sig")
        # A number in a table keeps the digits that it is printed with: 69.70.
        as_printed = f"{path.parent.name}/" == COMPANIONS
        data = tomllib.loads(text, parse_float=str if as_printed else float)
    except FileNotFoundError:
        seeds.faults.append(Fault(name, "is missing", "Write it, or restore it from git"))
    except UnicodeDecodeError as error:
        seeds.faults.append(
            Fault(name, f"is not UTF-8, from byte {error.start + 1} on", "Save it in that encoding")
        )
    except OSError as error:
        seeds.faults.append(Fault(name, f"cannot be read ({error.strerror})", "Mend its rights"))
    except RecursionError:
        seeds.faults.append(Fault(name, "is nested too deeply", "Write plain tables and lists"))
    except ValueError as error:  # TOMLDecodeError, and a number of thousands of digits
        seeds.faults.append(Fault(name, f"is not TOML: {error}", "Mend it at that place"))
    else:
        seeds.faults.extend(character_faults(name, data))
        return data
    return None


def _is_source(path: Path) -> bool:
    return f"{path.parent.name}/" in (DOCUMENTS, COMPANIONS, RECORDS)


def _table(seeds: Seeds, path: Path, shape: type[S]) -> dict[str, S]:
    checked = {
        name: seeds.check(shape, data, f"{path.name} [{name}]")
        for name, data in (_toml(seeds, path) or {}).items()
    }
    return {name: seed for name, seed in checked.items() if seed is not None}


def _account(seeds: Seeds, path: Path, to_account: bool) -> None:
    before = list(seeds.faults)
    seeds.account = _table(seeds, path, AccountSeed)
    if to_account:
        seeds.faults = before


def _project(seeds: Seeds, path: Path) -> None:
    data = _toml(seeds, path)
    if data is None:
        return
    tables = data.pop("side", [])
    if isinstance(tables, list) and len(tables) != 2:
        seeds.faults.append(
            Fault(
                f"{path.name}: side",
                f"there are {len(tables)} sides",
                "Every metric is asked about two: write two tables [[side]]",
            )
        )
    seeds.sides = _entries(seeds, path, tables, SideSeed, "side")
    headlines = data.get("headlines")
    if isinstance(headlines, list):
        seeds.headlines = [name for name in headlines if isinstance(name, str)]
    seeds.project = seeds.check(ProjectSeed, data, path.name)


def _conflicts(seeds: Seeds, path: Path) -> None:
    data = _toml(seeds, path)
    if data is None:
        return
    _refuse_silence(seeds, path, data, "conflict")
    seeds.conflicts = _entries(seeds, path, data.pop("conflict", []), ConflictSeed, "conflict")
    _refuse_others(seeds, path, data, "Write [[conflict]]")


def _derived(seeds: Seeds, path: Path) -> None:
    data = _toml(seeds, path)
    if data is None:
        return
    _refuse_silence(seeds, path, data, "sum")
    _refuse_silence(seeds, path, data, "refused")
    seeds.sums = _entries(seeds, path, data.pop("sum", []), SumSeed, "sum")
    seeds.refused = _entries(seeds, path, data.pop("refused", []), RefusedSeed, "refused")
    _refuse_others(seeds, path, data, "Write [[sum]] or [[refused]]")


def _refuse_silence(seeds: Seeds, path: Path, data: dict[str, Any], kind: str) -> None:
    """Note as a fault that a file holds nothing of a kind, and does not say so either."""
    if kind not in data:
        cure = f"Write one, restore the file, or say at its top that there is none: {kind} = []"
        seeds.faults.append(Fault(path.name, f"holds no [[{kind}]]", cure))


def _refuse_others(seeds: Seeds, path: Path, others: Iterable[str], cure: str) -> None:
    """Note as faults what stands in a file under a heading that it does not have."""
    seeds.faults.extend(Fault(f"{path.name}: {name}", "is not known", cure) for name in others)


def _entries(
    seeds: Seeds, path: Path, tables: Any, shape: type[S], kind: str, within: str = ""
) -> list[tuple[str, S]]:
    """The tables headed [[kind]] of a file, each with its place; the faulty ones are left out.

    `within` is the folder of the file inside seeds/, as faults name it.
    """
    file = f"{within}{path.name}"
    if not isinstance(tables, list):
        seeds.faults.append(
            Fault(f"{file}: {kind}", "is not a list of tables", f"Head each with [[{kind}]]")
        )
        return []
    lines = _heads(path, kind)
    places = [
        f"{file}:{lines[index] if index < len(lines) else '?'} [[{kind}]]"
        for index in range(len(tables))
    ]
    checked = [
        (place, seeds.check(shape, table, place))
        for place, table in zip(places, tables, strict=True)
    ]
    return [(place, seed) for place, seed in checked if seed is not None]


def _heads(path: Path, kind: str) -> list[int]:
    """The lines of a file on which a table [[kind]] begins."""
    return Places(path).heads(kind)


def _source(seeds: Seeds, path: Path, folder: str, shape: type[S]) -> S | None:
    """The particulars of a document or a table; None where they are faulty."""
    data = _toml(seeds, path)
    return None if data is None else seeds.check(shape, data, f"{folder}{path.name}")


def _document(seeds: Seeds, path: Path) -> None:
    document = _source(seeds, path, DOCUMENTS, DocumentSeed)
    if document is None:
        return
    seeds.documents[path.stem] = document
    for place, claim in _entries(seeds, path, document.claim, ClaimSeed, "claim", DOCUMENTS):
        seeds.claims.append((place, path.stem, claim))
    for place, event in _entries(seeds, path, document.event, EventSeed, "event", DOCUMENTS):
        seeds.events.append((place, path.stem, event))


def _companion(seeds: Seeds, path: Path) -> None:
    table = _source(seeds, path, COMPANIONS, CompanionSeed)
    if table is None:
        return
    seeds.companions[path.stem] = table
    for place, series in _entries(seeds, path, table.series, SeriesSeed, "series", COMPANIONS):
        for figure in figures(seeds, place, series, table.edition):
            seeds.claims.append((place, path.stem, figure))


def _records(seeds: Seeds, path: Path) -> None:
    """The metrics of a file that are counted from records, each under the id of its table."""
    for metric, table in (_toml(seeds, path) or {}).items():
        place = f"{RECORDS}{path.name} [{metric}]"
        seed = seeds.check(RecordsSeed, table, place)
        if seed is None:  # what it counts is used all the same
            seeds.uncounted |= {metric}
        else:
            seeds.records[f"{path.stem}-{metric}"] = (place, metric, seed)


def _count(seeds: Seeds, counts: Mapping[str, Count] | None) -> None:
    """The figures of what was counted; which metrics were not, where nothing is known of it."""
    if counts is None:
        seeds.uncounted |= {metric for _, metric, _ in seeds.records.values()}
        return
    for document, (place, metric, seed) in seeds.records.items():
        if document in counts:
            seeds.counts[document] = counts[document]
            for figure in counted.figures(seeds, place, metric, seed, counts[document]):
                seeds.claims.append((place, document, figure))


def _natural(text: str) -> list[tuple[int, Any]]:
    """A sort key that puts line 9 before line 10."""
    return [
        (0, int(part)) if part.isdigit() else (1, part) for part in re.split(r"(\d+)", text) if part
    ]
