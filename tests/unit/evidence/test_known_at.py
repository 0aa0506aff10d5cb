"""Since when a fact could be known."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from incumbent.domain.vocabulary import DatePrecision
from incumbent.evidence.known_at import known_at, poll_known_at

DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


def test_the_authors_own_date_wins() -> None:
    assert known_at(date(2018, 3, 12), DatePrecision.INFERRED, date(2018, 3, 17)) == date(2018, 3, 17)


def test_a_month_is_known_at_its_end() -> None:
    assert known_at(date(2016, 2, 15), DatePrecision.MONTH) == date(2016, 2, 29)


def test_a_year_is_known_at_its_end() -> None:
    assert known_at(date(2016, 2, 15), DatePrecision.YEAR) == date(2016, 12, 31)


def test_an_inferred_date_is_known_two_weeks_later() -> None:
    assert known_at(date(2017, 8, 15), DatePrecision.INFERRED) == date(2017, 8, 29)


def test_a_poll_waits_for_its_pollsters_usual_lag() -> None:
    assert poll_known_at(date(2018, 1, 10), DatePrecision.DAY, "vciom") == date(2018, 1, 13)


def test_a_poll_dated_by_month_is_known_at_the_months_end() -> None:
    assert poll_known_at(date(2017, 8, 15), DatePrecision.MONTH, "levada") == date(2017, 8, 31)


@given(DAYS, st.sampled_from(DatePrecision), st.sampled_from(["levada", "fom", "bureau"]))
def test_nothing_is_known_before_it_is_there(day: date, precision: DatePrecision, pollster: str) -> None:
    assert known_at(day, precision) >= day
    assert poll_known_at(day, precision, pollster) >= day
