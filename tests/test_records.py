"""What is counted from a table of records: what it means, what is left out, what is refused."""

import csv
import json
import re
import shutil
import subprocess
import sys
import tomllib
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from pyarrow import parquet
from support.other_project import OTHER_SEEDS, build_other_project

from dashboard.cli import main
from dashboard.data import package, seeds
from dashboard.data.drill import countings, drilled
from dashboard.data.records import conditions, measures
from dashboard.data.records.countries import Countries
from dashboard.errors import BadRequest
from dashboard.export.formats import FORMATS, export
from dashboard.export.metadata import record
from dashboard.export.reopen import reopen
from dashboard.figures.figure import draw
from dashboard.model.view import View
from dashboard.model.vocabulary import LEFT_OUT, MEASURES, RECORDS
from dashboard.settings import ROOT

HEADER = "country,landed,tonnes,species\n"
METRIC = """
[{metric}]
table     = "{table}"
country   = "country"
date      = "landed"
measure   = {measure!r}
publisher = "Coast Register"
licence   = "CC BY 4.0"
url       = ""
read      = "2024-02-01"
{more}
"""


@pytest.fixture(scope="module")
def data_folder(tmp_path_factory):
    return build_other_project(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def data(data_folder):
    return package.read(data_folder)


@pytest.fixture
def project(tmp_path):
    """The other project, with a table of records of a test's own."""
    folder = shutil.copytree(OTHER_SEEDS, tmp_path / "seeds")
    for path in (folder / "records").iterdir():
        path.unlink()
    return folder


def write(project, content, *, table="landings.csv", measure="sum(tonnes)", more="", metrics=None):
    """Write a table and the metrics that are counted from it."""
    if isinstance(content, pa.Table):
        parquet.write_table(content, project / "records" / table)
    else:
        text = content.encode() if isinstance(content, str) else content
        (project / "records" / table).write_bytes(text)
    named = metrics or {"landings_total": measure, "landings_counted": "count()"}
    (project / "records" / "landings.toml").write_text(
        "".join(
            METRIC.format(
                metric=metric, table=table, measure=how, more=more if metric != "x" else ""
            )
            for metric, how in named.items()
        ),
        encoding="utf-8",
    )


def build(project, *more):
    """Status, and the folder of the data."""
    folder = project.parent / "data"
    return main(["build", "--seeds", str(project), "--data", str(folder), *more]), folder


def figures(folder, metric="landings_total"):
    """Entity and year -> value of the claims of a metric."""
    claims = package.read(folder).claims
    claims = claims[claims["metric"] == metric]
    return {
        (claim["entity"], claim["period"]): claim["value"] for claim in claims.to_dict("records")
    }


# -- What stands in the data


def test_a_counted_figure_is_a_claim_with_its_query_as_its_source(data):
    claims = data.claims[data.claims["collection"] == RECORDS]
    assert set(claims["metric"]) == {"landings_total", "landings_counted"}
    for claim in claims.to_dict("records"):
        counting = countings(data)[claim["document"]]
        row = counting.row
        assert f"{row['rows_read']:,} rows read" in claim["locator"]
        assert f"SHA-256 {row['sha256'][:12]}" in claim["locator"]
        assert "counted by DuckDB" in claim["locator"]
        assert row["rows_read"] == row["rows_counted"] + sum(counting.left_out.values())
        assert claim["period_basis"] == "stated"
        assert claim["comparator"] == "="


def test_the_query_that_is_printed_gives_the_figures(data, data_folder, monkeypatch):
    monkeypatch.chdir(OTHER_SEEDS / "records")
    for row in data.records.to_dict("records"):
        found = duckdb.sql(row["sql"]).fetchall()
        columns = [column[0] for column in duckdb.sql(row["sql"]).description]
        groups = [dict(zip(columns, each, strict=True)) for each in found]
        assert sum(group["records"] for group in groups) == row["rows_read"]
        counted = [group for group in groups if not group["why"]]
        known = {"NOR", "CHL", "FRO"}
        assert {group["country"] for group in counted} >= known
        records = sum(group["records"] for group in counted if group["country"] in known)
        assert records == row["rows_counted"]
        if row["measure"] == "sum(tonnes)":
            mine = [
                group for group in counted if (group["country"], group["year"]) == ("NOR", 2021)
            ]
            total = sum(Decimal(g["whole"]) + Decimal(g["billionths"]) / 10**9 for g in mine)
            assert float(total) == figures(data_folder)["NOR", "2021"]


def test_a_figure_is_what_plain_python_makes_of_the_table(data, data_folder):
    names = {"Norway": "NOR", "NOR": "NOR", "Noruega": "NOR", "Chile": "CHL", "CHL": "CHL"}
    totals, counts = {}, {}
    with (OTHER_SEEDS / "records" / "landings.csv").open(encoding="utf-8") as file:
        for record in csv.DictReader(file):
            key = (names.get(record["country"]), record["landed"][:4])
            if not all(key):
                continue
            counts[key] = counts.get(key, 0) + 1
            is_fish = record["species"] not in ("", "cod")
            if record["tonnes"] and float(record["tonnes"]) > 5 and is_fish:
                totals[key] = totals.get(key, Decimal(0)) + Decimal(record["tonnes"])
    mine = {key: value for key, value in figures(data_folder).items() if key[0] != "FRO"}
    assert mine == {key: float(value) for key, value in totals.items()}
    counted = figures(data_folder, "landings_counted")
    assert {key: value for key, value in counted.items() if key[0] != "FRO"} == counts


def test_behind_a_mark_stand_its_categories_and_a_few_of_its_records(data):
    figure = draw(data, View("landings_total"))
    for mark in figure.marks:
        (claim,) = mark.row.claims
        drill = drilled(data, data.claim_by_id[claim])
        assert drill.whole.value == mark.row.value
        assert sum(part.records for part in drill.parts) == drill.whole.records
        assert sum(Decimal(str(p.value)) for p in drill.parts) == Decimal(str(mark.row.value))
        assert len(drill.sample) == min(3, drill.whole.records)
        at = drill.columns.index("tonnes")
        sizes = [float(record[at]) for record in drill.sample]
        assert sizes == sorted(sizes, reverse=True)
        assert "landing" in drill.columns


def test_a_claim_of_a_document_has_nothing_behind_it(data):
    stated = data.claims[data.claims["collection"] != RECORDS].to_dict("records")
    assert [drilled(data, claim) for claim in stated] == [None] * len(stated)


def test_a_year_that_had_not_ended_says_so_and_a_later_one_is_a_plan(project):
    write(project, HEADER + "Norway,2023,1,\nChile,2023,1,\nNorway,2024,2,\nNorway,2025,3,\n")
    status, folder = build(project)
    assert status == 0
    claims = package.read(folder).claims
    by_year = claims[claims["metric"] == "landings_total"].groupby("period")
    assert set(by_year.get_group("2023")["caveat"]) == {""}
    assert "had not ended" in by_year.get_group("2024")["caveat"].iloc[0]
    assert set(by_year.get_group("2025")["status"]) == {"target"}


def test_every_reason_to_leave_a_record_out_is_counted(project):
    rows = [
        ("Norway,2023,9,salmon", ""),
        ("Chile,2023,9,salmon", ""),
        ("Norway,2023,1,salmon", "condition"),
        ("Norway,2023,9,", "condition"),  # unknown is not asked for
        (",2023,9,salmon", "no country"),
        (" ,2023,9,salmon", "no country"),
        ("Norway,,9,salmon", "no date"),
        ("Peru,2023,9,salmon", "other country"),
    ]
    write(
        project,
        HEADER + "\n".join(row for row, _ in rows) + "\n",
        more="where = \"tonnes > 5 and species != 'cod'\"",
    )
    _, folder = build(project)
    data = package.read(folder)
    wanted = {}
    for _, reason in rows:
        wanted[reason] = wanted.get(reason, 0) + bool(reason)
    wanted.pop("")
    counting = countings(data)["landings-landings_total"]
    assert counting.left_out == wanted
    write(project, HEADER + "Norway,2023,,\nChile,2023,1,\nNorway,2023,2,\n")
    _, folder = build(project)
    package._read.cache_clear()
    counting = countings(package.read(folder))["landings-landings_total"]
    assert counting.left_out == {"no value": 1}
    assert {*wanted, "no value"} == set(LEFT_OUT)


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("count()", 4),
        ("distinct(species)", 2),
        ("sum(tonnes)", 10.5),
        ("mean(tonnes)", 2.625),
        ("median(tonnes)", 2.25),
    ],
)
def test_each_measure_takes_all_spellings_of_a_country_together(measure, value, project):
    rows = "Norway,2023,1,salmon\nNOR,2023-02,2,cod\nNoruega,2023-02-03,2.5,salmon\n"
    rows += "Norwegen,2023-05-01T10:00:00Z,5,cod\nChile,2023,1,cod\n"
    write(
        project, HEADER + rows, metrics={"landings_total": measure, "landings_counted": "count()"}
    )
    status, folder = build(project)
    assert status == 0
    assert figures(folder)["NOR", "2023"] == value


