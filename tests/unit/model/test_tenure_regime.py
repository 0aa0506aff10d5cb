"""The baseline that knows tenure and form of rule only."""

from datetime import date
from math import exp, log
from types import SimpleNamespace

import numpy as np
import pytest

from incumbent.domain.errors import RefusedError
from incumbent.model.history import history_of
from incumbent.model.situations import REGIME_GROUPS
from incumbent.model.tenure_regime import (
    DAYS_PER_MONTH,
    FEWEST_AT_RISK,
    LONGEST_YEARS,
    REACH_MONTHS,
    TenureRegimeTable,
    tenure_regime_before,
)
from incumbent.workflows.panel import load_panel
from incumbent.workflows.tenure_regime import TENURE_REGIME

CUTOFF = date(2000, 1, 1)


def _table(*hazard_by_year):
    row = [*hazard_by_year, *[hazard_by_year[-1]] * (LONGEST_YEARS + 1 - len(hazard_by_year))]
    return TenureRegimeTable(CUTOFF, np.array([row]))


def _days(months):
    return round(months * DAYS_PER_MONTH)


def test_nobody_has_left_on_the_first_day():
    assert _table(0.1).at(0, 5.0, 0) == 1.0


def test_an_even_hazard_leaves_a_geometric_share():
    assert _table(0.02).at(0, 3.0, _days(48)) == pytest.approx(0.98**48, abs=1e-4)


def test_each_year_in_office_has_its_own_hazard():
    # nine months into the first year: three months of it are left, then six of the second
    expected = exp(3 * log(1 - 0.1) + 6 * log(1 - 0.01))
    assert _table(0.1, 0.01).at(0, 9.0, _days(9)) == pytest.approx(expected, abs=2e-3)


def test_after_the_longest_tenure_the_last_column_holds():
    table = _table(*[0.5] * LONGEST_YEARS, 0.001)
    assert table.at(0, 12.0 * 60, _days(12)) == pytest.approx(0.999**12, abs=1e-5)


@pytest.mark.parametrize("days", [-1, _days(REACH_MONTHS) + 31])
def test_beyond_the_reach_there_is_no_answer(days):
    assert _table(0.1).at(0, 5.0, days) is None


def _history(rows):
    """Person-months as (origin month, tenure in months, regime, leaves this month, rotates)."""
    month, tenure, regime, leaves, rotating = (np.array(column) for column in zip(*rows, strict=True))
    situations = SimpleNamespace(origin_month=month, tenure=tenure, regime=regime, rotating=rotating)
    exit_month = np.where(leaves, month, 10**6)
    return SimpleNamespace(situations=situations, exit_month=exit_month, cause=np.where(leaves, 0, -1))


def test_the_table_is_the_share_that_left_within_the_month():
    staying = [(1100, 6.0, 0, False, 0)] * (FEWEST_AT_RISK - 12)
    table = tenure_regime_before(_history([*staying, *[(1100, 6.0, 0, True, 0)] * 12]), CUTOFF)
    assert table.hazard[0, 0] == 12 / FEWEST_AT_RISK


def test_a_thin_year_takes_the_mean_of_its_form_of_rule():
    rows = [(1100, 6.0, 0, False, 0)] * 1000 + [(1100, 30.0, 0, True, 0)] * 10
    table = tenure_regime_before(_history(rows), CUTOFF)
    assert table.hazard[0, 2] == 10 / 1010
    assert table.hazard[0, 0] == 0


def test_rotating_offices_and_months_from_the_cutoff_on_are_not_counted():
    kept = [(1199, 6.0, 0, False, 0)] * 200
    later, rotating = [(1200, 6.0, 0, True, 0)] * 200, [(1100, 6.0, 0, True, 1)] * 200
    assert tenure_regime_before(_history([*kept, *later, *rotating]), CUTOFF).hazard[0, 0] == 0


def test_an_origin_never_meets_a_table_counted_after_it():
    assert TENURE_REGIME.as_of(date(2017, 12, 31)).cutoff == date(2017, 1, 1)
    assert TENURE_REGIME.as_of(date(2018, 1, 1)).cutoff == date(2018, 1, 1)
    with pytest.raises(RefusedError, match="no table of tenure by regime"):
        TENURE_REGIME.as_of(date(1959, 12, 31))


def test_a_packaged_table_is_what_the_published_data_give(data_folder):
    panel, _ = load_panel(data_folder)
    history = history_of(panel, (2017 - 1900) * 12, hindsight=False)
    counted = tenure_regime_before(history, date(2017, 1, 1))
    packaged = TENURE_REGIME.as_of(date(2017, 6, 1))
    assert packaged.hazard.shape == (len(REGIME_GROUPS), LONGEST_YEARS + 1)
    assert np.abs(counted.hazard - packaged.hazard).max() <= 5e-7
