"""The command line makes the same bytes by the same path, and refuses in a sentence."""

import json
import subprocess
import sys

import pytest

import dashboard
from dashboard.cli import main
from dashboard.export import FORMATS
from dashboard.paths import ROOT


@pytest.mark.parametrize("format", FORMATS)
def test_figure_writes_the_same_bytes_as_the_library(format, tmp_path):
    target = tmp_path / f"out.{format}"
    assert main(["figure", "ai_patents_granted", "-o", str(target), "--form", "dumbbell", "--theme", "dark"]) == 0
    drawing = dashboard.draw(dashboard.load(), dashboard.View("ai_patents_granted", form="dumbbell", theme="dark"))
    assert target.read_bytes() == dashboard.export(drawing, format)
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["figure", "ai_patent_granted", "-o", "x.svg"], "Did you mean ai_patents_granted"),
        (["figure", "ai_patents_granted", "-o", "x.gif"], "There is no format 'gif'"),
        (["figure", "ai_patents_granted", "-o", "x"], "has no ending"),
        (["figure", "ai_patents_granted", "-o", "x.svg", "--form", "pie"], "bars, dots, dumbbell"),
        (["figure", "ai_patents_granted", "-o", "x.svg", "--size", "7mm"], "size must be from 70 to 1200 mm"),
        (["figure", "ai_patents_granted", "-o", "nowhere/x.svg"], "cannot be written"),
    ],
)
def test_a_call_that_cannot_be_says_why_and_writes_nothing(arguments, words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_list_names_every_subject_form_and_format(capsys):
    main(["list", "--json"])
    listed = json.loads(capsys.readouterr().out)
    main(["list"])
    plain = capsys.readouterr().out
    assert all(name in plain for name in [*listed["subjects"], *listed["formats"]])


def test_a_figure_goes_to_standard_output():
    call = [sys.executable, "-m", "dashboard", "figure", "llm_share", "-o", "-", "--format", "svg"]
    assert subprocess.run(call, cwd=ROOT, capture_output=True, check=True).stdout.startswith(b"<svg")


def test_importing_the_package_starts_no_streamlit():
    call = [sys.executable, "-c", "import sys, dashboard; sys.exit('streamlit' in sys.modules)"]
    assert subprocess.run(call, cwd=ROOT).returncode == 0


def test_the_public_face_is_what_it_says():
    assert set(dashboard.__all__) == {"DashboardError", "Dataset", "Drawing", "View", "draw", "export", "load"}
    assert all(getattr(dashboard, name) for name in dashboard.__all__)
