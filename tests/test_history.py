"""Older versions of the dataset are rebuilt as they were; what of a figure changed is told."""

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest

import dashboard
from dashboard.cli import main
from dashboard.data import package, seeds
from dashboard.data.package import (
    TABLES,
    VERSIONS_FILE,
    digest,
    dump,
    dump_versions,
    parse_versions,
)
from dashboard.data.versions import at, carried, known
from dashboard.errors import DashboardError, UnknownName
from dashboard.figures.catalog import OVERVIEWS, catalog_entry, marks
from dashboard.figures.changes import changes
from dashboard.model.quantity import Quantity
from dashboard.model.view import View
from dashboard.settings import DATA, SEEDS
from dashboard.text.changes import ChangeWords, all_change_words
from dashboard.text.labels import Mark

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
PATENTS_RANK = next(
    id for id in dashboard.load().claims["claim"] if id.startswith("rathi-2025.1.ai_patents_rank")
)
EDITS = [
    [
        ("project.toml", dashboard.load().released, "2026-12-01"),
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
        *2 * [("conflicts.toml", f'  "{PATENTS_RANK}",\n', "")],
        *2 * [("conflicts.toml", '"ai_papers_rank", "ai_patents_rank"', '"ai_papers_rank"')],
    ],
    [
        ("project.toml", "2027-01-15", "2027-02-01"),
        ("topics.toml", "[patents]", None),
        (
            "topics.toml",
            "",
            '[patents]\ntitle = "Patents"\n'
            'lead = "A “quote”, a \\"quote\\",\\nand a line."\ntext = "Text."\n',
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
        for change in edits:
            edit(seeds, *change)
        assert build(seeds, home / "data") == 0
        stands.append(shutil.copytree(home / "data", home / f"data{number}"))
    return seeds, stands


@pytest.fixture(scope="module")
def versions(folders):
    return [package.read(folder) for folder in folders[1]]


def marks_of(data, name):
    """The marks of a figure."""
    described, _ = marks(catalog_entry(data, name), data, View(name))
    return list(described)


def changes_in_words(data, name, before, after):
    """The changes from the marks `before` to those `after`, as a reader meets them."""
    kind = catalog_entry(data, name).kind.name
    found = changes(kind, before, after)
    return all_change_words(kind, [(change.before, change.after) for change in found])


def changes_between(versions, name, old, new):
    """The changes of a figure from a version to another, both as the last one remembers them."""
    before, after = (at(versions[-1], versions[number].version) for number in (old, new))
    return changes_in_words(versions[-1], name, marks_of(before, name), marks_of(after, name))


def lines(folder):
    """The older versions of a data folder, a line each, as text."""
    text = (folder / VERSIONS_FILE).read_bytes().decode("utf-8")
    assert not text or text.endswith("\n")
    return text.split("\n")[:-1]


def test_a_fresh_folder_begins_without_older_versions(folders):
    assert lines(folders[1][0]) == []


@pytest.mark.parametrize("number", range(len(EDITS) + 1))
def test_every_build_that_changes_the_data_adds_one_line_and_leaves_the_others(number, folders):
    written = lines(folders[1][number])
    assert written == lines(folders[1][-1])[:number]
    for line, folder in zip(written, folders[1], strict=False):
        about = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        texts = {name: (folder / f"{name}.csv").read_bytes().decode() for name in TABLES}
        record = {"released": about["created"][:10], "tables": texts, "version": about["version"]}
        assert line == json.dumps(record, ensure_ascii=False)
        assert list(json.loads(line)["tables"]) == list(TABLES)  # the order of the digest


@pytest.mark.parametrize("number", range(len(EDITS) + 1))
def test_every_older_version_is_rebuilt_cell_by_cell_in_its_old_order(number, versions):
    was, rebuilt = versions[number], at(versions[-1], versions[number].version)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(rebuilt, name), getattr(was, name))
    assert rebuilt.versions == was.versions
    assert digest(dump(getattr(rebuilt, name)) for name in TABLES) == rebuilt.version == was.version
    assert rebuilt.released == was.released
    assert rebuilt.name_by_id == was.name_by_id


def test_every_version_is_known_with_its_day_oldest_first(versions):
    days = [dashboard.load().released, "2026-12-01", "2027-01-15", "2027-02-01"]
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


def test_the_older_versions_are_a_file_of_a_valid_package_and_no_table(folders):
    from frictionless import Package

    package = Package(str(folders[1][-1] / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])
    resource = package.get_resource("versions")
    assert not resource.tabular
    assert resource.path == VERSIONS_FILE
    assert len(resource.read_bytes().splitlines()) == len(EDITS)
    assert "versions" not in TABLES


def test_the_older_versions_are_no_part_of_the_version(folders, versions):
    assert seeds.load(folders[0]).versions == ()
    assert seeds.load(folders[0]).version == versions[-1].version


def test_a_build_without_a_change_adds_nothing_and_one_that_dies_loses_nothing(folders, tmp_path):
    seeds, data = folders[0], shutil.copytree(folders[1][-1], tmp_path / "data")
    before = package.present(data)
    assert build(tmp_path, data) == 1  # no seeds there
    assert package.present(data) == before
    # As a build leaves it that is killed between its two renames.
    data.rename(data.with_name(".data.before-build"))
    assert build(seeds, data) == 0
    assert package.present(data) == before
    assert main(["build", "--seeds", str(seeds), "--data", str(data), "--check"]) == 0


def standing(frames, older=()):
    """The version and the files of a data folder that holds these tables, whatever they are."""
    files = {f"{name}.csv": dump(frame) for name, frame in frames.items()}
    about = {
        "version": digest(files.values()),
        "created": "2025-01-01",
        "resources": [{"name": name} for name in frames],
    }
    files["datapackage.json"] = json.dumps(about)
    return about["version"], {**files, VERSIONS_FILE: dump_versions(older)}


def files_of(dataset):
    """The files of a data folder that holds the dataset."""
    version, files = standing({name: getattr(dataset, name) for name in TABLES}, dataset.versions)
    assert version == dataset.version
    return files


def test_going_back_to_an_older_version_is_a_step_like_any_other(folders, versions):
    dataset = carried(versions[0], package.present(folders[1][-1]))
    assert list(known(dataset)) == [versions[number].version for number in (1, 2, 3, 0)]
    pd.testing.assert_frame_equal(at(dataset, versions[2].version).claims, versions[2].claims)
    assert at(dataset, versions[0].version) is dataset


def test_a_version_that_comes_back_and_leaves_again_is_recorded_once(folders, versions):
    back = carried(versions[0], package.present(folders[1][-1]))
    again = carried(replace(versions[3], versions=()), files_of(back))
    assert [older.version for older in again.versions] == [data.version for data in versions]
    assert again.versions[:3] == versions[3].versions
    assert list(known(again)) == [data.version for data in versions]
    for data in versions:
        pd.testing.assert_frame_equal(at(again, data.version).claims, data.claims)
    assert len(carried(versions[1], files_of(again)).versions) == len(versions)


def test_data_of_a_checkout_without_older_versions_begins_them(folders, versions):
    files = package.present(folders[1][1])
    del files[VERSIONS_FILE]
    assert carried(replace(versions[1], versions=()), files).versions == ()
    dataset = carried(versions[2], files)
    assert list(known(dataset)) == [versions[1].version, versions[2].version]
    assert len(dataset.versions) == 1
    assert carried(versions[2], {}).versions == versions[2].versions


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("claims.csv", "30000", "31000", "its tables are not those of"),
        ("datapackage.json", '"version": "', '"version": "f', "its tables are not those of f"),
        ("datapackage.json", '"created": "20', '"created": "x20', "Invalid isoformat"),
        ("datapackage.json", "{", "<<<<<<<", "Expecting value"),
        ("datapackage.json", None, None, "datapackage.json"),
        ("topics.csv", None, None, "topics.csv"),
    ],
)
def test_what_may_never_have_been_is_not_recorded(name, old, new, words, folders, versions):
    files = package.present(folders[1][-1])
    text = files.pop(name)
    if old:
        assert old in text
        files[name] = text.replace(old, new)
    with pytest.raises(DashboardError, match=f"{words}.*Restore data/ from git"):
        carried(versions[0], files)


