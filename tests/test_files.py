"""A file torn from its page carries its words, its values with their sources, and the way back."""

import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pikepdf
import pptx
import pytest
from PIL import Image

import dashboard
from dashboard.export.formats import FORMATS, file_name
from dashboard.export.metadata import address, record
from dashboard.figures.catalog import catalog
from dashboard.figures.charts import CHARTS
from dashboard.model.view import View
from dashboard.text.sources import source_value

DATA = dashboard.load()
ONE_OF_EACH = {
    form: name for name, entry in catalog(DATA).items() for form in reversed(entry.forms)
} | {"bars": "ai_patents_granted"}
STARTS = {"coverage": None, "timeline": 2024}  # chart -> first year, 2015 unless named here
# Overviews that are long are taken of a topic.
OF_A_TOPIC = {"movement": ("funding",), "statements": ("funding",)}
VIEWS = [
    View(
        name,
        form=form,
        theme="dark",
        start=STARTS.get(form, 2015),
        topics=OF_A_TOPIC.get(name, ()),
    )
    for form, name in ONE_OF_EACH.items()
]
ARCHIVED = [view for view in VIEWS if view.form in ("lead", "coverage", "bars")]


def svg(content):
    root = ElementTree.fromstring(content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find("{http://www.w3.org/2000/svg}desc").text
    return json.loads(root.find(".//{urn:china-us-ai-dashboard:record}record").text)


def png(content):
    picture = Image.open(io.BytesIO(content))
    assert picture.format == "PNG"
    assert picture.width == 2 * 720
    texts = picture.text
    assert {"Title", "Description", "Source", "Rights", "Identifier"} <= texts.keys()
    return json.loads(texts["Record"])


def fonts_of(document):
    """The descriptors of the fonts of a PDF."""
    return [
        item
        for item in document.objects
        if isinstance(item, pikepdf.Dictionary) and "/FontName" in item
    ]


def pdf(content):
    with pikepdf.open(io.BytesIO(content)) as document, document.open_metadata() as about:
        assert content.rstrip().endswith(b"%%EOF")
        assert document.docinfo["/Title"] == about["dc:title"]
        fonts = fonts_of(document)
        assert fonts
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)
        return json.loads(about["{urn:china-us-ai-dashboard:record}record"])


def html(content):
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', content.decode(), re.DOTALL
    )
    linked = json.loads(found[1])
    assert linked["@context"] == "https://schema.org"
    return linked


def xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.properties.title
    cells = {
        sheet.title: [[str(cell) for cell in row if cell is not None] for row in sheet.values]
        for sheet in book
    }
    return {"title": book.properties.title, **cells}


def slide(content):
    show = pptx.Presentation(io.BytesIO(content))
    assert show.core_properties.title
    texts = [
        shape.text_frame.text
        for page in show.slides
        for shape in page.shapes
        if shape.has_text_frame
    ]
    return [
        show.core_properties.title,
        *(page.notes_slide.notes_text_frame.text for page in show.slides),
        *texts,
        show.core_properties.comments,
    ]


def specification(content):
    spec = json.loads(content)
    return spec["usermeta"] if "usermeta" in spec else spec["layout"]["meta"]


# Format -> what a program reads that is given such a file.
READERS = {
    "svg": svg,
    "png": png,
    "pdf": pdf,
    "html": html,
    "xlsx": xlsx,
    "pptx": slide,
    "json": specification,
}


