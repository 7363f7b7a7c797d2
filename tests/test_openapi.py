"""The description in OpenAPI is valid, leaves no address out, and is what the server answers."""

import io
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from pyarrow import parquet as pq
from starlette.routing import Mount
from support.other_project import build_other_project
from support.servers import serve, stop

import dashboard
from dashboard.data.package import read
from dashboard.data.parquet import parquet
from dashboard.data.schema import TABLES
from dashboard.export.formats import FORMATS
from dashboard.figures.catalog import catalog
from dashboard.figures.urls import Urls
from dashboard.model.table_view import TABLE_CHOICES
from dashboard.model.view import CHOICES
from dashboard.model.vocabulary import ADDRESSES, FORMS
from dashboard.settings import DATA
from dashboard.web.addresses import Addresses
from dashboard.web.openapi import description

REAL = dashboard.load()
ROOT = "https://dashboard.test"
DESCRIBED = description(REAL, Urls(ROOT))
OPERATIONS = {path: operations["get"] for path, operations in DESCRIBED["paths"].items()}
NOT_PROVOKED = {"503"}  # too much at once


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """A project that counts records, as the real one does not."""
    return read(build_other_project(tmp_path_factory.mktemp("other")))


def ask(url, **headers):
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        request = urllib.request.Request(url, headers=names)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def resolved(part):
    """A part of the description, or the component that it refers to."""
    if "$ref" not in part:
        return part
    found = DESCRIBED
    for name in part["$ref"].removeprefix("#/").split("/"):
        found = found[name]
    return found


def parameters_of(path, place):
    listed = map(resolved, OPERATIONS[path]["parameters"])
    return {each["name"]: each for each in listed if each["in"] == place}


def query_of(path):
    """What must be asked, as the description shows it by an example."""
    asked = parameters_of(path, "query")
    return {name: each["example"] for name, each in asked.items() if each.get("required")}


def addresses_of(path):
    """The addresses of a path: each format of one figure, each font; else the one there is."""
    known = {name: each["schema"]["enum"] for name, each in parameters_of(path, "path").items()}
    chosen = {name: values[-1:] if name == "figure" else values for name, values in known.items()}
    found = [path]
    for name, values in chosen.items():
        found = [each.replace(f"{{{name}}}", value) for each in found for value in values]
    query = urllib.parse.urlencode(query_of(path))
    return [f"{each}?{query}" if query else each for each in found]


def check(path, status, answer):
    """An answer is what the description says of it under that status."""
    got, headers, body = answer
    assert got == int(status)
    told = resolved(OPERATIONS[path]["responses"][status])
    for name, header in told.get("headers", {}).items():
        assert headers[name] or not resolved(header)["required"], name
    if "content" in told:
        schema = told["content"][headers["content-type"]]["schema"]
        if re.search(r"json$", headers["content-type"]) and status == "200":
            Draft202012Validator(schema).validate(json.loads(body))
        elif schema.get("type") == "string":
            body.decode("utf-8")
    else:
        assert body == b""


# Whether it is one


def test_the_description_is_valid():
    assert list(OpenAPIV31SpecValidator(DESCRIBED).iter_errors()) == []


def test_the_server_answers_with_it_and_names_its_own_address(address):
    status, headers, body = ask(f"{address}/openapi.json")
    assert status == 200
    assert headers["content-type"] == "application/json"
    assert headers["access-control-allow-origin"] == "*"
    assert json.loads(body) == DESCRIBED
    assert DESCRIBED["servers"] == [{"url": ROOT}]
    assert ask(f"{address}/openapi.json", if_none_match=headers["etag"])[0] == 304


def test_the_lists_say_where_it_is(address):
    for path in ("figures", "data"):
        link = ask(f"{address}/{path}")[1]["link"]
        found = re.fullmatch(r'<([^>]*)>; rel="service-desc"; type="application/json"', link)[1]
        assert ask(urllib.parse.urljoin(f"{address}/{path}", found))[0] == 200


def test_below_a_path_it_stands_there_and_names_that_path():
    command = (sys.executable, "-m", "dashboard", "serve", "--port", "PORT")
    env = {"STREAMLIT_SERVER_BASE_URL_PATH": "ai", "DASHBOARD_ADDRESS": ""}
    process, address = serve(*command, env=env, below="/ai")
    try:
        found = json.loads(ask(f"{address}/ai/openapi.json")[2])
        assert found["servers"] == [{"url": f"{address}/ai"}]
        for path in ("/data/claims.csv?status=target", "/data/claims.parquet", "/figures"):
            assert ask(f"{found['servers'][0]['url']}{path}")[0] == 200
        assert ask(f"{address}/openapi.json")[0] == 404
    finally:
        stop(process)


# Whether it leaves nothing out


def described(path):
    """Whether an address of the app is one that the description has, whatever is put into it."""
    return any(
        re.fullmatch(re.sub(r"\\{\w+\\}", r"[^/]+", re.escape(each)), path) for each in OPERATIONS
    )


def test_every_address_of_the_server_beside_its_pages_is_described():
    addresses = Addresses(DATA)
    pages = {route.path for route in addresses.pages.routes}
    own = [each for each in addresses.routes if each.path not in pages]
    assert len(own) > len(TABLES)
    for route in own:
        if isinstance(route, Mount):
            assert any(path.startswith(f"{route.path}/") for path in OPERATIONS)
        elif route.endpoint != addresses.nowhere:
            assert described(re.sub(r"\{\w+\}", "x.y", route.path)), route.path