def test_every_measure_is_tried():
    tried = {"count", "distinct", "sum", "mean", "median"} | {"share"}
    assert tried == set(MEASURES)


def test_a_share_is_of_the_records_that_have_a_value(project):
    text = (project / "metrics.toml").read_text(encoding="utf-8")
    head, mark, tail = text.partition("[landings_counted]")
    tail = tail.replace('unit          = "count"', 'unit = "percent"', 1)
    (project / "metrics.toml").write_text(
        head + mark + tail.replace('no_per        = "rate"', ""), encoding="utf-8"
    )
    rows = "Norway,2023,1,salmon\nNorway,2023,2,cod\nNorway,2023,2,\nNorway,2023,9,salmon\n"
    write(
        project,
        HEADER + rows + "Chile,2023,1,cod\n",
        metrics={"landings_total": "count()", "landings_counted": 'share(species, "salmon")'},
    )
    status, folder = build(project)
    assert status == 0
    found = figures(folder, "landings_counted")
    assert found == {("NOR", "2023"): round(200 / 3, 9), ("CHL", "2023"): 0}


def test_sums_do_not_depend_on_the_order_of_the_records(project):
    amounts = [0.1, 1e12, -1e12, 0.2, 3e-9, 123456.789, -0.3] * 50
    for order in (amounts, amounts[::-1], sorted(amounts)):
        rows = "".join(f"Norway,2023,{amount!r},\n" for amount in order)
        write(project, HEADER + rows + "Chile,2023,1,\n")
        _, folder = build(project)
        package._read.cache_clear()
        total = sum(Decimal(repr(amount)) for amount in amounts)
        assert figures(folder)["NOR", "2023"] == float(total)


