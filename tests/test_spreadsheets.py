"""A CSV opened by a double click shows what it says, and programs read it as before."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

import dashboard
from dashboard.export.csv_json import TAKEN_FOR_ANOTHER, table
from dashboard.figures.catalog import catalog
from dashboard.model.view import View

DATA = dashboard.load()
# What Excel takes for a date, a time, a formula or a number, and what it does not.
TAKEN = (
    *("1/13", "2025-02", "2025-01-20", "20.1.2025", "3-4", "02/2025", "1:30"),
    *("February 2025", "4 February 2025", "Feb 2025", "May-24", "7 October", "October 7, 2022"),
    *("=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "=HYPERLINK(0)", "-\n1"),
    *("12e5", "29e646200000", "123456789012345"),
)
LEFT = (
    *("", "=", "-", "~", ">=", "1950s", "195X", "2022", "1950/1969", "1945~/1953~", "4%"),
    *("about 5", "May be", "March of 2020", "Mayor 5", "Marchand 5", "2d1308fa660c", "35,310"),
    *("since 2017", "2017–2030", "about 1945–about 1953, inferred", "China: 1/13"),
)


@pytest.mark.parametrize("text", TAKEN)
def test_a_text_that_a_spreadsheet_takes_for_another_begins_with_a_space(text):
    entities = DATA.entities.copy()
    entities.loc[entities["entity"] == "CHN", "name"] = text
    figure = dashboard.draw(replace(DATA, entities=entities), View("ai_patents_granted"))
    content = dashboard.export(figure, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert rows[0]["name"] == f" {text}"


@pytest.mark.parametrize("text", LEFT)
def test_any_other_text_stays_as_it_is(text):
    assert not TAKEN_FOR_ANOTHER.match(text)


@pytest.mark.parametrize("name", catalog(DATA))
def test_every_table_is_marked_as_utf_8_and_read_by_pandas_and_csv_as_it_was(name):
    figure = dashboard.draw(DATA, View(name))
    content = dashboard.export(figure, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert b"\r" not in content
    made = table(figure)
    found = pd.read_csv(io.BytesIO(content), skipinitialspace=True, keep_default_na=False)
    assert list(found) == list(made)
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")), skipinitialspace=True)
    assert reader.fieldnames == list(made)
    rows = list(reader)
    for column in made.columns[made.dtypes != "float"]:
        texts = [str(cell).strip() for cell in made[column]]
        if made[column].dtype != bool:
            assert [row[column] for row in rows] == texts, column
    for row in rows:
        for column, cell in row.items():
            if column not in ("start", "end"):
                raw = cell.strip()
                assert cell in (raw, f" {raw}")


@pytest.mark.parametrize("name", catalog(DATA))
def test_no_cell_of_a_table_is_taken_for_a_formula_or_a_date(name):
    content = dashboard.export(dashboard.draw(DATA, View(name)), "csv").decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(content)):
        for column, cell in row.items():
            if column not in ("start", "end", "value", "low", "high", "times"):
                assert not TAKEN_FOR_ANOTHER.match(cell), column
