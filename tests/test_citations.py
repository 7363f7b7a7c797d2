"""A figure can be cited: records are read whole, no line loses a hedge or invents a name."""

import json
import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import bibtexparser
import citeproc
import jsonschema
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

import dashboard
from dashboard.export.citation import records, styles
from dashboard.export.citation.quotation import quote, sentence
from dashboard.export.metadata import address
from dashboard.figures.catalog import OVERVIEWS, catalog
from dashboard.model.view import View
from dashboard.model.vocabulary import COMPANIONS
from dashboard.text.formatting import HEDGES, MONTHS, period
from dashboard.text.quotation import MANY
from dashboard.text.sources import dated_source, licence_words, source_sentence

DATA = dashboard.load()
ENTRIES = catalog(DATA)
DAY = date(2026, 11, 30)
HOSTILE = "\\a{b}}c %d & e_f #1 $x$ ~y ^z \"q\" <i>'t' “u”\n\r\n\u2028@misc{v, 中國\tER  - 人工智能"
NARROW = [
    View("llm_share", entities=("AUS",)),
    View("llms_developed", documents=("butt-ahmad-2023",)),
    View("lead", topics=("funding",)),
    View("lead", topics=("patents",)),
    View("coverage", topics=("compute",)),
    View("amounts", documents=("rathi-2025",)),
    View("timeline", start=1901, end=1902, entities=("AUS",)),
    View("timeline", documents=("ascendancy-2025",), kinds=("target", "release")),
]


@cache
def drawn(name):
    return dashboard.draw(DATA, View(name))


@cache
def narrowed():
    return [dashboard.draw(DATA, view) for view in NARROW]


RIS_TYPES = {"figure": "FIGURE", "post-weblog": "BLOG", "document": "GEN", "dataset": "DATA"}


def figures():
    return [*map(drawn, ENTRIES), *narrowed(), hostile()]


@cache
def hostile():
    """Five documents with all in their particulars that has a meaning in a format of references."""
    figure = drawn("ai_leadership_year")
    names = [
        "Ann B_C %D",
        "李明",
        "{Brace}} & Sons",
        "van der Berg, C. #",
        HOSTILE.replace(";", ""),
    ]
    worse = {
        "title": HOSTILE,
        "authors": "; ".join(names),
        "publisher": HOSTILE,
        "note": HOSTILE,
        "url": 'https://example.org/a_b%20c;{d}?e=ü&f={}"#g\\h',
    }
    return replace(figure, documents=tuple({**row, **worse} for row in figure.documents))


def plain(latex):
    """What LaTeX prints, with names that pylatexenc 2 lacks or prints as another sign."""
    names = {
        "textbraceleft": "{",
        "textbraceright": "}",
        "textless": "<",
        "textgreater": ">",
        "textasciicircum": "^",
    }
    known = get_default_latex_context_db()
    known.add_context_category(
        "missing", macros=[MacroTextSpec(name, char) for name, char in names.items()], prepend=True
    )
    return LatexNodes2Text(latex_context=known).latex_to_text(latex)


def name_of(author):
    return author.get("literal") or f"{author['family']}, {author['given']}"


def iso(parts):
    return "-".join(f"{part:02d}" for part in parts)


@cache
def schema():
    """The input schema of CSL 1.0.2, made of the types and variables that citeproc-py carries."""
    folder = Path(citeproc.SCHEMA_PATH).parent
    kinds = dict(
        re.findall(
            r"variables\.(\w+) =\n(.*?)(?=\n  \n|\n\})",
            (folder / "csl-variables.rnc").read_text(),
            re.S,
        )
    )
    quoted = {kind: re.findall(r'"([\w-]+)"', text) for kind, text in kinds.items()}
    types = re.findall(r'"([\w-]+)"$', (folder / "csl-types.rnc").read_text(), re.M)
    assert len(types) > 40
    assert {"title", "note", "issued", "author", "version"} <= {
        name for names in quoted.values() for name in names
    }
    text, number = {"type": "string", "minLength": 1}, {"type": ["string", "integer"]}
    parts = {
        "type": "array",
        "minItems": 1,
        "maxItems": 2,
        "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": number},
    }
    shut = {"type": "object", "additionalProperties": False}
    day = {
        **shut,
        "properties": {"date-parts": parts, "literal": text, "circa": {"type": "boolean"}},
        "minProperties": 1,
    }
    person = {
        **shut,
        "properties": {"family": text, "given": text, "literal": text},
        "minProperties": 1,
    }
    shapes = {"names": {"type": "array", "minItems": 1, "items": person}, "dates": day}
    fields = {name: shapes.get(kind, text) for kind, names in quoted.items() for name in names}
    item = {
        **shut,
        "properties": {**fields, "id": text, "type": {"enum": types}},
        "required": ["id", "type", "title"],
    }
    return jsonschema.Draft202012Validator({"type": "array", "items": item})