# -- What stands where the table is not at hand


def test_without_the_table_the_figures_stand_as_they_were_counted(project, capsys):
    write(project, HEADER + "Norway,2023,1,\nChile,2023,2,\n")
    _, folder = build(project)
    before = package.present(folder)
    (project / "records" / "landings.csv").unlink()
    capsys.readouterr()
    status, folder = build(project)
    assert status == 0
    assert package.present(folder) == before
    words = capsys.readouterr().err
    assert "landings.csv is not at hand; its 2 figures stand as they were counted." in words
    assert build(project, "--check")[0] == 0


def test_without_the_table_nothing_else_may_be_counted(project, capsys):
    write(project, HEADER + "Norway,2023,1,\nChile,2023,2,\n")
    _, folder = build(project)
    before = package.present(folder)
    write(project, "", measure="mean(tonnes)")
    (project / "records" / "landings.csv").unlink()
    assert build(project)[0] == 1
    assert "was counted in another way" in capsys.readouterr().err
    assert package.present(folder) == before


def test_counting_anew_changes_the_figures_and_keeps_their_names(project):
    write(project, HEADER + "Norway,2023,1,\nChile,2023,2,\n")
    _, folder = build(project)
    first = package.read(folder)
    write(project, HEADER + "Norway,2023,1,\nChile,2023,2,\nChile,2023,5,\n")
    _, folder = build(project)
    package._read.cache_clear()
    second = package.read(folder)
    assert set(first.claims["claim"]) == set(second.claims["claim"])
    assert figures(folder)["CHL", "2023"] == 7


# -- What is refused


