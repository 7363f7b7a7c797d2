"""Measures counting from records beside the same queries written by hand: `make bench-records`.

For each number of records and each engine a process of its own counts `deals_total` of the example
(docs/deals.py) with this project, another one with a query written for that engine; the two take
turns, and the medians of their times (after imports) and of their greatest memory are compared.
Both find the same: figures by country, year and category, what is left out and why, and the five
largest records behind each figure. Then pages built from the smallest and the largest table are
loaded in turns. Prints tables, and all as JSON with --json.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs"), str(ROOT / "tests"), str(ROOT / "benchmarks")]

REPEATS = 3
MEMORY = "1GB"
MOST = {"pandas": 10**7}  # records of engines that hold the whole table
GOALS = {"time": 1.1, "page": 1.05, "MiB": 2048}
CONDITION = "amount > 0 AND stage <> 'rumour'"
WHY = f"""CASE WHEN NOT coalesce({CONDITION}, false) THEN 'condition'
  WHEN country IS NULL THEN 'no country' WHEN closed IS NULL THEN 'no date' ELSE '' END"""
COUNTED = """SELECT why, country, year, stage, count(*) AS records, sum(amount) AS total
  FROM (SELECT {why} AS why, country, year(closed) AS year, stage, amount FROM {table})
  GROUP BY why, country, year, stage"""
LARGEST = """SELECT country, year, max(r, 5) FROM (
  SELECT country, year(closed) AS year, struct_pack(place := amount::DOUBLE, a := country,
    b := closed::VARCHAR, c := stage, d := amount::VARCHAR, e := deal) AS r
  FROM {table} WHERE {condition} AND country IS NOT NULL AND closed IS NOT NULL)
  GROUP BY country, year"""


def by_hand_duckdb(files):
    """Both queries in SQL."""
    import duckdb

    with duckdb.connect(config={"memory_limit": MEMORY}) as opened:
        opened.execute("SET preserve_insertion_order = false")
        started = time.perf_counter()
        groups = opened.execute(COUNTED.format(why=WHY, table=f"read_parquet({files})")).fetchall()
        return groups, _largest(files), time.perf_counter() - started


def by_hand_polars(files):
    """The figures in Polars; the records as everywhere."""
    import polars as pl

    started = time.perf_counter()
    is_asked = (pl.col("amount") > 0) & (pl.col("stage") != "rumour")
    why = (
        pl.when(~is_asked.fill_null(False))
        .then(pl.lit("condition"))
        .when(pl.col("country").is_null())
        .then(pl.lit("no country"))
        .when(pl.col("closed").is_null())
        .then(pl.lit("no date"))
        .otherwise(pl.lit(""))
    )
    groups = (
        pl.scan_parquet(files)
        .select("country", "stage", "amount", why=why, year=pl.col("closed").dt.year())
        .group_by("why", "country", "year", "stage")
        .agg(records=pl.len(), total=pl.col("amount").sum())
        .collect(engine="streaming")
        .rows()
    )
    return groups, _largest(files), time.perf_counter() - started


def by_hand_pandas(files):
    """The figures in pandas on Arrow; the records as everywhere."""
    import pandas as pd
    from pyarrow import dataset

    started = time.perf_counter()
    table = dataset.dataset(files).to_table(columns=["country", "closed", "amount", "stage"])
    frame = table.to_pandas(types_mapper=pd.ArrowDtype)
    is_asked = ((frame["amount"] > 0) & (frame["stage"] != "rumour")).fillna(False)
    why = pd.Series("", index=frame.index).mask(frame["closed"].isna(), "no date")
    why = why.mask(frame["country"].isna(), "no country").mask(~is_asked, "condition")
    frame = frame.assign(why=why, year=frame["closed"].dt.year)
    grouped = frame.groupby(["why", "country", "year", "stage"], dropna=False)["amount"]
    groups = grouped.agg(["size", "sum"]).reset_index().itertuples(index=False, name=None)
    return list(groups), _largest(files), time.perf_counter() - started


def by_hand_spark(files):
    """The figures in Spark SQL; the records as everywhere."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    session = builder.config("spark.log.level", "ERROR").getOrCreate()
    started = time.perf_counter()
    session.read.parquet(*files).createOrReplaceTempView("deals")
    groups = session.sql(COUNTED.format(why=WHY, table="deals")).collect()
    found = [tuple(row) for row in groups], _largest(files), time.perf_counter() - started
    session.stop()
    return found


def _largest(files):
    import duckdb

    with duckdb.connect(config={"memory_limit": MEMORY}) as opened:
        opened.execute("SET preserve_insertion_order = false")
        query = LARGEST.format(table=f"read_parquet({files})", condition=CONDITION)
        return opened.execute(query).fetchall()


BY_HAND = {
    "duckdb": by_hand_duckdb,
    "polars": by_hand_polars,
    "pandas": by_hand_pandas,
    "spark": by_hand_spark,
}


