"""Workbooks and slides: every figure opens, keeps its hedges, its gaps and its sources, and is the same bytes every time."""

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation

import dashboard
from dashboard.export.office import drawingml, native, slide
from dashboard.export.office import workbook as sheet
from dashboard.export.office.native import KINDS
from dashboard.figures.catalog import every
from dashboard.figures.style.theme import INKS
from dashboard.model.view import View
from dashboard.text.formatting import RAISED

DATA = dashboard.load()
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHOWN = {name: subject.forms for name, subject in every(DATA).items() if name != "timeline"}
NUMBERS = [name for name, forms in SHOWN.items() if forms[0] == "number"]
# Every subject in its default form; but of those that show a number in words, a picture, four in five in their chart instead.
FIRST = [(name, next((form for form in forms if form in KINDS), forms[0]) if name in NUMBERS and NUMBERS.index(name) % 5 else forms[0])
         for name, forms in SHOWN.items()]  # fmt: skip
MORE = [
    ("ai_patents_granted", "dumbbell"), ("ai_patents_granted", "dots"), ("training_chips", "dumbbell"), ("training_cost", "bars"),
    ("ai_patents_filed_abroad", "parts"), ("bank_funding_planned", "dots"), ("api_price", "bars"), ("smallest_distilled_model", "bars"),
]  # fmt: skip
FIGURES = list(dict.fromkeys([*FIRST, *MORE]))
CHARTS = [(name, form) for name, form in FIGURES if form in KINDS]
PICTURES = [(name, form) for name, form in FIGURES if form not in KINDS]
# One of each kind of chart, and a picture, where each is made twice.
TWICE = [
    ("ai_patents_granted", "bars"), ("llm_share", "parts"), ("lead", "lead"), ("amounts", "dots"), ("ai_patents_granted", "dumbbell"),
    ("api_price_ratio", "ratio"), ("ai_leadership_year", "deadline"),
]  # fmt: skip


@cache
def drawn(name, form):
    return dashboard.draw(DATA, View(name, form=form, dpi=72))


@cache
def workbook(name, form):
    made = sheet.xlsx(drawn(name, form))
    return made, openpyxl.load_workbook(io.BytesIO(made))


@cache
def deck(name, form):
    made = slide.pptx(drawn(name, form))
    return made, Presentation(io.BytesIO(made))


def part(archived, pattern):
    """The one part of an Office file whose name matches."""
    with zipfile.ZipFile(io.BytesIO(archived)) as parts:
        [name] = [name for name in parts.namelist() if re.fullmatch(pattern, name)]
        return parts.read(name)


@cache
def charts(name, form):
    """The chart of the workbook and that of the slide, as XML, each with the workbook it reads."""
    made, book = workbook(name, form)
    shown, _ = deck(name, form)
    behind = openpyxl.load_workbook(io.BytesIO(part(shown, r"ppt/embeddings/.*\.xlsx")))
    return [
        (ElementTree.fromstring(part(made, r"xl/charts/chart\d+\.xml")), book),
        (ElementTree.fromstring(part(shown, r"ppt/charts/chart\d+\.xml")), behind),
    ]


def lettered(element):
    return "".join(text.text or "" for text in element.iter(f"{A}t"))


def flat(text):
    """Without footnote numbers, which the alternative text leaves out."""
    return "".join(char for char in text if char not in RAISED).strip()


def cells(page):
    return [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]


def shape(name, form):
    """What shows the figure on its slide: the chart or the picture."""
    [shown] = [
        shape
        for shape in deck(name, form)[1].slides[0].shapes
        if shape.has_chart or shape.shape_type == 13
    ]
    return shown


@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_a_workbook_has_every_hedged_figure_every_reason_and_every_source_with_its_line(name, form):
    drawing, (_, book) = drawn(name, form), workbook(name, form)
    assert book.sheetnames == ["Figure", "Data", *(["Chart"] if form in KINDS else []), "Sources"]
    rows = cells(book["Data"])[1:]
    assert len(rows) == len(drawing.rows)
    for row, told in zip(drawing.rows.to_dict("records"), rows, strict=True):
        assert (
            (row.get("text") or row["label"]) in told
            if not row["missing"]
            else row["missing"] in told
        )
        if row["missing"] and row["note"]:
            assert row["note"] in told
    listed = [
        [cell or "" for cell in row]
        for row in book["Sources"].iter_rows(min_row=2, max_col=8, values_only=True)
    ]
    assert listed == [
        [
            each.marker,
            each.value,
            each.title,
            each.published,
            each.line,
            each.cites,
            each.caveat,
            each.claim,
        ]
        for each in drawing.sources
    ]
    words = {cell for row in cells(book["Figure"]) for cell in row}
    about = {
        drawing.subject.question,
        drawing.subject.definition,
        *drawing.notes,
        drawing.alt,
        drawing.credit,
        drawing.address,
    }
    assert about <= words
    assert book.properties.title == drawing.title
    assert book.properties.description == drawing.alt


