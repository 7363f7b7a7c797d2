"""From the series of a publisher's table to figures, each a claim like those of the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dashboard.data.seeds.parse import Seeds
from dashboard.data.seeds.schema import CompanionFigureSeed, SeriesSeed
from dashboard.errors import Fault

# A cell as it is printed, with its hedge: 1770, "1,770", ">900", "~75".
CELL = re.compile(r"(?P<hedge>[<>]=?|~)? ?(?P<number>-?\d[\d,]*(\.\d+)?)")
CELL_CURE = 'Write a number as it is printed, with its hedge if it has one (">900"), or ""'


def figures(
    seeds: Seeds, place: str, series: SeriesSeed, edition: str
) -> Iterator[CompanionFigureSeed]:
    """Every figure of a series, of which `edition` is that of its file; faults are noted."""
    known = {str(row[0]) for row in series.values if row}
    for field in ("caveats", "breaks"):
        for period in getattr(series, field).keys() - known:
            seeds.faults.append(
                Fault(f"{place}: {field}", f"no row is of {period!r}", "Name a period of `values`")
            )
    for number, row in enumerate(series.values, 1):
        where = f"{place}: values.{number}"
        if len(row) != len(series.entities) + 1 or not isinstance(row[0], str):
            seeds.faults.append(
                Fault(
                    where,
                    f"has {len(row)} cells",
                    f"Write a period as text, then {len(series.entities)} numbers, one an entity",
                )
            )
            continue
        for entity, cell in zip(series.entities, row[1:], strict=True):
            if cell != "":
                figure = _figure(seeds, where, series, edition, row[0], entity, cell)
                if figure is not None:
                    yield figure


def _figure(
    seeds: Seeds,
    where: str,
    series: SeriesSeed,
    edition: str,
    period: str,
    entity: str,
    cell: Any,
) -> CompanionFigureSeed | None:
    found = CELL.fullmatch(_printed(cell))
    if not found or isinstance(cell, bool):
        seeds.faults.append(Fault(where, f"{str(cell)[:40]!r} is no figure", CELL_CURE))
        return None
    value = round(float(found["number"].replace(",", "")) * series.factor, 9)
    return seeds.check(
        CompanionFigureSeed,
        {
            "metric": series.metric,
            "entity": entity,
            "value": value,
            "unit": series.currency,
            "comparator": found["hedge"] or "=",
            "says": _says(_printed(cell), series.printed),
            "scope": series.scope,
            "period": period,
            "period_basis": "stated",
            "status": series.status,
            "caveat": " ".join(filter(None, (series.caveat, series.caveats.get(period, "")))),
            "edition": edition if series.edition is None else series.edition,
            "locator": series.locator,
            "series_break": series.breaks.get(period, ""),
        },
        where,
    )


def _printed(cell: Any) -> str:
    return cell if isinstance(cell, str) else repr(cell)


def _says(cell: str, unit: str) -> str:
    """The figure as the table prints it."""
    return f"{cell}{unit}" if unit == "%" else f"{cell} {unit}".strip()
