"""Whether the tables of a data package are what they say: every cell read, every name there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from math import isfinite
from string import Formatter

from dashboard.data.characters import unfit
from dashboard.data.descriptor import DESCRIPTOR
from dashboard.data.schema import (
    CODES,
    DATES,
    DAYS,
    KEYS,
    LINKS,
    NEVER_EMPTY,
    PARAGRAPHS,
    REQUIRED_OF,
    TABLES,
    required,
)
from dashboard.errors import BadRequest, Fault, suggest
from dashboard.model.expressions import parse
from dashboard.model.period import Period
from dashboard.model.project import Project
from dashboard.model.vocabulary import FORMS, PROPORTIONS, TERMS

Columns = dict[str, Sequence[str]]  # of a table: column -> its cells, as text
_WHOLE = re.compile(r"-?[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?")


def columns(text: str, name: str) -> Columns:
    """The columns of the table `name`, whose CSV is `text`.

    Raises ValueError, naming the line, where it is no whole table of these columns.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if rows and len(row) != len(rows[0]):
                raise ValueError(
                    f"line {reader.line_num} has {len(row)} cells in place of {len(rows[0])}"
                )
            rows.append(row)
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num} is no whole row of CSV ({error})") from error
    header = list(TABLES[name])
    _check_header(rows[0] if rows else [], header)
    if not text.endswith("\n"):
        raise ValueError(f"line {reader.line_num} is cut off")
    cells = list(zip(*rows[1:], strict=True)) or [()] * len(header)
    return dict(zip(header, cells, strict=True))


def _check_header(found: Sequence[str], header: Sequence[str]) -> None:
    """Raise ValueError where the first line of a table is not its columns."""
    missing = [column for column in header if column not in found]
    others = [column for column in found if column not in header]
    if not found:
        raise ValueError("is empty")
    if missing:
        raise ValueError(f"has other columns: it lacks {', '.join(missing)}")
    if others:
        raise ValueError(f"has other columns: {', '.join(map(repr, others))} is none of its own")
    if found != header:
        raise ValueError("has its columns in another order, or one of them twice")


def faults(tables: Mapping[str, Columns], project: Project | None) -> Iterator[Fault]:
    """Every fault of the tables, and of what the project names in them, with file, line, column.

    A table that is not among them could not be read: what refers to it is not looked at.
    """
    for name, table in tables.items():
        if name in NEVER_EMPTY and not table[KEYS[name][0]]:
            yield Fault(f"{name}.csv", "has no row")
        for column, kind in TABLES[name].items():
            yield from _cells(name, column, kind, table[column])
        yield from _keys(name, table)
        yield from _of_collections(name, table)
    yield from _links(tables)
    yield from _lists(tables)
    if project is not None:
        yield from _project(tables, project)
    yield from _bounds(tables.get("claims"))
    for name, column in (("claims", "period"), ("events", "date")):
        yield from _days(name, column, tables.get(name))
    yield from _sums(tables)


def _cells(name: str, column: str, kind: str, cells: Sequence[str]) -> Iterator[Fault]:
    """Cells of a column that are not of its kind; each different one once."""
    needed, check = column in required(name), _check(name, column, kind)
    is_paragraph = column in PARAGRAPHS.get(name, ())
    for cell in dict.fromkeys(cells):
        place = _place(name, cells.index(cell), column)
        if not cell:
            if needed:
                yield Fault(place, "is empty")
        elif hidden := unfit(cell, is_paragraph=is_paragraph):
            yield Fault(place, f"holds {hidden}")
        elif check:
            try:
                check(cell)
            except ValueError as error:
                yield Fault(place, str(error))


def _check(name: str, column: str, kind: str) -> Callable[[str], object] | None:
    """What raises ValueError where a cell of this column is not what it must be."""
    if codes := CODES.get(name, {}).get(column):
        return partial(_code, codes)
    if column in DATES.get(name, ()):
        return Period.parse
    if column in DAYS.get(name, ()):
        return _day
    by_kind: dict[str, Callable[[str], object]] = {
        "int": _whole,
        "int or none": _whole,
        "float": _number,
        "bool": partial(_code, ("true", "false")),
    }
    return by_kind.get(kind)


def _code(codes: Sequence[str], cell: str) -> None:
    if cell not in codes:
        raise ValueError(f"{cell!r} is none of {', '.join(codes)}")


def _whole(cell: str) -> None:
    if not _WHOLE.fullmatch(cell):
        raise ValueError(f"{cell!r} is no whole number")
    if int(cell) < 0:
        raise ValueError(f"{cell} is less than 0")


def _number(cell: str) -> None:
    if not _NUMBER.fullmatch(cell) or not isfinite(float(cell)):
        raise ValueError(f"{cell!r} is no number")


def _day(cell: str) -> None:
    if not _DAY.fullmatch(cell):
        raise ValueError(f"{cell!r} is no day")
    date.fromisoformat(cell)


def _keys(name: str, table: Columns) -> Iterator[Fault]:
    """Rows whose key another has."""
    keys = list(zip(*(table[column] for column in KEYS[name]), strict=True))
    seen: set[tuple[str, ...]] = set()
    for row, key in enumerate(keys if len(set(keys)) < len(keys) else ()):
        if key in seen:
            yield Fault(_place(name, row, KEYS[name][0]), f"{' '.join(key)!r} stands there twice")
        seen.add(key)


