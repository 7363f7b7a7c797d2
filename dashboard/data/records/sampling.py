"""A few of the records behind every figure: the largest, or the latest where nothing is measured.

DuckDB finds them whichever engine counts, in one pass that keeps no more than it shows.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import narwhals as nw

from dashboard.data.records.count import SampledRecord
from dashboard.data.records.engines import connection, relation
from dashboard.data.records.query import Query
from dashboard.data.records.spec import Spec
from dashboard.data.records.tables import Table


def sampled(
    query: Query, table: Table, ids: Mapping[str, str], memory: str
) -> tuple[SampledRecord, ...]:
    """The sample of every figure, by entity, year and number.

    `ids`: a country as the table spells it -> the id that it means.
    """
    spec = query.spec
    if not spec.sample:
        return ()
    cells = [f"cell_{number}" for number in range(len(spec.sampled))]
    record = ", ".join(f"{cell} := {cell}" for cell in cells)
    with (
        tempfile.TemporaryDirectory(prefix="dashboard-sample-") as folder,
        connection(Path(folder), memory) as opened,
    ):
        opened.execute("SET preserve_insertion_order = false")
        read = nw.from_native(relation(opened, table, spec.columns))
        here = Query(spec, dict(read.collect_schema()))
        picked = (
            here.picked(read)
            .to_native()
            .aggregate(
                f"country, year, max(struct_pack(place := place, {record}), {spec.sample}) "
                "AS records",
                "country, year",
            )
        )
        rows = picked.fetchall()
    by_mark: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for country, year, records in rows:
        entity = ids.get(country, "")
        if entity in spec.names_by_id:
            by_mark.setdefault((entity, int(year)), []).extend(records)
    return tuple(_numbered(spec, by_mark))


def _numbered(
    spec: Spec, by_mark: Mapping[tuple[str, int], list[dict[str, Any]]]
) -> Iterator[SampledRecord]:
    for (entity, year), records in sorted(by_mark.items()):
        ordered = sorted(records, key=_order, reverse=True)[: spec.sample]
        for number, record in enumerate(ordered, 1):
            _, *cells = record.values()
            shown = dict(zip(spec.sampled, (cell or "" for cell in cells), strict=True))
            yield SampledRecord(entity, year, number, shown)


def _order(record: Mapping[str, Any]) -> tuple:
    place, *cells = record.values()
    return place, *((cell is not None, cell or "") for cell in cells)
