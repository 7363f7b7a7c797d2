"""Every figure draws in every fair chart, every format is what it says, and no word is lost."""

import copy
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date
from functools import cache
from html import escape, unescape

import altair
import pandas as pd
import pytest
from support import fingerprints
from support.text_boxes import faults

import dashboard
from dashboard.app.components.card import foot
from dashboard.app.components.claims_table import claims_behind
from dashboard.app.components.downloads import taken
from dashboard.figures.catalog import catalog, marks
from dashboard.figures.charts import CHARTS
from dashboard.figures.renderers import VEGA_LITE, vega_lite
from dashboard.figures.style.theme import Style
from dashboard.model.view import View
from dashboard.model.vocabulary import THEMES
from dashboard.text.formatting import HEDGES

DATA = dashboard.load()
TODAY = date(2026, 11, 25)
STEADY = fingerprints.steady(DATA)
ENTRIES = catalog(DATA)
FIGURES = [(name, form) for name, entry in ENTRIES.items() for form in entry.forms]
RECORDED = {
    name: print_
    for print_, name in (
        line.split() for line in fingerprints.FILE.read_text(encoding="utf-8").splitlines()
    )
}
VIEWS = dict(fingerprints.figures(DATA))


@cache
def picture(view):
    """The SVG of a view, as the fingerprints have it; drawn once for all tests."""
    return dashboard.export(dashboard.draw(STEADY, view), "svg")


@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_every_figure_draws_in_every_fair_chart_and_leaves_its_marks_alone(name, form):
    described, _ = marks(ENTRIES[name], DATA, View(name, form=form))
    before = copy.deepcopy(described)
    CHARTS[form].draw(described, Style("light", DATA.project))
    if CHARTS[form].interactive:  # Plotly validates against its schema when the figure is built
        CHARTS[form].interactive(described, Style("light", DATA.project))
    assert described == before


@pytest.mark.walks
@pytest.mark.parametrize("form", CHARTS)
def test_every_chart_makes_a_valid_specification_on_the_page_and_in_the_file(form):
    name = [name for name, entry in ENTRIES.items() if form in entry.forms][-1]
    for size in ("", "a4", "slide"):
        figure = dashboard.draw(DATA, View(name, form=form, size=size))
        if size and size not in figure.sizes:
            continue
        in_file = vega_lite.specification(figure.chart, figure.dressing, {"title": "x"})
        on_page = VEGA_LITE.on_page(figure.chart, figure.style.ink)
        altair.VConcatChart.from_dict(in_file)
        altair.LayerChart.from_dict({**on_page, "width": 600})


def test_the_list_of_fingerprints_holds_every_figure_and_no_other():
    assert list(RECORDED) == list(VIEWS)


@pytest.mark.walks
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", dict.fromkeys(name.split(".")[0] for name in VIEWS))
def test_a_figure_looks_as_it_did(name, theme):
    looks = {
        look: view
        for look, view in VIEWS.items()
        if look.startswith(f"{name}.") and look.endswith(f".{theme}")
    }
    changed = [
        look
        for look, view in looks.items()
        if fingerprints.fingerprint(picture(view)) != RECORDED.get(look)
    ]
    assert changed == [], "If the change is meant: make fingerprints"


@pytest.mark.parametrize("form", CHARTS)
def test_every_chart_is_fair_to_some_figure(form):
    assert any(form in entry.forms for entry in ENTRIES.values())


@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_an_svg_says_title_definition_sources_and_every_hedged_figure_and_clips_none(name, form):
    figure = dashboard.draw(STEADY, View(name, form=form))
    svg = picture(View(name, form=form, theme="light"))
    text, is_series = written(svg), CHARTS[form].is_over_time
    for words in (
        figure.finding,
        figure.entry.definition,
        figure.credit,
        *figure.notes,
        *figure.listing_in_picture,
    ):
        assert flat(words) in text
    if name not in ("coverage", "timeline"):  # their marks carry no words
        for mark in figure.marks:
            assert mark.row.is_absent or mark.words.figure
            # Of a line only the ends are named; the file has every figure in its record.
            assert flat(mark.words.figure) in (flat(svg.decode()) if is_series else text)
    assert faults(svg) == []


