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
        ("twenty-five of two hundred and fifty thousand", [25, 250_000]),
        ("two thousand five hundred, one hundred million", [2500, 1e8]),
        ("five million and six", [5e6, 6]),
        ("the twenty-first, the twelfth", [21, 12]),
        ("a dozen, two dozen, half a dozen, half a million", [12, 24, 6, 5e5]),
        ("half, two-thirds, a third, three quarters, ½", [0.5, 2 / 3, 1 / 3, 3, 0.75, 0.5]),
        ("doubled, twice, tripled, thrice, tenfold, hundredfold", [2, 2, 3, 3, 10, 100]),
        ("one of the largest, the highest", [1, 1, 1]),
        ("1.5 billion parameters, $0.9, 36%", [1.5e9, 0.9, 36]),
        ("thousands and millions", []),
        ("threading a needle, often, someone, the tenths place", []),
        ("nothing here to find", []),
    ],
)
def test_numbers_are_found_in_every_way_of_writing_them(line, expected):
    assert [value for number in find(line) for value in number.values] == expected


@pytest.mark.parametrize(
    "words",
    [
        "dozens",
        "hundreds",
        "millions",
        "decades",
        "century",
        "several",
        "few",
        "many",
        "most",
        "majority",
        "minority",
        "numerous",
        "multiple",
        "fraction",
        "handful",
        "couple",
        "surpasses",
        "overtook",
        "ahead",
    ],
)
def test_an_amount_without_a_value_is_found_too(words):
    [found] = find(f"It was {words} of them.")
    assert found.text == words
    assert found.values == ()


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


@pytest.fixture
def changed(tmp_path):
    """A copy of the texts to change."""
    folder = shutil.copytree(TEXTS, tmp_path / "texts")
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755)
    return folder


def audited(folder, capsys, *more):
    """The exit status of an audit of these texts and the lines it prints."""
    status = main(["audit", "--texts", str(folder), *more])
    return status, capsys.readouterr().out.splitlines()


def starting(lines, start):
    """The rest of those lines that start so."""
    return [line.removeprefix(start) for line in lines if line.startswith(start)]


@at_hand
def test_numbers_that_are_new_gone_or_altered_are_told_with_line_and_words(changed, capsys):
    """A new one too that a rule dismisses, as here in a list of references."""
    file = READ.documents["history-2025"].file
    lines = (changed / file).read_text(encoding="utf-8").split("\n")
    assert "12,080" in lines[44]
    lines[44] = lines[44].replace("12,080", "13,080")
    lines[69] += " Seen in 2031."
    gone = account.account(READ, "history-2025", "\n".join(lines[:110]))[-1]
    lines[gone.line - 1] = lines[gone.line - 1].replace(gone.number.text, "")
    (changed / file).write_text("\n".join(lines), encoding="utf-8")
    status, output = audited(changed, capsys)
    assert status == 1
    assert starting(output, f"{file}: is not the text that was read (its SHA-256 differs)")
    assert starting(output, f"{file}:45: '12,080', which stood on this line, is gone")
    [new] = starting(output, f"{file}:45: '13,080' is new, not accounted for (")
    assert "vs 13,080)" in new
    assert starting(output, f"{file}:70: '2031' is new, taken for: reference list (… ")
    assert starting(output, f"{file}:{gone.line}: {gone.number.text!r}, which stood on this line")
    claims = [line for line in output if "does not stand on line 45" in line]
    assert claims
    assert all(line.startswith("documents/history-2025.toml:") for line in claims)
    assert starting(output, "history-2025: not accounted for, ")
    others = [line for line in output if " numbers accounted for: " in line]
    assert len(others) == len(READ.documents) - 1
    assert output[-1].endswith(" faults")


@at_hand
def test_numbers_and_words_that_moved_are_told_with_both_lines(changed, capsys):
    file = READ.documents["nature-2025"].file
    lines = (changed / file).read_text(encoding="utf-8").split("\n")
    lines.insert(5, "Words alone.")
    (changed / file).write_text("\n".join(lines), encoding="utf-8")
    status, output = audited(changed, capsys)
    assert status == 1
    assert starting(output, f"{file}: has the same numbers as the text that was read")
    moved = {line for line in output if line.startswith(f"{file}:") and "moved here" in line}
    expected = {
        entry.line
        for entry in account.account(READ, "nature-2025", "\n".join(lines))
        if entry.line > 6
    }
    assert len(moved) == len(expected)
    assert starting(output, f"{file}:26: '36', 'second only' moved here from line 25")
    assert any("does not stand on line 25" in line and "but on line 26" in line for line in output)


@at_hand
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda text: text.replace(b"\n", b"\r\n"), "line ends of CR LF"),
        (lambda text: b"\xef\xbb\xbf" + text, "a byte order mark"),
        (
            lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"),
            "a byte order mark and line ends of CR LF",
        ),
        (lambda text: text + b"\n", "another end of its last line"),
    ],
)
def test_a_text_that_differs_only_in_how_it_is_written_is_the_same_and_said_so(
    spoil, words, changed, capsys
):
    for document in READ.documents.values():
        path = changed / document.file
        path.write_bytes(spoil(path.read_bytes()))
    status, output = audited(changed, capsys)
    assert status == 0, output
    assert output[-1] == "Every number is accounted for."
    assert len(output) == len(READ.documents) + 1
    assert all(f"(the text as it was read, but for {words})" in line for line in output[:-1])


@at_hand
def test_a_text_that_is_not_utf_8_or_is_empty_is_refused_in_plain_words(changed, capsys):
    first, second = [document.file for document in READ.documents.values()][:2]
    (changed / first).write_bytes(b"The number \xff")
    (changed / second).write_bytes(b"")
    status, output = audited(changed, capsys)
    assert status == 1
    assert starting(output, f"{first}: is not UTF-8, from byte 12 on")
    assert starting(output, f"{second}: is not the text that was read")
    assert len(starting(output, f"{second}:")) > 10  # what is gone


@at_hand
def test_the_account_of_a_text_that_changed_is_not_written(changed, tmp_path, capsys):
    home = shutil.copytree(SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("texts"))
    before = (home / "account.toml").read_bytes()
    file = READ.documents["rathi-2025"].file
    (changed / file).write_text("Nothing but 777 words.", encoding="utf-8")
    status, output = audited(changed, capsys, "--write", "--seeds", str(home))
    assert status == 1
    assert starting(output, f"{file}:1: '777' is new, not accounted for")
    assert (home / "account.toml").read_bytes() == before
    (home / "account.toml").write_text("[nothing]\nx = 1")
    status, _ = audited(TEXTS, capsys, "--write", "--seeds", str(home))
    assert status == 0
    assert (home / "account.toml").read_bytes() == before


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
    assert set(data.account["document"]) == set(data.document_ids)
    assert data.account["numbers"].sum() > 400
