"""A CSV opened by a double click shows what it says, and programs read it as before."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest

import dashboard
from dashboard.export.csv_json import DATE_OR_NUMBER, FORMULA, table
from dashboard.figures.catalog import catalog
from dashboard.model.view import View

DATA = dashboard.load()
# What a spreadsheet takes for a date, a time or a number, for a formula, and for a text.
DATES = (
    *("1/13", "2025-02", "2025-01-20", "20.1.2025", "3-4", "02/2025", "1:30"),
    *("February 2025", "4 February 2025", "Feb 2025", "May-24", "7 October", "October 7, 2022"),
    *("12e5", "29e646200000", "123456789012345", " 1/13"),
)
FORMULAS = ("=1+1", "+1", "-x", "@SUM(A1)", "\t=1", "=HYPERLINK(0)", "-\n1", "  =1", "\r@x")
LEFT = (
    *("", "=", "-", "~", ">=", "1950s", "195X", "2022", "1950/1969", "1945~/1953~", "4%"),
    *("about 5", "May be", "March of 2020", "Mayor 5", "Marchand 5", "2d1308fa660c", "35,310"),
    *("since 2017", "2017–2030", "about 1945–about 1953, inferred", "China: 1/13"),
)


@pytest.mark.parametrize(
    ("text", "sign"), [*((text, "\t") for text in DATES), *((text, "'") for text in FORMULAS)]
)
def test_a_text_that_a_spreadsheet_takes_for_another_begins_with_a_sign_that_keeps_it(text, sign):
    entities = DATA.entities.copy()
    entities.loc[entities["entity"] == "CHN", "name"] = text
    figure = dashboard.draw(replace(DATA, entities=entities), View("ai_patents_granted"))
    content = dashboard.export(figure, "csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert rows[0]["name"] == f"{sign}{text}".replace("\r", "\n")


@pytest.mark.parametrize("text", LEFT)
def test_any_other_text_stays_as_it_is(text):
    assert not FORMULA.match(text)
    assert not DATE_OR_NUMBER.match(text)


@pytest.mark.parametrize("name", catalog(DATA))
def test_every_table_is_marked_as_utf_8_and_read_by_pandas_and_csv_as_it_was(name):
    figure = dashboard.draw(DATA, View(name))
    content = dashboard.export(figure, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert b"\r" not in content
    made = table(figure)
    read = pd.read_csv(io.BytesIO(content), keep_default_na=False, dtype=str)
    found = read.replace(r"^\t", "", regex=True)
    assert list(found) == list(made)
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert reader.fieldnames == list(made)
    rows = list(reader)
    for column in made.columns[made.dtypes != "float"]:
        if made[column].dtype != bool:
            texts = list(map(str, made[column]))
            assert [row[column].strip() for row in rows] == texts, column
            assert list(found[column]) == texts, column


def test_pandas_reads_a_month_and_a_fraction_without_their_tab_as_the_readme_says():
    for name, column, text in (
        ("timeline", "date", "2021-03"),
        ("api_price_ratio", "text", "1/13"),
        ("lead", "period", "2022"),
    ):
        content = dashboard.export(dashboard.draw(DATA, View(name)), "csv")
        table = pd.read_csv(io.BytesIO(content)).replace(r"^\t", "", regex=True)
        assert text in [str(cell).removesuffix(".0") for cell in table[column]]
        assert not any(str(cell).startswith("\t") for cell in table.to_numpy().flat)


@pytest.mark.parametrize("name", catalog(DATA))
def test_no_cell_of_a_table_is_taken_for_a_formula_or_a_date(name):
    content = dashboard.export(dashboard.draw(DATA, View(name)), "csv").decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(content)):
        for column, cell in row.items():
            if column not in ("start", "end", "value", "low", "high", "times"):
                assert not FORMULA.match(cell), column
                assert cell.startswith("\t") or not DATE_OR_NUMBER.match(cell), column
