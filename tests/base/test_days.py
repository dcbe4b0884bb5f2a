from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sayso.base.days import (
    month_range,
    read_day,
    week_range,
    weekday_after,
    weekday_before,
    year_range,
)

FRIDAY = date(2022, 6, 24)
SATURDAY = date(2022, 6, 25)


def test_february_of_a_leap_year_has_29_days() -> None:
    assert month_range(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_year_runs_from_january_to_december() -> None:
    assert year_range(2014) == (date(2014, 1, 1), date(2014, 12, 31))


def test_a_week_runs_from_monday_to_sunday() -> None:
    assert week_range(SATURDAY) == (date(2022, 6, 20), date(2022, 6, 26))


def test_friday_before_a_saturday_is_the_day_before() -> None:
    assert weekday_before(SATURDAY, 4) == FRIDAY


def test_a_weekday_before_itself_is_the_same_day_or_a_week_ago() -> None:
    assert weekday_before(FRIDAY, 4) == FRIDAY
    assert weekday_before(FRIDAY, 4, same_day=False) == date(2022, 6, 17)


def test_a_weekday_after_itself_is_in_a_week() -> None:
    assert weekday_after(FRIDAY, 4) == date(2022, 7, 1)


@given(st.dates(date(1950, 1, 8), date(2100, 1, 1)), st.integers(0, 6))
def test_the_weekdays_around_a_day_are_at_most_a_week_away(day: date, weekday: int) -> None:
    before, after = weekday_before(day, weekday, same_day=False), weekday_after(day, weekday)
    assert before.weekday() == after.weekday() == weekday
    assert 1 <= (day - before).days <= 7
    assert 1 <= (after - day).days <= 7


def test_a_day_is_read_from_a_date_and_from_a_time_of_day() -> None:
    assert read_day(" 2022-06-25T08:00:00Z") == read_day("2022-06-25") == SATURDAY


def test_what_is_no_iso_date_is_no_day() -> None:
    assert read_day("25 June 2022") is None
