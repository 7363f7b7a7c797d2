"""Choices that leave little or nothing still give a figure that says so, in every format."""

import itertools
import json

import pytest

import dashboard
from dashboard.figures.catalog import catalog
from dashboard.figures.charts import CHARTS, OPEN_ENDS
from dashboard.figures.query import parse
from dashboard.figures.renderers import VEGA_LITE, vega_lite
from dashboard.figures.style.fonts import FONT, STRONG, measure
from dashboard.model.view import View
from dashboard.text.captions import NOTHING, SIGNS

DATA = dashboard.load()
ENTRIES = catalog(DATA)
NARROW = [
    {"entities": "AUS"},
    {"entities": "USA"},
    {"start": "1990", "end": "1991"},
    {"documents": "butt-ahmad-2023", "status": "forecast"},
    {"topics": "funding", "status": "target"},
]
# Every narrowing for every figure, and one of them for every chart.
CASES = [
    (name, entry.forms[0], query)
    for (name, entry), query in itertools.product(ENTRIES.items(), NARROW)
]
CASES += [(name, form, NARROW[2]) for name, entry in ENTRIES.items() for form in entry.forms[1:]]


def specification(figure):
    """The figure as a file has it: marks and words, with only what JSON can say."""
    content = vega_lite.specification(figure.chart, figure.dressing, {})
    return json.dumps(content, ensure_ascii=False, allow_nan=False)


@pytest.mark.walks
@pytest.mark.parametrize(("name", "form", "query"), CASES)
def test_a_choice_that_leaves_nothing_says_so(name, form, query):
    fitting = {key: value for key, value in query.items() if key in ENTRIES[name].choices}
    view, problems = parse(DATA, name, {"form": form, **fitting})
    assert problems == []
    figure = dashboard.draw(DATA, view)
    if figure.rows and figure.rows == dashboard.draw(DATA, View(name, form=form)).rows:
        return  # nothing is left out
    content = specification(figure)
    if not figure.holds:
        assert NOTHING in content or "no figure" in content
        assert not set(SIGNS.values()) & set(figure.notes), "it has no marks to tell how to read"
        assert "An arrow" not in " ".join(figure.notes)


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "html", "csv", "json"])
@pytest.mark.parametrize(
    "view",
    [
        View("llm_share", entities=("AUS",)),
        View("timeline", start=1901, end=1902, entities=("AUS",)),
        View("lead", topics=("funding",)),
    ],
)
def test_an_empty_figure_leaves_in_every_format(view, format):
    if view.figure == "timeline":
        view = view.but(documents=("nature-2025",))
    figure = dashboard.draw(DATA, view)
    assert not figure.holds
    assert dashboard.export(figure, format)


@pytest.mark.parametrize(
    "name",
    [name for name in ENTRIES if name not in ("timeline", "coverage", "movement", "statements")],
)
def test_no_line_of_a_figure_is_wider_than_a_phone(name):
    for mark in dashboard.draw(DATA, View(name)).marks:
        assert measure(mark.words.label, 13, STRONG) <= 296, mark.words.label
        assert measure(mark.words.detail, 12, FONT) <= 296, mark.words.detail


@pytest.mark.parametrize("name", ENTRIES)
def test_a_choice_that_does_not_fit_a_figure_is_named_and_never_ignored(name):
    for key, value in {
        "kinds": "law",
        "topics": "funding",
        "status": "target",
        "entities": "CHN",
    }.items():
        _, problems = parse(DATA, name, {key: value})
        assert bool(problems) == (key not in ENTRIES[name].choices)


@pytest.mark.parametrize("name", [name for name in ENTRIES if name != "timeline"])
def test_notes_speak_only_of_marks_that_are_drawn(name):
    for form in ENTRIES[name].forms:
        figure = dashboard.draw(DATA, View(name, form=form))
        shapes = json.dumps(VEGA_LITE.on_page(figure.chart, figure.style.ink))
        notes = " ".join(figure.notes)
        # Both ways round: what is drawn is told, and nothing else.
        if CHARTS[form].signs.keys() >= OPEN_ENDS.keys():
            assert (SIGNS["lower bound"] in notes) == ("triangle-right" in shapes)
            assert (SIGNS["upper bound"] in notes) == ("triangle-left" in shapes)
