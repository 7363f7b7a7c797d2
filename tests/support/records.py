"""Tables of records that tests write, and what plain Python counts of their rows."""

import csv
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from statistics import median

import duckdb
import pyarrow as pa
from pyarrow import parquet

from dashboard.data.records import conditions, measures
from dashboard.data.records.counting import count
from dashboard.data.records.spec import Spec
from dashboard.data.records.tables import find
from dashboard.settings import ROOT
from support.other_project import OTHER_SEEDS

NAMES = {"NOR": ("Norway", "Noreg"), "CHL": ("Chile",)}
# What the tables call a country -> its id.
SPELLINGS = {
    "NOR": "NOR",
    "Norway": "NOR",
    "norwegen": "NOR",
    "NO": "NOR",
    "CHL": "CHL",
    "Chile": "CHL",
    "SWE": "SWE",
    "Denmark": "DNK",
}
COLUMNS = ("country", "date", "stage", "amount", "units", "is_open", "buyer")
MEASURES = (
    "count()",
    "distinct(buyer)",
    "sum(amount)",
    "mean(amount)",
    "median(amount)",
    'share(stage, "late")',
)
BILLION = 10**9
SAMPLE = 3


def rows(how_many=240):
    """Records with every kind of gap, spelling and sign; none of them is at fault."""
    spellings = [*SPELLINGS, None, "Norway", "CHL"]
    stages = ["seed", "late", None, "late", "Ü, “x”"]
    buyers = ["Ann", "Bob", "ann", "Zoë", None, "O'Neil", 'The "Q"']
    for number in range(how_many):
        day = date(2019, 1, 1) + timedelta(days=number * 37 % 1700)
        yield {
            "country": spellings[number % len(spellings)],
            "date": None if number % 13 == 12 else day,
            "stage": stages[number * 7 % len(stages)],
            "amount": None if number % 17 == 16 else Decimal(number * 7919 % 20011 - 3000) / 100,
            "units": None if number % 19 == 18 else number * 31 % 100 - 10,
            "is_open": None if number % 11 == 10 else number % 3 == 0,
            "buyer": buyers[number * 5 % len(buyers)],
        }


def spec(folder, table, measure="count()", **others):
    """What is to be counted in a table of `rows` in a folder."""
    chosen = {"country": "country", "date": "date", "category": "stage", "where": "", "sample": 0}
    chosen |= others
    return Spec(
        metric="deals",
        place="deals.toml [deals]",
        table=table,
        beside=folder,
        country=chosen["country"],
        date=chosen["date"],
        category=chosen["category"],
        measure=measures.parse(measure),
        measure_text=measure,
        condition=conditions.parse(chosen["where"]),
        factor=chosen.get("factor", 1),
        names_by_id=NAMES,
        meant=chosen.get("meant", {}),
        shown=(),
        sample=chosen["sample"],
    )


def counted(session, asked, memory="1GB", tell=lambda line: None):
    """What an engine counts."""
    return count(asked, find(asked.table, asked.beside), session, memory=memory, tell=tell)


# -- What plain Python counts


@dataclass
class Expected:
    rows_read: int
    left_out: dict  # reason -> rows
    figures: dict  # (entity, year, category) -> (records, value)


def expected(records, measure, is_asked_for=lambda row: True, category="stage"):
    """The count of records of which each is as `rows` gives it.

    `is_asked_for`: the condition, None where it cannot be known.
    """
    left_out, groups = Counter(), defaultdict(list)
    asked = measures.parse(measure)
    records = list(records)
    for row in records:
        reason = _reason(row, asked, is_asked_for)
        if reason:
            left_out[reason] += 1
            continue
        entity, year = SPELLINGS[row["country"]], _year(row["date"])
        groups[entity, year, ""].append(row)
        if category:
            groups[entity, year, row[category] or "(none)"].append(row)
    figures = {key: (len(same), _measured(same, asked)) for key, same in groups.items()}
    return Expected(len(records), dict(left_out), figures)


def _reason(row, asked, is_asked_for):
    if is_asked_for(row) is not True:
        return "condition"
    if not row["country"]:
        return "no country"
    if row["date"] in (None, ""):
        return "no date"
    if asked.column and row[asked.column] in (None, ""):
        return "no value"
    if asked.column and row[asked.column] != row[asked.column]:  # NaN
        return "no value"
    return "" if SPELLINGS[row["country"]] in NAMES else "other country"


def _year(day):
    if isinstance(day, datetime) and day.tzinfo:
        return day.astimezone(UTC).year
    return day.year if isinstance(day, date) else int(str(day)[:4])


def _measured(same, asked):
    cells = [row[asked.column] for row in same] if asked.column else []
    match asked.kind:
        case "count":
            return len(same)
        case "distinct":
            return len(set(cells))
        case "share":
            hits = [_cell(cell) for cell in cells].count(asked.value)
            return rounded(Fraction(100 * hits, len(same)))
        case "sum":
            return rounded(sum(map(_exact, cells)))
        case "mean":
            return rounded(sum(map(_exact, cells)) / len(cells))
    return rounded(Fraction(median(map(float, cells))))


