"""From what was counted to figures, each a claim like those of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from dashboard.data.records import conditions, measures
from dashboard.data.records.count import Count
from dashboard.data.records.spec import Spec
from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import RecordFigureSeed, RecordsSeed
from dashboard.text import records as words


def specs(seeds: Seeds, folder: Path) -> dict[str, Spec]:
    """Id of the table -> what is to be counted, of seeds that have no fault."""
    return {
        document: Spec(
            metric=metric,
            place=place,
            table=seed.table,
            beside=folder,
            country=seed.country,
            date=seed.date,
            category=seed.category,
            measure=measures.parse(seed.measure),
            measure_text=seed.measure,
            condition=conditions.parse(seed.where),
            factor=seed.factor,
            names_by_id=_names(seeds),
            meant=seed.countries,
            shown=tuple(seed.show),
            sample=seed.sample,
        )
        for document, (place, metric, seed) in seeds.records.items()
    }


def _names(seeds: Seeds) -> dict[str, tuple[str, ...]]:
    """Id of a country -> the names that the project has for it."""
    sides = {
        side.id: (side.name, side.in_sentence, side.short, side.slug) for _, side in seeds.sides
    }
    return {
        id: (entity.name, *sides.get(id, ()))
        for id, entity in seeds.entities.items()
        if entity.kind == "country"
    }


def figures(
    seeds: Seeds, place: str, metric: str, seed: RecordsSeed, count: Count
) -> Iterator[RecordFigureSeed]:
    """Every figure of a count that is no category's; faults are noted."""
    locator = words.locator(
        count.table,
        count.files,
        count.sha256,
        count.bytes,
        count.day,
        count.rows_read,
        count.left_out,
        count.engine,
    )
    unit = seed.currency or (seeds.metrics[metric].unit if metric in seeds.metrics else "")
    for figure in count.figures:
        if figure.category:
            continue
        caveat = words.unfinished_year(seed.read) if _is_unfinished(figure.year, seed.read) else ""
        made = seeds.check(
            RecordFigureSeed,
            {
                "metric": metric,
                "entity": figure.entity,
                "value": figure.value,
                "unit": seed.currency,
                "comparator": "=",
                "says": words.says(figure.value, unit),
                "scope": seed.scope,
                "period": f"{figure.year:04d}",
                "period_basis": "stated",
                # What lies after the day on which the table was had, it can only foresee.
                "status": "target" if figure.year > int(seed.read[:4]) else "observed",
                "caveat": " ".join(filter(None, (seed.caveat, caveat))),
                "edition": seed.edition,
                "locator": locator,
            },
            f"{place}, {figure.entity} {figure.year}",
        )
        if made is not None:
            yield made


def _is_unfinished(year: int, read: str) -> bool:
    """Whether a year had not ended on the day on which the table was had, ISO 8601."""
    day = date.fromisoformat(read)
    return year == day.year and (day.month, day.day) < (12, 31)
