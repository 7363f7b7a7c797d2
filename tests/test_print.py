"""A printed page is whole, can be read, names its sources and address, and shows no control."""

import re

import pypdfium2
import pytest
from support.browser import chrome, opened
from support.pages import page_names, path_of

import dashboard
from dashboard.app.components.card import figure_of
from dashboard.figures.collections import collections, figures_of
from dashboard.figures.style.theme import INKS
from dashboard.text.labels import source_lines

pytestmark = [
    pytest.mark.access,
    pytest.mark.skipif(not chrome(), reason="no Chromium on this machine"),
]

DATA = dashboard.load()
CONTROLS = (
    "Skip to main content",
    "Download",
    "dated only",
    "All topics",
    "Prepare all",
    "PPTX",
    "XLSX",
    "any text",
    "Browse files",
)
# What a page must not lose on paper: words that stand in the page, and those of its charts.
WORDS = """() => [...document.querySelectorAll(
    '.stMain :is(h1, h2, h3, p.lead, .notes li, .src li, td, th, .tile p, svg.marks text,'
    + ' .main-svg text)')]
  .filter(element => element.checkVisibility() && !element.closest('.screen'))
  .map(element => element.textContent)"""
FILLS = """() => [...document.querySelectorAll(':is(svg.marks, .annotation, .xtick) text')]
  .map(text => getComputedStyle(text).fill)"""
# The others have at most 7; topics with the most public statistics have more, one figure below
# another, and conflicts since editions and publishers are set beside each other too.
SHEETS = {"conflicts": 16, "funding": 11, "industry": 9, "models": 8, "compute": 8, "sources": 8}
A4 = (595, 842)  # points, which a browser rounds up


def squashed(text):
    """Letters alone: where lines break, and words at their ends, is the printer's affair."""
    return re.sub(r"[\s\u00ad\u2010\ufffe\x02-]", "", text)


def rgb(colour):
    """`#rrggbb` as a computed style names it."""
    return f"rgb{tuple(bytes.fromhex(colour[1:]))}"


def printed(page):
    """The page on A4, as a reader prints it."""
    return pypdfium2.PdfDocument(page.pdf(format="A4"))


def text_of(paper):
    return squashed("".join(sheet.get_textpage().get_text_bounded() for sheet in paper))


def letters(sheet):
    """Each capital letter or digit with its box in points: left, bottom, right, top."""
    text = sheet.get_textpage()
    written = [text.get_text_range(index, 1) for index in range(text.count_chars())]
    return [
        text.get_charbox(index)
        for index, letter in enumerate(written)
        if letter.isascii() and (letter.isupper() or letter.isdigit())
    ]


def check(paper, page):
    """No control, the address at the end, nothing beyond the edge, nothing too small to read."""
    text = text_of(paper)
    assert [words for words in CONTROLS if squashed(words) in text] == []
    assert text.endswith(squashed(page.url))
    for sheet in paper:
        assert sheet.get_size() == pytest.approx(A4, abs=1)
        boxes = letters(sheet)
        assert boxes
        for left, bottom, right, top in boxes:
            assert left >= 20
            assert right <= A4[0] - 20
            assert bottom >= 12  # the number of the page
            assert top <= A4[1] - 20
            assert top - bottom >= 2.8


@pytest.mark.parametrize("page", page_names(DATA))
def test_every_page_is_printed_whole_with_its_figures_and_sources(chromium, address, page):
    with opened(chromium, address, path_of(page)) as view:
        words = [squashed(text) for text in view.evaluate(WORDS)]
        paper = printed(view)
        text = text_of(paper)
        assert [each for each in words if each not in text] == []
        check(paper, view)
        assert len(paper) <= SHEETS.get(page, 7)
    for chosen in figures_of(DATA, page) if page in collections(DATA) else []:
        figure = figure_of(DATA, chosen)
        has_card = squashed(figure.finding) in text  # else a row, under its title
        head = figure.finding if has_card else figure.entry.title
        # Of the timeline the chronicle below has every event with its sources.
        is_chronicle = figure.chart_kind.chosen is not None
        for part in (head, *figure.notes, *(() if is_chronicle else figure.listing)):
            assert squashed(part) in text


def test_what_a_reader_has_chosen_and_unfolded_is_printed_with_its_tables(chromium, address):
    path = "explore?metric=ai_patents_granted&form=dumbbell&entities=CHN"
    with opened(chromium, address, path) as page:
        cells = page.locator(".stMain td, .stMain .claims li p").all_inner_texts()
        assert len(cells) > 6  # the row of the figure, and the claim behind it
        paper = printed(page)
        text = text_of(paper)
        assert [cell for cell in cells if squashed(cell) not in text] == []
        assert squashed("United States: 12,080") not in text
        check(paper, page)
        assert len(paper) == 1


def test_every_row_of_a_table_of_the_data_is_printed_as_far_as_it_is_filtered(chromium, address):
    with opened(chromium, address, "dataset?table=events&column=kind&contains=ban") as page:
        paper = printed(page)
        text = text_of(paper)
        check(paper, page)
    events = DATA.events
    for row in events[events["kind"].str.contains("ban")].to_dict("records"):
        assert all(squashed(str(value)) in text for value in row.values())
    target = events[events["kind"] == "target"]["title"].iloc[0]
    assert squashed(target) not in text


def test_the_chronicle_is_printed_whole_with_the_sources_of_every_event(chromium, address):
    figure = dashboard.draw(dashboard.load(), dashboard.View("timeline"))
    with opened(chromium, address, "timeline") as page:
        text = text_of(printed(page))
    for mark in figure.marks:
        assert squashed(mark.row.title) in text
        assert all(squashed(line) in text for line in source_lines(mark))


@pytest.mark.parametrize("path", ["", "timeline"])
def test_a_dark_page_is_printed_dark_on_white(chromium, address, path):
    with opened(chromium, address, path, theme="dark") as page:
        paper = printed(page)
        assert squashed("Patents" if not path else "Cybernetics") in text_of(paper)
        for sheet in paper:
            grey = sheet.render(scale=1).to_pil().convert("L").histogram()
            assert sum(grey[250:]) > 0.8 * sum(grey)
        page.emulate_media(media="print")
        light, dark = INKS["light"], INKS["dark"]
        page.wait_for_function(f"colour => ({FILLS})().includes(colour)", arg=rgb(light.muted))
        assert not {rgb(dark.ink), rgb(dark.muted)} & set(page.evaluate(FILLS))


def test_the_sources_of_a_long_figure_are_printed_though_their_fold_is_shut(chromium, address):
    with opened(chromium, address) as page:
        fold = page.locator(".st-key-card-coverage details.sources")
        assert not fold.evaluate("fold => fold.open")
        lines = fold.locator("li").evaluate_all("lines => lines.map(line => line.textContent)")
        text = text_of(printed(page))
        assert len(lines) > 40
        assert [line for line in lines if squashed(line) not in text] == []
