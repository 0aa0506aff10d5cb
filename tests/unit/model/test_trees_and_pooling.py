import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from incumbent.model.pooling import (
    RECALIBRATION_RIDGE,
    Pooling,
    fit_recalibration,
    fit_weights,
    log_odds_of,
    pool,
    recalibrations,
    split_factors,
)
from incumbent.model.trees import FEATURES, Growth, grow, trees_from_json, trees_json


@pytest.fixture(scope="module")
def grown():
    generator = np.random.default_rng(1)
    features = generator.normal(size=(3000, len(FEATURES))).astype(np.float32)
    left = (features[:, 0] + generator.normal(size=3000) > 0).astype(float)
    return features, left, grow(features, left, None, Growth(20, 6, 0.1))


def test_stored_trees_say_what_lightgbm_says(grown):
    import lightgbm

    features, left, trees = grown
    settings = {
        "objective": "binary", "num_leaves": 6, "learning_rate": 0.1, "min_data_in_leaf": 100,
        "lambda_l2": 10.0, "feature_fraction": 0.6, "num_threads": 1, "seed": 1, "deterministic": True,
        "force_row_wise": True, "verbose": -1,
    }  # fmt: skip
    booster = lightgbm.train(settings, lightgbm.Dataset(features, left), 20)
    assert np.allclose(trees.total(features), booster.predict(features, raw_score=True), atol=2e-3)


def test_trees_survive_json(grown):
    features, _, trees = grown
    again = trees_from_json(json.loads(json.dumps(trees_json(trees))))
    assert np.array_equal(again.total(features), trees.total(features))


def test_a_tree_without_a_split_is_its_leaf():
    features = np.zeros((300, len(FEATURES)), dtype=np.float32)
    trees = grow(features, np.repeat([0.0, 1.0], 150), None, Growth(2, 4, 0.1))
    assert np.allclose(trees.total(features), 0.0, atol=1e-6)


chances = arrays(np.float64, (3, 4, 6), elements=st.floats(0.001, 0.999))


@given(chances)
def test_the_pooled_chance_of_having_left_never_falls(said):
    pooled = pool(log_odds_of(said), Pooling.equal(3), np.array([0, 1, 4, 6]))
    assert np.all(np.diff(pooled, axis=1) >= 0)
    assert np.all((pooled > 0) & (pooled < 1))


@given(chances, st.floats(0.0, 0.9))
def test_factors_bring_the_backbone_to_the_pool(said, share):
    backbone = np.maximum.accumulate(said[0], axis=1) * np.linspace(0.5, 1.0, 6)
    pooled = np.maximum.accumulate(said[1], axis=1)
    mass = np.diff(-np.log1p(-backbone), axis=1, prepend=0.0)
    moved, steady = split_factors(backbone, pooled, np.cumsum(share * mass, axis=1), 0.05)
    total = mass * (1 - share) * moved + mass * share * steady
    assert np.allclose(1 - np.exp(-np.cumsum(total, axis=1)), pooled, atol=1e-6)


def test_trees_move_regular_exits_and_leave_coups_as_they_are():
    backbone, pooled = np.full((1, 6), 0.1), np.full((1, 6), 0.2)
    moved, steady = split_factors(backbone, pooled, np.full((1, 6), 0.02), 0.05)
    assert steady[0, 0] == 1.0
    assert moved[0, 0] == pytest.approx((-np.log(0.8) - 0.02) / (-np.log(0.9) - 0.02))


def test_where_the_pool_leaves_no_room_all_causes_shrink_alike():
    backbone, pooled = np.full((1, 6), 0.1), np.full((1, 6), 0.01)
    moved, steady = split_factors(backbone, pooled, np.full((1, 6), 0.05), 0.05)
    assert moved[0, 0] == steady[0, 0] == pytest.approx(np.log(0.99) / np.log(0.9))


def test_forecasts_that_were_too_sure_are_drawn_to_the_usual_share():
    generator = np.random.default_rng(5)
    truth = generator.normal(-1.0, 1.0, size=40000)
    left = (generator.random(40000) < 1 / (1 + np.exp(-truth))).astype(float)
    shift, scale = fit_recalibration(2 * truth + 1, left, 12, np.ones(40000), RECALIBRATION_RIDGE)
    assert scale == pytest.approx(0.5, abs=0.03)
    assert shift == pytest.approx(-0.5, abs=0.06)


def test_few_past_forecasts_hardly_recalibrate_and_none_do_not():
    said = np.array([-3.0, -1.0, 1.0, 2.0])
    left, ridge = np.array([1.0, 1.0, 0.0, 0.0]), (5.0, 30.0)
    shift, scale = fit_recalibration(said, left, 60, np.ones(4), ridge)
    assert (abs(shift) < 0.05, abs(scale - 1) < 0.01) == (True, True)
    assert fit_recalibration(np.zeros(0), np.zeros(0), 60, np.zeros(0), RECALIBRATION_RIDGE) == (0.0, 1.0)


def test_each_family_of_regimes_is_recalibrated_on_its_own_past():
    generator = np.random.default_rng(5)
    truth, regime = generator.normal(-1.0, 1.0, size=40000), np.repeat([0, 1], 20000)
    left = (generator.random(40000) < 1 / (1 + np.exp(-truth))).astype(float)
    said = np.where(regime == 0, 0.8 * truth, 1.25 * truth)
    _, scale = recalibrations(said, left, 1, np.ones(40000), regime)
    assert scale[:2] == pytest.approx([1.25, 0.8], abs=0.05)


def test_what_was_said_long_ago_teaches_less():
    said = np.repeat([0.5, -0.5], 2000)
    recent, old = np.repeat([1.0, 0.0], 2000), np.repeat([0.0, 1.0], 2000)
    weight = np.tile([1.0, 0.01], 2000)
    left = np.where(weight == 1.0, recent, old)
    assert fit_recalibration(said, left, 1, weight, RECALIBRATION_RIDGE)[1] == 2.0
    assert fit_recalibration(said, left, 1, 1.01 - weight, RECALIBRATION_RIDGE)[1] == 0.5


def test_without_past_forecasts_weights_are_equal():
    assert fit_weights(np.zeros((3, 0)), np.zeros(0)).tolist() == [1 / 3] * 3


def test_a_member_that_was_right_is_weighted_up_but_few_cases_hardly_count():
    generator = np.random.default_rng(2)
    truth = generator.normal(size=20000)
    left = (generator.random(20000) < 1 / (1 + np.exp(-truth))).astype(float)
    said = np.stack([truth, generator.normal(size=20000), generator.normal(size=20000)])
    assert fit_weights(said, left)[0] > 0.6
    assert max(fit_weights(said[:, :40], left[:40])) < 0.5
