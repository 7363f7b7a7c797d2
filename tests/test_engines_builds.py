"""`dashboard build` on Spark gives what DuckDB gives, and what fails leaves what stood."""

import csv
import os
import shutil
import signal
import socket
import stat
from pathlib import Path

import pytest
from support.java import java_home
from support.records import build, files_in, foreign_lines, project, write_landings
from support.servers import free_port
from support.spark import cluster, connect_server

from dashboard.cli import main

pytestmark = pytest.mark.engines

QUICK = "from dashboard.data.records import watch; watch.QUIET = 0.0; watch.EVERY = 0.5"
IMPATIENT = f"{QUICK}; watch.PATIENCE = 15.0"
# A stage of many short tasks, so that a worker can die in the middle of it.
MANY_TASKS = "spark.sql.files.maxPartitionBytes 1m\nspark.sql.files.openCostInBytes 0\n"


@pytest.fixture(autouse=True)
def _java(monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(java_home()))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("builds")


@pytest.fixture(scope="module", params=["cluster", "Connect", "this machine"])
def master(request, home):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("JAVA_HOME", str(java_home()))
        match request.param:
            case "cluster":
                with cluster(home / "cluster") as found:
                    yield found.address
            case "Connect":
                with connect_server(home / "connect") as address:
                    yield address
            case _:
                yield "local[2]"


@pytest.fixture(scope="module")
def standing(home):
    """The data of the other project, as DuckDB has counted it, and its seeds."""
    seeds, data = project(home), home / "data"
    assert main(["build", "--seeds", str(seeds), "--data", str(data)]) == 0
    return seeds, data


@pytest.fixture(scope="module")
def large(home):
    """Seeds of the same project with a table that keeps Spark at work for a while."""
    seeds = project(home / "large", "large.csv")
    folder = seeds / "records" / "large.csv"
    folder.mkdir()
    for number in range(30):
        write_landings(folder / f"part-{number:05}.csv", 20_000)
    (home / "conf").mkdir()
    (home / "conf" / "spark-defaults.conf").write_text(MANY_TASKS)
    return seeds


def _plain(files, engine):
    """The tables of a data package, as rows, without the name of the engine."""
    tables = {}
    for path, content in files.items():
        if path.suffix == ".csv":
            text = content.decode().replace(f"counted by {engine}", "counted by")
            tables[path.name] = list(csv.DictReader(text.splitlines()))
    for row in tables["records.csv"]:
        assert row.pop("engine") == engine.lower()
        assert row.pop("engine_version")
    return tables


def test_a_package_of_spark_is_that_of_duckdb_but_for_the_name(master, tmp_path):
    seeds = project(tmp_path)
    toml = seeds / "records" / "landings.toml"
    head, _, tail = toml.read_text(encoding="utf-8").rpartition("landings.csv")
    toml.write_text(f"{head}large.parquet{tail}", encoding="utf-8")
    write_landings(seeds / "records" / "large.parquet", 30_000)
    (tmp_path / "tmp").mkdir()
    there, here = tmp_path / "there", tmp_path / "here"
    spark = build(
        *("--seeds", seeds, "--data", there, "--engine", "spark", "--master", master),
        env={"TMPDIR": str(tmp_path / "tmp")},
    )
    assert main(["build", "--seeds", str(seeds), "--data", str(here)]) == 0
    words = spark.communicate()[1]
    assert spark.returncode == 0, words
    assert foreign_lines(words) == []
    assert files_in(tmp_path / "tmp") == {}
    found, wanted = _plain(files_in(there), "Spark"), _plain(files_in(here), "DuckDB")
    assert found.keys() == wanted.keys()
    for name, rows in wanted.items():
        assert found[name] == rows, name


def _refused(seeds, data, *call, env=None, before=""):
    """What a build says that must fail and leave the data as it stood."""
    whole = files_in(data)
    process = build(
        "--seeds", seeds, "--data", data, "--engine", "spark", *call, env=env, before=before
    )
    words = process.communicate()[1]
    assert process.returncode == 1, words
    assert files_in(data) == whole
    assert foreign_lines(words) == []
    return words


