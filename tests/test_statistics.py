"""Public statistics: seen as what they are, moved through time and in proportion with care."""

import io
import re
import tomllib
from dataclasses import replace
from itertools import pairwise

import pandas as pd
import pytest

import dashboard
from dashboard.data.queries import in_collections
from dashboard.errors import BadRequest
from dashboard.figures.catalog import catalog
from dashboard.figures.meetings import meetings
from dashboard.figures.query import parse
from dashboard.figures.style.theme import Style
from dashboard.model.comparison import counterparts, standing
from dashboard.model.project import OTHER
from dashboard.model.row import FigureRow
from dashboard.model.series import is_part_of_a_year, position, runs, series_of
from dashboard.model.verdict import NEVER
from dashboard.model.view import View
from dashboard.model.vocabulary import COLLECTIONS, COMPANIONS, DOCUMENTS, THEMES
from dashboard.settings import ROOT
from dashboard.text.chart_words import HEADS
from dashboard.text.comparisons import verdict_sentence
from dashboard.text.meetings import counted, stated
from dashboard.text.sources import MIXED, STATISTIC, TERMS, edition_words

DATA = dashboard.load()
TABLES = DATA.documents[DATA.documents["collection"] == COMPANIONS].to_dict("records")
STATISTICS = in_collections(DATA.claims, (COMPANIONS,))
METRICS = [name for name, known in DATA.collections_by_metric.items() if known == (COMPANIONS,)]
OVER_TIME = ("line", "index", "relative", "shares", "slope")
SERIES = [
    (name, form) for name in METRICS for form in catalog(DATA)[name].forms if form in OVER_TIME
]
SEEDS = sorted((ROOT / "seeds" / "companions").glob("*.toml"))


def drawn(metric, **choices):
    return dashboard.draw(DATA, View(metric, **choices))


# The same claim, the same build


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_cell_of_a_table_is_a_claim_with_its_place_and_edition(path):
    seed = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=str)
    claims = STATISTICS[STATISTICS["document"] == path.stem]
    cells = [
        (series["metric"], entity, row[0], str(cell))
        for series in seed["series"]
        for row in series["values"]
        for entity, cell in zip(series["entities"], row[1:], strict=True)
        if cell != ""
    ]
    stated = [
        (claim["metric"], claim["entity"], claim["period"], re.split(r"[ %]", claim["says"])[0])
        for claim in claims.to_dict("records")
    ]
    assert sorted(stated) == sorted(cells)
    assert set(claims["locator"]) == {series["locator"] for series in seed["series"]}
    assert set(claims["edition"]) == {
        series.get("edition", seed.get("edition", "")) for series in seed["series"]
    }


def test_no_fact_is_shared_by_a_document_and_a_table():
    assert (DATA.claims.groupby("fact")["collection"].nunique() == 1).all()


