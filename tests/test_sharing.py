"""What an address shows where it is pasted: read from the HTML that is sent first, as robots do."""

import io
import json
import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

import pytest
from PIL import Image
from support.pages import page_names, path_of

import dashboard
from dashboard.export.preview import of_figure, tags
from dashboard.figures.catalog import catalog
from dashboard.figures.urls import Urls
from dashboard.model.view import View

DATA = dashboard.load()
ROOT = "https://dashboard.test"  # the public address of the servers that tests start


class Head(HTMLParser):
    """Title, tags and links of a page, as a robot reads them."""

    def __init__(self, html):
        super().__init__()
        self.title, self.told, self.links, self.is_title = "", {}, {}, False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.is_title = tag == "title"
        if tag == "meta" and (name := found.get("property") or found.get("name")):
            self.told[name] = found["content"]
        if tag == "link":
            self.links[found.get("type") or found["rel"]] = found["href"]

    def handle_endtag(self, tag):
        self.is_title = False

    def handle_data(self, data):
        self.title += data if self.is_title else ""


def get(address, path):
    url = f"{address}/{path}".replace(f"{address}/{ROOT}", address)
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read()


def head(address, path):
    return Head(get(address, path).decode())


def test_every_page_has_a_title_a_description_and_an_address_of_its_own(address):
    heads = {page: head(address, path_of(page)) for page in page_names(DATA)}
    for page, found in heads.items():
        assert DATA.project.title in found.title
        assert found.told["description"] == found.told["og:description"]
        assert found.links["canonical"] == found.told["og:url"]
        shown = f"{ROOT}/figures/timeline" if page == "timeline" else f"{ROOT}/{path_of(page)}"
        assert found.told["og:url"] == shown
        assert found.told["twitter:card"] == "summary_large_image"
        assert found.told["og:image"].startswith(f"{ROOT}/figures/")
    for told in ("og:title", "og:description", "og:url"):
        assert len({found.told[told] for found in heads.values()}) == len(heads)
    assert len({found.title for found in heads.values()}) == len(heads)


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("explore?metric=ai_patents_granted", View("ai_patents_granted")),
        ("explore?metric=llm_share&form=parts&topics=models", View("llm_share", form="parts")),
        ("explore?metric=training_chips&entities=CHN", View("training_chips", entities=("CHN",))),
        ("reopen?figure=lead&topics=patents", View("lead", topics=("patents",))),
        ("reopen?figure=llm_share&dataset=29f99e6462b7", View("llm_share")),
        ("timeline?kinds=ban", View("timeline", kinds=("ban",))),
        ("figures/llm_share", View("llm_share")),
        ("figures/amounts?theme=dark&size=a4", View("amounts")),
        ("figures/coverage?fbclid=IwAR0&utm_source=letter", View("coverage")),
        ("figures/llm_share.html", View("llm_share")),
    ],
)
def test_an_address_that_names_a_figure_shows_that_figure(address, path, view):
    found = head(address, path)
    figure = dashboard.draw(DATA, view)
    assert found.told["og:title"] == figure.title
    assert found.told["og:url"] == found.links["canonical"] == Urls(ROOT).figure(view)
    assert figure.alt in (found.told["og:description"], found.told["og:image:alt"])
    assert view.figure in found.told["og:image"]
    answer = json.loads(get(address, found.links["application/json+oembed"]))
    assert answer["type"] == "rich"
    assert f'src="{Urls(ROOT).file(view, "html")}"'.replace("&", "&amp;") in answer["html"]


@pytest.mark.parametrize("path", ["", "explore?metric=llm_share", "figures/lead", "patents"])
def test_the_picture_of_a_preview_is_there_and_as_large_as_it_says(address, path):
    told = head(address, path).told
    picture = Image.open(io.BytesIO(get(address, told["og:image"])))
    assert picture.format == "PNG"
    stated = tuple(int(told[f"og:image:{side}"]) for side in ("width", "height"))
    assert picture.size == stated
    assert stated[0] / stated[1] == pytest.approx(1200 / 630, rel=0.01)


def test_a_page_of_words_is_a_link_for_oembed(address):
    found = head(address, "conflicts")
    answer = json.loads(get(address, found.links["application/json+oembed"]))
    assert answer["type"] == "link"
    assert answer["title"] == found.told["og:title"]


@pytest.mark.parametrize("name", catalog(DATA))
def test_every_figure_has_a_preview(name):
    preview = of_figure(dashboard.draw(DATA, View(name), Urls(ROOT)))
    found = Head(tags(preview))
    assert found.told["og:title"]
    assert found.told["og:description"] == preview.description


@pytest.mark.parametrize(
    "path",
    [
        "explore?metric=%3Cscript%3Ealert(1)%3C/script%3E",
        "explore?metric=llm_share&form=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "reopen?figure=no_such_figure",
        "timeline?start=%22%27&utm_source=%3Cb%3E",
        "explore?%3Cscript%3E=1",
        "?" + "&".join(f"p{number}=1" for number in range(200)),
        "explore?metric=llm_share&entities=" + "x" * 3000,
    ],
)
def test_whatever_a_link_says_the_head_is_whole_and_nothing_of_it_is_markup(address, path):
    body = get(address, path).decode()
    assert "<script>alert" not in body
    assert "<b>" not in body
    found = Head(body)
    assert found.told["og:title"]
    assert found.told["og:url"].startswith(ROOT)


def test_without_scripts_a_reader_is_shown_the_figure_and_where_all_is(address):
    body = get(address, "explore?metric=llm_share").decode()
    words = body[body.index("<noscript>") : body.index("</noscript>")]
    assert dashboard.draw(DATA, View("llm_share")).alt.split("?")[0] in words.replace("&#39;", "'")
    assert f"{ROOT}/figures/llm_share.csv" in words
    assert 'href="./figures"' in words
    assert 'href="./data"' in words
    assert "agent" not in body


def test_a_tab_has_the_title_that_was_sent_first(chromium, address):
    page = chromium.new_page()
    for path in ("", "explore?metric=llm_share", "conflicts"):
        page.goto(f"{address}/{path}")
        page.locator('[data-testid="stMain"] h1').wait_for()
        title = head(address, path).title
        page.wait_for_function("title => document.title === title", arg=title)
    page.close()
