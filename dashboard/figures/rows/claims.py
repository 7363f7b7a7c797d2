"""The rows a View asks for: one a fact, claims of one fact gathered, an empty side kept with its reason."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.model.dataset import Dataset, Source
from dashboard.model.project import SIDES
from dashboard.model.view import View
from dashboard.text import formatting as words

FILTERED = "left out by the filter"
COLUMNS = [
    "fact", "metric", "entity", "name", "kind", "country", "side", "period", "period_text", "value", "comparator",
    "low", "high", "unit", "text", "status", "voice", "scope", "against", "claims", "markers", "missing", "note",
    "caveat", "label", "sentence",
]  # fmt: skip


def keep(frame: pd.DataFrame, view: View, entity: str = "entity") -> pd.DataFrame:
    """The claims or events that the view's choices leave; what has no date always stays."""
    kept = frame
    if view.entities:
        kept = kept[kept[entity].isin(view.entities) | kept["country"].isin(view.entities)]
    if view.documents:
        kept = kept[kept["document"].isin(view.documents)]
    if view.start is not None:
        kept = kept[(kept["end"] == "") | (kept["end"] >= f"{view.start:04d}")]
    if view.end is not None:
        kept = kept[(kept["start"] == "") | (kept["start"] <= f"{view.end:04d}-12-31")]
    if view.status and "status" in kept:
        kept = kept[kept["status"].isin(view.status)]
    return kept


def facts(dataset: Dataset, claims: pd.DataFrame, sources: list[Source]) -> list[dict[str, Any]]:
    """One row a fact: China first, then the United States, then others; footnotes are numbered along the way."""
    together: dict[str, list[dict[str, Any]]] = {}
    for claim in sorted(claims.to_dict("records"), key=_place):
        together.setdefault(claim["fact"], []).append(claim)
    return [_fact(dataset, group, sources) for group in together.values()]


def _place(claim: dict[str, Any]) -> tuple:
    side = SIDES.index(claim["country"]) if claim["country"] in SIDES else len(SIDES)
    return (
        side,
        claim["entity"] != claim["country"],
        claim["period"],
        claim["document"],
        claim["line"],
    )


def _fact(dataset: Dataset, group: list[dict[str, Any]], sources: list[Source]) -> dict[str, Any]:
    unit = dataset.metric[group[0]["metric"]].unit
    first = next((claim for claim in group if claim["unit"] == unit), group[0])
    text = words.claimed(first)
    others = [other for other in dict.fromkeys(map(words.claimed, group)) if other != text]
    cited = [cite(dataset, claim, words.claimed(claim), sources) for claim in group]
    return {
        **first,
        "name": dataset.names[first["entity"]],
        "kind": dataset.entity[first["entity"]]["kind"],
        "side": first["country"] if first["country"] in SIDES else "other",
        "period_text": words.period(first["period"], first["period_basis"]),
        "text": f"{text} ({', '.join(others)})" if others else text,
        "claims": " ".join(claim["claim"] for claim in group),
        "markers": ",".join(str(source.marker) for source in cited),
        "missing": "",
        "note": "",
        "caveat": " ".join(dict.fromkeys(claim["caveat"] for claim in group if claim["caveat"])),
    }


def cite(dataset: Dataset, row: dict[str, Any], value: str, sources: list[Source]) -> Source:
    """The next footnote of a figure: where this claim or event stands."""
    document = dataset.document[row["document"]]
    published = words.period(document["published"], document["published_basis"])
    source = Source(
        marker=len(sources) + 1,
        value=value,
        document=row["document"],
        title=document["short"],
        published=published if document["published"] else "",
        line=int(row["line"]),
        cites=row["cites"],
        caveat=row["caveat"],
        claim=row.get("claim", row.get("event", "")),
    )
    sources.append(source)
    return source


def metric_rows(dataset: Dataset, view: View, sources: list[Source]) -> pd.DataFrame:
    """The rows of one metric (columns: COLUMNS), every absent side in its place with the reason.

    `value`, `low` and `high` are in `unit`; they are missing where `missing` says why.
    """
    claims = dataset.claims[dataset.claims["metric"] == view.subject]
    rows = facts(dataset, keep(claims, view), sources)
    absences = dataset.absences[dataset.absences["metric"] == view.subject].set_index("country")
    shown = {row["side"] for row in rows}
    for side in SIDES:
        if side in shown or (view.entities and side not in view.entities):
            continue
        reason, note = (
            absences.loc[side, ["reason", "note"]] if side in absences.index else (FILTERED, "")
        )
        empty = {
            "entity": side,
            "name": dataset.names[side],
            "kind": "country",
            "country": side,
            "side": side,
        }
        rows.append({**empty, "metric": view.subject, "missing": reason, "note": note})
    rows.sort(key=lambda row: [*SIDES, "other"].index(row["side"]))
    frame = pd.DataFrame(rows, columns=COLUMNS)
    texts = [column for column in COLUMNS if column not in ("value", "low", "high")]
    frame[texts] = frame[texts].fillna("")
    frame["label"] = [label(row) for row in frame.to_dict("records")]
    frame["sentence"] = [when(row) for row in frame.to_dict("records")]
    return frame


def label(row: dict[str, Any]) -> str:
    """Who and how much, with its hedge and its footnote numbers."""
    return (
        f"{row['name']}: no figure"
        if row["missing"]
        else f"{row['name']}: {row['text']} {words.marker(row['markers'])}"
    )


def when(row: dict[str, Any]) -> str:
    """When, and whether planned or forecast; for an empty side, why there is no figure."""
    if row["missing"] or row["unit"] == "year":
        return str(row["missing"])
    status = {"target": "planned, ", "forecast": "forecast, "}.get(row["status"], "")
    return f"{status}{row['period_text']}"