@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_a_slide_says_all_it_must_within_its_edges_and_the_rest_in_its_notes(name, form):
    drawing, (_, made) = drawn(name, form), deck(name, form)
    [only] = made.slides
    assert only.shapes.title.text_frame.text == drawing.subject.question
    shown = shape(name, form)
    own = shown._element.find(".//{*}cNvPr")
    assert (own.get("descr"), own.get("name")) == (drawing.alt, drawing.title)
    assert shown.has_chart == (form in KINDS)
    boxes = sorted((each.top, each.top + each.height) for each in only.shapes)
    assert boxes[-1][1] <= made.slide_height
    assert all(above[1] <= below[0] for above, below in pairwise(boxes))
    assert all(
        each.left >= 0 and each.left + each.width <= made.slide_width for each in only.shapes
    )
    notes = only.notes_slide.notes_text_frame.text
    for words in (
        *drawing.notes,
        *drawing.footnotes,
        *drawing.rows["label"],
        drawing.alt,
        drawing.address,
    ):
        assert flat(words) in flat(notes)
    written = " ".join(each.text_frame.text for each in only.shapes if each.has_text_frame)
    assert drawing.subject.definition in written
    assert drawing.credit in written
    core = made.core_properties
    assert (core.title, core.subject, core.comments) == (
        drawing.title,
        drawing.subject.definition,
        drawing.alt,
    )
    assert str(core.created).startswith(drawing.released)


@pytest.mark.parametrize(("name", "form"), CHARTS)
def test_the_labels_of_a_chart_are_the_hedged_figures_and_never_bare_numbers(name, form):
    for chart, _ in charts(name, form):
        said = [lettered(label) for label in chart.iter(f"{C}dLbl")]
        for row in drawn(name, form).rows.to_dict("records"):
            if not row["missing"]:
                assert any(row["text"] in label for label in said)
        assert {flag.get("val") for flag in chart.iter(f"{C}showVal")} == {"0"}


@pytest.mark.parametrize(("name", "form"), CHARTS)
def test_a_chart_reads_what_stands_in_its_workbook_and_a_missing_side_is_no_point(name, form):
    for chart, book in charts(name, form):
        for reference in (*chart.iter(f"{C}numRef"), *chart.iter(f"{C}strRef")):
            page, area = reference.findtext(f"{C}f").split("!")
            found = book[page][area.replace("$", "")]
            found = [cell for row in found for cell in row] if isinstance(found, tuple) else [found]
            cached = {
                int(point.get("idx")): point.findtext(f"{C}v") for point in reference.iter(f"{C}pt")
            }
            for at, cell in enumerate(found):
                if cell.value is None:
                    assert at not in cached
                else:
                    assert (
                        cached[at] == cell.value
                        if isinstance(cell.value, str)
                        else float(cached[at]) == pytest.approx(cell.value)
                    )
    book = workbook(name, form)[1]
    for row, line in zip(
        drawn(name, form).rows.to_dict("records"),
        list(book["Chart"].iter_rows(min_row=2, values_only=True)),
        strict=True,
    ):
        if row["missing"]:
            made = native.native(drawn(name, form))
            assert line[0] == f"{row['name']}: no figure, {row['missing']}"
            assert line[1 + list(made.series).index(made.head)] is None
            assert 0 not in line[1:] or made.kind == "dumbbell"


def test_there_is_a_chart_of_every_kind_with_and_without_a_missing_side():
    kinds = {native.native(drawn(*figure)).kind for figure in CHARTS}
    assert kinds == set(KINDS.values())
    assert {bool(drawn(*figure).rows["missing"].any()) for figure in CHARTS} == {True, False}


def test_bars_start_at_zero_stand_in_the_order_of_the_figure_and_wear_the_colours_of_their_sides():
    for chart, _ in charts("ai_patents_granted", "bars"):
        assert chart.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
        assert chart.find(f".//{C}valAx/{C}scaling/{C}min").get("val") in ("0", "0.0")
        names = [point.findtext(f"{C}v") for point in chart.iterfind(f".//{C}cat//{C}pt")]
        assert [name.split(" (")[0] for name in names] == ["China", "United States"]
        colours = [
            f"#{fill.get('val').lower()}"
            for fill in chart.iterfind(f".//{C}dPt/{C}spPr/{A}solidFill/{A}srgbClr")
        ]
        assert colours == list(INKS["light"].sides[:2])


def test_an_upper_bound_is_hollow_and_dashed_a_lower_bound_ends_in_an_arrow_a_plan_is_pale():
    [upper, _] = native.native(drawn("training_cost", "bars")).labels
    assert upper.startswith("◄ under US$6 million")
    for chart, _ in charts("training_cost", "bars"):
        [look] = [point.find(f"{C}spPr/{A}ln") for point in chart.iter(f"{C}dPt")][:1]
        assert look.find(f"{A}prstDash").get("val") == "dash"
    assert native.native(drawn("llms_developed", "bars")).labels[0].startswith("► at least 240")
    planned, observed = (
        part(deck(name, "bars")[0], r"ppt/charts/.*xml").decode()
        for name in ("data_spaces_planned", "llms_developed")
    )
    china = INKS["light"].sides[0]
    assert china[1:].upper() in observed
    assert (
        f'<c:spPr><a:solidFill><a:srgbClr val="{drawingml.mix(china, "#ffffff", 0.45)[1:].upper()}"/>'
        in planned
    )


