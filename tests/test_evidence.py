"""Checks, conflicts and passages: redone here from the numbers, and refused where they must be."""

from html import unescape

import pytest

import dashboard
from dashboard.app.components import conflicts
from dashboard.app.components.claims_table import claims_behind
from dashboard.data.derived import refused, results
from dashboard.data.excerpts import passage
from dashboard.data.queries import in_collections
from dashboard.errors import DashboardError
from dashboard.model.quantity import Quantity
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.settings import texts
from dashboard.text.derived import formula_words
from dashboard.text.formatting import quantity

DATA = dashboard.load()
DONE = {result.question: result for result in results(DATA)}
at_hand = pytest.mark.skipif(
    texts() is None, reason="the documents' texts are not at hand (SEED_TEXTS or seeds/texts/)"
)


@pytest.mark.parametrize(
    ("question", "low", "high", "comparator"),
    [
        ("Which exchange rate do the two amounts imply?", 508 / 75, 508 / 75, "="),
        ("Is it three times as many patents?", 35310 / 12080, 35310 / 12080, "="),
        ("How large was the core industry a year earlier?", 508e9 / 1.18, 508e9 / 1.18, "="),
        ("How much did the AI industry grow from 2018 to 2022?", 1.1**4, float("inf"), ">"),
        ("How much a year would the Bank of China's plan be?", 2e11, float("inf"), ">="),
        ("Do the two gaps make the fourfold need for compute?", 4, 4, "="),
        ("How many times as many chips did Meta use?", 8, float("inf"), ">"),
        (
            "How many times as many universities have AI majors in China as AI degrees in the US?",
            0,
            535 / 14,
            "<=",
        ),
        ("What part of the world's major language models is not Chinese?", 64, 64, "="),
    ],
)
def test_a_check_carries_its_hedges_through(question, low, high, comparator):
    interval = DONE[question].interval
    assert interval.low == pytest.approx(low)
    assert interval.high == pytest.approx(high)
    assert interval.comparator == comparator


def test_every_check_names_its_claims_and_shows_their_hedged_figures():
    for result in DONE.values():
        formula = formula_words(result.formula, result.figures)
        for claim in result.claims:
            assert quantity(Quantity.of_claim(DATA.claim_by_id[claim])) in formula
    assert all(reason for _, reason in refused(DATA))


def test_every_side_of_a_conflict_is_shown_with_document_line_and_words():
    page = unescape(conflicts.conflicts(DATA, DATA.conflicts, ""))
    for row in DATA.conflicts.to_dict("records"):
        for id in row["sides"].split():
            side = conflicts.side(DATA, id)
            assert side.place in page
            assert side.value in page
            assert side.quote in page
            assert side.metric in page


def test_dates_of_one_event_that_differ_stand_apart_and_say_whether_one_document_gives_both():
    marks = dashboard.draw(DATA, dashboard.View("timeline")).marks
    opening = [mark for mark in marks if mark.row.fact == "opening-up"]
    assert sorted(mark.row.period for mark in opening) == ["1978", "198X"]
    assert all("the document gives another date too" in mark.words.when for mark in opening)


def test_a_fact_of_several_documents_is_drawn_once_with_all_its_sources():
    figure = dashboard.draw(DATA, dashboard.View("ai_leadership_year"))
    assert len(figure.present) == 1
    assert len(figure.sources) == 5
    assert len({source.document for source in figure.sources}) == 4


@at_hand
def test_a_passage_holds_the_words_of_every_claim():
    for claim in in_collections(DATA.claims, (DOCUMENTS,)).to_dict("records"):
        assert passage(DATA, claim).figure == claim["says"]


def claims_of(metric):
    return claims_behind(DATA, dashboard.draw(DATA, dashboard.View(metric)))


@at_hand
def test_the_page_marks_the_figure_in_its_passage():
    assert "<mark>at least 240 LLMs</mark>" in claims_of("llms_developed")


def test_without_texts_the_page_says_that_passages_are_not_shown(monkeypatch, tmp_path):
    monkeypatch.setenv("SEED_TEXTS", str(tmp_path))
    assert "not shown here" in claims_of("llms_developed")


def test_a_text_that_was_changed_is_refused_with_a_clear_word(monkeypatch, tmp_path):
    claim = DATA.claims.iloc[0].to_dict()
    file = DATA.document_by_id[claim["document"]]["file"]
    (tmp_path / file).write_text("another text\n" * 200)
    monkeypatch.setenv("SEED_TEXTS", str(tmp_path))
    with pytest.raises(DashboardError, match="SHA-256 differs"):
        passage(DATA, claim)