REFUSED = {
    "a missing column": (
        "country,land,tonnes\nNorway,2023,1\n",
        "landings.csv: there is no column 'landed'. Did you mean land?",
    ),
    "a date that is none": (
        HEADER + "Norway,2023,1,\nChile,2023-02-30,1,\nChile,soon,1,\n",
        "the column 'landed' is no date, month or year in 2 records, first in record 2 "
        "('2023-02-30')",
    ),
    "a leap day in a year without one": (
        HEADER + "Norway,2024-02-29,1,\nChile,2023-02-29,1,\n",
        "in 1 record, first in record 2 ('2023-02-29')",
    ),
    "a country that is none": (
        HEADER + "Norway,2023,1,\nChile,2023,1,\nAtlantis,2023,1,\nAtlantis,2022,2,\n",
        "'Atlantis' in the column 'country' is no country, in 2 records, first in record 3",
    ),
    "a country that may be two": (
        HEADER + "Norway,2023,1,\nKorea,2023,1,\nChile,2023,1,\n",
        "'Korea' in the column 'country' could be KOR or PRK, in 1 record, first in record 2",
    ),
    "an amount that is text": (
        HEADER + "Norway,2023,1,\nChile,2023,a lot,\n",
        "the column 'tonnes' is no number in 1 record, first in record 2 ('a lot')",
    ),
    "an amount with a comma": (
        HEADER + 'Norway,2023,1,\nChile,2023,"1,5",\n',
        "no number in 1 record, first in record 2 ('1,5')",
    ),
    "an amount beyond all bounds": (
        HEADER + "Norway,2023,1,\nChile,2023,1e300,\n",
        "no number in 1 record, first in record 2 ('1e300')",
    ),
    "a table without a record": (HEADER, "landings.csv: holds no record"),
    "a table without a byte": ("", "landings.csv: is empty"),
    "a line with too many cells": (
        HEADER + "Norway,2023,1,\nChile,2023,1,,9\n",
        "landings.csv, line 3: is no whole CSV (has not the 4 cells of the header)",
    ),
    "a line with too few cells": (
        HEADER + "Norway,2023,1,\nChile\nChile,2023,1,\n",
        "landings.csv, line 3: is no whole CSV",
    ),
    "a quotation mark that is not closed": (
        HEADER + 'Norway,2023,1,\n"Chile,2023,1,\nChile,2023,1,\n',
        "landings.csv, line 3: is no whole CSV (a quote is not closed",
    ),
    "bytes that are no text": (
        (HEADER + "Norway,2023,1,\nChil").encode() + b"\xff\xfe,2023,1,\n",
        "landings.csv, line 3: is no whole CSV (is not written in UTF-8)",
    ),
    "two columns of one name": (
        "country,landed,tonnes,tonnes\nNorway,2023,1,2\n",
        "has two columns 'tonnes'",
    ),
    "nothing that is left": (
        HEADER + "Peru,2023,1,\n",
        "no record is left to be counted: 1 left out of other countries",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_table_is_refused_with_file_column_count_and_first_row(what, project, capsys):
    write(project, HEADER + "Norway,2023,1,\nChile,2023,2,\n")
    _, folder = build(project)
    before = package.present(folder)
    content, words = REFUSED[what]
    write(project, content)
    capsys.readouterr()
    assert build(project)[0] == 1
    said = capsys.readouterr().err
    assert words in said
    assert "records/landings.toml [landings_total], landings.csv" in said
    assert "Traceback" not in said
    assert str(project) not in said
    assert package.present(folder) == before
    assert [path.name for path in folder.parent.iterdir() if "build" in path.name] == []


def test_a_parquet_that_is_cut_off_is_refused(project, capsys):
    table = pa.table({"country": ["Norway", "Chile"], "landed": ["2023"] * 2, "tonnes": [1, 2]})
    write(project, table, table="landings.parquet")
    assert build(project)[0] == 0
    path = project / "records" / "landings.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    assert build(project)[0] == 1
    assert "landings.parquet: is no whole Parquet" in capsys.readouterr().err


def test_json_lines_are_refused_by_the_line_and_by_a_column_that_none_has(project, capsys):
    records = [{"country": name, "landed": "2023", "tonnes": 1} for name in ("Norway", "Chile")]
    lines = "".join(f"{json.dumps(record)}\n" for record in records)
    write(project, lines, table="landings.jsonl")
    assert build(project)[0] == 0
    write(project, lines + '{"country": oops\n', table="landings.jsonl")
    assert build(project)[0] == 1
    assert "landings.jsonl, line 3: is no whole JSON lines" in capsys.readouterr().err
    write(project, lines.replace("tonnes", "weight"), table="landings.jsonl")
    assert build(project)[0] == 1
    assert "landings.jsonl: no record has 'tonnes'" in capsys.readouterr().err


def test_a_column_of_another_kind_is_refused(project, capsys):
    table = pa.table(
        {
            "country": [1.5, 2.5],
            "landed": [[2023], [2024]],
            "tonnes": [True, False],
        }
    )
    write(project, table, table="landings.parquet")
    assert build(project)[0] == 1
    said = capsys.readouterr().err
    for column, kind in (("country", "texts"), ("landed", "dates"), ("tonnes", "numbers")):
        assert re.search(rf"the column '{column}' holds \S.*, not {kind}", said)


def test_files_of_several_kinds_and_of_none_are_refused(project, capsys):
    write(project, HEADER + "Norway,2023,1,\nChile,2023,2,\n", table="landings.csv")
    (project / "records" / "landings.txt").write_text("x", encoding="utf-8")
    toml = project / "records" / "landings.toml"
    toml.write_text(toml.read_text().replace("landings.csv", "landings.[ct]*"), encoding="utf-8")
    assert build(project)[0] == 1
    assert "landings.txt: is no kind of table" in capsys.readouterr().err


SEEDS = {
    "measure = 'sum(tonnes) + 1'": "'sum(tonnes) + 1' is no measure",
    "measure = 'share(species)'": "share takes a column and one of its values",
    "where = 'tonnes >'": "'tonnes >' is no condition",
    "where = 'tonnes > 1; drop table x'": "is no condition",
    "where = 'tonnes > (select 1)'": "does not compare a column with a value",
    "where = \"tonnes > 1 and tonnes = 'x'\"": "'tonnes' is compared with a number and with a text",
    "measure = 'share(species, \"cod\")'": "landings_total is in count, and share gives percent",
    "currency = 'USD'": "landings_total is in count",
    "read = 'yesterday'": "Write the day as",
    "countries = { 'PRC' = 'china' }": "three capitals, or nothing",
    "colour = 'red'": "Remove it or mend its name",
}


@pytest.mark.parametrize("line", SEEDS)
def test_a_seed_that_cannot_be_counted_is_refused_before_anything_is_read(line, project, capsys):
    write(project, HEADER + "Norway,2023,1,\nChile,2023,2,\n")
    path = project / "records" / "landings.toml"
    text = path.read_text(encoding="utf-8")
    name = line.partition(" ")[0]
    head, mark, tail = text.partition("\n\n[landings_counted]")
    lines = [each for each in head.splitlines() if not each.startswith(f"{name} ")]
    path.write_text("\n".join([*lines, line]) + mark + tail, encoding="utf-8")
    assert build(project)[0] == 1
    said = capsys.readouterr().err
    assert SEEDS[line] in said
    assert "records/landings.toml" in said
    assert "nothing uses it" not in said


def test_a_name_that_the_seeds_explain_is_taken(project):
    rows = "The fjords,2023,1,\nChile,2023,2,\nHigh seas,2023,4,\n"
    countries = "countries = { 'the Fjords' = 'NOR', 'High seas' = '' }"
    write(project, HEADER + rows, more=countries)
    status, folder = build(project)
    assert status == 0
    assert figures(folder) == {("NOR", "2023"): 1, ("CHL", "2023"): 2}


# -- The small grammars, and names of countries


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", {}),
        ("amount > 0 and stage != 'rumour'", {"amount": "number", "stage": "text"}),
        ("NOT (a IN (1, -2.5) OR b IS NOT NULL)", {"a": "number", "b": ""}),
        ("'2020' <= closed and x between 1 and 3", {"closed": "text", "x": "number"}),
        ("\"a b\" = 'x' and won = true", {"a b": "text", "won": "flag"}),
    ],
)
def test_a_condition_tells_its_columns_and_what_they_must_hold(text, columns):
    assert conditions.parse(text).columns == columns