SPOILT = {
    "a cell": (lambda line: line.replace("12080", "12081"), "its tables are not those of"),
    "a version": (lambda line: line.replace('"version": "', '"version": "f'), "not those of f"),
    "a day": (lambda line: line.replace('"released": "20', '"released": "'), "isoformat"),
    "no day": (lambda line: line.replace('"released"', '"when"'), "released"),
    "a merge": (lambda line: "<<<<<<< HEAD", "Expecting value"),
    "half a line": (lambda line: line[:1000], "Unterminated string"),
    "nothing": (lambda line: "", "Expecting value"),
    "a list": (lambda line: f"[{line}]", "list indices"),
    "tables in a list": (lambda line: line.replace('"tables": {', '"tables": [], "x": {'), "list"),
    "a table that is no text": (
        lambda line: line.replace('"account": "', '"account": 1, "x": "'),
        "",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_spoilt_line_is_refused_with_its_place_and_its_cure(
    what, number, folders, versions, tmp_path, capsys
):
    spoil_line, words = SPOILT[what]
    data = shutil.copytree(folders[1][-1], tmp_path / "data")
    written = lines(data)
    kept = [line for place, line in enumerate(written, 1) if place != number]
    spoilt = spoil_line(written[number - 1])
    assert spoilt != written[number - 1]
    written[number - 1] = spoilt
    (data / VERSIONS_FILE).write_text("\n".join(written) + "\n", encoding="utf-8", newline="\n")
    before = package.present(data)
    place = (
        f"{VERSIONS_FILE}, line {number}: .*{words}.*Restore data/ from git, or remove that line"
    )
    with pytest.raises(DashboardError, match=place):
        package.read(data)
    assert build(folders[0], data) == 1
    assert f"{VERSIONS_FILE}, line {number}: " in capsys.readouterr().err
    assert package.present(data) == before
    # What the message says does mend it.
    (data / VERSIONS_FILE).write_text("\n".join(kept) + "\n", encoding="utf-8", newline="\n")
    assert build(folders[0], data) == 0
    assert lines(data) == kept


def test_signs_that_other_programs_end_a_line_at_are_kept(versions):
    odd = "a\u2028b\u0085c\x0bd\r\ne"
    tables = {"topics": f'topic,title,lead,text\nx,"{odd}",,\n'}
    older = package.older_version(digest(tables.values()), "2026-01-02", tables)
    text = dump_versions([older, older])
    assert text.count("\n") == 2
    assert parse_versions(text) == (older, older)
    dataset = replace(versions[0], versions=(older,))
    assert at(dataset, older.version).topics["title"].tolist() == [odd]


def test_a_table_or_column_that_has_come_since_is_empty_in_the_older_version(versions):
    frames = {name: getattr(versions[0], name) for name in TABLES if name != "account"}
    frames["claims"] = claims = versions[0].claims.drop(columns=["voice", "line"])
    frames["metrics"] = versions[0].metrics.drop(columns=["comparable"])
    version, files = standing(frames)
    older = at(carried(versions[0], files), version)
    assert len(older.account) == 0
    assert older.account.dtypes.equals(versions[0].account.dtypes)
    pd.testing.assert_frame_equal(older.claims.drop(columns=["voice", "line"]), claims)
    assert set(older.claims["voice"]) == {""}
    assert older.claims["line"].isna().all()
    assert set(older.metrics["comparable"]) == {False}
    assert list(older.claims) == list(versions[0].claims)


def test_a_table_or_column_that_has_gone_is_kept_in_the_record_and_left_out_of_the_tables(versions):
    frames = {"gone": versions[0].topics, **{name: getattr(versions[0], name) for name in TABLES}}
    frames["claims"] = versions[0].claims.assign(mood="glad")[["mood", *versions[0].claims]]
    version, files = standing(frames)
    dataset = carried(versions[0], files)
    older = at(dataset, version)
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(older, name), getattr(versions[0], name))
    # Builds that come after keep what this program no longer reads.
    text = dump_versions(dataset.versions)
    assert dump_versions(carried(versions[1], files_of(dataset)).versions[:1]) == text
    assert json.loads(text)["tables"]["gone"] == files["gone.csv"]


def test_the_changes_of_a_figure_are_told_old_and_new(versions):
    assert changes_between(versions, "ai_patents_granted", 0, 1) == [
        ChangeWords("China, 2022", "35,310", "at least 29,000.5")
    ]
    assert changes_between(versions, "ai_patents_granted", 1, 2) == [
        ChangeWords("China, 2022", "at least 29,000.5", "at least 30,000"),
        ChangeWords("DeepSeek, of Hangzhou, undated", "no figure", "about 12"),
    ]
    assert changes_between(versions, "ai_patents_granted", 2, 0)[-1] == ChangeWords(
        "DeepSeek, of Hangzhou, undated", "about 12", "no figure"
    )
    assert changes_between(versions, "ai_undergraduate_universities", 0, 3) == [
        ChangeWords("United States, undated", "at least 14", "about 14")
    ]
    assert changes_between(versions, "ai_patents_rank", 0, 3) == [
        ChangeWords("China, 2020", "first", "no figure"),
        ChangeWords("United States", "no figure, not stated", "no figure, undated"),
    ]


def test_the_changes_of_overviews_are_told_old_and_new(versions):
    told = changes_between(versions, "lead", 1, 2)
    assert (
        ChangeWords(
            "AI patents granted, 2022",
            "China: at least 2.4 times the United States",
            "China: at least 2.48 times the United States",
        )
        in told
    )
    assert (
        ChangeWords(
            "AI patents granted, undated",
            "no figure",
            "United States: about 1010 times DeepSeek, of Hangzhou",
        )
        in told
    )
    covered = changes_between(versions, "coverage", 1, 2)
    assert (
        ChangeWords(
            "AI patents granted, China",
            "China: at least 29,000.5",
            "China: at least 30,000; DeepSeek, of Hangzhou: about 12",
        )
        in covered
    )


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_figure_pinned_to_an_older_version_says_what_changed_since(number, versions):
    """The sentence of the figure holds the same changes as the two versions side by side."""
    for name in ("ai_patents_granted", "ai_patents_rank", "lead", "coverage", "timeline"):
        view = View(name, dataset=versions[number].version)
        figure = dashboard.draw(versions[-1], view)
        expected = changes_between(versions, name, number, 3)
        assert list(figure.since.changes) == expected
        assert figure.has_changed == bool(expected)
        [sentence] = figure.since_words
        assert all(change.sentence in sentence for change in expected)
        assert ("has changed since" in sentence) == (not expected)


@pytest.mark.parametrize("name", [*OVERVIEWS, "ai_patents_granted", "ai_patents_rank", "llm_share"])
def test_what_did_not_change_is_not_told(name, versions):
    assert changes_between(versions, name, 3, 3) == []
    if name not in ("coverage", "statements", "ai_patents_rank"):
        # A claim moved to another line, and so to another id.
        assert changes_between(versions, name, 2, 3) == []
    before, after = (marks_of(versions[0], name) for _ in range(2))
    assert changes(catalog_entry(versions[0], name).kind.name, before, after[::-1]) == []


def spoil(data, name, described, /, **fields):
    """A copy of the marks of a figure whose first row has other fields, described anew."""
    entry, first = catalog_entry(data, name), described[0]
    row = replace(first.row, **fields)
    return [Mark(row, entry.describe(row, data.project), first.sources), *described[1:]]


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"period": "2023"}, "35,310, 2022", "35,310, 2023"),
        ({"status": "target"}, "35,310, 2022, observed", "35,310, planned, 2022"),
        ({"scope": "utility models"}, "35,310", "35,310, utility models"),
        (
            {"voice": "company"},
            "35,310, 2022, in the document's own voice",
            "35,310, 2022, a company's claim",
        ),
    ],
)
def test_a_changed_period_status_scope_or_voice_is_told(fields, old, new, versions):
    data, name = versions[0], "ai_patents_granted"
    before = marks_of(data, name)
    [change] = changes_in_words(data, name, before, spoil(data, name, before, **fields))
    assert (change.old, change.new) == (old, new)
    assert change.what in ("China", "China, 2022")


