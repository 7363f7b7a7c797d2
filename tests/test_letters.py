"""The letters of an SVG look the same whatever fonts a viewer has, and stay text in a browser."""

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from support.browser import chrome

import dashboard
from dashboard.figures.catalog import catalog
from dashboard.figures.style.fonts import EM, FONT, STRONG, measure, outline, runs
from dashboard.model.view import View

DATA = dashboard.load()
SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
in_a_browser = pytest.mark.skipif(not chrome(), reason="no Chromium on this machine")
# Letters of several scripts; no typeface of the dashboard has the last.
NAMES = ("Żółć & Søn", "中國 研究院 AI", "<b>“100%”</b>", "ಕನ್ನಡ")


def named(name):
    """A figure of which one side has another name."""
    entities = DATA.entities.copy()
    entities.loc[entities["entity"] == "CHN", "name"] = name
    return dashboard.draw(replace(DATA, entities=entities), View("ai_patents_granted"))


def drawn_glyphs(svg):
    """How many glyphs an SVG draws; each must be there to be used."""
    root = ElementTree.fromstring(svg)
    known = {path.get("id") for path in root.iter(f"{SVG}path")}
    used = [use.get(f"{XLINK}href")[1:] for use in root.iter(f"{SVG}use")]
    assert set(used) <= known
    return len(used)


@pytest.mark.walks
@pytest.mark.parametrize(
    ("name", "form"),
    [(name, form) for name, entry in catalog(DATA).items() for form in entry.forms],
)
def test_every_letter_that_is_seen_is_an_outline(name, form):
    svg = dashboard.export(dashboard.draw(DATA, View(name, form=form)), "svg")
    texts = [text for text in ElementTree.fromstring(svg).iter(f"{SVG}text") if text.text]
    assert texts
    letters = 0
    for text in texts:
        assert text.get("fill-opacity") == "0", text.text
        assert float(text.get("textLength")) > 0
        family = STRONG if "Semi" in text.get("font-family") else FONT
        size = float(text.get("font-size").removesuffix("px"))
        assert float(text.get("textLength")) == pytest.approx(
            measure(text.text, size, family), abs=0.01
        )
        letters += sum(
            bool(outline(glyph, run.family))
            for run in runs(text.text, family)
            for glyph, _ in run.glyphs
        )
    assert drawn_glyphs(svg) == letters
    assert b"font-face" not in svg


@pytest.mark.parametrize("name", NAMES)
def test_a_letter_that_no_typeface_has_is_left_to_the_viewer_and_all_others_are_drawn(name):
    svg = dashboard.export(named(name), "svg")
    drawn_glyphs(svg)
    seen = [
        text.text
        for text in ElementTree.fromstring(svg).iter(f"{SVG}text")
        if text.get("fill-opacity") != "0"
    ]
    is_lacking = name == NAMES[-1]
    assert bool(seen) == is_lacking
    assert all(name in text for text in seen)


def test_an_outline_is_as_wide_as_its_letter():
    [run] = runs("H", FONT)
    xs = [float(x) for x in re.findall(r"[ML](-?\d+)", outline(run.glyphs[0][0], FONT))]
    assert 0 < max(xs) < run.width * EM


@in_a_browser
@pytest.mark.parametrize("name", NAMES)
def test_text_is_found_selected_and_copied_in_a_browser(chromium, name, tmp_path):
    figure = named(name)
    path = tmp_path / "figure.svg"
    path.write_bytes(dashboard.export(figure, "svg"))
    page = chromium.new_page()
    page.goto(path.as_uri())
    for words in (figure.finding, f"{name}: 35,310", figure.credit):
        page.evaluate("getSelection().removeAllRanges()")
        assert page.evaluate("words => find(words)", words)
        assert page.evaluate("String(getSelection())") == words
    # With the pointer too, from the first letter to the last.
    line = page.locator("text", has_text=figure.finding).bounding_box()
    middle = line["y"] + line["height"] / 2
    page.mouse.move(line["x"] + 1, middle)
    page.mouse.down()
    page.mouse.move(line["x"] + line["width"] - 1, middle)
    page.mouse.up()
    assert page.evaluate("String(getSelection())") == figure.finding
    page.close()