@pytest.mark.parametrize(
    "text",
    [
        *("amount", "amount > other", "1 = 1", "f(amount) > 1", "amount like 'x%'"),
        *("amount > 0 union select 1", "t.amount > 1", "amount > date '2020-01-01'", "*"),
        *("amount > 0 --", "(" * 60 + "amount > 0" + ")" * 60, "amount in (select 1)", "x is 1"),
        "amount > 0 or " * 100 + "amount > 0",
    ],
)
def test_what_is_no_plain_condition_is_refused(text):
    if text == "amount > 0 --":  # a comment is nothing
        assert conditions.parse(text).columns == {"amount": "number"}
        return
    with pytest.raises(BadRequest):
        conditions.parse(text)


@pytest.mark.parametrize(
    "text", ["max(x)", "count(x)", "sum()", "sum(1 + 2)", "x", "", "sum(x, y)"]
)
def test_what_is_no_measure_is_refused(text):
    with pytest.raises(BadRequest):
        measures.parse(text)


KNOWN = Countries({"AAA": ("Aland proper",)}, {"XY": "AAA", "Nowhere": ""})


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        *((name, ("FRA",)) for name in ("France", "FRA", "fr", "250", " FRANCE ", "Frankreich")),
        *((name, ("GBR",)) for name in ("UK", "U.K.", "United Kingdom", "the United Kingdom")),
        *((name, ("CIV",)) for name in ("Côte d'Ivoire", "Cote d’Ivoire")),
        *((name, ("KOR",)) for name in ("South Korea", "Korea, Republic of", "韩国", "대한민국")),
        ("Russia", ("RUS",)),
        ("Россия", ("RUS",)),
        ("Korea", ("KOR", "PRK")),
        ("Congo", ("COD", "COG")),
        ("Virgin Islands", ("VGB", "VIR")),
        ("Guinea", ("GIN",)),
        ("Niger", ("NER",)),
        ("Georgia", ("GEO",)),
        ("Indochina", ()),
        ("France; Germany", ()),
        ("Atlantis", ()),
        ("", ()),
        ("XY", ("AAA",)),
        ("aland proper", ("AAA",)),
        ("nowhere", ("",)),
    ],
)
def test_a_name_means_one_country_or_says_which_it_could_mean(name, ids):
    assert KNOWN.of(name) == ids


