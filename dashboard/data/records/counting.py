"""From a table of records to a Count: run the query, tell countries apart, add up exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

import narwhals as nw

from dashboard.data.records.count import NO_CATEGORY, Count, CountedFigure
from dashboard.data.records.countries import Countries
from dashboard.data.records.diagnosis import (
    columns_without_a_value,
    country_faults,
    failure,
    faults_of_cells,
    no_records,
    refuse_unreadable,
    too_large,
    was_interrupted,
)
from dashboard.data.records.query import BAD, BILLION, Query
from dashboard.data.records.sampling import sampled
from dashboard.data.records.session import Session
from dashboard.data.records.spec import Spec
from dashboard.data.records.sql import sql
from dashboard.data.records.tables import Table
from dashboard.data.records.watch import Tell, to_stderr, watched
from dashboard.errors import DashboardError, Fault, FaultyInput
from dashboard.model.vocabulary import LEFT_OUT
from dashboard.text.records import left_out_words, started

MOST_GROUPS = 200_000  # countries × years × categories: more is no grouping, but the records
MOST_EXACT = 2**63 - 1  # of a sum of whole numbers on every engine
MOST_DIGITS = 38  # of a sum of decimals on every engine

Group = dict[str, Any]  # a row of the result of Query.counted


def count(
    spec: Spec, table: Table, session: Session, *, memory: str, tell: Tell = to_stderr
) -> Count:
    """The figures of a metric in a table, counted on an engine.

    Raises FaultyInput with every fault of the table, each with file, column, count and first row;
    DashboardError where the engine fails.
    """
    begun = started(spec.metric, session.engine, table.name, len(table.files), table.bytes)
    try:
        with watched(session, spec.metric, begun, tell):
            return _count(spec, table, session, memory)
    except DashboardError:
        raise
    except Exception as error:  # each engine has errors of its own
        if was_interrupted(error):
            raise KeyboardInterrupt from error
        raise failure(spec, table, session.engine, error, memory) from error


def _count(spec: Spec, table: Table, session: Session, memory: str) -> Count:
    opened = session.open(table, spec.columns)
    query = Query(spec, dict(opened.collect_schema()))
    query.check()
    refuse_unreadable(spec, table, session.doubtful(table), memory)
    groups = _collected(session, query, query.counted(opened), spec)
    rows_read = sum(group["records"] for group in groups)
    if not rows_read:
        raise no_records(spec, table)
    countries = Countries(spec.names_by_id, spec.meant)
    meant = {name: countries.of(name) for name in _names(groups)}
    _refuse(spec, table, query, groups, meant, memory)
    counted = [group for group in groups if not group["why"]]
    ids = {name: ids[0] for name, ids in meant.items() if ids}
    spelt = Query(spec, query.schema, _spellings(spec, ids))
    figures = tuple(_figures(spec, counted, ids, _again(session, spelt, table)))
    if not figures:
        missing = list(columns_without_a_value(spec, table, memory))
        raise FaultyInput(missing or [_nothing_left(spec, _left_out(groups, ids, spec))])
    return Count(
        metric=spec.metric,
        table=spec.table_name,
        definition=spec.definition,
        sql=sql(spelt, table),
        files=len(table.files),
        bytes=table.bytes,
        sha256=table.sha256,
        day=table.day,
        engine=session.engine,
        engine_version=session.version,
        rows_read=rows_read,
        left_out=_left_out(groups, ids, spec),
        figures=figures,
        sample=sampled(query, table, ids, memory),
    )


def _collected(session: Session, query: Query, asked: nw.LazyFrame, spec: Spec) -> list[Group]:
    groups = session.collect(asked.head(MOST_GROUPS + 1))
    if len(groups) > MOST_GROUPS:
        columns = " and ".join(filter(None, (spec.country, spec.category)))
        raise FaultyInput(
            [
                Fault(
                    f"{spec.place}, {spec.table_name}",
                    f"{columns} tell more than {MOST_GROUPS:,} groups of records apart by year",
                    "Name a column of countries, and one of few categories",
                )
            ]
        )
    return groups


def _names(groups: Iterable[Group]) -> list[str]:
    """The countries as the table spells them, of the records that are counted."""
    return sorted({group["country"] for group in groups if not group["why"]})


def _refuse(
    spec: Spec,
    table: Table,
    query: Query,
    groups: Sequence[Group],
    meant: dict[str, tuple[str, ...]],
    memory: str,
) -> None:
    """Raise FaultyInput where cells are not what they must be, all of them at once."""
    bad: dict[str, int] = {}
    for group in groups:
        if group["why"].startswith(BAD):
            column = group["why"].removeprefix(BAD)
            bad[column] = bad.get(column, 0) + group["records"]
    unclear = {
        name: sum(g["records"] for g in groups if not g["why"] and g["country"] == name)
        for name, ids in meant.items()
        if len(ids) != 1 and name.strip()
    }
    faults = [
        *faults_of_cells(query, table, bad, memory),
        *country_faults(query, table, unclear, meant, memory),
        *_too_large(spec, groups),
    ]
    if faults:
        raise FaultyInput(faults)


def _too_large(spec: Spec, groups: Iterable[Group]) -> Iterator[Fault]:
    """Sums that an engine may have got wrong, for they need not fit into what it adds up in."""
    for group in groups:
        if not group["why"] and _size(group) * group["records"] > _most(group):
            yield too_large(spec, spec.table_name, f" ({group['country']}, {group['year']})")
            return


def _size(group: Group) -> Decimal:
    """What the largest number of a group is at most, whatever its sign."""
    sizes = (group.get(name) for name in ("size", "least", "most"))
    return max((abs(Decimal(size)) for size in sizes if size is not None), default=Decimal(0))


def _most(group: Group) -> Decimal:
    value = group.get("value")
    if isinstance(value, Decimal):
        return Decimal(10) ** (MOST_DIGITS + int(value.as_tuple().exponent))
    return Decimal(MOST_EXACT)


def _spellings(spec: Spec, ids: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Country of the project -> how the table spells it, where it does not have the id alone."""
    spellings: dict[str, tuple[str, ...]] = {}
    for name, id in ids.items():
        if id in spec.names_by_id:
            spellings[id] = (*spellings.get(id, ()), name)
    return {id: names for id, names in spellings.items() if names != (id,)}


