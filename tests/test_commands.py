"""The command line makes the same bytes by the same path, and refuses in a sentence."""

import io
import json
import os
import resource
import subprocess
import sys
from dataclasses import replace

import pytest

import dashboard
from dashboard.cli import main
from dashboard.export.formats import FORMATS
from dashboard.figures.catalog import catalog
from dashboard.figures.charts import CHARTS
from dashboard.settings import ROOT


@pytest.mark.parametrize("format", FORMATS)
def test_figure_writes_the_same_bytes_as_the_library(format, tmp_path):
    target = tmp_path / f"out.{format}"
    assert (
        main(
            [
                "figure",
                "ai_patents_granted",
                "-o",
                str(target),
                "--form",
                "dumbbell",
                "--theme",
                "dark",
            ]
        )
        == 0
    )
    figure = dashboard.draw(
        dashboard.load(), dashboard.View("ai_patents_granted", form="dumbbell", theme="dark")
    )
    assert target.read_bytes() == dashboard.export(figure, format)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["figure", "ai_patent_granted", "-o", "x.svg"], "Did you mean ai_patents_granted"),
        (["figure", "ai_patents_granted", "-o", "x.gif"], "There is no format 'gif'"),
        (["figure", "ai_patents_granted", "-o", "x"], "has no ending"),
        (["figure", "ai_patents_granted", "-o", "x.svg", "--form", "pie"], "bars, dots, dumbbell"),
        (
            ["figure", "ai_patents_granted", "-o", "x.svg", "--size", "7mm"],
            "size must be from 70 to 1200 mm",
        ),
        (["figure", "ai_patents_granted", "-o", "nowhere/x.svg"], "cannot be written"),
    ],
)
def test_a_call_that_cannot_be_says_why_and_writes_nothing(
    arguments, words, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_device_is_written_to_and_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    assert main(["figure", "llm_share", "-o", str(link)]) == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8-sig").startswith("fact,")
    assert real.stat().st_mode & 0o777 == 0o640
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert main(["figure", "llm_share", "-o", str(pipe)]) == 0
    assert reader.communicate()[0] == real.read_bytes()
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    "address",
    ["d.test", "https://d.test/?x=1", "ftp://d.test", "https://例え.jp", "https://d.test/<b>"],
)
def test_a_public_address_that_is_none_is_refused_in_a_sentence(address, monkeypatch, capsys):
    monkeypatch.setenv("DASHBOARD_ADDRESS", address)
    assert main(["figure", "llm_share", "-o", "x.svg"]) == 1
    assert "DASHBOARD_ADDRESS must be" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["list"], "Standard output"),
        (["list", "--json"], "Standard output"),
        (["figure", "lead", "-o", "-", "--format", "csv"], "Standard output"),
        (["figure", "lead", "-o", "/dev/full", "--format", "csv"], "/dev/full"),
    ],
)
def test_a_full_disk_is_named_with_what_to_do(arguments, name):
    call = [sys.executable, "-m", "dashboard", *arguments]
    with open("/dev/full", "wb") as full:
        run = subprocess.run(call, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True)
    assert run.returncode == 1
    [line] = run.stderr.splitlines()
    assert line.startswith(f"dashboard: {name}")
    assert "No space left on device" in line
    assert "Make room there, or " in line


def test_a_figure_for_which_there_is_no_room_leaves_the_old_file(tmp_path):
    target = tmp_path / "lead.csv"
    target.write_text("old")

    def bound():
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    call = [sys.executable, "-m", "dashboard", "figure", "lead", "-o", str(target)]
    run = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, preexec_fn=bound)
    assert run.returncode == 1
    assert f"{target} cannot be written (File too large). Make room there" in run.stderr
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_list_names_every_figure_with_its_charts_and_every_format(capsys):
    main(["list", "--json"])
    listed = json.loads(capsys.readouterr().out)
    main(["list"])
    plain = capsys.readouterr().out
    entries = catalog(dashboard.load())
    assert {name: entry["forms"] for name, entry in listed["subjects"].items()} == {
        name: list(entry.forms) for name, entry in entries.items()
    }
    assert list(listed["forms"]) == list(CHARTS)
    assert list(listed["formats"]) == list(FORMATS)
    lines = plain.splitlines()
    for name, entry in entries.items():
        [line] = [line for line in lines if line.split()[:1] == [name]]
        assert line.endswith(f"{entry.title}  [{', '.join(entry.forms)}]")
    assert lines[-1] == f"formats: {', '.join(FORMATS)}"


