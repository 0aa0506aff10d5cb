"""Draws recover the curves of simulated leaders; the full run is `make bench-fusion`."""

import numpy as np
import pytest
from scipy.stats import chi2
from tests.fusion_simulations import simulated_rank

from incumbent.model.fusion_parameters import FusionParameters


@pytest.fixture(scope="module")
def simulated() -> tuple[np.ndarray, np.ndarray]:
    """Rank of the truth among the draws, and whether the 80 % band held it, for 200 simulated leaders."""
    parameters, rng = FusionParameters(), np.random.default_rng(8)
    ranks, held = zip(*(simulated_rank(rng, parameters) for _ in range(200)), strict=True)
    return np.array(ranks), np.array(held)


@pytest.mark.slow
def test_ranks_are_uniform_on_two_hundred_simulated_leaders(simulated) -> None:
    ranks, _ = simulated
    counts = np.bincount(ranks * 10 // (FusionParameters().draws + 1), minlength=10)
    assert chi2.sf(((counts - 20) ** 2 / 20).sum(), 9) > 0.01


@pytest.mark.slow
def test_bands_cover_on_two_hundred_simulated_leaders(simulated) -> None:
    _, held = simulated
    assert 0.8 - 2.6 * np.sqrt(0.16 / 200) < held.mean() < 0.8 + 2.6 * np.sqrt(0.16 / 200)
