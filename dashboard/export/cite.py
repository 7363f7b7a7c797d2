"""A figure as something to cite: records for reference managers, lines for a list of works, and a sentence to quote."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from dashboard import words
from dashboard.drawing import Drawing
from dashboard.forms.vacant import NOTHING

WORK = "China and the United States in AI: what five documents state"
MANY = 6  # rows that a reader takes in from one sentence
KINDS = {"blog": "post-weblog", "report": "report"}  # how a document's own row may name it: "A blog essay …"
RIS = {"figure": "FIGURE", "post-weblog": "BLOG", "report": "RPRT"}
BIBTEX = {"report": "techreport"}
# Braces as \{ would leave BibTeX, which counts every brace, looking for the other one.
LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "<": r"\textless{}", ">": r"\textgreater{}", **{char: f"\\{char}" for char in "&%_#$"},
})  # fmt: skip
IN_URL = ":/?#[]@!$&'()*+,=%-._~"  # the semicolon is left out: RIS parts addresses there


def items(drawing: Drawing, accessed: date) -> list[dict[str, Any]]:
    """CSL-JSON 1.0.2: the figure first, then each document that it uses.

    A document has an author, a publisher, a date or an address only where its row has one. An inferred date is `circa`; `note`
    tells the lines and that it is inferred, `annote`, which styles do not print, how. `accessed` is the day the figure was opened.
    """
    day = _issued(accessed.isoformat())
    figure = {
        "id": f"{drawing.view.subject}-{drawing.version}",
        "type": "figure",
        "title": _title(drawing),
        "container-title": WORK,
        "issued": _issued(drawing.released),
        "version": drawing.version,
        "note": f"dataset {drawing.version}",
        "language": "en",
        "URL": _url(drawing.address),
        "accessed": day,
    }
    return [figure, *({**_document(row, drawing), "accessed": day} for row in drawing.documents)]


def csl(drawing: Drawing, accessed: date) -> str:
    """The items as CSL-JSON, for Zotero, Mendeley, pandoc and citeproc."""
    return json.dumps(items(drawing, accessed), ensure_ascii=False, indent=1) + "\n"


def bibtex(drawing: Drawing, accessed: date) -> str:
    """The items as BibTeX; `date`, `version` and `urldate` are for biblatex, the rest is for both."""
    return "\n".join(map(_bibtex, items(drawing, accessed)))


def ris(drawing: Drawing, accessed: date) -> str:
    """The items as RIS. The fourth part of a RIS date holds words: there an inferred date says that it is inferred."""
    return "\n".join(map(_ris, items(drawing, accessed)))


def apa(drawing: Drawing, accessed: date) -> list[str]:
    """One line an item after APA, 7th edition, in plain text: titles keep the capitals they have."""
    figure, *documents = items(drawing, accessed)
    shown = {**figure, "title": f"{figure['title']} [Figure; dataset {drawing.version}]"}
    return [_apa(shown, figure["URL"]), *(_apa(item, figure["URL"]) for item in documents)]


def chicago(drawing: Drawing, accessed: date) -> list[str]:
    """One line an item after Chicago, 17th edition, author-date, in plain text."""
    figure, *documents = items(drawing, accessed)
    return [_chicago(figure, figure["URL"]), *(_chicago(item, figure["URL"]) for item in documents)]


def sentence(drawing: Drawing) -> str:
    """What the figure says, to quote as it stands: each value with its hedge, period, status and place, then what is counted.

    A figure of more than MANY rows is counted, and the address of the whole list given instead.
    """
    rows = drawing.rows.to_dict("records")
    if not rows:
        told = f"{NOTHING[0].lower()}{NOTHING[1:]}".rstrip(".")
    elif "topic_title" in drawing.rows:
        told = _covered(rows)
    elif len(rows) > MANY:
        told = _counted(drawing, rows)
    else:
        told = _told(drawing, rows)
    caveats = "caveats and " * any(source.caveat for source in drawing.sources)
    standing = f"Dataset {drawing.version}; {caveats}sources: {_url(drawing.address)}"
    return f"{drawing.subject.title}: {told}. What is shown: {_stop(drawing.subject.definition)} ({standing})"


def _title(drawing: Drawing) -> str:
    """The subject's title, with the period where all values share one; a plan is called one."""
    title = drawing.subject.title
    if not drawing.subject.metric or not drawing.holds:
        return _flat(title)
    dated = drawing.rows[drawing.rows["missing"] == ""]
    periods = set(dated["sentence"])
    if len(periods) > 1 or "" in periods or (dated["period"] == "").any():
        return _flat(title)
    [period] = periods
    return _flat(f"{title}, {period.removeprefix('planned, ') if 'planned' in title else period}")


