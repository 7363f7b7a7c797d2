"""What a person does, in a real Chromium: look, filter, follow a link, download and read."""

import io
import json
import re
import xml.etree.ElementTree as ElementTree
import zipfile

import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation
from support.browser import chrome, opened, press, settle, wear
from support.pages import page_names, path_of

import dashboard

pytestmark = pytest.mark.skipif(not chrome(), reason="no Chromium on this machine")


def test_the_sidebar_leads_to_every_page(chromium, address):
    with opened(chromium, address) as view:
        links = view.locator('[data-testid="stSidebarNav"] a').evaluate_all(
            "links => links.map(link => new URL(link.href).pathname.slice(1))"
        )
    pages = [page for page in page_names(dashboard.load()) if page != "dataset"]
    assert sorted(links) == sorted(map(path_of, pages))  # the tables stand behind Explore


@pytest.mark.access
@pytest.mark.parametrize("page", page_names(dashboard.load()))
def test_every_page_settles_without_error_stranger_or_overflow_wide_and_light_narrow_and_dark(
    chromium, address, page
):
    with opened(chromium, address, path_of(page)) as view:
        for width, theme in (
            (1440, "light"),
            (390, "dark"),
        ):
            wear(view, width, theme)
            assert (
                view.locator(
                    '[data-testid="stException"], [data-testid="stAlertContentError"]'
                ).count()
                == 0
            )
            assert view.evaluate("document.documentElement.scrollWidth") <= width
            for card in view.locator('[class*="st-key-card-"]').all():
                card.locator("canvas, svg.marks, .js-plotly-plot").first.wait_for()


def test_a_form_chosen_on_a_card_is_in_the_address_and_the_address_brings_it_back(
    chromium, address
):
    with opened(chromium, address, "patents") as page:
        page.locator(".st-key-choose-ai_patents_granted").get_by_text("Dumbbell").click()
        page.wait_for_url("**/patents?ai_patents_granted=dumbbell")
        settle(page)
        shared = page.url.removeprefix(f"{address}/")
    with opened(chromium, address, shared) as page:
        chosen = page.locator(
            '.st-key-choose-ai_patents_granted :is([aria-checked="true"], [kind$="Active"])'
        )
        assert chosen.first.inner_text() == "Dumbbell"
        assert "ai_patents_granted.svg?form=dumbbell" in page.locator(
            ".st-key-card-ai_patents_granted a", has_text="SVG"
        ).get_attribute("href")


# What a reader types -> under which head it is found, and what.
ASKED = {
    "36%": ("Figures of the documents", "36%, China"),
    "huawei": ("Events", "US puts Huawei on the Entity List"),
    "export ban": ("Events", "US bans exports of Nvidia chips to China"),
    "2030": ("Figures of the documents", "by 2030, China"),
    "chips used": ("Metrics", "Chips used for training"),
    "ascendancy": ("Documents and tables", "China’s Ascendancy"),
    "280,000 nowhere": ("Nothing is found", ""),
}


def test_a_reader_finds_numbers_names_events_and_documents_by_what_they_type(chromium, address):
    with opened(chromium, address, "sources") as page:
        page.keyboard.press("/")
        for asked, (head, found) in ASKED.items():
            page.keyboard.type(asked)
            page.locator(".found p", has_text=head).first.wait_for()
            assert found in page.locator(".found").inner_text()
            page.keyboard.press("Escape")


def test_a_reader_searches_from_any_page_by_keyboard_and_lands_on_what_was_found(chromium, address):
    with opened(chromium, address, "sources") as page:
        page.keyboard.press("/")
        page.keyboard.type("chips used")
        page.locator(".found a").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("Enter")
        page.wait_for_url("**/explore?metric=training_chips")
        settle(page)
        page.get_by_role("heading", name="Chips used for training").wait_for()
        box = page.get_by_role("searchbox", name="Search")
        box.fill("huawei")
        page.locator(".found a").first.wait_for()
        page.keyboard.press("Escape")
        assert box.input_value() == ""
        assert page.locator(".found a").count() == 0