def test_every_file_of_data_is_described(address):
    for name in json.loads(ask(f"{address}/data")[2]):
        assert f"/data/{name}" in OPERATIONS


def test_every_figure_format_and_choice_is_described():
    path = "/figures/{figure}.{format}"
    placed = parameters_of(path, "path")
    assert placed["figure"]["schema"]["enum"] == list(catalog(REAL))
    assert placed["format"]["schema"]["enum"] == list(FORMATS)
    assert list(parameters_of(path, "query")) == list(CHOICES)
    for table in TABLES:
        for ending in ("csv", "parquet"):
            asked = parameters_of(f"/data/{table}.{ending}", "query")
            assert list(asked) == list(TABLE_CHOICES.get(table, ()))


def test_what_stands_at_the_root_is_the_name_of_no_page():
    roots = {path.split("/")[1].partition(".")[0] for path in OPERATIONS}
    assert roots <= set(ADDRESSES)


# Whether it is true


@pytest.mark.parametrize("path", OPERATIONS)
def test_an_address_answers_as_it_is_described(address, path):
    for each in addresses_of(path):
        answer = ask(f"{address}{each}")
        check(path, "200", answer)
        if "304" in OPERATIONS[path]["responses"]:
            check(path, "304", ask(f"{address}{each}", if_none_match=answer[1]["etag"]))


def bad_requests(path):
    """Status -> an address of the path, and headers, that are answered with it."""
    first, query = addresses_of(path)[0].partition("?")[0], query_of(path)
    last = re.sub(r"\{\w+\}", "nothing", path)
    kept = urllib.parse.urlencode(query)
    return {
        "206": (first, {"range": "bytes=0-3"}),
        "400": (f"{first}?nothing=1", {}),
        "404": (f"{last}?{kept.replace(ROOT.rpartition('/')[2], 'elsewhere.test')}", {}),
        "416": (first, {"range": "bytes=999999999-"}),
        "501": (f"{first}?{kept}&format=xml", {}),
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (path, status)
        for path, operation in OPERATIONS.items()
        for status in operation["responses"]
        if status not in ("200", "304", *NOT_PROVOKED)
    ],
)
def test_what_an_address_refuses_it_refuses_as_it_is_described(address, path, status):
    asked, headers = bad_requests(path)[status]
    check(path, status, ask(f"{address}{asked}", **headers))


@pytest.mark.parametrize("table", TABLES)
def test_a_row_of_a_table_is_what_its_schema_says(address, table, other):
    [schema] = {
        OPERATIONS[f"/data/{table}.{ending}"]["x-rows"]["$ref"] for ending in ("csv", "parquet")
    }
    validator = Draft202012Validator(resolved({"$ref": schema}))
    rows = pq.read_table(io.BytesIO(ask(f"{address}/data/{table}.parquet")[2])).to_pylist()
    if not len(getattr(REAL, table)):  # here nothing is counted from records
        assert rows == []
        rows = pq.read_table(io.BytesIO(parquet(getattr(other, table), table, {}))).to_pylist()
    assert rows
    for row in rows:
        validator.validate(row)


def taken_and_refused(parameter):
    """Texts that the schema of a parameter allows, and some that it does not."""
    schema = parameter["schema"]
    match schema["type"]:
        case "array":
            known = schema["items"]["enum"]
            return [*known, ",".join(known[:3])], ["nothing-of-that-name", "<b>"]
        case "integer":
            low, high = schema["minimum"], schema["maximum"]
            return [low, high], [low - 1, high + 1, "x", f"{low}.5"]
    if "enum" in schema:
        return schema["enum"], ["nothing-of-that-name"]
    if "maxLength" in schema:
        return ["x" * schema["maxLength"]], ["x" * (schema["maxLength"] + 1)]
    if "anyOf" in schema:
        return [*schema["anyOf"][0]["enum"], "120mm", "160x90mm", "900px"], ["x", "120", "0mm "]
    return ["0123456789ab"], ["latest", "0123456789abc"]


@pytest.mark.parametrize("key", DESCRIBED["components"]["parameters"])
def test_a_choice_takes_what_its_schema_allows_and_nothing_else(key):
    parameter = DESCRIBED["components"]["parameters"][key]
    if parameter["in"] == "header":
        return
    table, _, name = key.rpartition(".")
    tables = [table] if table else [each for each in TABLE_CHOICES if name in TABLE_CHOICES[each]]
    choice = TABLE_CHOICES[tables[0]][name] if tables else CHOICES[name]
    taken, refused = taken_and_refused(parameter)
    for text in taken:
        assert choice.read(str(text), name, choice.allowed(REAL, FORMS))[1] == "", text
    for text in refused:
        assert choice.read(str(text), name, choice.allowed(REAL, FORMS))[1], text


def test_a_default_is_what_is_given_without_the_parameter(address):
    path = "/figures/{figure}.{format}"
    for name, parameter in parameters_of(path, "query").items():
        if "default" in parameter["schema"]:
            url = f"{address}/figures/{next(iter(REAL.metric_by_id))}.svg"
            assert ask(f"{url}?{name}={parameter['schema']['default']}")[2] == ask(url)[2]
