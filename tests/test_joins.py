"""What must hold where rows are joined, compared and summed up into words."""

import ast
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import dashboard
from dashboard.cli import main
from dashboard.data import package
from dashboard.data.queries import in_collections
from dashboard.export.citation.quotation import quote, sentence
from dashboard.figures.catalog import catalog
from dashboard.model.project import OTHER
from dashboard.model.verdict import CARE, LIKE, NEVER
from dashboard.model.view import View
from dashboard.model.vocabulary import DOCUMENTS, GROUPS_OF_PAIRS
from dashboard.settings import ROOT
from dashboard.text import codes, findings
from dashboard.text.caveats import main_caveat
from dashboard.text.chart_words import WAYS
from dashboard.text.labels import BETTER, mark_places, short_places, value_places
from dashboard.text.quotation import MOST_WORDS
from dashboard.text.sources import documents, located, source_sentence, titles

DATA = dashboard.load()
FIGURES = {name: dashboard.draw(DATA, View(name)) for name in catalog(DATA)}
STATED = {**DATA.claim_by_id, **DATA.event_by_id}
SIDE_NAMES = [side.name for side in DATA.project.sides]


def of_every_mark(test):
    """The test of a figure and one of its marks, for all marks: one case a figure."""

    @pytest.mark.parametrize("name", FIGURES)
    def walked(name):
        for mark in FIGURES[name].marks:
            test(FIGURES[name], mark)

    walked.__name__ = test.__name__
    return walked


# No source is credited with what its own row lacks


@of_every_mark
def test_a_mark_credits_each_source_with_its_own_words_date_name_and_caveat(figure, mark):
    for source in mark.sources:
        row = STATED[source.claim]
        assert (source.document, source.line) == (row["document"], row["line"])
        assert (source.says, source.caveat, source.cites) == (
            row["says"],
            row["caveat"],
            row["cites"],
        )
        if source.event:
            assert source.event == row["title"]
            assert (source.period, source.period_basis) == (row["date"], row["date_basis"])
            assert (source.date_words, source.is_deadline) == (row["when"], row["deadline"])
        else:
            assert source.quantity.value == row["value"]
            assert source.quantity.comparator == row["comparator"]


@pytest.mark.parametrize("mark", FIGURES["timeline"].marks, ids=lambda mark: mark.row.events[0])
def test_events_that_are_one_mark_give_one_date_or_a_finer_one_inside_a_coarser(mark):
    events = [DATA.event_by_id[id] for id in mark.row.events]
    assert len({event["fact"] for event in events}) == 1
    finest, *others = [event for event in events if event["start"]] or [None]
    for event in others:
        assert event["start"] <= finest["start"] <= finest["end"] <= event["end"]
    undated = [event["event"] for event in events if not event["start"]]
    assert list(mark.row.undated_events) == (undated if finest else [])


def mark_of(*words):
    """The mark of the one event whose id begins so."""
    [mark] = [
        mark
        for mark in FIGURES["timeline"].marks
        if any(id.startswith(words) for id in mark.row.events)
    ]
    return mark


def test_plans_of_another_name_or_date_stand_apart():
    plan = mark_of("history-2025.33.event-9978")
    assert "13th five-year" in plan.row.title
    assert plan.words.when == "about 2016, inferred"
    assert len(plan.sources) == 1
    undated = mark_of("rathi-2025.13.event-a299")
    assert undated.words.when == "no date"
    national = mark_of("rathi-2025.1.event-5bd0")
    assert {source.period for source in national.sources} == {"2017"}


def test_an_event_told_without_a_date_says_so_beside_the_date_of_another_document():
    written = "\n".join(FIGURES["timeline"].listing)
    joined = [mark for mark in FIGURES["timeline"].marks if mark.row.undated_events]
    assert joined
    assert written.count("also told, undated, in") == len(joined)


