"""Which dates a forecast answers."""

from dataclasses import replace
from datetime import date

import pytest

from incumbent.domain.leader import Question
from incumbent.domain.months import months_after
from incumbent.domain.vocabulary import Event, Target
from incumbent.workflows.horizons import target_dates
from samples import ADA

ASKED = Question(
    "q1", date(2005, 5, 8), Event.EFFECTIVE, Target.EXIT, "Still in office?", "The gazette says.",
    asked_from=date(2003, 1, 1), asked_until=date(2005, 4, 30),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2017, 1, 31), 1, date(2017, 2, 28)),
        (date(2016, 1, 31), 1, date(2016, 2, 29)),
        (date(2017, 11, 15), 3, date(2018, 2, 15)),
        (date(2017, 8, 1), 60, date(2022, 8, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, expected: date) -> None:
    assert months_after(day, months) == expected


def test_every_forecast_answers_standard_horizons_questions_and_the_days_around_a_handover() -> None:
    leader = replace(
        ADA.known_on(date(2003, 6, 1)),
        questions=(
            ASKED,
            replace(ASKED, question_id="q2", target=Target.OCCUPANCY, target_date=date(2005, 1, 2)),
        ),
    )
    gate = replace(leader.gates[0], handover_date=date(2005, 5, 7))
    leader = replace(leader, gates=(gate,))
    dates = target_dates(
        leader,
        date(2003, 6, 1),
        horizons_months=(3, 9),
        event=Event.EFFECTIVE,
        target=Target.EXIT,
        reach=date(2007, 1, 1),
    )
    assert set(dates) == {
        *(date(2003, 7, 1), date(2003, 9, 1), date(2003, 12, 1), date(2004, 3, 1), date(2004, 6, 1)),
        *(date(2005, 6, 1), date(2005, 5, 6), date(2005, 5, 7), date(2005, 5, 8)),
    }
    assert list(dates) == sorted(dates)


def test_a_question_is_asked_only_within_its_window_and_before_its_target() -> None:
    leader = replace(ADA, questions=(ASKED,))
    assert leader.questions_on(date(2002, 12, 31)) == ()
    assert leader.questions_on(date(2003, 1, 1)) == (ASKED,)
    assert leader.questions_on(date(2005, 5, 1)) == ()
    always = replace(ASKED, asked_from=None, asked_until=None)
    assert replace(ADA, questions=(always,)).questions_on(date(2005, 5, 8)) == ()