def test_csl_json_holds_to_the_types_and_variables_of_csl():
    for figure in figures():
        schema().validate(json.loads(records.csl(figure, DAY)))
        assert json.loads(records.csl(figure, DAY)) == records.items(figure, DAY)


def test_a_citation_processor_prints_every_title_and_address():
    style = citeproc.CitationStylesStyle(
        str(next(Path(citeproc.STYLES_PATH).glob("harvard*.csl"))), validate=False
    )
    for figure in figures():
        items = json.loads(records.csl(figure, DAY))
        bibliography = citeproc.CitationStylesBibliography(
            style, CiteProcJSON(items), citeproc.formatter.plain
        )
        for item in items:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
        printed = " ".join(map(str, bibliography.bibliography()))
        for item in items:
            # The processor sets quotation marks and italics of its own, so a hostile title is only
            # asked for its last words.
            assert (item["title"] if figure is not hostile() else "人工智能") in printed
            assert item.get("URL", "") in printed


def test_bibtex_parses_in_another_parser_with_every_field():
    for figure in figures():
        text, items = records.bibtex(figure, DAY), records.items(figure, DAY)
        # BibTeX itself counts a brace after a backslash too; this parser does not.
        depths = list(accumulate({"{": 1, "}": -1}.get(char, 0) for char in text))
        assert min(depths) == depths[-1] == 0
        library = bibtexparser.parse_string(text)
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == [item["id"] for item in items]
        for entry, item in zip(library.entries, items, strict=True):
            found = {field.key: field.value for field in entry.fields}
            issued = item.get("issued", {})
            assert plain(found.pop("title")) == item["title"]
            authors = re.split(" and ", found.pop("author")) if "author" in item else []
            assert list(map(plain, authors)) == list(map(name_of, item.get("author", [])))
            publisher = item.get("container-title", item.get("publisher", ""))
            assert plain(found.pop("howpublished", "")) == publisher.replace(
                " (中國傳媒大學)", ""
            ), "Chinese in brackets after the same name in Latin letters"
            assert plain(found.pop("note")) == item["note"]
            assert plain(found.pop("annote", "")) == item.get("annote", "")
            assert found.pop("version", "") == item.get("version", "")
            assert found.pop("url", "") == item.get("URL", "")
            assert found.pop("urldate") == DAY.isoformat()
            [parts] = issued.get("date-parts", [[]])
            inferred = records.inferred_dates(figure).get(item["id"], "")
            year = period(inferred, "inferred") if inferred else "".join(map(str, parts[:1]))
            assert found.pop("year", "") == year
            assert found.pop("date", "") == ("" if inferred or not parts else iso(parts))
            assert found == {}


def test_ris_parses_in_another_parser_with_every_field():
    for figure in figures():
        entries, items = rispy.loads(records.ris(figure, DAY)), records.items(figure, DAY)
        assert len(entries) == len(items)
        for found, item in zip(entries, items, strict=True):
            issued = item.get("issued", {})
            [parts], hedge = (
                issued.get("date-parts", [[]]),
                "inferred" if "circa" in issued else "",
            )
            year, month, day = [*(f"{part:02d}" for part in parts), "", "", ""][:3]
            assert (
                found.pop("type_of_reference")
                == {
                    "figure": "FIGURE",
                    "post-weblog": "BLOG",
                    "document": "GEN",
                    "dataset": "DATA",
                }[item["type"]]
            )
            assert found.pop("id") == item["id"]
            assert found.pop("title") == item["title"]
            assert found.pop("authors", []) == list(map(name_of, item.get("author", [])))
            assert found.pop("secondary_title", "") == item.get("container-title", "")
            assert found.pop("publisher", "") == item.get("publisher", "")
            assert found.pop("year", "") == (f"{year}///{hedge}" if hedge else year)
            dated = f"{year}/{month}/{day}/{hedge}" if parts else ""
            assert found.pop("date", "") == dated
            assert found.pop("edition", "") == item.get("version", "")
            assert found.pop("language") == item["language"]
            assert found.pop("notes") == [item[name] for name in ("note", "annote") if name in item]
            assert found.pop("urls", []) == ([item["URL"]] if "URL" in item else [])
            assert found.pop("access_date") == "2026/11/30"
            assert found == {}


