"""Every address that is built is read back; the link of a figure leads to a page that shows it."""

import pytest

import dashboard
from dashboard.errors import BadRequest
from dashboard.figures.catalog import catalog
from dashboard.figures.collections import figures_of
from dashboard.figures.query import parse_address
from dashboard.figures.urls import Urls
from dashboard.model.view import CHOICES, View
from dashboard.model.vocabulary import FORMATS

DATA = dashboard.load()
ROOT = "https://dashboard.test/ai"
CHOSEN = {
    "ai_patents_granted": {
        "form": "dots",
        "entities": ("CHN", "deepseek"),
        "documents": ("history-2025",),
        "status": ("observed", "target"),
        "start": 2020,
        "end": 2025,
        "theme": "dark",
        "size": "160x90mm",
        "dpi": 300,
        "dataset": "29f99e6462b7",
    },
    "private_ai_investment": {
        "form": "line",
        "collections": ("companions",),
        "per": "person",
        "money": "CNY",
        "base": 2022,
    },
    "lead": {"topics": ("patents", "compute"), "documents": ("rathi-2025",), "end": 2024},
    "statements": {"certainty": ("both", "fair"), "contains": "36% models"},
    "amounts": {"topics": ("funding",), "entities": ("CHN",), "status": ("target",)},
    "coverage": {"topics": ("models",), "documents": ("nature-2025",)},
    "timeline": {"kinds": ("ban", "law"), "entities": ("USA",), "start": 2015},
}


def test_the_views_tried_here_make_every_choice_there_is():
    assert {choice for choices in CHOSEN.values() for choice in choices} == set(CHOICES)


@pytest.mark.parametrize("name", CHOSEN)
@pytest.mark.parametrize("format", ["", *FORMATS])
def test_the_address_of_a_view_brings_it_back(name, format):
    view = View(name, **CHOSEN[name])
    urls = Urls(ROOT)
    address = urls.file(view, format) if format else urls.pinned(view, "0123456789ab")
    read, problems = parse_address(DATA, address)
    assert problems == []
    assert read == (view if format else view.but(dataset="0123456789ab"))


@pytest.mark.parametrize("root", ["", ROOT])
@pytest.mark.parametrize("name", catalog(DATA))
def test_the_link_of_a_figure_leads_to_a_page_that_shows_it(name, root):
    views = [View(name), View(name, documents=("history-2025",))]
    if "topics" in catalog(DATA)[name].choices:
        views += [View(name, topics=("patents",)), View(name, topics=("patents", "models"))]
    for view in views:
        address = Urls(root).page(view)
        try:
            assert parse_address(DATA, address) == (view, [])
        except BadRequest:  # the first page, which shows several figures
            assert address.removeprefix(root).strip("/") == ""
            assert view in figures_of(DATA, "overview")


def test_relative_addresses_are_those_below_a_root_without_the_root():
    view = View("lead", topics=("patents",))
    for kind in ("page", "metric", "data"):
        argument = view if kind == "page" else "llm_share"
        absolute = getattr(Urls(ROOT), kind)(argument)
        assert absolute == f"{ROOT}/{getattr(Urls(), kind)(argument)}"
