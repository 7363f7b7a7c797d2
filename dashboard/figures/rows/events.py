"""The rows of the timeline: events of one fact are one mark where their dates agree, and apart where they do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from dashboard.data.package import TABLES
from dashboard.figures.rows.claims import cite, keep
from dashboard.model.dataset import Dataset, Source
from dashboard.model.project import SIDES
from dashboard.model.view import View
from dashboard.text import formatting as words


def timeline_rows(dataset: Dataset, view: View, sources: list[Source]) -> pd.DataFrame:
    """One row a happening: events of one fact whose dates agree are one mark, dates that disagree stay apart.

    `first` and `last` are years with fractions; what goes on ends with the document that says so.
    """
    events = keep(dataset.events, view, entity="actor")
    if view.kinds:
        events = events[events["kind"].isin(view.kinds)]
    rows = [
        row
        for _, group in events.groupby("fact", sort=False)
        for row in _happenings(dataset, group)
    ]
    rows.sort(key=lambda row: (row["start"] or "9999", row["end"], row["title"]))
    for row in rows:
        cited = [cite(dataset, each, row["title"], sources) for each in row.pop("behind")]
        row["markers"] = ",".join(str(source.marker) for source in cited)
        row["source"] = "; ".join(f"{source.title}, line {source.line}" for source in cited)
    return pd.DataFrame(rows, columns=[*TABLES["events"], *HAPPENING])


HAPPENING = [
    "side",
    "actor_name",
    "when",
    "planned",
    "first",
    "last",
    "markers",
    "source",
    "events",
    "label",
    "missing",
]


def _happenings(dataset: Dataset, group: pd.DataFrame) -> list[dict[str, Any]]:
    clusters: list[list[dict[str, Any]]] = []
    for event in group.sort_values(["start", "end"], ascending=[False, True]).to_dict("records"):
        for cluster in clusters:
            if not event["start"] or (
                event["start"] <= cluster[0]["end"] and event["end"] >= cluster[0]["start"]
            ):
                cluster.append(event)
                break
        else:
            clusters.append([event])
    rows = []
    for cluster in clusters:
        best = min(cluster, key=lambda event: (_days(event), event["date_basis"] != "stated"))
        when = words.period(best["date"], best["date_basis"]) if best["date"] else "no date"
        shown = f"{when} (the documents disagree)" if len(clusters) > 1 else when
        rows.append(
            {
                **best,
                "side": best["country"] if best["country"] in SIDES else "other",
                "actor_name": dataset.names.get(best["actor"], "no actor named"),
                "when": shown,
                "planned": best["kind"] in ("target", "plan"),
                "first": _year(best["start"]),
                "last": _year(best["end"] if best["end"] < OPEN else _known_until(dataset, best)),
                "events": " ".join(event["event"] for event in cluster),
                "caveat": " ".join(
                    dict.fromkeys(event["caveat"] for event in cluster if event["caveat"])
                ),
                "label": f"{shown}: {best['title']}",
                "missing": "",
                "behind": cluster,
            }
        )
    return rows


OPEN = "9999"  # the end of what is said to go on


def _known_until(dataset: Dataset, event: dict[str, Any]) -> str:
    """The day of the document that says it goes on: no later one is known; the day it began where the document is undated."""
    published = dataset.document[event["document"]]["published"]
    return (
        (f"{published}-01-01" if len(published) == 4 else f"{published}-01")[:10]
        if published
        else str(event["start"])
    )


def _days(event: dict[str, Any]) -> int:
    if not event["start"]:
        return 10**7
    return (date.fromisoformat(event["end"]) - date.fromisoformat(event["start"])).days


def _year(day: str) -> float:
    if not day:
        return float("nan")
    at = date.fromisoformat(day)
    return at.year + (at.timetuple().tm_yday - 1) / 366
