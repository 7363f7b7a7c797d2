"""Letters that no file can hold never reach a renderer or a file: neither dies of them."""

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from dataclasses import dataclass, replace

import pikepdf
import pytest
from PIL import Image

import dashboard
from dashboard.export.formats import FORMATS
from dashboard.figures.figure import Figure
from dashboard.figures.printable import printable
from dashboard.model.view import View

DATA = dashboard.load()
# NUL, bell, escape, delete, C1, both halves of a surrogate pair alone, noncharacters.
BAD = "\x00\x07\x0b\x1b\x7f\x9f\ud83d\ude00\ufdd0\ufffe\uffff"
SPOILT = f"Spoilt{BAD} & <b>" + BAD
CLEAN = "Spoilt & <b>"
IN_TABLES = SPOILT.replace("\ud83d\ude00", "")  # tables hold no half of a surrogate pair
COLUMNS = {
    "entities": ("name",),
    "metrics": ("title", "question", "definition"),
    "documents": ("title", "short", "authors", "publisher", "note"),
    "claims": ("says", "caveat"),
    "events": ("title", "says", "caveat"),
    "topics": ("title",),
    "absences": ("note",),
}


def spoilt():
    """The dataset with such letters in every column of words."""
    tables = {name: getattr(DATA, name).copy() for name in COLUMNS}
    for name, columns in COLUMNS.items():
        for column in columns:
            tables[name][column] = IN_TABLES
    sides = tuple(
        replace(side, name=SPOILT, in_sentence=SPOILT, short=SPOILT) for side in DATA.project.sides
    )
    project = replace(DATA.project, title=SPOILT, subtitle=SPOILT, sides=sides)
    return replace(DATA, **tables, project=project)


def xml_parts(content):
    """The XML parts of an Office file."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    return [archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))]


def pdf_parts(content):
    with pikepdf.open(io.BytesIO(content)) as document:
        return [document.Root.Metadata.read_bytes()]


def nothing(content):
    return []


# Format -> its parts that must be XML.
PARTS = {"svg": lambda svg: [svg], "xlsx": xml_parts, "pptx": xml_parts, "pdf": pdf_parts}


@pytest.mark.parametrize(
    "format",
    [pytest.param(each, marks=pytest.mark.walks) if each == "zip" else each for each in FORMATS],
)
@pytest.mark.parametrize("name", ["ai_patents_granted", "llm_share", "lead", "timeline"])
def test_a_figure_with_letters_that_no_file_can_hold_leaves_without_them(name, format):
    start = 2025 if name == "timeline" else None
    figure = dashboard.draw(spoilt(), View(name, start=start))
    content = dashboard.export(figure, format)
    for part in PARTS.get(format, nothing)(content):
        ElementTree.fromstring(part)
    if format == "png":
        assert Image.open(io.BytesIO(content)).text["Creator"] == f"{CLEAN}: {CLEAN}"
    if FORMATS[format].media.startswith(("text", "image/svg", "application/json")):
        # Plotly's own script holds the first letters of pictures.
        text = re.sub(r"<script>.*?</script>", "", content.decode(), count=1, flags=re.DOTALL)
        assert "Spoilt" in text
        assert printable(text.replace("\r", "")) == text.replace("\r", "")


def test_all_that_a_figure_says_is_clean_however_it_was_made():
    figure = dashboard.draw(spoilt(), View("ai_patents_granted"))
    assert figure.entry.question == CLEAN
    assert {row.name for row in figure.rows} == {CLEAN}
    made = replace(dashboard.draw(DATA, View("ai_patents_granted")), documents=({"title": SPOILT},))
    assert isinstance(made, Figure)
    assert made.documents == ({"title": CLEAN},)


@dataclass(frozen=True)
class _Nested:
    texts: tuple[str, ...]
    number: float = 1.0


def test_what_is_clean_comes_back_as_it_is():
    fine = _Nested(("Żółć", "中國\n\t", "👍🏽", "‘’“”…", "a\u0301 \u200d \u2028"))
    assert printable(fine) is fine
    assert printable([fine, {"a": fine}])[1]["a"] is fine
    assert printable(_Nested((SPOILT,))) == _Nested((CLEAN,))
