"""Every subject in every fair form draws; every format is what it says it is; nothing leaves without its words."""

import io
import json
import re
import xml.etree.ElementTree as ElementTree
from functools import cache
from html import unescape

import altair
import pandas as pd
import pytest
from support import fingerprints
from support.text_boxes import faults

import dashboard
from dashboard.app.components import claims_table as evidence
from dashboard.app.components import downloads as taking
from dashboard.app.components import markup
from dashboard.export.plotly_svg import chrome
from dashboard.figures.catalog import every
from dashboard.figures.charts import FORMS
from dashboard.model.view import View
from dashboard.model.vocabulary import COMPARATORS, THEMES

DATA = dashboard.load()
STEADY = fingerprints.steady(DATA)
SUBJECTS = every(DATA)
FIGURES = [(name, form) for name, subject in SUBJECTS.items() for form in subject.forms]
RECORDED = {
    name: print_
    for print_, name in (
        line.split() for line in fingerprints.FILE.read_text(encoding="utf-8").splitlines()
    )
}
PRINTS = dict(fingerprints.figures(DATA))
pictures_of_plotly = pytest.mark.skipif(not chrome(), reason="Plotly pictures need a Chrome")


@cache
def picture(view):
    """The SVG of a view, as the fingerprints have it; drawn once for all tests."""
    return dashboard.export(dashboard.draw(STEADY, view), "svg")


@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_every_subject_draws_in_every_fair_form_and_leaves_its_rows_alone(name, form):
    sources = []
    rows = SUBJECTS[name].rows(DATA, View(name), sources).assign(says="")
    before = rows.copy(deep=True)
    FORMS[form].draw(rows, "light")  # Plotly validates against its schema when the figure is built
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("form", [form for form in FORMS if not FORMS[form].plotly])
def test_every_form_makes_a_valid_specification_on_the_page_and_in_the_file(form):
    name = [name for name, subject in SUBJECTS.items() if form in subject.forms][-1]
    for size in ("", "a4", "slide"):
        drawing = dashboard.draw(DATA, View(name, form=form, size=size))
        if size and size not in drawing.sizes:
            continue
        altair.VConcatChart.from_dict(drawing.spec)
        altair.LayerChart.from_dict({**drawing.screen, "width": 600})


def test_the_list_of_fingerprints_holds_every_figure_and_no_other():
    assert list(RECORDED) == list(PRINTS)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", dict.fromkeys(name.split(".")[0] for name in PRINTS))
def test_a_figure_looks_as_it_did(name, theme):
    own = {
        each: view
        for each, view in PRINTS.items()
        if each.startswith(f"{name}.") and each.endswith(f".{theme}")
    }
    changed = [
        each
        for each, view in own.items()
        if fingerprints.fingerprint(picture(view)) != RECORDED.get(each)
    ]
    assert changed == [], "If the change is meant: make fingerprints"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_fair_to_some_subject(form):
    assert any(form in subject.forms for subject in SUBJECTS.values())


@pytest.mark.parametrize(
    ("name", "form"), [figure for figure in FIGURES if figure[0] != "timeline"]
)
def test_an_svg_says_title_definition_sources_and_every_hedged_figure_and_clips_none(name, form):
    drawing = dashboard.draw(STEADY, View(name, form=form))
    text = written(picture(View(name, form=form, theme="light")))
    for words in (
        drawing.subject.question,
        drawing.subject.definition,
        drawing.credit,
        *drawing.notes,
        *drawing.listed,
    ):
        assert flat(words) in text
    for row in drawing.rows.to_dict("records"):
        if row.get("text"):
            assert flat(row["text"]) in text
    assert faults(picture(View(name, form=form, theme="light"))) == []


@pytest.mark.parametrize(
    "claim",
    DATA.claims[DATA.claims["comparator"] != "="].to_dict("records"),
    ids=lambda claim: claim["claim"],
)
def test_no_hedged_claim_appears_bare_in_any_form_or_text_format_or_on_its_card(claim, monkeypatch):
    monkeypatch.setenv("SEED_TEXTS", "/nonexistent")  # passages are the document's own words
    hedge = "by" if claim["unit"] == "year" else COMPARATORS[claim["comparator"]]
    for form in SUBJECTS[claim["metric"]].forms:
        drawing = dashboard.draw(DATA, View(claim["metric"], form=form))
        own = drawing.rows[
            drawing.rows["claims"].str.split().map(lambda ids, claim=claim: claim["claim"] in ids)
        ]
        assert own["text"].str.startswith(f"{hedge} ").all()
        bare = own["text"].iloc[0].removeprefix(f"{hedge} ")
        assert f"{hedge} {bare}" in drawing.alt
        on_page = markup.foot(drawing, "", evidence.behind(DATA, drawing)).encode()
        texts = [
            spoken(picture(drawing.view)),
            page(dashboard.export(drawing, "html")),
            page(on_page),
        ]
        # What stands in quotation marks are the document's words, with its own hedge.
        for text in (re.sub(r"“[^”]*”", " ", re.sub(r"\s+", " ", each)) for each in texts):
            found = [
                text[: match.start()]
                for match in re.finditer(rf"(?<![\w.,–/]){re.escape(bare)}(?![.,]?[0-9])", text)
            ]
            assert found
            assert all(before.rstrip().endswith(hedge) for before in found)
        table = pd.read_csv(io.BytesIO(dashboard.export(drawing, "csv")), keep_default_na=False)
        assert claim["comparator"] in set(table["comparator"])


