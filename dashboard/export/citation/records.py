"""A figure and its documents as records for reference managers: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.export.metadata import address
from dashboard.figures.figure import Figure
from dashboard.figures.style.fonts import HAN
from dashboard.figures.urls import quoted
from dashboard.model.dataset import Source
from dashboard.model.period import Period
from dashboard.model.vocabulary import STATISTICS
from dashboard.text.formatting import period
from dashboard.text.references import (
    dataset_note,
    figure_title,
    lines_note,
    table_note,
    untitled,
)
from dashboard.text.sources import licence_words

# How a document's own row may name it ("A blog essay …") -> its type in CSL.
DOCUMENT_TYPES = {"blog": "post-weblog", "report": "report"}
RIS_TYPES = {"figure": "FIGURE", "post-weblog": "BLOG", "report": "RPRT", "dataset": "DATA"}
BIBTEX_TYPES = {"report": "techreport"}
# Braces as \{ would leave BibTeX, which counts every brace, looking for the other one.
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        **{character: f"\\{character}" for character in "&%_#$"},
    }
)
# A name in signs that no font of plain LaTeX has, in brackets after the same name in Latin letters.
GLOSS = re.compile(rf"(?<=\w) ?\((?:{HAN.pattern}|\s)+\)")
LATIN, SIGNS = "\u024f", "–—‘’“”†‡•…€™"  # the last Latin letter, and signs that LaTeX knows
PARTS_OF_INSTITUTIONS = {"and", "&", "of", "for", "the"}


def items(figure: Figure, accessed: date) -> list[dict[str, Any]]:
    """CSL-JSON 1.0.2: the figure first, then each document that it uses.

    A document has an author, a publisher, a date or an address only where its row has one. An
    inferred date is `circa`; `note` gives the lines, that it is inferred, and what the document
    itself cites there, `annote`, which styles do not print, how. `accessed` is the day the figure
    was opened.
    """
    day = _issued(accessed.isoformat())
    id_parts = [figure.view.figure, figure.version, _choices(figure)]
    first = {
        "id": "-".join(filter(None, id_parts)),
        "type": "figure",
        "title": _one_line(_title(figure)),
        "container-title": figure.project.full_title,
        "issued": _issued(figure.released),
        "version": figure.version,
        "note": dataset_note(figure.version),
        "language": "en",
        "URL": quoted(address(figure)),
        "accessed": day,
    }
    documents = [{**_document(row, figure), "accessed": day} for row in figure.documents]
    return [first, *documents]


def _choices(figure: Figure) -> str:
    """A short name of what was chosen, so that two views of one figure can stand in one library."""
    query = figure.view.but(dataset="").query()
    return hashlib.sha256(json.dumps(query).encode()).hexdigest()[:4] if query else ""


def inferred_dates(figure: Figure) -> dict[str, str]:
    """Id of a document whose date is inferred -> that date (EDTF)."""
    return {
        row["document"]: row["published"]
        for row in figure.documents
        if row["published_basis"] == "inferred" and row["published"]
    }


def cited_works(figure: Figure) -> dict[str, tuple[str, ...]]:
    """Id of a document -> the works that it cites for what the figure shows, each once."""
    return {
        row["document"]: tuple(
            dict.fromkeys(
                source.cites
                for source in figure.sources
                if source.document == row["document"] and source.cites
            )
        )
        for row in figure.documents
    }


def csl(figure: Figure, accessed: date) -> str:
    """The items as CSL-JSON, for Zotero, Mendeley, pandoc and citeproc."""
    return json.dumps(items(figure, accessed), ensure_ascii=False, indent=1) + "\n"


def bibtex(figure: Figure, accessed: date) -> str:
    """The items as BibTeX; `date`, `version` and `urldate` are for biblatex, the rest for both.

    Chinese in brackets after the same name in Latin letters is left out. Letters that pdflatex
    would stop at are told to it first.
    """
    inferred = inferred_dates(figure)
    entries = "\n".join(
        _bibtex(item, inferred.get(item["id"], "")) for item in items(figure, accessed)
    )
    foreign = dict.fromkeys(each for each in entries if each > LATIN and each not in SIGNS)
    if not foreign:
        return entries
    # On lines of their own, and no comment ends one: BibTeX makes one line of them.
    told = "\n".join(map(_declared, foreign))
    return f"@preamble{{{{\\ifdefined\\Umathcode\\else\n{told}\n\\fi}}}}\n\n{entries}"


def _declared(letter: str) -> str:
    """What lets pdflatex print an unknown letter by its number; XeLaTeX and LuaLaTeX print any."""
    name = f"u8:\\detokenize{{{letter}}}\\endcsname"
    number = f"[U+{ord(letter):04X}]"
    return f"\\ifcsname {name}\\else\\expandafter\\gdef\\csname {name}{{{number}}}\\fi"


def ris(figure: Figure, accessed: date) -> str:
    """The items as RIS.

    The fourth part of a RIS date holds words: there an inferred date says that it is inferred.
    """
    return "\n".join(map(_ris, items(figure, accessed)))


def _title(figure: Figure) -> str:
    """The title, with the period where all values share one."""
    details = {mark.words.detail for mark in figure.marks if not mark.row.is_absent}
    is_shared = len(details) == 1 and "" not in details and figure.is_dated
    if not figure.entry.metric or not figure.holds or not is_shared:
        return figure.entry.title
    return figure_title(figure.entry.title, details.pop())


def _document(row: Mapping[str, str], figure: Figure) -> dict[str, Any]:
    sources = [source for source in figure.sources if source.document == row["document"]]
    lines = sorted({source.line for source in sources if source.line is not None})
    inferred = inferred_dates(figure).get(row["document"], "")
    described = re.match(r"An? (\w+)", row["note"])
    usual = "dataset" if row["collection"] in STATISTICS else "document"
    item = {
        "id": row["document"],
        "type": DOCUMENT_TYPES.get(described[1].lower(), usual) if described else usual,
        "title": row["title"] or untitled(row["short"]),
        "author": [_name(author) for author in row["authors"].split(";") if author.strip()],
        "publisher": row["publisher"],
        "issued": _issued(row["published"], bool(inferred)),
        "note": _table_note(row, sources)
        if row["collection"] in STATISTICS
        else lines_note(
            lines,
            inferred,
            (row["original_publisher"], row["original_published"]),
            cited_works(figure)[row["document"]],
        ),
        "original-title": row["original_title"],
        "original-publisher": row["original_publisher"],
        "original-date": _issued(row["original_published"], False),
        "annote": row["note"],
        "language": row["language"],
        "URL": quoted(row["url"]),
    }
    return {
        name: _one_line(value) if isinstance(value, str) else value
        for name, value in item.items()
        if value
    }


def _table_note(row: Mapping[str, str], sources: Sequence[Source]) -> str:
    """Places in a table, its editions, its licence with what it asks, and who handed it on."""
    locators = dict.fromkeys(source.locator for source in sources)
    editions = dict.fromkeys(source.edition for source in sources if source.edition)
    licence = licence_words(row["licence"], row["terms"].split())
    return table_note(
        tuple(locators), tuple(editions), licence, row["reading"], row["via"], row["collection"]
    )


def _name(author: str) -> dict[str, str]:
    """Family and given name; what cannot be parted with certainty stays whole."""
    parts = author.split()
    is_whole = len(parts) < 2 or PARTS_OF_INSTITUTIONS & {part.lower() for part in parts}
    if is_whole:
        return {"literal": _one_line(author)}
    family, comma, given = _one_line(author).partition(", ")
    if comma:
        return {"family": family, "given": given}
    # A particle goes with the family name: "van Beethoven".
    particles = (number for number, part in enumerate(parts) if number and part[0].islower())
    split = next(particles, len(parts) - 1)
    return {"family": " ".join(parts[split:]), "given": " ".join(parts[:split])}


def _issued(edtf: str, is_inferred: bool = False) -> dict[str, Any]:
    """A CSL date; empty where there is none, words where its parts are not all numbers.

    "2020s" and "since 2019" are such words.
    """
    if not edtf:
        return {}
    stated = Period.parse(edtf)
    ends = [stated.begin, *([stated.end] if stated.end else [])]
    if stated.is_open or any(end.is_decade for end in ends):
        issued: dict[str, Any] = {"literal": period(edtf)}
    else:
        parts = [[end.year, end.month, end.day] for end in ends]
        issued = {"date-parts": [[number for number in part if number] for part in parts]}
    return {**issued, "circa": True} if is_inferred or stated.is_approximate else issued


def _one_line(text: str) -> str:
    return " ".join(text.split())


def year(item: Mapping[str, Any]) -> str:
    """The year or years of an item, or its date in words; "" where it has none."""
    issued = item.get("issued", {})
    years = "–".join(str(part[0]) for part in issued.get("date-parts", []))
    return issued.get("literal") or years


def full_name(name: Mapping[str, str]) -> str:
    """A name with the family name first."""
    return name.get("literal") or f"{name['family']}, {name['given']}"


def _iso(parts: list[int]) -> str:
    return "-".join([f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])])


def _bibtex(item: Mapping[str, Any], inferred: str) -> str:
    issued = item.get("issued", {})
    circa = "ca. " if issued.get("circa") else ""
    # A literal name in braces is not parted at its spaces; a title in braces keeps its capitals.
    authors = [
        f"{{{name['literal'].translate(LATEX)}}}"
        if "literal" in name
        else full_name(name).translate(LATEX)
        for name in item.get("author", [])
    ]
    container = GLOSS.sub("", item.get("container-title") or item.get("publisher", ""))
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{GLOSS.sub('', item['title']).translate(LATEX)}}}",
        "institution" if item["type"] in BIBTEX_TYPES else "howpublished": (
            container.translate(LATEX)
        ),
        "year": (period(inferred, "inferred") if inferred else circa + year(item)).translate(LATEX),
        # biblatex prints a date as certain unless it is told otherwise, so an inferred one stands
        # in `year` alone.
        "date": "" if circa else "/".join(map(_iso, issued.get("date-parts", []))),
        "version": item.get("version", ""),
        "note": item["note"].translate(LATEX),
        "annote": item.get("annote", "").translate(LATEX),
        "url": item.get("URL", ""),
        "urldate": _iso(item["accessed"]["date-parts"][0]),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@{BIBTEX_TYPES.get(item['type'], 'misc')}{{{item['id']},\n{body}\n}}\n"


def _ris(item: Mapping[str, Any]) -> str:
    issued = item.get("issued", {})
    hedge = "inferred" if issued.get("circa") else ""
    is_single = len(issued.get("date-parts", [])) == 1
    parts = _iso(issued["date-parts"][0]).split("-") if is_single else []
    issued_year, month, day = [*parts, "", "", ""][:3]
    lines = [
        ("TY", RIS_TYPES.get(item["type"], "GEN")),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", full_name(name)) for name in item.get("author", [])),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("PY", f"{year(item)}///{hedge}" if hedge else year(item)),
        ("DA", f"{issued_year}/{month}/{day}/{hedge}" if is_single else ""),
        ("ET", item.get("version", "")),
        ("LA", item.get("language", "")),
        ("N1", item["note"]),
        ("N1", item.get("annote", "")),
        ("UR", item.get("URL", "")),
        ("Y2", _iso(item["accessed"]["date-parts"][0]).replace("-", "/")),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"
