"""The addresses of figures and data: what they give, how they cache, and how they refuse."""

import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import astuple

import pytest

import dashboard
from dashboard.export.formats import FORMATS
from dashboard.figures.search import entries
from dashboard.settings import DATA


def get(url, **headers):
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers=headers), timeout=30
        ) as answer:
            return answer.status, dict(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers.items()), error.read()


@pytest.mark.parametrize("format", FORMATS)
def test_a_figure_is_served_with_its_type_name_tag_and_lifetime(address, format):
    status, headers, body = get(
        f"{address}/figures/ai_patents_granted.{format}?form=dumbbell&theme=dark"
    )
    assert status == 200
    assert headers["content-type"] == FORMATS[format].media
    assert (
        headers["content-disposition"]
        == f'inline; filename="ai-patents-granted-2022_china-us_dumbbell_dark.{format}"'
    )
    assert headers["etag"]
    assert "max-age" in headers["cache-control"]
    drawing = dashboard.draw(
        dashboard.load(), dashboard.View("ai_patents_granted", form="dumbbell", theme="dark")
    )
    assert body == dashboard.export(drawing, format)


def test_an_unchanged_figure_is_answered_with_304(address):
    url = f"{address}/figures/llm_share.svg"
    tag = get(url)[1]["etag"]
    status, _, body = get(url, **{"If-None-Match": tag})
    assert (status, body) == (304, b"")


@pytest.mark.parametrize("path", ["figures/llm_share.svg", "data/claims.csv"])
def test_a_tag_is_known_also_where_a_proxy_made_it_weak_or_it_stands_in_a_list(address, path):
    tag = get(f"{address}/{path}")[1]["etag"]
    for sent in (f"W/{tag}", f'"other", {tag}', "*"):
        assert get(f"{address}/{path}", **{"If-None-Match": sent})[0] == 304
    assert get(f"{address}/{path}", **{"If-None-Match": '"other"'})[0] == 200


def test_the_catalogue_lists_subjects_forms_and_formats(address):
    listed = json.loads(get(f"{address}/figures")[2])
    assert {"lead", "coverage", "timeline", "ai_patents_granted"} <= listed["subjects"].keys()
    assert listed["formats"].keys() == FORMATS.keys()


def test_the_data_package_is_served_file_by_file(address):
    for path in DATA.iterdir():
        status, headers, body = get(f"{address}/data/{path.name}")
        assert status == 200
        assert body == path.read_bytes()
        assert path.name in headers["content-disposition"]
        assert (
            headers["content-type"]
            == {
                ".csv": "text/csv; charset=utf-8",
                ".json": "application/json",
                ".jsonl": "application/jsonl",
            }[path.suffix]
        )


def test_health_names_the_dataset(address):
    assert json.loads(get(f"{address}/health")[2]) == {
        "status": "ok",
        "dataset": dashboard.load().version,
    }


