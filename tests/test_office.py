"""Workbooks and slides: every figure keeps its hedges, gaps and sources, in the same bytes."""

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
from pptx.util import Pt

import dashboard
from dashboard.export.metadata import address
from dashboard.export.office import slide
from dashboard.export.office import workbook as sheet
from dashboard.export.office.chart_area import ChartArea, mix
from dashboard.export.office.chart_part import explicit
from dashboard.export.office.native import CHARTS as NATIVE
from dashboard.export.office.native import native
from dashboard.figures.catalog import catalog
from dashboard.figures.style.theme import INKS, Style
from dashboard.model.view import View
from dashboard.text.captions import MOST_SPOKEN
from dashboard.text.formatting import RAISED
from dashboard.text.labels import Mark
from dashboard.text.office_words import LEFT, RIGHT
from dashboard.text.sources import published, source_value

DATA = dashboard.load()
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# Of statements a deck is made; it has a test of its own.
SHOWN = {name: entry.forms for name, entry in catalog(DATA).items() if name != "statements"}
NUMBERS = [name for name, forms in SHOWN.items() if forms[0] == "number"]
# Every figure in its usual chart; but of those that show a number in words, a picture, four in
# five in their chart instead.
FIRST = [
    (name, next((form for form in forms if form in NATIVE), forms[0]))
    if name in NUMBERS and NUMBERS.index(name) % 5
    else (name, forms[0])
    for name, forms in SHOWN.items()
]
MORE = [
    ("ai_patents_granted", "dumbbell"),
    ("ai_patents_granted", "dots"),
    ("training_chips", "dumbbell"),
    ("training_cost", "bars"),
    ("ai_patents_filed_abroad", "parts"),
    ("bank_funding_planned", "dots"),
    ("api_price", "bars"),
    ("smallest_distilled_model", "bars"),
]
FIGURES = list(dict.fromkeys([*FIRST, *MORE]))
CHARTS = [(name, form) for name, form in FIGURES if form in NATIVE]
PICTURES = [(name, form) for name, form in FIGURES if form not in NATIVE]
# One of each kind of chart, and a picture, where each is made twice.
TWICE = [
    ("ai_patents_granted", "bars"),
    ("llm_share", "parts"),
    ("lead", "lead"),
    ("amounts", "dots"),
    ("ai_patents_granted", "dumbbell"),
    ("api_price_ratio", "ratio"),
    ("ai_leadership_year", "deadline"),
]


@cache
def drawn(name, form):
    return dashboard.draw(DATA, View(name, form=form, dpi=72))


@cache
def workbook(name, form):
    content = sheet.xlsx(drawn(name, form))
    return content, openpyxl.load_workbook(io.BytesIO(content))


@cache
def deck(name, form):
    content = slide.pptx(drawn(name, form))
    return content, Presentation(io.BytesIO(content))


def part(archived, pattern):
    """The one part of an Office file whose name matches."""
    with zipfile.ZipFile(io.BytesIO(archived)) as parts:
        [name] = [name for name in parts.namelist() if re.fullmatch(pattern, name)]
        return parts.read(name)


@cache
def charts(name, form):
    """The chart of the workbook and that of the slide, as XML, each with the workbook it reads."""
    content, book = workbook(name, form)
    shown, _ = deck(name, form)
    behind = openpyxl.load_workbook(io.BytesIO(part(shown, r"ppt/embeddings/.*\.xlsx")))
    return [
        (ElementTree.fromstring(part(content, r"xl/charts/chart\d+\.xml")), book),
        (ElementTree.fromstring(part(shown, r"ppt/charts/chart\d+\.xml")), behind),
    ]


def lettered(element):
    """The letters of an element and all that is in it."""
    return "".join(text.text or "" for text in element.iter(f"{A}t"))


def flat(text):
    """Without footnote numbers, which the alternative text leaves out."""
    return "".join(char for char in text if char not in RAISED).strip()


def cells(page):
    return [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]


def colours_of_sides(theme):
    """The colours of the two sides in a theme, as #rrggbb."""
    colours = Style(theme, DATA.project).side_colours
    return [colours[side] for side in DATA.project.side_ids]


def shape(name, form):
    """What shows the figure on its slide: the chart or the picture."""
    [shown] = [
        shape
        for shape in deck(name, form)[1].slides[0].shapes
        if shape.has_chart or shape.shape_type == 13
    ]
    return shown


