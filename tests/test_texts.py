"""What the documents' texts prove of the seeds; skipped by name where the texts are not at hand."""

import hashlib
import re
import subprocess

import pytest

import dashboard
from dashboard.data import versions
from dashboard.data.audit.number_parser import agrees
from dashboard.data.queries import in_collections
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.settings import ROOT, texts

DATA = dashboard.load()
TEXTS = texts()
OF_DOCUMENTS = in_collections(DATA.documents, (DOCUMENTS,))
FILES = dict(zip(OF_DOCUMENTS["document"], OF_DOCUMENTS["file"], strict=True))
at_hand = pytest.mark.skipif(
    TEXTS is None, reason="the documents' texts are not at hand (SEED_TEXTS or seeds/texts/)"
)
CLAIMS = in_collections(DATA.claims, (DOCUMENTS,)).to_dict("records")
EVENTS = DATA.events.to_dict("records")


def line(row):
    return (TEXTS / FILES[row["document"]]).read_text(encoding="utf-8").split("\n")[row["line"] - 1]


@at_hand
@pytest.mark.parametrize(
    "document", OF_DOCUMENTS.to_dict("records"), ids=lambda row: row["document"]
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
            *(f"title {title}" for title in OF_DOCUMENTS["title"]),
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


# Prose and citations: what the seeds say of the documents, beyond the words of claims

QUOTATION = re.compile("“([^“”]+)”")
END = re.compile(
    r"[.!?][\"”’*]*(?:\s*\[\^?\d+\])*(?=\s+[\"“*]?[A-Z]|\s*$)"  # of a sentence
    r"|\n\n+(?=[^a-z\n])"  # of a paragraph; a page may end within a sentence
)
ABBREVIATION = re.compile(r"(?:U\.S|vs|Dr|Mr|e\.g|i\.e)\.$")
MARK = re.compile(r"\[\^?\d+\]")


def words_of(text):
    """The beginnings of its words of four letters and more: "patent" of "patents"."""
    return {word[:5] for word in re.findall("[a-z]{4,}", text.lower())}


# What a title adds to what it measures: words of measuring and of ordering, and plain words for
# the documents' finer ones.
MEASURING = words_of(
    """abroad against before change chinese company cost country effort following forecast former
    fraction from growth lead length less many money months most multiple needed number over percent
    planned price rank rise setback several share smallest steps towards under used value weekly
    world years china"""
)
# What a definition adds beside: how the project tells of a document, and what it sets apart.
TELLING = words_of(
    """americas among another apart artificial belong body calls chosen cities cover differ divided
    document earlier factor good grants have hold intelligence itself language meant moment opened
    part passage possible posts publications puts reach read said same single size some stated
    target technology tells that their this those through told took tried united were what where
    which whom within word wordings words year"""
)


def whole_text(document):
    return (TEXTS / FILES[document]).read_text(encoding="utf-8")


def sentence(row):
    """The whole sentence, or sentences, in which the words of a claim or event stand."""
    text = whole_text(row["document"])
    begin = sum(len(part) + 1 for part in text.split("\n")[: row["line"] - 1])
    start = text.index(row["says"], begin)
    found = (match for match in END.finditer(text) if text[match.start()] != "." or
             not ABBREVIATION.search(text[: match.start() + 1]))  # fmt: skip
    ends = [0, *(match.end() for match in found), len(text)]
    before = max(end for end in ends if end <= start)
    return text[before : min(end for end in ends if end >= start + len(row["says"]))]


def key(row):
    return row.get("claim") or row["event"]


@at_hand
@pytest.mark.parametrize("row", [*CLAIMS, *EVENTS], ids=key)
def test_a_row_cites_what_its_own_sentence_cites_and_nothing_else(row):
    said = sentence(row)
    if MARK.search(said):
        assert row["cites"], "the sentence has a footnote mark"
    elif row["cites"]:
        names = re.findall(r"[A-Z][A-Za-z]{3,}|[A-Z]{3,}", row["cites"])
        where = line(row) if re.search(r"\b(?:study|report|paper)\b", said) else said
        assert any(name in where for name in names), "neither a mark nor a name of the source"
    elif row.get("kind") != "report":  # of the report itself
        assert not re.search(r"[Aa]ccording to|suggests? that", said), "names a source"


@at_hand
@pytest.mark.parametrize("row", [*CLAIMS, *EVENTS], ids=key)
def test_the_words_of_a_hedge_and_of_a_date_stand_on_the_line_of_the_row(row):
    assert row["when"] in line(row)
    assert row.get("hedge", "") in line(row).lower()


@at_hand
@pytest.mark.parametrize(
    "passage",
    DATA.conflict_passages.dropna(subset="line").to_dict("records"),
    ids=lambda row: f"{row['document']}-{row['line']}",
)
def test_what_a_conflict_sets_beside_its_claims_stands_on_its_line(passage):
    assert passage["says"] in line(passage)


@at_hand
@pytest.mark.parametrize(
    "path", sorted((ROOT / "seeds").rglob("*.toml")), ids=lambda path: path.stem
)
def test_what_the_seeds_set_in_quotation_marks_stands_in_a_document(path):
    marks = str.maketrans({"’": "'", "‘": "'"})
    texts = "\n".join(map(whole_text, FILES)).lower().translate(marks)
    prose = [text for text in path.read_text(encoding="utf-8").splitlines() if "cites" not in text]
    for quoted in QUOTATION.findall("\n".join(prose)):
        assert quoted.rstrip(",.").lower().translate(marks) in texts, quoted


@at_hand
@pytest.mark.parametrize(
    "metric",
    [
        row
        for row in DATA.metrics.to_dict("records")
        if DOCUMENTS in DATA.collections_by_metric[row["metric"]]
    ],
    ids=lambda row: row["metric"],
)
def test_a_title_and_a_definition_are_no_wider_than_the_lines_of_their_claims(metric):
    claims = [row for row in CLAIMS if row["metric"] == metric["metric"]]
    names = {row["entity"] for row in claims} | {row["against"] for row in claims if row["against"]}
    entities = " ".join(DATA.entity_by_id[name]["name"] for name in names)
    stated = words_of(" ".join([entities, *map(line, claims)]))
    assert words_of(metric["title"]) - MEASURING - stated == set()
    what_it_is = metric["definition"].split(". ")[0]  # what follows says what it is not
    assert words_of(what_it_is) - MEASURING - TELLING - stated == set()


@pytest.mark.parametrize("topic", DATA.topic_by_id.values(), ids=lambda topic: topic.title)
def test_the_lead_of_a_topic_is_a_headline_of_at_most_fifteen_words(topic):
    assert len(topic.lead.split()) <= 15
