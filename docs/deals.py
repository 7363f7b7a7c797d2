"""An example: the project's seeds with a table of invented deals beside them, to be counted.

    python docs/deals.py FOLDER [--rows 10000]

writes FOLDER/seeds, which `dashboard build --seeds FOLDER/seeds --data FOLDER/data` builds. Every
record is invented; the same number of rows always gives the same table.
"""

import argparse
import shutil
from pathlib import Path

import duckdb

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
A_FILE = 10_000_000  # records in one file at most
METRICS = """
[deals_total]
title         = "Sums of closed deals (example)"
question      = "How much money was in closed deals?"
definition    = "The sums of all deals that closed in the year. An invented table, to show the way."
unit          = "USD"
topic         = "funding"
forms         = ["line", "bars"]
timing        = "year"
comparable    = true
comparability = "Counted from one table by one query."
better        = "higher"
per           = ["person", "gdp"]

[deals_closed]
title         = "Closed deals (example)"
question      = "How many deals closed?"
definition    = "Deals that closed in the year. An invented table, to show the way."
unit          = "count"
topic         = "funding"
forms         = ["line", "bars"]
timing        = "year"
comparable    = true
comparability = "Counted from one table by one query."
better        = "higher"
per           = ["person", "gdp"]
"""
RECORDS = """[deals_total]
table     = "deals-*.parquet"
country   = "country"
date      = "closed"
category  = "stage"
measure   = "sum(amount)"
where     = "amount > 0 and stage != 'rumour'"
currency  = "USD"
show      = ["deal"]
publisher = "Invented Deals"
licence   = "CC0 1.0"
url       = ""
read      = "2026-11-30"

[deals_closed]
table     = "deals-*.parquet"
country   = "country"
date      = "closed"
category  = "stage"
measure   = "count()"
where     = "stage != 'rumour'"
publisher = "Invented Deals"
licence   = "CC0 1.0"
url       = ""
read      = "2026-11-30"
"""
# Some spellings of each country, others that the project has no entity for, and empty cells.
DEALS = """
SELECT
  'D' || lpad(range::VARCHAR, 9, '0') AS deal,
  ['China', 'CHN', 'PRC', 'United States', 'US', 'France', NULL, 'U.S.'][1 + (h % 8)::BIGINT]
    AS country,
  CASE WHEN h % 1009 > 0 THEN DATE '2015-01-01' + ((h // 8) % 3900)::INTEGER END AS closed,
  CASE WHEN h % 97 > 0 THEN (((h // 16) % 100000003) / 100)::DECIMAL(18, 2) END AS amount,
  ['seed', 'A', 'B', 'C', 'rumour'][1 + ((h // 32) % 5)::BIGINT] AS stage
FROM (SELECT range, hash(range) % 1000000000039 AS h FROM range({first}, {end}))
"""


def make(folder: Path, rows: int) -> Path:
    """Write the example into `folder`, and return its folder of seeds."""
    seeds = folder / "seeds"
    shutil.copytree(SEEDS, seeds, ignore=shutil.ignore_patterns("texts"))
    with (seeds / "metrics.toml").open("a", encoding="utf-8") as file:
        file.write(METRICS)
    records = seeds / "records"
    records.mkdir(exist_ok=True)
    # A name that no library knows is explained once, and the answer kept.
    explained = RECORDS.replace("measure ", 'countries = { PRC = "CHN" }\nmeasure ')
    (records / "deals.toml").write_text(explained, encoding="utf-8")
    with duckdb.connect() as opened:
        for number, first in enumerate(range(0, rows, A_FILE), 1):
            query = DEALS.format(first=first, end=min(first + A_FILE, rows))
            target = str(records / f"deals-{number:02d}.parquet").replace("'", "''")
            opened.execute(f"COPY ({query}) TO '{target}' (ROW_GROUP_SIZE 1000000)")
    return seeds


def main() -> None:
    """Write the example where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder that is made")
    parser.add_argument("--rows", type=int, default=10_000)
    chosen = parser.parse_args()
    if (chosen.folder / "seeds").exists():
        parser.error(f"{chosen.folder / 'seeds'} is there already; name another folder")
    if chosen.rows < 1:
        parser.error("--rows is a number of records, 1 at least")
    make(chosen.folder, chosen.rows)
    print(f"Wrote {chosen.rows:,} invented deals below {chosen.folder / 'seeds'}.")


if __name__ == "__main__":
    main()