def test_what_is_looked_for_is_fetched_once_and_never_asked_of_the_server(chromium, address):
    with opened(chromium, address, "sources") as page:
        asked = []
        page.on("request", lambda request: asked.append(request))
        page.on("websocket", lambda socket: asked.append(socket))
        page.keyboard.press("/")
        page.keyboard.type("deepseek chips")
        page.locator(".found a").first.wait_for()
        # A letter that no other text of the page has may want one more typeface.
        asked = [each for each in asked if getattr(each, "resource_type", "") != "font"]
        assert [each.url.rpartition("/")[2] for each in asked] == ["search.json"]


def test_a_reader_filters_and_downloads_and_the_file_says_what_the_page_says(chromium, address):
    with opened(
        chromium, address, "explore?metric=ai_undergraduate_universities&entities=USA"
    ) as page:
        card = page.locator(".st-key-card-ai_undergraduate_universities")
        assert "at least 14" in card.inner_text()
        press(card, "Download")
        with page.expect_download() as download:
            card.get_by_role("link", name="CSV").click()
        table = pd.read_csv(download.value.path())
        assert list(table["entity"]) == ["USA"]
        assert list(table["comparator"]) == [">="]
        assert "line 12" in table["sources"].iloc[0]
        with page.expect_download() as download:
            card.get_by_role("link", name="SVG").click()
        assert download.value.suggested_filename == "ai-undergraduate-universities_us.svg"
        words = "".join(ElementTree.parse(download.value.path()).getroot().itertext())
        assert "at least 14" in words
        assert "China’s Ascendancy" in words


def test_a_filter_changes_the_figure_and_the_address(chromium, address):
    with opened(chromium, address, "timeline") as page:
        page.get_by_role("combobox", name="Actor").fill("Huawei")
        page.get_by_role("option", name="Huawei").click()
        page.keyboard.press("Escape")
        page.wait_for_url("**/timeline?entities=huawei")
        settle(page)
        press(page.locator(".st-key-card-timeline"), "Download")
        with page.expect_download() as download:
            page.locator(".st-key-card-timeline").get_by_role("link", name="CSV").click()
        assert set(pd.read_csv(download.value.path())["actor"]) == {"huawei"}


def test_the_link_of_a_card_is_copied_and_opens_the_same_figure(chromium, address):
    with opened(chromium, address, "explore?metric=training_chips&form=dots") as page:
        press(page, "Share")
        page.get_by_role("button", name="Copy").and_(page.locator(":visible")).first.click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://dashboard.test/explore?metric=training_chips&form=dots"
    with opened(chromium, address, copied.removeprefix("https://dashboard.test/")) as page:
        page.locator(".st-key-card-training_chips").wait_for()


def test_a_hostile_link_shows_a_page_and_a_friendly_word(chromium, address):
    with opened(
        chromium, address, "explore?metric=%3Cscript%3Ealert(1)%3C/script%3E&form=%22%27&start=1e99"
    ) as page:
        assert page.get_by_text("could not be read").or_(page.get_by_text("not among")).count() >= 1
        assert page.locator("h1").inner_text() == "Explore"


def test_everything_can_be_reached_by_keyboard(chromium, address):
    with opened(chromium, address, "explore?metric=ai_patents_granted") as page:
        page.locator("h1").click()
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate(
                    "(document.activeElement.innerText"
                    " || document.activeElement.ariaLabel || '').trim()"
                )
            )
        assert {"Quote", "Data", "Cite", "Share", "Download"} <= reached


def test_a_saved_html_figure_works_from_disk_without_a_network(chromium, tmp_path):
    data = dashboard.load()
    for name, mark in (
        ("ai_patents_granted", "#figure.vega-embed svg"),
        ("timeline", "#figure .main-svg"),
    ):
        path = tmp_path / f"{name}.html"
        path.write_bytes(dashboard.export(dashboard.draw(data, dashboard.View(name)), "html"))
        context = chromium.new_context(offline=True)
        page = context.new_page()
        errors = []
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        page.goto(path.as_uri())
        page.locator(mark).first.wait_for()
        assert errors == []
        context.close()


NO_EVAL = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; "
    "img-src data:"
)


