"""The curve without a source is the peak that a fit without it would choose."""

import numpy as np
import pytest
from tests.fusion_cases import LEADER, PARAMETERS, base, chance

from incumbent.domain.vocabulary import Event
from incumbent.model.fused import Fused
from incumbent.model.fusion import fuse_curve
from incumbent.model.optimum import climb
from incumbent.model.posterior import local
from incumbent.model.problem import Problem, pose

DAYS = np.array([182, 365, 730])


def fused(seed: int) -> Fused:
    """One leader with up to five sources that say any chance whatever."""
    rng = np.random.default_rng(seed)
    quotes = [
        chance(float(rng.uniform(0.05, 0.95)), int(rng.integers(60, 700)), f"source-{number}")
        for number in range(int(rng.integers(2, 6)))
    ]
    bent = base(float(rng.uniform(0.03, 0.4)))
    return fuse_curve(
        bent, LEADER, quotes, event=Event.EFFECTIVE, parameters=PARAMETERS, rng=rng, draws=False
    )


def mass_under(problem: Problem, bend: np.ndarray) -> float:
    here = local(problem, bend[None, :], np.zeros(1, dtype=np.int64), np.zeros(1))
    return float(here.value[0] - np.linalg.slogdet(here.curvature[0])[1] / 2)


@pytest.mark.parametrize("seed", range(25))
def test_curve_without_a_source_is_that_of_a_fit_without_it_or_of_a_peak_with_as_much_mass(seed) -> None:
    found = fused(seed)
    for place, (source_id, bend) in enumerate(found.without):
        rest = [reading for reading in found.readings if reading.source_id != source_id]
        problem = pose(rest, found.tilt, PARAMETERS, leave_out=False)
        refit = climb(problem).bends[0]
        chances = found.tilt.risks(refit).curve().survival(DAYS)
        apart = np.abs(chances - found.survival_without(DAYS)[place]).max()
        assert apart < 0.01 or mass_under(problem, bend) > mass_under(problem, refit) - 0.5
