"""A file or a link brings its figure back and says what has changed; no other file is taken."""

import contextlib
import gzip
import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image, PngImagePlugin

import dashboard
from dashboard.cli import main
from dashboard.data import package
from dashboard.data.package import TABLES, dump
from dashboard.errors import BadRequest, UnknownName
from dashboard.export.formats import FORMATS
from dashboard.export.reopen import UNPACKED, reopen
from dashboard.figures.catalog import catalog
from dashboard.figures.query import parse_address
from dashboard.model.dataset import OlderVersion
from dashboard.model.view import View

DATA = dashboard.load()
VIEW = View(
    "ai_patents_granted",
    form="dots",
    entities=("CHN", "USA"),
    start=2015,
    theme="grey",
    size="column",
    dpi=200,
)
OLD = "0123456789ab"


@pytest.fixture(scope="module")
def changed():
    """The data as if it had once said over 30,000 patents for China, none for the United States."""
    granted = DATA.claims[DATA.claims["metric"] == "ai_patents_granted"].set_index("country")
    china, america = granted.loc[["CHN", "USA"], "claim"]
    claims = DATA.claims[DATA.claims["claim"] != america].copy()
    claims.loc[claims["claim"] == china, ["value", "comparator"]] = [30000, ">"]
    tables = {name: dump(getattr(DATA, name)) for name in TABLES} | {"claims": dump(claims)}
    return replace(DATA, versions=(OlderVersion(OLD, "2026-01-02", tables),))


@pytest.mark.parametrize(
    "format", [format for format in FORMATS if format not in ("bib", "ris", "csl")]
)
def test_every_format_brings_the_exact_view_back(format):
    file = dashboard.export(dashboard.draw(DATA, VIEW), format)
    [(view, problems)] = reopen(DATA, file)
    assert problems == []
    assert view == VIEW.but(dataset=DATA.version)
    assert dashboard.draw(DATA, view).since is None
    assert dashboard.draw(DATA, view).since_words == ()


@pytest.mark.parametrize("format", ["svg", "png", "pdf", "html", "csv", "xlsx", "pptx", "json"])
def test_a_file_of_older_data_says_which_numbers_differ_old_and_new(format, changed):
    old = dashboard.draw(replace(DATA, version=OLD), View("ai_patents_granted"))
    [(view, _)] = reopen(changed, dashboard.export(old, format))
    figure = dashboard.draw(changed, view)
    assert figure.has_changed
    [sentence] = figure.since_words
    assert "China, 2022: over 30,000, now 35,310" in sentence
    assert "United States, 2022: no figure, now 12,080" in sentence
    assert "2 January 2026" in sentence
    assert sentence in figure.notes
    page = dashboard.export(figure, "html").decode()
    assert sentence.replace(" ", "") in "".join(page.split())


def compressed_texts(png):
    picture, texts, packed = (
        Image.open(io.BytesIO(png)),
        PngImagePlugin.PngInfo(),
        io.BytesIO(),
    )
    for key, value in picture.text.items():
        texts.add_itxt(key, value, zip=True)
    picture.save(packed, "PNG", pnginfo=texts)
    return packed.getvalue()


def encrypted(pdf):
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="x", user=""))
    return locked.getvalue()


# Format -> what another program makes of such a file: compressed, in another encoding, with
# another name for the same sign.
SAVED_ANEW = {
    "png": compressed_texts,
    "svg": gzip.compress,
    "csv": lambda csv: csv.decode().encode("utf-16"),
    "json": lambda json: json.replace(b"/", b"\\/").replace(b"&", b"\\u0026"),
    "pdf": encrypted,
}


@pytest.mark.parametrize("format", SAVED_ANEW)
def test_a_file_that_another_program_saved_anew_still_comes_back(format):
    file = dashboard.export(dashboard.draw(DATA, VIEW), format)
    [(view, _)] = reopen(DATA, SAVED_ANEW[format](file))
    assert view == VIEW.but(dataset=DATA.version)


