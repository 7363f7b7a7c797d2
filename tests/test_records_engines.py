"""DuckDB, Polars and pandas count a table of records as plain Python does."""

import pytest
from support.record_cases import CASES
from support.records import assert_is, counted, expected, spec

from dashboard.data.records.engines import running

ENGINES = ("duckdb", "polars", "pandas")


@pytest.fixture(scope="module", params=ENGINES)
def session(request):
    with running(request.param) as session:
        yield session


@pytest.mark.parametrize("name", CASES)
def test_every_engine_counts_as_plain_python_does(name, session, tmp_path):
    case = CASES[name]
    records = case.records()
    asked = spec(tmp_path, case.write(tmp_path, records), case.measure, **case.asked)
    wanted = expected(records, case.measure, case.is_asked_for, asked.category)
    assert_is(counted(session, asked), wanted)
