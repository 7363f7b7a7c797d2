"""A figure can be cited: other programs read the records whole, and no line or sentence loses a hedge or invents a name."""

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
from dashboard.export.citation import quotation as quote
from dashboard.export.citation import records as cite
from dashboard.export.citation import styles
from dashboard.figures.catalog import every
from dashboard.model.view import View
from dashboard.model.vocabulary import COMPARATORS

DATA = dashboard.load()
SUBJECTS = every(DATA)
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
def narrowed(at):
    return dashboard.draw(DATA, NARROW[at])


def drawings():
    return [*map(drawn, SUBJECTS), *map(narrowed, range(len(NARROW))), hostile()]


@cache
def hostile():
    """Five documents whose particulars hold everything that has a meaning in LaTeX, BibTeX, RIS, JSON or HTML."""
    drawing = drawn("ai_leadership_year")
    worse = {
        "title": HOSTILE,
        "authors": f"Ann B_C %D; 李明; {{Brace}}}} & Sons; van der Berg, C. #; {HOSTILE.replace(';', '')}",
        "publisher": HOSTILE,
        "note": HOSTILE,
        "url": 'https://example.org/a_b%20c;{d}?e=ü&f={}"#g\\h',
    }
    return replace(drawing, documents=tuple({**row, **worse} for row in drawing.documents))


def plain(latex):
    """What LaTeX prints; pylatexenc 2 lacks some names of LaTeX's own, and prints another circumflex."""
    names = {
        "textbraceleft": "{",
        "textbraceright": "}",
        "textless": "<",
        "textgreater": ">",
        "textasciicircum": "^",
    }
    known = get_default_latex_context_db()
    known.add_context_category(
        "own", macros=[MacroTextSpec(name, char) for name, char in names.items()], prepend=True
    )
    return LatexNodes2Text(latex_context=known).latex_to_text(latex)


def name_of(author):
    return author.get("literal") or f"{author['family']}, {author['given']}"


def iso(parts):
    return "-".join(f"{part:02d}" for part in parts)


@cache
def schema():
    """The input schema of CSL 1.0.2, made of the lists of types and variables that citeproc-py carries."""
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
    for drawing in drawings():
        schema().validate(json.loads(cite.csl(drawing, DAY)))
        assert json.loads(cite.csl(drawing, DAY)) == cite.items(drawing, DAY)


def test_a_citation_processor_prints_every_title_and_address():
    style = citeproc.CitationStylesStyle(
        str(next(Path(citeproc.STYLES_PATH).glob("harvard*.csl"))), validate=False
    )
    for drawing in drawings():
        items = json.loads(cite.csl(drawing, DAY))
        bibliography = citeproc.CitationStylesBibliography(
            style, CiteProcJSON(items), citeproc.formatter.plain
        )
        for item in items:
            bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
        printed = " ".join(map(str, bibliography.bibliography()))
        for item in items:
            # The processor sets quotation marks and italics of its own, so a hostile title is only asked for its last words.
            assert (item["title"] if drawing is not hostile() else "人工智能") in printed
            assert item.get("URL", "") in printed


def test_bibtex_parses_in_another_parser_with_every_field():
    for drawing in drawings():
        text, items = cite.bibtex(drawing, DAY), cite.items(drawing, DAY)
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
            assert plain(found.pop("howpublished", "")) == item.get(
                "container-title", item.get("publisher", "")
            )
            assert plain(found.pop("note")) == item["note"]
            assert plain(found.pop("annote", "")) == item.get("annote", "")
            assert found.pop("version", "") == item.get("version", "")
            assert found.pop("url", "") == item.get("URL", "")
            assert found.pop("urldate") == DAY.isoformat()
            assert found.pop("year", "") == ("ca. " if "circa" in issued else "") + str(
                issued["date-parts"][0][0]
            )
            assert found.pop("date", "") == (
                "" if "circa" in issued else iso(issued["date-parts"][0])
            )
            assert found == {}


