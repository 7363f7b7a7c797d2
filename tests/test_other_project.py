"""A project on something else builds, is checked, does its sums and draws its figures."""

import json
import re
import shutil
import tomllib

import pytest
from support.other_project import OTHER_PROJECT, OTHER_SEEDS, OTHER_TEXTS, build_other_project
from support.text_boxes import faults

import dashboard
from dashboard.cli import main
from dashboard.data import package, seeds
from dashboard.data.derived import refused, results
from dashboard.errors import DashboardError, FaultyInput, UnknownName
from dashboard.export.reopen import reopen
from dashboard.figures.catalog import catalog
from dashboard.figures.meetings import meetings
from dashboard.model import vocabulary
from dashboard.model.project import OTHER
from dashboard.model.view import View
from dashboard.settings import SEEDS
from dashboard.text.derived import formula_words, result_words

# Forms of the overviews: no metric lists them.
OVERVIEW_FORMS = {"lead", "coverage", "multiples", "sums", "statements", "timeline"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return build_other_project(tmp_path_factory.mktemp("other"))


@pytest.fixture(scope="module")
def data(folder):
    return package.read(folder)


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(OTHER_SEEDS, tmp_path / "seeds")


def test_a_second_build_changes_nothing(folder):
    call = ["build", "--seeds", str(OTHER_SEEDS), "--data", str(folder), "--check"]
    assert main(call) == 0


def test_its_data_package_is_valid(folder):
    from frictionless import Package

    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_every_number_of_its_texts_is_accounted_for(capsys):
    assert main(["audit", "--seeds", str(OTHER_SEEDS), "--texts", str(OTHER_TEXTS)]) == 0
    assert "Every number is accounted for." in capsys.readouterr().out


def test_its_project_comes_back_from_the_data_package_as_it_was_written(data):
    written = tomllib.loads((OTHER_SEEDS / "project.toml").read_text(encoding="utf-8"))
    project = data.project
    assert project.full_title == "Norway and Chile in Salmon: what two documents state"
    for side, seed in zip(project.sides, written["side"], strict=True):
        assert vars(side) == seed
    assert project.side_ids == ("NOR", "CHL")
    assert [project.side_of(country) for country in ("CHL", "FRO", "")] == ["CHL", OTHER, OTHER]
    assert list(project.headlines) == written["headlines"]
    assert {name: list(years) for name, years in project.years.items()} == written["years"]
    assert project.leads == written["leads"]


def test_it_uses_everything_that_a_project_may_use(data):
    claims, events = data.claims, data.events
    forms = {form for metric in data.metric_by_id.values() for form in metric.forms}
    assert forms | OVERVIEW_FORMS == set(vocabulary.FORMS)
    assert catalog(data).keys() - data.metric_by_id.keys() == set(vocabulary.OVERVIEWS)
    assert [meeting.metric.metric for meeting in meetings(data, "harvest")] == ["salmon_harvest"]
    assert set(claims["comparator"]) == set(vocabulary.COMPARATORS)
    assert set(claims["status"]) == set(vocabulary.STATUSES)
    assert set(claims["voice"]) == set(vocabulary.VOICES)
    assert set(claims["period_basis"]) == set(vocabulary.BASES) == set(events["date_basis"])
    assert set(data.absences["reason"]) == set(vocabulary.ABSENCES)
    assert set(data.conflicts["kind"]) == {"disagreement", "wording", "slip"}
    assert set(claims["country"]) > set(data.project.side_ids)
    assert ((claims["comparator"] == "=") & (claims["high"] > claims["value"])).any()
    stated = claims[claims["against"] == data.project.side_ids[1]]
    assert set(stated["country"]) == {data.project.side_ids[0]}
    for frame in (claims, events):
        assert (frame.groupby("fact")["document"].nunique() == 2).any()
    assert events["date"].str.endswith("..").any()
    assert events["date"].str.contains(r"\d/\d").any()
    assert events["date"].str.endswith("~").any()
    assert (events["date"] == "").any()
    assert set(data.documents["collection"]) == set(vocabulary.COLLECTIONS)
    assert set(data.documents["licence"]) == {"", "CC BY 4.0", "CC BY-NC 4.0"}
    assert set(data.documents["authors"]) == {"", "Ingrid Solvik; Pablo Reyes"}


def test_nothing_of_the_real_project_occurs_in_it():
    real = dashboard.load()
    ids = {*real.document_by_id, *real.metric_by_id, *real.entity_by_id, *real.topic_by_id}
    ids.add(real.project.name)
    ids |= {side.name for side in real.project.sides} | {"AI"}
    ids -= {*vocabulary.PROPORTIONS, *real.project.yardsticks.values()}  # codes of every project
    for path in OTHER_PROJECT.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        found = [name for name in ids if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
        assert found == [], path.name


@pytest.mark.parametrize(
    ("sum_", "formula", "result"),
    [
        ("euro-rate", "US$11.2 billion ÷ €10.4 billion", "1.08 US dollars to the euro"),
        ("harvest-ratio", "1,550,000 ÷ 760,000", "2.04 times"),
        ("sites-ratio", "at least 900 ÷ under 400", "over 2.25 times"),
        ("plan-yearly", "€200 million ÷ 4 years", "€50 million a year"),
        ("other-fish", "100% − about 70%", "about 30%"),
        (
            "exports-after-two-years",
            "US$6.5 billion × (1 + over 5%)²",
            "then over US$7.16 billion (rounded down)",
        ),
        (
            "years-at-sea",
            "14–18 months ÷ 12",
            "at least 1.16 years (rounded down) and up to 1.5 years",
        ),
    ],
)
def test_its_sums_carry_their_hedges_through(sum_, formula, result, data):
    done = {computed.id: computed for computed in results(data)}
    assert len(done) == 7
    computed = done[sum_]
    assert formula_words(computed.formula, computed.figures) == formula
    words = result_words(computed.interval, computed.unit, computed.before, computed.after)
    assert words == result
    assert all(name in data.claim_by_id for name in computed.claims)


@pytest.mark.walks
def test_its_figures_leave_in_every_chart_and_format_with_no_word_of_the_real_project(data):
    real = dashboard.load().project
    foreign = [word for side in real.sides for word in (side.id, side.name, side.short)]
    foreign += [real.title, real.subtitle, "artificial intelligence"]
    for name, entry in catalog(data).items():
        for form in entry.forms:
            figure = dashboard.draw(data, View(name, form=form))
            for format in ("json", "html", "csv", "bib", "ris", "csl"):
                # Scripts of a page are those of the chart's library, whatever the project.
                content = re.sub(
                    rb"<script>.*?</script>|<style>.*?</style>",
                    b"",
                    dashboard.export(figure, format),
                    flags=re.DOTALL,
                ).decode()
                found = [word for word in foreign if re.search(rf"\b{re.escape(word)}\b", content)]
                assert found == [], (name, form, format)
            assert faults(dashboard.export(figure, "svg")) == []
            assert figure.credit.startswith(data.project.full_title)


def test_its_sides_wear_their_colours_in_every_theme(data):
    for theme in vocabulary.THEMES:
        view = View("salmon_harvest", theme=theme)
        svg = dashboard.export(dashboard.draw(data, view), "svg").decode()
        for side in data.project.sides:
            assert side.colours.get(theme, side.colours["light"]) in svg


def test_a_file_of_it_brings_its_figure_back_and_none_of_another_project(data):
    figure = dashboard.draw(data, View("salmon_harvest"))
    for format in ("svg", "csv", "xlsx", "pptx", "json"):
        [(view, problems)] = reopen(data, dashboard.export(figure, format))
        assert (view, problems) == (figure.view.but(dataset=data.version), [])
    with pytest.raises(UnknownName, match="There is no figure 'salmon_harvest'"):
        reopen(dashboard.load(), dashboard.export(figure, "svg"))


def test_its_refused_sums_come_with_their_reasons(data):
    assert dict(refused(data))["The stations of both documents together"] == (
        "They count the same stations."
    )


HARVEST = '{ metric = "salmon_harvest", entity = "CHL" }'
SPOILT = [
    # file, old text, new text, place, what is said of it (the cure too)
    ("project.toml", 'slug        = "chile"', 'slug = "Chile!"', "[[side]]: slug", "Small letters"),
    ("project.toml", 'slug        = "chile"', 'slug = "norway"', "[[side]]: slug", "Give each"),
    ("project.toml", "#b3366b", "pink", "[[side]]: colours.light", "Write it as #rrggbb"),
    ("project.toml", "#f08bb4", "#5fd0bd", "[[side]]: colours.dark", "Give each side its own"),
    ("project.toml", "light = ", "loud = ", "[[side]]: colours.loud", "Use one of those"),
    ("project.toml", 'light = "#0f6b5e",', "", "[[side]]: colours", "light is missing"),
    (
        "project.toml",
        '"CHL"',
        '"CHI"',
        "[[side]]: id",
        "there is no entity 'CHI'. Did you mean CHL",
    ),
    ("project.toml", '"CHL"', '"NOR"', "[[side]]: id", "both sides have 'NOR'. Give each"),
    ("project.toml", '[[side]]\nid          = "NOR"', "[side]\nid = 3", "project.toml", "not TOML"),
    ("project.toml", "[2020, 2040]", "[2040, 2020]", "years.deadline", "Write the first and"),
    ("project.toml", "[2020, 2040]", "[2020]", "years.deadline", "Write the first and the last"),
    ("project.toml", '"farm_sites"', '"farm_site"', "headlines.2", "Did you mean farm_sites"),
    ("project.toml", '"farm_sites"', '"salmon_harvest"', "headlines.2", "twice. Remove one"),
    ("project.toml", "2026-11-20", "2026-02-30", "released", "Write the day as"),
    ("project.toml", "subtitle ", "subtitel ", "subtitel", "Remove it or mend its name"),
    ("project.toml", "subtitle ", "subtitel ", "project.toml: subtitle", "Add the field"),
    ("project.toml", "overview = ", "overvew = ", "leads.overvew", "mend its name"),
    (
        "project.toml",
        '"norway-chile-salmon"',
        '"Salmon 1"',
        "project.toml:2: name",
        "Small letters",
    ),
    ("project.toml", "[package]", "[packet]", "project.toml: package", "Add the field"),
    ("entities.toml", 'country = "CHL"', 'country = "FRO"', "[CHL]: country", 'country = "CHL"'),
    ("metrics.toml", "absent.CHL", "absent.FRO", "absent.FRO", "no side of the project"),
    ("metrics.toml", "absent.CHL", "absent.FRO", "[harvest_ratio]", "Add absent.CHL"),
    ("derived.toml", "plan / 4", "plan // 4", "[[sum]]: computes", "not allowed in a sum. Write"),
    ("derived.toml", "plan / 4", "-plan / 4", "[[sum]]: computes", "'-plan' is not allowed"),
    ("derived.toml", "plan / 4", "abs(plan)", "[[sum]]: computes", "'abs(plan)' is not allowed"),
    ("derived.toml", "plan / 4", "plan.value", "[[sum]]: computes", "'plan.value' is not allowed"),
    ("derived.toml", "plan / 4", "plan / True", "[[sum]]: computes", "True is not a number"),
    ("derived.toml", "plan / 4", "plan * 1e999", "[[sum]]: computes", "is not a number"),
    ("derived.toml", "plan / 4", "plan ** 21", "[[sum]]: computes", "21 is not a whole power"),
    ("derived.toml", "plan / 4", "plan ** 0.5", "[[sum]]: computes", "0.5 is not a whole power"),
    ("derived.toml", "plan / 4", "4 ** plan", "[[sum]]: computes", "plan is not a whole power"),
    ("derived.toml", "plan / 4", "plan /", "[[sum]]: computes", "is not a sum. Write names"),
    ("derived.toml", "plan / 4", "(" * 99 + "plan", "[[sum]]: computes", "is not a sum. Write"),
    ("derived.toml", "plan / 4", "plan" * 99, "[[sum]]: computes", "longer than 200"),
    ("derived.toml", "plan / 4", "plan / plans", "[[sum]]: computes", "no figure 'plans'. Did"),
    ("derived.toml", "norway / chile", "norway / 2", "[[sum]]: computes", "does not use 'chile'"),
    ("derived.toml", "plan / 4", "plan / (4 - 4)", "[[sum]]: computes", "above zero. Compute"),
    ("derived.toml", "plan / 4", "plan ** 20 ** 2 ** 20", "[[sum]]: computes", "whole power"),
    ("derived.toml", "plan / 4", "(plan**20)**20", "[[sum]]: computes", "too large to write"),
    ("derived.toml", "{plan} ÷ 4", "{plans} ÷ 4", "[[sum]]: formula", "no figure 'plans'"),
    ("derived.toml", "{plan} ÷ 4", "5 ÷ 4", "[[sum]]: formula", "does not use 'plan'. Use"),
    ("derived.toml", "{plan} ÷ 4", "{plan ÷ 4", "[[sum]]: formula", "braces do not match"),
    ("derived.toml", "{plan} ÷ 4", "{plan!r} ÷ 4", "[[sum]]: formula", "Write the name alone"),
    ("derived.toml", "{plan} ÷ 4", "{plan.value}", "[[sum]]: formula", "no figure 'plan.value'"),
    ("derived.toml", '"research_plan"', '"plan"', "figures.plan.metric", "no metric 'plan'"),
    ("derived.toml", HARVEST, HARVEST.replace("CHL", "CH"), "figures.chile.entity", "Did you mean"),
    ("derived.toml", HARVEST, HARVEST.replace("CHL", "hitra"), "figures.chile", "FRO, 2022"),
    ("derived.toml", HARVEST, '{ metric = "salmon_harvest" }', "figures.chile", "neither an"),
    ("derived.toml", ', period = "2023"', "", "figures.exports", "finds 2 facts. Name entity"),
    ("derived.toml", ', currency = "USD"', "", "figures.dollars", "Name its currency"),
    ("derived.toml", '"EUR" }', '"NOK" }', "figures.euros.currency", "Use one of those"),
    ("derived.toml", '"times"', '"fold"', "[[sum]]: unit", "Use one of those"),
    ("derived.toml", '"sites-ratio"', '"harvest-ratio"', "[[sum]]", "stands at derived.toml:12"),
    ("derived.toml", '"sites-ratio"', '"Sites"', "[[sum]]: id", "Small letters, digits"),
    ("derived.toml", "reason = ", "because = ", "[[refused]]: because", "mend its name"),
    ("derived.toml", "[[refused]]", "[[refusal]]", "refusal", "[[refused]]"),
    ("topics.toml", "[harvest]", "[explore]", "[explore]", "every project. Rename it"),
    ("topics.toml", "[harvest]", "[data]", "[data]", "a page or a figure of every project"),
    ("topics.toml", "[harvest]", '["the harvest"]', "[the harvest]", "is no id. Write letters"),
    ("metrics.toml", "[lice_free_year]", "[lead]", "[lead]", "a page or a figure of every"),
    ("metrics.toml", "[lice_free_year]", '["../x"]', "[../x]", "is no id"),
    ("entities.toml", "[hitra]", '["hitra,froya"]', "[hitra,froya]", "is no id"),
    ("conflicts.toml", "[[conflict]]", "[[conflit]]", "conflicts.toml:1: conflit", "[[conflict]]"),
    ("conflicts.toml", "kind ", "sort ", "[[conflict]]: sort", "mend its name"),
    ("conflicts.toml", "NOR-0598", "NOR-zzzz", "conflicts.toml:1 [[", "no claim or event"),
]


@pytest.mark.parametrize(("file", "old", "new", "place", "words"), SPOILT)
def test_a_faulty_project_or_sum_is_refused_with_place_and_cure(file, old, new, place, words, copy):
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        seeds.load(copy)
    found = [fault for fault in caught.value.faults if place in fault.place and words in str(fault)]
    assert found, str(caught.value)
    assert all(fault.place.startswith(file) and fault.cure for fault in found)


@pytest.mark.parametrize(
    ("form", "value", "words"),
    [
        ("bars", -1, "nothing below zero"),
        ("dumbbell", -1, "nothing below zero"),
        ("dots", 0, "only what is above zero"),
        ("ratio", 0, "only what is above zero"),
        ("parts", 101, "only parts of 100"),
        ("ranks", 6, "the first 5 places"),
        ("ranks", 1.5, "the first 5 places"),
        ("deadline", 2019, "only the years that project.toml names"),
    ],
)
def test_a_chart_that_cannot_draw_a_claim_is_refused(form, value, words, copy):
    metrics = tomllib.loads((copy / "metrics.toml").read_text(encoding="utf-8"))
    for path in sorted((copy / "documents").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        for claim in tomllib.loads(text).get("claim", []):
            block = re.search(rf'metric += "{claim["metric"]}"\n(?:.+\n)*?value +=', text)
            if form in metrics[claim["metric"]]["forms"] and "upper" not in claim:
                head = text[: block.end()]
                path.write_text(f"{head} {value} #{text[block.end() :]}", encoding="utf-8")
                with pytest.raises(FaultyInput) as caught:
                    seeds.load(copy)
                assert words in str(caught.value)
                assert f"take {form!r} out of the metric's forms" in str(caught.value)
                return
    raise AssertionError(f"No metric of the project lists {form}.")


def test_a_sum_of_money_that_no_overview_can_draw_is_refused(copy):
    path = copy / "documents" / "two-coasts.toml"
    text = path.read_text(encoding="utf-8")
    found = re.search(r"value +=(.+)\n(?:.+\n)*?unit +=", text)
    path.write_text(f"{text[: found.start(1)]} 0{text[found.end(1) :]}", encoding="utf-8")
    with pytest.raises(FaultyInput, match="Only sums above zero"):
        seeds.load(copy)


def test_the_faults_of_a_project_come_all_at_once(copy):
    path = copy / "project.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in (
        ("2026-11-20", "yesterday"),
        ("[2018, 2036]", "[2036, 2018]"),
        ('"salmon_harvest"', '"salmon_harvets"'),
        ("#1a1a1a", "black"),
        ('slug        = "chile"', 'slug = "Chile"'),
        ('id          = "CHL"', 'id = "CHI"'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyInput) as caught:
        seeds.load(copy)
    for words in (
        "released",
        "years.figures",
        "headlines.0: there is no metric",
        "[[side]]: colours.grey",
        "[[side]]: slug",
    ):
        assert words in str(caught.value)


@pytest.mark.parametrize("sides", [0, 1, 3])
def test_a_project_has_two_sides(sides, copy):
    path = copy / "project.toml"
    head, *tables = path.read_text(encoding="utf-8").split("[[side]]")
    path.write_text("[[side]]".join([head, *[*tables, *tables][:sides]]), encoding="utf-8")
    with pytest.raises(FaultyInput, match=rf"there are {sides} sides\. Every metric is asked"):
        seeds.load(copy)


@pytest.mark.parametrize("file", ["project.toml", "derived.toml"])
def test_a_missing_file_is_named(file, copy):
    (copy / file).unlink()
    with pytest.raises(FaultyInput, match=rf"{file}: is missing"):
        seeds.load(copy)


def test_what_is_no_list_of_sums_is_named(copy):
    (copy / "derived.toml").write_text("sum = 3", encoding="utf-8")
    with pytest.raises(
        FaultyInput, match=r"derived.toml:1: sum: is not a list of tables\. Head each"
    ):
        seeds.load(copy)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda about: about.pop("project"),
        lambda about: about["project"].pop("title"),
        lambda about: about["project"]["sides"].pop(),
        lambda about: about["project"].update(years={"figures": [2018]}),
        lambda about: about.update(project="salmon"),
    ],
)
def test_a_package_without_a_whole_project_says_how_to_build_it(spoil, folder, tmp_path):
    spoilt = shutil.copytree(folder, tmp_path / "data")
    about = json.loads((spoilt / "datapackage.json").read_text(encoding="utf-8"))
    spoil(about)
    (spoilt / "datapackage.json").write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(DashboardError, match=r"project[\s\S]* dashboard build"):
        package.read(spoilt)


def test_a_project_is_never_built_over_another(folder, tmp_path, capsys):
    taken = shutil.copytree(folder, tmp_path / "data")
    before = package.present(taken)
    assert main(["build", "--seeds", str(SEEDS), "--data", str(taken)]) == 1
    assert "holds the project norway-chile-salmon" in capsys.readouterr().err
    assert package.present(taken) == before


def test_a_command_and_the_environment_name_another_folder_of_data(folder, monkeypatch, capsys):
    assert main(["list", "--data", str(folder)]) == 0
    listed = capsys.readouterr().out
    assert "Salmon harvested" in listed
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    assert main(["list"]) == 0
    assert capsys.readouterr().out == listed
    assert package.read().project.name == "norway-chile-salmon"


def test_a_folder_that_is_not_there_is_named(tmp_path, capsys):
    assert main(["list", "--data", str(tmp_path / "none")]) == 1
    assert "There is no folder" in capsys.readouterr().err
