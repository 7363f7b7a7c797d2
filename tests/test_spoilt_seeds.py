"""Whatever stands in a seed file, a build says plainly what is wrong, or it makes sound data.

A walk through many ways to spoil a file; and the ways that were once let through, one by one.
"""

import re
import shutil
import subprocess
import sys

import pytest
from support.other_project import OTHER_SEEDS
from support.spoil import mend, spoil

from dashboard.cli import main
from dashboard.data import package, seeds
from dashboard.errors import FaultyInput

STEPS = 150
FAULT = re.compile(r"- (?P<file>(documents/)?[^:\n]*\.toml|documents/)[^\n]*: .+\. .+")


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(OTHER_SEEDS, tmp_path / "seeds")


def test_a_spoilt_seed_is_refused_in_plain_words_or_makes_sound_data(copy, tmp_path, capsys):
    walk(copy, tmp_path, capsys, range(STEPS))


def walk(copy, tmp_path, capsys, numbers):
    """Spoil, build and mend, once for each number; how often it was refused."""
    data = tmp_path / "data"
    call = ["build", "--seeds", str(copy), "--data", str(data)]
    assert main(call) == 0
    sound = package.present(data)
    refused = 0
    for number in numbers:
        path = spoil(copy, number)
        capsys.readouterr()
        status = main(call)
        output = capsys.readouterr()
        if status:
            refused += 1
            assert status == 1, number
            assert re.match(r"dashboard: \d+ faults?:\n", output.err), (number, output.err)
            for line in output.err.splitlines()[1:]:
                assert line.startswith("- ") <= bool(FAULT.match(line)), (number, line)
            assert package.present(data) == sound, number
        else:
            package._read.cache_clear()
            package.read(data)
            shutil.rmtree(data)
            package.write(sound, data)
        assert {file.name for file in tmp_path.iterdir()} == {"seeds", "data"}, number
        mend(copy, OTHER_SEEDS, path)
    assert refused > len(numbers) / 2
    return refused


def replaced(old, new):
    """What puts `new` for the first `old` in a text."""

    def change(text):
        assert old in text
        return text.replace(old, new, 1)

    return change


TITLE = 'title = "Exports"'
DOCUMENT = "documents/two-coasts.toml"
CASES = {
    "a bell": ("topics.toml", replaced(TITLE, 'title = "Ex\\u0007ports"'), "a control character"),
    "an escape": ("topics.toml", replaced(TITLE, 'title = "\\u001b[31mEx"'), "(U+001B)"),
    "a C1 control": ("topics.toml", replaced(TITLE, 'title = "Ex\\u0090"'), "(U+0090)"),
    "a tab": ("topics.toml", replaced(TITLE, 'title = "Ex\\tports"'), "holds a tab (U+0009)"),
    "a line break": ("topics.toml", replaced(TITLE, 'title = "Ex\\nports"'), "a line break"),
    "an override": ("topics.toml", replaced(TITLE, 'title = "Ex\\u202eports"'), "right-to-left"),
    "an isolate": ("topics.toml", replaced(TITLE, 'title = "Ex\\u2067ports"'), "(U+2067)"),
    "no width": ("topics.toml", replaced(TITLE, 'title = "Ex\\u200bports"'), "zero width space"),
    "no character": ("topics.toml", replaced(TITLE, 'title = "Ex\\uffff"'), "(U+FFFF)"),
    "a private one": ("topics.toml", replaced(TITLE, 'title = "Ex\\ue000"'), "a private character"),
    "half a character": ("topics.toml", replaced(TITLE, 'title = "Ex\\ud800"'), "is not TOML"),
    "a wrong decoding": ("topics.toml", replaced(TITLE, 'title = "Ex\\ufffd"'), "(U+FFFD)"),
    "a control in a name": ("topics.toml", replaced("[exports]", '["ex\\u0007"]'), "(U+0007)"),
    "a blank title": ("topics.toml", replaced(TITLE, 'title = " "'), "title: is blank"),
    "a hard blank": ("topics.toml", replaced(TITLE, 'title = "\\u00a0"'), "title: is blank"),
    "a blank at an end": ("topics.toml", replaced(TITLE, 'title = "Ex "'), "begins or ends with"),
    "endless": ("topics.toml", replaced(TITLE, f'title = "{"x" * 9999}"'), "9,999 characters long"),
    "nested brackets": ("topics.toml", lambda text: f"x = {'[' * 3000}", "is nested too deeply"),
    "endless digits": ("topics.toml", lambda text: f"x = {'9' * 5000}", "is not TOML"),
    "no conflict": ("conflicts.toml", lambda text: "", "holds no [[conflict]]"),
    "conflicts": (
        "conflicts.toml",
        lambda text: text.replace("[[conflict]]", "[[conflicts]]"),
        "conflicts: is not known. Write [[conflict]]",
    ),
    "a conflict that is 5": ("conflicts.toml", lambda text: "conflict = 5", "is not a list"),
    "one conflict twice": (
        "conflicts.toml",
        lambda text: text + text[: text.index("[[conflict]]", 5)],
        "its title stands at conflicts.toml:1 [[conflict]] too",
    ),
    "no sum": ("derived.toml", lambda text: "# none", "holds no [[sum]]"),
    "nothing refused": ("derived.toml", lambda text: "sum = []", "holds no [[refused]]"),
    "no account": ("account.toml", lambda text: "# none", "holds the account of no document"),
    "an account of nothing": (
        "account.toml",
        lambda text: text.replace("[two-coasts", "[three-coasts"),
        "there is no such document",
    ),
    "no metric": ("metrics.toml", lambda text: "", "there is no metric"),
    "no entity": ("entities.toml", lambda text: "", "there is no entity"),
    "no project": ("project.toml", lambda text: "# none", "title: Field required"),
    "an empty document": (DOCUMENT, lambda text: "", "short: Field required"),
    "a document that states nothing": (
        "documents/market-notes.toml",
        lambda text: text[: text.index("[[claim]]")],
        "holds neither a [[claim]] nor an [[event]]",
    ),
    "infinity": (DOCUMENT, replaced("value      = 12", "value      = inf"), "[[claim]]: value"),
    "no number": (DOCUMENT, replaced("value      = 12", "value      = nan"), "[[claim]]: value"),
    "too large": (
        DOCUMENT,
        replaced("value      = 12", "value = 1e308"),
        "1e+308 cannot be written",
    ),
    "too small": (
        DOCUMENT,
        replaced("value      = 12", "value = 1e-99"),
        "1e-99 cannot be written",
    ),
    "over zero": (DOCUMENT, replaced("value      = 12", 'value = "1/0"'), "is no fraction such as"),
    "no such line": (DOCUMENT, replaced("line       = ", f"line = {'9' * 30} # "), "less than or"),
    "a reversed period": (DOCUMENT, replaced('"2022"', '"2030/2020"'), "ends before it begins"),
    "a script for an address": (
        DOCUMENT,
        replaced("https://example.org", "javascript:alert"),
        "url: String should match",
    ),
    "a path for a file": (DOCUMENT, replaced('"two-coasts.txt"', '"../x.txt"'), "name of a file"),
    "an endless pattern": (DOCUMENT, replaced("'^\\d\\. '", "'a{99999999999}'"), "no regular expr"),
}