@pytest.mark.parametrize("scheme", ["spark", "sc"])
def test_a_master_that_is_not_there_is_named_at_once(scheme, standing):
    master = f"{scheme}://127.0.0.1:{free_port()}"
    words = _refused(*standing, "--master", master)
    assert f"There is no Spark master at {master} (Connection refused)" in words
    assert "--engine duckdb" in words


def test_an_address_that_is_none_is_refused(standing):
    words = _refused(*standing, "--master", "yarn")
    assert "--master is spark://host:7077, sc://host:15002 or local[2], not 'yarn'." in words


def test_what_listens_and_is_no_connect_server_is_named(standing):
    with socket.create_server(("127.0.0.1", 0)) as server:
        words = _refused(*standing, "--master", f"sc://127.0.0.1:{server.getsockname()[1]}")
    assert "what listens there is no Spark Connect server" in words


@pytest.mark.parametrize(
    ("told", "here"), [('openjdk version "25.0.1" 2025-10-21', "Java 25"), ("", "none")]
)
def test_a_java_that_spark_does_not_run_on_is_named(told, here, standing, tmp_path):
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(f"#!/bin/sh\necho '{told}' >&2\n")
    java.chmod(java.stat().st_mode | stat.S_IXUSR)
    words = _refused(*standing, "--master", "local[2]", env={"JAVA_HOME": str(tmp_path)})
    assert f"Spark needs Java 17 to 21, and there is {here} here." in words
    shutil.rmtree(tmp_path / "bin")
    words = _refused(*standing, "--master", "local[2]", env={"JAVA_HOME": str(tmp_path)})
    assert "and there is none here. Install openjdk-17-jre-headless" in words


def _at_work(process):
    """Wait until Spark has done some of the tasks of a stage, and not all."""
    for line in process.stderr:
        done = line.rpartition(", ")[2].strip().removesuffix("%")
        if done.isdigit() and 5 <= int(done) <= 60:
            return
    raise AssertionError(f"It was never at work: {process.wait()}")


def test_a_worker_that_dies_in_the_middle_changes_no_figure(large, home, tmp_path):
    wanted = tmp_path / "wanted"
    assert main(["build", "--seeds", str(large), "--data", str(wanted)]) == 0
    with cluster(tmp_path / "cluster") as found:
        process = build(
            *("--seeds", large, "--data", tmp_path / "data"),
            *("--engine", "spark", "--master", found.address),
            env={"SPARK_CONF_DIR": str(home / "conf")},
            before=QUICK,
        )
        _at_work(process)
        found.workers[0].kill()
        words = process.communicate()[1]
    assert process.returncode == 0, words
    assert foreign_lines(words) == []
    assert _plain(files_in(tmp_path / "data"), "Spark") == _plain(files_in(wanted), "DuckDB")


def test_a_cluster_that_loses_all_its_workers_is_given_up(large, standing, home, tmp_path):
    data = standing[1]
    whole = files_in(data)
    (tmp_path / "tmp").mkdir()
    with cluster(tmp_path / "cluster") as found:
        process = build(
            *("--seeds", large, "--data", data, "--engine", "spark", "--master", found.address),
            env={"SPARK_CONF_DIR": str(home / "conf"), "TMPDIR": str(tmp_path / "tmp")},
            before=IMPATIENT,
        )
        _at_work(process)
        for worker in found.workers:
            worker.kill()
        words = process.communicate()[1]
    assert process.returncode == 1
    assert "the cluster has had no worker for 15 seconds" in words
    assert "--engine duckdb" in words
    assert foreign_lines(words) == []
    assert files_in(data) == whole
    assert files_in(tmp_path / "tmp") == {}


def test_who_interrupts_spark_finds_the_data_as_it_stood(large, standing, tmp_path):
    data = standing[1]
    whole = files_in(data)
    process = build(
        *("--seeds", large, "--data", data, "--engine", "spark", "--master", "local[2]"),
        env={"TMPDIR": str(tmp_path)},
        before=QUICK,
    )
    next(line for line in process.stderr if "%" in line)
    os.killpg(process.pid, signal.SIGINT)
    words = process.communicate()[1]
    assert process.returncode == 130
    assert words.splitlines()[-1] == "dashboard: interrupted"
    assert foreign_lines(words) == []
    assert files_in(data) == whole
    assert files_in(Path(tmp_path)) == {}
