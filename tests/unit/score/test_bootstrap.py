"""Intervals by bootstrap over countries: coverage, pairing, refusals."""

import numpy as np
import pytest

from incumbent.score import brier_scores, mean_score, paired_difference, skill_score


def _rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_the_interval_holds_the_true_mean_about_95_times_in_100():
    held = 0
    for seed in range(300):
        rng = _rng(seed)
        shared = rng.normal(0, 1, 60).repeat(5)  # what the five cases of a country have in common
        found = mean_score(
            3 + shared + rng.normal(0, 1, 300), np.arange(60).repeat(5), generator=rng, n_draws=400
        )
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 3 <= found.high
    assert 270 <= held <= 297


def test_cases_of_one_country_are_drawn_together():
    rng = _rng(1)
    shared = rng.normal(0, 1, 40).repeat(25)
    clustered = mean_score(shared, np.arange(40).repeat(25), generator=_rng())
    alone = mean_score(shared, np.arange(1000), generator=_rng())
    assert clustered.high - clustered.low > 3 * (alone.high - alone.low)


def test_a_paired_difference_is_surer_than_its_parts():
    rng = _rng(2)
    hard = rng.uniform(0, 1, 500)
    ours, theirs = hard, hard + 0.01
    found = paired_difference(ours, theirs, np.arange(500) % 50, generator=rng)
    assert (found.value, found.low, found.high) == pytest.approx((-0.01, -0.01, -0.01))


def test_skill_by_hand():
    ours, baseline = brier_scores([0.9, 0.2], [1, 0]), brier_scores([0.5, 0.5], [1, 0])
    found = skill_score(ours, baseline, ["a", "b"], generator=_rng())
    assert found.value == pytest.approx(1 - 0.025 / 0.25)
    assert found.low <= found.value <= found.high


def test_one_country_gives_no_interval():
    found = mean_score([0.1, 0.3], ["x", "x"], [3, 1], generator=_rng())
    assert (found.value, found.low, found.high, found.n_clusters) == (pytest.approx(0.15), None, None, 1)


def test_the_same_seed_gives_the_same_interval():
    scores, cluster = _rng(5).uniform(0, 1, 50), np.arange(50) % 7
    assert mean_score(scores, cluster, generator=_rng(9)) == mean_score(scores, cluster, generator=_rng(9))


@pytest.mark.parametrize(
    ("scores", "cluster", "weight", "says"),
    [
        ([], [], None, "at least one case"),
        ([0.1, np.inf], [0, 1], None, "NaN or infinite"),
        ([0.1], [0, 1], None, "one length"),
        ([0.1], [0], [0.0], "not all 0"),
    ],
)
def test_disorder_is_refused(scores, cluster, weight, says):
    with pytest.raises(ValueError, match=says):
        mean_score(scores, cluster, weight, generator=_rng())


def test_skill_against_a_perfect_baseline_is_refused():
    with pytest.raises(ValueError, match="perfect"):
        skill_score([0.1], [0.0], ["a"], generator=_rng())