def test_an_archive_with_one_figure_that_is_no_more_still_brings_the_others_back():
    archive = (
        b"https://x/figures/gone_for_good?dataset=29f99e6462b7 "
        b"https://x/figures/lead?topics=patents&topics=models&dataset=29f99e6462b7"
    )
    assert [view for view, _ in reopen(DATA, archive)] == [
        View("lead", topics=("patents", "models"), dataset="29f99e6462b7")
    ]


def test_an_empty_table_still_leads_back():
    table = dashboard.export(dashboard.draw(DATA, View("amounts", entities=("AUS",))), "csv")
    assert [view.entities for view, _ in reopen(DATA, table)] == [("AUS",)]


def test_a_pinned_figure_whose_numbers_stand_says_so(changed):
    figure = dashboard.draw(changed, View("llm_share", dataset=OLD))
    [sentence] = figure.since_words
    assert "None of these figures has changed since." in sentence
    assert not figure.has_changed


def test_a_link_to_data_nobody_knows_says_so_and_shows_what_there_is():
    figure = dashboard.draw(DATA, View("llm_share", dataset=OLD))
    [sentence] = figure.since_words
    assert "no record" in sentence
    assert not figure.has_changed
    assert figure.rows == dashboard.draw(DATA, View("llm_share")).rows


def test_a_bundle_brings_every_figure_back(tmp_path, capfd):
    target = tmp_path / "overview.zip"
    assert main(["bundle", "overview", "-o", str(target)]) == 0
    assert "0 of 2  Whose figure is larger" in capfd.readouterr().err
    assert [view.figure for view, _ in reopen(DATA, target.read_bytes())] == ["lead", "coverage"]
    names = zipfile.ZipFile(target).namelist()
    assert all(
        any(name.endswith(f".{format}") for name in names) for format in FORMATS if format != "zip"
    )


