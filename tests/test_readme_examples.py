"""What the README shows runs and gives what it says; what it points to exists."""

import doctest
import re

import pytest
from support.readme import FENCED, OF_OTHER_PROGRAMS, README, examples, run, section

import dashboard
from dashboard.model.view import CHOICES
from dashboard.settings import PACKAGE, ROOT

SOURCES = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
EXAMPLES = examples(README.replace(section(OF_OTHER_PROGRAMS), ""), "python")


def rows_below(head):
    """The cells of the table whose first row is `head`."""
    below = README.split(f"\n{head}\n", 1)[1].splitlines()
    lines = [line for line in below[1 : below.index("")] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_example_gives_what_its_comment_says():
    names = {}
    compared = sum(run(example, names) for example in EXAMPLES)
    assert compared >= 8
    assert names["svg"].startswith(b"<svg")


def test_every_example_is_run_here_or_beside_a_server():
    beside = [code for name, code in FENCED.findall(section(OF_OTHER_PROGRAMS))]
    assert sorted([*EXAMPLES, *beside]) == sorted(code for name, code in FENCED.findall(README))
    assert len(beside) >= 5


def test_the_examples_in_the_docstrings_run():
    result = doctest.testmod(dashboard)
    assert result.attempted >= 5
    assert result.failed == 0


def test_every_public_name_is_there_and_documented():
    for name in dashboard.__all__:
        assert getattr(dashboard, name).__doc__


def test_the_table_of_parameters_is_that_of_the_view():
    rows = dict(rows_below("| parameter | what it chooses |"))
    assert list(rows) == [f"`{name}`" for name in CHOICES]
    for name, choice in CHOICES.items():
        if name != "size":  # which the README tells above
            assert rows[f"`{name}`"] == choice.help


def test_every_room_has_its_line_and_every_line_a_room():
    named = " ".join(row[0] for row in rows_below("| room of `dashboard/` | what it is for |"))
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    modules = {path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("__")}
    assert set(re.findall(r"`(\w+)/?`", named)) == rooms | modules


@pytest.mark.parametrize("row", rows_below("| to do this | go there |"), ids=lambda row: row[0])
def test_what_the_readme_points_to_exists(row):
    last = ROOT
    for path in re.findall(r"`([\w./*-]+)`", row[1]):
        places = [last / path, last / f"{path}.py"]  # a name in the folder before it
        places += [base / path for base in (PACKAGE, ROOT)]
        found = [place for place in places if place.exists() or list(place.parent.glob(place.name))]
        if not found:
            defined = rf"^(class )?{path}\b( =|:|\()"  # a name, and no place
            assert any(re.search(defined, source, re.MULTILINE) for source in SOURCES), path
        elif found[0].is_dir():
            last = found[0]
