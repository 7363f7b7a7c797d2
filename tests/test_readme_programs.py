"""Programs that read the data, as the README shows them, run against a server as it stands."""

import csv
import io
import json
import re
import shlex
import shutil
import subprocess

import pytest
from support.readme import OF_OTHER_PROGRAMS, examples, run, section

import dashboard
from dashboard.model.table_view import TABLE_CHOICES
from dashboard.settings import DATA, LOCAL_ADDRESS

SHOWN = section(OF_OTHER_PROGRAMS)
PYTHON = examples(SHOWN, "python")
[JAVASCRIPT] = examples(SHOWN, "javascript")
[R] = examples(SHOWN, "r")
REAL = dashboard.load()
WITHOUT_CHOICE = re.compile(r"claims\.csv\?[\w=&]+")


def program(name):
    """Where another program is; the test is left out, by its name, where there is none."""
    return shutil.which(name) or pytest.skip(f"no {name} on this machine")


def rows_of_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def granted():
    """The rows that the examples ask for."""
    claims = rows_of_csv((DATA / "claims.csv").read_text(encoding="utf-8"))
    return [
        row
        for row in claims
        if (row["metric"], row["collection"]) == ("ai_patents_granted", "documents")
    ]


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_a_python_program_reads_what_the_readme_says(address, library):
    names = {}
    pytest.importorskip(library)
    [at] = [at for at, code in enumerate(PYTHON) if f"import {library}" in code]
    for code in dict.fromkeys((PYTHON[0], PYTHON[at])):  # the first names the address
        run(code.replace(LOCAL_ADDRESS, address), names)
    assert names["claims"].to_dict("records")[0]["claim"] == granted()[0]["claim"]
    if library == "polars":
        assert len(names["goals"].collect()) == sum(REAL.claims["status"] == "target")


def test_every_python_library_of_the_readme_is_run():
    assert [code.split()[1] for code in PYTHON] == ["pandas", "polars", "duckdb"]


def read_by_node(code, address):
    code = f"{code.replace(LOCAL_ADDRESS, address)}\nconsole.log(JSON.stringify(claims));"
    call = [program("node"), "--input-type=module", "-"]
    done = subprocess.run(call, input=code, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_javascript_program_reads_the_rows_that_are_chosen(address):
    assert read_by_node(JAVASCRIPT, address) == granted()


@pytest.mark.parametrize("table", ["claims", "topics", "metrics"])
def test_the_javascript_example_reads_every_cell_of_a_table(address, table):
    code = WITHOUT_CHOICE.sub(f"{table}.csv", JAVASCRIPT)
    assert f"/data/{table}.csv`" in code
    whole = (DATA / f"{table}.csv").read_text(encoding="utf-8")
    assert read_by_node(code, address) == rows_of_csv(whole)


def test_a_javascript_program_hears_what_is_wrong_with_a_choice(address):
    code = JAVASCRIPT.replace(LOCAL_ADDRESS, address).replace("granted", "grantd")
    call = [program("node"), "--input-type=module", "-"]
    done = subprocess.run(call, input=code, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "Did you mean ai_patents_granted" in done.stderr


def test_an_r_program_reads_the_rows_that_are_chosen(address):
    code = f"{R.replace(LOCAL_ADDRESS, address)}\ncat(claims$value, claims$document)"
    call = [program("Rscript"), "-e", code]
    done = subprocess.run(call, capture_output=True, text=True, check=True, timeout=60)
    for row in granted():
        assert row["value"] in done.stdout
        assert row["document"] in done.stdout


def test_the_address_for_curl_gives_rows(address):
    [line] = [line for line in SHOWN.splitlines() if line.startswith("    curl ")]
    call = shlex.split(line.strip().replace(LOCAL_ADDRESS, address))
    got = subprocess.run(
        [program("curl"), "--silent", "--fail", *call[1:]], capture_output=True, check=True
    )
    assert rows_of_csv(got.stdout.decode())


def test_the_readme_names_every_choice_of_every_table():
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", SHOWN, re.MULTILINE))
    assert list(rows) == list(TABLE_CHOICES)
    for table, choices in TABLE_CHOICES.items():
        assert re.findall(r"`(\w+)`", rows[table]) == list(choices)
