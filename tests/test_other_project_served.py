"""A project about two other countries, served: no page and no file knows of the real one."""

import io
import re
import sys
import urllib.request
import zipfile
from html import unescape

import pikepdf
import pytest
from support.browser import chrome, opened
from support.other_project import build_other_project
from support.pages import page_names, path_of
from support.servers import serve, stop

import dashboard
from dashboard.data.drill import drilled
from dashboard.figures.catalog import catalog
from dashboard.model.view import View
from dashboard.model.vocabulary import THEMES

REAL = dashboard.load()
# The real project's countries, under every name, and whatever else only it speaks of.
NAMES = {
    *(name for side in REAL.project.sides for name in (side.id, side.name, side.in_sentence)),
    *("Chinese", "American", "Americans", "the US", "artificial intelligence", "AI"),
    *(REAL.project.name, REAL.project.title, REAL.project.subtitle),
    *REAL.documents["short"],
    *REAL.documents["document"],
    *REAL.metrics["metric"],
    *(row["name"] for row in REAL.entities.to_dict("records") if row["kind"] != "country"),
}
STRANGERS = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(NAMES)))})(?![\w-])")
LIBRARY = 100_000  # letters: a script longer than this is a chart library, which names countries


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build_other_project(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def other(folder):
    return dashboard.load(folder)


@pytest.fixture(scope="module")
def other_address(folder):
    command = (sys.executable, "-m", "dashboard", "serve", "--data", str(folder))
    process, address = serve(*command, "--port", "PORT")
    yield address
    stop(process)


def strangers(text):
    """What a text says of the real project, but for libraries, typefaces and Streamlit's own."""
    left_out = r"base64,[A-Za-z0-9+/=]+|<!--.*?-->|<noscript>.*?</noscript>"
    text = re.sub(left_out, "", text, flags=re.DOTALL)
    scripts = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL)
    without = scripts.sub(lambda found: found[0] if len(found[0]) < LIBRARY else "", text)
    found = STRANGERS.finditer(unescape(without))
    return [match.string[max(0, match.start() - 30) : match.end() + 30] for match in found]


def texts(name, content):
    """Every text in a file, archives within archives opened."""
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield f"{name}/{member}", member
                yield from texts(f"{name}/{member}", archive.read(member))
    elif content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as document:
            yield name, document.Root.Metadata.read_bytes().decode()
    elif content.startswith(b"\x89PNG"):
        yield name, content.decode("latin-1")
    else:
        yield name, content.decode("utf-8", "replace")


def test_both_projects_can_be_open_at_once(other):
    assert other.project.side_ids != REAL.project.side_ids
    metric = next(iter(other.metric_by_id))
    figure = dashboard.draw(other, View(metric))
    assert dashboard.export(figure, "svg")
    assert dashboard.draw(REAL, View("lead")).project is REAL.project
    assert figure.project is other.project


@pytest.mark.walks
def test_every_figure_of_another_project_leaves_in_every_chart_and_theme(other):
    for name, entry in catalog(other).items():
        for form in entry.forms:
            for theme in THEMES:
                figure = dashboard.draw(other, View(name, form=form, theme=theme))
                for file, text in texts(f"{name}.{form}.svg", dashboard.export(figure, "svg")):
                    assert strangers(text) == [], file
                assert strangers(figure.alt) == []


@pytest.mark.walks
def test_every_file_of_another_project_knows_nothing_of_the_real_one(other):
    for name in catalog(other):
        archive = dashboard.export(dashboard.draw(other, View(name)), "zip")
        for file, text in texts(name, archive):
            assert strangers(text) == [], file


@pytest.mark.walks
@pytest.mark.skipif(not chrome(), reason="no Chromium on this machine")
def test_every_page_of_another_project_knows_nothing_of_the_real_one(
    chromium, other, other_address
):
    first, second = other.project.sides
    for path in map(path_of, page_names(other)):
        with opened(chromium, other_address, path) as page:
            html = page.content()
            assert strangers(html) == [], path
            assert strangers(page.title()) == []
            assert page.locator("h1").count() >= 1
    with opened(chromium, other_address) as page:
        words = page.locator('[data-testid="stMain"]').inner_text()
        assert first.name in words
        assert second.in_sentence in words


def test_every_address_of_another_project_answers_from_its_own_data(other, other_address):
    def get(path):
        with urllib.request.urlopen(f"{other_address}/{path}", timeout=60) as answer:
            return answer.read().decode()

    assert other.version in get("health")
    data = ("data", "data/claims.csv", "data/claims.csv?start=2000", "data/datapackage.json")
    for path in (*data, "figures", "figures/lead.svg"):
        assert strangers(get(path)) == [], path
    yardsticks = "|".join(REAL.project.yardsticks.values())  # which are codes of choices too
    assert strangers(re.sub(rf"\b(?:{yardsticks})\b", "", get("openapi.json"))) == []
    shell = get("")
    assert other.project.full_title in unescape(shell)
    assert strangers(shell) == []


@pytest.mark.parametrize(("form", "mark"), [("bars", "rect"), ("line", "symbol")])
def test_a_mark_of_a_counted_figure_leads_to_its_categories_and_records(
    form, mark, chromium, other_address, other
):
    address = f"explore?metric=landings_total&form={form}"
    with opened(chromium, other_address, address) as page:
        card = page.locator(".st-key-card-landings_total")
        card.locator(f"svg.marks .role-mark.mark-{mark} path").nth(1).click()
        id = card.locator("[data-claim]:focus").get_attribute("data-claim")
        claim = card.locator(f'[data-claim="{id}"]')
        claim.get_by_text("By species").click()
        claim.get_by_text(re.compile("^The 3 largest of|^All ")).click()
        tables = claim.get_by_role("table")
        assert tables.count() == 2
        cells = [tables.nth(number).inner_text() for number in range(2)]
        card.get_by_text("The query that counted it").click()
        query = card.locator(".query pre").inner_text()
    drill = drilled(other, other.claim_by_id[id])
    assert all(part.category in cells[0] for part in drill.parts)
    assert all(cell in cells[1] for record in drill.sample for cell in record)
    sql = other.records.set_index("metric").loc["landings_total", "sql"]
    assert query.split() == sql.split()
