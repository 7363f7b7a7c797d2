"""Everybody can use the pages: by keyboard, by touch, on a phone, in the system's own colours."""

import io
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageChops
from support.browser import chrome, opened, settle, wear
from support.pages import page_names, path_of

import dashboard

pytestmark = [
    pytest.mark.access,
    pytest.mark.skipif(not chrome(), reason="no Chromium on this machine"),
]

EXPLORE = "explore?metric=ai_patents_granted&entities=CHN,USA&form=dumbbell"
# What axe finds in Streamlit's own markup, which no option, style or text of ours reaches:
# rule -> the elements, and why it stays.
STREAMLITS_OWN = {
    # The groups of the navigation are <div>s between its <ul> and their <li>s.
    "list": '[data-testid="stSidebarNavItems"]',
    "listitem": '[data-testid="stSidebarNavItems"] li',
    # The place to drop a file has the role "presentation", and a name.
    "presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]',
}
# The ground of a focused element is its own; around it stands what shows the focus.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const seen = element.type === 'range' ? element.closest('[data-rac]')
    : element.tagName !== 'INPUT' ? element
    : element.closest('[role="group"]') || element.closest('label') || element;
  const {x, y, width, height} = seen.getBoundingClientRect();
  const name = (element.ariaLabel || element.innerText || element.tagName).slice(0, 40);
  const kind = [element.tagName, element.parentElement.tagName, element.className, height].join();
  return {name, kind, isPage: element.tagName === 'MAIN', box: [x, y, width, height]};
}"""
# The system's colour, as computed styles name it.
SYSTEM_COLOUR = """name => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.cssText = `forced-color-adjust: none; color: ${name}`;
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}"""


def style(locator, name):
    return locator.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def tab_to(page, name, most):
    """Press Tab until the element of that name has the focus; how often it took."""
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused and focused["name"].strip() == name:
            return count
    raise AssertionError(f"{name} was not reached by {most} Tabs")


def picture(page, clip):
    return Image.open(io.BytesIO(page.screenshot(clip=clip, caret="hide"))).convert("L")


@pytest.mark.parametrize("page", page_names(dashboard.load()))
def test_axe_finds_nothing_on_any_page_wide_or_narrow_light_or_dark_with_every_fold_open(
    chromium, address, page
):
    with opened(chromium, address, path_of(page)) as view:
        for width, theme in (
            (1440, "light"),
            (390, "light"),
            (390, "dark"),
            (1440, "dark"),
        ):
            wear(view, width, theme)
            view.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
            found = Axe().run(view, options={"resultTypes": ["violations"]}).response
            assert [
                f"{fault['id']} at {width} px, {theme}: {node['html']} {node['failureSummary']}"
                for fault in found["violations"]
                for node in fault["nodes"]
                if not view.locator(node["target"][0]).evaluate(
                    "(element, own) => own && element.matches(own)",
                    STREAMLITS_OWN.get(fault["id"]),
                )
            ] == []


# The words of charts that stand out over their edge, where they are cut.
CUT = """[...document.querySelectorAll('svg.marks text')].filter(text => {
  const own = text.getBoundingClientRect(), chart = text.closest('svg').getBoundingClientRect();
  return own.width && (own.right > chart.right + 1 || own.left < chart.left - 1);
}).map(text => text.textContent)"""
# Two words of a chart in one place.
OVERLAPPING = """[...document.querySelectorAll('svg.marks')].flatMap(chart => {
  const boxes = [...chart.querySelectorAll('text')].map(text => text.getBoundingClientRect());
  const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
  return boxes.flatMap((one, at) => boxes.slice(at + 1).filter(other => meet(one, other)));
}).length"""


@pytest.mark.parametrize("page", page_names(dashboard.load()))
def test_no_page_scrolls_sideways_or_cuts_words_from_the_narrowest_phone_to_a_wide_screen(
    chromium, address, page
):
    with opened(chromium, address, path_of(page), width=320, touch=True) as view:
        for width in (320, 720, 1600):
            view.set_viewport_size({"width": width, "height": 900})
            settle(view)
            view.evaluate("document.querySelectorAll('details').forEach(fold => fold.open = true)")
            for box in ("documentElement", "querySelector('[data-testid=\"stMain\"]')"):
                assert view.evaluate(f"document.{box}.scrollWidth") <= width
            assert view.evaluate(CUT) == []
            assert view.evaluate(OVERLAPPING) == 0


def test_a_file_is_few_tabs_away_once_navigation_and_filters_are_skipped(chromium, address):
    for path, name, most in (("", "Download", 9), ("patents", "CSV", 6), (EXPLORE, "Download", 4)):
        with opened(chromium, address, path) as page:
            page.keyboard.press("Tab")
            assert page.evaluate(FOCUSED)["name"] == "Skip to main content"
            page.keyboard.press("Enter")
            if path == EXPLORE:
                tab_to(page, "Skip to the figures", 2)
                page.keyboard.press("Enter")
            tab_to(page, name, most)
            if name == "Download":
                page.keyboard.press("Enter")
                tab_to(page, "PNG", 5)


@pytest.mark.parametrize("colours", ["light", "dark", "forced"])
def test_whatever_has_the_focus_is_seen(chromium, address, colours):
    with opened(
        chromium, address, EXPLORE, theme="light" if colours == "light" else "dark"
    ) as page:
        forced = "active" if colours == "forced" else "none"
        page.emulate_media(reduced_motion="reduce", forced_colors=forced)
        kinds = set()  # one picture of each will do
        for _ in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            if not focused:
                break
            if focused["isPage"] or focused["kind"] in kinds:
                continue
            kinds.add(focused["kind"])
            x, y, width, height = focused["box"]
            clip = {
                "x": max(0, x - 8),
                "y": max(0, y - 8),
                "width": width + 16,
                "height": height + 16,
            }
            with_focus = picture(page, clip)
            page.evaluate("window.last = document.activeElement; last.blur()")
            difference = ImageChops.difference(with_focus, picture(page, clip))
            page.evaluate("last.focus({preventScroll: true, focusVisible: true})")
            changed = sum(difference.histogram()[35:])  # of 256 steps of grey
            assert changed > 80, focused["name"]
        assert len(kinds) > 12


def test_every_control_answers_to_the_keyboard(chromium, address):
    with opened(chromium, address, "explore?metric=ai_patents_granted") as page:
        page.get_by_role("radio", name="Bars").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        page.wait_for_url("**form=dumbbell")
        settle(page)
        page.get_by_role("slider", name="Years — start").focus()
        for _ in range(8):
            page.keyboard.press("ArrowRight")
        page.wait_for_url("**start=2018")
        settle(page)
        assert page.evaluate("document.activeElement.ariaLabel") == "Years — start"
        fold = page.locator("details.cite").first
        fold.locator("summary").focus()
        page.keyboard.press("Space")
        assert fold.evaluate("fold => fold.open")
        page.locator("[data-dialog]").focus()
        page.keyboard.press("Enter")
        size = page.get_by_label("Size", exact=True)
        size.focus()
        page.keyboard.press("ArrowDown")
        page.locator('a[data-figure][href*="size=column"]').first.wait_for()


def test_on_a_phone_a_table_of_many_columns_is_a_list_of_its_rows_and_heard_as_a_table(
    chromium, address
):
    with opened(chromium, address, "checks", width=390) as page:
        region = page.get_by_role("region", name="Checks", exact=True)
        assert region.evaluate("place => place.scrollWidth <= place.clientWidth")
        heads = region.get_by_role("columnheader").all_inner_texts()
        first = region.get_by_role("row").nth(1).get_by_role("cell")
        assert first.count() == len(heads) == 4
        before = "cell => getComputedStyle(cell, '::before').content"
        assert [cell.evaluate(before) for cell in first.all()] == [f'"{head}"' for head in heads]
        boxes = [cell.bounding_box() for cell in first.all()]
        assert all(one["y"] < two["y"] for one, two in pairwise(boxes))


def test_on_a_phone_the_drawer_closes_on_a_choice_and_is_out_of_reach_while_closed(
    chromium, address
):
    with opened(chromium, address, width=390, touch=True) as page:
        drawer = page.locator('[data-testid="stSidebar"]')

        def unfold():
            page.get_by_role("button", name="Expand sidebar").tap()
            drawer.get_by_role("link", name="Patents").wait_for()
            settle(page)

        assert not drawer.get_by_role("link", name="Patents").is_visible()
        unfold()
        drawer.get_by_role("link", name="Patents").tap()
        page.wait_for_url("**/patents")
        drawer.get_by_role("link", name="Patents").wait_for(state="hidden")
        page.get_by_role("heading", name="Patents", exact=True).wait_for()
        settle(page)
        unfold()
        page.get_by_text("Add public statistics").tap()
        page.wait_for_url("**collections=documents*companions")
        drawer.get_by_role("link", name="Patents").wait_for(state="hidden")
        settle(page)


# What part of a page its charts and statements take, and how long it is in px.
AREA = """() => {
  const page = document.querySelector('[data-testid="stMainBlockContainer"]');
  const {paddingLeft, paddingRight} = getComputedStyle(page);
  const width = page.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  const told = '[data-testid="stVegaLiteChart"], [data-testid="stPlotlyChart"],'
    + '.statements > ul, .meetings';
  const areas = [...document.querySelectorAll(told)].map(element => {
    const box = element.getBoundingClientRect();
    return box.width * box.height;
  });
  const length = page.scrollHeight;
  return {part: areas.reduce((sum, area) => sum + area, 0) / (width * length), length};
}"""
# The documents say little about universities: one pair, whose comparison needs many words.
LEAST_PARTS = {"universities": 0.57}


@pytest.mark.parametrize("topic", dashboard.load().topic_by_id)
def test_charts_and_statements_take_most_of_a_topic_and_none_is_long_on_a_phone(
    chromium, address, topic
):
    with opened(chromium, address, topic) as page:
        page.wait_for_timeout(500)  # until every chart is drawn
        assert page.evaluate(AREA)["part"] >= LEAST_PARTS.get(topic, 0.6)
    with opened(chromium, address, topic, width=390, touch=True) as page:
        page.wait_for_timeout(500)
        assert page.evaluate(AREA)["length"] <= 4000


@pytest.mark.parametrize("page", ["", EXPLORE, "timeline", "sources", "dataset"])
def test_what_is_tapped_is_44_px_high(chromium, address, page):
    with opened(chromium, address, page, width=390, touch=True) as view:
        small = view.locator(
            ".db .files a, .db button, .db select, .db summary, .db label, [role='radio'],"
            "[data-testid='stHeader'] button, .stMain [role='group']:has([role='combobox'])"
        ).evaluate_all(
            "targets => targets.filter(target => target.checkVisibility()"
            " && target.getBoundingClientRect().height < 44)"
            ".map(target => target.outerHTML.slice(0, 120))"
        )
        assert small == []


def test_in_forced_colours_every_control_and_its_state_is_seen(chromium, address):
    with opened(chromium, address, EXPLORE) as page:
        page.emulate_media(forced_colors="active")
        highlight, text = (
            page.evaluate(SYSTEM_COLOUR, name) for name in ("Highlight", "CanvasText")
        )
        chosen, other = (page.get_by_role("radio", name=name) for name in ("Dumbbell", "Bars"))
        assert style(chosen, "backgroundColor") == highlight != style(other, "backgroundColor")
        here, there = (page.get_by_role("link", name=name) for name in ("Explore", "Timeline"))
        assert style(here, "backgroundColor") == highlight != style(there, "backgroundColor")
        tags = page.locator(".stMain [data-tag]:visible")
        assert tags.count() == 2
        for tag in tags.all():
            assert style(tag, "outlineStyle") == "solid"
            assert style(tag, "outlineColor") == text
        track = page.locator(".stSlider [role='group'] > [data-rac]")
        thumbs = track.locator("> [data-rac]")
        assert [style(thumb, "backgroundColor") for thumb in thumbs.all()] == [highlight] * 2
        box = track.bounding_box()
        middle = {
            "x": box["x"] + box["width"] / 2,
            "y": box["y"],
            "width": 4,
            "height": box["height"],
        }
        dark, light = picture(page, middle).getextrema()
        assert light - dark > 150
        page.emulate_media(forced_colors="none")


def test_what_moves_stands_still_for_those_who_ask_for_it(chromium, address):
    with opened(chromium, address, EXPLORE) as page:
        page.emulate_media(reduced_motion="reduce")
        slow = page.evaluate(
            "[...document.querySelectorAll('.stApp *')].filter(element => {"
            " const style = getComputedStyle(element);"
            " return [style.animationDuration, style.transitionDuration]"
            ".some(text => text.split(', ').some(each => parseFloat(each) > 0.01)); }).length"
        )
        assert slow == 0


def test_no_chart_offers_a_picture_without_its_sources(chromium, address, tmp_path):
    bars = '[data-testid="stElementToolbar"]:visible, .modebar:visible'
    for path in ("explore?metric=ai_patents_granted", "timeline"):
        with opened(chromium, address, path) as page:
            chart = page.locator('[class*="st-key-card-"] :is(svg.marks, .main-svg)').first
            chart.hover()
            assert page.locator(bars).count() == 0
    data = dashboard.load()
    file = tmp_path / "timeline.html"
    file.write_bytes(dashboard.export(dashboard.draw(data, dashboard.View("timeline")), "html"))
    page = chromium.new_page()
    page.goto(file.as_uri())
    page.locator("#figure .main-svg").first.hover()
    assert page.locator(".modebar-btn").count() == 0
    page.close()