def _document(row: Mapping[str, str], drawing: Drawing) -> dict[str, Any]:
    lines = sorted({source.line for source in drawing.sources if source.document == row["document"]})
    inferred = row["published_basis"] == "inferred" and row["published"]
    told = [f"{'line' if len(lines) == 1 else 'lines'} {', '.join(map(str, lines))}"]
    told += [f"date inferred: {words.period(row['published'])}"] if inferred else []
    named = re.match(r"An? (\w+)", row["note"])
    item = {
        "id": row["document"],
        "type": KINDS.get(named[1].lower(), "document") if named else "document",
        "title": row["title"] or f"[{row['short']}]",
        "author": [_name(author) for author in row["authors"].split(";") if author.strip()],
        "publisher": row["publisher"],
        "issued": _issued(row["published"], bool(inferred)),
        "note": "; ".join(told),
        "annote": row["note"],
        "language": row["language"],
        "URL": _url(row["url"]),
    }
    return {key: _flat(value) if isinstance(value, str) else value for key, value in item.items() if value}


def _name(author: str) -> dict[str, str]:
    """Family and given name; what cannot be parted with certainty (one word, an institution) stays whole."""
    parts = author.split()
    if len(parts) < 2 or {"and", "&", "of", "for", "the"} & {part.lower() for part in parts}:
        return {"literal": _flat(author)}
    family, comma, given = _flat(author).partition(", ")
    if comma:
        return {"family": family, "given": given}
    # A particle goes with the family name: "van Beethoven".
    at = next((at for at, part in enumerate(parts) if at and part[0].islower()), len(parts) - 1)
    return {"family": " ".join(parts[at:]), "given": " ".join(parts[:at])}