@pytest.mark.parametrize("table", TABLES, ids=lambda row: row["document"])
def test_a_table_says_who_published_it_when_it_was_read_and_on_what_terms(table):
    assert table["publisher"]
    assert table["reading"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", table["read"])
    for code, letters in (("NC", "-NC"), ("ND", "-ND")):
        assert (code in table["terms"].split()) == (letters in table["licence"])
    assert table["licence"] or "quoted" in table["terms"]


# Seen as what they are


@pytest.mark.parametrize("name", DATA.metric_by_id)
def test_a_metric_of_the_documents_takes_in_statistics_only_when_asked(name):
    known = DATA.collections_by_metric[name]
    shown = {row.collection for row in drawn(name).present}
    assert shown == set(known[:1])
    both = {row.collection for row in drawn(name, collections=COLLECTIONS).present}
    assert both == set(known)


@pytest.mark.parametrize("name", ["lead", "coverage", "amounts"])
def test_an_overview_takes_in_statistics_only_when_asked(name):
    claims = {claim for row in drawn(name).rows for claim in row.claims}
    assert claims
    assert {DATA.claim_by_id[claim]["collection"] for claim in claims} == {DOCUMENTS}
    if "collections" in catalog(DATA)[name].choices:
        claims = {
            claim for row in drawn(name, collections=COLLECTIONS).rows for claim in row.claims
        }
        assert {DATA.claim_by_id[claim]["collection"] for claim in claims} == set(DATA.collections)


def test_the_counts_over_time_say_that_they_are_no_figures_of_the_documents():
    figure = drawn("movement")
    assert {row.collection for row in figure.rows} == {COMPANIONS}
    assert figure.head[0].text == HEADS[COMPANIONS]
    assert not drawn("movement", collections=(DOCUMENTS,)).rows


@pytest.mark.walks
@pytest.mark.parametrize("name", METRICS)
@pytest.mark.parametrize("format", ["svg", "html", "csv", "json", "bib", "ris"])
def test_a_licence_and_what_it_asks_travel_with_every_file(name, format):
    figure = drawn(name)
    text = dashboard.export(figure, format).decode("utf-8-sig")
    plain = re.sub(r"[^A-Za-z0-9]", "", text)
    for source in figure.sources:
        for words in (
            source.licence,
            *(TERMS[term] for term in source.terms),
            STATISTIC[COMPANIONS],
        ):
            assert re.sub(r"[^A-Za-z0-9]", "", words) in plain


def test_a_mixed_figure_names_both_above_its_question():
    heads = {
        collections: drawn("core_ai_industry_value", collections=collections).head[0].text
        for collections in ((DOCUMENTS,), (COMPANIONS,), COLLECTIONS)
    }
    assert len(set(heads.values())) == 3
    assert "documents and public statistics" in heads[COLLECTIONS]


# Movement


@pytest.mark.parametrize(("name", "form"), SERIES)
def test_no_line_joins_editions_tables_gaps_breaks_or_parts_of_years(name, form):
    for series in series_of(drawn(name, form=form).rows):
        assert len({(row.source, row.edition, row.scope, row.collection) for row in series}) == 1
        for run in runs(series):
            for before, after in pairwise(run):
                assert not after.series_break
                apart = position(after) - position(before)
                assert apart <= after.every / 12 * 1.25
                is_partial = is_part_of_a_year(before) or is_part_of_a_year(after)
                assert not (is_partial and after.timing == "year")


def test_a_break_is_said_and_no_index_is_computed_across_it(other_project):
    figure = dashboard.draw(other_project, View("harvest_counted", form="index", base=2019))
    by_period = {(row.name, row.period, row.edition): row for row in figure.rows}
    assert by_period["Norway", "2020", "2024"].figure.value == pytest.approx(1390 / 13.6)
    assert by_period["Norway", "2021", "2024"].missing == "break"
    assert by_period["Norway", "2022", "2024"].missing == "break"
    assert by_period["Norway", "2021", "2023"].missing == "no base"
    line = dashboard.draw(other_project, View("harvest_counted"))
    assert any("break in the series" in note for note in line.notes)
    assert any("edition" in note for note in line.notes)
    slope = dashboard.draw(other_project, View("harvest_counted", form="slope"))
    assert all(row.series_break for row in slope.rows if row.period == "2023-01/2023-06")


@pytest.fixture(scope="module")
def other_project(tmp_path_factory):
    from support.other_project import build_other_project

    return dashboard.load(build_other_project(tmp_path_factory.mktemp("other")))


@pytest.mark.parametrize("name", METRICS)
def test_a_share_and_a_ratio_are_made_within_one_table_edition_and_period(name):
    for form in {"shares", "relative"} & set(catalog(DATA)[name].forms):
        for row in drawn(name, form=form).present:
            stands_on = [DATA.claim_by_id[claim] for claim in row.claims]
            assert {claim["country"] for claim in stands_on} == set(DATA.project.side_ids)
            for column in ("document", "edition", "period", "scope", "locator"):
                assert len({claim[column] for claim in stands_on}) == 1


def test_shares_of_the_two_make_a_hundred():
    for name in METRICS:
        if "shares" in catalog(DATA)[name].forms:
            totals = {}
            for row in drawn(name, form="shares").present:
                place = (row.period, row.edition, row.locator)
                totals[place] = totals.get(place, 0) + row.figure.value
            assert totals
            assert all(total == pytest.approx(100) for total in totals.values())


@pytest.mark.parametrize("topic", DATA.topic_by_id)
def test_small_multiples_hold_every_count_of_a_topic_that_has_both_sides_over_time(topic):
    figure = drawn("movement", topics=(topic,))
    expected = []
    for name in METRICS:
        metric = DATA.metric_by_id[name]
        is_yardstick = name in DATA.project.yardsticks.values()
        if metric.topic == topic and "line" in metric.forms and not is_yardstick:
            couples = counterparts(drawn(name, form="line").rows, DATA.project.side_ids)
            if len({one.period for one, _ in couples}) > 1:
                expected.append(name)
    assert list(dict.fromkeys(row.metric for row in figure.rows)) == expected
    for name in expected:
        whole = {
            claim
            for row in drawn(name, form="line").present
            if row.side != OTHER and not row.is_undated
            for claim in row.claims
        }
        assert {c for row in figure.rows if row.metric == name for c in row.claims} == whole


@pytest.mark.parametrize("name", [n for n in METRICS if "line" in catalog(DATA)[n].forms])
def test_who_is_ahead_since_when_agrees_with_every_figure_of_both(name):
    rows = drawn(name, form="line").present
    stands = standing(rows, DATA.project.side_ids)
    couples = counterparts(rows, DATA.project.side_ids)
    if stands is None:
        assert len({one.period for one, _ in couples}) < 2
        return
    [side] = {row.side for row in stands.larger}
    first = stands.larger[0].end
    for one, other in couples:
        larger = one if one.figure.value > other.figure.value else other
        if one.end >= first:
            assert larger.side == side
        elif stands.before and one.period == stands.before.period:
            assert larger.side == stands.before.side != side
    since = [one.period for one, _ in couples if one.end >= first]
    assert [row.period for row in stands.larger] == sorted(set(since))


def test_who_is_ahead_is_not_told_where_the_last_count_leaves_it_open():
    rows = drawn("ai_articles").present
    last = max(row.end for row in rows)
    [one] = [row for row in rows if row.side == "CHN" and row.end == last]
    [other] = [row for row in rows if row.side == "USA" and row.end == last]
    for hedged in (
        replace(one, quantity=replace(other.figure, comparator=">=", value=1)),
        replace(one, quantity=other.figure),
    ):
        assert standing([hedged if row is one else row for row in rows], ("CHN", "USA")) is None


def test_the_alternative_text_of_a_long_series_tells_its_course():
    figure = drawn("ai_articles")
    for series in series_of(figure.present):
        words = [mark.words for mark in figure.marks if mark.row in (series[0], series[-1])]
        assert all(f"{each.figure} ({each.when})" in figure.alt for each in words)
    assert figure.alt.count("public statistic") == 3


def test_a_cumulative_series_says_so_and_a_part_of_a_year_is_marked():
    figure = drawn("large_scale_ai_systems")
    assert any(note.startswith("Cumulative") for note in figure.notes)
    assert any("part of a year" in note for note in figure.notes)
    assert {row.period for row in figure.rows if is_part_of_a_year(row)} == {"2026-01/2026-04"}


def test_what_others_report_looks_different_and_says_so():
    figure = drawn("private_ai_investment")
    reported = {row.edition for row in figure.rows if row.is_reported}
    assert reported == {"2022", "2023", "2024", "2026"}
    assert any("Diamonds" in note for note in figure.notes)


# In proportion, and money


@pytest.mark.parametrize("name", DATA.metric_by_id)
def test_a_metric_is_set_in_proportion_or_says_why_not(name):
    metric = DATA.metric_by_id[name]
    for per in ("person", "gdp"):
        view, problems = parse(DATA, name, {"per": per})
        assert bool(metric.no_per) == bool(problems)
        if metric.no_per:
            with pytest.raises(BadRequest, match="not set in proportion"):
                drawn(name, per=per)
        else:
            assert all(row.conversions for row in dashboard.draw(DATA, view).present)


def test_a_figure_per_person_is_divided_by_the_population_of_its_own_year():
    rows = {(row.entity, row.period): row for row in drawn("ai_articles", per="person").rows}
    row = rows["CHN", "2022"]
    assert row.figure.value == pytest.approx(42524 / 1412175000 * 1e6)
    assert (row.conversions[0].year, row.conversions[0].year_used) == (2022, 2022)
    assert rows["CHN", "2005"].missing == "no population"
    near = rows["CHN", "2009"].conversions[0]
    assert (near.year, near.year_used) == (2009, 2010)
    assert any(
        "2009" in note and "2010" in note for note in drawn("ai_articles", per="person").notes
    )


def test_a_hedge_goes_through_every_conversion():
    figure = drawn("core_ai_industry_value", collections=COLLECTIONS, money="USD", per="gdp")
    [row] = [row for row in figure.present if row.source == "cnnic-core-industry"]
    assert row.comparator == ">"
    rate, gdp = (each.by.value for each in row.conversions)
    assert row.figure.value == pytest.approx(700e9 / rate / gdp * 100)


def test_money_takes_the_rate_of_its_own_year_and_the_documents_own_dollars_are_not_converted():
    figure = drawn("core_ai_industry_value", collections=COLLECTIONS, money="USD")
    by_source = {(row.source, row.period): row for row in figure.rows}
    document = by_source["rathi-2025", "2022"]
    assert (document.figure.value, document.conversions) == (75e9, ())
    academy = by_source["caict-core-industry", "2022"]
    assert academy.figure.value == pytest.approx(508e9 / 6.73716)
    assert by_source["miit-core-industry", "2025"].missing == "no rate"
    assert any("6.73716" in note for note in figure.notes)


@pytest.mark.parametrize(
    ("metric", "choices", "missing"),
    [
        ("llms_developed", {"per": "person"}, "no date"),
        ("grid_investment", {"money": "CNY"}, "no date"),
        ("private_ai_investment_cumulative", {"money": "CNY"}, "several years"),
        ("startup_funding_raised", {"money": "USD"}, "no currency"),
        ("bank_funding_planned", {"money": "USD"}, "several years"),
    ],
)
def test_what_cannot_be_converted_says_why(metric, choices, missing):
    stated = [row for row in drawn(metric, **choices).rows if row.claims]
    assert {row.missing for row in stated} == {missing}


# The gate


def test_a_series_is_compared_once_for_the_last_period_that_both_sides_have():
    figure = drawn("ai_articles")
    assert len(figure.comparison) == 1
    assert "(2022)" in figure.comparison[0]


def test_a_document_meets_a_table_only_where_their_definitions_agree():
    rows = drawn("lead", collections=COLLECTIONS).rows
    mixed = [
        {member.metric for member in row.members}
        for row in rows
        if len({member.collection for member in row.members}) > 1
    ]
    assert mixed == [{"llm_share", "llm_share_caict"}]
    assert all(row.verdict.level != NEVER for row in rows)


def test_what_figures_are_converted_by_is_no_comparison():
    yardsticks = set(DATA.project.yardsticks.values())
    for name in ("lead", "coverage"):
        assert not yardsticks & {row.metric for row in drawn(name, collections=COLLECTIONS).rows}


def test_a_row_of_no_series_stands_nowhere_in_time():
    row = FigureRow(name="x")
    assert series_of([row, replace(row, period="2020", start="2020-01-01", end="2020-12-31")]) == []


def test_the_two_sides_of_one_count_stand_together_and_their_sources_in_that_order():
    for name in ("chip_stage_share", "ai_companies_counted"):
        figure = drawn(name)
        counts = [(row.scope, row.source) for row in figure.rows]
        assert counts == sorted(counts)
        markers = [marker for row in figure.rows for marker in row.markers]
        assert markers == sorted(markers)


def test_a_pair_names_each_footnote_once_and_says_where_one_side_is_a_document():
    figure = drawn("lead", collections=COLLECTIONS)
    for mark in figure.marks:
        assert len(mark.row.markers) == len(set(mark.row.markers))
        collections = {member.collection for member in mark.row.members}
        assert (MIXED in mark.words.remark) == (len(collections) > 1)
        assert (STATISTIC[COMPANIONS] in mark.words.remark) == (COMPANIONS in collections)


def test_comparisons_of_two_editions_are_told_apart():
    sentences = drawn("industrial_robots_installed").comparison
    assert len(sentences) == 2
    assert sum("2025 edition" in sentence for sentence in sentences) == 1


# Where they meet

MEETINGS = [meeting for topic in DATA.topic_by_id for meeting in meetings(DATA, topic)]


def test_every_topic_that_has_statistics_says_what_both_answer_to_a_question():
    topics = {
        DATA.metric_by_id[name].topic
        for name in METRICS
        if name not in DATA.project.yardsticks.values()
    }
    assert {meeting.metric.topic for meeting in MEETINGS} == topics


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.metric.metric)
def test_a_meeting_tells_each_figure_of_both_sides_with_its_hedge_and_its_place(meeting):
    assert {mark.row.collection for mark in meeting.stated} <= {DOCUMENTS, ""}
    assert {mark.row.side for mark in meeting.stated} == set(DATA.project.side_ids)
    by_document = stated(meeting.stated, DATA.project).lower()
    for mark in meeting.stated:
        assert (mark.words.figure or "no figure").lower() in by_document
        for source in mark.sources:
            assert f"{source.title}, {source.locator}".lower() in by_document
    by_table = counted(meeting.counted, DATA.project).lower()
    for couple in meeting.counted:
        assert {mark.row.side for mark in couple} == set(DATA.project.side_ids)
        assert len({(mark.row.period, mark.row.source, mark.row.edition) for mark in couple}) == 1
        for mark in couple:
            assert f"{mark.words.figure} for".lower() in by_table
            assert mark.sources[0].publisher.lower() in by_table
            assert edition_words(mark.row.edition).lower() in by_table
    last = max(row.end for row in drawn(meeting.statistic.metric).present)
    assert {couple[0].row.end for couple in meeting.counted} == {last}


