"""The tables as Parquet and by choice: every cell as the CSV has it, in whole or in pieces."""

import csv
import io
import json
import subprocess
import sys
import urllib.error
import urllib.request

import pyarrow as pa
import pytest
from pyarrow import parquet as pq

import dashboard
from dashboard.data.package import dump, parse
from dashboard.data.schema import TABLES
from dashboard.model.table_view import ENTITY_COLUMNS, TABLE_CHOICES
from dashboard.model.view import CHOICES
from dashboard.settings import DATA, ROOT
from dashboard.web.tables import NAMES, TABLE_FORMATS

REAL = dashboard.load()
TYPES = {"str": pa.string(), "float": pa.float64(), "bool": pa.bool_()}


def ask(url, method="GET", **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, method=method, headers=names)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def rows_at(url):
    status, _, body = ask(url)
    assert status == 200, body
    return list(csv.DictReader(io.StringIO(body.decode(), newline="")))


def table_at(url):
    return pq.read_table(io.BytesIO(ask(url)[2]))


# Parquet


@pytest.mark.parametrize("name", TABLES)
def test_a_table_as_parquet_has_every_cell_of_the_csv_with_its_type(address, name):
    table = table_at(f"{address}/data/{name}.parquet")
    assert table.column_names == list(TABLES[name])
    for column, kind in TABLES[name].items():
        field = table.schema.field(column)
        assert field.type == TYPES.get(kind, pa.int64())
        assert field.nullable == (kind in ("float", "int or none"))
    again = parse(dump(table.to_pandas()), name)  # typed as the whole of them is when it is read
    assert dump(again) == (DATA / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_cell_is_null_where_there_would_be_a_number_and_never_in_a_text(address, name):
    table = table_at(f"{address}/data/{name}.parquet")
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    for column, kind in TABLES[name].items():
        empty = sum(not row[column] for row in cells)
        assert table[column].null_count == (0 if kind == "str" else empty)


@pytest.mark.parametrize("name", TABLES)
def test_a_parquet_file_says_what_it_is_of_which_version_and_what_its_columns_hold(address, name):
    about = table_at(f"{address}/data/{name}.parquet").schema.metadata
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    for key in ("title", "description", "version"):
        assert about[key.encode()].decode() == package[key]
    [described] = [each for each in package["resources"] if each["name"] == name]
    assert json.loads(about[b"resource"])["schema"] == described["schema"]


def test_a_parquet_file_has_the_same_bytes_in_another_process(address):
    code = (
        "import sys\nimport dashboard\nfrom dashboard.settings import DATA\n"
        "from dashboard.model.table_view import TableView\n"
        "from dashboard.web.tables import Tables\n"
        "made = Tables(dashboard.load(), DATA)._make(TableView('claims'), 'parquet')\n"
        "sys.stdout.buffer.write(made.content)"
    )
    call = [sys.executable, "-c", code]
    run = subprocess.run(call, cwd=ROOT, capture_output=True, check=True, timeout=60)
    assert run.stdout == ask(f"{address}/data/claims.parquet")[2]


def test_nothing_but_csv_and_json_lies_in_the_folder_of_the_data():
    assert {path.suffix for path in DATA.iterdir()} == {".csv", ".json", ".jsonl"}


# Headers, and pieces


@pytest.mark.parametrize("file", [*NAMES, "claims.csv?status=target", "events.parquet?kinds=law"])
def test_a_file_of_a_table_is_answered_like_every_file_of_data(address, file):
    whole = ask(f"{address}/data/datapackage.json")[1]
    status, headers, body = ask(f"{address}/data/{file}")
    assert status == 200
    for header in ("cache-control", "access-control-allow-origin", "accept-ranges"):
        assert headers[header] == whole[header]
    ending = file.partition("?")[0].rpartition(".")[2]
    assert headers["content-type"] == TABLE_FORMATS[ending].media
    assert headers["content-disposition"].startswith("attachment; filename=")
    for tag in (headers["etag"], f"W/{headers['etag']}"):
        unchanged = ask(f"{address}/data/{file}", if_none_match=tag)
        assert (unchanged[0], unchanged[2]) == (304, b"")
        assert unchanged[1]["etag"] == headers["etag"]
    head = ask(f"{address}/data/{file}", "HEAD")
    assert (head[0], head[2]) == (200, b"")
    for header in ("content-length", "etag", "accept-ranges", "content-type"):
        assert head[1][header] == headers[header]
    assert int(headers["content-length"]) == len(body)


RANGES = {
    "bytes=0-3": slice(0, 4),
    "bytes=-8": slice(-8, None),
    "bytes=100-": slice(100, None),
    "bytes=4-999999999": slice(4, None),
    "bytes=-999999999": slice(0, None),
}


@pytest.mark.parametrize("file", ["claims.parquet", "claims.csv", "claims.csv?status=target"])
@pytest.mark.parametrize("asked", RANGES)
def test_a_part_is_answered_with_that_part_and_where_it_stands(address, asked, file):
    whole = ask(f"{address}/data/{file}")[2]
    part = whole[RANGES[asked]]
    for accepted in ("identity", "gzip"):
        status, headers, body = ask(f"{address}/data/{file}", range=asked, accept_encoding=accepted)
        assert (status, body) == (206, part)
        assert "content-encoding" not in headers
        first, end, _ = RANGES[asked].indices(len(whole))
        assert headers["content-range"] == f"bytes {first}-{end - 1}/{len(whole)}"
    head = ask(f"{address}/data/{file}", "HEAD", range=asked)
    assert head[0] == 206
    assert int(head[1]["content-length"]) == len(part)


@pytest.mark.parametrize("asked", ["bytes=999999999-", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused_with_the_size(address, asked):
    status, headers, body = ask(f"{address}/data/claims.parquet", range=asked)
    size = ask(f"{address}/data/claims.parquet", "HEAD")[1]["content-length"]
    assert (status, body) == (416, b"")
    assert headers["content-range"] == f"bytes */{size}"


@pytest.mark.parametrize(
    "asked", ["bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=٣-٤"]
)
def test_what_is_no_range_is_answered_with_the_whole(address, asked):
    sent = asked.encode().decode("latin-1")
    whole = ask(f"{address}/data/claims.parquet")[2]
    assert ask(f"{address}/data/claims.parquet", range=sent)[::2] == (200, whole)


def test_a_part_of_another_version_is_answered_with_the_whole(address):
    url = f"{address}/data/claims.parquet"
    _, headers, whole = ask(url)
    assert ask(url, range="bytes=0-3", if_range=headers["etag"])[::2] == (206, whole[:4])
    assert ask(url, range="bytes=0-3", if_range='"other"')[::2] == (200, whole)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_parquet_is_not_packed_again_so_that_its_length_is_that_of_its_bytes(address, method):
    url = f"{address}/data/claims.parquet"
    headers = ask(url, method, accept_encoding="gzip, br")[1]
    assert "content-encoding" not in headers
    assert not headers["etag"].startswith("W/")
    assert int(headers["content-length"]) == len(ask(url)[2])


def test_every_file_of_a_table_is_listed_and_a_name_that_is_near_is_found(address):
    assert set(NAMES) < set(json.loads(ask(f"{address}/data")[2]))
    for wrong, right in (("claim.parquet", "claims.parquet"), ("event.csv", "events.csv")):
        status, _, body = ask(f"{address}/data/{wrong}")
        assert status == 404
        assert right in body.decode()


# Choices

CHOSEN = [
    (table, name, value)
    for table, choices in TABLE_CHOICES.items()
    for name, choice in choices.items()
    for value in (dict.fromkeys(filter(None, choice.allowed(REAL, ()))) or (1990, 2024, 2030))
]


def is_wanted(row, table, name, value):
    """Whether a row of a CSV is of that choice, as the README words it."""
    match name:
        case "entities":
            return value in (row[ENTITY_COLUMNS[table]], row["country"])
        case "topics":
            return REAL.metric_by_id[row["metric"]].topic == value
        case "start":
            return not row["end"] or int(row["end"][:4]) >= value
        case "end":
            return not row["start"] or int(row["start"][:4]) <= value
    columns = {"documents": "document", "collections": "collection", "kinds": "kind"}
    return row[columns.get(name, name)] == value


@pytest.mark.parametrize(("table", "name"), dict.fromkeys(each[:2] for each in CHOSEN))
def test_a_choice_leaves_the_rows_that_are_of_it_and_all_of_each(address, table, name):
    lines = (DATA / f"{table}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        whole = list(csv.DictReader(file))
    for value in (value for *of, value in CHOSEN if of == [table, name]):
        wanted = [is_wanted(row, table, name, value) for row in whole]
        body = ask(f"{address}/data/{table}.csv?{name}={value}")[2].decode()
        kept = (line for line, is_kept in zip(lines[1:], wanted, strict=True) if is_kept)
        assert body == "".join([lines[0], *kept])


@pytest.mark.parametrize("table", TABLE_CHOICES)
def test_chosen_rows_are_the_same_as_csv_and_as_parquet(address, table):
    for name in TABLE_CHOICES[table]:
        value = next(value for *of, value in CHOSEN if of == [table, name])
        query = f"{table}.{{}}?{name}={value}"
        rows = table_at(f"{address}/data/{query.format('parquet')}")
        again = dump(parse(dump(rows.to_pandas()), table))
        assert again == ask(f"{address}/data/{query.format('csv')}")[2].decode()


def test_choices_narrow_each_other_and_a_list_widens(address):
    metrics = list(REAL.metric_by_id)[:2]
    of_each = [rows_at(f"{address}/data/claims.csv?metric={metric}") for metric in metrics]
    both = rows_at(f"{address}/data/claims.csv?metric={','.join(metrics)}")
    assert len(both) == sum(map(len, of_each)) > 0
    assert both == rows_at(f"{address}/data/claims.csv?metric={metrics[0]}&metric={metrics[1]}")
    side = REAL.project.sides[0].id
    narrowed = rows_at(f"{address}/data/claims.csv?metric={','.join(metrics)}&entities={side}")
    assert narrowed == [row for row in both if side in (row["entity"], row["country"])]


def test_every_name_there_is_can_be_asked_for_at_once(address):
    whole = (DATA / "claims.csv").read_bytes()
    assert ask(f"{address}/data/claims.csv?metric={','.join(REAL.metric_by_id)}")[2] == whole
    for table, choices in TABLE_CHOICES.items():
        for name, choice in choices.items():
            if known := dict.fromkeys(filter(None, choice.allowed(REAL, ()))):
                assert ask(f"{address}/data/{table}.csv?{name}={','.join(known)}")[0] == 200


def test_a_table_without_a_choice_is_the_file_itself(address):
    for table in TABLES:
        for query in ("", "?", "?utm_source=letter&fbclid=1"):
            body = ask(f"{address}/data/{table}.csv{query}")[2]
            assert body == (DATA / f"{table}.csv").read_bytes()


def test_a_choice_that_leaves_nothing_leaves_the_columns(address):
    for table in TABLE_CHOICES:
        query = f"documents={REAL.documents['document'].iloc[-1]}&entities=deepseek&end=1901"
        header = ",".join(TABLES[table])
        body = ask(f"{address}/data/{table}.csv?{query}")[2].decode()
        assert body.splitlines()[0] == header
        assert table_at(f"{address}/data/{table}.parquet?{query}").column_names == header.split(",")


def test_a_table_is_chosen_from_in_the_words_of_figures():
    for choices in TABLE_CHOICES.values():
        assert set(choices) - {"metric"} <= set(CHOICES)


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_everything_that_is_wrong_with_a_choice_is_said_at_once(address, ending):
    query = (
        "metric=ai_patents_grantd&entities=CHM&status=sure&start=1&end=x&colour=red&collections=a"
    )
    status, headers, body = ask(f"{address}/data/claims.{ending}?{query}")
    words = body.decode()
    assert status == 400
    assert headers["content-type"].startswith("text/plain")
    assert headers["access-control-allow-origin"] == "*"
    assert "Did you mean ai_patents_granted" in words
    assert "There is no choice called colour for this table. There are: collections," in words
    for name in ("metric", "entities", "status", "collections"):
        assert f"{name} has a name that does not exist" in words
    for name in ("start", "end"):
        assert f"{name} must be a whole number" in words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("claims.csv?start=2025&end=2020", "start is later than end"),
        ("events.csv?metric=ai_patents_granted", "no choice called metric for this table"),
        ("metrics.csv?metric=ai_patents_granted", "The table metrics is given whole"),
        ("topics.parquet?x=1", "The table topics is given whole"),
        ("claims.csv?%3Cb%3E=1", "There is no choice of that name"),
        ("claims.csv?entities=%3Cb%3E", "entities has a name that does not exist."),
        ("claims.csv?metric=" + "x" * 3500, "metric is too long"),
        ("claims.csv?entities=CHM,USS,<b>", "'CHM'. Did you mean CHN"),
        ("claims.csv?entities=CHM,USS", "'USS'. Did you mean USA"),
        ("claims.csv?entities=a,b,c,d,e", "entities has 2 more that do not exist."),
        ("claims.csv?" + "metric=x&" * 600, "longer than"),
    ],
)
def test_a_choice_that_cannot_be_is_refused_in_plain_words(address, query, words):
    status, headers, body = ask(f"{address}/data/{query}")
    assert status == 400
    assert words in body.decode()
    assert headers["content-type"].startswith("text/plain")
    assert b"<b>" not in body
