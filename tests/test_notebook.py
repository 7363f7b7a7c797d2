"""A figure shows itself in a notebook: chart, title, sources, and nothing from outside."""

import re
import xml.etree.ElementTree as ElementTree
from html import unescape

import pytest

import dashboard
from dashboard.model.view import View

DATA = dashboard.load()


def shown(view):
    return dashboard.draw(DATA, view)._repr_mimebundle_()


@pytest.mark.parametrize("name", ["ai_patents_granted", "lead", "timeline"])
def test_a_figure_shows_its_picture_with_title_sources_and_alternative_text(name):
    figure, bundle = dashboard.draw(DATA, View(name)), shown(View(name))
    assert set(bundle) == {"text/plain", "text/html"}
    html = bundle["text/html"]
    assert f'aria-label="{figure.alt}"' in unescape(html)
    picture = re.search(r"<svg .*</svg>", html, re.DOTALL)[0]
    written = flat("".join(ElementTree.fromstring(picture).itertext()))
    for text in (figure.finding, *figure.listing_in_picture, figure.credit):
        assert flat(text) in written
    for text in (figure.title, figure.alt, *figure.footnotes):
        assert text in bundle["text/plain"]
    assert not re.search(r'(?:src|href)="(?!#)', html)


def flat(text):
    """The words without spaces, so that a line break does not matter."""
    return re.sub(r"\s+", "", unescape(text))


def test_a_figure_that_its_size_has_no_room_for_shows_its_words():
    view = View("lead", size="social")
    html, figure = unescape(shown(view)["text/html"]), dashboard.draw(DATA, view)
    assert "<svg" not in html
    for text in (figure.title, figure.alt, *figure.footnotes):
        assert text in html
