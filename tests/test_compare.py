"""The gate: what may be compared, with which reasons, and that no ratio passes it that may not."""

import pytest

import dashboard
from dashboard.errors import BadRequest
from dashboard.figures.rows.claims import facts
from dashboard.model.comparison import CARE, LIKE, NEVER, judge, ratio
from dashboard.model.view import View

DATA = dashboard.load()


def pair(name):
    rows = facts(DATA, DATA.claims[DATA.claims["metric"] == name], [])
    return [next(row for row in rows if row["side"] == side) for side in ("CHN", "USA")]


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
    assert judge(DATA.metric[name], *pair(name)).level == level


def test_every_pair_of_the_documents_is_judged_above():
    sides = DATA.claims.groupby("metric")["country"].agg(set)
    assert {name for name, countries in sides.items() if {"CHN", "USA"} <= countries} == {
        "ai_patents_granted", "ai_patents_filed_abroad", "ai_undergraduate_universities", "training_chips", "llm_rank",
    }  # fmt: skip


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
    metric = DATA.metric["ai_patents_granted"]
    assert reason in judge(metric, china, {**america, **changed}).sentence()
    with pytest.raises(BadRequest, match="No ratio is drawn"):
        ratio(metric, china, {**america, **changed})


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"period": "2021"}, "the years differ"),
        ({"period": ""}, "one figure is undated"),
        ({"scope": "patents in force"}, "unequal definitions"),
        ({"comparator": ">"}, "one side is a lower bound"),
        ({"comparator": "<", "value": 50000.0}, "which is larger cannot be told"),
        ({"voice": "company"}, "vouched for by a company"),
        ({"kind": "company"}, "single companies"),
    ],
)
def test_with_care_says_what_to_care_about(changed, reason):
    china, america = pair("ai_patents_granted")
    verdict = judge(DATA.metric["ai_patents_granted"], china, {**america, **changed})
    assert verdict.level == CARE
    assert reason in verdict.sentence()


def test_a_metric_that_is_not_comparable_never_gets_a_ratio_in_any_figure():
    for name, metric in DATA.metric.items():
        if not metric.comparable:
            drawing = dashboard.draw(DATA, View(name))
            assert "times the figure of" not in " ".join([*drawing.notes, drawing.alt])


def test_the_lead_holds_exactly_the_fair_pairs_and_the_stated_ratios_between_the_two_countries():
    rows = dashboard.draw(DATA, View("lead")).rows
    assert dict(zip(rows["metric"], rows["made"], strict=True)) == {
        "ai_patents_granted": "computed",
        "ai_patents_filed_abroad": "computed",
        "training_chips": "computed",
        "ai_undergraduate_universities": "computed",
        "api_price_ratio": "stated",
        "compute_for_same_performance": "stated",
        "chip_relative_performance": "stated",
    }
