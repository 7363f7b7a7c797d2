"""What the README shows runs and gives what it says; what it points to exists."""

import ast
import doctest
import re

import pytest

import dashboard
from dashboard.model.view import CHOICES
from dashboard.settings import PACKAGE, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
SOURCES = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
EXAMPLES = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
# What a comment beside an expression says is its value, as Python writes it; else it is prose.
VALUE = re.compile(r"""^(['"(\[]|\d|Quantity\()""")


def rows_below(head):
    """The cells of the table whose first row is `head`."""
    below = README.split(f"\n{head}\n", 1)[1].splitlines()
    lines = [line for line in below[1 : below.index("")] if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_example_gives_what_its_comment_says():
    names, compared = {}, 0
    for example in EXAMPLES:
        for line, statement in zip(*statements(example), strict=True):
            _, _, comment = line.partition("  # ")
            if isinstance(statement, ast.Expr) and VALUE.match(comment):
                value = eval(compile(ast.Expression(statement.value), "README", "eval"), names)
                assert repr(value) == comment
                compared += 1
            else:
                module = ast.Module([statement], [])
                exec(compile(module, "README", "exec"), names)
    assert compared >= 8
    assert names["svg"].startswith(b"<svg")


def statements(example):
    """The lines of an example that begin a statement, and the statements."""
    lines, parsed = example.splitlines(), ast.parse(example).body
    return [lines[statement.lineno - 1] for statement in parsed], parsed


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
