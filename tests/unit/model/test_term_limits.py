"""Who may stand again, by the rule known in a month."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
from tests.invented_leaders import fact, leader, vote
from tests.invented_panel import invented_panel
from tests.invented_situations import situations

from incumbent.domain.panel import NO_TITLE, TERM_RULE_SCHEMA
from incumbent.model.design import gate_columns
from incumbent.model.desk_situation import situation_of
from incumbent.model.history import history_of
from incumbent.model.rollforward import chance_of_losing
from incumbent.model.situations import NEVER, month_of
from incumbent.model.term_limits import known_rules, terms_begun, terms_left
from incumbent.workflows.parameters import parameters_as_of

STARTED = month_of(date(1999, 1, 1))
FIRST, LATER = date(2015, 10, 26), date(2020, 11, 24)
MONTHS = np.array([month_of(date(2000, 1, 1)), month_of(date(2016, 1, 1)), month_of(date(2021, 1, 1))])


def rules(*rows, recalled=False, months=MONTHS):
    """(known on, first text, most terms)"""
    table = [(1, known, first, True, most, 60) for known, first, most in rows]
    return known_rules(pl.DataFrame(table, schema=TERM_RULE_SCHEMA, orient="row"), months, recalled=recalled)


def left(found, begun, *, start=STARTED, regime=0.0, since=12.0):
    ones = np.ones(found.most_terms.size)
    return terms_left(found, start, begun * ones, regime * ones, since * ones, 60.0 * ones).tolist()


def test_a_rule_is_known_from_the_month_after_its_text():
    months = np.array([month_of(date(2015, 10, 1)), month_of(date(2015, 11, 1))])
    assert rules((FIRST, True, 2), months=months).most_terms.tolist() == [NEVER, 2]


def test_only_the_retrospective_view_recalls_the_first_rule():
    assert rules((FIRST, True, 2)).most_terms.tolist() == [NEVER, 2, 2]
    assert rules((FIRST, True, 2), recalled=True).most_terms.tolist() == [2, 2, 2]


def test_a_later_rule_is_never_carried_back():
    found = rules((FIRST, True, 2), (LATER, False, None), recalled=True)
    assert found.most_terms.tolist() == [2, 2, NEVER]


@pytest.mark.parametrize(("begun", "expected"), [(1, 1), (2, 0), (3, NEVER)])
def test_a_holder_has_the_terms_that_the_rule_leaves_him_and_is_not_bound_beyond(begun, expected):
    assert left(rules((FIRST, True, 2)), begun)[1] == expected


def test_votes_for_a_legislature_are_no_terms():
    months = STARTED + np.array([0, 60, 61, 121])
    month = STARTED + np.array([-2, 30, 60, 90, 120])
    executive = np.array([1, 0, 1, 0, 1])
    holder = np.array([0, 1, 1, 1, 1])
    votes = SimpleNamespace(month=month, held=np.ones(5), executive=executive)
    assert terms_begun(votes, 1, STARTED, holder, months).tolist() == [1, 1, 2, 3]  # type: ignore[arg-type]


def test_a_rule_that_changed_since_he_took_office_does_not_bind_a_holder():
    assert left(rules((FIRST, True, 2), (LATER, False, 2)), 2) == [NEVER, 0, NEVER]


def test_a_rule_older_than_his_spell_binds_a_holder():
    found = rules((FIRST, True, 3), (LATER, False, 2))
    assert left(found, 2, start=month_of(date(2020, 12, 1)))[2] == 0


def test_limits_of_presidents_do_not_bind_prime_ministers():
    assert left(rules((FIRST, True, 2)), 2, regime=1.0)[1] == NEVER


@pytest.mark.parametrize(("since", "expected"), [(60.0, 0), (62.0, 0), (63.0, NEVER)])
def test_a_holder_whose_last_vote_is_overdue_is_not_bound(since, expected):
    assert left(rules((FIRST, True, 2)), 2, since=since)[1] == expected


def test_a_holder_is_barred_at_one_vote_and_not_at_those_after_it():
    gates = np.array([1, 2, 3])
    three = situations(terms_left=1.0).take(np.zeros(3, dtype=np.int64))
    assert gate_columns(three, gates)["barred"].tolist() == [0, 1, 0]


@pytest.mark.parametrize("regime", range(7))
def test_nobody_who_is_barred_goes_for_certain_and_all_go_more_likely(regime):
    parameters, gate = parameters_as_of(date(2020, 1, 1)), np.array([1])
    free = chance_of_losing(situations(regime=regime, next_vote=6.0), gate, parameters)[0]
    barred = chance_of_losing(situations(regime=regime, next_vote=6.0, terms_left=0.0), gate, parameters)[0]
    assert free < barred < 0.99


@pytest.mark.parametrize(("office", "bound"), [("chief of state", True), (NO_TITLE, False)])
def test_the_terms_of_a_president_bind_only_a_president(office, bound):
    panel = invented_panel(3)
    rule = pl.DataFrame([(3, date(1960, 1, 1), True, True, 9, 48)], schema=TERM_RULE_SCHEMA, orient="row")
    panel = replace(panel, spells=panel.spells.with_columns(office=pl.lit(office)), term_rules=rule)
    found = history_of(panel, month_of(date(1970, 1, 1)), hindsight=False).situations
    seen = found.terms_left[(found.state == 3) & (found.origin_month > month_of(date(1960, 1, 1)))]
    assert bool((seen < NEVER).any()) is bound


FOUR_YEARLY = tuple(vote(date(year, 3, 18), date(2012, 3, 5)) for year in (2018, 2024))


def desk_terms_left(value, origin, gates=FOUR_YEARLY):
    stated = fact("terms_left", value, date(2013, 1, 1), date(2013, 1, 1))
    holder = leader(facts=(stated,), gates=gates).known_on(origin)
    return situation_of(holder, origin, parameters_as_of(date(2013, 1, 1))).terms_left[0]


@pytest.mark.parametrize(
    ("value", "origin", "left"),
    [
        ("1", date(2017, 1, 1), 1),
        ("1", date(2019, 1, 1), 0),
        ("0", date(2017, 1, 1), 0),
        ("0", date(2019, 1, 1), NEVER),
    ],
)
def test_a_desks_votes_left_are_used_up_by_the_votes_passed(value, origin, left):
    assert desk_terms_left(value, origin) == left


def test_who_is_known_to_stand_is_not_barred_by_a_rule():
    standing = vote(date(2018, 3, 18), date(2012, 3, 5), standing=True)
    assert desk_terms_left("0", date(2017, 1, 1), (standing,)) == NEVER
