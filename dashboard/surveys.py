"""Figures that look across metrics: who leads, what is covered, what sums are named. Each gathers its own rows."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard import words
from dashboard.bounds import Bounds
from dashboard.compare import CARE, NEVER, Verdict, bounds_of, judge
from dashboard.model import CURRENCIES, SIDES, Dataset, Source, View
from dashboard.rows import COLUMNS, FILTERED, cite, facts, keep, label

NAMES = {"CHN": "China", "USA": "United States"}
LEAD = [*COLUMNS, "topic", "title", "made", "times", "undated", "verdict"]
STATED = Verdict(CARE, ("stated as a ratio by the document, not computed here",))


def lead_rows(dataset: Dataset, view: View, sources: list[Source]) -> pd.DataFrame:
    """One row a fair pair: `times` is China divided by the United States, `comparator` its hedge.

    Pairs are computed from two claims where the gate allows it (`made` is "computed"); ratios between the
    two countries that a document states as such follow ("stated").
    """
    computed, stated = [], []
    for name, metric in dataset.metric.items():
        if not metric.comparable or (view.topics and metric.topic not in view.topics):
            continue
        rows = facts(dataset, keep(dataset.claims[dataset.claims["metric"] == name], view.but(entities=())), [])
        for china in (row for row in rows if row["side"] == "CHN"):
            for america in (row for row in rows if row["side"] == "USA"):
                verdict = judge(metric, china, america)
                if verdict.level != NEVER:
                    computed.append((name, bounds_of(china) / bounds_of(america), [china, america], verdict, "computed"))
            if china["against"] and dataset.entity[china["against"]]["country"] == "USA":
                scale = 100 if metric.unit == "percent" else 1
                times = Bounds.of(china["value"] / scale, china["comparator"]).amount()
                stated.append((name, times, [china], STATED, "stated"))
    # Numbered only now, so that the footnotes run down the figure in order.
    pairs = [_pair(dataset, *pair, sources) for pair in [*computed, *stated]]
    return pd.DataFrame(pairs, columns=LEAD).fillna({"missing": "", "note": ""})


def _pair(
    dataset: Dataset, name: str, times: Bounds, pair: list[dict], verdict: Verdict, made: str, sources: list[Source]
) -> dict[str, Any]:
    value = times.value
    ahead, other = ("CHN", "USA") if value >= 1 else ("USA", "CHN")
    shown = times if value >= 1 else Bounds(1, 1) / times
    cited = [cite(dataset, dataset.claim[claim], row["text"], sources) for row in pair for claim in row["claims"].split()]
    undated = not all(row["period"] for row in pair)
    when = "undated" if undated else pair[0]["period_text"]
    markers = ",".join(str(source.marker) for source in cited)
    what = f"{NAMES[ahead]}: {words.multiple(shown)} {words.of(NAMES[other])}"
    if made == "stated":
        that = "that of" if value > 1 else "of"
        what = f"{pair[0]['name']}: {pair[0]['text']} {that} {words.of(dataset.names[pair[0]['against']])}"
    return {
        **pair[0],
        "side": ahead,
        "topic": dataset.metric[name].topic,
        "title": dataset.metric[name].title,
        "label": f"{dataset.metric[name].title} {words.marker(markers)}",
        "sentence": f"{what}, {when}",
        "text": what,
        "times": value,
        "value": value,
        "entity": "",
        "name": "China and the United States",
        "period": "" if undated else pair[0]["period"],
        "period_text": when,
        "scope": "",
        "comparator": times.comparator,
        "low": times.low,
        "high": times.high,
        "unit": "ratio",
        "made": made,
        "undated": undated,
        "verdict": verdict.sentence(),
        "note": verdict.sentence(),
        "markers": markers,
        "claims": " ".join(row["claims"] for row in pair),
        "status": "observed",
        "caveat": " ".join(dict.fromkeys(row["caveat"] for row in pair if row["caveat"])),
    }


def coverage_rows(dataset: Dataset, view: View, sources: list[Source]) -> pd.DataFrame:
    """One row a metric and country (China, the United States): its figures, or the reason there is none."""
    claimed: dict[tuple[str, str], list[dict[str, Any]]] = {}
    shown = dataset.metrics[dataset.metrics["topic"].isin(view.topics)]["metric"] if view.topics else dataset.metrics["metric"]
    own = dataset.claims[dataset.claims["metric"].isin(shown)]
    for row in facts(dataset, keep(own, View("coverage", documents=view.documents)), sources):
        claimed.setdefault((row["metric"], row["side"]), []).append(row)
    absent = {(row["metric"], row["country"]): row for row in dataset.absences.to_dict("records")}
    rows = []
    for name, metric in dataset.metric.items():
        if view.topics and metric.topic not in view.topics:
            continue
        for side in SIDES:
            has = claimed.get((name, side), [])
            why = {"reason": "", "note": ""} if has else absent.get((name, side), {"reason": FILTERED, "note": ""})
            rows.append(
                {
                    "metric": name,
                    "title": metric.title,
                    "topic": metric.topic,
                    "topic_title": dataset.topic[metric.topic].title,
                    "side": side,
                    "name": NAMES[side],
                    "missing": why["reason"],
                    "note": why["note"],
                    "label": "; ".join(f"{row['name']}: {row['text']}" for row in has) or f"no figure, {why['reason']}",
                    "claims": " ".join(row["claims"] for row in has),
                    "markers": ",".join(row["markers"] for row in has),
                }
            )
    return pd.DataFrame(rows)


def amounts_rows(dataset: Dataset, view: View, sources: list[Source]) -> pd.DataFrame:
    """One row an amount of money and currency, as reported; sorted by currency, then size. Never converted."""
    money = dataset.claims[dataset.claims["unit"].isin(CURRENCIES)]
    if view.topics:
        within = [name for name, metric in dataset.metric.items() if metric.topic in view.topics]
        money = money[money["metric"].isin(within)]
    money = keep(money, view).sort_values(["unit", "value"], ascending=[True, False])
    rows = []
    for claim in money.to_dict("records"):
        # Each currency of a fact is a mark of its own here: the figure is about amounts as they are reported.
        [row] = facts(dataset, dataset.claims[dataset.claims["claim"] == claim["claim"]], sources)
        told = "planned" if row["status"] == "target" else row["period_text"]
        rows.append({**row, "label": label(row), "sentence": f"{dataset.metric[row['metric']].title}, {told}"})
    return pd.DataFrame(rows, columns=COLUMNS)