def _exact(cell):
    return round(Fraction(cell) * BILLION) / Fraction(BILLION)


def rounded(value):
    """A fraction as the seeds of a figure have it: to nine decimals."""
    return float(round(Fraction(value), 9))


def assert_is(count_, wanted):
    """A count is to be what plain Python counts: whole numbers and decimals to the bit."""
    assert count_.rows_read == wanted.rows_read
    assert dict(count_.left_out) == wanted.left_out
    found = {(f.entity, f.year, f.category): (f.records, f.value) for f in count_.figures}
    assert found.keys() == wanted.figures.keys()
    for key, (records, value) in wanted.figures.items():
        assert found[key][0] == records, key
        assert abs(found[key][1] - value) <= 1e-12 * abs(value), (key, found[key][1], value)
        if count_.definition[4].startswith(("count", "distinct", "sum")):
            assert found[key][1] == value, key
    assert list(found) == sorted(found)


# -- A project

LANDINGS = """
    SELECT 'L' || i AS landing,
           ['NOR', 'Chile', 'CHL', 'Noruega', 'SWE'][(i % 5 + 1)::INT] AS country,
           (DATE '2015-01-01' + (i * 7919 % 3000)::INT)::VARCHAR AS landed,
           ['cod', 'salmon', 'trout', 'crab'][(i * 31 % 4 + 1)::INT] AS species,
           ((i * 104729 % 2000003) / 100)::DECIMAL(12, 2) AS tonnes,
           '{padding}' AS padding
    FROM range({rows}) AS numbers(i)
"""


def project(home, table="landings.csv", measure="sum(tonnes)"):
    """The seeds of the other project, whose landings are those of another table."""
    seeds = home / "seeds"
    shutil.copytree(OTHER_SEEDS, seeds)
    path = seeds / "records" / "landings.toml"
    text = path.read_text(encoding="utf-8").replace("landings.csv", table)
    path.write_text(text.replace("sum(tonnes)", measure), encoding="utf-8")
    return seeds


def write_landings(path, rows, padding=""):
    """Landings by the row, far faster than Python writes them; Parquet or CSV."""
    how = "FORMAT PARQUET, ROW_GROUP_SIZE 100000" if path.suffix == ".parquet" else "FORMAT CSV"
    duckdb.sql(f"COPY ({LANDINGS.format(rows=rows, padding=padding)}) TO '{path}' ({how})")


def files_in(folder):
    """Every file below a folder -> its bytes."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def foreign_lines(words):
    """The lines of standard error that are not ours."""
    own = re.compile(r"(landings_\w+|dashboard): |- |\d+ faults?:$")
    return [line for line in words.splitlines() if not own.match(line)]


def build(*call, env=None, before=""):
    """`dashboard build` as a process of its own, whose words can be read as they come.

    `before`: Python that is run in it before.
    """
    program = f"import sys\n{before}\nfrom dashboard.cli import main\nsys.exit(main(sys.argv[1:]))"
    return subprocess.Popen(
        [sys.executable, "-c", program, "build", *map(str, call)],
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


# -- Tables


def write_parquet(path, records, **types):
    """The columns of records, with other types than these where they are named."""
    usual = {
        "country": pa.string(),
        "date": pa.date32(),
        "stage": pa.string(),
        "amount": pa.decimal128(12, 2),
        "units": pa.int64(),
        "is_open": pa.bool_(),
        "buyer": pa.string(),
    }
    schema = {**usual, **types}
    records = list(records)
    arrays = {name: pa.array([row[name] for row in records], schema[name]) for name in records[0]}
    parquet.write_table(pa.table(arrays), path, row_group_size=50)


def write_text(path, records, separator=",", newline="\n"):
    """The same as CSV, gzipped where the name ends so."""
    told = io.StringIO(newline="")
    writer = csv.writer(told, delimiter=separator, lineterminator=newline)
    records = list(records)
    writer.writerow(records[0])
    for row in records:
        writer.writerow([_cell(cell) for cell in row.values()])
    _write(path, told.getvalue())


def write_lines(path, records):
    """The same as JSON lines, numbers as numbers, gaps as null or not there at all."""
    lines = []
    for number, row in enumerate(records):
        plain = {name: _plain(cell) for name, cell in row.items()}
        if number % 2 and number > 1:
            plain = {name: cell for name, cell in plain.items() if cell is not None}
        lines.append(json.dumps(plain, ensure_ascii=bool(number % 3)))
    _write(path, "\n".join(lines) + "\n")


def _write(path, text):
    opened = gzip.open if path.name.endswith(".gz") else open
    with opened(path, "wb") as file:
        file.write(text.encode())


def _cell(cell):
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


def _plain(cell):
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def changed(records, **changes):
    """Records with columns made anew: the name of one -> what its cell becomes."""
    for row in records:
        yield {
            name: changes[name](cell) if name in changes and cell is not None else cell
            for name, cell in row.items()
        }


SHANGHAI = timezone(timedelta(hours=8))
