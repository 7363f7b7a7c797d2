"""Arithmetic that a reader can redo: computed from the claims, with the formula, hedges carried through.

REFUSED names the sums that look possible and must not be done, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.model.comparison import bounds_of
from dashboard.model.dataset import Dataset
from dashboard.model.intervals import Bounds
from dashboard.text import formatting as words


@dataclass(frozen=True)
class Check:
    """One sum: its question, its formula in words, the facts it takes, and how its result reads.

    `facts` are metric ids with an entity or currency, in the order in which `compute` takes them.
    """

    title: str
    formula: str
    facts: tuple[tuple[str, str], ...]
    compute: Callable[..., Bounds]
    reads: Callable[[Bounds], str]
    remark: str


@dataclass(frozen=True)
class Result:
    """A check done: the formula with its hedged numbers, the result in words, and the claims it rests on."""

    title: str
    formula: str
    result: str
    remark: str
    claims: tuple[str, ...]
    bounds: Bounds


def _unit(unit: str) -> Callable[[Bounds], str]:
    return lambda bounds: words.bounded(bounds, unit)


CHECKS = (
    Check(
        "Which exchange rate did the document use?", "{0} ÷ {1}",
        (("core_ai_industry_value", "CNY"), ("core_ai_industry_value", "USD")),
        lambda yuan, dollars: yuan / dollars, lambda rate: f"{words.bounded(rate, 'score')} yuan per US dollar",
        "The document gives the amount in both currencies and not the rate; both amounts are rounded.",
    ),
    Check(
        "Is it three times as many patents?", "{0} ÷ {1}",
        (("ai_patents_granted", "CHN"), ("ai_patents_granted", "USA")),
        lambda china, america: china / america, words.multiple, "The document says three times: a rounding.",
    ),
    Check(
        "How large was the core industry a year earlier?", "{0} ÷ (1 + {1})",
        (("core_ai_industry_value", "CNY"), ("core_ai_industry_growth", "CHN")),
        lambda value, growth: value / (Bounds.of(1) + growth.scaled(0.01)), _unit("CNY"),
        "Implied for 2021, if the growth is that of the same core industry in yuan.",
    ),
    Check(
        "How much did the AI industry grow from 2018 to 2022?", "(1 + {0}) to the power of 4",
        (("ai_industry_annual_growth", "CHN"),),
        lambda growth: _power(Bounds.of(1) + growth.scaled(0.01), 4), words.multiple,
        "If the rate holds for each of the four years. Of the AI industry; the word core is not used.",
    ),
    Check(
        "How much is the Bank of China's plan a year?", "{0} ÷ 5 years",
        (("bank_funding_planned", "bank-of-china"),),
        lambda plan: plan / Bounds.of(5), lambda each: f"{words.bounded(each, 'CNY')} a year",
        "If it is spread evenly, which the document does not say.",
    ),
    Check(
        "Do the two gaps make the fourfold need of compute?", "{0} × {1}",
        (("model_structure_gap", "CHN"), ("data_efficiency_gap", "CHN")),
        lambda structure, data: structure * data, words.multiple, "The document says four times.",
    ),
    Check(
        "How many times as many chips did Meta use?", "{0} ÷ {1}",
        (("training_chips", "meta"), ("training_chips", "deepseek")),
        lambda meta, deepseek: meta / deepseek, words.multiple, "Neither the models nor the chips are named.",
    ),
    Check(
        "How much oftener are American patents taken abroad?", "{0} ÷ {1}",
        (("ai_patents_filed_abroad", "USA"), ("ai_patents_filed_abroad", "CHN")),
        lambda america, china: america / china, words.multiple, "Undated, and AI is named for China's share only.",
    ),
    Check(
        "How many times as many universities teach AI in China?", "{0} ÷ {1}",
        (("ai_undergraduate_universities", "CHN"), ("ai_undergraduate_universities", "USA")),
        lambda china, america: china / america, words.multiple,
        "The American count is a lower bound, so the ratio is an upper one; the definitions differ.",
    ),
    Check(
        "What part of the major language models is not Chinese?", "100% − {0}",
        (("llm_share", "CHN"),),
        lambda share: Bounds.of(100) - share, _unit("percent"), "All other countries together. It is not the American share.",
    ),
)  # fmt: skip

REFUSED = (
    (
        "36% of the models and at least 240 models, so some 670 in the world",
        "One counts major models, the other all; neither is dated.",
    ),
    (
        "1/13 of the price and US$0.9, so OpenAI's price",
        "Two documents, and neither says which models it means.",
    ),
    (
        "Training cost divided by the price of use",
        "What one model cost to train and what a million tokens cost are different things.",
    ),
    (
        "18% in a year against over 10% a year",
        "One is of the core industry in a year, the other of the AI industry over several.",
    ),
    (
        "4% of 35,310 patents",
        "The share is undated and of patents first filed; the count is of grants in 2022.",
    ),
    (
        "Ubtech's over 1,500 patents as a part of China's grants",
        "One firm's stock of patents against one year's grants.",
    ),
    (
        "The bank's plan and the chip fund's plan together",
        "Two currencies, two spans of time, loans perhaps against investments.",
    ),
    ("US$47 billion in yuan at the implied rate", "The rate is of 2022, the plan is undated."),
    (
        "Over 100 planned data spaces against at least 48 data exchanges",
        "A goal against what exists, and two kinds of thing.",
    ),
    (
        "535 universities and about 43 schools together",
        "The second count may hold units of the first.",
    ),
)


def results(dataset: Dataset) -> list[Result]:
    """Every check, done on the claims of the dataset."""
    return [_done(dataset, check) for check in CHECKS]


def _done(dataset: Dataset, check: Check) -> Result:
    claims = [_claim(dataset, metric, which) for metric, which in check.facts]
    bounds = check.compute(*(bounds_of(claim) for claim in claims))
    shown = [words.claimed(claim) for claim in claims]
    names = tuple(claim["claim"] for claim in claims)
    return Result(
        check.title, check.formula.format(*shown), check.reads(bounds), check.remark, names, bounds
    )


def _claim(dataset: Dataset, metric: str, which: str) -> dict:
    own = dataset.claims[dataset.claims["metric"] == metric]
    return own[(own["entity"] == which) | (own["unit"] == which)].iloc[0].to_dict()


def _power(base: Bounds, times: int) -> Bounds:
    result = Bounds.of(1)
    for _ in range(times):
        result = result * base
    return result
