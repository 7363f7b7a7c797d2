"""A sentence to quote: what a figure says, with hedges, periods, definition and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.export.citation.records import url
from dashboard.export.citation.styles import stop
from dashboard.figures.charts.empty import NOTHING
from dashboard.figures.figure import Drawing
from dashboard.text import formatting as words

MANY = 6  # rows that a reader takes in from one sentence


def sentence(drawing: Drawing) -> str:
    """What the figure says, to quote as it stands: each value with its hedge, period, status and place, then what is counted.

    A figure of more than MANY rows is counted, and the address of the whole list given instead.
    """
    rows = drawing.rows.to_dict("records")
    if not rows:
        told = f"{NOTHING[0].lower()}{NOTHING[1:]}".rstrip(".")
    elif "topic_title" in drawing.rows:
        told = _covered(drawing, rows)
    elif len(rows) > MANY:
        told = _counted(drawing, rows)
    else:
        told = _told(drawing, rows)
    caveats = "caveats and " * any(source.caveat for source in drawing.sources)
    standing = f"Dataset {drawing.version}; {caveats}sources: {url(drawing.address)}"
    compared = (
        " ".join(drawing.comparison) + " "
        if drawing.comparison and "verdict" not in drawing.rows
        else ""
    )
    return f"{drawing.subject.title}: {told}. {compared}What is shown: {stop(drawing.subject.definition)} ({standing})"


def _places(drawing: Drawing, row: Mapping[str, Any]) -> str:
    marks = str(row["markers"]).split(",")
    return "; ".join(
        dict.fromkeys(
            source.sentence().rstrip(".")
            for source in drawing.sources
            if str(source.marker) in marks
        )
    )


def _told(drawing: Drawing, rows: list[dict[str, Any]]) -> str:
    """Every row; the place once where all stand in a single one, else after each."""
    valued = [row for row in rows if not row["missing"]]
    places = [_places(drawing, row) for row in valued]
    one = len(set(places)) == 1 and "; " not in places[0]
    told = "; ".join(
        _entry(row) + f" [{place}]" * (not one) for row, place in zip(valued, places, strict=True)
    )
    gone = [
        f"no figure for {words.of(row['name'])} ({_reason(row)})" for row in rows if row["missing"]
    ]
    return "; ".join(filter(None, [f"{told}, according to {places[0]}" if one else told, *gone]))


def _entry(row: Mapping[str, Any]) -> str:
    if "events" in row:
        return f"{row['label']}{' (planned)' * bool(row['planned'])}"
    if "verdict" in row:
        return f"{row['title']}, {row['sentence']} ({row['verdict'][0].lower()}{row['verdict'][1:].rstrip('.')})"
    voice = {"company": "a company's own figure", "opinion": "an opinion"}.get(row["voice"], "")
    status = {"target": "planned", "forecast": "forecast"}.get(row["status"], "")
    # Sentences tell most of it already, but not the same things in every figure.
    told = row["sentence"]
    rest = [
        status * (status not in told),
        row["period_text"] * (row["unit"] != "year" and row["period_text"] not in told),
    ]
    details = "; ".join(filter(None, [told, *rest, row["scope"], voice]))
    return f"{words.of(row['name'])}, {row['text']}{f' ({details})' * bool(details)}"


def _reason(row: Mapping[str, Any]) -> str:
    return f"{row['missing']}: {row['note'].rstrip('.')}" if row["note"] else row["missing"]


def _covered(drawing: Drawing, rows: list[dict[str, Any]]) -> str:
    names = dict.fromkeys(str(row["name"]) for row in rows)
    counts = {
        name: sum(not row["missing"] for row in rows if row["name"] == name) for name in names
    }
    has = [
        f"{count} {'has' if count == 1 else 'have'} a figure for {words.of(name)}"
        for name, count in counts.items()
    ]
    gone = [row["missing"] for row in rows if row["missing"]]
    why = ", ".join(f"{gone.count(reason)} {reason}" for reason in dict.fromkeys(gone))
    told = f"of {len({row['metric'] for row in rows})} metrics, {' and '.join(has)}{f'; of the empty places, {why}' * bool(why)}"
    return f"{told}; according to {_documents(drawing)}" if drawing.sources else told


def _counted(drawing: Drawing, rows: list[dict[str, Any]]) -> str:
    things = (
        "events"
        if "events" in rows[0]
        else "pairs of figures"
        if "verdict" in rows[0]
        else "figures"
    )
    planned = sum(bool(row.get("planned")) or row.get("status") == "target" for row in rows)
    forecast = sum(row.get("status") == "forecast" for row in rows)
    undated = sum(bool(row.get("undated")) or "undated" in (row.get("period_text"), row.get("sentence")) or row.get("when") == "no date"
                  for row in rows)  # fmt: skip
    kinds = ((planned, "planned"), (forecast, "forecast"), (undated, "undated"))
    said = " and ".join(f"{count} {kind}" for count, kind in kinds if count)
    counted = f"{len(rows)} {things}{f' ({said})' * bool(said)}"
    return f"{counted}, each with its hedge, period and line at the address below, according to {_documents(drawing)}"


def _documents(drawing: Drawing) -> str:
    return "; ".join(
        dict.fromkeys(
            f"{source.title} ({source.published or 'undated'})" for source in drawing.sources
        )
    )
