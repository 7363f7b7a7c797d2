"""What the documents' texts prove of the seeds; skipped by name where the texts are not at hand."""

import hashlib
import re
import subprocess

import pytest

import dashboard
from dashboard.data import versions
from dashboard.data.audit.number_parser import agrees
from dashboard.settings import ROOT, texts

DATA = dashboard.load()
TEXTS = texts()
FILES = dict(zip(DATA.documents["document"], DATA.documents["file"], strict=True))
at_hand = pytest.mark.skipif(
    TEXTS is None, reason="the documents' texts are not at hand (SEED_TEXTS or seeds/texts/)"
)
CLAIMS = DATA.claims.to_dict("records")
EVENTS = DATA.events.to_dict("records")


def line(row):
    return (TEXTS / FILES[row["document"]]).read_text(encoding="utf-8").split("\n")[row["line"] - 1]


@at_hand
@pytest.mark.parametrize(
    "document", DATA.documents.to_dict("records"), ids=lambda row: row["document"]
)
def test_the_text_is_the_one_that_was_read(document):
    assert hashlib.sha256((TEXTS / document["file"]).read_bytes()).hexdigest() == document["sha256"]


@at_hand
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda row: row["claim"])
def test_the_words_of_a_claim_stand_on_its_line(claim):
    assert claim["says"] in line(claim)
    assert claim["when"] in line(claim)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda row: row["claim"])
def test_the_number_in_the_words_of_a_claim_is_its_value(claim):
    assert agrees(claim["says"], claim["value"]), claim["says"]


@pytest.mark.parametrize(
    "claim",
    [row for row in CLAIMS if row["period_basis"] == "stated"],
    ids=lambda row: row["claim"],
)
def test_a_stated_period_stands_in_the_words_of_the_claim(claim):
    for year in re.findall(r"\d{4}", claim["period"]):
        assert year in f"{claim['when']} {claim['says']}"


@at_hand
@pytest.mark.parametrize("event", EVENTS, ids=lambda row: row["event"])
def test_the_words_of_an_event_stand_on_its_line(event):
    assert event["says"] in line(event)


@at_hand
def test_no_sentence_of_a_document_stands_in_a_file_of_the_project():
    run = 8  # words in a row that only a copy shares; titles are shorter or are titles
    recorded = [
        versions.at(DATA, version) for version in versions.known(DATA)
    ]  # kept to the letter
    titles = " ".join(
        [
            "title",
            *(f"title {title}" for title in DATA.documents["title"]),
            *(cites for data in recorded for cites in data.claims["cites"]),
            *(cites for data in recorded for cites in data.events["cites"]),
        ]
    )
    known = set(runs(titles, run))
    copied = {
        words
        for name in FILES.values()
        for words in runs((TEXTS / name).read_text(encoding="utf-8"), run)
    } - known
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\n")
    found = []
    for name in filter(None, tracked):
        path = ROOT / name
        try:
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        except UnicodeDecodeError:
            continue
        found += [
            f"{name}:{number}"
            for number, text in enumerate(lines, 1)
            if copied.intersection(runs(text, run))
        ]
    assert found == []


def runs(text, length):
    """Every run of so many words in a row."""
    words = re.findall(r"[\w'’-]+", text.lower())
    return [tuple(words[start : start + length]) for start in range(len(words) - length + 1)]
