"""A figure as a workbook: the chart with its words, its rows, and where each value stands."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.errors import DashboardError
from dashboard.export import metadata
from dashboard.export.image import png
from dashboard.export.office.archive import read_part, steady
from dashboard.export.office.chart_area import FACE, PX, SHEET, ChartArea
from dashboard.export.office.chart_part import explicit
from dashboard.export.office.charts import add_chart
from dashboard.export.office.native import Native, native
from dashboard.figures.figure import Figure
from dashboard.figures.style.fonts import wrap
from dashboard.text import office_words as words
from dashboard.text.captions import keywords
from dashboard.text.columns import COLUMNS, head
from dashboard.text.sources import published, source_value

CHART_PART = "xl/charts/chart1.xml"
CHART_WIDTH, ROW_HEIGHT = 900, 20  # px
CHART_OFFSET = {"x_offset": 4, "y_offset": 8}  # px from the corner of its cell
A4 = 9  # among the paper sizes of Excel
LONGEST_PROPERTY = 255  # letters
Head = tuple[str, int]  # of a column, and its greatest width in letters
LETTERS = {"font_name": FACE, "font_family": 2, "font_size": 10}  # 2: Swiss, a sans serif
# A string that begins with "=" or looks like a number or an address stays what it is.
AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class CellFormats(NamedTuple):
    """How the cells of a table look, by what they hold."""

    text: Format
    whole: Format  # a large whole number
    other: Format  # any other number: a year stays a year


def xlsx(figure: Figure) -> bytes:
    """A workbook: the sheets Figure, Data, Sources and, of a chart that can be edited, Chart."""
    chart, out = native(figure), io.BytesIO()
    book = _book(out, figure)
    figure_sheet = book.add_worksheet(words.FIGURE_SHEET)
    _write_table(book, book.add_worksheet(words.DATA_SHEET), *_data(figure))
    area = None
    if chart:
        count = len(chart.marks)
        height = 70 + count * (70 if count < 5 else 52)
        area = ChartArea(chart, figure.style, CHART_WIDTH * PX, height * PX, 10)
        _add_chart_sheet(book, chart)
    sources_sheet = book.add_worksheet(words.SOURCES_SHEET)
    _write_table(book, sources_sheet, words.SOURCES, _sources(figure))
    _write_figure(book, figure_sheet, figure, area)
    book.close()
    archive = out.getvalue()
    charts = {CHART_PART: explicit(read_part(archive, CHART_PART))} if area else {}
    return steady(archive, charts)


def behind_slide(figure: Figure, area: ChartArea) -> tuple[bytes, bytes]:
    """The workbook behind a chart on a slide, and the chart part that reads it.

    The workbook has the table alone: the chart is taken from another that has both.
    """
    table, both = (_table_book(figure, area, has_chart) for has_chart in (False, True))
    return steady(table), read_part(both, CHART_PART)


def _table_book(figure: Figure, area: ChartArea, has_chart: bool) -> bytes:
    out = io.BytesIO()
    book = _book(out, figure)
    sheet = _add_chart_sheet(book, area.native)
    if has_chart:
        sheet.insert_chart(0, 0, add_chart(book, area, figure.title))
    book.close()
    return out.getvalue()


def _add_chart_sheet(book: xlsxwriter.Workbook, chart: Native) -> Worksheet:
    """The sheet that the chart reads."""
    (name, *heads, stated), *lines = chart.table
    sheet = book.add_worksheet(SHEET)
    widths = [(name, 46), *((head, 18) for head in heads), (stated, 34)]
    _write_table(book, sheet, widths, lines)
    return sheet


def _book(out: io.BytesIO, figure: Figure) -> xlsxwriter.Workbook:
    """A workbook without sheets, its properties filled in."""
    # A copy of the letters, for XlsxWriter writes into what it is given.
    letters = {"default_format_properties": dict(LETTERS)}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **AS_TEXT, **letters})
    book.set_properties(
        {
            "title": figure.title,
            "subject": figure.entry.definition,
            "author": figure.project.full_title,
            "comments": figure.alt,
            "keywords": keywords(figure.view.figure, figure.version),
            "created": datetime.fromisoformat(figure.released),
        }
    )
    if len(metadata.address(figure)) <= LONGEST_PROPERTY:  # the sheet has it anyhow
        book.set_custom_property(words.ADDRESS, metadata.address(figure), "text")
    book.set_custom_property(words.DATASET, figure.version, "text")
    return book


def _write_figure(
    book: xlsxwriter.Workbook, sheet: Worksheet, figure: Figure, area: ChartArea | None
) -> None:
    """Title, definition, the chart or its picture, and everything that goes with it."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "valign": "top"})
    heading = book.add_format({"bold": True, "font_size": 16})
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 112)
    sheet.write_string(0, 0, figure.finding, heading)
    sheet.set_row_pixels(0, 30)
    sheet.merge_range(1, 0, 1, 1, "", wrapped)
    sheet.write_string(1, 0, figure.entry.definition, wrapped)
    sheet.set_row_pixels(1, _cell_height(figure.entry.definition, 128))
    place = {"description": figure.alt, "object_position": 2, **CHART_OFFSET}
    if area:
        sheet.insert_chart(2, 0, add_chart(book, area, figure.title), place)
        height = area.height / PX
    else:
        height = _insert_picture(sheet, figure, place)
    first = 3 + int(height + CHART_OFFSET["y_offset"]) // ROW_HEIGHT
    for row, (name, text) in enumerate(_words(figure), first):
        sheet.write_string(row, 0, name, bold)
        sheet.write_string(row, 1, text, wrapped)
        sheet.set_row_pixels(row, _cell_height(text, 112))
    _set_print(sheet)