@pytest.mark.parametrize(
    ("name", "policy", "marks"),
    [
        *(
            (name, NO_EVAL, "#figure.vega-embed svg.marks")
            for name in ("lead", "coverage", "ai_patents_granted", "amounts")
        ),
        ("timeline", NO_EVAL, "#figure .main-svg"),
        # Where no script may run, the picture stays.
        ("lead", "script-src 'none'", "#figure > svg.marks"),
        ("timeline", "script-src 'none'", "#figure > svg.marks"),
    ],
)
def test_a_html_figure_shows_its_marks_on_a_site_that_forbids(chromium, name, policy, marks):
    data = dashboard.load()
    figure = dashboard.draw(data, dashboard.View(name))
    page = chromium.new_page(viewport={"width": 760, "height": 900})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(
        "https://figure.test/",
        lambda route: route.fulfill(
            body=dashboard.export(figure, "html"),
            content_type="text/html; charset=utf-8",
            headers={"Content-Security-Policy": policy},
        ),
    )
    page.goto("https://figure.test/")
    page.locator(marks).first.wait_for()
    assert page.locator(f"{marks} path, {marks} text").count() > 3
    assert page.locator("#figure svg.marks").count() <= 1, "the picture or the chart, never both"
    assert errors == []
    page.close()


@pytest.mark.parametrize(
    ("name", "marks"),
    [("lead", "#figure.vega-embed svg.marks"), ("timeline", "#figure .main-svg")],
)
def test_a_html_figure_shows_its_marks_under_the_policy_of_its_own_server(
    chromium, address, name, marks
):
    page = chromium.new_page(viewport={"width": 760, "height": 900})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(f"{address}/figures/{name}.html")
    page.locator(marks).first.wait_for()
    assert errors == []
    page.close()


def test_a_reader_chooses_size_and_colours_and_the_picture_has_them(chromium, address):
    with opened(chromium, address, "explore?metric=ai_patents_granted&form=dots") as page:
        press(page, "Download")
        page.get_by_label("Size", exact=True).select_option("column")
        page.get_by_label("Colours", exact=True).select_option("grey")
        with page.expect_download() as download:
            page.get_by_role("link", name="PNG", exact=True).click()
        assert (
            download.value.suggested_filename
            == "ai-patents-granted-2022_china-us_dots_grey_column.png"
        )
        assert Image.open(download.value.path()).width == 1051
        page.get_by_label("Colours", exact=True).select_option("light")
        assert (
            page.get_by_role("link", name="SVG", exact=True).get_attribute("href")
            == "figures/ai_patents_granted.svg?form=dots&size=column"
        )


def test_a_file_dropped_on_reopen_brings_its_figure_back(chromium, address):
    data = dashboard.load()
    made = dashboard.export(
        dashboard.draw(data, dashboard.View("training_chips", form="dots", theme="grey")), "png"
    )
    with opened(chromium, address, "reopen") as page:
        page.locator('input[type="file"]').set_input_files(
            {"name": "found.png", "mimeType": "image/png", "buffer": made}
        )
        page.get_by_text("No number has changed").wait_for()
        card = page.locator(".st-key-card-training_chips")
        card.get_by_role("heading", name="Chips used for training").wait_for()
        press(card, "Download")
        assert "form=dots&theme=grey" in card.get_by_role(
            "link", name="SVG", exact=True
        ).get_attribute("href")
        page.locator('input[type="file"]').set_input_files(
            {"name": "other.txt", "mimeType": "text/plain", "buffer": b"nothing"}
        )
        page.get_by_text("carries no address of a figure").wait_for()


def test_a_pinned_link_to_data_nobody_knows_says_so(chromium, address):
    with opened(chromium, address, "figures/llm_share?dataset=000000000000") as page:
        assert page.url.startswith(f"{address}/reopen?figure=llm_share")
        assert page.get_by_text("of which there is no record here").count() >= 1


def test_a_page_is_taken_away_whole_and_shows_how_far_it_is(chromium, address):
    with opened(chromium, address) as page:
        page.get_by_role("button", name="Prepare both figures").click()
        page.get_by_role("progressbar").wait_for()
        with page.expect_download() as download:
            page.get_by_role("button", name="Save china-us-ai_overview").click()
        names = zipfile.ZipFile(download.value.path()).namelist()
        assert {"lead_china-us/README.txt", "coverage_china-us/coverage_china-us.svg"} <= set(names)