def test_a_changed_date_is_told_even_where_the_words_of_the_document_stand_for_it(versions):
    data, name = versions[0], "timeline"
    before = [mark for mark in marks_of(data, name) if mark.row.date_words]
    [change] = changes_in_words(data, name, before, spoil(data, name, before, period="1066"))
    words = before[0].row.date_words
    assert change.old.startswith(f"{words}, ")
    assert change.new == f"{words}, 1066, inferred"


def test_a_changed_name_note_or_caveat_is_not_told(versions):
    data, name = versions[0], "ai_patents_granted"
    before = marks_of(data, name)
    for fields in ({"name": "PRC"}, {"note": "new"}, {"caveats": ("new",)}, {"says": ("new",)}):
        assert changes_in_words(data, name, before, spoil(data, name, before, **fields)) == []


def test_claims_joined_into_one_fact_change_nothing_where_they_say_the_same(versions):
    data, name = versions[0], "ai_patents_granted"
    alone = marks_of(data, name)
    [claim] = alone[0].row.claims
    second, *_ = spoil(data, name, alone, fact="b", claims=("b",))
    twice = [*alone, second]
    joined = spoil(data, name, alone, fact="c", claims=(claim, "b"))
    assert changes_in_words(data, name, twice, joined) == []
    assert changes_in_words(data, name, joined, twice) == []
    more = spoil(data, name, joined, quantity=Quantity(1, ">", "count"))
    assert changes_in_words(data, name, twice, more) == [
        ChangeWords("China, 2022", "35,310", "over 1")
    ]


