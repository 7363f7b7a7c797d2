"""Spark counts a table of records as plain Python does: on a cluster of two workers."""

from datetime import datetime, time

import pyarrow as pa
import pytest
from support.java import java_home
from support.record_cases import CASES, FAULTS, assert_counted
from support.records import assert_is, changed, counted, expected, rows, spec, write_parquet
from support.spark import cluster

from dashboard.data.records.engines import running
from dashboard.data.records.tables import PARQUET, Table
from dashboard.errors import DashboardError

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JAVA_HOME", str(java_home()))
        with (
            cluster(tmp_path_factory.mktemp("cluster")) as found,
            running("spark", master=found.address) as session,
        ):
            yield session


@pytest.mark.parametrize("name", CASES)
def test_a_cluster_counts_as_plain_python_does(name, session, tmp_path):
    assert_counted(CASES[name], session, tmp_path)


@pytest.mark.parametrize("name", FAULTS)
def test_what_cannot_be_counted_is_refused_with_file_line_and_cure(name, session, tmp_path):
    write, measure, place, words = FAULTS[name]
    with pytest.raises(DashboardError) as caught:
        counted(session, spec(tmp_path, write(tmp_path), measure))
    assert place in str(caught.value)
    assert words in str(caught.value)


def test_times_that_spark_cannot_read_are_refused_in_plain_words(session, tmp_path):
    records = changed(rows(), date=lambda day: datetime.combine(day, time()))
    write_parquet(tmp_path / "d.parquet", records, date=pa.timestamp("ns"))
    with pytest.raises(DashboardError, match=r"spark reads no column of the type TIMESTAMP\(NANOS"):
        counted(session, spec(tmp_path, "d.parquet"))


@pytest.mark.parametrize("engine", ["duckdb", "polars", "pandas", "spark"])
def test_a_folder_that_spark_has_written_is_counted_by_every_engine(engine, session, tmp_path):
    case = CASES["Parquet, distinct(buyer)"]
    records = case.records()
    name = case.write(tmp_path, records)
    opened = session.open(Table(name, PARQUET, (tmp_path / name,)), ())
    opened.to_native().repartition(3).write.parquet(str(tmp_path / "deals"))
    assert (tmp_path / "deals" / "_SUCCESS").exists()
    wanted = expected(records, "sum(amount)")
    if engine == "spark":
        assert_is(counted(session, spec(tmp_path, "deals", "sum(amount)")), wanted)
        return
    with running(engine) as other:
        assert_is(counted(other, spec(tmp_path, "deals", "sum(amount)")), wanted)
