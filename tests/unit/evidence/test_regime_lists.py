"""Which form of rule a list of that day gave, and until when it was believed."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.regime_lists import NO_START, read_regime_lists
from incumbent.model.situations import month_of, regime_group
from incumbent.model.state_months import as_listed

HEAD = "cowcode,gwf_startdate,gwf_regimetype"
FIRST, NEXT = "regime_list_2019-05-06.csv", "regime_list_2019-10-02.csv"


def read(first: list[str], following: list[str], counts: Counter[str] | None = None):
    lists = {FIRST: "\n".join([HEAD, *first]).encode(), NEXT: "\n".join([HEAD, *following]).encode()}
    return read_regime_lists(lists, Counter() if counts is None else counts)


def test_of_each_state_the_form_begun_last_before_the_list_is_taken():
    found = read(
        ["7,1/1/1990,military", "7,4/1/2019,provisional ", "7,6/1/2019,monarchy"],
        ["7,4/1/2019,provisonal"],
    )
    assert found.select("listed_on", "unlisted_on", "regime").rows() == [
        (date(2019, 5, 6), date(2019, 10, 2), "provisional"),
        (date(2019, 10, 2), date(2021, 3, 1), "provisional"),
    ]


def test_a_form_nobody_knows_is_refused_and_a_row_without_a_start_counted():
    counts: Counter[str] = Counter()
    read(["7,1/1/1990,military", "8,,military"], ["7,1/1/1990,military"], counts)
    assert counts[NO_START] == 1
    with pytest.raises(FaultsFoundError, match="juntish"):
        read(["7,1/1/1990,juntish"], ["7,1/1/1990,military"])


def test_a_list_holds_from_the_month_after_it_to_the_month_of_the_next():
    table = read(["7,1/15/1990,military"], ["7,8/20/2019,presidential"])
    months = np.arange(month_of(date(2019, 4, 1)), month_of(date(2019, 12, 1)))
    last = np.full(months.size, float(regime_group("monarchy")))
    group, age = as_listed(table, months, last, np.full(months.size, 5.0))
    names = ["monarchy"] * 2 + ["military"] * 5 + ["presidential"]
    assert group.tolist() == [float(regime_group(name)) for name in names]
    assert age[[1, 2, 7]].tolist() == [5.0, 29 * 12 + 5.0, 3.0]


def test_of_two_old_numbers_of_one_state_the_form_begun_later_counts():
    table = read(["7,1/1/1949,parliamentary", "8,1/1/1990,monarchy"], ["7,1/1/1949,military"])
    one_state = table.with_columns(gwcode=7)[::-1]
    months = np.array([month_of(date(2019, 7, 1))])
    group, _ = as_listed(one_state, months, np.zeros(1), np.zeros(1))
    assert group[0] == regime_group("monarchy")


def test_without_a_kept_list_the_last_of_all_stands():
    group, age = as_listed(None, np.array([1400]), np.array([3.0]), np.array([7.0]))
    assert (group[0], age[0]) == (3.0, 7.0)
