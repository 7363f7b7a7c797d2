"""The words of the pages as HTML: every text escaped, every colour taken from the theme it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from dashboard.figures.catalog import Subject
from dashboard.figures.figure import Drawing
from dashboard.model.dataset import Dataset
from dashboard.text import formatting as words

STYLE = Path(__file__).with_name("style.css")
COPY = f"<script>{Path(__file__).with_name('copy.js').read_text(encoding='utf-8')}</script>"


SHORT = 6  # source lines that a card shows unfolded


def head(title: str, lead: str, text: str = "") -> str:
    more = f'<p class="text">{escape(text)}</p>' if text else ""
    return f'<div class="db"><h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p>{more}</div>'


def question(about: Subject) -> str:
    return f'<div class="db"><h2>{escape(about.question)}</h2><p class="quiet">{escape(about.definition)}</p></div>'


def foot(drawn: Drawing, taken: str = "", claims: str = "", unfolded: bool = False) -> str:
    """Notes, sources, the claims behind the figure, and what can be taken away."""
    lines = drawn.footnotes if drawn.is_altair else drawn.listing
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    sources = f'<ol class="src">{listed}</ol>' if lines else ""
    told = drawn.notes
    if len(lines) > SHORT:  # a survey: its documents in a line, the rest in a fold
        told = (*drawn.since, *drawn.reading)
        more = [note for note in drawn.notes if note not in told]
        named = ", ".join(dict.fromkeys(source.title for source in drawn.sources))
        what = (
            "sources by line, with caveats and comparability"
            if drawn.is_altair
            else "events in order, with their sources"
        )
        summary = f"All {len(lines)} {what}"
        folded = "".join(f"<li>{escape(note)}</li>" for note in more)
        fold = f'<details class="twin"><summary>{summary}</summary><ul class="src">{folded}</ul>{sources}</details>'
        sources = f'<p class="src">From {escape(named)}.</p>{fold}'
    notes = "".join(f"<li>{escape(note)}</li>" for note in told)
    twins = f"{sources}{behind(drawn)}{claims}"
    if unfolded:
        twins = twins.replace('<details class="twin">', '<details class="twin" open>')
    return f'<div class="db"><ul class="notes">{notes}</ul>{twins}{taken}</div>'


def behind(drawn: Drawing) -> str:
    """The table twin of a figure: the rows it draws, in words."""
    rows = drawn.rows.to_dict("records")
    if not rows or "text" not in drawn.rows:
        return ""
    body = [
        [
            row["name"],
            row["text"] or f"no figure: {row['missing']}",
            row["sentence"],
            row["voice"] or "",
            row["caveat"] or row["note"],
        ]
        for row in rows
    ]
    columns = ["Who", "Figure", "When", "Vouched for by", "Caveat"]
    if "verdict" in drawn.rows:
        body = [
            [row["title"], row["text"], row["period_text"], row["made"], row["verdict"]]
            for row in rows
        ]
        columns = ["Pair", "China ÷ United States", "When", "Computed or stated", "Verdict"]
    return f'<details class="twin"><summary>Table of the figure</summary>{table(columns, body)}</details>'


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], caption: str = "") -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows
    )
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<div class="scroll"><table>{told}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def colophon(dataset: Dataset) -> str:
    facts = dataset.claims["fact"].nunique()
    return (
        f'<div class="db"><p class="src">{len(dataset.claims)} claims of {facts} facts and {len(dataset.events)} events '
        f"from {len(dataset.documents)} documents. Dataset {dataset.version}, {words.period(dataset.released)}.</p></div>"
    )


def reopened(figures: Sequence[Drawing]) -> str:
    """The figures of an archive: each a link that brings it back, and what has changed in it."""
    listed = "".join(
        f'<li><a href="reopen?{escape(urlencode({"figure": each.view.subject, **each.view.query()}, safe=","))}" target="_self">'
        f"{escape(each.title)}</a>: {escape(' '.join(each.since) or 'nothing has changed.')}</li>"
        for each in figures
    )
    return f'<div class="db"><p>{len(figures)} figures, {sum(each.changed for each in figures)} of them changed.</p><ul>{listed}</ul></div>'
