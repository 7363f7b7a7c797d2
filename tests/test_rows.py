"""Rows, charts, words and columns fit together: no table of one knows what another lacks."""

import ast
import inspect
import io
import math
from dataclasses import fields, replace

import pandas as pd
import pytest
from support.other_project import build_other_project

import dashboard
from dashboard.data import package
from dashboard.export import formats
from dashboard.figures.catalog import catalog, marks
from dashboard.figures.charts import CHARTS, EMPTY
from dashboard.figures.renderers import PLOTLY, VEGA_LITE
from dashboard.figures.row_kinds import KINDS
from dashboard.figures.style.theme import INKS
from dashboard.model import comparison, verdict, vocabulary
from dashboard.model.row import FigureRow
from dashboard.model.sizes import SIZES
from dashboard.model.view import View
from dashboard.model.vocabulary import COLLECTIONS
from dashboard.text import (
    changes,
    chart_words,
    codes,
    comparisons,
    format_words,
    formatting,
    labels,
)
from dashboard.text.captions import SIGNS
from dashboard.text.columns import COLUMNS, head

DATA = dashboard.load()
ENTRIES = catalog(DATA)
FIELDS = {field.name: field.default for field in fields(FigureRow)}
FIGURES = [(name, form) for name, entry in ENTRIES.items() for form in entry.forms]
# Choices that leave a figure some of its rows, or none.
NARROWED = ({}, {"entities": ("AUS",)}, {"start": 2020, "end": 2023}, {"status": ("target",)})


def views(entry):
    """The figure as it is, and with every narrowing that it takes."""
    for choices in NARROWED:
        if set(choices) <= set(entry.choices):
            yield View(entry.name, **choices)


@pytest.fixture(scope="module")
def other_project(tmp_path_factory):
    """A project on something else, which uses everything that a project may use."""
    return package.read(build_other_project(tmp_path_factory.mktemp("rows")))


# Rows and kinds of rows


def filled(row):
    """The fields of a row that are not at their default."""
    return {name for name, default in FIELDS.items() if getattr(row, name) != default}


def views_of(entry):
    """The view of an entry in each of its charts, with all collections and in proportion."""
    more = {"collections": COLLECTIONS} if "collections" in entry.choices else {}
    for form in entry.forms:
        yield View(entry.name, form=form)
        yield View(entry.name, form=form, **more)
        if entry.metric and entry.metric.per:
            yield View(entry.name, form=form, per=entry.metric.per[0])


def rows_of(dataset, view):
    entry = catalog(dataset)[view.figure]
    described, _ = marks(entry, dataset, view)
    return [mark.row for mark in described]


@pytest.mark.parametrize("name", ENTRIES)
def test_a_row_fills_no_field_that_its_kind_does_not_name(name):
    kind = ENTRIES[name].kind
    for view in views(ENTRIES[name]):
        for row in rows_of(DATA, view):
            assert filled(row) <= set(kind.fields)
            for member in row.members:
                assert filled(member) <= set(KINDS["claims"].fields)


def test_no_row_of_another_project_fills_a_field_that_its_kind_does_not_name(other_project):
    for name, entry in catalog(other_project).items():
        for row in rows_of(other_project, View(name)):
            assert filled(row) <= set(entry.kind.fields)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "claims across metrics"])
def test_every_field_that_a_kind_names_is_filled_by_some_row(kind, other_project):
    found = set()
    for dataset in (DATA, other_project):
        for entry in catalog(dataset).values():
            if entry.kind.name == kind:
                found |= {
                    field
                    for view in views_of(entry)
                    for row in rows_of(dataset, view)
                    for field in filled(row)
                }
    assert set(KINDS[kind].fields) == found


def test_a_claim_of_a_figure_across_metrics_has_the_fields_and_columns_of_any():
    across, claims = KINDS["claims across metrics"], KINDS["claims"]
    assert across.fields == claims.fields
    assert across.columns == claims.columns


def test_every_kind_is_known_under_its_name_wherever_kinds_are_told_apart():
    assert list(KINDS) == [kind.name for kind in KINDS.values()]
    assert set(changes.VALUES) == set(KINDS)
    assert {entry.kind.name for entry in ENTRIES.values()} == set(KINDS)


@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_a_chart_asks_for_nothing_that_the_rows_of_its_figure_lack(name, form):
    assert set(CHARTS[form].requires) <= set(ENTRIES[name].kind.fields)
    for row in rows_of(DATA, View(name)):
        if not row.is_absent:
            empty = [field for field in CHARTS[form].requires if getattr(row, field) is None]
            assert empty == []