NASTY = '<script>alert(1)"\n'
NASTIER = urllib.parse.quote(NASTY)
ABSURD = ["0", "-1", "1000000000", "NaN", "inf", "1e3", "0x10"]
CHOICES = [
    "form",
    "theme",
    "size",
    "dpi",
    "dataset",
    "entities",
    "documents",
    "status",
    "start",
    "end",
]


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("figures/patent_granted.svg", 404, "There is no figure"),
        ("figures/ai_patents_granted.gif", 404, "There is no format"),
        ("figures/patent_granted", 404, "There is no figure"),
        ("figures/llm_share?form=pie", 400, "form"),
        ("figures/%3Cimg%20src=x%20onerror=alert(1)%3E.svg", 404, "There is no figure 'that name'"),
        ("figures/ai_patents_granted.svg?form=pie", 400, "form"),
        ("figures/ai_patents_granted.svg?form=timeline", 400, "form"),
        ("figures/ai_patents_granted.svg?theme=pink", 400, "theme"),
        *((f"figures/ai_patents_granted.png?size={bad}", 400, "size must be") for bad in ABSURD),
        *(
            (f"figures/ai_patents_granted.png?dpi={bad}", 400, "dpi must be a whole number")
            for bad in ABSURD
        ),
        ("figures/ai_patents_granted.png?size=1200x1200mm&dpi=600", 400, "dpi can be up to"),
        ("figures/lead.svg?size=social", 400, "too long for the size"),
        ("figures/ai_patents_granted.svg?dataset=latest", 400, "dataset must be the version"),
        ("figures/ai_patents_granted.svg?width=720", 400, "no choice called"),
        *((f"figures/ai_patents_granted.svg?{name}={NASTIER}", 400, "") for name in CHOICES),
        *(
            (f"figures/ai_patents_granted.svg?{name}=%00%1b%7f%e2%80%ae", 400, "")
            for name in CHOICES
        ),
        ("oembed", 400, "Name the address"),
        ("oembed?url=https://example.org/x", 404, "not an address of this dashboard"),
        ("oembed?url=https://dashboard.test/figures/nothing", 404, "There is no figure"),
        ("oembed?url=https://dashboard.test/figures/llm_share?form=pie", 404, "form"),
        ("oembed?url=/figures/llm_share&maxwidth=-1", 400, "maxwidth must be"),
        ("oembed?url=/figures/llm_share&maxheight=NaN", 400, "maxheight must be"),
        ("oembed?url=/figures/llm_share&format=xml", 501, "Only format=json"),
        (f"oembed?url={NASTIER}", 400, "not the address of a figure"),
        ("figures/ai_patents_granted.svg?entities=CHN,XXX", 400, "entities"),
        ("figures/ai_patents_granted.svg?start=2025&end=2020", 400, "start is later than end"),
        ("figures/ai_patents_granted.svg?colour=red", 400, "no choice called"),
        (f"figures/ai_patents_granted.svg?form={NASTIER}", 400, "form"),
        (f"figures/ai_patents_granted.svg?{NASTIER}=1", 400, "no choice of that name"),
        (f"figures/{NASTIER}.svg", 404, "There is no figure"),
        (
            "figures/ai_patents_granted.svg?" + "&".join(f"a{at}=1" for at in range(400)),
            400,
            "parameters",
        ),
        ("figures/ai_patents_granted.svg?form=" + "x" * 5000, 400, "longer than"),
        ("data/nothing.csv", 404, "There is no file of data"),
        ("data/..%2Fpyproject.toml", 400, ""),
    ],
)
def test_a_bad_address_is_refused_in_short_plain_text(address, path, status, word):
    answered, headers, body = get(f"{address}/{path}")
    assert answered == status
    assert word in body.decode()
    if word:
        assert headers["content-type"].startswith("text/plain")
    assert b"Traceback" not in body
    assert b"<script" not in body.lower()
    assert b"<img" not in body.lower()
    assert len(body) < 4000


def test_the_address_of_a_figure_without_a_format_is_the_page_that_shows_it(address):
    status, headers, body = get(f"{address}/figures/llm_share?form=parts&dataset=29f99e6462b7")
    assert status == 200
    assert headers["content-type"].startswith("text/html")
    page = "reopen?figure=llm_share&amp;form=parts&amp;dataset=29f99e6462b7"
    assert f'data-page="{page}"' in body.decode()


def test_oembed_gives_a_frame_no_larger_than_asked_and_a_picture(address):
    url = urllib.parse.quote(
        "https://dashboard.test/figures/ai_patents_granted?form=dots&theme=dark"
    )
    answer = json.loads(get(f"{address}/oembed?url={url}")[2])
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert (
        'src="https://dashboard.test/figures/ai_patents_granted.html?form=dots&amp;theme=dark"'
        in answer["html"]
    )
    assert (
        answer["thumbnail_url"]
        == "https://dashboard.test/figures/ai_patents_granted.png?form=dots&theme=dark"
    )
    small = json.loads(get(f"{address}/oembed?url={url}&maxwidth=400&maxheight=300")[2])
    assert small["width"] <= 400
    assert small["height"] <= 300
    assert "thumbnail_url" not in small


def test_a_figure_tells_where_its_oembed_answer_is(address):
    link = get(f"{address}/figures/llm_share.html?theme=dark")[1]["link"]
    found = link[1 : link.index(">")].replace("https://dashboard.test", address)
    assert "llm_share.html?theme=dark" in json.loads(get(found)[2])["html"]


def test_what_is_kept_of_figures_is_bounded():
    from dashboard.web.figure_store import FigureFile, FigureStore

    kept = FigureStore(dashboard.load()).kept
    assert kept.maxsize <= 100_000_000
    kept[1] = FigureFile(b"x" * (kept.maxsize - 10), "", "")
    kept[2] = FigureFile(b"y" * 20, "", "")
    assert kept.currsize <= kept.maxsize
    assert list(kept) == [2]


