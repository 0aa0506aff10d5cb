"""What a backtest refuses, and what its folder keeps."""

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.workflows.backtest import BacktestPlan


def test_a_model_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(RefusedError, match=r"no model 'oracle'; there are climatology, .*pooled"):
        BacktestPlan(models=("oracle",))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"every": 5}, "must divide a year"),
        ({"first_year": 2021}, "after"),
        ({"last_year": 2023}, "targets end on 2021-03-01.*years to 2021"),
        ({"learn_from": 1954}, "1955 is the first"),
        ({"learn_from": 1950, "models": ("kaplan-meier",)}, "1951 is the first"),
    ],
)
def test_an_impossible_grid_is_refused(wrong, said):
    with pytest.raises(RefusedError, match=said):
        BacktestPlan(**wrong)


def test_trees_are_grown_only_for_models_that_need_them():
    assert not BacktestPlan(models=("hazards and gates", "kaplan-meier")).trees
    assert BacktestPlan(models=("pooled",)).trees
