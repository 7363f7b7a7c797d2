"""A figure has room and readable text at every size, leaves at the size it was asked for, and refuses what cannot be."""

import io
import re
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image
from support.text_boxes import boxes, faults

import dashboard
from dashboard.errors import BadRequest
from dashboard.export.plotly_svg import chrome
from dashboard.figures.catalog import every
from dashboard.figures.style.sizes import SIZES, size
from dashboard.model.view import View

DATA = dashboard.load()
FIGURES = [
    (name, form)
    for name, subject in every(DATA).items()
    for form in subject.forms
    if name != "timeline"
]
# Surveys of seven and more rows cannot be read on a slide or a low picture, and say so.
LONG = {(name, named) for name in ("lead", "amounts") for named in ("slide", "social")}
INCH = 25.4


@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_no_text_of_a_figure_is_clipped_or_overlaps_another_at_any_size(name, form):
    drawing = dashboard.draw(DATA, View(name, form=form))
    for named in SIZES:
        if (name, named) in LONG or named == "screen":  # test_figures looks at that one
            continue
        sized = replace(drawing, view=drawing.view.but(size=named))
        sized.__dict__["chart"] = drawing.chart  # the marks know nothing of the size
        made = dashboard.export(sized, "svg")
        assert faults(made) == [], named
        width, height = (
            float(each)
            for each in re.search(rb'width="([\d.]+)mm" height="([\d.]+)mm"', made).groups()
        )
        asked = size(named)
        assert width == pytest.approx(asked.width, abs=0.01)
        assert height == pytest.approx(asked.height or height, abs=0.01)
        smallest = (
            min(box.bottom - box.top for box in boxes(made)[0])
            / 0.73
            * width
            / sized.layout.width
            / INCH
            * 72
        )
        assert smallest >= 5.5, "points, on paper"


@pytest.mark.parametrize(("start", "named"), [(2020, "screen"), (2024, "column"), (2025, "a4")])
@pytest.mark.skipif(not chrome(), reason="Plotly pictures need a Chrome")
def test_the_words_of_the_timeline_are_neither_clipped_nor_overlap(start, named):
    texts = faults(
        dashboard.export(dashboard.draw(DATA, View("timeline", start=start, size=named)), "svg")
    )
    # The numbers of neighbouring marks are drawn by the browser; everything else must stand free.
    assert [text for text in texts if not re.fullmatch(r"“\d+” overlaps “\d+”", text)] == []


@pytest.mark.parametrize(
    ("named", "dpi", "pixels"),
    [
        ("", None, (1440, None)), ("column", None, (1051, None)), ("columns", 600, (4323, None)), ("a4", None, (2480, 3508)),
        ("slide", None, (1920, 1080)), ("social", None, (1200, 630)), ("160x90mm", 300, (1890, 1063)), ("900px", 96, (900, None)),
    ],
)  # fmt: skip
def test_a_picture_has_the_pixels_and_the_page_the_millimetres_that_were_asked_for(
    named, dpi, pixels
):
    drawing = dashboard.draw(DATA, View("ai_patents_granted", size=named, dpi=dpi))
    picture = Image.open(io.BytesIO(dashboard.export(drawing, "png")))
    assert picture.width == pytest.approx(pixels[0], abs=1)
    assert picture.height == pytest.approx(pixels[1] or picture.height, abs=1)
    assert picture.info["dpi"][0] == pytest.approx(dpi or drawing.size.dpi, abs=0.1)
    document = pikepdf.open(io.BytesIO(dashboard.export(drawing, "pdf")))
    page = [float(each) for each in document.pages[0].MediaBox]
    assert page[2] == pytest.approx(drawing.size.width / INCH * 72, abs=0.1)
    assert page[3] == pytest.approx(
        (drawing.size.height or page[3] * INCH / 72) / INCH * 72, abs=0.1
    )


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
    drawing = dashboard.draw(DATA, View("ai_patents_granted", size="1200x1200mm", dpi=600))
    with pytest.raises(BadRequest, match=r"dpi can be up to \d+"):
        dashboard.export(drawing, "png")


def test_a_figure_too_long_for_a_page_says_so_and_names_the_cure():
    drawing = dashboard.draw(DATA, View("lead", size="social"))
    with pytest.raises(BadRequest, match="Take a size that sets only a width"):
        dashboard.export(drawing, "svg")


def test_a_transparent_figure_lets_the_page_through_and_a_grey_one_has_no_colour():
    clear = Image.open(
        io.BytesIO(
            dashboard.export(
                dashboard.draw(DATA, View("ai_patents_granted", theme="transparent")), "png"
            )
        )
    )
    assert clear.mode == "RGBA"
    assert clear.getpixel((3, 3))[3] == 0
    grey = Image.open(
        io.BytesIO(
            dashboard.export(dashboard.draw(DATA, View("ai_patents_granted", theme="grey")), "png")
        )
    ).convert("RGB")
    assert all(max(colour) - min(colour) <= 2 for _, colour in grey.getcolors(1_000_000))