def _words(figure: Figure) -> list[tuple[str, str]]:
    """What stands below the chart, line by line."""
    sources = [(words.SOURCES_LINE, words.SOURCES_SHEET_NOTE)]
    return [
        (words.FIGURE, figure.title),
        *((words.NOTE, note) for note in figure.notes),
        (words.IN_WORDS, figure.alt),
        *([(words.REST_IN_WORDS, "; ".join(figure.unspoken))] if figure.unspoken else []),
        *(sources if figure.sources else []),
        (words.LICENCE, figure.licence),
        (words.CREDIT, figure.credit),
        (words.DATASET, words.made_on(figure.version, figure.released)),
        (words.ADDRESS, metadata.address(figure)),
    ]


def _cell_height(text: str, width: int) -> int:
    """Height in px of a wrapped cell that is `width` letters wide."""
    lines = 1
    if len(text) * 1.2 > width:  # measured only where it may be long
        lines = len(wrap(text, width * 7 - 8, 10 / PX))
    return 4 + 17 * lines


def _insert_picture(sheet: Worksheet, figure: Figure, place: dict[str, Any]) -> float:
    """The figure as a picture, and its height in px; without one, the reason in its place."""
    try:
        picture = png(figure)
    except DashboardError as error:  # no browser for the timeline, or no room on the page
        sheet.write_string(2, 1, str(error))
        return ROW_HEIGHT
    # The head of a PNG holds its width and its height.
    width, height = (int.from_bytes(picture[start : start + 4], "big") for start in (16, 20))
    scale = min(CHART_WIDTH, 760) / width  # px of the sheet for each of the picture
    # Excel takes a picture to be as large as its pixels at its dots per inch say.
    factor = scale * (figure.view.dpi or figure.size.dpi) / 96
    scales = {"x_scale": factor, "y_scale": factor}
    options = {**place, **scales, "image_data": io.BytesIO(picture)}
    sheet.insert_image(2, 0, "figure.png", options)
    return height * scale


def _data(figure: Figure) -> tuple[list[Head], list[list[Any]]]:
    """Heads with widths, and a line a row; columns in which nothing stands are left out."""
    columns = [COLUMNS[name] for name in figure.entry.kind.sheet]
    cells = [[column.cell(mark, figure.project) for mark in figure.marks] for column in columns]
    filled = [
        (column, values)
        for column, values in zip(columns, cells, strict=True)
        if any(value != "" for value in values)
    ]
    heads = [(head(column, figure.project), column.width) for column, _ in filled]
    return heads, [list(line) for line in zip(*(values for _, values in filled), strict=True)]


def _sources(figure: Figure) -> list[list[Any]]:
    """A line a source, under the heads of `office_words.SOURCES`."""
    urls = {document["document"]: document["url"] for document in figure.documents}
    return [
        [
            source.marker,
            source_value(source),
            source.cites,
            source.title,
            published(source),
            source.locator,
            source.caveat,
            source.claim if source.count == 1 else "",
            urls.get(source.document, ""),
        ]
        for source in figure.sources
    ]


def _write_table(
    book: xlsxwriter.Workbook, sheet: Worksheet, heads: Sequence[Head], lines: list[list[Any]]
) -> None:
    """A table under a head that stays; nothing is written where there is nothing."""
    top: dict[str, Any] = {"valign": "top"}
    head_format = book.add_format(
        {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#eef1f4", **top}
    )
    formats = CellFormats(
        text=book.add_format({"text_wrap": True, "indent": 1, **top}),
        whole=book.add_format({"num_format": "#,##0", **top}),
        other=book.add_format(top),
    )
    widths = _column_widths(heads, lines)
    names = [name for name, _ in heads]
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head_format)
    sheet.set_row_pixels(0, _row_height(names, [width - 1 for width in widths]))
    for row, line in enumerate(lines, 1):
        sheet.set_row_pixels(row, _row_height(line, widths))
        for column, value in enumerate(line):
            _write_cell(sheet, row, column, value, formats)
    sheet.freeze_panes(1, 1)
    if lines:
        sheet.autofilter(0, 0, len(lines), len(heads) - 1)
        # A year or a footnote is no quantity.
        sheet.ignore_errors({"number_stored_as_text": f"A2:AZ{len(lines) + 1}"})
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    _set_print(sheet, 1 if sum(widths) <= 200 else 2)


def _column_widths(heads: Sequence[Head], lines: list[list[Any]]) -> list[int]:
    """Letters: as wide as what stands in a column, up to the width that its head names."""
    longest = [
        max((len(str(line[column])) for line in lines), default=0) for column in range(len(heads))
    ]
    return [
        min(most, max(9, letters + 2)) for (_, most), letters in zip(heads, longest, strict=True)
    ]


def _row_height(values: Sequence[Any], widths: list[int]) -> int:
    """Px, as high as the highest of its cells, each so many letters wide."""
    heights = (
        _cell_height(value if isinstance(value, str) else "", width)
        for value, width in zip(values, widths, strict=True)
    )
    return max(heights, default=ROW_HEIGHT)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, formats: CellFormats) -> None:
    """A number as a number, everything else as the text it is, nothing as nothing."""
    if isinstance(value, bool):
        value = words.YES if value else words.NO
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, value, formats.text)
    elif value is not None and value == value:  # NaN, a missing number, is not equal to itself
        is_large = value == int(value) and value >= 10_000
        sheet.write_number(row, column, value, formats.whole if is_large else formats.other)


def _set_print(sheet: Worksheet, pages_wide: int = 1) -> None:
    """A4, landscape, so many pages wide."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.set_footer("&L&F&R&P / &N")