def ours(seeds, engine):
    """The same with this project."""
    from dashboard.data import seeds as reading
    from dashboard.data.records.counting import count
    from dashboard.data.records.engines import running
    from dashboard.data.records.tables import find

    spec = reading.specs(seeds)["deals-deals_total"]
    with running(engine, memory=MEMORY, master="local[2]" if engine == "spark" else "") as session:
        started = time.perf_counter()
        table = find(spec.table, spec.beside)
        counted = count(spec, table, session, memory=MEMORY, tell=lambda line: None)
        took = time.perf_counter() - started
    whole = [figure for figure in counted.figures if not figure.category]
    return sum(f.records for f in whole), round(sum(f.value for f in whole), 2), took


def run(what, engine, seeds):
    """One measurement, in a process of its own: records, their sum, seconds and MiB."""
    files = [str(path) for path in sorted((seeds / "records").glob("*.parquet"))]
    if what == "ours":
        records, total, took = ours(seeds, engine)
    else:
        groups, _, took = BY_HAND[engine](files)
        meant = {"China", "CHN", "PRC", "United States", "US", "U.S."}
        counted = [group for group in groups if group[0] == "" and group[1] in meant]
        records = sum(group[4] for group in counted)
        total = round(float(sum(group[5] or 0 for group in counted)), 2)
    used = sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(json.dumps({"records": records, "total": total, "s": took, "MiB": used / 1024}))


def measured(engine, seeds):
    """The medians of both sides, which must have counted the same."""
    runs = {"ours": [], "hand": []}
    for _ in range(REPEATS):
        for what, results in runs.items():
            call = [sys.executable, __file__, "--one", what, engine, str(seeds)]
            answer = subprocess.run(call, check=True, capture_output=True, text=True)
            results.append(json.loads(answer.stdout.splitlines()[-1]))
    found = {(each["records"], each["total"]) for results in runs.values() for each in results}
    assert len(found) == 1, found
    return {
        f"{what} {name}": statistics.median(each[name] for each in results)
        for what, results in runs.items()
        for name in ("s", "MiB")
    }


def pages(folders):
    """Seconds to load the page of the counted figure, by number of records, taken in turns."""
    from pages import FLAGS, OURS, chrome, opened, serve, stop, sync_playwright

    times = {rows: [] for rows in folders}
    servers = {rows: serve(*OURS, "--data", str(folder)) for rows, folder in folders.items()}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chrome(), args=FLAGS.split())
            for turn in range(8):
                for rows, (_, address) in servers.items():
                    page, took = opened(browser, address, "explore?metric=deals_total")
                    page.close()
                    if turn:  # the first is not warm
                        times[rows].append(took)
    finally:
        for process, _ in servers.values():
            stop(process)
    return {rows: statistics.median(took) for rows, took in times.items()}


def told(row):
    """A line of the table."""
    sides = (
        f"{name} {row[f'{what} s']:7.2f} s {row[f'{what} MiB']:6.0f} MiB"
        for what, name in (("ours", "ours"), ("hand", "by hand"))
    )
    ratio = row["ours s"] / row["hand s"]
    goal = f"{ratio:.2f} x (goal {GOALS['time']})"
    return "   ".join((f"{row['records']:>11,} {row['engine']:8}", *sides, goal))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[10**5, 10**6, 10**7, 10**8])
    parser.add_argument("--engines", nargs="+", default=list(BY_HAND), choices=list(BY_HAND))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-pages", action="store_true")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        what, engine, seeds = chosen.one
        run(what, engine, Path(seeds))
        return
    found, folders = [], {}
    with tempfile.TemporaryDirectory(prefix="records-") as folder:
        for rows in chosen.rows:
            home = Path(folder) / str(rows)
            seeds, data = home / "seeds", home / "data"
            # In processes of their own: a child begins with the greatest memory of its parent.
            example = [str(ROOT / "docs" / "deals.py"), str(home), "--rows", str(rows)]
            build = ["-m", "dashboard", "build", "--seeds", str(seeds), "--data", str(data)]
            for call in (example, build):
                subprocess.run([sys.executable, *call], check=True, capture_output=True)
            folders[rows] = data
            for engine in chosen.engines:
                if rows > MOST.get(engine, rows):
                    continue
                if engine == "spark" and not find_spec("pyspark"):
                    print("spark is not installed: make engines", file=sys.stderr)
                    continue
                row = {"records": rows, "engine": engine, **measured(engine, seeds)}
                found.append(row)
                if not chosen.json:
                    print(told(row), flush=True)
        loaded = {} if chosen.no_pages else pages(folders)
    if chosen.json:
        print(json.dumps({"counting": found, "pages": loaded}, indent=1))
        return
    for rows, took in loaded.items():
        ratio = took / loaded[min(loaded)]
        print(f"page from {rows:>11,} records: {took:.3f} s, {ratio:.2f} x (goal {GOALS['page']})")


if __name__ == "__main__":
    main()
