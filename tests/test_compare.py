"""The gate: what may be compared, with which reasons, and that no ratio passes it that may not."""

from dataclasses import replace

import pytest

import dashboard
from dashboard.data.queries import claims_of_metric, in_collections
from dashboard.errors import BadRequest
from dashboard.figures.rows.claims import fact_rows
from dashboard.figures.rows.footnotes import Footnotes
from dashboard.model.comparison import judge, ratio
from dashboard.model.verdict import CARE, LIKE, NEVER
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS
from dashboard.text.comparisons import verdict_sentence

DATA = dashboard.load()


def pair(name):
    """The first figure of either side for a metric."""
    claims = claims_of_metric(DATA, name, (DOCUMENTS,))
    rows = fact_rows(DATA, claims, Footnotes(DATA))
    return [next(row for row in rows if row.side == side) for side in ("CHN", "USA")]


def altered(row, **cells):
    """The row with other fields, or with other parts of its figure."""
    parts = {name: cells.pop(name) for name in ("value", "comparator", "unit") if name in cells}
    return replace(row, quantity=replace(row.quantity, **parts), **cells)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("ai_patents_granted", LIKE),
        ("ai_patents_filed_abroad", CARE),
        ("ai_undergraduate_universities", CARE),
        ("training_chips", CARE),
        ("llm_rank", NEVER),
    ],
)
def test_the_verdict_on_each_pair_of_the_documents(name, level):
    assert judge(DATA.metric_by_id[name], *pair(name)).level == level


def test_every_pair_of_the_documents_is_judged_above():
    claims = in_collections(DATA.claims, (DOCUMENTS,))
    sides = claims.groupby("metric")["country"].agg(set)
    assert {name for name, countries in sides.items() if {"CHN", "USA"} <= countries} == {
        "ai_patents_granted",
        "ai_patents_filed_abroad",
        "ai_undergraduate_universities",
        "training_chips",
        "llm_rank",
    }


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"unit": "USD"}, "one is in count, the other in USD"),
        ({"status": "target"}, "an observation, the other a target"),
        ({"metric": "llms_developed"}, "different things"),
    ],
)
def test_unlike_things_are_refused_a_ratio_with_the_reason(changed, reason):
    china, america = pair("ai_patents_granted")
    metric, other = DATA.metric_by_id["ai_patents_granted"], altered(america, **changed)
    assert reason in verdict_sentence(judge(metric, china, other))
    with pytest.raises(BadRequest, match="No ratio is drawn"):
        ratio(metric, china, other)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"period": "2021"}, "the years differ"),
        ({"period": ""}, "one figure is undated"),
        ({"scope": "patents in force"}, "unequal definitions"),
        ({"comparator": ">"}, "one side is a lower bound"),
        ({"comparator": "<", "value": 50000.0}, "which is larger cannot be told"),
        ({"voice": "company"}, "vouched for by a company"),
        ({"entity_kind": "company"}, "single companies"),
    ],
)
def test_with_care_says_what_to_care_about(changed, reason):
    china, america = pair("ai_patents_granted")
    metric, other = DATA.metric_by_id["ai_patents_granted"], altered(america, **changed)
    verdict = judge(metric, china, other)
    assert verdict.level == CARE
    assert reason in verdict_sentence(verdict)
    times, travelling = ratio(metric, china, other)
    assert travelling == verdict, "a ratio goes nowhere without its verdict"
    assert times == china.quantity.interval / other.quantity.interval


def test_a_metric_that_is_not_comparable_never_gets_a_ratio_in_any_figure():
    for name, metric in DATA.metric_by_id.items():
        if not metric.comparable:
            figure = dashboard.draw(DATA, View(name))
            assert "times the figure of" not in " ".join([*figure.notes, figure.alt])


def test_the_lead_holds_exactly_the_fair_pairs_and_the_stated_ratios_between_the_two_countries():
    rows = dashboard.draw(DATA, View("lead")).rows
    assert {row.metric: row.is_computed for row in rows} == {
        "ai_patents_granted": True,
        "ai_patents_filed_abroad": True,
        "training_chips": True,
        "ai_undergraduate_universities": True,
        "api_price_ratio": False,
        "compute_for_same_performance": False,
        "chip_relative_performance": False,
    }
    assert len(rows) == 7


@pytest.mark.parametrize("value", [0.0, -3.0])
def test_no_ratio_is_drawn_with_what_is_not_above_zero(value):
    one, other = pair("ai_patents_granted")
    metric = DATA.metric_by_id["ai_patents_granted"]
    nothing = altered(one, value=value)
    for rows in ((nothing, other), (other, nothing)):
        verdict = judge(metric, *rows)
        assert verdict.level == NEVER
        assert verdict_sentence(verdict) == "Not comparable: a ratio needs two figures above zero."
        with pytest.raises(BadRequest):
            ratio(metric, *rows)
