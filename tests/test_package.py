"""A data package that is not what it says it is, is refused with place and cure, by every command.

Spoilt are a copy of the data, and one whose hashes were made anew, as somebody might.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from support.other_project import build_other_project

from dashboard.cli import main
from dashboard.data import package, seeds
from dashboard.data.descriptor import DESCRIPTOR, digest, identity
from dashboard.data.package import VERSIONS_FILE
from dashboard.data.schema import KEYS, TABLES
from dashboard.data.versions import carried
from dashboard.errors import DashboardError, FaultyPackage
from dashboard.settings import DATA, ROOT, SEEDS

NOBODY = 65534


@pytest.fixture(scope="module")
def files():
    dataset = carried(seeds.load(SEEDS), package.present(DATA))
    return package.package(dataset, seeds.about(SEEDS))


@pytest.fixture
def folder(files, tmp_path):
    package.write(files, tmp_path / "data")
    return tmp_path / "data"


def change(folder, name, old, new):
    """Put `new` for the first `old` in a file of the folder."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def change_cell(folder, name, column, cell, row=0):
    """Put another text into a cell of a table."""
    frame = package.parse((folder / f"{name}.csv").read_text(encoding="utf-8"), name)
    frame[column] = frame[column].astype("str" if isinstance(cell, str) else "object")
    frame.loc[row, column] = cell
    (folder / f"{name}.csv").write_text(package.dump(frame), encoding="utf-8", newline="")


def change_about(folder, **fields):
    """Put other fields into the descriptor."""
    about = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    about.update(fields)
    (folder / DESCRIPTOR).write_text(json.dumps(about), encoding="utf-8")


def make_hashes_anew(folder):
    """Let the descriptor describe the files as they now are."""
    about = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    for resource in about["resources"]:
        resource.update(identity((folder / resource["path"]).read_text(encoding="utf-8")))
    tables = [(folder / f"{name}.csv").read_text(encoding="utf-8") for name in TABLES]
    change_about(folder, resources=about["resources"], version=digest(tables))


def refusal(folder, capsys):
    """What a reader of the folder and a command that needs it are told."""
    package._read.cache_clear()
    with pytest.raises(FaultyPackage) as caught:
        package.read(folder)
    assert main(["list", "--data", str(folder)]) == 1
    output = capsys.readouterr()
    assert output.err == f"dashboard: {caught.value}\n"
    assert output.out == ""
    assert "Restore it from version control, or build it anew" in output.err
    assert str(folder) in output.err.splitlines()[0]
    return output.err


FILES = {
    "a number changed by hand": (
        lambda folder: change(folder, "claims.csv", ",35310,", ",99999,"),
        "claims.csv: is not the file that datapackage.json describes: its SHA-256 differs",
    ),
    "a date of the record of versions": (
        lambda folder: change(folder, VERSIONS_FILE, '"released": "20', '"released": "2x'),
        "versions.jsonl, line 1: is not an older version as it was recorded",
    ),
    "the record of versions cut at a line": (
        lambda folder: (folder / VERSIONS_FILE).write_text(""),
        "versions.jsonl: is not the file that datapackage.json describes: it has 0 bytes",
    ),
    "half a character": (
        lambda folder: (folder / "events.csv").write_bytes(b"event,\xff"),
        "events.csv: is not UTF-8, from byte 7 on",
    ),
    "another encoding": (
        lambda folder: (folder / "topics.csv").write_text("topic", encoding="utf-16"),
        "topics.csv: is not UTF-8, from byte 1 on",
    ),
    "zero bytes": (
        lambda folder: (folder / "topics.csv").write_bytes(b"\0" * 100),
        "topics.csv: ",
    ),
    "a folder for a file": (
        lambda folder: [(folder / "refused.csv").unlink(), (folder / "refused.csv").mkdir()],
        "refused.csv: cannot be read (Is a directory)",
    ),
    "a list for the descriptor": (
        lambda folder: (folder / DESCRIPTOR).write_text("[]"),
        "datapackage.json: is not a JSON object",
    ),
    "no JSON": (
        lambda folder: (folder / DESCRIPTOR).write_text("<<<<<<< HEAD"),
        "datapackage.json: is not JSON",
    ),
    "endless brackets": (
        lambda folder: (folder / DESCRIPTOR).write_text("[" * 100_000),
        "datapackage.json: is not JSON",
    ),
    "an empty descriptor": (
        lambda folder: (folder / DESCRIPTOR).write_text("{}"),
        "datapackage.json: version: is missing",
    ),
    "another version": (
        lambda folder: change_about(folder, version="0" * 12),
        "datapackage.json: version: is '000000000000', and the tables are those of ",
    ),
    "no day": (
        lambda folder: change_about(folder, created="yesterday"),
        "datapackage.json: created: is no day",
    ),
    "no resource": (
        lambda folder: change_about(folder, resources=[]),
        "datapackage.json: names no claims.csv",
    ),
    "resources that are none": (
        lambda folder: change_about(folder, resources=[1, {"path": []}, {"path": "x"}]),
        "datapackage.json: names no claims.csv",
    ),
    "half a character in the descriptor": (
        lambda folder: change(folder, DESCRIPTOR, '"title": "', '"title": "\\ud800'),
        "datapackage.json: title: holds half a character (U+D800)",
    ),
    "a colour that is none": (
        lambda folder: change(folder, DESCRIPTOR, '"light": "#', '"light": "red'),
        "datapackage.json: project.sides.0: is missing or faulty",
    ),
    "years in the wrong order": (
        lambda folder: change(folder, DESCRIPTOR, "2010,", "3010,"),
        "datapackage.json: project.years: is missing or faulty",
    ),
    "a headline that is no metric": (
        lambda folder: change(folder, DESCRIPTOR, '"llm_share"', '"llm_shares"'),
        "datapackage.json: project: there is no metric 'llm_shares'",
    ),
}