@pytest.mark.parametrize("format", ["html", "csv", "json"])
@pytest.mark.parametrize("name", [name for name in SUBJECTS if name != "timeline"])
def test_every_subject_leaves_as_a_page_as_a_table_and_as_a_specification(name, format):
    drawing = dashboard.draw(DATA, View(name))
    KINDS[format](dashboard.export(drawing, format), drawing)


@pytest.mark.parametrize("format", ["csv", "bib", "ris", "csl"])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_leaves_as_a_table_and_as_references(form, format):
    name = next(name for name, subject in SUBJECTS.items() if form in subject.forms)
    drawing = dashboard.draw(
        DATA, View(name, form=form, start=2024 if form == "timeline" else None)
    )
    KINDS[format](dashboard.export(drawing, format), drawing)


@pictures_of_plotly
def test_the_timeline_is_the_same_bytes_every_time():
    drawing = dashboard.draw(DATA, View("timeline", start=2020))
    assert dashboard.export(drawing, "svg") == dashboard.export(drawing, "svg")


def test_without_a_chrome_the_reader_gets_a_clear_word_and_the_html(monkeypatch):
    monkeypatch.setenv("BROWSER_PATH", "/nonexistent/chrome")
    drawing = dashboard.draw(DATA, View("timeline"))
    with pytest.raises(dashboard.DashboardError, match="Take the HTML"):
        dashboard.export(drawing, "svg")
    assert b"Plotly.newPlot" in dashboard.export(drawing, "html")
    offered = taking.files(drawing)
    assert "Take the HTML" in offered
    assert "timeline.html" in offered
    assert "timeline.svg" not in offered


def test_an_empty_side_keeps_its_place_and_says_why_and_is_never_zero():
    drawing = dashboard.draw(DATA, View("llm_share"))
    empty = drawing.rows[drawing.rows["entity"] == "USA"].iloc[0]
    assert empty["missing"] == "not stated"
    assert pd.isna(empty["value"])
    text = written(dashboard.export(drawing, "svg"))
    assert flat("United States: no figure") in text
    assert flat("not stated") in text


def spoken(svg):
    """The lines of text of an SVG, one after the other, without the ticks of its axes."""
    root = ElementTree.fromstring(svg)
    for parent in [each for each in root.iter() if "role-axis-label" in each.get("class", "")]:
        parent.clear()
    return " ".join(
        element.text or "" for element in root.iter() if element.tag.endswith(("}text", "}tspan"))
    )


def written(svg):
    """The words of an SVG without spaces, so that a line break does not matter."""
    return flat(spoken(svg))


def page(html):
    """The words of a page that a reader sees or hears, without its scripts."""
    body = re.sub(r"<script.*?</script>|<style.*?</style>", " ", html.decode(), flags=re.S)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def flat(text):
    return re.sub(r"\s+", "", text)


def html(made, drawing):
    text = made.decode()
    assert text.startswith("<!doctype html>")
    assert drawing.subject.question in unescape(text)
    assert not re.search(
        r"<(?:link|img|script)[^>]+(?:src|href)=",
        re.sub(r"<script>.*?</script>", "", text, flags=re.S),
    )


def csv(made, drawing):
    table = pd.read_csv(io.BytesIO(made))
    assert len(table) == len(drawing.rows)
    assert b"\r" not in made


def specification(made, drawing):
    spec = json.loads(made)
    assert (
        "vega-lite" in spec["$schema"]
        if drawing.is_altair
        else spec["layout"]["meta"]["record"]["values"]
    )


def reference(word):
    def check(made, drawing):
        assert word in made.decode()
        assert drawing.version in made.decode()

    return check


KINDS = {
    "html": html, "csv": csv, "json": specification,
    "bib": reference("@"), "ris": reference("TY  -"), "csl": reference('"type"'),
}  # fmt: skip
