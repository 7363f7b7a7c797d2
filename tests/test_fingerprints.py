"""No figure changes unseen: a changed one shows here by name, and `make fingerprints` records it."""

import fingerprints
import pytest

import dashboard

DATA = dashboard.load()
RECORDED = {name: print_ for print_, name in (line.split() for line in fingerprints.FILE.read_text(encoding="utf-8").splitlines())}
FIGURES = dict(fingerprints.figures(DATA))


def test_the_list_holds_every_figure_and_no_other():
    assert list(RECORDED) == list(FIGURES)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", dict.fromkeys(name.split(".")[0] for name in FIGURES))
def test_a_figure_looks_as_it_did(name, theme):
    own = {each: view for each, view in FIGURES.items() if each.startswith(f"{name}.") and each.endswith(theme)}
    changed = [each for each, view in own.items() if fingerprints.fingerprint(DATA, view) != RECORDED.get(each)]
    assert changed == [], "If the change is meant: make fingerprints"
