"""Who leads: the pairs of figures that may fairly be compared, and what their ratio is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.figures.rows.claims import COLUMNS, cite, facts, keep
from dashboard.model.comparison import CARE, NEVER, Verdict, bounds_of, judge
from dashboard.model.dataset import Dataset, Source
from dashboard.model.intervals import Bounds
from dashboard.model.view import View
from dashboard.text import formatting as words

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
        rows = facts(
            dataset,
            keep(dataset.claims[dataset.claims["metric"] == name], view.but(entities=())),
            [],
        )
        for china in (row for row in rows if row["side"] == "CHN"):
            for america in (row for row in rows if row["side"] == "USA"):
                verdict = judge(metric, china, america)
                if verdict.level != NEVER:
                    computed.append(
                        (
                            name,
                            bounds_of(china) / bounds_of(america),
                            [china, america],
                            verdict,
                            "computed",
                        )
                    )
            if china["against"] and dataset.entity[china["against"]]["country"] == "USA":
                scale = 100 if metric.unit == "percent" else 1
                times = Bounds.of(china["value"] / scale, china["comparator"]).amount()
                stated.append((name, times, [china], STATED, "stated"))
    # Numbered only now, so that the footnotes run down the figure in order.
    pairs = [_pair(dataset, *pair, sources) for pair in [*computed, *stated]]
    return pd.DataFrame(pairs, columns=LEAD).fillna({"missing": "", "note": ""})


def _pair(
    dataset: Dataset,
    name: str,
    times: Bounds,
    pair: list[dict],
    verdict: Verdict,
    made: str,
    sources: list[Source],
) -> dict[str, Any]:
    value = times.value
    ahead, other = ("CHN", "USA") if value >= 1 else ("USA", "CHN")
    shown = times if value >= 1 else Bounds(1, 1) / times
    cited = [
        cite(dataset, dataset.claim[claim], row["text"], sources)
        for row in pair
        for claim in row["claims"].split()
    ]
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
