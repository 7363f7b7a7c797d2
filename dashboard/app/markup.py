"""The words of the pages as HTML: every text escaped, every colour taken from the theme it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from dashboard import words
from dashboard.dataset import TABLES
from dashboard.drawing import Drawing
from dashboard.export import FORMATS
from dashboard.model import Dataset, View
from dashboard.subjects import Subject

STYLE = """<style>
.stMainBlockContainer{max-width:1180px;padding-top:3.2rem}
.db{font-size:.92rem;line-height:1.5} .db p{margin:.25rem 0} .db .quiet,.db summary,.db .src{opacity:.74}
.db h2{font-size:1.12rem;line-height:1.3;margin:0 0 .2rem;padding:0;font-weight:600}
.db .lead{font-size:1.14rem;line-height:1.45;margin:.1rem 0 .5rem;max-width:46rem} .db .text{max-width:46rem}
.db .notes{font-size:.84rem} .db ul,.db ol{margin:.35rem 0;padding:0;list-style:none} .db li{margin:.2rem 0;padding:0}
.db .src{font-size:.8rem} .db details{margin:.35rem 0;border-top:1px solid rgba(128,136,146,.35);padding-top:.35rem}
.db summary{cursor:pointer;font-size:.85rem} .db .scroll{overflow-x:auto}
.db table{border-collapse:collapse;font-size:.8rem;margin:.4rem 0;width:100%} .db caption{text-align:left;opacity:.74;padding:.2rem 0}
.db th,.db td{border:0;border-bottom:1px solid rgba(128,136,146,.3);padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top}
.db td.n{white-space:nowrap} .db a{color:inherit;text-decoration:underline;text-underline-offset:2px}
.db .files a,.db .files button{display:inline-block;border:1px solid rgba(128,136,146,.6);border-radius:5px;padding:.28rem .62rem;
  margin:.15rem .3rem .15rem 0;font-size:.78rem;text-decoration:none;background:none;color:inherit;font-family:inherit;cursor:pointer;min-height:24px}
.db .files a:hover,.db .files button:hover,.db .files a:focus-visible,.db .files button:focus-visible{border-color:currentColor;outline:2px solid currentColor;outline-offset:1px}
.db .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:.9rem}
.db .tile{padding:.8rem 1rem;border:1px solid rgba(128,136,146,.4);border-radius:6px} .db .tile b{display:block;font-size:1.3rem;line-height:1.25;font-weight:600;margin:.1rem 0}
.db code{background:none;color:inherit;padding:0;font-size:.8rem;word-break:break-all;user-select:all}
@media (max-width:640px){.stMainBlockContainer{padding-left:1rem;padding-right:1rem}}
</style>"""

# One listener for every copy button of the page; what it copies stands in the button itself.
COPY = """<script>
if (!window.dashboardCopies) { window.dashboardCopies = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]"); if (!button) return;
    const said = button.textContent;
    navigator.clipboard.writeText(button.dataset.copy).then(() => { button.textContent = "Copied"; },
      () => { button.textContent = "Select the link below"; });
    setTimeout(() => { button.textContent = said; }, 2000);
  });
}
</script>"""


SHORT = 6  # source lines that a card shows unfolded


def head(title: str, lead: str, text: str = "") -> str:
    more = f'<p class="text">{escape(text)}</p>' if text else ""
    return f'<div class="db"><h1>{escape(title)}</h1><p class="lead">{escape(lead)}</p>{more}</div>'


def question(about: Subject) -> str:
    return f'<div class="db"><h2>{escape(about.question)}</h2><p class="quiet">{escape(about.definition)}</p></div>'


def foot(drawn: Drawing, view: View, link: str) -> str:
    """Notes, sources, the claims behind the figure, its files and its link."""
    lines = drawn.footnotes if drawn.is_altair else drawn.listing
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    sources = f'<ol class="src">{listed}</ol>' if lines else ""
    told, more = drawn.notes, ()
    if len(lines) > SHORT:  # a survey: its documents in a line, the rest in a fold
        told, more = drawn.subject.reading, [note for note in drawn.notes if note not in drawn.subject.reading]
        named = ", ".join(dict.fromkeys(source.title for source in drawn.sources))
        what = "sources by line, with caveats and comparability" if drawn.is_altair else "events in order, with their sources"
        summary = f"All {len(lines)} {what}"
        folded = "".join(f"<li>{escape(note)}</li>" for note in more)
        sources = f'<p class="src">From {escape(named)}.</p><details><summary>{summary}</summary><ul class="src">{folded}</ul>{sources}</details>'
    notes = "".join(f"<li>{escape(note)}</li>" for note in told)
    return (
        f'<div class="db"><ul class="notes">{notes}</ul>{sources}{behind(drawn)}'
        f'<div class="files">{files(view)}<button type="button" data-copy="{escape(link)}">Copy link</button></div>'
        f'<details><summary>Link to this figure</summary><code>{escape(link)}</code></details></div>'
    )


def files(view: View) -> str:
    """The figure's own addresses: the same bytes for a page, a script and a paper."""
    query = view.query()
    tail = f"?{urlencode(query)}" if query else ""
    return "".join(
        f'<a href="figures/{escape(view.subject)}.{name}{escape(tail)}" download title="{escape(format.gives)}">{name.upper()}</a>'
        for name, format in FORMATS.items()
    )