@pytest.mark.walks
@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_a_workbook_has_every_hedged_figure_every_reason_and_every_source_with_its_line(name, form):
    figure, (_, book) = drawn(name, form), workbook(name, form)
    assert book.sheetnames == ["Figure", "Data", *(["Chart"] if form in NATIVE else []), "Sources"]
    rows = cells(book["Data"])[1:]
    for mark, row in zip(figure.marks, rows, strict=True):
        if mark.row.is_absent:
            assert mark.words.missing in row
            assert not mark.row.note or mark.row.note in row
        else:
            event = mark.row.title if mark.row.event_kind else ""
            assert (mark.words.figure or event or mark.words.label) in row
    listed = [
        [cell or "" for cell in row]
        for row in book["Sources"].iter_rows(min_row=2, max_col=8, values_only=True)
    ]
    assert listed == [
        [
            source.marker,
            source_value(source),
            source.cites,
            source.title,
            published(source),
            source.locator,
            source.caveat,
            source.claim if source.count == 1 else "",
        ]
        for source in figure.sources
    ]
    words = {cell for row in cells(book["Figure"]) for cell in row}
    about = {
        figure.finding,
        figure.entry.definition,
        *figure.notes,
        figure.alt,
        figure.credit,
        address(figure),
    }
    assert about <= words
    assert book.properties.title == figure.title
    assert book.properties.description == figure.alt


@pytest.mark.walks
@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_a_slide_says_all_it_must_within_its_edges_and_the_rest_in_its_notes(name, form):
    figure, (_, show) = drawn(name, form), deck(name, form)
    [only] = show.slides
    assert only.shapes.title.text_frame.text == figure.finding
    shown = shape(name, form)
    properties = shown._element.find(".//{*}cNvPr")
    assert (properties.get("descr"), properties.get("name")) == (figure.alt, figure.title)
    assert shown.has_chart == (form in NATIVE)
    boxes = sorted((box.top, box.top + box.height) for box in only.shapes)
    assert boxes[-1][1] <= show.slide_height
    assert all(above[1] <= below[0] for above, below in pairwise(boxes))
    assert all(box.left >= 0 and box.left + box.width <= show.slide_width for box in only.shapes)
    notes = only.notes_slide.notes_text_frame.text
    for words in (
        *figure.notes,
        *figure.footnotes,
        *(mark.words.label for mark in figure.marks[:MOST_SPOKEN]),  # more are in the table
        figure.alt,
        address(figure),
    ):
        assert flat(words) in flat(notes)
    written = " ".join(box.text_frame.text for box in only.shapes if box.has_text_frame)
    assert figure.entry.definition in written
    assert figure.credit in written
    core = show.core_properties
    assert (core.title, core.subject, core.comments) == (
        figure.title,
        figure.entry.definition,
        figure.alt,
    )
    assert str(core.created).startswith(figure.released)


@pytest.mark.walks
def test_a_deck_has_a_cover_and_a_slide_a_metric_each_within_its_edges_with_its_sources():
    view = View("statements", topics=("funding",), collections=("documents", "companions"))
    figure = dashboard.draw(DATA, view)
    cover, *rest = Presentation(io.BytesIO(slide.pptx(figure))).slides
    assert cover.shapes.title.text_frame.text == figure.finding
    assert flat(address(figure)) in flat(cover.notes_slide.notes_text_frame.text)
    assert [page.shapes.title.text_frame.text for page in rest] == [
        part.finding for part in figure.parts
    ]
    assert len(rest) == len({row.metric for row in figure.rows})
    for page, part in zip(rest, figure.parts, strict=True):
        notes = flat(page.notes_slide.notes_text_frame.text)
        assert all(flat(line) in notes for line in (*part.footnotes, *part.notes, address(part)))
    for page in (cover, *rest):
        boxes = sorted((box.top, box.top + box.height) for box in page.shapes)
        assert boxes[-1][1] <= Pt(540)
        assert all(above[1] <= below[0] for above, below in pairwise(boxes))


@pytest.mark.parametrize(("name", "form"), CHARTS)
def test_the_labels_of_a_chart_are_the_hedged_figures_and_never_bare_numbers(name, form):
    for chart, _ in charts(name, form):
        labels = [lettered(label) for label in chart.iter(f"{C}dLbl")]
        for mark in drawn(name, form).marks:
            if not mark.row.is_absent:
                assert mark.words.figure
                assert any(mark.words.figure in label for label in labels)
        assert {flag.get("val") for flag in chart.iter(f"{C}showVal")} == {"0"}