@pytest.mark.parametrize("what", CASES)
def test_what_cannot_be_is_refused_with_file_line_and_cure(what, copy, tmp_path, capsys):
    name, change, words = CASES[what]
    path = copy / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert main(["build", "--seeds", str(copy), "--data", str(tmp_path / "data")]) == 1
    output = capsys.readouterr().err
    [line, *_] = [line for line in output.splitlines() if words in line] or [output]
    assert words in line
    assert line.startswith(f"- {name}") or "there is no" in words
    assert FAULT.match(line)
    if name == "topics.toml" and "holds" in line:
        lines = path.read_text(encoding="utf-8").splitlines()
        number = int(re.match(r"- topics.toml:(\d+): ", line)[1])
        assert lines[number - 1].startswith(("title = ", '["ex'))
    assert not (tmp_path / "data").exists()


def test_that_there_is_no_conflict_and_no_sum_can_be_said(copy):
    (copy / "conflicts.toml").write_text("conflict = []")
    (copy / "derived.toml").write_text("sum = []\nrefused = []")
    assert len(seeds.load(copy).conflicts) == 0


def test_a_fault_is_told_in_one_line_that_moves_no_cursor(copy):
    path = copy / "topics.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[exports]", '["a\\n\\u001b[2J"]'), encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        seeds.load(copy)
    assert all("\n" not in str(fault) and "\x1b" not in str(fault) for fault in caught.value.faults)


def test_seeds_with_a_byte_order_mark_and_line_ends_of_windows_make_the_same_data(copy):
    version = seeds.load(copy).version
    for path in copy.rglob("*.toml"):
        content = path.read_bytes()
        path.write_bytes(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n"))
    assert seeds.load(copy).version == version


@pytest.mark.parametrize("command", ["build", "audit"])
def test_a_folder_of_seeds_that_is_not_there_is_named(command, tmp_path, capsys):
    assert main([command, "--seeds", str(tmp_path / "none")]) == 1
    assert "There is no folder" in capsys.readouterr().err


def test_a_command_line_ends_without_a_traceback():
    call = [sys.executable, "-m", "dashboard", "build", "--seeds", "/dev/null"]
    run = subprocess.run(call, capture_output=True, text=True)
    assert run.returncode == 1
    assert "Traceback" not in run.stderr