@pytest.mark.parametrize("what", FILES)
def test_a_spoilt_file_is_refused_with_its_name_and_the_cure(what, folder, capsys):
    spoil, words = FILES[what]
    spoil(folder)
    assert words in refusal(folder, capsys)


@pytest.mark.parametrize("name", [DESCRIPTOR, VERSIONS_FILE, *(f"{table}.csv" for table in TABLES)])
@pytest.mark.parametrize("part", [None, 0.0, 0.5])
def test_a_file_that_is_missing_empty_or_cut_in_half_is_refused(part, name, folder, capsys):
    path = folder / name
    content = path.read_bytes()
    if part is None:
        path.unlink()
    else:
        path.write_bytes(content[: int(len(content) * part)])
    assert f"- {name}" in refusal(folder, capsys)
    if part is not None and name not in (DESCRIPTOR, VERSIONS_FILE):
        make_hashes_anew(folder)
        cut = "line " if content.count(b"\n") > 1 else "has other columns"
        assert f"- {name}: {cut}" in (words := refusal(folder, capsys)) or "is empty" in words


CELLS = [
    ("claims", "metric", "ai_patent_granted", "there is no 'ai_patent_granted'. Did you mean"),
    ("claims", "entity", "XXX", "there is no 'XXX'"),
    ("claims", "against", "XXX", "there is no 'XXX'"),
    ("claims", "document", "nowhere", "there is no 'nowhere'"),
    ("claims", "document", "", "is empty"),
    ("claims", "comparator", "≥", "'≥' is none of =, ~, >, >=, <, <="),
    ("claims", "status", "surely", "'surely' is none of observed"),
    ("claims", "period", "summer", "'summer' is not an EDTF date"),
    ("claims", "period", "2030/2020", "'2030/2020' ends before it begins"),
    ("claims", "start", "2022-13-01", "month must be in 1..12"),
    ("claims", "value", "inf", "'inf' is no number"),
    ("claims", "value", "1e999", "'1e999' is no number"),
    ("claims", "value", "nan", "'nan' is no number"),
    ("claims", "value", "many", "'many' is no number"),
    ("claims", "value", "", "is empty"),
    ("claims", "low", "1e14", "does not lie between low and high"),
    ("claims", "line", "-3", "-3 is less than 0"),
    ("claims", "start", "1900-01-01", "is not the first day of"),
    ("events", "end", "1900-01-01", "is not the first day of"),
    ("claims", "line", "1.5", "'1.5' is no whole number"),
    ("claims", "line", "9" * 30, "is no whole number"),
    ("claims", "says", "a\u0007b", "holds a control character (U+0007)"),
    ("claims", "says", "a\u202eb", "holds right-to-left override (U+202E)"),
    ("claims", "caveat", "a\nb", "holds a line break (U+000A)"),
    ("events", "actor", "XXX", "there is no 'XXX'"),
    ("events", "kind", "party", "'party' is none of politics"),
    ("metrics", "forms", "bars pie", "there is no 'pie'"),
    ("metrics", "comparable", "yes", "'yes' is none of true, false"),
    ("metrics", "topic", "weather", "there is no 'weather'"),
    ("absences", "country", "XXX", "there is no 'XXX'"),
    ("conflicts", "sides", "nowhere.1a", "there is no 'nowhere.1a'"),
    ("account", "numbers", "-", "'-' is no whole number"),
    ("derived_figures", "claim", "x", "there is no 'x'"),
    ("derived", "computes", "1 / (", "is not a sum"),
    ("derived", "computes", "1 + nothing", "it does not use the figures of the sum"),
    ("derived", "formula", "{nothing", "its braces"),
]


