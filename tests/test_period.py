"""A date is read once: to the days that the grammar of EDTF gives it, refused where none is."""

import sys
from datetime import date

import edtf
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from dashboard.data.seeds.validate import DATE_CURE
from dashboard.model import period as periods
from dashboard.model.period import OPEN_END, Period
from dashboard.text import formatting as words

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
DATES = st.builds(
    lambda day, precision, about: day.isoformat()[:precision] + about,
    DAYS,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~"]),
)
EXACT = DATES.filter(lambda text: "~" not in text)
DECADES = st.integers(1, 999).map(lambda tens: f"{tens:03d}X")
FORMS = st.one_of(
    DATES,
    DECADES,
    DECADES.map("{}~".format),
    DATES.map("{}/..".format),
    st.tuples(DATES, DATES).map("/".join),
    st.tuples(EXACT | DECADES, EXACT | DECADES).map("/".join),
)
FIGURES = st.text("0123456789", min_size=2, max_size=2)


def days_by_grammar(text):
    """First and last day as the edtf library has them."""
    parsed = edtf.parse_edtf(text)
    last = parsed.upper_strict()
    first, last = (
        OPEN_END if day == float("inf") else f"{day[0]:04d}-{day[1]:02d}-{day[2]:02d}"
        for day in (parsed.lower_strict(), last)
    )
    return first, last


@pytest.fixture
def no_grammar(monkeypatch):
    monkeypatch.setitem(sys.modules, "edtf", None)


@given(FORMS)
@settings(deadline=None)
def test_every_plain_form_has_the_days_that_the_grammar_gives_it(text):
    first, last = days_by_grammar(text)
    if last < first:
        with pytest.raises(ValueError, match="ends before it begins"):
            Period.parse(text)
        return
    assert periods._read_plainly(text) is not None
    period = Period.parse(text)
    assert (period.first, period.last) == (first, last)
    assert period.text == text
    assert period.is_approximate == ("~" in text)
    assert period.is_open == text.endswith("..")


@given(
    st.tuples(st.just("2023"), FIGURES, FIGURES).map("-".join), st.sampled_from(["", "~", "/.."])
)
@settings(deadline=None)
def test_a_day_is_read_where_the_calendar_has_it_and_else_refused(day, ending):
    try:
        date.fromisoformat(day)
    except ValueError:
        with pytest.raises(ValueError, match=r"calendar|not an EDTF date"):
            Period.parse(day + ending)
    else:
        assert Period.parse(day + ending).first == day


@given(st.text("0123456789X~?%/.-[]{},Y S", max_size=14))
@example("%0000S0")
@settings(deadline=None)
def test_whatever_is_written_is_read_in_order_or_refused_in_words(text):
    assume(text)
    try:
        period = Period.parse(text)
    except ValueError as error:
        assert repr(text) in str(error)  # noqa: PT017
    else:
        assert date.fromisoformat(period.first) <= date.fromisoformat(period.last)
        assert (period.first, period.last) == days_by_grammar(text)
        assert words.period(text)


@pytest.mark.parametrize(
    ("text", "first", "last", "sentence"),
    [
        ("2022", "2022-01-01", "2022-12-31", "2022"),
        ("2024-02", "2024-02-01", "2024-02-29", "February 2024"),
        ("2023-07-12", "2023-07-12", "2023-07-12", "12 July 2023"),
        ("2018/2022", "2018-01-01", "2022-12-31", "2018–2022"),
        ("2025-02/2030-02", "2025-02-01", "2030-02-28", "February 2025–February 2030"),
        ("199X", "1990-01-01", "1999-12-31", "1990s"),
        ("199X/2005", "1990-01-01", "2005-12-31", "1990s–2005"),
        ("2017/..", "2017-01-01", OPEN_END, "since 2017"),
        ("2017~", "2017-01-01", "2017-12-31", "about 2017"),
        ("1975~/1984", "1975-01-01", "1984-12-31", "about 1975–1984"),
        ("2016~/..", "2016-01-01", OPEN_END, "since about 2016"),
    ],
)
def test_the_forms_of_the_seeds_need_no_grammar(text, first, last, sentence, no_grammar):
    periods._parsed.cache_clear()
    period = Period.parse(text)
    assert (period.first, period.last) == (first, last)
    assert words.period(text) == sentence
    assert words.period(text, "inferred") == f"{sentence}, inferred"
    assert Period.parse(text) is period  # read once


@pytest.mark.parametrize(
    ("text", "first", "last", "sentence"),
    [
        ("2001-21", "2001-03-01", "2001-05-31", "March–May 2001"),
        ("19XX", "1900-01-01", "1999-12-31", "1900–1999"),
        ("2001-XX", "2001-01-01", "2001-12-31", "2001"),
        ("2017?", "2017-01-01", "2017-12-31", "about 2017"),
        ("2017?/..", "2017-01-01", OPEN_END, "since about 2017"),
    ],
)
def test_what_is_rare_is_read_by_the_grammar_and_said_by_what_it_spans(text, first, last, sentence):
    period = Period.parse(text)
    assert (period.first, period.last) == (first, last)
    assert words.period(text) == sentence


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("summer", "is not an EDTF date"),
        ("2022 ", "is not an EDTF date"),
        ("199X/..", "is not an EDTF date"),
        ("2030/2020", "ends before it begins"),
        ("2017?/2016", "ends before it begins"),
        ("2023-02-29", "names a day that the calendar"),
        ("2023-02-29?", "names a day that the calendar"),
        ("2023-13", "names a day that the calendar"),
        ("2023-00", "names a day that the calendar"),
        ("0000", "names a day that the calendar"),
        ("-0044", "names a day that the calendar"),
        ("2017/", "has no known first or last day"),
        ("../2017", "has no known first or last day"),
        ("[1984..]", "has no known first or last day"),
    ],
)
def test_what_is_no_period_is_refused_with_what_is_wrong(text, problem):
    with pytest.raises(ValueError, match=problem):
        Period.parse(text)


def test_the_cure_names_forms_that_are_read():
    for word in DATE_CURE.replace(",", " ").split():
        if word[0].isdigit():
            assert Period.parse(word)
