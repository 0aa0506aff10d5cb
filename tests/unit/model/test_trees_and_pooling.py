import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from incumbent.model.pooling import fit_weights, interval_factors, log_odds_of, pool
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
    pooled = pool(log_odds_of(said), np.full((3, 6), 1 / 3))
    assert np.all(np.diff(pooled, axis=1) >= 0)
    assert np.all((pooled > 0) & (pooled < 1))


@given(chances)
def test_factors_bring_the_backbone_to_the_pool(said):
    backbone = np.maximum.accumulate(said[0], axis=1) * np.linspace(0.5, 1.0, 6)
    pooled = np.maximum.accumulate(said[1], axis=1)
    factor = interval_factors(backbone, pooled)
    mass = np.diff(-np.log1p(-backbone), axis=1, prepend=0.0)
    assert np.allclose(1 - np.exp(-np.cumsum(mass * factor, axis=1)), pooled, atol=1e-6)


def test_without_past_forecasts_weights_are_equal():
    assert fit_weights(np.zeros((3, 0)), np.zeros(0)).tolist() == [1 / 3] * 3


def test_a_member_that_was_right_is_weighted_up_but_few_cases_hardly_count():
    generator = np.random.default_rng(2)
    truth = generator.normal(size=20000)
    left = (generator.random(20000) < 1 / (1 + np.exp(-truth))).astype(float)
    said = np.stack([truth, generator.normal(size=20000), generator.normal(size=20000)])
    assert fit_weights(said, left)[0] > 0.6
    assert max(fit_weights(said[:, :40], left[:40])) < 0.5