@pytest.mark.parametrize(("name", "column", "cell", "words"), CELLS)
def test_a_cell_that_cannot_be_is_refused_with_line_and_column_whatever_the_hashes_say(
    name, column, cell, words, folder, capsys
):
    change_cell(folder, name, column, cell)
    make_hashes_anew(folder)
    said = refusal(folder, capsys)
    assert f"- {name}.csv, line 2, {column}: " in said or words.startswith(
        ("does not lie", "is not the first")
    )
    assert words in said


@pytest.mark.parametrize("name", TABLES)
def test_a_row_that_stands_twice_is_refused(name, folder, tmp_path, capsys):
    if name.startswith("records"):  # here nothing is counted from records
        folder = build_other_project(tmp_path / "other")
        capsys.readouterr()
    path = folder / f"{name}.csv"
    rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([*rows, rows[1]])
    make_hashes_anew(folder)
    words = refusal(folder, capsys)
    assert f"- {name}.csv, line {len(rows) + 1}, {KEYS[name][0]}: " in words
    assert "stands there twice" in words


@pytest.mark.parametrize("name", ["claims", "metrics", "entities", "documents", "topics"])
def test_a_table_without_rows_is_refused(name, folder, capsys):
    path = folder / f"{name}.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8")
    make_hashes_anew(folder)
    assert f"- {name}.csv: has no row" in refusal(folder, capsys)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_with_other_columns_is_refused(name, folder, capsys):
    path = folder / f"{name}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line},x\n" for line in lines), encoding="utf-8")
    make_hashes_anew(folder)
    assert f"- {name}.csv: has other columns: 'x' is none of its own" in refusal(folder, capsys)


def test_everything_that_is_wrong_is_said_at_once(folder, capsys):
    change(folder, "claims.csv", ",35310,", ",99999,")
    (folder / "topics.csv").unlink()
    change(folder, "events.csv", "event,", "happening,")
    change_about(folder, created="")
    words = refusal(folder, capsys)
    for name in ("claims.csv", "topics.csv", "events.csv", DESCRIPTOR):
        assert f"- {name}" in words


def test_faults_beyond_twenty_are_counted(folder, capsys):
    lines = (folder / "claims.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "claims.csv").write_text("".join([*lines, *lines[1:]]), encoding="utf-8", newline="")
    words = refusal(folder, capsys)
    assert len(words.splitlines()) == 23
    assert f"- and {len(lines) - 20} more" in words


def test_an_empty_folder_and_one_of_something_else_hold_no_data_package(tmp_path, capsys):
    assert "holds no data package" in refusal(tmp_path, capsys)
    (tmp_path / "thesis.txt").write_text("mine")
    assert "holds no data package" in refusal(tmp_path, capsys)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_file_that_may_not_be_read_is_named(files):
    with tempfile.TemporaryDirectory() as home:
        os.chmod(home, 0o755)
        folder = Path(home) / "data"
        package.write(files, folder)
        (folder / "claims.csv").chmod(0o600)
        assert faults_for_nobody(folder)


def faults_for_nobody(folder):
    """Whether somebody without rights is told of the one file that only its owner may read."""
    child = os.fork()
    if child == 0:
        os.setuid(NOBODY)
        try:
            _, faults = package._texts(folder)
            assert [str(fault) for fault in faults] == [
                "claims.csv: cannot be read (Permission denied)."
            ]
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def test_a_package_from_before_there_were_hashes_is_read(folder):
    about = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    for resource in about["resources"]:
        del resource["hash"], resource["bytes"]
    change_about(folder, resources=about["resources"])
    assert package.read(folder).version == about["version"]
    change(folder, "claims.csv", ",35310,", ",99999,")
    package._read.cache_clear()
    with pytest.raises(FaultyPackage, match="version"):
        package.read(folder)


def test_what_the_refusal_says_does_mend_it(folder, files):
    change(folder, "refused.csv", "reason", "reasons")
    with pytest.raises(DashboardError):
        package.read(folder)
    assert main(["build", "--seeds", str(SEEDS), "--data", str(folder)]) == 0
    assert package.read(folder).version == json.loads(files[DESCRIPTOR])["version"]


def test_serve_says_what_is_wrong_with_the_data_before_it_serves(folder):
    (folder / "metrics.csv").unlink()
    call = [sys.executable, "-m", "dashboard", "serve", "--data", str(folder)]
    run = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert "metrics.csv: is missing" in run.stderr
    assert "dashboard build" in run.stderr
    assert "Traceback" not in run.stderr + run.stdout