@pytest.mark.parametrize(("name", "form"), CHARTS)
def test_a_label_is_word_for_word_that_of_its_mark_or_the_arrow_of_an_open_end(name, form):
    chart = native(drawn(name, form))
    stated = [mark for mark in chart.marks if mark.value is not None]
    missing = [f"{mark.label}{mark.rest}" for mark in chart.marks if mark.value is None]
    arrows = [mark.sign for mark in stated if mark.sign]
    if chart.kind in ("bars", "parts"):  # the axis names a side without a figure
        expected = [f"{mark.sign} {mark.text}".strip() for mark in stated]
    elif chart.kind == "dumbbell":  # the arrow stands before what says when
        named = [f"{mark.label} {mark.sign}".strip() + mark.rest for mark in stated]
        expected = [*missing, *named]
    else:
        expected = [*missing, *(f"{mark.label}{mark.rest}" for mark in stated), *arrows]
    for xml, _ in charts(name, form):
        labels = [lettered(label) for label in xml.iter(f"{C}dLbl")]
        assert sorted(filter(None, labels)) == sorted(expected)


@pytest.mark.parametrize(("name", "form"), CHARTS)
def test_a_program_that_cannot_show_the_words_of_a_label_shows_the_name_of_its_series(name, form):
    for chart, _ in charts(name, form):
        for label in (*chart.iter(f"{C}dLbl"), *chart.iter(f"{C}dLbls")):
            if label.find(f"{C}delete") is not None:
                assert lettered(label) == ""
                continue
            flags = [flag for flag in label if flag.tag.startswith(f"{C}show")]
            assert [(flag.tag.removeprefix(f"{C}show"), flag.get("val")) for flag in flags] == [
                ("LegendKey", "0"),
                ("Val", "0"),
                ("CatName", "0"),
                ("SerName", "1"),
                ("Percent", "0"),
                ("BubbleSize", "0"),
            ]
        for series in chart.iter(f"{C}ser"):  # and no number lacks a label of its own
            if (labels := series.find(f"{C}dLbls")) is not None:
                points = series.findall(f"{C}val//{C}pt") or series.findall(f"{C}yVal//{C}pt")
                labelled = {label.find(f"{C}idx").get("val") for label in labels.iter(f"{C}dLbl")}
                assert {point.get("idx") for point in points} <= labelled


@pytest.mark.parametrize(("name", "form"), TWICE[:-1])
def test_nothing_in_a_chart_is_left_to_the_program_that_reads_it(name, form):
    for chart, _ in charts(name, form):
        assert chart.find(f"{C}roundedCorners").get("val") == "0"
        assert chart.find(f"{C}chart/{C}dispBlanksAs").get("val") == "gap"
        [plot] = [group for group in chart.find(f".//{C}plotArea") if group.tag.endswith("Chart")]
        assert plot.find(f"{C}varyColors").get("val") == "0"
        axes = [axis for axis in chart.find(f".//{C}plotArea") if axis.tag.endswith("Ax")]
        hidden = [axis.find(f"{C}delete").get("val") for axis in axes]
        assert hidden == (["0", "1"] if form in ("dots", "dumbbell") else ["0", "0"])
        for series in chart.iterfind(f".//{C}scatterChart/{C}ser"):
            assert series.find(f"{C}smooth").get("val") == "0"
        for label in chart.iter(f"{C}dLbl"):
            if lettered(label):
                assert label.find(f".//{A}bodyPr").get("wrap") == "none"


def test_the_figure_of_a_label_is_strong_and_what_follows_is_not():
    for chart, _ in charts("lead", "lead"):
        labels = [label for label in chart.iter(f"{C}dLbl") if len(lettered(label)) > 1]
        for label, mark in zip(labels, drawn("lead", "lead").marks, strict=True):
            strong, rest = label.iter(f"{A}r")
            assert lettered(strong) == mark.words.label
            assert strong.find(f"{A}rPr").get("b") == "1"
            assert lettered(rest) == f"  {mark.words.detail}, {mark.words.remark}"
            assert rest.find(f"{A}rPr").get("b") == "0"


