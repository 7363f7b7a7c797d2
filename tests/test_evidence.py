"""Checks, conflicts and passages: redone here from the numbers, and refused where they must be."""

import pytest

import dashboard
from dashboard.app.components import claims_table as evidence
from dashboard.app.components import conflicts as disputes
from dashboard.data.derived import refused, results
from dashboard.data.excerpts import passage
from dashboard.errors import DashboardError
from dashboard.settings import texts
from dashboard.text.formatting import claimed

DATA = dashboard.load()
DONE = {result.question: result for result in results(DATA)}
at_hand = pytest.mark.skipif(
    texts() is None, reason="the documents' texts are not at hand (SEED_TEXTS or seeds/texts/)"
)


@pytest.mark.parametrize(
    ("title", "low", "high", "comparator"),
    [
        ("Which exchange rate did the document use?", 508 / 75, 508 / 75, "="),
        ("Is it three times as many patents?", 35310 / 12080, 35310 / 12080, "="),
        ("How large was the core industry a year earlier?", 508e9 / 1.18, 508e9 / 1.18, "="),
        ("How much did the AI industry grow from 2018 to 2022?", 1.1**4, float("inf"), ">"),
        ("How much is the Bank of China's plan a year?", 2e11, float("inf"), ">="),
        ("Do the two gaps make the fourfold need of compute?", 4, 4, "~"),
        ("How many times as many chips did Meta use?", 8, float("inf"), ">"),
        ("How many times as many universities teach AI in China?", 0, 535 / 14, "<="),
        ("What part of the major language models is not Chinese?", 64, 64, "="),
    ],
)
def test_a_check_carries_its_hedges_through(title, low, high, comparator):
    bounds = DONE[title].bounds
    assert bounds.low == pytest.approx(low)
    assert bounds.high == pytest.approx(high)
    assert bounds.comparator == comparator


def test_every_check_names_its_claims_and_shows_their_hedged_figures():
    for result in DONE.values():
        for name in result.claims:
            assert claimed(DATA.claim[name]) in result.formula
    assert all(why for _, why in refused(DATA))


def test_every_side_of_a_conflict_is_shown_with_document_line_and_words():
    page = disputes.conflicts(DATA, DATA.conflicts, "")
    for row in DATA.conflicts.to_dict("records"):
        for name in row["sides"].split():
            place, value, _ = disputes.side(DATA, name)
            assert disputes.escape(place) in page
            assert disputes.escape(value) in page


def test_the_conflict_of_years_for_one_plan_keeps_dates_that_cannot_both_hold_apart_on_the_timeline():
    rows = dashboard.draw(DATA, dashboard.View("timeline")).rows
    plan = rows[rows["fact"] == "national-ai-plan"]
    assert sorted(plan["date"]) == ["2017", "2023"]
    assert plan["when"].str.contains("the documents disagree").all()


def test_a_fact_of_several_documents_is_drawn_once_with_all_its_sources():
    drawing = dashboard.draw(DATA, dashboard.View("ai_leadership_year"))
    assert (drawing.rows["missing"] == "").sum() == 1
    assert len(drawing.sources) == 5
    assert len({source.document for source in drawing.sources}) == 4


@at_hand
def test_a_passage_holds_the_words_of_every_claim():
    for claim in DATA.claims.to_dict("records"):
        assert passage(DATA, claim).figure == claim["says"]


@at_hand
def test_the_page_marks_the_figure_in_its_passage():
    page = evidence.passages(DATA, DATA.claims[DATA.claims["metric"] == "llms_developed"])
    assert "<mark>at least 240 LLMs</mark>" in page


def test_without_texts_the_page_says_how_to_bring_them(monkeypatch, tmp_path):
    monkeypatch.setenv("SEED_TEXTS", str(tmp_path))
    assert "seeds/texts/" in evidence.passages(DATA, DATA.claims)


def test_a_text_that_was_changed_is_refused_with_a_clear_word(monkeypatch, tmp_path):
    claim = DATA.claims.iloc[0].to_dict()
    (tmp_path / DATA.document[claim["document"]]["file"]).write_text("another text\n" * 200)
    monkeypatch.setenv("SEED_TEXTS", str(tmp_path))
    with pytest.raises(DashboardError, match="SHA-256 differs"):
        passage(DATA, claim)
