"""What the band of a fused curve is made of."""

from dataclasses import replace

import numpy as np
import pytest
from tests.fusion_cases import LEADER, PARAMETERS, base, chance, vote

from incumbent.domain.vocabulary import Event
from incumbent.model.fused import Fused
from incumbent.model.fusion import fuse_curve

DAYS = np.array([91, 365, 730])


def fused(seed: int, n_quotes: int, draws: int = 400) -> Fused:
    """One leader with prices that contradict each other at random."""
    rng = np.random.default_rng(seed)
    quotes = [
        chance(float(rng.uniform(0.3, 0.95)), int(rng.integers(30, 900)), f"source-{rng.integers(12)}")
        for _ in range(n_quotes)
    ]
    parameters = replace(PARAMETERS, draws=draws)
    rng = np.random.default_rng(1)
    bent = base(0.2, [vote()])
    return fuse_curve(
        bent, LEADER, quotes, event=Event.EFFECTIVE, parameters=parameters, rng=rng, leave_out=False
    )


def test_four_in_five_further_draws_would_fall_between_the_least_and_the_largest_of_nine() -> None:
    found = fused(0, 2)
    nine = replace(found, draws=found.draws[:: len(found.draws) // 9][:9])
    drawn, centre = nine.drawn_survival(DAYS), nine.curve.survival(DAYS)
    low, high = nine.band(DAYS, 0.8)
    assert low == pytest.approx(np.minimum(drawn.min(axis=0), centre))
    assert high == pytest.approx(np.maximum(drawn.max(axis=0), centre))


@pytest.mark.parametrize("seed", range(6))
def test_band_of_many_contrary_quotes_is_that_of_ten_times_as_many_draws(seed) -> None:
    few, many = (fused(seed, 20, draws).drawn_survival(DAYS) for draws in (400, 4000))
    quantiles = [0.1, 0.5, 0.9]
    apart = np.quantile(few, quantiles, axis=0) - np.quantile(many, quantiles, axis=0)
    assert np.abs(apart).max() < 0.06
