"""Older versions of the dataset: rebuilt as they were, and what of a figure changed since, told old and new."""

import json
import shutil

import pandas as pd
import pytest

import dashboard
from dashboard.cli import main
from dashboard.data import package
from dashboard.data.package import FILES, TABLES, digest, dump
from dashboard.data.versions import at, carried, known
from dashboard.errors import DashboardError, UnknownName
from dashboard.figures.catalog import SURVEYS, subject
from dashboard.figures.changes import Change, changes
from dashboard.model.view import View
from dashboard.settings import DATA, SEEDS

# What each build changes: file, old text, new text; only the first place is changed.
ADDED = """
[[claim]]
metric     = "ai_patents_granted"
entity     = "deepseek"
value      = 12
comparator = "~"
says       = "about a dozen"
line       = 46
"""
EDITS = [
    [
        ("project.toml", "2026-11-22", "2026-12-01"),
        (
            "documents/history-2025.toml",
            'value      = 35310\ncomparator = "="',
            'value      = 29000.5\ncomparator = ">="',
        ),
        (
            "documents/ascendancy-2025.toml",
            'value      = 14\ncomparator = ">="',
            'value      = 14\ncomparator = "~"',
        ),
    ],
    [
        ("project.toml", "2026-12-01", "2027-01-15"),
        ("documents/history-2025.toml", "value      = 29000.5", "value      = 30000"),
        ("documents/history-2025.toml", "\n[[event]]", ADDED + "\n[[event]]"),
        ("entities.toml", '"DeepSeek"', '"DeepSeek, of Hangzhou"'),
        ("documents/rathi-2025.toml", '[[claim]]\nmetric     = "ai_patents_rank"', None),
        ("conflicts.toml", '"rathi-2025.1b", "rathi-2025.1c"', '"rathi-2025.1b"'),
    ],
    [
        ("project.toml", "2027-01-15", "2027-02-01"),
        ("topics.toml", "[patents]", None),
        (
            "topics.toml",
            "",
            '[patents]\ntitle = "Patents"\nlead = "A “quote”, a \\"quote\\",\\nand a line."\ntext = " "\n',
        ),
        ("metrics.toml", 'reason = "not stated"', 'reason = "undated"'),
        (
            "documents/history-2025.toml",
            '"about a dozen"\nline       = 46',
            '"about a dozen"\nline       = 47',
        ),
    ],
]


def edit(seeds, name, old, new):
    path = seeds / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    if new is None:  # the whole table goes
        start = text.index(old)
        end = text.index("\n[", start) + 1
        path.write_text(text[:start] + text[end:], encoding="utf-8")
    else:
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def build(seeds, data):
    return main(["build", "--seeds", str(seeds), "--data", str(data)])


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """seeds/ as it is at last, and data/ as it was after each build."""
    home = tmp_path_factory.mktemp("history")
    seeds = shutil.copytree(SEEDS, home / "seeds", ignore=shutil.ignore_patterns("texts"))
    assert build(seeds, home / "data") == 0
    stands = [shutil.copytree(home / "data", home / "data0")]
    for number, edits in enumerate(EDITS, 1):
        for each in edits:
            edit(seeds, *each)
        assert build(seeds, home / "data") == 0
        stands.append(shutil.copytree(home / "data", home / f"data{number}"))
    return seeds, stands


@pytest.fixture(scope="module")
def versions(folders):
    return [package.read(folder) for folder in folders[1]]


def told(versions, name, old, new, **choices):
    """The changes of a figure from one of the versions to another, both as the last one remembers them."""
    frames = []
    for number in (old, new):
        data = at(versions[-1], versions[number].version)
        frames.append(subject(data, name).rows(data, View(name, **choices), []))
    return changes(*frames)


def test_a_fresh_folder_begins_with_an_empty_history(folders):
    assert (folders[1][0] / "history.csv").read_text() == ",".join(FILES["history"]) + "\n"


@pytest.mark.parametrize("number", range(len(EDITS) + 1))
def test_every_older_version_is_rebuilt_cell_by_cell_in_its_old_order(number, versions):
    was, rebuilt = versions[number], at(versions[-1], versions[number].version)
    for name in FILES:
        pd.testing.assert_frame_equal(getattr(rebuilt, name), getattr(was, name))
    assert digest(dump(getattr(rebuilt, name)) for name in TABLES) == rebuilt.version == was.version
    assert rebuilt.released == was.released
    assert rebuilt.names == was.names


