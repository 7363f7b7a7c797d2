"""A figure and its documents as records for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from dashboard.figures.figure import Drawing
from dashboard.model.project import PROJECT
from dashboard.text import formatting as words

KINDS = {
    "blog": "post-weblog",
    "report": "report",
}  # how a document's own row may name it: "A blog essay …"
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
        "id": "-".join(filter(None, [drawing.view.subject, drawing.version, _choices(drawing)])),
        "type": "figure",
        "title": _title(drawing),
        "container-title": PROJECT,
        "issued": _issued(drawing.released),
        "version": drawing.version,
        "note": f"dataset {drawing.version}",
        "language": "en",
        "URL": url(drawing.address),
        "accessed": day,
    }
    return [figure, *({**_document(row, drawing), "accessed": day} for row in drawing.documents)]


def _choices(drawing: Drawing) -> str:
    """A short name of what was chosen, so that two views of one subject can stand in one library."""
    query = drawing.view.but(dataset="").query()
    return hashlib.sha256(json.dumps(query).encode()).hexdigest()[:4] if query else ""


def csl(drawing: Drawing, accessed: date) -> str:
    """The items as CSL-JSON, for Zotero, Mendeley, pandoc and citeproc."""
    return json.dumps(items(drawing, accessed), ensure_ascii=False, indent=1) + "\n"


def bibtex(drawing: Drawing, accessed: date) -> str:
    """The items as BibTeX; `date`, `version` and `urldate` are for biblatex, the rest is for both."""
    return "\n".join(map(_bibtex, items(drawing, accessed)))


def ris(drawing: Drawing, accessed: date) -> str:
    """The items as RIS. The fourth part of a RIS date holds words: there an inferred date says that it is inferred."""
    return "\n".join(map(_ris, items(drawing, accessed)))


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
    lines = sorted(
        {source.line for source in drawing.sources if source.document == row["document"]}
    )
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
        "URL": url(row["url"]),
    }
    return {
        key: _flat(value) if isinstance(value, str) else value
        for key, value in item.items()
        if value
    }


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
    told: dict[str, Any] = (
        {"date-parts": parts} if len(parts) == len(found) else {"literal": words.period(edtf)}
    )
    return {**told, "circa": True} if inferred or "~" in edtf else told


def url(address: str) -> str:
    """An address without a character that would end a field of BibTeX or RIS; a valid one comes back as it was."""
    return quote(address.strip(), safe=IN_URL)


def _flat(text: str) -> str:
    return " ".join(text.split())


def year(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    return issued.get("literal") or "–".join(str(part[0]) for part in issued.get("date-parts", []))


def joined(name: Mapping[str, str]) -> str:
    return name.get("literal") or f"{name['family']}, {name['given']}"


def _iso(parts: list[int]) -> str:
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def _bibtex(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    circa = "ca. " * bool(issued.get("circa"))
    # A literal name in braces is not parted at its spaces; a title in braces keeps its capitals.
    authors = [f"{{{name['literal'].translate(LATEX)}}}" if "literal" in name else joined(name).translate(LATEX)
               for name in item.get("author", [])]  # fmt: skip
    container = item.get("container-title") or item.get("publisher", "")
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{item['title'].translate(LATEX)}}}",
        "howpublished" if item["type"] not in BIBTEX else "institution": container.translate(LATEX),
        "year": (circa + year(item)).translate(LATEX),
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
    annum, month, day = (
        [*_iso(issued["date-parts"][0]).split("-"), "", ""][:3] if single else ("", "", "")
    )
    lines = [
        ("TY", RIS.get(item["type"], "GEN")),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", joined(name)) for name in item.get("author", [])),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("PY", f"{year(item)}///{hedge}" if hedge else year(item)),
        ("DA", f"{annum}/{month}/{day}/{hedge}" if single else ""),
        ("ET", item.get("version", "")),
        ("LA", item.get("language", "")),
        ("N1", item["note"]),
        ("N1", item.get("annote", "")),
        ("UR", item.get("URL", "")),
        ("Y2", _iso(item["accessed"]["date-parts"][0]).replace("-", "/")),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"