def test_every_source_of_a_figure_has_the_number_that_its_marks_carry():
    for name in ENTRIES:
        figure = dashboard.draw(DATA, View(name))
        assert [source.marker for source in figure.sources] == [
            number for number, _ in enumerate(figure.sources, 1)
        ]
        for mark in figure.marks:
            assert tuple(source.marker for source in mark.sources) == mark.row.markers
            stands_on = {*mark.row.claims, *mark.row.events}
            assert all(
                source.claim in stands_on or source.count > 1 or source.is_statistic
                for source in mark.sources
            )
            if not any(source.is_statistic for source in mark.sources):
                assert {source.claim for source in mark.sources} == stands_on


# Layers and tooltips


def layers_of(figure):
    """Every layer of a Vega-Lite chart with the records that it is drawn from."""
    content = VEGA_LITE.on_page(figure.chart, figure.style.ink)
    datasets = content.get("datasets", {})
    for layer in content["layer"]:
        data = layer.get("data") or content["data"]  # at the top where all layers have the same
        yield layer, data["values"] if "values" in data else datasets[data["name"]]


def is_missing(value):
    return value is None or (isinstance(value, float) and math.isnan(value))


def check_tooltips(figure):
    for layer, records in layers_of(figure):
        tooltips = layer["encoding"].get("tooltip")
        if tooltips is None:
            assert "tooltip" in layer["mark"], "Vega-Lite would show every field of the record"
            assert layer["mark"]["tooltip"] is None
            continue
        assert records
        for tooltip in tooltips:
            assert tooltip["title"]
            for record in records:
                assert not is_missing(record.get(tooltip["field"])), tooltip["field"]
        if "quotes" in records[0]:
            assert "quotes" in {tooltip["field"] for tooltip in tooltips}
            assert all(record["quotes"] for record in records), "the documents' own words"


def check_hovers(figure):
    for trace in figure.interactive.data:
        assert "%{customdata}" in trace.hovertemplate
        assert len(trace.customdata) == len(trace.x) > 0
        assert all(isinstance(text, str) and text for text in trace.customdata)


@pytest.mark.walks
@pytest.mark.parametrize(("name", "form"), FIGURES)
def test_a_layer_shows_what_its_data_holds_when_pointed_at_or_nothing(name, form):
    for view in views(ENTRIES[name]):
        figure = dashboard.draw(DATA, view.but(form=form))
        check_tooltips(figure)
        if figure.renderer is PLOTLY:
            check_hovers(figure)


def test_a_layer_of_another_project_shows_what_its_data_holds_or_nothing(other_project):
    for name, entry in catalog(other_project).items():
        for form in entry.forms:
            figure = dashboard.draw(other_project, View(name, form=form))
            check_tooltips(figure)
            if figure.renderer is PLOTLY:
                check_hovers(figure)


def test_the_tooltip_of_an_empty_square_says_why_it_is_empty():
    figure = dashboard.draw(DATA, View("coverage"))
    records = {
        (record["title"], record["side"]): record
        for layer, records in layers_of(figure)
        if layer["encoding"].get("tooltip")
        for record in records
    }
    assert len(records) == len(figure.marks)
    for mark in figure.marks:
        record = records[mark.row.title, mark.row.side]
        assert (record["label"], record["note"]) == (mark.words.label, mark.row.note)
        assert mark.words.missing in record["label"]


# Lists that name the same things


@pytest.mark.parametrize(
    ("names", "others"),
    [
        (vocabulary.FORMS, CHARTS),
        (vocabulary.FORMS, chart_words.CHARTS),
        (vocabulary.FORMATS, formats.FORMATS),
        (vocabulary.FORMATS, format_words.FORMATS),
        (vocabulary.THEMES, INKS),
        (vocabulary.THEMES, format_words.THEMES),
        (vocabulary.STATUSES, codes.STATUSES),
        (vocabulary.VOICES, codes.VOICES),
        (vocabulary.EVENT_KINDS, codes.EVENT_KINDS),
        (vocabulary.DISMISSALS, codes.DISMISSALS),
        (vocabulary.COMPARATORS, formatting.HEDGES),
        (tuple(SIZES), format_words.SIZES),
        ((*vocabulary.ABSENCES, vocabulary.FILTERED, *vocabulary.INCONVERTIBLE), labels.ABSENCES),
        (vocabulary.STATUSES, labels.STATUSES),
        (vocabulary.STATUSES, comparisons.STATUSES),
        (vocabulary.STATUSES, changes.PLANNED),
        (vocabulary.VOICES, labels.VOICES),
        (vocabulary.VOICES, changes.VOICES),
        (("picture", "data"), format_words.KINDS),
    ],
)
def test_two_lists_of_the_same_things_name_exactly_the_same(names, others):
    assert sorted(names) == sorted(others)


