"""Do fusion's draws say what long Markov chains say? Ten leaders, 64 chains of emcee each.

Run: python -m benchmarks.fusion_against_mcmc. Shows the chance at 300 days at the 10th, 50th and 90th
percentile, from the resampled draws and from the chains: affine-invariant stretch and differential moves.
"""

from __future__ import annotations

from functools import partial

import emcee
import numpy as np
from tests.fusion_cases import LEADER, base, chance, vote

from incumbent.domain.curve import FloatArray
from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.fusion import fuse_curve
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.posterior import log_density
from incumbent.model.problem import Problem, pose
from incumbent.model.tilt import Point

N_CHAINS, N_STEPS, N_BURN, DAY = 64, 4000, 1000, 300
_MOVES = [(emcee.moves.StretchMove(), 0.5), (emcee.moves.DEMove(), 0.4), (emcee.moves.DESnookerMove(), 0.1)]
KINDS = (SourceKind.EXCHANGE, SourceKind.BOOKMAKER, SourceKind.CROWD, SourceKind.EXPERT)


def chains(problem: Problem, start: FloatArray, rng: np.random.Generator) -> tuple[FloatArray, float]:
    """Kept points, shape (n_kept, n_unknowns), and the longest autocorrelation time in steps."""
    sampler = emcee.EnsembleSampler(
        N_CHAINS, start.size, partial(log_density, problem), vectorize=True, moves=_MOVES
    )
    sampler.random_state = np.random.RandomState(int(rng.integers(2**31))).get_state()
    sampler.run_mcmc(start + 0.1 * rng.standard_normal((N_CHAINS, start.size)), N_STEPS)
    longest = float(np.max(sampler.get_autocorr_time(discard=N_BURN, quiet=True, tol=0)))
    return sampler.get_chain(discard=N_BURN, thin=10, flat=True), longest


def main() -> None:
    rng, parameters = np.random.default_rng(11), FusionParameters(draws=4000)
    worst = 0.0
    for number in range(10):
        bent = base(float(rng.uniform(0.05, 0.3)), [vote(250, 0.3)] if number % 2 else [])
        quotes = [
            chance(
                float(rng.uniform(0.3, 0.95)),
                int(rng.integers(60, 700)),
                f"source-{index}",
                source_kind=KINDS[index % 4],
                age_days=int(rng.integers(0, 40)),
            )
            for index in range(int(rng.integers(1, 6)))
        ]
        fused = fuse_curve(
            bent, LEADER, quotes, event=Event.EFFECTIVE, parameters=parameters, rng=rng, leave_out=False
        )
        problem = pose(fused.readings, fused.tilt, parameters, leave_out=False)
        walked, autocorrelation = chains(problem, fused.bend, rng)
        cells, settled = fused.tilt.exposure([Point(DAY)])
        long_run = np.exp(-fused.tilt.hazard(walked, cells, settled)[0])[:, 0]
        drawn = fused.drawn_survival(np.array([DAY]))[:, 0]
        ours, theirs = (np.quantile(each, [0.1, 0.5, 0.9]) for each in (drawn, long_run))
        apart = float(np.abs(ours - theirs).max())
        worst = max(worst, apart)
        print(
            f"{len(quotes)} quotes, draws {ours.round(3)}, chains {theirs.round(3)}, apart {apart:.3f}, "
            f"autocorrelation {autocorrelation:.0f} of {N_STEPS - N_BURN} steps",
            flush=True,
        )
    print(f"largest difference of a percentile: {worst:.3f}")


if __name__ == "__main__":
    main()
