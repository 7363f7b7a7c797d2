"""A figure as a workbook: the chart with its words, the rows behind it, and where each value stands."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.errors import DashboardError
from dashboard.export import metadata as record
from dashboard.export.image import png
from dashboard.export.office.archive import steady
from dashboard.export.office.chart import chart
from dashboard.export.office.drawingml import FACE, SHEET
from dashboard.export.office.frame import Frame
from dashboard.export.office.native import Native, native
from dashboard.figures.figure import Drawing
from dashboard.figures.style import fonts as lettering
from dashboard.figures.style.theme import INKS
from dashboard.model.project import PROJECT

WIDE, ROW, PX = 900, 20, 0.75  # px of a chart, px of a line of cells, points in a px
# Column of the rows -> its head and its width in letters. What a figure's rows do not have is left out.
COLUMNS = {
    "title": ("What", 40), "topic_title": ("Topic", 22), "name": ("Who", 24), "actor_name": ("Who", 24), "text": ("Figure in words", 34),
    "times": ("China divided by the United States", 14), "value": ("Value", 18), "comparator": ("Hedge", 8), "low": ("Low", 18),
    "high": ("High", 18), "unit": ("Unit", 12), "figures": ("Figures in words", 60), "sentence": ("When", 22), "when": ("When", 22),
    "start": ("From", 12), "end": ("To", 12), "status": ("Status", 12), "voice": ("Voice", 12),
    "scope": ("What was counted", 30), "kind": ("Kind", 12), "planned": ("Planned", 9), "made": ("Computed or stated", 12),
    "undated": ("Undated", 9), "verdict": ("Verdict", 50), "markers": ("Footnotes", 10), "missing": ("No figure because", 18),
    "note": ("Reason", 50), "caveat": ("Caveat", 50), "says": ("In the document", 40), "claims": ("Claims", 30), "events": ("Events", 30),
}  # fmt: skip
SOURCES = (
    ("Footnote", 10), ("Value", 34), ("Document", 40), ("Published", 18), ("Line", 8), ("Cites", 30), ("Caveat", 50), ("Claim", 30),
    ("Address", 50),
)  # fmt: skip


def xlsx(drawing: Drawing) -> bytes:
    """A workbook of the sheets Figure, Data, Sources and, where the chart can be edited, Chart with its numbers."""
    made, out = native(drawing), io.BytesIO()
    book = _book(out, drawing)
    figure, data = book.add_worksheet("Figure"), book.add_worksheet("Data")
    _rows(book, data, *_data(drawing))
    frame = None
    if made:
        high = 70 + len(made.marks) * (70 if len(made.marks) < 5 else 52)
        frame = Frame(made, INKS[drawing.view.theme], WIDE * PX, high * PX, 10)
        table(book, made)
    _rows(book, book.add_worksheet("Sources"), SOURCES, _sources(drawing))
    _figure(book, figure, drawing, frame)
    book.close()
    return steady(out.getvalue(), {"xl/charts/chart1.xml": chart(frame)} if frame else {})


def embedded(drawing: Drawing, made: Native) -> bytes:
    """The workbook behind a chart on a slide."""
    out = io.BytesIO()
    book = _book(out, drawing)
    table(book, made)
    book.close()
    return steady(out.getvalue())


def table(book: xlsxwriter.Workbook, made: Native) -> None:
    """The sheet that the chart reads."""
    head, *lines = made.table
    heads = [
        (str(text), 46 if at == 0 else 34 if at == len(head) - 1 else 18)
        for at, text in enumerate(head)
    ]
    _rows(book, book.add_worksheet(SHEET), heads, lines)


def _book(out: io.BytesIO, drawing: Drawing) -> xlsxwriter.Workbook:
    # A string that begins with "=" or looks like a number or an address stays what it is.
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(
        out,
        {
            **plain,
            "default_format_properties": {"font_name": FACE, "font_family": 2, "font_size": 10},
        },
    )
    about = {
        "title": drawing.title,
        "subject": drawing.subject.definition,
        "author": PROJECT,
        "comments": drawing.alt,
    }
    keywords = f"{drawing.view.subject}, dataset {drawing.version}"
    book.set_properties(
        {**about, "keywords": keywords, "created": datetime.fromisoformat(drawing.released)}
    )
    if len(drawing.address) <= 255:  # the most that a property may hold; the sheet has it anyhow
        book.set_custom_property("Address", drawing.address, "text")
    book.set_custom_property("Dataset", drawing.version, "text")
    return book


def _figure(
    book: xlsxwriter.Workbook, sheet: Worksheet, drawing: Drawing, frame: Frame | None
) -> None:
    """Title, definition, the chart or its picture, and everything that goes with it."""
    top = {"valign": "top"}
    wrap, label = (
        book.add_format({"text_wrap": True, **top}),
        book.add_format({"bold": True, **top}),
    )
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 112)
    sheet.write_string(
        0, 0, drawing.subject.question, book.add_format({"bold": True, "font_size": 16})
    )
    sheet.set_row_pixels(0, 30)
    sheet.merge_range(1, 0, 1, 1, "", wrap)
    sheet.write_string(1, 0, drawing.subject.definition, wrap)
    sheet.set_row_pixels(1, _deep(drawing.subject.definition, 128))
    about = {"description": drawing.alt, "object_position": 2, "x_offset": 4, "y_offset": 8}
    if frame:
        holder = book.add_chart(
            {"type": "bar", "name": drawing.title}
        )  # its part of the file is written by `chart.chart`
        holder.add_series({"values": f"={SHEET}!$B$2:$B${len(frame.native.marks) + 1}"})
        high = frame.height / PX
        holder.set_size({"width": WIDE, "height": high})
        sheet.insert_chart(2, 0, holder, about)
    else:
        high = _picture(sheet, drawing, about)
    words = [
        ("Figure", drawing.title),
        *(("Note", note) for note in drawing.notes),
        ("In words", drawing.alt),
    ]
    if drawing.sources:
        words.append(
            ("Sources", "On the sheet Sources, under the numbers raised beside the figures.")
        )
    words += [("Licence", record.licence(drawing)), ("Credit", drawing.credit)]
    words += [
        ("Dataset", f"{drawing.version}, made on {drawing.released}"),
        ("Address", drawing.address),
    ]
    for row, (name, text) in enumerate(words, 3 + int(high + 8) // ROW):
        sheet.write_string(row, 0, name, label)
        sheet.write_string(row, 1, text, wrap)
        sheet.set_row_pixels(row, _deep(text, 112))
    _printed(sheet)


def _deep(text: str, letters: int) -> int:
    """Height in px of a wrapped cell that is so many letters wide."""
    lines = (
        1 if len(text) * 1.2 <= letters else len(lettering.wrap(text, letters * 7 - 8, 10 / PX))
    )  # measured only where it may be long
    return 4 + 17 * lines


def _picture(sheet: Worksheet, drawing: Drawing, about: dict[str, Any]) -> float:
    """The figure as a picture, and its height in px; where there can be none, the reason in its place."""
    try:
        picture = png(drawing)
    except (
        DashboardError
    ) as error:  # no browser for the timeline, or no room on the page that was asked for
        sheet.write_string(2, 1, str(error))
        return ROW
    wide, high = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    scale = min(WIDE, 760) / wide
    sheet.insert_image(
        2, 0, "figure.png", {**about, "image_data": io.BytesIO(picture), **_scaled(drawing, scale)}
    )
    return high * scale


def _scaled(drawing: Drawing, scale: float) -> dict[str, float]:
    """A picture is as large as its pixels at its dots per inch say; `scale` is px of the sheet for each of its pixels."""
    factor = scale * (drawing.view.dpi or drawing.size.dpi) / 96
    return {"x_scale": factor, "y_scale": factor}


def _data(drawing: Drawing) -> tuple[list[tuple[str, int]], list[list[Any]]]:
    """Heads with widths, and a line a drawn row."""
    rows = drawing.rows
    if (
        "times" in rows
    ):  # the value of a pair is its ratio; what it is made of stands with its source
        when = [row["sentence"].removeprefix(f"{row['text']}, ") for row in rows.to_dict("records")]
        rows = rows.drop(
            columns=["value", "name", "kind", "scope", "status", "voice", "note"]
        ).assign(sentence=when)
    if "text" not in rows and "claims" in rows:
        rows = rows.rename(columns={"label": "figures"})
    rows = rows.drop(columns=["kind"]) if "text" in rows and "kind" in rows else rows
    columns = [name for name in COLUMNS if name in rows and not rows[name].isin(["", None]).all()]
    return [COLUMNS[name] for name in columns], rows[columns].to_numpy(dtype=object).tolist()


def _sources(drawing: Drawing) -> list[list[Any]]:
    urls = {row["document"]: row["url"] for row in drawing.documents}
    lines = (
        [
            each.marker,
            each.value,
            each.title,
            each.published,
            each.line,
            each.cites,
            each.caveat,
            each.claim,
        ]
        for each in drawing.sources
    )
    return [
        [*line, urls.get(each.document, "")]
        for line, each in zip(lines, drawing.sources, strict=True)
    ]


def _rows(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    heads: Sequence[tuple[str, int]],
    lines: list[list[Any]],
) -> None:
    """A table under a head that stays: numbers as numbers, everything else as the text it is, nothing as nothing."""
    top: dict[str, Any] = {"valign": "top"}
    head = book.add_format(
        {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#eef1f4", **top}
    )
    text, general = book.add_format({"text_wrap": True, "indent": 1, **top}), book.add_format(top)
    whole = book.add_format({"num_format": "#,##0", **top})
    # As wide as what stands in it, up to the width that its head names.
    longest = [max((len(str(line[at])) for line in lines), default=0) for at in range(len(heads))]
    widths = [min(most, max(9, long + 2)) for (_, most), long in zip(heads, longest, strict=True)]
    for column, (name, _) in enumerate(heads):
        sheet.set_column(column, column, widths[column])
        sheet.write_string(0, column, name, head)
    sheet.set_row_pixels(
        0,
        max(
            (_deep(name, width - 1) for (name, _), width in zip(heads, widths, strict=True)),
            default=ROW,
        ),
    )
    for at, line in enumerate(lines, 1):
        sheet.set_row_pixels(
            at,
            max(
                _deep(value if isinstance(value, str) else "", width)
                for value, width in zip(line, widths, strict=True)
            ),
        )
        for column, value in enumerate(line):
            _cell(sheet, at, column, value, text, whole, general)
    sheet.freeze_panes(1, 1)
    if lines:
        sheet.autofilter(0, 0, len(lines), len(heads) - 1)
        sheet.ignore_errors(
            {"number_stored_as_text": f"A2:AZ{len(lines) + 1}"}
        )  # a year or a footnote is no quantity
    sheet.repeat_rows(0)
    sheet.repeat_columns(0)
    _printed(sheet, 1 if sum(widths) <= 200 else 2)


def _cell(
    sheet: Worksheet,
    row: int,
    column: int,
    value: Any,
    text: Format,
    whole: Format,
    general: Format,
) -> None:
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, value, text)
    elif value is not None and value == value:  # NaN, a missing number, is not equal to itself
        sheet.write_number(
            row, column, value, whole if value == int(value) and value >= 10_000 else general
        )  # years stay years


def _printed(sheet: Worksheet, wide: int = 1) -> None:
    """A4, landscape, so many pages wide."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(wide, 0)
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.set_footer("&L&F&R&P / &N")