@pytest.mark.parametrize(
    "claim",
    DATA.claims[DATA.claims["comparator"] != "="].to_dict("records"),
    ids=lambda claim: claim["claim"],
)
def test_no_hedged_claim_appears_bare_in_any_chart_or_text_format_or_on_its_card(
    claim, monkeypatch
):
    monkeypatch.setenv("SEED_TEXTS", "/nonexistent")  # passages are the document's own words
    worded = claim["hedge"] or HEDGES[claim["comparator"]]
    hedge = "by" if claim["unit"] == "year" else worded
    for form in ENTRIES[claim["metric"]].forms:
        collections = DATA.collections_by_metric[claim["metric"]]
        more = {"collections": collections} if len(collections) > 1 else {}
        figure = dashboard.draw(DATA, View(claim["metric"], form=form, **more))
        of_claim = [mark for mark in figure.marks if claim["claim"] in mark.row.claims]
        assert of_claim
        assert all(mark.words.figure.startswith(f"{hedge} ") for mark in of_claim)
        bare = of_claim[0].words.figure.removeprefix(f"{hedge} ")
        assert f"{hedge} {bare}" in figure.alt
        card = foot(figure, taken(figure, TODAY), claims_behind(DATA, figure))
        card = re.sub(r'<a href="conflicts.*?</a>', "", card)  # questions, which state nothing
        texts = [
            spoken(picture(figure.view)),
            page(dashboard.export(figure, "html")),
            re.sub(r'width[:="]+100%', "", page(card.encode())),  # of a snippet
        ]
        # What stands in quotation marks are the document's words, with its own hedge.
        for text in (re.sub(r"“[^”]*”", " ", re.sub(r"\s+", " ", text)) for text in texts):
            found = [
                text[: match.start()]
                for match in re.finditer(rf"(?<![\w.,–/]){re.escape(bare)}(?![.,]?[0-9])", text)
            ]
            assert found
            assert all(before.rstrip().endswith(hedge) for before in found)
        table = pd.read_csv(io.BytesIO(dashboard.export(figure, "csv")), keep_default_na=False)
        rows = table[table["claims"].str.split().map(lambda ids: claim["claim"] in ids)]
        assert set(rows["comparator"]) == {claim["comparator"]}


@pytest.mark.walks
@pytest.mark.parametrize("format", ["html", "csv", "json"])
@pytest.mark.parametrize("name", ENTRIES)
def test_every_figure_leaves_as_a_page_as_a_table_and_as_a_specification(name, format):
    figure = dashboard.draw(DATA, View(name))
    CHECKS[format](dashboard.export(figure, format), figure)


@pytest.mark.parametrize("format", ["csv", "bib", "ris", "csl"])
@pytest.mark.parametrize("form", CHARTS)
def test_every_chart_leaves_as_a_table_and_as_references(form, format):
    name = next(name for name, entry in ENTRIES.items() if form in entry.forms)
    start = 2024 if form == "timeline" else None
    figure = dashboard.draw(DATA, View(name, form=form, start=start))
    CHECKS[format](dashboard.export(figure, format), figure)


@pytest.mark.parametrize("size", ["screen", "column", "columns", "a4", "slide", "social"])
def test_the_picture_of_the_timeline_holds_every_milestone_in_words_at_every_size(size):
    figure = dashboard.draw(DATA, View("timeline", size=size))
    drawn = spoken(dashboard.export(figure, "svg"))
    milestones = [label for label in DATA.events["milestone"] if label]
    assert len(milestones) == 12
    assert all(flat(label) in flat(drawn) for label in milestones)
    assert "12 of 85 events" in drawn


def test_the_picture_of_a_narrowed_timeline_holds_what_most_documents_tell_of_and_never_more():
    few = dashboard.draw(DATA, View("timeline", kinds=("ban",)))
    drawn = flat(spoken(dashboard.export(few, "svg")))
    assert len(few.marks) <= 12
    assert all(flat(row.title) in drawn for row in few.rows)
    many = dashboard.draw(DATA, View("timeline", kinds=("politics", "research", "release")))
    held = many.chart_kind.chosen(many.marks)
    assert len(held) == 12
    assert all(mark in held for mark in many.marks if mark.row.milestone)