@pytest.mark.parametrize("width", [720, 340])
def test_the_snippet_of_a_card_frames_the_whole_figure_on_another_page(chromium, address, width):
    with opened(chromium, address, "explore?metric=ai_undergraduate_universities") as page:
        press(page, "Share")
        snippets = [each.inner_text() for each in page.locator("dd code").all()]
        [frame] = [each for each in snippets if each.startswith("<iframe")]
        [image] = [each for each in snippets if each.startswith("<img")]
        page.goto(f"{address}/health")
        page.set_viewport_size({"width": width + 16, "height": 900})
        snippet = f"{frame}{image}".replace("https://dashboard.test", address)
        page.set_content(f'<body style="margin:8px">{snippet}</body>')
        inner = page.frame_locator("iframe")
        inner.locator("#figure svg").wait_for()
        page.wait_for_function("document.querySelector('img').naturalWidth > 0")
        # The frame grows to what the figure tells it; with the height it starts with, nothing is
        # cut off at full width either.
        page.wait_for_function(
            "f = document.querySelector('iframe'), "
            "Math.abs(f.clientHeight - f.contentDocument.documentElement.scrollHeight) < 2"
        )
        started = int(re.search(r'height="(\d+)"', frame)[1])
        document = inner.locator("html")
        assert document.evaluate("e => e.scrollWidth <= e.clientWidth")
        if width == 720:
            assert document.evaluate("e => e.scrollHeight") <= started
        assert page.evaluate("document.documentElement.scrollWidth") <= width + 16


def test_streamlit_run_serves_the_same(tmp_path):
    import sys
    import urllib.request

    from support.servers import ROOT, serve, stop

    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "dashboard" / "web" / "server.py"),
        "--server.port",
        "PORT",
    ]
    process, address = serve(*command, cwd=tmp_path, env={"PYTHONPATH": ""})
    try:
        listed = json.load(io.BytesIO(urllib.request.urlopen(f"{address}/figures").read()))
        assert listed["dataset"] == dashboard.load().version
        assert b"what five documents state" in urllib.request.urlopen(f"{address}/explore").read()
    finally:
        stop(process)


LINES = "explore?metric=ai_articles"  # twenty years of both sides


def plot_of(page):
    """The card of the chart over time, and where the marks stand on the screen."""
    card = page.locator(".st-key-card-ai_articles")
    card.locator("svg.marks").first.scroll_into_view_if_needed()
    dots = card.locator('svg.marks [aria-roledescription="point"], svg.marks .mark-symbol path')
    boxes = [dot.bounding_box() for dot in dots.all()]
    return card, [box for box in boxes if box]


def words_of(card):
    return card.locator("svg.marks").first.text_content()


