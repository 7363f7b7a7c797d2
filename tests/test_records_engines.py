"""DuckDB, Polars and pandas count a table of records as plain Python does."""

import os
import signal
import tempfile
from decimal import Decimal
from fractions import Fraction

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.record_cases import CASES, FAULTS, assert_counted
from support.records import (
    build,
    counted,
    files_in,
    foreign_lines,
    project,
    rounded,
    rows,
    spec,
    write_landings,
    write_parquet,
    write_text,
)

from dashboard.cli import main
from dashboard.data.records.engines import running
from dashboard.errors import DashboardError

ENGINES = ("duckdb", "polars", "pandas")


@pytest.fixture(scope="module", params=ENGINES)
def session(request):
    with running(request.param) as session:
        yield session


@pytest.fixture(scope="module")
def standing(tmp_path_factory):
    """A project with a larger table, and the data that was built of its first one."""
    home = tmp_path_factory.mktemp("standing")
    data = home / "data"
    seeds = project(home)
    assert main(["build", "--seeds", str(seeds), "--data", str(data)]) == 0
    large = project(home / "large", "large.parquet", "median(tonnes)")
    write_landings(large / "records" / "large.parquet", 2_000_000)
    return large, data


@pytest.mark.parametrize("name", CASES)
def test_every_engine_counts_as_plain_python_does(name, session, tmp_path):
    assert_counted(CASES[name], session, tmp_path)


# Amounts with cents, as doubles and in any order, of which some sums depend on it.
CENTS = st.lists(
    st.one_of(st.integers(-(10**size), 10**size) for size in (3, 8, 11, 14)),
    min_size=1,
    max_size=40,
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(CENTS)
def test_sums_of_cents_are_exact_whatever_their_order_and_type(session, tmp_path, cents):
    (row,) = rows(1)
    whole = float(Fraction(sum(cents), 100))
    for name, write, amounts in (
        ("d.parquet", write_parquet, [Decimal(cent) / 100 for cent in cents]),
        ("d.csv", write_text, [f"{Decimal(cent) / 100}" for cent in reversed(cents)]),
    ):
        types = {"amount": pa.decimal128(20, 2)} if name.endswith("parquet") else {}
        write(tmp_path / name, [{**row, "amount": amount} for amount in amounts], **types)
        count = counted(session, spec(tmp_path, name, "sum(amount)", category=""))
        assert [figure.value for figure in count.figures] == [whole]


def test_a_sum_that_depends_on_the_order_of_doubles_is_exact(session, tmp_path):
    amounts = [1e14, 0.1, -1e14, 0.2, 1e14, 0.7, -1e14]
    assert sum(amounts) != sum(sorted(amounts))  # as doubles it is another each time
    exact = rounded(sum(round(Fraction(amount) * 10**9) for amount in amounts) / Fraction(10**9))
    (row,) = rows(1)
    for number, order in enumerate((amounts, sorted(amounts), amounts[::-1])):
        name = f"d-{number}.csv"
        write_text(tmp_path / name, [{**row, "amount": amount} for amount in order])
        count = counted(session, spec(tmp_path, name, "sum(amount)", category=""))
        assert [figure.value for figure in count.figures] == [exact]


@pytest.mark.parametrize("measure", ["sum(amount)", "count()"])
def test_the_sample_is_of_the_largest_or_the_latest_records(measure, session, tmp_path):
    records = [row for row in rows() if row["country"] and row["date"]]
    write_text(tmp_path / "d.csv", records)
    count = counted(session, spec(tmp_path, "d.csv", measure, sample=3))
    by_number = {}
    for sampled in count.sample:
        by_number.setdefault((sampled.entity, sampled.year), []).append(sampled)
    assert by_number.keys() == {(f.entity, f.year) for f in count.figures}
    place = "amount" if measure.startswith("sum") else "date"
    for (entity, year), found in by_number.items():
        shown = [one.cells[place] for one in found]
        names = {one.cells["country"] for one in found}
        same = [
            row
            for row in records
            if row["date"].year == year
            and row[place] is not None
            and (row["country"] in ("CHL", "Chile")) == (entity == "CHL")
            and row["country"] not in ("SWE", "Denmark")
        ]
        assert shown == [str(cell) for cell in sorted((r[place] for r in same), reverse=True)[:3]]
        assert names <= {row["country"] for row in same}


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_counted_is_refused_with_file_line_and_cure(name, session, tmp_path):
    write, measure, place, words = FAULTS[name]
    with pytest.raises(DashboardError) as caught:
        counted(session, spec(tmp_path, write(tmp_path), measure))
    assert place in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_leaves_no_file_behind(engine, tmp_path, monkeypatch, capsys):
    seeds, data, temporary = project(tmp_path), tmp_path / "data", tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    call = ["build", "--seeds", str(seeds), "--data", str(data), "--engine", engine]
    assert main(call) == 0
    whole = files_in(data)
    (seeds / "records" / "landings.csv").write_text("landing,country,landed,species,tonnes\nx,y\n")
    assert main(call) == 1
    assert "landings.csv, line 2: is no whole CSV" in capsys.readouterr().err
    assert files_in(data) == whole
    assert list(temporary.rglob("*")) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_who_interrupts_a_build_finds_the_data_as_it_stood(engine, standing, tmp_path):
    seeds, data = standing
    whole = files_in(data)
    call = ("--seeds", seeds, "--data", data, "--engine", engine)
    process = build(
        *call,
        env={"TMPDIR": str(tmp_path)},
        before="from dashboard.data.records import watch; watch.QUIET = 0.0; watch.LOOK = 0.05",
    )
    next(line for line in process.stderr if " s" in line and "reads" not in line)  # it is at work
    os.killpg(process.pid, signal.SIGINT)
    words = process.communicate()[1]
    assert process.returncode == 130
    assert words.splitlines()[-1] == "dashboard: interrupted"
    assert foreign_lines(words) == []
    assert files_in(data) == whole
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(("engine", "module"), [("spark", "pyspark"), ("polars", "polars")])
def test_an_engine_that_is_not_installed_says_how_it_is(engine, module, tmp_path):
    call = ("--seeds", project(tmp_path), "--data", tmp_path / "data", "--engine", engine)
    process = build(*call, before=f"sys.modules['{module}'] = None")
    words = process.communicate()[1]
    assert process.returncode == 1
    assert words.startswith(f"dashboard: {engine} is not installed here. Run: pip install ")
    assert module in words
    assert not (tmp_path / "data").exists()