def test_every_version_is_known_with_its_day_oldest_first(versions):
    days = ["2026-11-22", "2026-12-01", "2027-01-15", "2027-02-01"]
    assert list(known(versions[-1]).items()) == list(
        zip([data.version for data in versions], days, strict=True)
    )
    assert list(known(versions[1])) == [data.version for data in versions[:2]]


@pytest.mark.parametrize("name", ["abcdefabcdef", "", "x" * 500, "<script>\n"])
def test_a_version_without_a_record_is_refused_in_plain_words(name, versions):
    with pytest.raises(UnknownName, match="no record of a dataset") as caught:
        at(versions[-1], name)
    assert f"{versions[-1].version} of 1 February 2027, " in str(caught.value)
    assert len(str(caught.value)) < 400


def test_the_history_records_no_more_than_what_changed(versions):
    history = versions[-1].history
    first = history[(history["step"] == 1) & (history["table"] == "claims")]
    assert set(first["key"] + " " + first["column"]) == {
        *(f"history-2025.45a {column}" for column in ("value", "comparator", "low", "high")),
        *(f"ascendancy-2025.12b {column}" for column in ("comparator", "high")),
    }
    assert dict(zip(first["column"], first["old"], strict=True))["value"] == "35310"
    last = history[(history["step"] == 3) & (history["table"] == "topics")]
    assert last[["key", "change", "old"]].values.tolist()[0] == ["patents", "moved", ""]


def test_the_history_is_a_valid_table_of_the_package(folders):
    from frictionless import Package

    report = Package(str(folders[1][-1] / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_a_build_without_a_change_adds_nothing_and_one_that_dies_loses_nothing(folders, tmp_path):
    seeds, data = folders[0], shutil.copytree(folders[1][-1], tmp_path / "data")
    before = package.present(data)
    assert build(tmp_path, data) == 1  # no seeds there
    assert package.present(data) == before
    data.rename(
        data.with_name(".data.old")
    )  # as a build leaves it that is killed between its two renames
    assert build(seeds, data) == 0
    assert package.present(data) == before
    assert main(["build", "--seeds", str(seeds), "--data", str(data), "--check"]) == 0


def test_going_back_to_an_older_version_is_a_step_like_any_other(folders, versions):
    dataset = carried(versions[0], package.present(folders[1][-1]))
    assert list(known(dataset)) == [versions[number].version for number in (1, 2, 3, 0)]
    pd.testing.assert_frame_equal(at(dataset, versions[2].version).claims, versions[2].claims)


def test_data_of_a_checkout_without_a_history_begins_one(folders, versions):
    files = package.present(folders[1][1])
    del files["history.csv"]
    assert len(carried(versions[1], files).history) == 0
    dataset = carried(versions[2], files)
    assert list(known(dataset)) == [versions[1].version, versions[2].version]
    assert set(dataset.history["step"]) == {1}
    assert carried(versions[2], {}).history.equals(versions[2].history)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("claims.csv", "30000", "31000", "its tables are not those of"),
        ("history.csv", "step,", "steps,", "other columns"),
        ("datapackage.json", '"version": "', '"version": "f', "leads back from"),
        ("datapackage.json", "{", "<<<<<<<", "Expecting value"),
        ("topics.csv", None, None, "topics.csv"),
    ],
)
def test_what_may_never_have_been_is_not_recorded(name, old, new, words, folders, versions):
    files = package.present(folders[1][-1])
    text = files.pop(name)
    if old:
        files[name] = text.replace(old, new)
    with pytest.raises(DashboardError, match=f"{words}.*Restore data/ from git"):
        carried(versions[0], files)


def test_a_table_or_column_that_has_come_since_is_empty_in_the_older_version(versions):
    claims = versions[0].claims.drop(columns=["voice"])
    frames = {
        name: claims if name == "claims" else getattr(versions[0], name)
        for name in TABLES
        if name != "account"
    }
    files = {f"{name}.csv": dump(frame) for name, frame in frames.items()}
    version = digest(files.values())
    about = {
        "version": version,
        "created": "2025-01-01",
        "resources": [{"name": name} for name in frames],
    }
    older = at(carried(versions[0], {**files, "datapackage.json": json.dumps(about)}), version)
    assert len(older.account) == 0
    pd.testing.assert_frame_equal(older.claims.drop(columns=["voice"]), claims)
    assert set(older.claims["voice"]) == {""}