def test_claims_joined_in_the_tables_are_one_value_with_nothing_beside_it(versions):
    """The same as above, by way of the rows that two claims of one fact make."""
    data, name = versions[0], "ai_patents_granted"
    alone = marks_of(data, name)
    claims = data.claims
    [first] = claims[claims["claim"].isin(alone[0].row.claims)].to_dict("records")
    apart, joined = (
        replace(data, claims=pd.concat([claims, pd.DataFrame([{**first, "claim": "b", **fact}])]))
        for fact in ({"fact": "b"}, {})
    )
    before, after = marks_of(apart, name), marks_of(joined, name)
    assert len(before) == len(after) + 1
    [row] = [mark.row for mark in after if "b" in mark.row.claims]
    assert row.also == ()
    assert row.markers[1:]
    for one, other in ((alone, after), (before, after), (after, before)):
        assert changes_in_words(data, name, one, other) == []


def test_an_event_is_told_by_its_date_and_title(versions):
    data, name = versions[0], "timeline"
    before = [mark for mark in marks_of(data, name) if not mark.row.date_words]
    title, when = before[0].row.title, before[0].words.when

    def changes_with(**fields):
        return changes_in_words(data, name, before, spoil(data, name, before, **fields))

    assert changes_with(period="1066", period_basis="stated") == [ChangeWords(title, when, "1066")]
    assert changes_with(title="Battle") == [ChangeWords("Battle", f"{when}, {title}", when)]
    assert changes_in_words(data, name, before, before[1:]) == [
        ChangeWords(title, when, "no event")
    ]
    # The same id with another date and another title is another event.
    assert changes_with(title="Battle", period="1066", period_basis="stated") == [
        ChangeWords(title, when, "no event"),
        ChangeWords("Battle", "no event", "1066"),
    ]


def test_every_version_that_the_committed_data_knows_can_be_rebuilt():
    dataset = dashboard.load()
    assert (DATA / VERSIONS_FILE).is_file()
    assert not (DATA / "history.csv").exists()
    for version, day in known(dataset).items():
        rebuilt = at(dataset, version)
        assert (rebuilt.version, rebuilt.released) == (version, day)
    for older in dataset.versions:
        rebuilt = at(dataset, older.version)
        for name, text in older.tables.items():
            header = text.partition("\n")[0]
            if header == ",".join(TABLES.get(name, ())):  # its columns are still the same
                assert dump(getattr(rebuilt, name)) == text


def test_the_version_before_the_record_was_kept_in_lines_is_still_known():
    """It was once kept as what had changed of it: one sentence."""
    dataset = dashboard.load()
    assert next(iter(known(dataset).items())) == ("29f99e6462b7", "2026-11-21")
    older = at(dataset, "29f99e6462b7").metrics.set_index("metric")["definition"]
    assert older["governance_approaches"] == (
        "Years for which those who decide in China are said to have pursued innovation of their "
        "own by industrial policy."
    )