@pytest.mark.parametrize(
    "query",
    [
        "fbclid=IwAR0abc",
        "utm_source=x&utm_medium=mail&utm_id=1",
        "gclid=1&gbraid=2&_gl=3",
        "mc_cid=1&mc_eid=2&mkt_tok=3&_hsenc=4&_hsmi=5",
        "ttclid=1&twclid=2&li_fat_id=3&igsh=4&ScCid=5&msclkid=6&yclid=7",
        "mtm_campaign=a&pk_kwd=b&at_medium=c&wt_mc=d",
        "ref=x&ref_src=twsrc&source=y&share=1&si=2",
        "embed=true&embed_options=light_theme",
        "gad_source=1&gad_campaignid=2&_gac=3&srsltid=4&mibextid=5",
        "s=20&t=abc&ved=1&usg=2&sa=3&ust=4&_=123&cb=5",
    ],
)
def test_what_other_peoples_links_add_does_no_harm(address, query):
    plain = get(f"{address}/figures/ai_patents_granted.csv?form=dots")
    tracked = get(f"{address}/figures/ai_patents_granted.csv?form=dots&{query}")
    assert (tracked[0], tracked[2]) == (200, plain[2])
    url = urllib.parse.quote(f"{address}/figures/lead?{query}", safe="")
    assert get(f"{address}/oembed?url={url}")[0] == 200
    page = get(f"{address}/figures/lead?{query}&end=2024")
    assert page[0] == 200


def test_a_parameter_that_is_refused_is_named_unless_its_name_cannot_be_shown(address):
    status, _, body = get(f"{address}/figures/lead.svg?colour=red")
    assert status == 400
    assert b"There is no choice called colour for this figure." in body
    status, _, body = get(f"{address}/figures/lead.svg?%3Cb%3E=1")
    assert status == 400
    assert b"There is no choice of that name" in body
    assert b"<b>" not in body


@pytest.mark.parametrize("path", ["figures", "data", "data/claims.csv", "figures/lead.json"])
def test_a_notebook_in_a_browser_may_fetch_what_is_public(address, path):
    assert get(f"{address}/{path}")[1]["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("url", ["http://[zz]/figures/lead", "http://[::1/figures/lead"])
def test_an_address_that_is_none_is_refused_by_oembed(address, url):
    status, headers, body = get(f"{address}/oembed?url={urllib.parse.quote(url, safe='')}")
    assert status in (400, 404)
    assert headers["content-type"].startswith("text/plain")
    assert b"Traceback" not in body


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("explore/?metric=ai_patents_granted", "AI patents granted, 2022"),
        ("timeline/", "Timeline"),
        ("", "Whose figure is larger"),
        ("/", "Whose figure is larger"),
    ],
)
def test_a_slash_at_the_end_of_an_address_changes_nothing_of_its_oembed_answer(
    address, path, title
):
    named = f"{address}/{path}" if path else address
    url = urllib.parse.quote(named, "")
    status, _, body = get(f"{address}/oembed?url={url}")
    assert status == 200
    assert json.loads(body)["title"] == title


def test_a_page_that_is_none_is_refused_by_oembed(address):
    for path in ("nope/", "nope", "data/"):
        assert get(f"{address}/oembed?url={urllib.parse.quote(f'{address}/{path}', '')}")[0] in (
            400,
            404,
        )


def test_a_name_that_does_not_exist_is_repeated_with_the_nearest_each_once(address):
    body = get(f"{address}/figures/ai_patents_granted.csv?entities=chn")[2].decode()
    assert "'chn'" in body
    listed = re.findall(r"\b[A-Z]{3}\b", body)
    assert len(listed) == len(set(listed))


def test_everything_that_can_be_found_has_a_page(address):
    rows = json.loads(get(f"{address}/search.json")[2])
    data = dashboard.load()
    found = entries(data)
    assert [tuple(row) for row in rows] == [astuple(entry) for entry in found]
    kinds = Counter(entry.kind for entry in found)
    assert kinds["figure"] + kinds["statistic"] == len(data.claims)
    assert kinds["event"] == len(data.events)
    assert kinds["metric"] == len(data.metric_by_id)
    assert kinds["conflict"] == len(data.conflicts)
    assert kinds["document"] == len(data.documents)
    for path in sorted({entry.address.partition("?")[0] for entry in found}):
        assert get(f"{address}/{path}")[0] == 200