def test_ris_parses_in_another_parser_with_every_field():
    for drawing in drawings():
        entries, items = rispy.loads(cite.ris(drawing, DAY)), cite.items(drawing, DAY)
        assert len(entries) == len(items)
        for found, item in zip(entries, items, strict=True):
            issued = item.get("issued", {})
            [parts], hedge = issued["date-parts"], "inferred" if "circa" in issued else ""
            year, month, day = [*(f"{part:02d}" for part in parts), "", ""][:3]
            assert (
                found.pop("type_of_reference")
                == {"figure": "FIGURE", "post-weblog": "BLOG", "document": "GEN"}[item["type"]]
            )
            assert found.pop("id") == item["id"]
            assert found.pop("title") == item["title"]
            assert found.pop("authors", []) == list(map(name_of, item.get("author", [])))
            assert found.pop("secondary_title", "") == item.get("container-title", "")
            assert found.pop("publisher", "") == item.get("publisher", "")
            assert found.pop("year") == (f"{year}///{hedge}" if hedge else year)
            assert found.pop("date") == f"{year}/{month}/{day}/{hedge}"
            assert found.pop("edition", "") == item.get("version", "")
            assert found.pop("language") == item["language"]
            assert found.pop("notes") == [item[name] for name in ("note", "annote") if name in item]
            assert found.pop("urls", []) == ([item["URL"]] if "URL" in item else [])
            assert found.pop("access_date") == "2026/11/30"
            assert found == {}


def test_hostile_particulars_come_through_on_one_line():
    flat = " ".join(HOSTILE.split())
    for item in cite.items(hostile(), DAY)[1:]:
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


def test_ids_are_unique_and_the_figures_own_tells_subject_and_dataset():
    for drawing in drawings():
        ids = [item["id"] for item in cite.items(drawing, DAY)]
        assert len(set(ids)) == len(ids)
        assert ids[0].startswith(f"{drawing.view.subject}-{DATA.version}")
        assert ids[1:] == [row["document"] for row in drawing.documents]


def test_a_figure_cites_its_own_address_and_day():
    for drawing in drawings():
        figure = cite.items(drawing, DAY)[0]
        assert unquote(figure["URL"]) == unquote(drawing.address)
        assert urlsplit(figure["URL"]).query.endswith(f"dataset={DATA.version}")
        assert iso(figure["issued"]["date-parts"][0]) == DATA.released
        assert figure["title"].startswith(drawing.subject.title)


def test_the_title_tells_the_period_only_where_all_values_share_one():
    titles = {name: cite.items(drawn(name), DAY)[0]["title"] for name in SUBJECTS}
    assert titles["ai_patents_granted"] == "AI patents granted, 2022"
    assert titles["data_spaces_planned"] == "Trusted data spaces planned, 2028"
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
        assert titles[same] == SUBJECTS[same].title


def test_no_author_publisher_date_or_address_is_invented():
    for drawing in map(drawn, SUBJECTS):
        for row, item in zip(drawing.documents, cite.items(drawing, DAY)[1:], strict=True):
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
            lines = sorted(
                {source.line for source in drawing.sources if source.document == row["document"]}
            )
            assert re.match(r"lines? ([\d, ]+)", item["note"])[1] == ", ".join(map(str, lines))


def test_lines_for_a_list_of_works_follow_apa_and_chicago():
    drawing = drawn("ai_leadership_year")
    url = drawing.address
    released, when = date.fromisoformat(DATA.released), "November 30, 2026"
    named = f"{released:%B} {released.day}"
    figure, ascendancy, butt, _, rathi = styles.apa(drawing, DAY)
    assert figure == (
        f"Year by which China is to lead in AI [Figure; dataset {DATA.version}]. ({released.year}, {named}). "
        f"In China and the United States in AI: what five documents state. Retrieved {when}, from {url}"
    )
    assert (
        ascendancy
        == f"China’s Ascendancy in the Global AI Landscape. (ca. 2025). As cited at {url}, retrieved {when}."
    )
    assert butt == (
        "Butt, F. A., & Ahmad, B. (2023, October 17). AI Pioneers: China's Journey Towards Global Technological Leadership. "
        "Institute for a Community with Shared Future, Communication University of China (中國傳媒大學). "
        f"As cited at {url}, retrieved {when}."
    )
    assert (
        rathi
        == f"Rathi, R. (ca. 2025). [Article by Rishab Rathi]. As cited at {url}, retrieved {when}."
    )
    figure, ascendancy, butt, _, rathi = styles.chicago(drawing, DAY)
    assert figure == (
        f"“Year by which China is to lead in AI.” {released.year}. Figure in China and the United States in AI: what five documents state, "
        f"dataset {DATA.version}, {named}. Accessed {when}. {url}."
    )
    assert (
        ascendancy
        == f"“China’s Ascendancy in the Global AI Landscape.” [ca. 2025]. As cited at {url}, accessed {when}."
    )
    assert butt.startswith(
        "Butt, Faran Awais, and Basmah Ahmad. 2023. “AI Pioneers: China's Journey Towards"
    )
    assert (
        rathi
        == f"Rathi, Rishab. [ca. 2025]. [Article by Rishab Rathi]. As cited at {url}, accessed {when}."
    )