def test_the_command_line_reopens_a_file(tmp_path, capsys):
    path = tmp_path / "figure.png"
    path.write_bytes(dashboard.export(dashboard.draw(DATA, VIEW), "png"))
    assert main(["reopen", str(path)]) == 0
    output = capsys.readouterr().out
    assert "size=column" in output
    assert "China: 35,310" in output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["reopen", "nothing.svg"], "cannot be read"),
        (["bundle", "sources", "-o", "x.zip"], "There is no page with figures"),
        (["bundle", "overview", "-o", "x.svg"], "Name a .zip file"),
        (["bundle", "overview", "-o", "nowhere/x.zip"], "cannot be written"),
    ],
)
def test_a_call_that_cannot_be_says_why_and_leaves_nothing(
    arguments, words, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 1
    assert words in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(40):
            archive.writestr(f"{number}.bin", b"\0" * 5_000_000)
    return file.getvalue()


def damaged():
    whole = bytearray(bomb())
    whole[60:400] = b"\xff" * 340
    return bytes(whole)


def locked_pdf():
    locked = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(locked, encryption=pikepdf.Encryption(owner="x", user="y"))
    return locked.getvalue()


def pdf_bomb():
    """A PDF whose metadata would be 200 MB."""
    file = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.Root.Metadata = document.make_stream(b" " * 200_000_000)
        document.save(file, fix_metadata_version=False)
    return file.getvalue()


def chunk(kind, content):
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


def png_that_claims(width, height, *chunks):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    end = chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + end


def text_bomb():
    """Texts of a PNG that would be 200 MB."""
    packed = zlib.compress(b" " * 1_000_000)
    return [chunk(b"iTXt", b"a\0\1\0\0\0" + packed) for _ in range(200)]


def office_bomb():
    """A workbook with a sheet that would be 200 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
        archive.writestr("xl/worksheets/sheet2.xml", b" ")
    return file.getvalue()


def nested_bomb():
    """Twenty archives in one another, each of which holds the next twice."""
    content = b" "
    for _ in range(20):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.zip", content)
            archive.writestr("b.zip", content)
        content = file.getvalue()
    return content


STRANGE = {
    "locked PDF": locked_pdf(),
    "PDF bomb": pdf_bomb(),
    "broken PDF": b"%PDF-1.7 " + os.urandom(3000),
    "PNG of 3.6 billion pixels": png_that_claims(60_000, 60_000),
    "PNG with a text bomb": png_that_claims(1, 1, *text_bomb()),
    "PNG with a damaged text": png_that_claims(1, 1, chunk(b"iTXt", b"a\0\1\0\0\0x")),
    "GZIP bomb": gzip.compress(b" " * 200_000_000, compresslevel=1),
    "broken GZIP": b"\x1f\x8b" + os.urandom(3000),
    "workbook bomb": office_bomb(),
    "nested bomb": nested_bomb(),
    "empty": b"",
    "text": b"hello",
    "noise": os.urandom(5000),
    "broken archive": b"PK\x03\x04" + b"x" * 200,
    "bomb": bomb(),
    "damaged member": damaged(),
    "short version": b"<svg>/figures/x?dataset=123</svg>",
    "bare PNG": b"\x89PNG\r\n\x1a\n",
    "many beginnings": b"/figures/a?" * 1_000_000,
}


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_file_of_a_figure_is_refused_in_plain_words(name):
    with pytest.raises(
        BadRequest, match=r"no address of a figure|cannot be read|too large to read"
    ):
        reopen(DATA, STRANGE[name])


@pytest.mark.parametrize("name", ["bomb", "PDF bomb", "GZIP bomb", "workbook bomb", "nested bomb"])
def test_a_bomb_is_never_unpacked_beyond_what_a_file_may_hold_and_leaves_nothing(name):
    tracemalloc.start()
    with contextlib.suppress(BadRequest):
        reopen(DATA, STRANGE[name])
    left, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * UNPACKED
    assert left < 1_000_000


def addressed(*queries):
    return b" ".join(
        f"https://x/figures/{query}&dataset=29f99e6462b7".encode() for query in queries
    )


@pytest.mark.parametrize(
    "content",
    [
        addressed(*(f"timeline?start={year}" for year in range(1901, 2100))),
        addressed(
            *(f"{name}?start={year}" for name in DATA.metric_by_id for year in range(1950, 1960))
        ),
    ],
    ids=["one figure 199 times", "every figure ten times"],
)
def test_a_file_with_more_figures_than_anybody_needs_is_refused_before_any_is_drawn(content):
    with pytest.raises(BadRequest, match="Take it apart"):
        reopen(DATA, content)


def test_one_view_in_a_thousand_spellings_is_one_figure_and_no_address_spoils_another():
    spellings = addressed(*(f"lead?size=&theme=light&utm_source={n}" for n in range(900)))
    unreadable = addressed("lead?" + "a=1&" * 900)
    [(view, _)] = reopen(DATA, unreadable + b" " + spellings)
    assert view == View("lead", dataset="29f99e6462b7")


def test_an_archive_of_every_figure_comes_back_whole():
    names = list(catalog(DATA))
    found = reopen(DATA, addressed(*(f"{name}?theme=dark" for name in names)))
    assert [view.figure for view, _ in found] == names


def test_a_file_of_a_figure_that_is_no_more_is_told_by_name():
    with pytest.raises(UnknownName, match="There is no figure"):
        reopen(DATA, b"https://x/figures/ai_patents_grunted?dataset=29f99e6462b7 ")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://example.org/",
        "https://x/figures/",
        "figures/../../etc/passwd",
        "http://[",
        "x" * 50_000,
    ],
)
def test_an_address_that_is_none_of_ours_is_refused(address):
    with pytest.raises(dashboard.DashboardError):
        parse_address(DATA, address)


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("https://x/figures/llm_share.svg?theme=dark", "llm_share"),
        ("/figures/llm_share", "llm_share"),
        ("x/explore?metric=llm_share", "llm_share"),
        ("https://x/explore?metric=llm_share,training_chips&certainty=both&sort=year", "llm_share"),
        ("https://x/app/reopen?figure=lead", "lead"),
        ("https://x/timeline?kinds=ban", "timeline"),
    ],
)
def test_an_address_of_a_figure_or_its_page_is_read(address, subject):
    view, problems = parse_address(DATA, address)
    assert (view.figure, problems) == (subject, [])


def test_the_package_on_disk_holds_its_older_versions():
    assert [older.version for older in package.read().versions][:1] == ["29f99e6462b7"]
