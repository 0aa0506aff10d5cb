"""Simulation-based calibration of fusion: 2,000 simulated leaders with quotes.

Run with `make bench-fusion`. Ranks of the true chance among the draws should be uniform (chi-squared), and
the 80 % bands should hold it four times in five.
"""

from __future__ import annotations

import sys

import numpy as np
from scipy.stats import chi2
from tests.fusion_simulations import simulated_rank

from incumbent.model.fusion_parameters import FusionParameters

N_BINS = 20


def main(n_leaders: int = 2000, seed: int = 20) -> None:
    parameters = FusionParameters()
    rng = np.random.default_rng(seed)
    results = [simulated_rank(rng, parameters) for _ in range(n_leaders)]
    ranks, held = (np.array(column) for column in zip(*results, strict=True))
    counts = np.bincount(ranks * N_BINS // (parameters.draws + 1), minlength=N_BINS)
    statistic = float(((counts - n_leaders / N_BINS) ** 2).sum() / (n_leaders / N_BINS))
    print(f"{n_leaders} leaders: chi-squared {statistic:.1f}, p = {chi2.sf(statistic, N_BINS - 1):.4f}")
    print(f"80 % bands hold the truth in {100 * held.mean():.1f} % (aim: 78 to 82)")
    print("ranks by twentieth:", counts.tolist())


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