# -- The command


def test_explain_prints_the_query_with_rows_in_out_and_left_out(data, data_folder, capsys):
    assert main(["explain", "landings_total", "--data", str(data_folder)]) == 0
    words = capsys.readouterr().out
    row = data.records.set_index("metric").loc["landings_total"]
    assert row["sql"] in words
    assert f"rows in     {row['rows_read']:,}" in words
    assert f"counted     {row['rows_counted']:,}" in words
    for reason in ("by the condition", "without a country", "of other countries"):
        assert f" {reason}" in words
    assert main(["explain", "salmon_harvest", "--data", str(data_folder)]) == 1
    assert "is not counted from records" in capsys.readouterr().err


def test_the_tables_of_the_real_project_say_that_nothing_is_counted(capsys):
    assert main(["explain", "ai_patents_granted"]) == 1
    assert "Counted are: none." in capsys.readouterr().err


def test_what_is_to_be_counted_is_known_without_counting():
    specs = seeds.specs(OTHER_SEEDS)
    assert {spec.metric for spec in specs.values()} == {"landings_total", "landings_counted"}


# -- The README's own example


def section(name):
    """The lines of a section of the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return text.partition(f"### {name}\n")[2].partition("\n#")[0].splitlines()


def test_the_whole_way_of_the_readme_is_gone(tmp_path, capsys):
    example = str(tmp_path / "example")
    lines = [line.strip() for line in section("Metrics from records") if line.startswith("    ")]
    make, *calls = [
        line.replace("/tmp/example", example).split()
        for line in lines
        if line.startswith(("python", "dashboard"))
    ]
    assert [call[:2] for call in calls] == [
        ["dashboard", "build"],
        ["dashboard", "explain"],
        ["dashboard", "serve"],
    ]
    subprocess.run([sys.executable, *make[1:]], check=True, cwd=ROOT, capture_output=True)
    for _, *call in calls[:2]:
        assert main(call) == 0
    assert "rows in     10,000" in capsys.readouterr().out
    data = package.read(tmp_path / "example" / "data")
    counted = data.records.set_index("metric").loc["deals_total"]
    written = tomllib.loads("\n".join(line for line in lines if " = " in line or "[" in line[:1]))
    seed = written["deals_total"]
    for column, name in (("table", "table"), ("measure", "measure"), ("where", "condition")):
        assert counted[name] == seed[column]
    figure = draw(data, View("deals_total"))
    assert figure.comparison
    assert {mark.row.collection for mark in figure.marks} == {RECORDS}


@pytest.mark.walks
@pytest.mark.parametrize("name", FORMATS)
def test_the_query_goes_along_in_every_file(name, data, tmp_path):
    figure = draw(data, View("landings_total"))
    (view, problems), *_ = reopen(data, export(figure, name))
    assert (view.figure, problems) == ("landings_total", [])
    (query,) = record(figure)["queries"]
    assert query["sql"] == data.records.set_index("metric").loc["landings_total", "sql"]
    if name in ("json", "html", "svg"):
        assert "GROUP BY" in export(figure, name).decode()