@pytest.mark.parametrize("start", [None, 2024])
def test_the_bars_of_the_timeline_count_every_dated_event_and_name_it_where_one_points(start):
    figure = dashboard.draw(DATA, View("timeline", start=start))
    dated = [mark for mark in figure.marks if mark.row.start]
    bars = figure.interactive.data
    assert sum(sum(trace.y) for trace in bars) == len(dated)
    told = "<br>".join(text for trace in bars for text in trace.customdata)
    assert all(escape(mark.row.title) in told for mark in dated)
    for trace in bars:
        assert [text.count("<br>") + 1 for text in trace.customdata] == list(trace.y)


@pytest.mark.walks
@pytest.mark.parametrize("format", ["svg", "png", "pdf", "pptx", "xlsx", "zip"])
def test_no_picture_of_any_chart_needs_a_program_beside_python(format, monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setenv("BROWSER_PATH", "/bin/false")
    figure = dashboard.draw(DATA, View("timeline", start=2025))
    assert dashboard.export(figure, format) == dashboard.export(figure, format)


def test_an_empty_side_keeps_its_place_and_says_why_and_is_never_zero():
    figure = dashboard.draw(DATA, View("llm_share"))
    [empty] = [mark for mark in figure.marks if mark.row.entity == "USA"]
    assert (empty.row.missing, empty.words.missing) == ("not stated", "not stated")
    assert empty.row.quantity is empty.row.value is None
    text = written(dashboard.export(figure, "svg"))
    assert flat("United States: no figure") in text
    assert flat("not stated") in text
    table = pd.read_csv(io.BytesIO(dashboard.export(figure, "csv")))
    [row] = table[table["entity"] == "USA"].to_dict("records")
    assert row["missing"] == "not stated"
    assert pd.isna(row["value"])


def spoken(svg):
    """The lines of text of an SVG, one after the other, without the ticks of its axes."""
    root = ElementTree.fromstring(svg)
    axes = [element for element in root.iter() if "role-axis-label" in element.get("class", "")]
    for axis in axes:
        axis.clear()
    return " ".join(
        element.text or "" for element in root.iter() if element.tag.endswith(("}text", "}tspan"))
    )


def written(svg):
    """The words of an SVG without spaces, so that a line break does not matter."""
    return flat(spoken(svg))


def page(html):
    """The words of a page that a reader sees or hears, without scripts and the picture of marks."""
    gone = r"<script.*?</script>|<style.*?</style>|<svg.*?</svg>"
    body = re.sub(gone, " ", html.decode(), flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", body))


def flat(text):
    return re.sub(r"\s+", "", text)


def check_html(content, figure):
    text = content.decode()
    assert text.startswith("<!doctype html>")
    assert figure.finding in unescape(text)
    without_scripts = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    fetching = re.findall(r"<(?:link|img|script)[^>]+(?:src|href)=", without_scripts)
    # Two that a browser never follows say where the figure stands, and its oEmbed answer.
    assert fetching == [
        '<link rel="canonical" href=',
        '<link rel="alternate" type="application/json+oembed" href=',
    ]


def check_csv(content, figure):
    table = pd.read_csv(io.BytesIO(content))
    assert len(table) == len(figure.rows)
    assert b"\r" not in content


def check_specification(content, figure):
    specification = json.loads(content)
    assert "vega-lite" in specification["$schema"]
    assert specification["usermeta"]["record"]["view"]["subject"] == figure.view.figure


def check_reference(word):
    def check(content, figure):
        assert word in content.decode()
        assert figure.version in content.decode()

    return check


# Format -> what a file of it must be.
CHECKS = {
    "html": check_html,
    "csv": check_csv,
    "json": check_specification,
    "bib": check_reference("@"),
    "ris": check_reference("TY  -"),
    "csl": check_reference('"type"'),
}