def test_an_undated_document_is_told_as_undated_everywhere():
    drawing = drawn("llms_developed")
    row = {
        **drawing.documents[0],
        "published": "",
        "published_basis": "none",
        "url": "https://example.org/1",
    }
    bare = replace(drawing, documents=(row,))
    item = cite.items(bare, DAY)[1]
    assert "issued" not in item
    assert (
        styles.apa(bare, DAY)[1]
        == "Rathi, R. (n.d.). [Article by Rishab Rathi]. Retrieved November 30, 2026, from https://example.org/1"
    )
    assert styles.chicago(bare, DAY)[1] == (
        "Rathi, Rishab. n.d. [Article by Rishab Rathi]. Accessed November 30, 2026. https://example.org/1."
    )
    assert "year" not in bibtexparser.parse_string(cite.bibtex(bare, DAY)).entries[1].fields_dict
    assert "year" not in rispy.loads(cite.ris(bare, DAY))[1]


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
    drawing = drawn("llms_developed")
    other = replace(
        drawing,
        documents=({**drawing.documents[0], "published": published, "published_basis": "stated"},),
    )
    assert cite.items(other, DAY)[1]["issued"] == issued
    assert f"({year})." in styles.apa(other, DAY)[1]
    assert bibtexparser.parse_string(cite.bibtex(other, DAY)).entries[1]["year"] == year
    assert rispy.loads(cite.ris(other, DAY))[1]["year"].replace(
        "///inferred", ""
    ) == year.removeprefix("ca. ")
    schema().validate(cite.items(other, DAY))


def test_a_sentence_tells_every_value_period_status_and_absence_with_its_place():
    for drawing in drawings():
        said = quote.sentence(drawing)
        assert said.startswith(f"{drawing.subject.title}: ")
        assert drawing.subject.definition in said
        assert f"ataset {drawing.version}" in said
        if len(drawing.rows) > quote.MANY or "topic_title" in drawing.rows:
            continue
        for row in drawing.rows.to_dict("records"):
            if "events" in row:
                assert row["label"] in said
                assert not row["planned"] or f"{row['label']} (planned)" in said
                continue
            assert row["name"] in said or "verdict" in row
            assert str(row["text"]) in said
            assert row["missing"] in said
            assert row["note"].rstrip(".")[1:] in said
            assert row["scope"] in said or "verdict" in row
            assert row["unit"] in ("year", "ratio") or row["period_text"] in said
            assert {"target": "planned", "forecast": "forecast"}.get(row["status"], "") in said
            assert "opinion" in said or row["voice"] != "opinion"
        for source in drawing.sources:
            assert source.sentence().rstrip(".") in said


@pytest.mark.parametrize("name", ["lead", "amounts", "timeline", "coverage"])
def test_a_long_survey_is_counted_and_tells_where_its_list_stands(name):
    drawing = drawn(name)
    said = quote.sentence(drawing)
    assert drawing.address in said
    assert (
        str(drawing.rows["metric"].nunique() if name == "coverage" else len(drawing.rows)) in said
    )
    for source in drawing.sources:
        assert f"{source.title} ({source.published})" in said
    assert len(said) < 1200


@pytest.mark.parametrize("name", [name for name, subject in SUBJECTS.items() if subject.metric])
def test_nothing_to_cite_is_bare_of_its_hedge(name):
    drawing = drawn(name)
    said = [quote.sentence(drawing), *(item["title"] for item in cite.items(drawing, DAY))]
    for row in drawing.rows[~drawing.rows["comparator"].isin(["", "="])].to_dict("records"):
        hedge = "by" if row["unit"] == "year" else COMPARATORS[row["comparator"]]
        bare = row["text"].removeprefix(f"{hedge} ")
        for text in said:
            pieces = re.split(rf"(?<![\w.,–/]){re.escape(bare)}(?![.,]?[0-9])", text)
            assert all(before.rstrip().endswith(hedge) for before, _ in pairwise(pieces))