def test_an_open_end_of_a_lead_is_a_dotted_line_that_ends_in_its_arrow():
    chart = native(drawn("lead", "lead"))
    signs = [mark.sign for mark in chart.marks if mark.sign]
    for xml, _ in charts("lead", "lead"):
        named = [(series.findtext(f"{C}tx/{C}v"), series) for series in xml.iter(f"{C}ser")]
        ends = [series for name, series in named if name == "Open end"]
        assert [lettered(series) for series in ends] == signs
        assert {end.find(f"{C}spPr/{A}ln/{A}prstDash").get("val") for end in ends} == {"sysDot"}
        edges = {LEFT: chart.low, RIGHT: chart.high}
        for end, sign in zip(ends, signs, strict=True):
            last = end.findall(f"{C}xVal//{C}pt")[-1]
            assert float(last.findtext(f"{C}v")) == pytest.approx(edges[sign])


def test_the_workbook_behind_a_slide_has_the_table_and_no_second_chart():
    behind = part(deck("lead", "lead")[0], r"ppt/embeddings/.*\.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(behind))
    assert book.sheetnames == ["Chart"]
    with zipfile.ZipFile(io.BytesIO(behind)) as parts:
        assert not [name for name in parts.namelist() if "chart" in name or "drawing" in name]
    assert cells(book["Chart"]) == cells(workbook("lead", "lead")[1]["Chart"])


def test_a_part_of_more_than_half_has_its_words_inside_its_bar_and_a_lesser_one_beside_it():
    figure, ink = drawn("ai_patents_filed_abroad", "parts"), INKS["light"]
    shares = native(figure)
    most, least = (
        replace(mark, value=value) for mark, value in zip(shares.marks, (80.0, 20.0), strict=True)
    )
    area = ChartArea(replace(shares, marks=(most, least)), figure.style, 600, 200, 10)
    chart = ElementTree.fromstring(explicit(sheet.behind_slide(figure, area)[1]))
    found = [
        [
            (lettered(label), label.find(f"{C}dLblPos").get("val"), letter.get("val"))
            for label in series.iter(f"{C}dLbl")
            if (letter := label.find(f".//{A}rPr//{A}srgbClr")) is not None
        ]
        for series in chart.iter(f"{C}ser")
    ]
    assert found == [
        [(most.text, "inEnd", ink.paper[1:].upper())],
        [(least.text, "inBase", ink.ink[1:].upper())],
    ]


@pytest.mark.parametrize("theme", INKS)
def test_a_chart_wears_the_colours_of_its_theme(theme):
    ink = INKS[theme]
    figure = dashboard.draw(DATA, View("ai_patents_granted", form="dumbbell", theme=theme))
    chart = ElementTree.fromstring(part(sheet.xlsx(figure), r"xl/charts/chart\d+\.xml"))
    ground = chart.find(f"{C}spPr")
    if ink.ground is None:
        assert ground.find(f"{A}noFill") is not None
    else:
        colour = ground.find(f"{A}solidFill/{A}srgbClr").get("val")
        assert colour == ink.ground[1:].upper()
    dots = chart.iterfind(f".//{C}marker/{C}spPr/{A}solidFill/{A}srgbClr")
    assert [f"#{dot.get('val').lower()}" for dot in dots] == colours_of_sides(theme)


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
            for number, cell in enumerate(found):
                if cell.value is None:
                    assert number not in cached
                elif isinstance(cell.value, str):
                    assert cached[number] == cell.value
                else:
                    assert float(cached[number]) == pytest.approx(cell.value)
    lines = list(workbook(name, form)[1]["Chart"].iter_rows(min_row=2, values_only=True))
    of_numbers = native(drawn(name, form))
    for mark, line in zip(drawn(name, form).marks, lines, strict=True):
        if mark.row.is_absent:
            assert line[0] == f"{mark.row.name}: no figure, {mark.words.missing}"
            assert line[1 + list(of_numbers.series).index(of_numbers.head)] is None
            assert 0 not in line[1:] or of_numbers.kind == "dumbbell"


def test_there_is_a_chart_of_every_kind_with_and_without_a_missing_side():
    kinds = {native(drawn(*chart)).kind for chart in CHARTS}
    assert kinds == {kind for kind, _ in NATIVE.values()}
    assert {any(row.is_absent for row in drawn(*chart).rows) for chart in CHARTS} == {True, False}


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
        assert colours == colours_of_sides("light")


def test_a_bound_ends_in_an_arrow_to_where_the_figure_may_lie_and_a_plan_is_pale():
    [upper, _] = native(drawn("training_cost", "bars")).labels
    assert upper.startswith("◄ under US$6 million")
    assert native(drawn("llms_developed", "bars")).labels[0].startswith("► at least 240")
    planned, observed = (
        part(deck(name, "bars")[0], r"ppt/charts/.*xml").decode()
        for name in ("data_spaces_planned", "llms_developed")
    )
    china, _ = colours_of_sides("light")
    assert china[1:].upper() in observed
    assert (
        f'<c:spPr><a:solidFill><a:srgbClr val="{mix(china, "#ffffff", 0.45)[1:].upper()}"/>'
        in planned
    )


@pytest.mark.parametrize(
    ("name", "form"), [("lead", "lead"), ("api_price_ratio", "ratio"), ("amounts", "dots")]
)
def test_a_logarithmic_axis_has_no_bars_and_multiples_stand_on_one(name, form):
    for chart, _ in charts(name, form):
        assert chart.find(f".//{C}logBase") is not None
        assert chart.find(f".//{C}barChart") is None
        ones = [crossing.get("val") for crossing in chart.iter(f"{C}crossesAt")]
        assert ones == ([] if form == "dots" else ["1"])


@pytest.mark.walks
@pytest.mark.parametrize(("name", "form"), PICTURES)
def test_what_is_no_chart_of_numbers_is_a_vector_picture_with_a_png_beside_it(name, form):
    content, _ = deck(name, form)
    assert b"<svg" in part(content, r"ppt/media/.*\.svg")[:200]
    assert part(content, r"ppt/media/.*\.png").startswith(b"\x89PNG")
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
    figure = drawn("llms_developed", "bars")
    tricks = ["=1+1", "+1", "-1", "@sum", "1e3", "http://example.org", '=HYPERLINK("x")', "<&>"]
    rows = {"name": "=1+1", "caveats": ("@sum",), "scope": "+1", "note": "<&>", "says": ("=1+1",)}
    words = {"figure": '=HYPERLINK("x")', "detail": "-1"}
    sources = tuple(
        replace(source, quantity=None, event="=1+1", cites="http://example.org", caveat="1e3")
        for source in figure.sources
    )
    marks = tuple(
        Mark(replace(mark.row, **rows), replace(mark.words, **words), mark.sources)
        for mark in figure.marks
    )
    tricked = replace(figure, marks=marks, sources=sources)
    tricked.__dict__.update(alt="=1+1", notes=("=1+1",))
    content = sheet.xlsx(tricked)
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [
        cell for page in book for row in page.iter_rows() for cell in row if cell.value in tricks
    ]
    assert {cell.value for cell in found} == set(tricks)
    # Whatever a reader makes of a text that begins with "=": in the file there is no formula, and
    # every text is a string.
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
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


def test_a_figure_without_room_for_its_picture_says_so_in_the_workbook():
    figure = dashboard.draw(DATA, View("movement", size="social"))
    book = openpyxl.load_workbook(io.BytesIO(sheet.xlsx(figure)))
    assert any("too long" in str(cell) for row in cells(book["Figure"]) for cell in row)
    assert book["Data"].max_row == len(figure.rows) + 1


@pytest.mark.parametrize("theme", INKS)
def test_a_slide_wears_the_colours_of_its_theme(theme):
    content = slide.pptx(dashboard.draw(DATA, View("ai_patents_granted", theme=theme)))
    colours, ink = part(content, r"ppt/theme/theme1\.xml").decode(), INKS[theme]
    first, second = colours_of_sides(theme)
    for name, value in (
        ("dk1", ink.ink),
        ("lt1", ink.paper),
        ("accent1", first),
        ("accent2", second),
    ):
        assert f'<a:{name}><a:srgbClr val="{value[1:].upper()}"/>' in colours


def test_choices_that_leave_nothing_still_make_a_workbook_and_a_slide():
    figure = dashboard.draw(DATA, View("ai_patents_granted", entities=("germany",), dpi=72))
    assert native(figure) is None
    assert openpyxl.load_workbook(io.BytesIO(sheet.xlsx(figure))).sheetnames == [
        "Figure",
        "Data",
        "Sources",
    ]
    assert len(Presentation(io.BytesIO(slide.pptx(figure))).slides) == 1
