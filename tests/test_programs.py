"""Files in other people's programs, none of which has our typefaces: `make programs`."""

import csv
import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from PIL import Image, ImageChops

import dashboard
from dashboard.export.citation import records
from dashboard.model.view import View

pytestmark = pytest.mark.programs
DATA = dashboard.load()
WIDTH = 1440  # px of the pictures that are compared
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir><cachedir>{cache}</cachedir></fontconfig>"""
VIEWS = [
    View("lead"),
    View("lead", size="column", theme="dark"),
    View("timeline", size="a4"),
    View("coverage", theme="grey"),
    View("amounts", form="dots"),
    View("ai_patents_granted", form="dumbbell", size="social"),
]


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """Runs a program that knows no fonts but DejaVu; fails where it is missing or complains."""
    home = tmp_path_factory.mktemp("home")
    fonts = home / "fonts.conf"
    fonts.write_text(FONTS.format(cache=home / "cache"))
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(home)}

    def run(*command, cwd=home):
        assert shutil.which(command[0]), f"{command[0]} is not installed: make programs"
        done = subprocess.run(
            list(map(str, command)), cwd=cwd, env=environment, capture_output=True, timeout=300
        )
        output = done.stdout.decode(errors="replace")
        assert done.returncode == 0, output + done.stderr.decode(errors="replace")
        return output

    assert "Inter" not in run("fc-list", ":", "family")
    return run


def figure_of(view):
    return dashboard.draw(DATA, view)


def named(name, view):
    """A figure of which one side has another name."""
    entities = DATA.entities.copy()
    entities.loc[entities["entity"] == "CHN", "name"] = name
    return dashboard.draw(replace(DATA, entities=entities), view)


def rsvg(run, svg, png):
    run("rsvg-convert", "--width", WIDTH, "--output", png, svg)


def inkscape(run, svg, png):
    run("inkscape", f"--export-width={WIDTH}", f"--export-filename={png}", svg)


def difference(one, other):
    """The part of the pixels that clearly differ between two pictures of about one size."""
    other = other.resize(one.size, Image.Resampling.LANCZOS)
    pictures = [picture.convert("RGB").convert("L") for picture in (one, other)]
    histogram = ImageChops.difference(*pictures).histogram()
    return sum(histogram[80:]) / sum(histogram)


@pytest.mark.parametrize("drawn_by", [rsvg, inkscape])
@pytest.mark.parametrize(
    "figure",
    [*map(figure_of, VIEWS), named("中國傳媒大學 Żółć", View("ai_patents_granted"))],
    ids=lambda figure: f"{figure.view.figure}-{figure.view.size}-{figure.rows[0].name}",
)
def test_an_svg_looks_in_other_programs_as_our_own_picture_does(run, figure, drawn_by, tmp_path):
    content = dashboard.export(figure, "svg").decode()
    ours = Image.open(io.BytesIO(dashboard.export(figure, "png")))

    def drawn(svg):
        path, png = tmp_path / "figure.svg", tmp_path / "figure.png"
        path.write_text(svg, encoding="utf-8")
        drawn_by(run, path, png)
        with Image.open(png) as picture:
            assert picture.width == WIDTH
            return picture.copy()

    # Off by a hair of a px here and there. What this allows is far from letters of another
    # typeface: the same figure, its text in those of the machine.
    found, foreign = difference(drawn(content), ours), difference(drawn(as_text(content)), ours)
    assert found < 0.016
    assert foreign > max(0.028, 4 * found)


def as_text(svg):
    """The SVG with its letters left to the fonts of the machine."""
    text = re.sub('<g pointer-events="none".*?</g>', "", svg)
    text = re.sub(' fill-opacity="0" textLength="[^"]*" lengthAdjust="[^"]*"', "", text)
    assert "<use" not in text
    return text


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.figure}-{view.size}")
def test_a_pdf_has_its_fonts_inside_and_its_words_as_text(run, view, tmp_path):
    figure, pdf = figure_of(view), tmp_path / "figure.pdf"
    pdf.write_bytes(dashboard.export(figure, "pdf"))
    about = run("pdfinfo", pdf)
    assert re.search(r"^PDF version:\s+1\.[0-5]$", about, re.MULTILINE)
    assert figure.title in about
    fonts = run("pdffonts", pdf).splitlines()[2:]
    assert fonts
    for font in fonts:
        embedded, _, has_unicode = font.split()[-5:-2]
        assert (embedded, has_unicode) == ("yes", "yes"), font
    text = flat(run("pdftotext", pdf, "-"))
    for words in (figure.finding, figure.credit, *figure.notes):
        assert flat(words) in text


def flat(text):
    """The words without spaces, so that a line break does not matter."""
    return re.sub(r"\s+", "", text)


STYLES = {
    "bibtex": (r"\bibliographystyle{plain}\bibliography{figures}", ""),
    "biber": (r"\printbibliography", r"\usepackage[backend=biber]{biblatex}"),
}


@pytest.mark.parametrize("program", STYLES)
def test_references_and_picture_stand_in_a_paper_by_plain_pdflatex(run, program, tmp_path):
    names = ["timeline", "lead"]
    figures = [figure_of(View(name)) for name in names]
    foreign = replace(
        figures[1],
        documents=tuple(
            {
                **row,
                "document": f"x-{row['document']}",
                "authors": "李明; Ann B_C",
                "title": "中國 & Ж",
            }
            for row in figures[1].documents
        ),
    )
    bib = [records.bibtex(figure, date(2026, 11, 30)) for figure in (figures[0], foreign)]
    (tmp_path / "figures.bib").write_text("\n".join(bib), encoding="utf-8")
    (tmp_path / "lead.pdf").write_bytes(dashboard.export(figures[1], "pdf"))
    end, packages = STYLES[program]
    resource = r"\addbibresource{figures.bib}" if packages else ""
    paper = (
        rf"\documentclass{{article}}\usepackage{{graphicx}}{packages}{resource}"
        r"\begin{document}\includegraphics[width=\textwidth]{lead.pdf}\nocite{*}"
        rf"{end}\end{{document}}"
    )
    (tmp_path / "paper.tex").write_text(paper)
    latex = ("pdflatex", "-interaction=nonstopmode", "-halt-on-error", "paper")
    run(*latex, cwd=tmp_path)
    told = run(program, "paper", cwd=tmp_path)
    assert "error" not in told.lower()
    run(*latex, cwd=tmp_path)
    run(*latex, cwd=tmp_path)
    log = (tmp_path / "paper.log").read_text(errors="replace")
    assert "PDF version" not in log
    assert not re.search("^!", log, re.MULTILINE)
    text = flat(run("pdftotext", tmp_path / "paper.pdf", "-")).replace("-", "")
    titles = [row["title"] for row in figures[0].documents if row["title"]]
    for title in titles:
        assert re.sub("[^A-Za-z0-9]", "", title)[:30] in re.sub("[^A-Za-z0-9]", "", text)
    assert (
        "CommunicationUniversityofChina,2023" in text or "CommunicationUniversityofChina." in text
    )
    assert "[U+674E][U+660E]" in text, "a letter that LaTeX has not, by its number"


# A double click in words: separated by commas, in UTF-8, dates and other numbers sought.
AS_A_SPREADSHEET = "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true"


def converted(run, path, kind, *options):
    """What LibreOffice makes of a file."""
    call = ("soffice", "--headless", *options, "--convert-to", kind, "--outdir", path.parent)
    run(*call, path.name, cwd=path.parent)
    return path.with_suffix(f".{kind}")


TRICKS = "=1+1"


@pytest.mark.parametrize("name", ["lead", "timeline", "api_price_ratio"])
def test_a_csv_opened_in_a_spreadsheet_shows_what_it_says(run, name, tmp_path):
    figure = named(TRICKS, View(name))
    path = tmp_path / "figure.csv"
    path.write_bytes(dashboard.export(figure, "csv"))
    book = openpyxl.load_workbook(converted(run, path, "xlsx", AS_A_SPREADSHEET))
    [head, *rows] = book.active.iter_rows()
    said = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert [cell.value for cell in head] == list(said[0])
    assert len(rows) == len(said)
    texts = {
        "period", "period_text", "date", "when", "text", "label", "name", "title", "caveat",
        "says", "sources",
    }  # fmt: skip
    for row, line in zip(rows, said, strict=True):
        for cell, (column, text) in zip(row, line.items(), strict=True):
            assert cell.data_type != "f", column
            if column in texts and not text.strip().isdigit() and text:
                assert str(cell.value).strip() == text.strip()
                assert not cell.is_date, column


@pytest.mark.parametrize("view", VIEWS[:1] + VIEWS[4:5], ids=lambda view: view.figure)
@pytest.mark.parametrize("format", ["xlsx", "pptx"])
def test_a_workbook_and_a_slide_open_in_libreoffice_with_their_words(run, view, format, tmp_path):
    figure, path = figure_of(view), tmp_path / f"figure.{format}"
    path.write_bytes(dashboard.export(figure, format))
    pdf = converted(run, path, "pdf")
    pages = int(re.search(r"^Pages:\s+(\d+)$", run("pdfinfo", pdf), re.MULTILINE)[1])
    assert (pages == 1) == (format == "pptx")
    text = flat(run("pdftotext", pdf, "-"))
    for words in (figure.finding, figure.entry.definition, figure.credit):
        assert flat(words) in text
    for mark in figure.marks:
        assert flat(mark.words.figure) in text


def test_the_values_of_a_workbook_are_read_back_by_libreoffice(run, tmp_path):
    figure, path = figure_of(View("ai_patents_granted")), tmp_path / "figure.xlsx"
    path.write_bytes(dashboard.export(figure, "xlsx"))
    table = converted(run, path, "ods")
    again = openpyxl.load_workbook(converted(run, table, "xlsx"))
    values = {cell.value for row in again["Data"].iter_rows() for cell in row}
    assert {row.figure.value for row in figure.rows} <= values