def _again(session: Session, query: Query, table: Table) -> Callable[[bool], list[Group]]:
    """Asks the query once more, with the spellings of a country made one."""

    def ask(by_category: bool) -> list[Group]:
        opened = session.open(table, query.spec.columns)
        groups = session.collect(query.counted(opened, by_category=by_category))
        return [group for group in groups if not group["why"]]

    return ask


def _figures(
    spec: Spec,
    groups: list[Group],
    ids: dict[str, str],
    again: Callable[[bool], list[Group]],
) -> Iterator[CountedFigure]:
    """The figures of the countries of the project, by entity, year and category."""
    wanted = [g for g in groups if ids.get(g["country"]) in spec.names_by_id]
    parts, wholes = wanted, wanted
    if not spec.measure.is_additive:
        spelt = {ids[group["country"]] for group in wanted}
        if len({group["country"] for group in wanted}) > len(spelt):
            parts = again(True)
        wholes = again(False) if spec.category else parts
        ids = {**ids, **{id: id for id in spec.names_by_id}}
    found = dict(_made(spec, wholes, ids, by_category=False))
    if spec.category:
        found.update(_made(spec, parts, ids, by_category=True))
    for entity, year, category in sorted(found):
        yield found[entity, year, category]


def _made(
    spec: Spec, groups: Iterable[Group], ids: dict[str, str], *, by_category: bool
) -> Iterator[tuple[tuple[str, int, str], CountedFigure]]:
    gathered: dict[tuple[str, int, str], list[Group]] = {}
    for group in groups:
        entity = ids.get(group["country"], "")
        if entity in spec.names_by_id:
            category = (group["category"] or NO_CATEGORY) if by_category else ""
            gathered.setdefault((entity, int(group["year"]), category), []).append(group)
    for key, same in gathered.items():
        records = sum(group["records"] for group in same)
        value = round(float(_value(spec, same, records) * Decimal(str(spec.factor))), 9)
        yield key, CountedFigure(*key, records=records, value=value)


def _value(spec: Spec, groups: Sequence[Group], records: int) -> Decimal:
    """The measure of some groups together, exact where its parts are."""
    match spec.measure.kind:
        case "count":
            return Decimal(records)
        case "share":
            return Decimal(100) * sum(group["hits"] for group in groups) / records
        case "distinct" | "median":
            (group,) = groups
            return Decimal(str(group["value"]))
    total = sum((_total(group) for group in groups), Decimal(0))
    return total / records if spec.measure.kind == "mean" else total


def _total(group: Group) -> Decimal:
    if "whole" in group:
        return Decimal(int(group["whole"])) + Decimal(int(group.get("billionths") or 0)) / Decimal(
            int(BILLION)
        )
    return Decimal(group["value"])


def _left_out(groups: Iterable[Group], ids: dict[str, str], spec: Spec) -> dict[str, int]:
    """Reason -> how many records are not counted for it, in the order of LEFT_OUT."""
    left = dict.fromkeys(LEFT_OUT, 0)
    for group in groups:
        reason = group["why"]
        if not reason and not group["country"].strip():
            reason = "no country"
        elif not reason and ids.get(group["country"]) not in spec.names_by_id:
            reason = "other country"
        if reason:
            left[reason] += group["records"]
    return {reason: records for reason, records in left.items() if records}


def _nothing_left(spec: Spec, left: dict[str, int]) -> Fault:
    return Fault(
        f"{spec.place}, {spec.table_name}",
        f"no record is left to be counted: {left_out_words(left)}",
        "Mend the condition, or name other columns",
    )
