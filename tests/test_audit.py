"""No number of the documents slips past the curator, and a changed text is refused."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dashboard
from dashboard.cli import main
from dashboard.data import seeds
from dashboard.data.audit import account
from dashboard.data.audit.number_parser import agrees, find
from dashboard.settings import SEEDS, texts

TEXTS = texts()
READ = seeds.read(SEEDS)
at_hand = pytest.mark.skipif(
    TEXTS is None, reason="the documents' texts are not at hand (SEED_TEXTS or seeds/texts/)"
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("over 4,300 AI companies", [4300]),
        ("RMB 508 billion (US$75 billion)", [508e9, 75e9]),
        ("at least 1 trillion Yuan", [1e12]),
        ("under $6 million with 2,000 chips", [6e6, 2000]),
        ("only 1/13 of it", [1 / 13]),
        ("a 3-4 nanometer node", [3, 4]),
        ("in the 1980s and 1990s", [1980, 1990]),
        ("four times, twofold, a decade, Over five thousand", [4, 2, 10, 5000]),
        ("the fourth most valuable, number one, topped", [4, 1, 1]),
        ("second only to them", [2, 1]),
        ("1.5 billion parameters, $0.9, 36%", [1.5e9, 0.9, 36]),
        ("thousands and millions", []),
        ("nothing here to find", []),
    ],
)
def test_numbers_are_found_in_every_way_of_writing_them(line, expected):
    assert [value for number in find(line) for value in number.values] == expected


@given(st.integers(0, 10**12))
def test_every_whole_number_agrees_with_its_own_digits(number):
    assert agrees(f"some {number:,} things", number)
    assert agrees(f"some {number} things", number)
    assert not agrees(f"some {number} things", number + 1)


@pytest.mark.parametrize("document", READ.documents)
def test_the_recorded_account_holds_every_claim_and_event(document):
    numbers = READ.account[document].numbers
    assert (
        numbers["claim"] + numbers.get("event", 0)
        >= len({claim.says for _, source, claim in READ.claims if source == document}) / 2
    )
    assert set(numbers) <= set(account.KINDS)


@at_hand
def test_every_number_of_every_text_is_accounted_for(capsys):
    assert main(["audit", "--texts", str(TEXTS)]) == 0
    assert "Every number is accounted for." in capsys.readouterr().out


@at_hand
@pytest.mark.parametrize("document", READ.documents)
def test_a_changed_text_is_refused(document):
    text = (TEXTS / READ.documents[document].file).read_bytes() + b" "
    assert "SHA-256" in str(next(account.faults(READ, document, text)))


@at_hand
def test_a_new_number_in_a_text_is_listed_with_file_line_and_context(tmp_path, capsys):
    folder = shutil.copytree(TEXTS, tmp_path / "texts")
    name = READ.documents["ascendancy-2025"].file
    lines = (folder / name).read_text(encoding="utf-8").split("\n")
    lines[2] += " It has 777 laboratories."
    entries = account.account(READ, "ascendancy-2025", "\n".join(lines))
    assert [(entry.line, entry.number.text) for entry in entries if not entry.kind] == [(3, "777")]
    (folder / name).chmod(0o644)
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    assert main(["audit", "--texts", str(folder)]) == 1
    assert name in capsys.readouterr().out


def test_an_audit_without_texts_says_where_to_put_them(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SEED_TEXTS", str(tmp_path))
    assert main(["audit"]) == 1
    assert "seeds/texts/" in capsys.readouterr().err


def test_the_account_is_part_of_the_data():
    data = dashboard.load()
    assert set(data.account["document"]) == set(data.documents["document"])
    assert data.account["numbers"].sum() > 400