def test_a_disagreement_of_documents_is_told_apart_from_one_document_that_gives_two_dates():
    for mark in FIGURES["timeline"].marks:
        if mark.row.dispute:
            fact = DATA.events[
                (DATA.events["fact"] == mark.row.fact) & (DATA.events["start"] != "")
            ]
            documents = fact["document"].nunique()
            assert (mark.row.dispute == "between documents") == (documents > 1)


# Whose a figure is


@of_every_mark
def test_a_company_a_model_or_a_person_is_never_printed_as_its_country(figure, mark):
    for row in mark.row.members or (mark.row,):
        if row.entity and DATA.entity_by_id[row.entity]["kind"] != "country":
            name = DATA.entity_by_id[row.entity]["name"]
            assert row.name == name
            assert row.name not in SIDE_NAMES
            if row.quantity is not None:
                assert name in mark.words.spoken


@pytest.mark.parametrize("name", [name for name in FIGURES if name in DATA.metric_by_id])
def test_a_figure_of_companies_is_not_told_as_one_of_countries(name):
    figure = FIGURES[name]
    stated = [mark.row for mark in figure.marks if not mark.row.is_absent]
    kinds = {DATA.entity_by_id[row.entity]["kind"] for row in stated}
    if "country" not in kinds:
        told = " ".join([*figure.comparison, *(mark.words.spoken for mark in figure.marks)])
        for row in stated:  # such as the Bank of China
            told = told.replace(row.name, "")
        for side in SIDE_NAMES:
            assert not re.search(rf"\b{side}(?::| has) (?!no figure)", told)


def test_the_first_chart_names_the_companies_that_were_compared():
    [chips] = [mark for mark in FIGURES["lead"].marks if mark.row.metric == "training_chips"]
    assert chips.words.detail.startswith("Meta: over 8 times DeepSeek")
    assert "Meta" in chips.words.whose
    stated = [mark for mark in FIGURES["lead"].marks if not mark.row.is_computed]
    assert stated
    for mark in stated:
        [row] = mark.row.members
        assert row.against_name in mark.words.detail
        assert DATA.entity_by_id[row.against]["name"] == row.against_name


@pytest.mark.parametrize("name", ["lead", "ai_patents_granted", "ai_undergraduate_universities"])
def test_what_is_divided_is_named_by_its_members(name):
    figure = FIGURES[name]
    for mark in figure.marks:
        for row in mark.row.members:
            assert row.name in mark.words.whose


# Hedges, estimates, voices and deadlines stay on


@pytest.mark.parametrize(
    "claim",
    in_collections(DATA.claims, (DOCUMENTS,)).to_dict("records"),
    ids=lambda row: row["claim"],
)
def test_the_words_of_a_hedge_are_those_of_the_document(claim):
    [mark] = [mark for mark in FIGURES[claim["metric"]].marks if claim["claim"] in mark.row.claims]
    if claim["hedge"] and mark.row.quantity.hedge == claim["hedge"]:
        assert claim["hedge"] in mark.words.figure.lower()
    for note in FIGURES[claim["metric"]].notes:
        assert "document's own word" not in note


@pytest.mark.parametrize("name", FIGURES)
def test_an_estimate_and_a_claim_of_a_company_are_said_in_every_sentence(name):
    figure = FIGURES[name]
    if name not in DATA.metric_by_id:
        return
    for mark in figure.marks:
        if mark.row.status == "estimate":
            assert codes.STATUSES["estimate"] in mark.words.detail
        if mark.row.voice in ("company", "opinion") and not mark.row.is_absent:
            assert codes.VOICES[mark.row.voice] in mark.words.detail
            assert codes.VOICES[mark.row.voice] in mark.words.spoken
            assert codes.VOICES[mark.row.voice] in figure.alt
            assert codes.VOICES[mark.row.voice] in sentence(figure)


def test_the_pairs_of_the_first_chart_say_what_weakens_either_member():
    for mark in FIGURES["lead"].marks:
        for row in mark.row.members:
            if row.status == "estimate":
                assert codes.STATUSES["estimate"] in mark.words.remark
            if row.voice in ("company", "opinion"):
                assert mark.row.voice != "document"
                assert codes.VOICES[mark.row.voice] in mark.words.remark


