"""The addresses of figures and data: what they give, how they cache, and how they refuse."""

import json
import urllib.error
import urllib.parse
import urllib.request

import pytest

import dashboard
from dashboard.export import FORMATS
from dashboard.paths import DATA


def get(url, **headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as answer:
            return answer.status, dict(answer.headers.items()), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers.items()), error.read()


@pytest.mark.parametrize("format", FORMATS)
def test_a_figure_is_served_with_its_type_name_tag_and_lifetime(address, format):
    status, headers, body = get(f"{address}/figures/ai_patents_granted.{format}?form=dumbbell&theme=dark")
    assert status == 200
    assert headers["content-type"] == FORMATS[format].media
    assert headers["content-disposition"] == f'inline; filename="ai-patents-granted_dumbbell.{format}"'
    assert headers["etag"]
    assert "max-age" in headers["cache-control"]
    drawing = dashboard.draw(dashboard.load(), dashboard.View("ai_patents_granted", form="dumbbell", theme="dark"))
    assert body == dashboard.export(drawing, format)


def test_an_unchanged_figure_is_answered_with_304(address):
    url = f"{address}/figures/llm_share.svg"
    tag = get(url)[1]["etag"]
    status, _, body = get(url, **{"If-None-Match": tag})
    assert (status, body) == (304, b"")


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


def test_health_names_the_dataset(address):
    assert json.loads(get(f"{address}/health")[2]) == {"status": "ok", "dataset": dashboard.load().version}


NASTY = '<script>alert(1)"\n'
NASTIER = urllib.parse.quote(NASTY)


@pytest.mark.parametrize(
    ("path", "status", "word"),
    [
        ("figures/patent_granted.svg", 404, "There is no figure"),
        ("figures/ai_patents_granted.gif", 404, "There is no format"),
        ("figures/ai_patents_granted", 404, "There is no format"),
        ("figures/ai_patents_granted.svg?form=pie", 400, "form"),
        ("figures/ai_patents_granted.svg?form=timeline", 400, "form"),
        ("figures/ai_patents_granted.svg?theme=pink", 400, "theme"),
        ("figures/ai_patents_granted.svg?width=0", 400, "width must be a whole number"),
        ("figures/ai_patents_granted.svg?width=-1", 400, "width must be a whole number"),
        ("figures/ai_patents_granted.svg?width=1000000000", 400, "width must be a whole number"),
        ("figures/ai_patents_granted.svg?width=NaN", 400, "width must be a whole number"),
        ("figures/ai_patents_granted.svg?entities=CHN,XXX", 400, "entities"),
        ("figures/ai_patents_granted.svg?start=2025&end=2020", 400, "start is later than end"),
        ("figures/ai_patents_granted.svg?colour=red", 400, "no choice of that name"),
        (f"figures/ai_patents_granted.svg?form={NASTIER}", 400, "form"),
        (f"figures/ai_patents_granted.svg?{NASTIER}=1", 400, "no choice of that name"),
        (f"figures/{NASTIER}.svg", 404, "There is no figure"),
        ("figures/ai_patents_granted.svg?" + "&".join(f"a{at}=1" for at in range(400)), 400, "parameters"),
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
    assert len(body) < 4000
