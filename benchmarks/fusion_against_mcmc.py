"""Do fusion's draws say what a long Markov chain says? Ten leaders, 128 Metropolis chains each.

Run: python -m benchmarks.fusion_against_mcmc. Shows the chance at 300 days at the 10th, 50th and 90th
percentile, from the resampled draws and from the chains (affine-invariant moves of Goodman & Weare 2010).
"""

from __future__ import annotations

import numpy as np
from tests.fusion_cases import LEADER, base, chance, vote

from incumbent.domain.curve import FloatArray
from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.fusion import fuse_curve
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.posterior import log_density
from incumbent.model.problem import Problem, pose
from incumbent.model.tilt import Point

N_CHAINS, N_STEPS, N_BURN, DAY = 128, 3000, 1000, 300
KINDS = (SourceKind.EXCHANGE, SourceKind.BOOKMAKER, SourceKind.CROWD, SourceKind.EXPERT)


def chains(problem: Problem, start: FloatArray, rng: np.random.Generator) -> FloatArray:
    """Stretch moves, half the walkers at a time; shape (n_kept, n_unknowns)."""
    walkers = start + 0.1 * rng.standard_normal((N_CHAINS, start.size))
    value, kept = log_density(problem, walkers), []
    halves = np.arange(N_CHAINS).reshape(2, -1)
    for step in range(N_STEPS):
        for mine, others in (halves, halves[::-1]):
            stretch = (1 + rng.random(mine.size)) ** 2 / 2
            partner = walkers[rng.choice(others, mine.size)]
            proposed = partner + stretch[:, None] * (walkers[mine] - partner)
            found = log_density(problem, proposed)
            gain = (start.size - 1) * np.log(stretch) + found - value[mine]
            taken = np.log(rng.random(mine.size)) < gain
            walkers[mine[taken]], value[mine[taken]] = proposed[taken], found[taken]
        if step >= N_BURN and step % 10 == 0:
            kept.append(walkers.copy())
    return np.concatenate(kept)


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
        walked = chains(problem, fused.bend, rng)
        cells, settled = fused.tilt.exposure([Point(DAY)])
        long_run = np.exp(-fused.tilt.hazard(walked, cells, settled)[0])[:, 0]
        drawn = fused.drawn_survival(np.array([DAY]))[:, 0]
        ours, theirs = (np.quantile(each, [0.1, 0.5, 0.9]) for each in (drawn, long_run))
        apart = float(np.abs(ours - theirs).max())
        worst = max(worst, apart)
        print(f"{len(quotes)} quotes, draws {ours.round(3)}, chains {theirs.round(3)}, apart {apart:.3f}")
    print(f"largest difference of a percentile: {worst:.3f}")


if __name__ == "__main__":
    main()
