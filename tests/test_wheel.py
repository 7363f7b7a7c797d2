"""An installed wheel works away from the checkout."""

import os
import shutil
import subprocess
import sys
import urllib.request
import zipfile

import pytest
from support.other_project import OTHER_SEEDS, OTHER_TEXTS
from support.servers import serve, stop

import dashboard
from dashboard.settings import ROOT

pytestmark = pytest.mark.installations


@pytest.fixture(scope="module")
def away(tmp_path_factory):
    """A folder that holds what the wheel installs, away from the checkout."""
    home = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        str(home),
    ]
    subprocess.run(build, check=True)
    [wheel] = home.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home / "away")
    return home / "away"


def run(away, *arguments, home=None):
    """A command of the installed package."""
    return subprocess.run(
        [sys.executable, "-m", "dashboard", *arguments],
        cwd=home or away,
        env={**os.environ, "PYTHONPATH": str(away)},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["build"], ["no seeds here", "carries the finished data alone", "--seeds DIR"]),
        (["build", "--check"], ["no seeds here", "--seeds DIR"]),
        (["audit"], ["no seeds here", "--seeds DIR"]),
        (["list", "--data", "none"], ["There is no folder none", "build --seeds DIR --data none"]),
    ],
)
def test_a_command_that_lacks_something_says_what_there_is_and_what_it_needs(command, words, away):
    result = run(away, *command)
    assert result.returncode == 1
    assert all(word in result.stderr for word in words), result.stderr
    assert "Traceback" not in result.stderr


def test_the_wheel_builds_and_audits_the_seeds_it_is_given(away, tmp_path):
    data = tmp_path / "data"
    built = run(away, "build", "--seeds", str(OTHER_SEEDS), "--data", str(data), home=tmp_path)
    assert built.returncode == 0, built.stderr
    assert "Salmon" in run(away, "list", "--data", str(data)).stdout
    audited = run(away, "audit", "--seeds", str(OTHER_SEEDS), "--texts", str(OTHER_TEXTS))
    assert audited.returncode == 0, audited.stdout
    no_texts = run(away, "audit", "--seeds", str(OTHER_SEEDS), "--texts", str(tmp_path / "none"))
    assert "Name their folder with --texts" in no_texts.stderr


def test_a_spoilt_installation_says_to_install_it_anew(away, tmp_path):
    spoilt = shutil.copytree(away, tmp_path / "away")
    (spoilt / "dashboard" / "dataset" / "topics.csv").unlink()
    result = run(spoilt, "list")
    assert result.returncode == 1
    assert "topics.csv: is missing" in result.stderr
    assert "Install the dashboard anew" in result.stderr


def test_the_wheel_carries_the_data_and_serves_it(away):
    process, address = serve(
        sys.executable,
        "-m",
        "dashboard",
        "serve",
        "--port",
        "PORT",
        cwd=away,
        env={"PYTHONPATH": str(away)},
    )
    try:
        assert (
            dashboard.load().version.encode() in urllib.request.urlopen(f"{address}/health").read()
        )
        assert b"<svg" in urllib.request.urlopen(f"{address}/figures/ai_patents_granted.svg").read()
        assert b"what five documents state" in urllib.request.urlopen(f"{address}/").read()
    finally:
        stop(process)
