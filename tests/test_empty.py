"""Choices that leave little or nothing still give a figure that says so, in every form and format."""

import itertools
import json

import pytest

import dashboard
from dashboard.figures.catalog import every
from dashboard.figures.charts.empty import NOTHING
from dashboard.figures.query import parse
from dashboard.figures.style.fonts import FONT, STRONG, measure
from dashboard.model.view import View

DATA = dashboard.load()
SUBJECTS = every(DATA)
NARROW = [
    {"entities": "AUS"},
    {"entities": "USA"},
    {"start": "1990", "end": "1991"},
    {"documents": "butt-ahmad-2023", "status": "forecast"},
    {"topics": "funding", "status": "target"},
]
# Every narrowing for every subject, and one of them for every form.
CASES = [
    (name, subject.forms[0], query)
    for (name, subject), query in itertools.product(SUBJECTS.items(), NARROW)
]
CASES += [
    (name, form, NARROW[2]) for name, subject in SUBJECTS.items() for form in subject.forms[1:]
]


@pytest.mark.parametrize(("name", "form", "query"), CASES)
def test_a_choice_that_leaves_nothing_says_so(name, form, query):
    fitting = {key: value for key, value in query.items() if key in SUBJECTS[name].choices}
    view, words = parse(DATA, name, {"form": form, **fitting})
    assert words == []
    drawing = dashboard.draw(DATA, view)
    if len(drawing.rows) and drawing.rows.equals(dashboard.draw(DATA, View(name, form=form)).rows):
        return  # nothing is left out
    json.dumps(
        drawing.screen if drawing.is_altair else json.loads(drawing.chart.to_json()),
        allow_nan=False,
    )
    if not drawing.holds:
        said = json.dumps(drawing.spec, ensure_ascii=False)
        assert NOTHING in said or "no figure" in said
        assert "An arrow" not in " ".join(drawing.notes)


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
    if view.subject == "timeline":
        view = view.but(documents=("nature-2025",))
    assert dashboard.export(dashboard.draw(DATA, view), format)


@pytest.mark.parametrize(
    "name", [name for name in SUBJECTS if name not in ("timeline", "coverage")]
)
def test_no_line_of_a_figure_is_wider_than_a_phone(name):
    for row in dashboard.draw(DATA, View(name)).rows.to_dict("records"):
        assert measure(row["label"], 13, STRONG) <= 296, row["label"]
        assert measure(row["sentence"], 12, FONT) <= 296, row["sentence"]


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_choice_that_does_not_fit_a_figure_is_named_and_never_ignored(name):
    for key, value in {
        "kinds": "law",
        "topics": "funding",
        "status": "target",
        "entities": "CHN",
    }.items():
        _, words = parse(DATA, name, {key: value})
        assert bool(words) == (key not in SUBJECTS[name].choices)


@pytest.mark.parametrize("name", [name for name in SUBJECTS if name != "timeline"])
def test_notes_speak_only_of_marks_that_are_drawn(name):
    for form in SUBJECTS[name].forms:
        drawing = dashboard.draw(DATA, View(name, form=form))
        text = json.dumps(drawing.screen)
        notes = " ".join(drawing.notes)
        assert ("An arrow to the right" in notes) <= ("triangle-right" in text)
        assert ("An arrow to the left" in notes) <= ("triangle-left" in text)