def flat(content):
    """Text or plain JSON without spaces and backslashes, which formats set as they need them."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return re.sub(r"[\s\\]+", "", text)


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.form)
def test_every_file_holds_words_values_sources_verdict_licence_dataset_day_and_address(
    view, format
):
    figure = dashboard.draw(DATA, view)
    content = flat(READERS[format](dashboard.export(figure, format)))
    words = (
        *(figure.title, figure.finding, figure.entry.definition, figure.alt),
        *(figure.version, figure.released, address(figure), figure.licence),
        *figure.comparison,
        *figure.notes,
    )
    for part in words:
        assert flat(part) in content
    for mark in figure.marks:
        assert flat(mark.words.figure or mark.words.label) in content
        for source in mark.sources:
            assert flat(source.title) in content
            assert flat(source.locator) in content


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.form)
def test_the_record_of_a_file_holds_every_word_value_reason_and_source_of_its_figure(view):
    figure = dashboard.draw(DATA, view)
    content = record(figure)
    words = {
        "title": figure.title,
        "finding": figure.finding,
        "question": figure.entry.question,
        "definition": figure.entry.definition,
        "alternative_text": figure.alt,
        "notes": list(figure.notes),
        "project": DATA.project.full_title,
        "licence": figure.licence,
        "dataset": DATA.version,
        "made": DATA.released,
        "address": address(figure),
    }
    assert {name: content[name] for name in words} == words
    assert json.loads(json.dumps(content)) == content, "plain JSON types"
    for value, mark in zip(content["values"], figure.marks, strict=True):
        assert (value["figure"], value["period"], value["verdict"], value["missing"]) == (
            mark.words.figure or mark.words.label,
            mark.words.when,
            mark.words.verdict,
            mark.words.missing,
        )
        assert bool(value["missing"]) == mark.row.is_absent
        assert len(value["sources"]) == len(mark.row.markers)
        for place, number in zip(value["sources"], mark.row.markers, strict=True):
            source = figure.sources[number - 1]
            stated = source_value(source)
            assert (place["figure"], place["document"], place["line"], place["claim"]) == (
                stated,
                source.title,
                source.line,
                source.claim if source.count == 1 else "",
            )


@pytest.mark.parametrize("view", ARCHIVED, ids=lambda view: view.form)
def test_the_archive_holds_every_format_a_readme_citations_and_the_record_beside_the_table(view):
    figure = dashboard.draw(DATA, view)
    archive = zipfile.ZipFile(io.BytesIO(dashboard.export(figure, "zip")))
    stem = file_name(figure, "zip").removesuffix(".zip")
    formats = [format for format in FORMATS if format != "zip"]
    assert archive.namelist() == [
        *(f"{stem}.{format}" for format in formats),
        f"{stem}.csv.json",
        "citations.txt",
        "README.txt",
    ]
    for format in ("svg", "csv", "json", "html"):
        assert archive.read(f"{stem}.{format}") == dashboard.export(figure, format)
    table = pd.read_csv(io.BytesIO(archive.read(f"{stem}.csv")))
    assert len(table) == len(figure.rows)
    assert json.loads(archive.read(f"{stem}.csv.json")) == record(figure)
    readme = archive.read("README.txt").decode()
    assert all(
        part in readme
        for part in (
            figure.title,
            figure.alt,
            address(figure),
            *figure.notes,
            *figure.footnotes,
        )
    )
    assert all(f"{stem}.{format}" in readme for format in formats)


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "html", "csv", "xlsx", "pptx", "json"])
def test_the_same_figure_is_the_same_bytes(format):
    one, other = (
        dashboard.export(dashboard.draw(DATA, View("training_chips", theme="grey")), format)
        for _ in range(2)
    )
    assert one == other


@pytest.mark.parametrize(
    ("view", "name"),
    [
        (View("ai_patents_granted"), "ai-patents-granted-2022_china-us"),
        (
            View("ai_patents_granted", form="dots", theme="grey", size="column"),
            "ai-patents-granted-2022_china-us_dots_grey_column",
        ),
        (View("llm_share", entities=("CHN",)), "llm-share_china"),
        (View("coverage"), "coverage_china-us"),
        (View("timeline", kinds=("ban",), start=2020), None),
    ],
)
def test_a_file_is_named_for_its_figure(view, name):
    called = file_name(dashboard.draw(DATA, view), "svg")
    assert re.fullmatch(r"[a-z0-9.-]+(_[a-z0-9.-]+)*\.svg", called)
    assert name is None or called == f"{name}.svg"


def test_chinese_names_are_drawn_from_the_file_itself():
    entities = DATA.entities.copy()
    entities.loc[entities["entity"] == "CHN", "name"] = "中國 人工智能研究院 " * 2
    figure = dashboard.draw(
        replace(DATA, entities=entities), View("ai_patents_granted", size="column")
    )
    chinese = dashboard.export(figure, "svg").decode()
    latin = dashboard.export(dashboard.draw(DATA, View("llm_share")), "svg").decode()
    # The outlines of Chinese signs are in the file, and only where it has any.
    assert re.search(r'<path id="c\d+" d="M', chinese)
    assert not re.search(r'<path id="c\d+"', latin)
    in_page = dashboard.export(figure, "html").decode()
    assert "font-family:'Noto Sans Figure'" in in_page
    assert "font-family:'Inter Figure'" in in_page
    # Drawn from our own fonts alone, and not as the empty box of a sign that a font lacks.
    with pikepdf.open(io.BytesIO(dashboard.export(figure, "pdf"))) as document:
        names = {str(font["/FontName"]).split("+")[-1] for font in fonts_of(document)}
    assert names == {"InterFigure-Regular", "InterFigure-SemiBold", "NotoSansFigure-Regular"}


def test_every_chart_has_a_figure_here():
    assert {view.form for view in VIEWS} == set(CHARTS)
