"""Every kind of table, cell and measure that each engine must count as plain Python does."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

import pyarrow as pa
from support.records import (
    MEASURES,
    SHANGHAI,
    changed,
    rows,
    write_lines,
    write_parquet,
    write_text,
)


@dataclass(frozen=True)
class Case:
    """A table and what is asked of it."""

    write: Callable[[Path, list], str]  # the records into a folder; gives the table's name
    measure: str = "sum(amount)"
    records: Callable[[], list] = lambda: list(rows())
    asked: dict = field(default_factory=dict)  # more of support.records.spec
    is_asked_for: Callable[[dict], bool | None] = lambda row: True


def _file(name, write=write_parquet, **how):
    def written(folder, records):
        write(folder / name, records, **how)
        return name

    return written


def _parts(pattern, names, write, *others, folder=""):
    """Records in several files, one after another, beside files that hold none."""

    def written(home, records):
        (home / folder).mkdir(exist_ok=True)
        share = len(records) // len(names) + 1
        for number, name in enumerate(names):
            write(home / folder / name, records[number * share : (number + 1) * share])
        for other in others:
            (home / folder / other).write_bytes(b"")
        return pattern

    return written


def _with_cells(**cells):
    return lambda: list(changed(rows(), **cells))


def _to_moment(zone=None):
    """A day as a moment in its first or last hours, where zones differ about the year."""

    def moment(day):
        late = time(22, 30) if day.toordinal() % 2 else time(3, 15)
        start = day.replace(month=12, day=31) if day.toordinal() % 3 else day.replace(day=1)
        return datetime.combine(start, late, zone)

    return moment


def _gappy(row):
    """amount > 0 and not stage = 'late', as SQL knows it."""
    is_positive = None if row["amount"] is None else row["amount"] > 0
    is_other = None if row["stage"] is None else row["stage"] != "late"
    if False in (is_positive, is_other):
        return False
    return None if None in (is_positive, is_other) else True


def _doubles():
    """Amounts whose sum as doubles depends on the order, and some that are no number."""
    chance = random.Random(7)
    for number, row in enumerate(rows(600)):
        cents = chance.choice((1, -1)) * chance.randrange(10 ** chance.randrange(1, 9))
        amount = None if row["amount"] is None else cents / 100
        yield {**row, "amount": float("nan") if number % 29 == 28 else amount}


def _empties():
    """Texts that are empty where others have a gap."""
    for number, row in enumerate(rows()):
        texts = {
            name: "" if row[name] is None and number % 2 else row[name]
            for name in ("country", "stage", "buyer")
        }
        yield {**row, **texts}


CATEGORIES = pa.dictionary(pa.int32(), pa.string())
DICTIONARIES = {"country": CATEGORIES, "stage": CATEGORIES, "buyer": CATEGORIES}
SPARK_FILES = ("_SUCCESS", "._SUCCESS.crc")
PARTS = [f"part-{number:05}-a.snappy.parquet" for number in range(3)]
MONTHS = {"date": lambda day: day.isoformat()[:7]}
CASES = {
    **{f"Parquet, {measure}": Case(_file("d.parquet"), measure) for measure in MEASURES},
    **{
        f"Parquet of doubles, {measure}": Case(
            _file("d.parquet", amount=pa.float64()), measure, lambda: list(_doubles())
        )
        for measure in ("sum(amount)", "mean(amount)", "median(amount)")
    },
    **{
        f"whole numbers, {measure}": Case(_file("d.parquet"), measure)
        for measure in ("sum(units)", "mean(units)", "median(units)")
    },
    "small whole numbers": Case(_file("d.parquet", units=pa.int8()), "sum(units)"),
    "flags": Case(_file("d.parquet"), 'share(is_open, "true")'),
    "flags asked for": Case(
        _file("d.parquet"),
        asked={"where": "is_open = true"},
        is_asked_for=lambda row: row["is_open"],
    ),
    "texts by a dictionary": Case(
        _file("d.parquet", **DICTIONARIES), "distinct(buyer)", lambda: list(_empties())
    ),
    "large texts": Case(
        _file("d.parquet", country=pa.large_string(), buyer=pa.large_string()), "distinct(buyer)"
    ),
    "moments without a zone": Case(
        _file("d.parquet", date=pa.timestamp("us")), records=_with_cells(date=_to_moment())
    ),
    "moments in milliseconds": Case(
        _file("d.parquet", date=pa.timestamp("ms")), records=_with_cells(date=_to_moment())
    ),
    "moments in UTC": Case(
        _file("d.parquet", date=pa.timestamp("us", "UTC")),
        records=_with_cells(date=_to_moment(SHANGHAI)),
    ),
    "moments in a zone": Case(
        _file("d.parquet", date=pa.timestamp("us", "Asia/Shanghai")),
        records=_with_cells(date=_to_moment(SHANGHAI)),
    ),
    "years as numbers": Case(
        _file("d.parquet", date=pa.int32()), records=_with_cells(date=lambda day: day.year)
    ),
    "months as text": Case(_file("d.parquet", date=pa.string()), records=_with_cells(**MONTHS)),
    "CSV": Case(_file("d.csv", write_text)),
    "CSV, distinct": Case(_file("d.csv", write_text), "distinct(buyer)"),
    "CSV, median": Case(_file("d.csv", write_text), "median(amount)"),
    "CSV with years": Case(
        _file("d.csv", write_text), "count()", _with_cells(date=lambda day: day.year)
    ),
    "CSV with moments": Case(
        _file("d.csv", write_text),
        records=_with_cells(date=lambda day: f"{day}T23:59:59.5+00:00"),
    ),
    "CSV, condition": Case(
        _file("d.csv", write_text),
        asked={"where": "amount > 0 and not stage = 'late'"},
        is_asked_for=_gappy,
    ),
    "CSV with the newlines of Windows": Case(_file("d.csv", write_text, newline="\r\n")),
    "CSV with a cell of two lines": Case(
        _file("d.csv", write_text), "distinct(buyer)", _with_cells(buyer=lambda name: f"{name}\n,x")
    ),
    "TSV": Case(_file("d.tsv", write_text, separator="\t")),
    "gzipped CSV": Case(_file("d.csv.gz", write_text)),
    "JSON lines": Case(_file("d.jsonl", write_lines), "mean(amount)"),
    "JSON lines, distinct": Case(_file("d.jsonl", write_lines), "distinct(buyer)"),
    "JSON lines, flags": Case(_file("d.jsonl", write_lines), 'share(is_open, "true")'),
    "gzipped JSON lines": Case(_file("d.ndjson.gz", write_lines)),
    "several files": Case(_parts("d-*.parquet", ["d-1.parquet", "d-2.parquet"], write_parquet)),
    "several CSV": Case(_parts("d-*.csv", ["d-1.csv", "d-2.csv", "d-3.csv"], write_text)),
    "a folder as Spark writes it": Case(
        _parts("deals", PARTS, write_parquet, *SPARK_FILES, folder="deals"), "distinct(buyer)"
    ),
    "no category": Case(_file("d.parquet"), "median(amount)", asked={"category": ""}),
    "condition": Case(
        _file("d.parquet"),
        "distinct(buyer)",
        asked={"where": "amount > 0 and not stage = 'late'"},
        is_asked_for=_gappy,
    ),
    "signs of patterns in the name": Case(_file("deals [2026] {a,b}.parquet")),
    "signs of patterns in the name of a CSV": Case(_file("deals [2026] {a,b}.csv", write_text)),
}
DAY = timedelta(days=1)
