"""Every page runs without an exception, with any link, before a browser ever sees it."""

import logging
import shutil

import pytest
from streamlit.testing.v1 import AppTest
from support.pages import page_names

import dashboard
from dashboard.app.app_pages import overview
from dashboard.settings import DATA, PACKAGE
from dashboard.text.interface import PAGE_FAILED

LINKS = [
    ("explore", {"metric": "llm_share", "fbclid": "IwAR0abc", "utm_source": "x"}),
    ("patents", {"ai_patents_granted": "dots", "utm_campaign": "x"}),
    (
        "explore",
        {
            "metric": "training_chips",
            "form": "dots",
            "entities": "CHN",
            "documents": "rathi-2025",
            "status": "observed",
        },
    ),
    (
        "explore",
        {"metric": "core_ai_industry_value", "topics": "industry", "start": "2022", "end": "2022"},
    ),
    ("timeline", {"kinds": "ban,target", "entities": "CHN", "start": "2015", "end": "2030"}),
    ("patents", {"ai_patents_granted": "dumbbell"}),
    ("dataset", {"table": "events", "column": "kind", "contains": "ban"}),
    ("reopen", {"figure": "lead", "topics": "compute", "dataset": dashboard.load().version}),
    ("explore", {"metric": "llm_share", "dataset": "000000000000"}),
]
BROKEN = [
    ("explore", {"metric": "no_such_metric"}),
    ("explore", {"metric": "ai_patents_granted", "form": "pie", "start": "abc", "width": "-5"}),
    ("explore", {"metric": "<script>alert(1)</script>", "topics": "x,y", "entities": "§"}),
    ("explore", {"metric": "ai_patents_granted", "start": "2030", "end": "2010"}),
    ("timeline", {"kinds": "nonsense", "start": "99999999999999"}),
    ("patents", {"ai_patents_granted": "pie"}),
    ("patents", {"nonsense": "1"}),
    ("reopen", {"figure": "lead", "size": "1e9mm", "dpi": "NaN", "dataset": "<b>"}),
    ("dataset", {"table": "users", "column": "password", "contains": "x" * 5000}),
]


def run(page, query=None):
    """The page alone, as its address with that query shows it; the browser tests navigate."""
    topics = dashboard.load().topic_by_id
    module, arguments = ("topic", f"data, {page!r}") if page in topics else (page, "data")
    script = f"""
import dashboard
from dashboard.app.app_pages import {module} as page
data = dashboard.load()
page.show({arguments})
"""
    app = AppTest.from_string(script, default_timeout=60)
    app.query_params.update(query or {})
    return app.run()


@pytest.mark.parametrize("page", page_names(dashboard.load()))
def test_every_page_runs_without_exception(page):
    app = run(page)
    assert not app.exception
    assert not app.error


@pytest.mark.parametrize(("page", "query"), LINKS)
def test_a_link_with_choices_runs_and_is_not_complained_of(page, query):
    app = run(page, query)
    assert not app.exception
    assert not app.error
    assert not app.info


@pytest.mark.parametrize(("page", "query"), BROKEN)
def test_a_broken_link_gets_a_friendly_word_and_a_page(page, query):
    app = run(page, query)
    assert not app.exception
    assert not app.error
    if "contains" not in query:
        assert app.info


def run_all():
    """The whole app, as the server runs it."""
    return AppTest.from_file(str(PACKAGE / "app" / "main.py"), default_timeout=60).run()


@pytest.mark.parametrize("missing", ["metrics.csv", "claims.csv", "datapackage.json"])
def test_data_that_cannot_be_read_is_said_in_words_with_the_cure(tmp_path, monkeypatch, missing):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    (folder / missing).unlink()
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    app = run_all()
    assert not app.exception
    [error] = app.error
    assert missing in error.value
    assert "dashboard build" in error.value


def test_a_fault_of_a_page_is_said_in_words_and_its_detail_goes_to_the_log(monkeypatch, caplog):
    def broken(*_):
        raise ZeroDivisionError("a detail for the log")

    monkeypatch.setattr(overview.page, "head", broken)
    with caplog.at_level(logging.WARNING, "dashboard"):
        app = run_all()
    assert not app.exception
    assert [error.value for error in app.error] == [PAGE_FAILED]
    assert "a detail for the log" in caplog.text
    assert "a detail for the log" not in app.error[0].value


def test_a_fault_before_any_page_is_said_in_words_too(monkeypatch):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(overview.page, "frame", broken)
    app = run_all()
    assert not app.exception
    assert [error.value for error in app.error] == [PAGE_FAILED]
