"""What a backtest refuses, and what its folder keeps."""

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.workflows.backtest import PLAN, BacktestPlan, _keep_plan

HASHES = {"reign/leaderlist_3_21.csv": "0" * 64}


def test_a_model_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(RefusedError, match=r"no model 'oracle'; there are climatology, .*pooled"):
        BacktestPlan(models=("oracle",))


@pytest.mark.parametrize(
    ("wrong", "said"), [({"every": 5}, "must divide a year"), ({"first_year": 2021}, "after")]
)
def test_an_impossible_grid_is_refused(wrong, said):
    with pytest.raises(RefusedError, match=said):
        BacktestPlan(**wrong)


def test_trees_are_grown_only_for_models_that_need_them():
    assert not BacktestPlan(models=("hazards and gates", "kaplan-meier")).trees
    assert BacktestPlan(models=("pooled",)).trees


@pytest.mark.parametrize(
    ("plan", "hashes", "named"),
    [
        (BacktestPlan(hindsight=True), HASHES, "hindsight"),
        (BacktestPlan(every=6), HASHES, "every"),
        (BacktestPlan(), {"reign/leaderlist_3_21.csv": "1" * 64}, "inputs"),
    ],
)
def test_a_folder_of_another_plan_or_other_data_is_not_gone_on_with(tmp_path, plan, hashes, named):
    _keep_plan(tmp_path, BacktestPlan(), HASHES)
    with pytest.raises(RefusedError, match=rf"other {named}\. Name another folder with --out"):
        _keep_plan(tmp_path, plan, hashes)


def test_the_same_plan_goes_on_in_its_folder(tmp_path):
    _keep_plan(tmp_path, BacktestPlan(first_year=1990), HASHES)
    kept = (tmp_path / PLAN).read_bytes()
    _keep_plan(tmp_path, BacktestPlan(first_year=2000), HASHES)
    assert (tmp_path / PLAN).read_bytes() == kept
