"""At every size a figure has room and readable text, and leaves as large as it was asked for."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image
from support.text_boxes import boxes, faults

import dashboard
from dashboard.errors import BadRequest
from dashboard.figures.catalog import catalog
from dashboard.model.sizes import LEAST_TEXT, POINT, SIZES, size
from dashboard.model.view import View

DATA = dashboard.load()
FIGURES = [(name, form) for name, entry in catalog(DATA).items() for form in entry.forms]
# Overviews of seven and more rows cannot be read on a slide or a low picture, and say so.
TOO_LONG = {
    ("lead", "social"),
    # Six bars with the names of their publishers, and the sources of four editions.
    *((name, "social") for name in ("chip_stage_share", "ai_companies_counted")),
    *((name, "social") for name in ("newly_funded_ai_companies", "private_ai_investment")),
    ("amounts", "social"),
    # Every count over time, and every statement: a page of either is that of a topic.
    *(
        (name, size_name)
        for name in ("movement", "statements")
        for size_name in ("a4", "slide", "social")
    ),
}
# The same of a chart that is not the usual one.
TOO_LONG_IN_FORM = {("amounts", "dots", "slide")}
INCH = 25.4
POINTS = 72  # to the inch
ASCENT = 0.73  # of the size of the letters


def exported(view, format):
    return dashboard.export(dashboard.draw(DATA, view), format)


def picture(view):
    """The PNG of a view."""
    return Image.open(io.BytesIO(exported(view, "png")))


@pytest.mark.walks
@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_no_text_of_a_figure_is_clipped_or_overlaps_another_at_any_size(name, form):
    figure = dashboard.draw(DATA, View(name, form=form))
    for size_name in SIZES:
        is_too_long = (name, size_name) in TOO_LONG or (name, form, size_name) in TOO_LONG_IN_FORM
        if is_too_long or size_name == "screen":  # test_figures looks at screen
            continue
        sized = replace(figure, view=figure.view.but(size=size_name))
        sized.__dict__["chart"] = figure.chart  # the marks know nothing of the size
        svg = dashboard.export(sized, "svg")
        assert faults(svg) == [], size_name
        sides = re.search(rb'width="([\d.]+)mm" height="([\d.]+)mm"', svg).groups()
        width, height = map(float, sides)
        asked = size(size_name)
        assert width == pytest.approx(asked.width, abs=0.01)
        assert height == pytest.approx(asked.height or height, abs=0.01)
        texts, _ = boxes(svg)
        for words, least in ((True, 5.5), (False, LEAST_TEXT / POINT)):  # then numbers on marks
            heights = [box.bottom - box.top for box in texts if words != box.text.isdigit()]
            px = min(heights, default=99) / ASCENT
            assert px * width / sized.layout.width / INCH * POINTS >= least, "on paper"


@pytest.mark.parametrize(("name", "size_name"), sorted(TOO_LONG))
def test_an_overview_too_long_for_a_size_offers_and_takes_it_nowhere(name, size_name):
    figure = dashboard.draw(DATA, View(name, size=size_name))
    assert size_name not in figure.sizes
    with pytest.raises(BadRequest, match="too long for the size"):
        dashboard.export(figure, "svg")


@pytest.mark.parametrize(
    ("size_name", "dpi", "width", "height"),
    [
        ("", None, 1440, None),
        ("column", None, 1051, None),
        ("columns", 600, 4323, None),
        ("a4", None, 2480, 3508),
        ("slide", None, 1920, 1080),
        ("social", None, 1200, 630),
        ("160x90mm", 300, 1890, 1063),
        ("900px", 96, 900, None),
    ],
)
def test_a_picture_has_the_pixels_and_the_page_the_millimetres_that_were_asked_for(
    size_name, dpi, width, height
):
    figure = dashboard.draw(DATA, View("ai_patents_granted", size=size_name, dpi=dpi))
    png = Image.open(io.BytesIO(dashboard.export(figure, "png")))
    assert png.width == pytest.approx(width, abs=1)
    assert png.height == pytest.approx(height or png.height, abs=1)
    assert png.info["dpi"][0] == pytest.approx(dpi or figure.size.dpi, abs=0.1)
    document = pikepdf.open(io.BytesIO(dashboard.export(figure, "pdf")))
    _, _, page_width, page_height = map(float, document.pages[0].MediaBox)
    assert page_width == pytest.approx(figure.size.width / INCH * POINTS, abs=0.1)
    millimetres = figure.size.height or page_height * INCH / POINTS
    assert page_height == pytest.approx(millimetres / INCH * POINTS, abs=0.1)


@pytest.mark.parametrize(
    "text",
    [
        "0mm",
        "-5mm",
        "1000000000mm",
        "NaN",
        "nanmm",
        "1e9px",
        "69mm",
        "1201mm",
        "100x10mm",
        "100x5000mm",
        "big",
        "89",
        "<b>",
        "٨٩mm",
    ],
)
def test_a_size_that_cannot_be_is_refused_with_what_can(text):
    with pytest.raises(BadRequest, match="size must be"):
        size(text)


def test_more_pixels_than_anybody_needs_are_refused_with_the_most_there_can_be():
    with pytest.raises(BadRequest, match=r"dpi can be up to \d+"):
        exported(View("ai_patents_granted", size="1200x1200mm", dpi=600), "png")


def test_a_figure_too_long_for_a_page_says_so_and_names_the_cure():
    with pytest.raises(BadRequest, match="Take a size that sets only a width"):
        exported(View("lead", size="social"), "svg")


def test_a_transparent_figure_lets_the_page_through_and_a_grey_one_has_no_colour():
    clear = picture(View("ai_patents_granted", theme="transparent"))
    assert clear.mode == "RGBA"
    assert clear.getpixel((3, 3))[3] == 0
    grey = picture(View("ai_patents_granted", theme="grey")).convert("RGB")
    assert all(max(colour) - min(colour) <= 2 for _, colour in grey.getcolors(1_000_000))
