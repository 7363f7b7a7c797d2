"""A file or a link brings its figure back and says what has changed; no other file is taken."""

import gzip
import io
import os
import zipfile
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
from dashboard.export.reopen import reopen
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


STRANGE = {
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
        ("https://x/app/reopen?figure=lead", "lead"),
        ("https://x/timeline?kinds=ban", "timeline"),
    ],
)
def test_an_address_of_a_figure_or_its_page_is_read(address, subject):
    view, problems = parse_address(DATA, address)
    assert (view.figure, problems) == (subject, [])


def test_the_package_on_disk_holds_its_older_versions():
    assert [older.version for older in package.read().versions][:1] == ["29f99e6462b7"]
