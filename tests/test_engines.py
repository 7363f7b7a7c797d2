"""Spark counts a table of records as plain Python does: a cluster, Connect, and one machine."""

import pytest
from support.record_cases import CASES
from support.records import assert_is, counted, expected, spec
from support.spark import cluster, java_home

from dashboard.data.records.engines import running

pytestmark = pytest.mark.engines


@pytest.fixture(scope="module", autouse=True)
def _java():
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JAVA_HOME", str(java_home()))
        yield


@pytest.fixture(scope="module")
def session(tmp_path_factory, _java):
    with (
        cluster(tmp_path_factory.mktemp("cluster")) as found,
        running("spark", master=found.address) as session,
    ):
        yield session


@pytest.mark.parametrize("name", CASES)
def test_a_cluster_counts_as_plain_python_does(name, session, tmp_path):
    case = CASES[name]
    records = case.records()
    asked = spec(tmp_path, case.write(tmp_path, records), case.measure, **case.asked)
    wanted = expected(records, case.measure, case.is_asked_for, asked.category)
    assert_is(counted(session, asked), wanted)
