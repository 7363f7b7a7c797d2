"""Tables larger than memory are counted within it, and a disk that is full is said to be."""

import re
import shutil
import subprocess
import sys

import pytest
from support.records import build, files_in, project, write_landings

pytestmark = pytest.mark.engines  # it writes hundreds of megabytes
MEMORY = "120MB"
ROWS, PADDING = 250_000, "x" * 800  # a CSV of 210 MB
MOST = 600  # megabytes
HIGHEST = """
import atexit, pathlib
atexit.register(lambda: print(pathlib.Path("/proc/self/status").read_text(), file=sys.stderr))
"""


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    seeds = project(tmp_path_factory.mktemp("large"), "large.csv")
    write_landings(seeds / "records" / "large.csv", ROWS, PADDING)
    assert (seeds / "records" / "large.csv").stat().st_size > 200_000_000
    return seeds


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_csv_larger_than_its_memory_is_counted_within_it(seeds, tmp_path):
    process = build("--seeds", seeds, "--data", tmp_path, "--memory", MEMORY, before=HIGHEST)
    words = process.communicate()[1]
    assert process.returncode == 0, words
    assert int(re.search(r"VmHWM:\s*(\d+) kB", words)[1]) / 1024 < MOST
    counts = (tmp_path / "records.csv").read_text(encoding="utf-8")
    assert counts.count(f",{ROWS},") == 2


def test_one_broken_line_deep_in_it_is_named(seeds, tmp_path):
    spoilt = shutil.copytree(seeds, tmp_path / "seeds")
    deep = ROWS * 4 // 5
    with (
        (seeds / "records" / "large.csv").open("rb") as whole,
        (spoilt / "records" / "large.csv").open("wb") as file,
    ):
        for number, line in enumerate(whole, 1):
            file.write(b"L1,NOR,2020-01-01\n" if number == deep else line)
    process = build("--seeds", spoilt, "--data", tmp_path / "data", "--memory", MEMORY)
    words = process.communicate()[1]
    assert process.returncode == 1
    assert f"large.csv, line {deep:,}: is no whole CSV (has not the 6 cells of the header)" in words
    assert "Write it anew" in words
    assert not (tmp_path / "data").exists()


def test_a_disk_that_fills_while_sorting_is_said_to_be_full(tmp_path):
    unshare = next(
        (
            call
            for call in (["unshare", "-rm"], ["unshare", "-m"])
            if shutil.which("unshare") and subprocess.run([*call, "true"]).returncode == 0
        ),
        None,
    )
    if unshare is None:
        pytest.skip("a small disk needs unshare")
    seeds = project(tmp_path, "large.parquet", "distinct(landing)")
    write_landings(seeds / "records" / "large.parquet", 3_000_000)
    small, data = tmp_path / "small", tmp_path / "data"
    small.mkdir()
    program = "import sys; from dashboard.cli import main; sys.exit(main(sys.argv[1:]))"
    call = ["build", "--seeds", seeds, "--data", data, "--memory", MEMORY]
    mounted = f"mount -t tmpfs -o size=2m tmpfs {small} && TMPDIR={small} exec "
    done = subprocess.run(
        [*unshare, "sh", "-c", f'{mounted} "$@"', "sh", sys.executable, "-c", program, *call],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert "large.parquet: the disk is full where duckdb sorts" in done.stderr
    assert "name another folder in TMPDIR" in done.stderr
    assert not data.exists()
    assert files_in(small) == {}
