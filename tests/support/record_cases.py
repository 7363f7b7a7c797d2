"""Every kind of table, cell and measure that each engine must count as plain Python does."""

import gzip
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from support.records import (
    COLUMNS,
    MEASURES,
    SHANGHAI,
    assert_is,
    changed,
    counted,
    expected,
    rows,
    spec,
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


def assert_counted(case, session, folder):
    """An engine is to count a case as plain Python does."""
    records = case.records()
    asked = spec(folder, case.write(folder, records), case.measure, **case.asked)
    assert_is(
        counted(session, asked), expected(records, case.measure, case.is_asked_for, asked.category)
    )


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

# -- What no engine may count, and what is said of it

HEADER = ",".join(COLUMNS) + "\n"
LINE = "NOR,2020-01-01,seed,1.25,1,true,Ann\n"
RECORD = '{"country": "NOR", "date": "2020", "stage": "seed", "amount": 1, "buyer": "Ann"}\n'


def _spoilt(name, broken, good=LINE, head=HEADER):
    """Fifty good lines, what is broken, and fifty more."""

    def written(folder):
        text = (head + good * 50).encode() + broken + (good * 50).encode()
        (folder / name).write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
        return name

    return written


def _cut(name, write):
    """A file whose end is missing."""

    def written(folder):
        write(folder / name, list(rows(2000)))
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[: len(whole) * 4 // 5])
        return name

    return written


def _large(**cells):
    """Amounts that cannot be added up, of the types that are named."""

    def written(folder):
        (row,) = rows(1)
        records = [{**row, **{name: value for name, (value, _) in cells.items()}}] * 4
        write_parquet(
            folder / "d.parquet", records, **{n: type_ for n, (_, type_) in cells.items()}
        )
        return "d.parquet"

    return written


TOO_LARGE = "{} is too large to be added up exactly"
CELLS, QUOTE = "has not the 7 cells of the header", "a quote is not closed"
# What is wrong -> how it is written, what is asked of it, and the words of the fault.
FAULTS = {
    "a line of few cells": (
        _spoilt("d.csv", b"NOR,2020\n"),
        "sum(amount)",
        "d.csv, line 52",
        CELLS,
    ),
    "a line of many cells": (
        _spoilt("d.csv", LINE.strip().encode() + b",x,y\n"),
        *("sum(amount)", "d.csv, line 52", CELLS),
    ),
    "a gzipped line of few cells": (
        _spoilt("d.csv.gz", b"NOR,2020\n"),
        *("sum(amount)", "d.csv.gz, line 52", CELLS),
    ),
    "a quote that is never closed": (
        _spoilt("d.csv", b'NOR,2020-01-01,seed,1,1,true,"Ann\n'),
        *("count()", "d.csv, line 52", QUOTE),
    ),
    "words after a quote": (
        _spoilt("d.csv", b'NOR,2020-01-01,seed,1,1,true,"Ann"a\n'),
        *("count()", "d.csv, line 52", QUOTE),
    ),
    "bytes that are no letters": (
        _spoilt("d.csv", LINE.encode() * 500 + b"NOR,2020-01-01,seed,1,1,true,Zo\xeb\n"),
        *("distinct(buyer)", "d.csv", "UTF-8"),
    ),
    "a gzipped CSV that is cut off": (
        _cut("d.csv.gz", write_text),
        *("count()", "d.csv.gz", "is no whole CSV"),
    ),
    "a broken line of JSON": (
        _spoilt("d.jsonl", b'{"country": "NOR", "da\n', RECORD, ""),
        *("sum(amount)", "d.jsonl, line 51", "is no whole JSON lines"),
    ),
    "a Parquet file that is cut off": (
        _cut("d.parquet", write_parquet),
        *("sum(amount)", "d.parquet", "is no whole Parquet"),
    ),
    "whole numbers too large": (
        _large(units=(2**62, pa.int64())),
        *("sum(units)", "d.parquet", TOO_LARGE.format("units")),
    ),
    "decimals too large": (
        _large(amount=(Decimal(9 * 10**37), pa.decimal128(38, 0))),
        *("sum(amount)", "d.parquet", TOO_LARGE.format("amount")),
    ),
    "doubles too large": (
        _large(amount=(1e300, pa.float64())),
        *("sum(amount)", "d.parquet", "'amount' is no number in 4 records"),
    ),
}
