"""A file torn from its page still tells the truth: every format carries the words, the values with their sources, and the way back."""

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
from dashboard.export.metadata import record
from dashboard.export.plotly_svg import chrome
from dashboard.figures.catalog import every
from dashboard.figures.charts import FORMS
from dashboard.model.view import View

DATA = dashboard.load()
ONE_OF_EACH = {
    form: name for name, subject in every(DATA).items() for form in reversed(subject.forms)
} | {"bars": "ai_patents_granted"}
VIEWS = [
    View(name, form=form, theme="dark", start=2015 if form != "coverage" else None)
    for form, name in ONE_OF_EACH.items()
]
VIEWS = [
    view.but(start=2024) if view.form == "timeline" else view
    for view in VIEWS
    if view.form != "timeline" or chrome()
]


def svg(made):
    root = ElementTree.fromstring(made)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find("{http://www.w3.org/2000/svg}desc").text
    return json.loads(root.find(".//{urn:china-us-ai-dashboard:record}record").text)


def png(made):
    picture = Image.open(io.BytesIO(made))
    assert picture.format == "PNG"
    assert picture.width == 2 * 720
    texts = picture.text
    assert {"Title", "Description", "Source", "Rights", "Identifier"} <= texts.keys()
    return json.loads(texts["Record"])


def pdf(made):
    with pikepdf.open(io.BytesIO(made)) as document, document.open_metadata() as about:
        assert made.rstrip().endswith(b"%%EOF")
        assert document.docinfo["/Title"] == about["dc:title"]
        fonts = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        ]
        assert fonts
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)
        return json.loads(about["{urn:china-us-ai-dashboard:record}record"])


def html(made):
    told = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', made.decode(), re.S)[1]
    )
    assert told["@context"] == "https://schema.org"
    return told


def xlsx(made):
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.properties.title
    cells = {
        sheet.title: [[str(cell) for cell in row if cell is not None] for row in sheet.values]
        for sheet in book
    }
    return {"title": book.properties.title, **cells}


def slide(made):
    show = pptx.Presentation(io.BytesIO(made))
    assert show.core_properties.title
    [page] = show.slides
    shapes = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    return [
        show.core_properties.title,
        page.notes_slide.notes_text_frame.text,
        *shapes,
        show.core_properties.comments,
    ]


def specification(made):
    spec = json.loads(made)
    return spec["usermeta"] if "usermeta" in spec else spec["layout"]["meta"]


READERS = {
    "svg": svg,
    "png": png,
    "pdf": pdf,
    "html": html,
    "xlsx": xlsx,
    "pptx": slide,
    "json": specification,
}


def flat(told):
    text = json.dumps(told, ensure_ascii=False) if not isinstance(told, str) else told
    return re.sub(r"[\s\\]+", "", text)


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.form)
def test_every_file_holds_words_values_sources_verdict_licence_dataset_day_and_address(
    view, format
):
    drawing = dashboard.draw(DATA, view)
    told = flat(READERS[format](dashboard.export(drawing, format)))
    own = record(drawing)
    words = [
        "title",
        "question",
        "definition",
        "alternative_text",
        "dataset",
        "made",
        "address",
        "licence",
    ]
    for part in [own[word] for word in words] + own["notes"]:
        assert flat(part) in told
    for value in own["values"]:
        assert flat(value["figure"]) in told
        for place in value["sources"]:
            assert flat(place["document"]) in told
            assert (
                f"line{place['line']}" in told
                or f'"line":{place["line"]}' in told
                or f'"{place["line"]}"' in told
            )


@pytest.mark.parametrize("view", VIEWS[:3], ids=lambda view: view.form)
def test_the_archive_holds_every_format_a_readme_citations_and_the_record_beside_the_table(view):
    drawing = dashboard.draw(DATA, view)
    archive = zipfile.ZipFile(io.BytesIO(dashboard.export(drawing, "zip")))
    stem = file_name(drawing, "zip").removesuffix(".zip")
    formats = [format for format in FORMATS if format != "zip"]
    assert archive.namelist() == [
        *(f"{stem}.{format}" for format in formats),
        f"{stem}.csv.json",
        "citations.txt",
        "README.txt",
    ]
    for format in ("svg", "csv", "json", "html"):
        assert archive.read(f"{stem}.{format}") == dashboard.export(drawing, format)
    table = pd.read_csv(io.BytesIO(archive.read(f"{stem}.csv")))
    assert len(table) == len(drawing.rows)
    assert json.loads(archive.read(f"{stem}.csv.json")) == record(drawing)
    readme = archive.read("README.txt").decode()
    assert all(
        part in readme
        for part in (
            drawing.title,
            drawing.alt,
            drawing.address,
            *drawing.notes,
            *drawing.footnotes,
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
    drawing = dashboard.draw(
        replace(DATA, entities=entities), View("ai_patents_granted", size="column")
    )
    made = dashboard.export(drawing, "svg").decode()
    assert "font-family:'Noto Sans Figure'" in made
    assert "font-family:'Inter Figure'" in made
    assert (
        "font-family:'Noto Sans Figure'"
        not in dashboard.export(dashboard.draw(DATA, View("llm_share")), "svg").decode()
    )
    # Drawn from our own fonts alone, and not as the empty box of a sign that a font lacks.
    with pikepdf.open(io.BytesIO(dashboard.export(drawing, "pdf"))) as document:
        fonts = [
            each
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and "/FontName" in each
        ]
        names = {str(each["/FontName"]).split("+")[-1] for each in fonts}
    assert names == {"InterFigure-Regular", "InterFigure-SemiBold", "NotoSansFigure-Regular"}


def test_every_form_has_a_figure_here():
    assert {view.form for view in VIEWS} >= set(FORMS) - {"timeline"}