@pytest.mark.parametrize("meeting", MEETINGS, ids=lambda meeting: meeting.metric.metric)
def test_only_figures_of_one_definition_are_compared_where_they_meet(meeting):
    is_one = meeting.statistic.agrees_with == meeting.metric.metric
    assert (meeting.verdict.level == NEVER) == (not is_one)
    if not is_one:
        assert meeting.metric.unlike.rstrip(".") in verdict_sentence(meeting.verdict)


# A look of their own


@pytest.mark.parametrize("theme", THEMES)
def test_the_ground_of_public_statistics_is_that_of_no_documents_figure(theme):
    counted_, said = (drawn(name, theme=theme) for name in ("ai_articles", "ai_patents_granted"))
    both = drawn("core_ai_industry_value", theme=theme, collections=COLLECTIONS)
    assert both.style.ink == said.style.ink
    assert (counted_.style.ink.ground == said.style.ink.ground) == (theme == "transparent")
    if counted_.style.ink.ground:
        svg = dashboard.export(counted_, "svg").decode()
        assert f'fill="{counted_.style.ink.ground}"' in svg


@pytest.mark.parametrize("theme", [theme for theme in THEMES if theme != "transparent"])
def test_everything_on_the_ground_of_public_statistics_can_be_read(theme):
    style = Style(theme, DATA.project, is_of_statistics=True)
    letters = [style.ink.ink, style.ink.muted, *style.side_colours.values()]
    if theme == "grey":  # names in grey stand beside marks that are darker; see the documents' own
        letters = letters[:2]
    assert min(contrast(colour, style.ink.ground) for colour in letters) >= 4.5


def contrast(one, other):
    """The contrast of two colours, by WCAG 2.2."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return sum(
            weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)
        )

    light, dark = sorted(map(luminance, (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", METRICS)
def test_the_table_of_a_figure_says_where_each_statistic_was_read(name):
    figure = drawn(name)
    table = pd.read_csv(io.BytesIO(dashboard.export(figure, "csv")), keep_default_na=False)
    readings = {row["document"]: row["reading"] for row in TABLES}
    for row, reading in zip(figure.rows, table["reading"], strict=True):
        assert reading == (readings[row.source] if row.source else "")
