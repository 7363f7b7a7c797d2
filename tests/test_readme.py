"""The README names what there is, and nothing that is not."""

import re

import pytest

from dashboard.cli import parser
from dashboard.export.formats import FORMATS
from dashboard.figures.charts import CHARTS
from dashboard.settings import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = next(action.choices for action in parser()._actions if action.choices)


@pytest.mark.parametrize("name", [*CHARTS, *FORMATS])
def test_the_readme_has_every_chart_and_format(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_has_every_command_with_every_option(name):
    assert f"dashboard {name}" in README
    for action in COMMANDS[name]._actions:
        for option in action.option_strings:
            if option.startswith("--") and option not in ("--help", "--seeds", "--data"):
                assert option in README


def test_every_command_in_the_readme_exists():
    code = [*re.findall(r"`([^`\n]+)`", README), *re.findall(r"^    ([^#\n]+)", README, re.M)]
    named = {name for call in code for name in re.findall(r"(?:^|\s)dashboard (\w+)", call)}
    assert {"build", "list", "figure", "serve"} <= named <= set(COMMANDS)
    for target in re.findall(r"`make (\w+)`", README):
        assert re.search(
            rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
        )


def test_every_picture_and_file_the_readme_links_to_exists():
    for path in re.findall(r"\]\((?!http)([^)#]+)", README):
        assert (ROOT / path).exists(), path


def test_every_dependency_earns_its_line():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["dev"]]:
        assert f"`{re.split(r'[<>=]', requirement)[0]}`" in README