def test_every_kind_of_file_is_offered_somewhere():
    kinds = {format.kind for format in formats.FORMATS.values()}
    assert kinds == {*format_words.KINDS, "citation"}


# Signs and reasons


def test_every_sign_of_a_chart_or_an_overview_is_explained_and_every_explanation_is_used():
    of_charts = {code for chart in (*CHARTS.values(), EMPTY) for code in chart.signs}
    of_entries = {code for entry in ENTRIES.values() for code in entry.signs}
    assert of_charts | of_entries == set(SIGNS)


def codes_given(*modules):
    """The codes that a module writes into a Reason, each branch of a condition for itself."""
    for module in modules:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                code, *_ = node.args
                branches = [code.body, code.orelse] if isinstance(code, ast.IfExp) else [code]
                for branch in branches:
                    assert isinstance(branch, ast.Constant), ast.unparse(branch)
                    yield branch.value


def test_every_reason_that_the_gate_gives_has_its_phrase_and_every_phrase_its_reason():
    assert set(codes_given(comparison, verdict)) == set(comparisons.REASONS)


def test_every_reason_reads_as_a_phrase(other_project):
    """Those of every pair of rows, dated as they are, otherwise, and not at all."""
    given = set()
    for dataset in (DATA, other_project):
        rows = [
            row
            for name, entry in catalog(dataset).items()
            if entry.metric
            for row in rows_of(dataset, View(name, collections=COLLECTIONS))
            if not row.is_absent
        ]
        last_of_series = {row.series: row for row in rows}
        rows = list(last_of_series.values())
        for one in rows:
            for other in rows:
                metric = dataset.metric_by_id[one.metric]
                for judged_metric in (metric, replace(metric, comparable=True)):
                    for period in (other.period, "1999", ""):
                        dated = replace(other, period=period)
                        given |= set(comparison.judge(judged_metric, one, dated).reasons)
                nothing = replace(other, quantity=replace(other.quantity, value=0.0))
                given |= set(comparison.judge(metric, one, nothing).reasons)
    for reason in given:
        phrase = comparisons.reason_phrase(reason)
        assert phrase
        assert not phrase.endswith(".")
    assert {reason.code for reason in given} == set(comparisons.REASONS) - {"stated"}


# Columns


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("table", ["columns", "sheet", "table"])
def test_every_column_of_a_kind_exists_and_has_a_name_of_its_own(table, kind):
    columns = getattr(kind, table)
    assert set(columns) <= set(COLUMNS)
    names = [COLUMNS[column].name for column in columns]
    heads = [head(COLUMNS[column], DATA.project) for column in columns]
    assert len(set(names)) == len(names)
    assert table == "columns" or len(set(heads)) == len(heads)


def test_every_column_is_one_of_some_kind():
    used = {name for kind in KINDS.values() for name in (*kind.columns, *kind.sheet, *kind.table)}
    assert used == set(COLUMNS)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_cell_of_a_table_holds_plain_text_or_a_plain_number(name):
    entry = ENTRIES[name]
    figure = dashboard.draw(DATA, View(name))
    for column in (*entry.kind.columns, *entry.kind.sheet, *entry.kind.table):
        for mark in figure.marks:
            cell = COLUMNS[column].cell(mark, DATA.project)
            assert cell is None or isinstance(cell, str | int | float | bool), column
            assert cell is not None or COLUMNS[column].name in ("value", "low", "high", "times")


@pytest.mark.parametrize("name", ENTRIES)
def test_every_row_with_a_figure_stands_in_the_table_with_the_words_of_its_document(name):
    figure = dashboard.draw(DATA, View(name))
    content = dashboard.export(figure, "csv")
    table = pd.read_csv(io.BytesIO(content), keep_default_na=False)
    assert len(table) == len(figure.marks)
    if figure.entry.kind.name == "coverage":  # its squares hold figures, each with its claim
        assert table["claims"].str.split().map(tuple).tolist() == [r.claims for r in figure.rows]
        return
    for mark, words in zip(figure.marks, table["says"], strict=True):
        assert bool(words) == (not mark.row.is_absent)
        assert all(part in words for part in mark.row.says)
