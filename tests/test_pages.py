"""Every page runs without an exception, with any link, before a browser ever sees it."""

import pytest
from streamlit.testing.v1 import AppTest
from support.pages import page_names

import dashboard

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