def _of_collections(name: str, table: Columns) -> Iterator[Fault]:
    """Cells that are empty in a row whose collection needs them."""
    for row, collection in enumerate(table.get("collection", ())):
        for column in REQUIRED_OF.get(name, {}).get(collection, ()):
            if not table[column][row]:
                yield Fault(_place(name, row, column), f"is empty in a row of {collection!r}")


def _links(tables: Mapping[str, Columns]) -> Iterator[Fault]:
    """Cells that name a row of another table which is not there."""
    for name, links in LINKS.items():
        for column, other in links.items():
            if name in tables and other in tables:
                known = tables[other][KEYS[other][0]]
                yield from _unknown(name, column, known, [[cell] for cell in tables[name][column]])


def _lists(tables: Mapping[str, Columns]) -> Iterator[Fault]:
    """Names that stand in lists, or name one of two kinds of rows."""
    claims, events = tables.get("claims"), tables.get("events")
    if "conflicts" in tables and claims is not None and events is not None:
        known = (*claims["claim"], *events["event"])
        lists = [cell.split() for cell in tables["conflicts"]["sides"]]
        yield from _unknown("conflicts", "sides", known, lists)
    if "metrics" in tables:
        lists = [cell.split() for cell in tables["metrics"]["forms"]]
        yield from _unknown("metrics", "forms", FORMS, lists)
        lists = [cell.split() for cell in tables["metrics"]["per"]]
        yield from _unknown("metrics", "per", PROPORTIONS, lists)
    if "documents" in tables:
        lists = [cell.split() for cell in tables["documents"]["terms"]]
        yield from _unknown("documents", "terms", TERMS, lists)


def _project(tables: Mapping[str, Columns], project: Project) -> Iterator[Fault]:
    """Sides and headlines that are no entities and metrics, and reasons of other sides."""
    if "absences" in tables:
        lists = [[cell] for cell in tables["absences"]["country"]]
        yield from _unknown("absences", "country", project.side_ids, lists)
    for table, kind, names in (
        ("entities", "entity", project.side_ids),
        ("metrics", "metric", (*project.headlines, *project.yardsticks.values())),
    ):
        for name in names if table in tables else ():
            if name not in tables[table][kind]:
                yield Fault(f"{DESCRIPTOR}: project", f"there is no {kind} {name!r}")


def _unknown(
    name: str, column: str, known: Collection[str], lists: Sequence[Sequence[str]]
) -> Iterator[Fault]:
    there = set(known)
    for row, used in enumerate(lists):
        for each in used:
            if each and each not in there:
                nearest = suggest(each, there) if there else "None is there"
                yield Fault(_place(name, row, column), f"there is no {each!r}", nearest.rstrip("."))


def _bounds(claims: Columns | None) -> Iterator[Fault]:
    """Claims whose value lies outside the interval that they state."""
    if claims is None:
        return
    for row, cells in enumerate(zip(claims["low"], claims["value"], claims["high"], strict=True)):
        stated = [cell for cell in cells if cell]
        if not all(_NUMBER.fullmatch(cell) for cell in stated):
            continue  # said above
        numbers = [float(cell) for cell in stated]
        if numbers != sorted(numbers):
            yield Fault(_place("claims", row, "value"), "does not lie between low and high")


def _days(name: str, column: str, table: Columns | None) -> Iterator[Fault]:
    """Rows whose first and last day are not those of their period."""
    if table is None:
        return
    for row, (stated, *days) in enumerate(
        zip(table[column], table["start"], table["end"], strict=True)
    ):
        try:
            period = Period.parse(stated) if stated else None
        except ValueError:
            continue  # said above
        if days != ([period.first, period.last] if period else ["", ""]):
            yield Fault(
                _place(name, row, "start"),
                f"is not the first day of {stated!r}, or end not the last",
            )


def _sums(tables: Mapping[str, Columns]) -> Iterator[Fault]:
    """Sums that cannot be done, or whose figures are not those that the sum names."""
    if "derived" not in tables or "derived_figures" not in tables:
        return
    used = tables["derived_figures"]
    figures: dict[str, set[str]] = {}
    for sum_, name in zip(used["sum"], used["name"], strict=True):
        figures.setdefault(sum_, set()).add(name)
    derived = tables["derived"]
    for row, sum_ in enumerate(derived["sum"]):
        try:
            names: Collection[str] = parse(derived["computes"][row]).names
            fields = [field for _, field, *_ in Formatter().parse(derived["formula"][row])]
        except BadRequest as error:
            yield Fault(_place("derived", row, "computes"), str(error))
            continue
        except ValueError as error:
            yield Fault(_place("derived", row, "formula"), f"its braces do not match: {error}")
            continue
        for column, found in (("computes", names), ("formula", {*fields} - {None})):
            if found != figures.get(sum_, set()):
                yield Fault(
                    _place("derived", row, column), "it does not use the figures of the sum"
                )


def _place(name: str, row: int, column: str) -> str:
    """Where a cell is: hardly any holds a line break, so that each row is a line."""
    return f"{name}.csv, line {row + 2}, {column}"
