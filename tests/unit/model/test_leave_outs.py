"""The curve without a source is the one that a fit without it would give."""

import numpy as np
import pytest
from tests.fusion_cases import LEADER, PARAMETERS, base, chance

from incumbent.domain.vocabulary import Event
from incumbent.model.fused import Fused
from incumbent.model.fusion import fuse_curve
from incumbent.model.optimum import climb
from incumbent.model.problem import pose

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


@pytest.mark.parametrize("seed", range(25))
def test_curve_without_a_source_is_that_of_a_fit_without_it(seed) -> None:
    found = fused(seed)
    for place, (source_id, _) in enumerate(found.without):
        rest = [reading for reading in found.readings if reading.source_id != source_id]
        refit = climb(pose(rest, found.tilt, PARAMETERS, leave_out=False)).bends[0] if rest else None
        bend = np.zeros_like(found.bend) if refit is None else refit
        chances = found.tilt.risks(bend).curve().survival(DAYS)
        assert found.survival_without(DAYS)[place] == pytest.approx(chances, abs=1e-3)
