"""seeds/ to data/: the same every time, whole or not at all, every fault refused at once."""

import json
import os
import shutil

import pytest

import dashboard
from dashboard.cli import main
from dashboard.data import package, seeds
from dashboard.data.versions import carried
from dashboard.errors import DashboardError, FaultyInput
from dashboard.settings import DATA, SEEDS


@pytest.fixture
def files():
    return built()


def built():
    dataset = carried(seeds.load(SEEDS), package.present(DATA))
    return package.package(dataset, seeds.about(SEEDS))


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("texts"))


def test_the_committed_data_is_what_the_seeds_make(files):
    assert package.stale(files) == []


def test_a_build_is_the_same_bytes_every_time(files):
    assert built() == files


def test_what_was_built_reads_back_the_same(files, tmp_path):
    package.write(files, tmp_path / "data")
    assert package.read(tmp_path / "data").version == dashboard.load().version


def test_the_data_package_is_valid(files):
    from frictionless import Package

    report = Package(str(DATA / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("death", range(4))
def test_a_build_killed_at_any_step_leaves_the_old_data_or_the_new_whole(
    death, files, tmp_path, monkeypatch
):
    folder = tmp_path / "data"
    package.write(files, folder)
    changed = {**files, "claims.csv": files["claims.csv"] + "\n"}
    steps = []

    def dying(real):
        def step(*arguments, **more):
            if len(steps) == death:
                raise KeyboardInterrupt
            steps.append(real)
            return real(*arguments, **more)

        return step

    with monkeypatch.context() as patched:
        for module, name in ((os, "rename"), (shutil, "rmtree"), (type(folder), "write_text")):
            patched.setattr(module, name, dying(getattr(module, name)))
        with pytest.raises(KeyboardInterrupt):
            package.write(changed, folder)
    package.recover(folder)
    left = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert left in (files, changed)
    package.write(changed, folder)
    assert package.stale(changed, folder) == []
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_what_is_no_part_of_a_data_package_is_never_lost(copy, tmp_path, capsys):
    folder = tmp_path / "papers"
    (folder / "drafts").mkdir(parents=True)
    (folder / "thesis.txt").write_text("mine")
    for name in (".papers-backup", ".papers.old"):
        (tmp_path / name).mkdir()
    before = sorted(tmp_path.rglob("*"))
    call = ["build", "--seeds", str(copy), "--data", str(folder)]
    assert main(call) == 1
    assert "would be lost: drafts, thesis.txt. Move" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before
    (folder / "drafts").rename(tmp_path / "drafts")
    (folder / "thesis.txt").rename(tmp_path / "thesis.txt")
    assert main(call) == 0
    assert (tmp_path / ".papers-backup").exists()
    assert (tmp_path / ".papers.old").exists()
    (folder / "thesis.txt").write_text("mine")
    (folder / "claims.csv").write_text("x")
    assert main(call) == 1
    assert (folder / "thesis.txt").exists()


def test_a_file_that_an_older_package_named_goes_with_it(files, tmp_path):
    folder = tmp_path / "data"
    about = json.loads(files["datapackage.json"])
    about["resources"].append({"name": "history", "path": "history.csv"})
    package.write({**files, "datapackage.json": json.dumps(about), "history.csv": "x"}, folder)
    package.write(files, folder)
    assert package.stale(files, folder) == []


def test_a_folder_that_cannot_be_is_refused_and_one_deeper_is_made(files, tmp_path):
    file = tmp_path / "file"
    file.write_text("mine")
    for folder, words in ((file, "is a file. Name a folder"), (file / "data", "cannot be made")):
        with pytest.raises(DashboardError, match=words):
            package.write(files, folder)
    assert file.read_text() == "mine"
    package.write(files, tmp_path / "deep" / "er" / "data")
    assert package.stale(files, tmp_path / "deep" / "er" / "data") == []


def test_check_fails_on_stale_data_and_passes_on_fresh(copy, tmp_path, capsys):
    data = str(tmp_path / "data")
    call = ["build", "--seeds", str(copy), "--data", data]
    assert main([*call, "--check"]) == 1
    assert main(call) == 0
    assert main([*call, "--check"]) == 0
    path = tmp_path / "data" / "claims.csv"
    path.write_text(path.read_text() + "x")
    assert main([*call, "--check"]) == 1
    assert "claims.csv" in capsys.readouterr().err


def test_every_fault_is_listed_at_once_with_file_place_and_cure(copy):
    document = copy / "documents" / "rathi-2025.toml"
    text = document.read_text(encoding="utf-8")
    spoilt = (
        text.replace('metric     = "ai_companies"', 'metric     = "ai_company"')
        .replace('entity     = "bank-of-china"', 'entity     = "bank"')
        .replace(
            'comparator = ">="\nsays       = "at least 240 LLMs"',
            'comparator = "≥"\nsays       = "at least 240 LLMs"',
        )
        .replace('period     = "2023"', 'period     = "summer"')
        .replace("value      = 40\n", "")
        .replace(
            'says       = "topped Apple’s App Store"',
            'says       = "one two three four five six seven"',
        )
        .replace('unit       = "USD"\ncomparator = "<"', 'comparator = "<"')
    )
    document.write_text(spoilt, encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        seeds.load(copy)
    message = str(caught.value)
    heads = [
        number for number, line in enumerate(spoilt.splitlines(), 1) if line.strip() == "[[claim]]"
    ]
    for words in (
        "there is no metric 'ai_company'. Did you mean ai_companies",
        "there is no entity 'bank'",
        "comparator: Input should be",
        "'summer' is not an EDTF date",
        "value: Field required. Add the field",
        "six words at most",
        "An amount names its currency",
        "[ai_companies]: nothing uses it",
    ):
        assert words in message
    for fault in caught.value.faults:
        assert fault.cure
        if "documents/" in fault.place:
            assert int(fault.place.split(":")[1].split()[0]) in heads


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("metrics.toml", "[a\n", "metrics.toml: is not TOML"),
        ("entities.toml", None, "entities.toml: is missing"),
        ("topics.toml", "", "there is no topic"),
    ],
)
def test_a_broken_or_missing_file_is_named_and_nothing_is_written(
    name, text, words, copy, tmp_path, capsys
):
    if text is None:
        (copy / name).unlink()
    else:
        (copy / name).write_text(text)
    assert main(["build", "--seeds", str(copy), "--data", str(tmp_path / "data")]) == 1
    assert words in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_a_fact_stated_twice_in_the_same_words_is_a_fault(copy):
    document = copy / "documents" / "ascendancy-2025.toml"
    text = document.read_text(encoding="utf-8")
    start = text.index("[[claim]]")
    block = text[start : text.index("[[claim]]", start + 5)]
    document.write_text(text[:start] + block + text[start:], encoding="utf-8")
    with pytest.raises(FaultyInput, match="states the same as"):
        seeds.load(copy)


def test_a_side_without_claim_and_without_reason_is_a_fault(copy):
    path = copy / "metrics.toml"
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("absent.USA")
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(FaultyInput, match="USA has no claim and no reason"):
        seeds.load(copy)


@pytest.mark.parametrize(
    ("period", "problem"),
    [
        ("2030/2020", "'2030/2020' ends before it begins. Write 2022, "),
        ("2023-02-29", "'2023-02-29' names a day that the calendar"),
        ("2023/", "'2023/' has no known first or last day"),
    ],
)
def test_a_period_that_cannot_be_is_a_fault_with_its_place(period, problem, copy):
    document = copy / "documents" / "rathi-2025.toml"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace('"2023"', f'"{period}"', 1), encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        seeds.load(copy)
    [fault] = caught.value.faults
    assert problem in str(fault)
    assert fault.place.startswith("documents/rathi-2025.toml:")
    assert fault.place.endswith(": period")


def test_line_ends_that_git_has_changed_make_nothing_stale(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["build", "--data", str(folder), "--check"]) == 0
    assert package.read(folder).version == package.read().version