def test_hostile_particulars_come_through_on_one_line():
    flat = " ".join(HOSTILE.split())
    for item in records.items(hostile(), DAY)[1:]:
        assert item["title"] == item["publisher"] == item["annote"] == flat
        assert item["author"][:4] == [
            {"family": "%D", "given": "Ann B_C"},
            {"literal": "李明"},
            {"literal": "{Brace}} & Sons"},
            {"family": "van der Berg", "given": "C. #"},
        ]
        assert item["URL"] == "https://example.org/a_b%20c%3B%7Bd%7D?e=%C3%BC&f=%7B%7D%22#g%5Ch"
    for line in [*styles.apa(hostile(), DAY), *styles.chicago(hostile(), DAY)]:
        assert len(line.splitlines()) == 1


def test_ids_are_unique_and_that_of_the_figure_names_subject_and_dataset():
    for figure in figures():
        ids = [item["id"] for item in records.items(figure, DAY)]
        assert len(set(ids)) == len(ids)
        assert ids[0].startswith(f"{figure.view.figure}-{DATA.version}")
        assert ids[1:] == [row["document"] for row in figure.documents]


def test_a_figure_is_cited_with_its_address_and_its_day():
    for figure in figures():
        item = records.items(figure, DAY)[0]
        assert unquote(item["URL"]) == unquote(address(figure))
        assert urlsplit(item["URL"]).query.endswith(f"dataset={DATA.version}")
        assert iso(item["issued"]["date-parts"][0]) == DATA.released
        assert item["title"].startswith(figure.entry.title)


def test_the_title_tells_the_period_only_where_all_values_share_one():
    titles = {name: records.items(drawn(name), DAY)[0]["title"] for name in ENTRIES}
    assert titles["ai_patents_granted"] == "AI patents granted, 2022"
    assert titles["data_spaces_planned"] == "Trusted data spaces planned, by 2028"
    assert (
        titles["bank_funding_planned"]
        == "Bank funding for AI companies, planned, February 2025–February 2030, inferred"
    )
    for same in (
        "ai_patents_rank",
        "training_chips",
        "ai_leadership_year",
        "chip_fund_planned",
        "lead",
        "timeline",
    ):
        assert titles[same] == ENTRIES[same].title


def test_no_author_publisher_date_or_address_is_invented():
    for figure in map(drawn, ENTRIES):
        for row, item in zip(figure.documents, records.items(figure, DAY)[1:], strict=True):
            for column, field in {
                "authors": "author",
                "publisher": "publisher",
                "published": "issued",
                "url": "URL",
            }.items():
                assert (field in item) == bool(row[column])
            assert row["authors"] == "; ".join(
                f"{name['given']} {name['family']}" for name in item.get("author", [])
            )
            assert item["title"] == row["title"] or (
                not row["title"] and item["title"] == f"[{row['short']}]"
            )
            assert (item.get("issued", {}).get("circa") is True) == (
                row["published_basis"] == "inferred"
            )
            assert ("date inferred: " in item["note"]) == (row["published_basis"] == "inferred")
            sources = [each for each in figure.sources if each.document == row["document"]]
            if row["collection"] == COMPANIONS:
                assert all(each.locator in item["note"] for each in sources)
                assert licence_words(row["licence"], row["terms"].split()) in item["note"]
                continue
            lines = sorted({each.line for each in sources})
            assert re.match(r"lines? ([\d, ]+)", item["note"])[1] == ", ".join(map(str, lines))