def behind(drawn: Drawing) -> str:
    """The table twin of a figure: the rows it draws, in words."""
    rows = [row for row in drawn.rows.to_dict("records")]
    if not rows or "text" not in drawn.rows:
        return ""
    body = [
        [row["name"], row["text"] or f"no figure: {row['missing']}", row["sentence"], row["voice"] or "", row["caveat"] or row["note"]]
        for row in rows
    ]
    columns = ["Who", "Figure", "When", "Vouched for by", "Caveat"]
    if "verdict" in drawn.rows:
        body = [[row["title"], row["text"], row["period_text"], row["made"], row["verdict"]] for row in rows]
        columns = ["Pair", "China ÷ United States", "When", "Computed or stated", "Verdict"]
    return f"<details><summary>Table of the figure</summary>{table(columns, body)}</details>"


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]], caption: str = "") -> str:
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    told = f"<caption>{escape(caption)}</caption>" if caption else ""
    return f'<div class="scroll"><table>{told}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def claims(dataset: Dataset, frame: pd.DataFrame, documents: bool = False) -> str:
    """Claims as a table: the words, the value with its hedge, when, the line, what is cited, the caveat."""
    rows = [
        [
            *([dataset.titles[row["document"]]] if documents else []),
            row["line"],
            dataset.metric[row["metric"]].title,
            dataset.names[row["entity"]],
            words.claimed(row),
            f"“{row['says']}”",
            words.period(row["period"], row["period_basis"]),
            row["status"] if row["voice"] == "document" else f"{row['status']}, {row['voice']}",
            row["cites"] or "nothing",
            row["caveat"],
        ]
        for row in frame.to_dict("records")
    ]
    return table([*(["Document"] if documents else []), "Line", "Metric", "Of", "Figure", "In its words", "When", "Status", "Cites", "Caveat"], rows)


def colophon(dataset: Dataset) -> str:
    facts = dataset.claims["fact"].nunique()
    return (
        f'<div class="db"><p class="src">{len(dataset.claims)} claims of {facts} facts and {len(dataset.events)} dated events '
        f"from {len(dataset.documents)} documents. Dataset {dataset.version}, {words.period(dataset.released)}.</p></div>"
    )


def tiles(figures: Sequence[Drawing]) -> str:
    """Headline figures: the hedged number, what it is, when, and where it stands."""
    cells = []
    for drawn in figures:
        rows = drawn.rows[drawn.rows["missing"] == ""].to_dict("records")
        numbers = "".join(f"<b>{escape(row['label'])}</b>" for row in rows)
        whens = ", ".join(dict.fromkeys(row["sentence"] for row in rows))
        gaps = "".join(f"<p>{escape(row['name'])}: no figure, {escape(row['missing'])}</p>" for row in drawn.rows[drawn.rows["missing"] != ""].to_dict("records"))
        places = "".join(f'<p class="src">{escape(words.marker(str(source.marker)))} {escape(source.sentence())}</p>' for source in drawn.sources)
        link = f'<a href="explore?metric={drawn.view.subject}" target="_self">{escape(drawn.subject.title)}</a>'
        cells.append(f'<div class="tile"><p>{link}, {escape(whens)}</p>{numbers}{gaps}{places}</div>')
    return f'<div class="db"><div class="tiles">{"".join(cells)}</div></div>'


def documents(dataset: Dataset) -> str:
    """The documents in a line each, with how much each gave."""
    rows = [
        [row["title"] or f"Untitled: {row['short']}", row["authors"] or "unknown", published(row),
         int((dataset.claims["document"] == row["document"]).sum()), int((dataset.events["document"] == row["document"]).sum())]
        for row in dataset.documents.to_dict("records")
    ]  # fmt: skip
    return f'<div class="db">{table(["Document", "Author", "Published", "Claims", "Events"], rows, "The five documents")}</div>'


def published(document: dict[str, Any]) -> str:
    return words.period(document["published"], document["published_basis"]) if document["published"] else "unknown"


def particulars(document: dict[str, Any], claims: int, events: int) -> str:
    """What a document says of itself; unknown is said to be unknown."""
    known = {
        "Authors": document["authors"],
        "Publisher": document["publisher"],
        "Published": published(document),
        "Address": document["url"],
        "Licence": document["licence"],
    }
    listed = "".join(f"<tr><th scope='row'>{name}</th><td>{escape(value or 'unknown')}</td></tr>" for name, value in known.items())
    title = document["title"] or f"Untitled ({document['short']})"
    return (
        f'<div class="db"><h2>{escape(title)}</h2><p>{escape(document["note"])}</p>'
        f"<table><tbody>{listed}</tbody></table><p>It gave {claims} claims and {events} dated events.</p></div>"
    )


def evidence(dataset: Dataset, own: pd.DataFrame, events: pd.DataFrame) -> str:
    """Every claim and event of a document, and what the document itself cites for them."""
    happened = [
        [row["line"], words.period(row["date"], row["date_basis"]) if row["date"] else "no date", row["title"], f"“{row['says']}”", row["cites"] or "nothing", row["caveat"]]
        for row in events.to_dict("records")
    ]  # fmt: skip
    cited = sorted({text for frame in (own, events) for text in frame["cites"] if text})
    works = "".join(f"<li>{escape(text)}</li>" for text in cited) or "<li>Nothing is cited for its figures.</li>"
    dated = table(["Line", "When", "Event", "In its words", "Cites", "Caveat"], happened)
    return (
        f'<div class="db"><details><summary>All {len(own)} claims</summary>{claims(dataset, own)}</details>'
        f"<details><summary>All {len(events)} events</summary>{dated}</details>"
        f"<details><summary>What it cites ({len(cited)})</summary><ul>{works}</ul></details></div>"
    )


def package(dataset: Dataset) -> str:
    """Every file of the data package, and how to read it from a program."""
    names = [*(f"{name}.csv" for name in TABLES), "datapackage.json"]
    links = "".join(f'<a href="data/{name}" download>{name}</a>' for name in names)
    return f'<div class="db"><h2>Files of the data package</h2><div class="files">{links}</div></div>'