def test_the_changes_of_a_figure_are_told_old_and_new(versions):
    assert told(versions, "ai_patents_granted", 0, 1) == [
        Change("China, 2022", "35,310", "at least 29,000.5")
    ]
    assert told(versions, "ai_patents_granted", 1, 2) == [
        Change("China, 2022", "at least 29,000.5", "at least 30,000"),
        Change("DeepSeek, of Hangzhou, undated", "no figure", "about 12"),
    ]
    assert told(versions, "ai_patents_granted", 2, 0)[-1] == Change(
        "DeepSeek, of Hangzhou, undated", "about 12", "no figure"
    )
    assert told(versions, "ai_undergraduate_universities", 0, 3) == [
        Change("United States, undated", "at least 14", "about 14")
    ]
    assert told(versions, "ai_patents_rank", 0, 3) == [
        Change("China, 2020", "first", "no figure"),
        Change("United States", "no figure, not stated", "no figure, undated"),
    ]


def test_the_changes_of_surveys_are_told_old_and_new(versions):
    first, *_, last = told(versions, "lead", 1, 2)
    assert first.what == "AI patents granted, 2022"
    assert (first.old, first.new) == (
        "China: at least 2.4 times the United States",
        "China: at least 2.48 times the United States",
    )
    assert last == Change(
        "AI patents granted, undated", "no figure", "United States: about 1010 times China"
    )
    covered = told(versions, "coverage", 1, 2)
    assert (
        Change(
            "AI patents granted, China",
            "China: at least 29,000.5",
            "China: at least 30,000; DeepSeek, of Hangzhou: about 12",
        )
        in covered
    )


@pytest.mark.parametrize("name", [*SURVEYS, "ai_patents_granted", "ai_patents_rank", "llm_share"])
def test_what_did_not_change_is_not_told(name, versions):
    assert told(versions, name, 3, 3) == []
    if name not in ("coverage", "ai_patents_rank"):
        assert (
            told(versions, name, 2, 3) == []
        )  # a claim moved to another line, and so to another id
    shuffled = [subject(versions[0], name).rows(versions[0], View(name), []) for _ in range(2)]
    assert changes(shuffled[0], shuffled[1].iloc[::-1]) == []


def spoil(frame, **cells):
    """A copy of the frame whose first row has other cells."""
    frame = frame.copy()
    for column, cell in cells.items():
        frame.loc[frame.index[0], column] = cell
    return frame


def test_a_changed_period_status_scope_or_voice_is_told(versions):
    rows = subject(versions[0], "ai_patents_granted").rows(
        versions[0], View("ai_patents_granted"), []
    )
    for cells, old, new in [
        ({"period_text": "2023", "sentence": "2023"}, "35,310, 2022", "35,310, 2023"),
        (
            {"status": "target", "sentence": "planned, 2022"},
            "35,310, 2022, observed",
            "35,310, planned, 2022",
        ),
        ({"scope": "utility models"}, "35,310", "35,310, utility models"),
        (
            {"voice": "company"},
            "35,310, in the document's own voice",
            "35,310, a company's own word",
        ),
    ]:
        [change] = changes(rows, spoil(rows, **cells))
        assert (change.old, change.new) == (old, new)
        assert change.what in ("China", "China, 2022")


def test_claims_joined_into_one_fact_change_nothing_where_they_say_the_same(versions):
    rows = subject(versions[0], "ai_patents_granted").rows(
        versions[0], View("ai_patents_granted"), []
    )
    twice = pd.concat([rows, spoil(rows, fact="b", claims="b").head(1)])
    joined = spoil(rows, fact="c", claims=f"{rows['claims'].iloc[0]} b")
    assert changes(twice, joined) == []
    assert changes(joined, twice) == []
    assert changes(twice, spoil(joined, text="over 1")) == [
        Change("China, 2022", "35,310", "over 1")
    ]


def test_an_event_is_told_by_its_date_and_title(versions):
    rows = subject(versions[0], "timeline").rows(versions[0], View("timeline"), [])
    title, when = rows.iloc[0][["title", "when"]]
    assert changes(rows, spoil(rows, when="1066")) == [Change(title, when, "1066")]
    assert changes(rows, spoil(rows, title="Battle")) == [
        Change("Battle", f"{when}, {title}", when)
    ]
    assert changes(rows, rows.iloc[1:]) == [Change(title, when, "no event")]
    # The same id with another date and another title is another event.
    assert changes(rows, spoil(rows, title="Battle", when="1066")) == [
        Change(title, when, "no event"),
        Change("Battle", "no event", "1066"),
    ]


def test_every_version_that_the_committed_history_knows_can_be_rebuilt():
    dataset = dashboard.load()
    assert (DATA / "history.csv").is_file()
    assert dataset.history["next"].tolist()[-1:] in ([], [dataset.version])
    for version, day in known(dataset).items():
        assert (at(dataset, version).version, at(dataset, version).released) == (version, day)