@pytest.mark.parametrize(
    "row",
    [
        *DATA.claims[DATA.claims["deadline"]].to_dict("records"),
        *DATA.events[DATA.events["deadline"]].to_dict("records"),
    ],
    ids=lambda row: row.get("claim") or row["event"],
)
def test_what_is_planned_by_a_year_keeps_its_by(row):
    figure = FIGURES[row.get("metric", "timeline")]
    id = row.get("claim") or row["event"]
    [mark] = [mark for mark in figure.marks if id in (*mark.row.claims, *mark.row.events)]
    assert "by" in re.findall(r"\w+", f"{mark.words.label} {mark.words.detail}".lower())
    assert "by" in re.findall(r"\w+", mark.words.spoken.lower())


def test_a_threshold_of_a_rule_is_no_uncertain_figure():
    [mark] = [mark for mark in FIGURES["export_control_node"].marks if not mark.row.is_absent]
    assert not mark.row.open_left
    assert not mark.row.open_right
    reading = FIGURES[mark.row.metric].reading
    assert not any("smaller" in note or "larger" in note for note in reading)


def test_a_ratio_rounded_outwards_says_so():
    [mark] = [
        mark for mark in FIGURES["lead"].marks if mark.row.metric == "ai_undergraduate_universities"
    ]
    assert mark.words.figure.startswith("China: up to 38.3 times")
    assert "rounded up" in mark.words.remark
    assert "rounded up" in mark.words.spoken
    assert "rounded up" in FIGURES["lead"].alt


# Directions


DIRECTIONS = re.compile(
    r"\b(?:ahead|behind|better(?! founded)|worse|leads?|leading|lags?|wins?)\b", re.IGNORECASE
)


@of_every_mark
def test_which_figure_is_better_is_said_only_where_the_metric_says_so(figure, mark):
    metric = DATA.metric_by_id.get(mark.row.metric)
    said = mark.words.remark.replace(mark.row.title, "")
    if DIRECTIONS.search(said):
        assert metric.better
        assert mark.row.better == metric.better
    if figure.view.figure == "lead":
        assert bool(mark.row.better) == bool(metric.better)


# Words that are said of a pair by the metric's own `better` alone.
OF_BETTER = (*BETTER.values(), *WAYS.values(), *findings.GROUPS.values())