def test_a_figure_goes_to_standard_output():
    call = [sys.executable, "-m", "dashboard", "figure", "llm_share", "-o", "-", "--format", "svg"]
    assert subprocess.run(call, cwd=ROOT, capture_output=True, check=True).stdout.startswith(
        b"<svg"
    )


def test_importing_the_package_starts_no_streamlit():
    call = [sys.executable, "-c", "import sys, dashboard; sys.exit('streamlit' in sys.modules)"]
    assert subprocess.run(call, cwd=ROOT).returncode == 0


@pytest.mark.parametrize("command", [["build", "--check"], ["--help"]])
def test_building_the_data_loads_no_renderer(command):
    heavy = {"altair", "plotly", "vl_convert", "streamlit", "PIL", "fontTools", "pptx", "edtf"}
    code = (
        "import sys, atexit\nfrom dashboard.cli import main\n"
        f"atexit.register(lambda: print(sorted({heavy} & set(sys.modules))))\nmain({command})"
    )
    call = [sys.executable, "-c", code]
    output = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert output.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "first", ["dashboard.export.formats", "dashboard.data.package", "dashboard"]
)
def test_every_public_name_is_there_whatever_was_imported_before(first):
    code = (
        f"import {first}, dashboard\nfrom dashboard import *\n"
        "figure = draw(load(), View('llm_share'))\n"
        "assert type(figure) is Figure and isinstance(load(), Dataset)\n"
        "assert isinstance(figure.rows[0].figure.interval, Interval)\n"
        "assert dashboard.export is export and export(figure, 'csv')\n"
        "assert not hasattr(dashboard, 'nothing')"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_the_public_face_is_what_it_says():
    assert set(dashboard.__all__) == {
        "DashboardError",
        "Dataset",
        "Figure",
        "Interval",
        "View",
        "draw",
        "export",
        "load",
    }
    assert all(getattr(dashboard, name) for name in dashboard.__all__)


@pytest.fixture(scope="module")
def lead_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("lead") / "lead.csv"
    assert main(["figure", "lead", "-o", str(file)]) == 0
    return str(file)


@pytest.mark.parametrize(
    "encoding", ["cp1251", "cp1250", "cp1252", "gbk", "cp932", "cp437", "cp850", "ascii"]
)
@pytest.mark.parametrize("command", ["list", "reopen"])
def test_a_letter_that_a_terminal_lacks_is_no_reason_to_fail(
    command, encoding, lead_file, monkeypatch
):
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding) for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    assert main([command, *([lead_file] if command == "reopen" else [])]) == 0
    assert streams["stdout"].buffer.getvalue()


def test_a_terminal_of_few_letters_gets_the_words_of_a_program_of_its_own(lead_file):
    run = subprocess.run(
        [sys.executable, "-m", "dashboard", "reopen", lead_file],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1251", "PYTHONPATH": str(ROOT)},
    )
    assert run.returncode == 0, run.stderr
    assert b"Traceback" not in run.stderr
    assert run.stdout


@pytest.mark.parametrize("port", ["70000", "-1", "0", "x"])
def test_a_port_that_is_none_is_refused_in_words(port, capsys, monkeypatch):
    with pytest.raises(SystemExit):
        main(["serve", f"--port={port}"])
    assert "from 1 to 65535" in capsys.readouterr().err
    monkeypatch.setenv("PORT", port)
    assert main(["serve"]) == 1
    assert "PORT must be a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("data", ["", "/"])
def test_data_is_built_in_a_folder_of_its_own_alone(data, capsys):
    assert main(["build", "--data", data]) == 1
    assert "--data must name a folder" in capsys.readouterr().err


def test_data_is_built_where_one_stands(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert main(["build", "--data", "."]) == 0
    assert (folder / "claims.csv").is_file()


def test_of_a_file_larger_than_any_of_ours_no_more_is_read_than_shows_that(tmp_path, capsys):
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(20_000_000_000)
    assert main(["reopen", str(large)]) == 1
    assert "larger than 100 MB" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["1950-01-01", "2200-01-01"])
def test_an_archive_of_a_day_that_archives_do_not_know_is_made(day, tmp_path):
    figure = dashboard.draw(replace(dashboard.load(), released=day), dashboard.View("llm_share"))
    assert dashboard.export(figure, "zip").startswith(b"PK")