def test_lines_for_a_list_of_works_follow_apa_and_chicago():
    leadership = drawn("ai_leadership_year")
    url = address(leadership)
    released, when = date.fromisoformat(DATA.released), "November 30, 2026"
    named = f"{released:%B} {released.day}"
    project = "China and the United States in AI: what five documents state"
    title, cited = "Year by which China is to lead in AI", f"As cited at {url}"
    figure, ascendancy, butt, history, rathi = styles.apa(leadership, DAY)
    assert figure == (
        f"{title} [Figure; dataset {DATA.version}]. ({released.year}, {named}). In {project}. "
        f"Retrieved {when}, from {url}"
    )
    assert ascendancy == (
        "China’s Ascendancy in the Global AI Landscape. (2025, February, inferred). "
        f"{cited}, retrieved {when}."
    )
    assert butt == (
        "Butt, F. A., & Ahmad, B. (2023, October 17). AI Pioneers: China's Journey Towards Global "
        "Technological Leadership. Institute for a Community with Shared Future, Communication "
        f"University of China (中國傳媒大學). {cited}, retrieved {when}."
    )
    assert history.startswith("History of AI Development in China and its Entrepreneurial")
    assert "(2025, June 20). Itself citing State plans, research, and funding (Luong" in history
    assert rathi == (
        f"Rathi, R. (2025, February, inferred). [Rishab Rathi's article]. {cited}, "
        f"retrieved {when}."
    )
    figure, ascendancy, butt, _, rathi = styles.chicago(leadership, DAY)
    assert figure == (
        f"“{title}.” {released.year}. Figure in {project}, dataset {DATA.version}, {named}. "
        f"Accessed {when}. {url}."
    )
    assert ascendancy == (
        "“China’s Ascendancy in the Global AI Landscape.” [2025, inferred]. February. "
        f"{cited}, accessed {when}."
    )
    assert butt.startswith(
        "Butt, Faran Awais, and Basmah Ahmad. 2023. “AI Pioneers: China's Journey Towards"
    )
    assert rathi == (
        "Rathi, Rishab. [2025, inferred]. [Rishab Rathi's article]. February. "
        f"{cited}, accessed {when}."
    )


def test_an_undated_document_is_told_as_undated_everywhere():
    figure = drawn("llms_developed")
    row = {
        **figure.documents[0],
        "published": "",
        "published_basis": "none",
        "url": "https://example.org/1",
    }
    bare = replace(figure, documents=(row,))
    item = records.items(bare, DAY)[1]
    assert "issued" not in item
    assert styles.apa(bare, DAY)[1] == (
        "Rathi, R. (n.d.). [Rishab Rathi's article]. "
        "Retrieved November 30, 2026, from https://example.org/1"
    )
    assert styles.chicago(bare, DAY)[1] == (
        "Rathi, Rishab. n.d. [Rishab Rathi's article]. "
        "Accessed November 30, 2026. https://example.org/1."
    )
    assert "year" not in bibtexparser.parse_string(records.bibtex(bare, DAY)).entries[1].fields_dict
    assert "year" not in rispy.loads(records.ris(bare, DAY))[1]


@pytest.mark.parametrize(
    ("published", "issued", "year"),
    [
        ("2019/2021-06", {"date-parts": [[2019], [2021, 6]]}, "2019–2021"),
        ("2019~", {"date-parts": [[2019]], "circa": True}, "ca. 2019"),
        ("202X", {"literal": "2020s"}, "2020s"),
        ("2019/..", {"literal": "since 2019"}, "since 2019"),
    ],
)
def test_every_precision_of_a_date_is_kept(published, issued, year):
    figure = drawn("llms_developed")
    other = replace(
        figure,
        documents=({**figure.documents[0], "published": published, "published_basis": "stated"},),
    )
    assert records.items(other, DAY)[1]["issued"] == issued
    assert f"({year})." in styles.apa(other, DAY)[1]
    assert bibtexparser.parse_string(records.bibtex(other, DAY)).entries[1]["year"] == year
    assert rispy.loads(records.ris(other, DAY))[1]["year"].replace(
        "///inferred", ""
    ) == year.removeprefix("ca. ")
    schema().validate(records.items(other, DAY))


