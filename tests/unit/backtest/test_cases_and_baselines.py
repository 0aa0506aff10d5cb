import numpy as np
import pytest
from tests.invented_situations import USUAL

from incumbent.backtest.baselines import climatology, kaplan_meier
from incumbent.backtest.cases import origins_between, outcomes_of
from incumbent.model.history import History
from incumbent.model.situations import Situations
from incumbent.model.state_months import IN_OFFICE


def history(*spells):
    """(first month, exit month, cause) of each invented leader, one situation a month."""
    rows = [
        (place, month, month - first, exit_month, cause)
        for place, (first, exit_month, cause) in enumerate(spells)
        for month in range(first, min(exit_month, 1300) + 1)
    ]
    place, month, tenure, exit_month, cause = (np.array(column) for column in zip(*rows, strict=True))
    values = {name: np.full(month.size, value) for name, value in USUAL.items()}
    values |= {"origin_month": month, "tenure": tenure.astype(float), "state": place}
    return History(Situations(**values), place, exit_month, cause)


def test_a_case_whose_target_lies_beyond_the_data_is_dropped_even_if_an_exit_was_seen():
    seen = history((1200, 1202, 0))
    outcome = outcomes_of(seen, np.array([0]), (1, 3, 12), 1203)
    assert outcome.usable.tolist() == [[True, True, False]]
    assert outcome.left.tolist() == [[0.0, 1.0, 0.0]]


def test_the_end_of_a_state_is_no_exit():
    seen = history((1200, 1202, -1))
    assert outcomes_of(seen, np.array([0]), (1, 6), 1300).usable.tolist() == [[True, False]]


def test_origins_are_quarterly():
    seen = history((1200, IN_OFFICE, -1))
    months = seen.situations.origin_month[origins_between(seen, 1200, 1212, 3)]
    assert months.tolist() == [1200, 1203, 1206, 1209]


def test_climatology_is_the_share_that_had_left():
    seen = history((1200, 1205, 0), (1200, IN_OFFICE, -1))
    # 6 + 10 person-months before 1210; the exit in 1205 lies within one month of one of them
    assert climatology(seen, 1210, (1,))[0] == pytest.approx(1 / 16)


def test_climatology_does_not_look_beyond_the_cutoff():
    short, long = history((1200, 1205, 0), (1200, 1250, 0)), history((1200, 1205, 0), (1200, 1220, 0))
    assert np.array_equal(climatology(short, 1210, (1, 3)), climatology(long, 1210, (1, 3)))


def test_kaplan_meier_is_one_less_the_product_of_those_who_stayed():
    seen = history(
        *[(1200, 1200 if place < 20 else 1201 if place < 40 else IN_OFFICE, 0) for place in range(100)]
    )
    fresh = seen.situations.take(np.array([0]))
    chance = kaplan_meier(seen, 1290, fresh, (1, 2))
    assert chance[0].tolist() == pytest.approx([0.2, 0.4])