def test_no_word_of_the_code_gives_a_direction_but_those_of_better():
    for path in sorted((ROOT / "dashboard" / "text").glob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        docstrings = [node.value for node in nodes if isinstance(node, ast.Expr)]
        for node in nodes:
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_text and node not in docstrings:
                said = re.search(
                    r"\b(?:ahead|better(?! founded)|worse|leads|lags|wins)\b", node.value
                )
                is_name = re.fullmatch(r"\w+", node.value)
                allowed = is_name or node.value in OF_BETTER
                assert not said or allowed, (path.name, node.value)


# Conflicts


@pytest.mark.parametrize(
    "conflict", DATA.conflicts.to_dict("records"), ids=lambda row: row["title"]
)
def test_every_side_of_a_conflict_belongs_to_what_it_is_about(conflict):
    about = set(conflict["about"].split())
    assert about <= {
        *DATA.metric_by_id, *DATA.topic_by_id, *DATA.claims["fact"], *DATA.events["fact"]
    }  # fmt: skip
    for side in conflict["sides"].split():
        row = STATED[side]
        metric = DATA.metric_by_id.get(row.get("metric", ""))
        belongs = {row["fact"], row.get("metric", ""), metric.topic if metric else ""}
        assert about & belongs, side


def test_the_sharpest_conflicts_stand_first():
    titles = DATA.conflicts["title"].tolist()
    assert titles[0] == "Does China mean to lead in AI?"
    kinds = DATA.conflicts["kind"].tolist()
    assert kinds == sorted(kinds, key=["disagreement", "wording", "slip"].index)


# Ids


@pytest.fixture(scope="module")
def with_one_more(tmp_path_factory):
    """The data built from seeds with one claim and one event entered before all others."""
    folder = tmp_path_factory.mktemp("more")
    seeds = folder / "seeds"
    shutil.copytree(ROOT / "seeds", seeds, ignore=shutil.ignore_patterns("texts"))
    path = seeds / "documents" / "rathi-2025.toml"
    text = path.read_text(encoding="utf-8")
    [first] = re.findall(r"\A.*?(?=\[\[claim\]\])", text, re.DOTALL)
    block = re.search(r"\[\[claim\]\]\n.*?\n\n", text, re.DOTALL)[0]
    event = re.search(r"\[\[event\]\]\n.*?\n\n", text, re.DOTALL)[0]
    more = re.sub(r'(?m)^says( +)= ".*"$', r'says\1= "other words"', block)
    other = re.sub(r'(?m)^says( +)= ".*"$', r'says\1= "other words too"', event)
    other = re.sub(r"(?m)^fact .*\n", "", other)
    more = re.sub(r"(?m)^fact .*\n", "", more)
    path.write_text(first + more + other + text.removeprefix(first), encoding="utf-8")
    target = Path(folder, "data")
    assert main(["build", "--seeds", str(seeds), "--data", str(target)]) == 0
    return package.read(target)


def test_no_id_moves_when_a_claim_or_an_event_is_entered(with_one_more):
    for frame, key in (("claims", "claim"), ("events", "event"), ("conflicts", "conflict")):
        before, after = getattr(DATA, frame)[key], getattr(with_one_more, frame)[key]
        assert set(before) <= set(after)
        assert len(set(after) - set(before)) == (frame != "conflicts")


def test_a_side_whose_words_have_changed_is_named_with_its_new_id(tmp_path, capsys):
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds, ignore=shutil.ignore_patterns("texts"))
    path = seeds / "documents" / "history-2025.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('says      = "failure"', 'says      = "a failure"'), "utf-8")
    assert main(["build", "--seeds", str(seeds), "--data", str(tmp_path / "data")]) == 1
    [old] = [id for id in DATA.event_by_id if DATA.event_by_id[id]["says"] == "failure"]
    told = capsys.readouterr().err
    assert f"there is no claim or event '{old}'" in told
    assert re.search(r"Did you mean history-2025\.51\.event-\w{4}", told)


# Particulars of documents


def test_a_document_whose_publisher_is_not_known_names_its_original_as_the_original():
    [nature] = DATA.documents[DATA.documents["document"] == "nature-2025"].to_dict("records")
    assert nature["publisher"] == ""
    assert nature["original_publisher"] == "Nature"
    figure = FIGURES["llm_share"]
    for format in ("bib", "csl", "ris"):
        content = dashboard.export(figure, format).decode()
        assert not re.search(
            r"(?<!original-)publisher\W+Nature|PB  - Nature|container-title\W+Nature", content
        )


def test_a_pair_stands_on_the_side_that_it_is_better_for():
    rows = {mark.row.metric: mark.row for mark in FIGURES["lead"].marks}
    for row in rows.values():
        metric = DATA.metric_by_id[row.metric]
        turned = metric.better == "lower"
        assert (row.advantage.value > 1) == ((row.times.value > 1) != turned)
        assert (row.group == "better") == (bool(metric.better) and row.group != "unclear")
    assert rows["api_price_ratio"].advantage.value == pytest.approx(13)
    assert rows["training_chips"].advantage.low == 8
    assert rows["ai_undergraduate_universities"].group == "unclear"
    groups = [row.group for row in rows.values()]
    assert groups == sorted(groups, key=GROUPS_OF_PAIRS.index)


def test_a_pair_has_the_colour_of_the_owner_of_its_figure():
    for mark in FIGURES["lead"].marks:
        row = mark.row
        if not row.is_computed:
            assert row.side == row.members[0].side
        elif row.group == "unclear":
            assert row.side == OTHER
        else:
            assert row.side == DATA.project.side_ids[row.advantage.value < 1]


