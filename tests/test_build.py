"""seeds/ to data/: the same every time, whole or not at all, every fault refused at once."""

import itertools
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys

import pytest

import dashboard
from dashboard.cli import main
from dashboard.data import package, seeds
from dashboard.data.versions import carried
from dashboard.errors import DashboardError, FaultyInput
from dashboard.settings import DATA, ROOT, SEEDS

DASHBOARD = (sys.executable, "-m", "dashboard")


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


def killed_at(step, action):
    """Do `action` in a process that is killed at its so-manyth step; whether it was."""
    child = os.fork()
    if child == 0:
        steps = itertools.count()

        def hook(event, arguments):
            of_files = event == "open" or event.startswith(("os.", "shutil.", "ctypes."))
            if of_files and next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        action()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_build_killed_at_any_step_leaves_the_old_data_or_the_new_whole(
    can_exchange, files, tmp_path, monkeypatch
):
    if not can_exchange:  # a system without renameat2
        monkeypatch.setattr(package, "exchange", lambda one, other: False)
    folder = tmp_path / "data"
    about = json.loads(files["datapackage.json"])
    changed = {**files, "datapackage.json": json.dumps({**about, "title": "New"})}
    package.write(files, folder)
    (tmp_path / ".data.build-of-mine").mkdir()
    (tmp_path / ".data.build-12345678").mkdir()
    (tmp_path / ".data.build-12345678" / "thesis.txt").write_text("mine")
    mine = sorted(path.name for path in tmp_path.iterdir())
    stood = set()
    for step in itertools.count():
        was_killed = killed_at(step, lambda: package.write(changed, folder))
        if can_exchange:
            assert folder.is_dir()
        left = package.present(package.standing(folder))
        assert left in (files, changed)
        package._read.cache_clear()
        assert package.read(folder).version == about["version"]
        stood.add(left == changed)
        package.write(files, folder)
        assert package.stale(files, folder) == []
        assert sorted(path.name for path in tmp_path.iterdir()) == mine
        if not was_killed:
            break
    assert step > 2 * len(files)
    assert stood == {True, False}


def test_two_builds_at_once_leave_one_whole_and_remember_the_other(copy, tmp_path):
    data = tmp_path / "data"
    other = shutil.copytree(copy, tmp_path / "other")
    metrics = other / "metrics.toml"
    text = metrics.read_text(encoding="utf-8")
    metrics.write_text(text.replace('question = "', 'question = "Or: ', 1), encoding="utf-8")
    for _ in range(3):
        builds = [
            subprocess.Popen(
                [*DASHBOARD, "build", "--seeds", str(folder), "--data", str(data)],
                cwd=ROOT,
                stderr=subprocess.PIPE,
            )
            for folder in (copy, other)
        ]
        assert [build.communicate()[1] for build in builds] == [b"", b""]
        assert [build.returncode for build in builds] == [0, 0]
        dataset = package.read(data)
        expected = {seeds.load(folder).version for folder in (copy, other)}
        assert {dataset.version, *(older.version for older in dataset.versions)} == expected
        assert not list(tmp_path.glob(".data*"))
        package._read.cache_clear()


@pytest.mark.parametrize("size", [0, 200_000])
def test_a_full_disk_names_the_file_and_the_cure_and_loses_nothing(size, copy, tmp_path):
    """A bound on the size of a file is what a program meets where a disk is full."""
    data = tmp_path / "data"
    call = [*DASHBOARD, "build", "--seeds", str(copy), "--data", str(data)]
    assert subprocess.run(call, cwd=ROOT).returncode == 0
    before = package.present(data)
    entities = copy / "entities.toml"
    text = entities.read_text(encoding="utf-8")
    entities.write_text(text.replace('"DeepSeek"', '"DeepSeek, of Hangzhou"'), encoding="utf-8")

    def bound():
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    # What it says goes through pipes, which have no size.
    run = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, preexec_fn=bound)
    assert run.returncode == 1
    file = data / ("versions.jsonl" if size else "claims.csv")
    assert f"{file} cannot be written (File too large). Make room there, or name" in run.stderr
    assert "Traceback" not in run.stderr
    assert package.present(data) == before
    assert not list(tmp_path.glob(".data*"))


def test_a_link_to_a_folder_of_data_stays_one(files, tmp_path):
    link, real = tmp_path / "link", tmp_path / "real"
    package.write(files, real)
    link.symlink_to(real)
    package.write({**files, "refused.csv": "x"}, link)
    assert link.is_symlink()
    assert (real / "refused.csv").read_text() == "x"


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
    for folder, words in (
        (file, "is a file. Name a folder"),
        (file / "data", "cannot be written .* Name another folder"),
    ):
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


@pytest.mark.parametrize(
    "line", ['period = "2019"', 'status = "forecast"', 'voice = "opinion"', 'scope = "a part"']
)
def test_claims_of_one_fact_differ_in_nothing_that_their_mark_says_once(copy, line):
    document = copy / "documents" / "rathi-2025.toml"
    text = document.read_text(encoding="utf-8")
    name = line.partition(" ")[0]
    blocks = re.split(r"(?m)^(?=\[\[claim\]\]$)", text)
    [number] = [number for number, block in enumerate(blocks) if "(US$75 billion)" in block]
    other = re.sub(rf"(?m)^{name}\s*=.*\n", "", blocks[number])
    blocks[number] = other.replace("[[claim]]\n", f"[[claim]]\n{line}\n", 1)
    document.write_text("".join(blocks), encoding="utf-8")
    with pytest.raises(FaultyInput, match="which is of the same fact"):
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


@pytest.mark.parametrize(
    ("old", "new", "place", "cure"),
    [
        (
            'beside        = "notable_ai_models"',
            'beside        = "notable_models"',
            "metrics.toml [llms_developed]: beside",
            "notable_ai_models",
        ),
        (
            'beside        = "notable_ai_models"\nunlike',
            'beside        = "notable_ai_models"\n# unlike',
            "metrics.toml [llms_developed]",
            "Add unlike",
        ),
        (
            'beside        = "llm_share_caict"',
            'beside        = "llm_share_caict"\nunlike        = "They differ."',
            "metrics.toml [llm_share]: unlike",
            "Remove it",
        ),
    ],
)
def test_what_stands_beside_a_metric_exists_and_says_once_how_it_differs(
    old, new, place, cure, copy
):
    path = copy / "metrics.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        seeds.load(copy)
    faults = re.sub(r"\.toml:\d+", ".toml", str(caught.value))  # without numbers of lines
    assert any(place in fault and cure in fault for fault in faults.splitlines()), faults