@pytest.mark.parametrize(
    ("name", "form"), [("lead", "lead"), ("api_price_ratio", "ratio"), ("amounts", "dots")]
)
def test_a_logarithmic_axis_has_no_bars_and_multiples_stand_on_one(name, form):
    for chart, _ in charts(name, form):
        assert chart.find(f".//{C}logBase") is not None
        assert chart.find(f".//{C}barChart") is None
        ones = [each.get("val") for each in chart.iter(f"{C}crossesAt")]
        assert ones == ([] if form == "dots" else ["1"])


@pytest.mark.parametrize(("name", "form"), PICTURES)
def test_what_is_no_chart_of_numbers_is_a_vector_picture_with_a_png_beside_it(name, form):
    made, _ = deck(name, form)
    assert b"<svg" in part(made, r"ppt/media/.*\.svg")[:200]
    assert part(made, r"ppt/media/.*\.png").startswith(b"\x89PNG")
    vector = shape(name, form)._element.find(".//{*}svgBlip")
    related = (
        deck(name, form)[1].slides[0].part.related_part(vector.get(f"{{{vector.nsmap['r']}}}embed"))
    )
    assert related.content_type == "image/svg+xml"
    assert len(workbook(name, form)[1]["Figure"]._images) == 1


@pytest.mark.parametrize(("name", "form"), TWICE)
def test_a_workbook_and_a_slide_are_the_same_bytes_every_time(name, form):
    again = dashboard.draw(DATA, drawn(name, form).view)
    assert sheet.xlsx(again) == workbook(name, form)[0]
    assert slide.pptx(again) == deck(name, form)[0]


def test_no_text_becomes_a_formula_a_number_or_a_link():
    drawing = drawn("llms_developed", "bars")
    tricks = ["=1+1", "+1", "-1", "@sum", "1e3", "http://example.org", '=HYPERLINK("x")', "<&>"]
    rows = drawing.rows.assign(
        name="=1+1", caveat="@sum", says="+1", sentence="-1", note="<&>", text='=HYPERLINK("x")'
    )
    sources = tuple(
        replace(source, value="=1+1", cites="http://example.org", caveat="1e3")
        for source in drawing.sources
    )
    tricked = replace(drawing, rows=rows, sources=sources, alt="=1+1", notes=("=1+1",))
    made = sheet.xlsx(tricked)
    book = openpyxl.load_workbook(io.BytesIO(made))
    found = [
        cell for page in book for row in page.iter_rows() for cell in row if cell.value in tricks
    ]
    assert {cell.value for cell in found} == set(tricks)
    # Whatever a reader makes of a text that begins with "=": in the file there is no formula, and every text is a string.
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        pages = [
            parts.read(name).decode()
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    assert not any("<f>" in page or "<hyperlink" in page for page in pages)
    assert all(
        re.search(rf'<c r="{cell.coordinate}"[^>]* t="s"', pages[book.index(cell.parent)])
        for cell in found
    )
    slide.pptx(tricked)


def test_a_figure_without_its_browser_says_so_in_the_workbook(monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", "/nonexistent")
    drawing = dashboard.draw(DATA, View("timeline"))
    book = openpyxl.load_workbook(io.BytesIO(sheet.xlsx(drawing)))
    assert any("Chrome" in str(cell) for row in cells(book["Figure"]) for cell in row)
    assert book["Data"].max_row == len(drawing.rows) + 1
    with pytest.raises(dashboard.errors.Unavailable):
        slide.pptx(drawing)


@pytest.mark.parametrize("theme", INKS)
def test_a_slide_wears_the_colours_of_its_theme(theme):
    made = slide.pptx(dashboard.draw(DATA, View("ai_patents_granted", theme=theme)))
    colours, ink = part(made, r"ppt/theme/theme1\.xml").decode(), INKS[theme]
    for name, value in (
        ("dk1", ink.ink),
        ("lt1", ink.paper),
        ("accent1", ink.sides[0]),
        ("accent2", ink.sides[1]),
    ):
        assert f'<a:{name}><a:srgbClr val="{value[1:].upper()}"/>' in colours


def test_choices_that_leave_nothing_still_make_a_workbook_and_a_slide():
    drawing = dashboard.draw(DATA, View("ai_patents_granted", entities=("germany",), dpi=72))
    assert native.native(drawing) is None
    assert openpyxl.load_workbook(io.BytesIO(sheet.xlsx(drawing))).sheetnames == [
        "Figure",
        "Data",
        "Sources",
    ]
    assert len(Presentation(io.BytesIO(slide.pptx(drawing))).slides) == 1