def test_pointing_at_a_year_reads_every_line_of_that_year(chromium, address):
    with opened(chromium, address, LINES) as page:
        _, dots = plot_of(page)
        middle = sorted(dots, key=lambda box: box["x"])[len(dots) // 2]
        page.mouse.move(middle["x"] + 12, middle["y"] - 60)
        tip = page.locator("#vg-tooltip-element.visible")
        tip.wait_for()
        read = tip.inner_text()
        year = re.search(r"\b20\d\d\b", read)[0]
        table = dashboard.draw(dashboard.load(), dashboard.View("ai_articles"))
        for mark in table.marks:
            if mark.words.when == year:
                assert f"{mark.row.name}\t{mark.words.figure}" in re.sub(r"\s*\n\s*", "\t", read)


def test_a_click_on_a_name_leaves_its_line_alone_and_a_double_click_brings_all_back(
    chromium, address
):
    def faint(card):
        return card.locator('svg.marks .mark-symbol path[opacity="0.15"]').count()

    with opened(chromium, address, LINES) as page:
        card, dots = plot_of(page)
        assert faint(card) == 0
        page.mouse.click(dots[0]["x"] + 60, dots[0]["y"] - 100)  # on no line
        settle(page)
        assert faint(card) == 0
        card.locator("svg.marks text", has_text=re.compile("^China$")).click(force=True)
        page.wait_for_function(
            "() => document.querySelector('.mark-symbol path[opacity=\"0.15\"]')"
        )
        assert faint(card) == len(dots) * 2 // 3
        card.locator("svg.marks text", has_text=re.compile("^China$")).dblclick(force=True)
        page.wait_for_function(
            "() => !document.querySelector('.mark-symbol path[opacity=\"0.15\"]')"
        )


def test_dragging_across_years_reads_where_each_line_began_and_ended_in_them(chromium, address):
    figure = dashboard.draw(dashboard.load(), dashboard.View("ai_articles"))
    by_year = {(mark.row.name, mark.words.when): mark.words.figure for mark in figure.marks}
    with opened(chromium, address, LINES) as page:
        card, dots = plot_of(page)
        assert f"China: {by_year['China', '2003']} (2003) to" in words_of(card)
        places = sorted({round(box["x"] + box["width"] / 2, 1) for box in dots})
        years = [places[number] for number in (5, 10)]  # 2008 and 2013
        y = min(box["y"] for box in dots) + 40
        page.mouse.move(years[0] - 6, y)
        page.mouse.down()
        page.mouse.move(years[1] - 20, y, steps=4)
        page.mouse.move(years[1] + 6, y, steps=4)
        page.mouse.up()
        for name in ("China", "United States"):
            read = f"{name}: {by_year[name, '2008']} (2008) to {by_year[name, '2013']} (2013)"
            card.locator("svg.marks text", has_text=read).wait_for()


def test_statements_are_sorted_narrowed_to_what_has_a_date_and_opened(chromium, address):
    with opened(chromium, address, "funding") as page:
        list_ = page.locator(".statements").first
        titles = list_.locator("li:visible strong")
        before = titles.all_inner_texts()
        list_.get_by_label("Sort").select_option("title")
        assert titles.all_inner_texts() == sorted(before, key=str.lower)
        list_.get_by_text("dated only").click()
        dated = titles.all_inner_texts()
        assert set(dated) < set(before)
        figures = [dashboard.draw(dashboard.load(), dashboard.View(name)) for name in DATED]
        assert {figure.entry.title for figure in figures} == set(dated)
        row = list_.locator("li:visible").first
        row.locator("summary").click()
        assert "“" in row.inner_text()
        with page.expect_download() as download:
            row.get_by_role("link", name="PNG").click()
        assert Image.open(download.value.path()).width == 1440


# Metrics of funding that stand in rows and have a date.
DATED = ("bank_funding_planned", "stock_index_change")


def test_a_picture_with_its_source_is_two_clicks_away_and_looks_as_it_was_shown(chromium, address):
    with opened(chromium, address, "patents") as page:
        cards = page.locator('[class*="st-key-card-"]')
        assert cards.count() >= 3
        for card in cards.all():
            press(card, "Download")
            preview = card.locator("dialog img")
            page.wait_for_function("picture => picture.naturalWidth", arg=preview.element_handle())
            with page.expect_download() as download:
                card.locator("dialog").get_by_role("link", name="PNG", exact=True).click()
            assert download.value.url == preview.evaluate("picture => picture.src")
            page.keyboard.press("Escape")
            assert not card.locator("dialog").is_visible()


def test_all_figures_of_a_topic_leave_as_one_table_in_one_click(chromium, address):
    data = dashboard.load()
    with opened(chromium, address, "funding") as page:
        with page.expect_download() as download:
            page.locator(".contents").get_by_role("link", name="CSV").click()
        table = pd.read_csv(download.value.path(), keep_default_na=False)
    of_topic = {name for name, metric in data.metric_by_id.items() if metric.topic == "funding"}
    assert set(table["metric"]) == of_topic - set(data.project.yardsticks.values())
    stated = {claim for ids in table["claims"] for claim in ids.split()}
    claims = data.claims[data.claims["metric"].isin(set(table["metric"]))]
    assert stated == set(claims["claim"])


def test_the_bench_lists_narrows_and_opens_figures_by_keyboard_without_loading_anew(
    chromium, address
):
    with opened(chromium, address, "explore?certainty=both&topics=patents") as page:
        page.evaluate("window.isTheSame = true")
        rows = page.locator("[data-rows] .row")
        titles = rows.locator("strong").all_inner_texts()
        assert "AI patents granted" in titles
        assert "Rank by AI patent filings" not in titles
        rows.first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator(".st-key-card-ai_patents_filed_abroad").wait_for()
        assert "metric=ai_patents_filed_abroad" in page.url
        assert "certainty=both" in page.url
        page.locator("[data-rows] .chosen .row").focus()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.locator(".st-key-card-ai_patents_granted").wait_for()
        settle(page)  # the single card of before goes once the pair is there
        assert page.locator(".st-key-card-ai_patents_filed_abroad").count() == 1
        page.go_back()
        page.locator(".st-key-card-ai_patents_granted").wait_for(state="detached")
        assert page.evaluate("window.isTheSame"), "the page was loaded anew"


def test_what_the_bench_lists_leaves_as_one_table_and_as_a_deck(chromium, address, tmp_path):
    path = "explore?topics=funding&collections=documents&contains=china"
    with opened(chromium, address, path) as page:
        titles = page.locator("[data-rows] strong").all_inner_texts()
        listing = page.locator(".listing")
        with page.expect_download() as download:
            listing.get_by_role("link", name="CSV").click()
        assert set(pd.read_csv(download.value.path())["metric"]) == {
            name for name, metric in dashboard.load().metric_by_id.items() if metric.title in titles
        }
        with page.expect_download() as download:
            listing.get_by_role("link", name="PPTX").click()
        download.value.save_as(tmp_path / "deck.pptx")
        slides = Presentation(tmp_path / "deck.pptx").slides
        assert len(slides) == 1 + len(titles)  # the cover names them


def test_a_drag_across_the_years_chooses_them_and_a_word_narrows_the_chronicle(chromium, address):
    with opened(chromium, address, "timeline") as page:
        plot = page.locator(".nsewdrag").first
        plot.scroll_into_view_if_needed()
        box = plot.bounding_box()
        middle = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.8, middle)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.9, middle, steps=5)
        page.mouse.move(box["x"] + box["width"], middle, steps=5)
        page.mouse.up()
        page.wait_for_url(re.compile(r"start=201\d"))
        settle(page)
        years = page.locator(".chronicle .year h2").all_inner_texts()
        assert years
        assert min(map(int, filter(None, years))) >= 2010
        page.get_by_role("searchbox", name="Find in the chronicle").fill("entity list")
        found = page.locator(".chronicle li[id]:visible")
        assert found.count() == 1
        found.locator("summary").click()
        assert "line 15" in found.inner_text()