def test_a_sentence_tells_every_value_period_status_and_absence_with_its_place():
    for figure in figures():
        text = sentence(figure)
        assert text.startswith(f"{figure.entry.title}: ")
        assert figure.entry.definition in text
        assert f"ataset {figure.version}" in text
        kind = figure.entry.kind.name
        if len(figure.rows) > MANY or kind == "coverage":
            continue
        for mark in figure.marks:
            row, words = mark.row, mark.words
            if kind == "events":
                assert words.label in text
                assert not row.is_planned or f"{words.label} (planned)" in text
                continue
            assert words.figure in text
            assert words.missing in text
            assert row.note.rstrip(".")[1:] in text
            assert "opinion" in text or row.voice != "opinion"
            if kind == "pairs":
                assert row.title in text
                assert words.detail in text
                assert words.verdict.rstrip(".")[1:] in text
                continue
            assert row.name in text
            assert row.scope in text
            assert row.unit in ("year", "ratio") or words.when in text
            assert {"target": "planned", "forecast": "forecast"}.get(row.status, "") in text
        for source in figure.sources:
            assert source_sentence(source).rstrip(".") in text


@pytest.mark.parametrize("name", OVERVIEWS)
def test_a_long_overview_is_counted_and_tells_where_its_list_stands(name):
    figure = drawn(name)
    text = sentence(figure)
    assert address(figure) in text
    metrics = {row.metric for row in figure.rows}
    assert str(len(metrics if name == "coverage" else figure.rows)) in text
    for source in figure.sources:
        assert f"{source.title} ({dated_source(source)})" in text
    assert len(text) < 1200


@pytest.mark.parametrize("name", [name for name, entry in ENTRIES.items() if entry.metric])
def test_nothing_to_cite_is_bare_of_its_hedge(name):
    figure = drawn(name)
    texts = [sentence(figure), *(item["title"] for item in records.items(figure, DAY))]
    for mark in figure.marks:
        if mark.row.comparator in ("", "="):
            continue
        worded = mark.row.quantity and mark.row.quantity.hedge
        hedge = "by" if mark.row.unit == "year" else worded or HEDGES[mark.row.comparator]
        assert mark.words.figure.startswith(f"{hedge} ")
        bare = mark.words.figure.removeprefix(f"{hedge} ")
        for text in texts:
            pieces = re.split(rf"(?<![\w.,–/]){re.escape(bare)}(?![.,]?[0-9])", text)
            assert all(before.rstrip().endswith(hedge) for before, _ in pairwise(pieces))


@pytest.mark.parametrize("name", ENTRIES)
def test_a_sentence_to_quote_has_claim_hedge_date_origin_and_caveat_in_few_words(name):
    figure = drawn(name)
    text = quote(figure)
    assert len(text.split()) <= 45
    present = [mark for mark in figure.marks if not mark.row.is_absent]
    if len({source.document for source in figure.sources}) == 1:
        assert figure.sources[0].title in text
        assert "," in text
    if figure.entry.metric and len(present) == len(figure.sources) == 1:
        words = present[0].words
        assert words.figure in text
        assert words.when in text
        source = figure.sources[0]
        first = re.split(r"(?<=[.?!]) ", source.caveat)[0]
        bare = f"{figure.entry.title}: {words.figure} ({words.detail}) {source.title} {first}"
        assert first in text or len(bare.split()) > 35


def test_the_share_of_language_models_is_quoted_with_its_caveat():
    text = quote(drawn("llm_share"))
    assert "36% (undated)" in text
    assert "line 25" in text
    assert "white paper of the year before" in text


@pytest.mark.parametrize("name", ENTRIES)
def test_a_reference_names_the_work_that_a_document_cites_and_the_day_that_is_known(name):
    figure = drawn(name)
    printed = [styles.apa(figure, DAY)[1:], styles.chicago(figure, DAY)[1:]]
    rows = zip(figure.documents, records.items(figure, DAY)[1:], *printed, strict=True)
    for row, item, *lines in rows:
        works = {source.cites for source in figure.sources if source.document == row["document"]}
        for work in works - {""}:
            assert f"citing {work}" in item["note"]
            for line in lines:
                assert work in line or f"citing {len(works - {''})} works" in line
        if not works - {""}:
            assert not any("citing" in line for line in lines)
        _, month, day = [*row["published"].split("-"), "", ""][:3]
        known = " ".join(filter(None, [month and MONTHS[int(month) - 1], day.lstrip("0")]))
        for line in lines:
            assert ("inferred" in line) == (row["published_basis"] == "inferred")
            assert known in line