def _issued(edtf: str, inferred: bool = False) -> dict[str, Any]:
    """A CSL date; empty where there is none, words where its parts are not all numbers ("2020s", "since 2019")."""
    if not edtf:
        return {}
    found = [re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?~?", part) for part in edtf.split("/")]
    parts = [[int(number) for number in each.groups() if number] for each in found if each]
    told: dict[str, Any] = {"date-parts": parts} if len(parts) == len(found) else {"literal": words.period(edtf)}
    return {**told, "circa": True} if inferred or "~" in edtf else told


def _url(address: str) -> str:
    """An address without a character that would end a field of BibTeX or RIS; a valid one comes back as it was."""
    return quote(address.strip(), safe=IN_URL)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    return issued.get("literal") or "–".join(str(part[0]) for part in issued.get("date-parts", []))


def _joined(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


def _iso(parts: list[int]) -> str:
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def _bibtex(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    circa = "ca. " * bool(issued.get("circa"))
    # A literal name in braces is not parted at its spaces; a title in braces keeps its capitals.
    authors = [f"{{{name['literal'].translate(LATEX)}}}" if "literal" in name else _joined(name).translate(LATEX)
               for name in item.get("author", [])]  # fmt: skip
    container = item.get("container-title") or item.get("publisher", "")
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{item['title'].translate(LATEX)}}}",
        "howpublished" if item["type"] not in BIBTEX else "institution": container.translate(LATEX),
        "year": (circa + _year(item)).translate(LATEX),
        # biblatex prints a date as certain unless told otherwise, so an inferred one stands in `year` alone.
        "date": "" if circa else "/".join(map(_iso, issued.get("date-parts", []))),
        "version": item.get("version", ""),
        "note": item["note"].translate(LATEX),
        "annote": item.get("annote", "").translate(LATEX),
        "url": item.get("URL", ""),
        "urldate": _iso(item["accessed"]["date-parts"][0]),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{BIBTEX.get(item['type'], 'misc')}{{{item['id']},\n{body}\n}}\n"


def _ris(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    hedge = "inferred" * bool(issued.get("circa"))
    single = len(issued.get("date-parts", [])) == 1
    year, month, day = [*_iso(issued["date-parts"][0]).split("-"), "", ""][:3] if single else ("", "", "")
    lines = [
        ("TY", RIS.get(item["type"], "GEN")),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", _joined(name)) for name in item.get("author", [])),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("PY", f"{_year(item)}///{hedge}" if hedge else _year(item)),
        ("DA", f"{year}/{month}/{day}/{hedge}" if single else ""),
        ("ET", item.get("version", "")),
        ("LA", item.get("language", "")),
        ("N1", item["note"]),
        ("N1", item.get("annote", "")),
        ("UR", item.get("URL", "")),
        ("Y2", _iso(item["accessed"]["date-parts"][0]).replace("-", "/")),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


def _stop(text: str) -> str:
    """The text with a full stop, unless it ends in one, in a question or an exclamation, also within quotation marks."""
    return text if re.search("[.?!][”’]*$", text) else f"{text}."


def _month(parts: list[int]) -> str:
    return " ".join([words.MONTHS[parts[1] - 1], *(str(day) for day in parts[2:])]) if len(parts) > 1 else ""


def _day(item: Mapping[str, Any]) -> str:
    parts = item["accessed"]["date-parts"][0]
    return f"{_month(parts)}, {parts[0]}"


def _exact(item: Mapping[str, Any]) -> str:
    """Month and day of a single date that is not inferred; an inferred one is told by its year alone."""
    issued = item.get("issued", {})
    return _month(issued["date-parts"][0]) if len(issued.get("date-parts", [])) == 1 and not issued.get("circa") else ""


def _apa(item: Mapping[str, Any], figure: str) -> str:
    names = [
        f"{name['family']}, {' '.join(f'{given[0]}.' for given in name['given'].split())}" if "family" in name else name["literal"]
        for name in item.get("author", [])
    ]
    who = f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else "".join(names)
    year = "ca. " * bool(item.get("issued", {}).get("circa")) + _year(item) or "n.d."
    exact = _exact(item)
    when = f"({year}{', ' * bool(exact)}{exact})."
    what = _stop(item["title"])
    head = f"{_stop(who)} {when} {what}" if who else f"{what} {when}"
    container = f"In {WORK}" if item["type"] == "figure" else item.get("publisher", "")
    stands = f"Retrieved {_day(item)}, from {item['URL']}" if "URL" in item else f"As cited at {figure}, retrieved {_day(item)}."
    return " ".join(filter(None, [head, container and _stop(container), stands]))


def _chicago(item: Mapping[str, Any], figure: str) -> str:
    first, *others = [*item.get("author", [])] or [{}]
    names = [_joined(first), *(name.get("literal") or f"{name['given']} {name['family']}" for name in others)] if first else []
    who = f"{', '.join(names[:-1])}, and {names[-1]}" if len(names) > 1 else "".join(names)
    year = f"[ca. {_year(item)}]" if item.get("issued", {}).get("circa") else _year(item) or "n.d."
    # Quotation marks within quotation marks become single ones; a description in brackets takes none.
    inner = item["title"].translate(str.maketrans("“”", "‘’"))
    what = _stop(inner) if inner.startswith("[") else f"“{_stop(inner)}”"
    head = f"{_stop(who)} {_stop(year)} {what}" if who else f"{what} {_stop(year)}"
    container = f"Figure in {WORK}, dataset {item['version']}" if item["type"] == "figure" else item.get("publisher", "")
    place = ", ".join(filter(None, [container, _exact(item)]))
    stands = f"Accessed {_day(item)}. {item['URL']}." if "URL" in item else f"As cited at {figure}, accessed {_day(item)}."
    return " ".join(filter(None, [head, place and _stop(place), stands]))


def _places(drawing: Drawing, row: Mapping[str, Any]) -> str:
    marks = str(row["markers"]).split(",")
    return "; ".join(dict.fromkeys(source.sentence().rstrip(".") for source in drawing.sources if str(source.marker) in marks))


def _told(drawing: Drawing, rows: list[dict[str, Any]]) -> str:
    """Every row; the place once where all stand in a single one, else after each."""
    valued = [row for row in rows if not row["missing"]]
    places = [_places(drawing, row) for row in valued]
    one = len(set(places)) == 1 and "; " not in places[0]
    told = "; ".join(_entry(row) + f" [{place}]" * (not one) for row, place in zip(valued, places, strict=True))
    gone = [f"no figure for {words.of(row['name'])} ({_reason(row)})" for row in rows if row["missing"]]
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
    rest = [status * (status not in told), row["period_text"] * (row["unit"] != "year" and row["period_text"] not in told)]
    details = "; ".join(filter(None, [told, *rest, row["scope"], voice]))
    return f"{words.of(row['name'])}, {row['text']}{f' ({details})' * bool(details)}"


def _reason(row: Mapping[str, Any]) -> str:
    return f"{row['missing']}: {row['note'].rstrip('.')}" if row["note"] else row["missing"]


def _covered(rows: list[dict[str, Any]]) -> str:
    has = [f"{sum(not row['missing'] for row in rows if row['name'] == name)} have a figure for {words.of(str(name))}"
           for name in dict.fromkeys(row["name"] for row in rows)]  # fmt: skip
    gone = [row["missing"] for row in rows if row["missing"]]
    why = ", ".join(f"{gone.count(reason)} {reason}" for reason in dict.fromkeys(gone))
    return f"of {len({row['metric'] for row in rows})} metrics, {' and '.join(has)}{f'; of the empty places, {why}' * bool(why)}"


def _counted(drawing: Drawing, rows: list[dict[str, Any]]) -> str:
    things = "events" if "events" in rows[0] else "pairs of figures" if "verdict" in rows[0] else "figures"
    planned = sum(bool(row.get("planned")) or row.get("status") == "target" for row in rows)
    forecast = sum(row.get("status") == "forecast" for row in rows)
    undated = sum(bool(row.get("undated")) or "undated" in (row.get("period_text"), row.get("sentence")) or row.get("when") == "no date"
                  for row in rows)  # fmt: skip
    kinds = ((planned, "planned"), (forecast, "forecast"), (undated, "undated"))
    said = " and ".join(f"{count} {kind}" for count, kind in kinds if count)
    stand = "; ".join(dict.fromkeys(f"{source.title} ({source.published or 'undated'})" for source in drawing.sources))
    counted = f"{len(rows)} {things}{f' ({said})' * bool(said)}"
    return f"{counted}, each with its hedge, period and line at the address below, according to {stand}"