def test_an_address_of_an_event_opens_it_where_it_stands(chromium, address):
    data = dashboard.load()
    event = data.events[data.events["milestone"] == "US export controls on chips"]["event"].iloc[0]
    with opened(chromium, address, f"timeline#{event}") as page:
        place = page.locator(f'li[id="{event}"] details[open]')
        place.wait_for()
        page.wait_for_function(
            "id => { const {top, bottom} = document.getElementById(id).getBoundingClientRect();"
            " return top >= 0 && bottom <= innerHeight; }",
            arg=event,
        )


def test_groups_of_kinds_narrow_the_timeline_and_stand_in_the_address(chromium, address):
    with opened(chromium, address, "timeline") as page:
        page.get_by_role("button", name="Restrictions").click()
        page.wait_for_url(re.compile("kinds=restriction(,|%2C)ban"))
        settle(page)
        assert "US puts Huawei on the Entity List" in page.locator(".chronicle").inner_text()
        assert "ChatGPT" not in page.locator(".chronicle").inner_text()


def test_a_mark_that_is_clicked_shows_the_claim_behind_it_and_what_is_said_of_it(chromium, address):
    with opened(chromium, address, "patents") as page:
        card = page.locator(".st-key-card-ai_patents_granted")
        card.locator("svg.marks .role-mark.mark-rect path").nth(1).click()
        claim = card.locator("[data-claim]:focus")
        claim.wait_for()
        told = claim.inner_text()
    assert "12,080 United States, 2022" in told
    assert "line 45" in told
    assert "“(35,310 vs 12,080)”" in told


@pytest.mark.parametrize(
    ("card", "mark"),
    [("lead", "text >> text=Chips used for training"), ("coverage", "path >> nth=0")],
)
def test_rows_and_squares_of_the_overview_lead_to_their_metric(chromium, address, card, mark):
    with opened(chromium, address) as page:
        chart = page.locator(f".st-key-card-{card} svg.marks")
        chart.locator(f".role-mark.mark-{'rect' if card == 'coverage' else 'text'} {mark}").click()
        page.wait_for_url("**/explore?metric=*")
        page.locator(".bench .chosen").wait_for()


def test_the_table_of_an_overview_leads_to_each_metric_by_keyboard_too(chromium, address):
    with opened(chromium, address) as page:
        card = page.locator(".st-key-card-lead")
        press(card, "Data")
        link = card.get_by_role("link", name="Price of use, as a fraction")
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/explore?metric=api_price_ratio")