# Whoever counted comes first, and the caveat that matters most is one


@of_every_mark
def test_the_work_that_a_sentence_cites_stands_before_the_document_that_hands_it_on(figure, mark):
    for source in mark.sources:
        line = source_sentence(source)
        if source.cites:
            assert line.startswith(f"{source.cites}, cited in {source.title} (")
            assert any(line in footnote for footnote in figure.footnotes)
        else:
            assert "cited in" not in line
    for place in (*short_places([mark]), mark_places(mark), value_places(mark)):
        for source in mark.sources:
            if source.cites and source.cites in place:
                assert f"{source.cites}, cited in {source.title}" in place


@pytest.mark.parametrize("name", FIGURES)
def test_no_work_is_credited_with_a_figure_that_it_is_not_cited_for(name):
    sources = FIGURES[name].sources
    works = {source.cites for source in sources}
    by_title = {source.title: set() for source in sources}
    for source in sources:
        by_title[source.title].add(source.cites)
    for text in (titles(sources), documents(sources), quote(FIGURES[name])):
        for work in works - {""}:
            if f"{work}, cited in" in text:
                assert {work} in by_title.values()


@of_every_mark
def test_no_place_repeats_itself(figure, mark):
    for source in mark.sources:
        for text in (located(source.title, source.locator), *short_places([mark])):
            assert f"{source.locator}, {source.locator}" not in text


@pytest.mark.parametrize("name", FIGURES)
def test_the_caveat_set_apart_is_the_first_of_a_claim_else_the_verdict(name):
    figure = FIGURES[name]
    stated = [
        STATED[id]["caveat"]
        for mark in figure.marks
        if not mark.row.is_absent
        for id in mark.row.claims
    ]
    first = next(filter(None, stated), "")
    unfair = [note for note in figure.comparison if not note.endswith(f"{codes.LEVELS[LIKE]}.")]
    if name not in DATA.metric_by_id:
        assert figure.caveat is None
    elif first:
        assert figure.caveat.text == first
    else:
        assert bool(figure.caveat) == bool(unfair)
    assert not figure.caveat or figure.notes[0] == figure.caveat_note


@pytest.mark.parametrize("name", DATA.metric_by_id)
def test_a_quote_carries_the_caveat_set_apart_and_no_other(name):
    figure = FIGURES[name]
    text, caveat = quote(figure), figure.caveat
    assert len(text.split()) <= MOST_WORDS
    if not caveat:
        return
    first = re.split(r"(?<=[.?!]) ", caveat.text)[0]
    others = {source.caveat for source in figure.sources if source.caveat} - {caveat.text}
    assert not any(other in text for other in others)
    names = {source.title for source in figure.sources}
    origin = names.pop() if len(names) == 1 else f"{len(names)} documents and tables"
    values = re.split(r", according to| \[", text)[0]
    shortest = f"{values}, according to {origin}. {caveat.of} {first}"
    assert first in text or len(shortest.split()) > MOST_WORDS


def test_a_verdict_is_set_apart_where_no_claim_has_a_caveat():
    figure = FIGURES["ai_patents_filed_abroad"]
    bare = [replace(source, caveat="") for source in figure.sources]
    marks = [
        replace(mark, sources=tuple(bare[number - 1] for number in mark.row.markers))
        for mark in figure.marks
    ]
    [care] = [gap.verdict for gap in figure.gaps]
    never, fair = replace(care, level=NEVER), replace(care, level=LIKE)
    assert main_caveat(marks, [fair, care]).text.startswith(codes.LEVELS[CARE])
    assert main_caveat(marks, [fair, care, never]).text.startswith(codes.LEVELS[NEVER])
    assert main_caveat(marks, [fair]) is None
    # Said once: the note keeps how many times, and not the verdict again.
    apart = replace(figure, marks=tuple(marks), sources=tuple(bare))
    assert [note.count(codes.LEVELS[CARE]) for note in apart.notes[:2]] == [1, 0]
    assert "8 times" in apart.notes[1]
