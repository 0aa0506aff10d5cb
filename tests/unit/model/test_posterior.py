"""The fast posterior and the climb say what the definition and a plain optimiser say."""

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.stats import chi2
from tests.fusion_cases import LEADER, PARAMETERS, base, book, chance, exit_periods, vote
from tests.fusion_reference import log_posterior

from incumbent.domain.quotes import BookKind, BookOutcome
from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.fused import Fused
from incumbent.model.fusion import fuse_curve
from incumbent.model.optimum import WIDTHS, climb
from incumbent.model.posterior import local, log_density
from incumbent.model.problem import pose

KINDS = (SourceKind.EXCHANGE, SourceKind.BOOKMAKER, SourceKind.CROWD, SourceKind.EXPERT)
SEEDS = range(4)
WHOLE, WIDTH = np.zeros(1, dtype=np.int64), np.array([1.2])


def fused(seed: int) -> Fused:
    """One leader with up to six prices of three sources, an exit-year book, and every other time a vote."""
    rng = np.random.default_rng(seed)
    quotes = [
        chance(
            float(rng.uniform(0.1, 0.95)),
            int(rng.integers(30, 900)),
            f"source-{number % 3}",
            age_days=int(rng.integers(0, 60)),
            source_kind=KINDS[number % 3],
        )
        for number in range(int(rng.integers(1, 7)))
    ]
    quotes.append(exit_periods([0.3, 0.4, 0.45], [365, 730, None], age_days=5))
    gates = [vote(int(rng.integers(100, 900)))] if seed % 2 else []
    if gates:
        sides = [BookOutcome("Ada", "", 0.6, stays=True), BookOutcome("Bea", "", 0.5, stays=False)]
        quotes.append(book(sides, BookKind.GATE_WINNER, "bookmaker-b", gate_id="vote"))
    bent = base(float(rng.uniform(0.03, 0.4)), gates)
    return fuse_curve(
        bent, LEADER, quotes, event=Event.EFFECTIVE, parameters=PARAMETERS, rng=rng, draws=False
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_density_is_the_one_written_out_quote_by_quote_up_to_a_constant(seed) -> None:
    found = fused(seed)
    problem = pose(found.readings, found.tilt, PARAMETERS, leave_out=False)
    bends = found.bend + 0.7 * np.random.default_rng(seed).standard_normal((6, found.bend.size))
    slow = np.array([log_posterior(found, bend, PARAMETERS) for bend in bends])
    fast = log_density(problem, bends)
    assert fast - fast[0] == pytest.approx(slow - slow[0], abs=1e-6)


@pytest.mark.parametrize("width", [0.7, 3.5])
@pytest.mark.parametrize("seed", SEEDS)
def test_gradient_is_the_slope_of_the_value(seed, width) -> None:
    found = fused(seed)
    problem = pose(found.readings, found.tilt, PARAMETERS, leave_out=True)
    bend = found.bend + 0.4 * np.random.default_rng(seed).standard_normal(found.bend.size)
    for case in range(len(problem.errors.heard)):
        asked = np.array([case]), np.array([width])
        steps = 1e-5 * np.eye(bend.size)
        ahead, behind = (
            np.array([local(problem, (bend + side * step)[None, :], *asked).value[0] for step in steps])
            for side in (1, -1)
        )
        slope = local(problem, bend[None, :], *asked).gradient[0]
        assert slope == pytest.approx((ahead - behind) / 2e-5, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_observed_curvature_is_the_slope_of_the_gradient(seed) -> None:
    found = fused(seed)
    problem = pose(found.readings, found.tilt, PARAMETERS, leave_out=False)
    bend = found.bend + 0.2 * np.random.default_rng(seed).standard_normal(found.bend.size)
    steps = 1e-5 * np.eye(bend.size)
    slopes = [
        local(problem, (bend + step)[None, :], WHOLE, WIDTH).gradient[0]
        - local(problem, (bend - step)[None, :], WHOLE, WIDTH).gradient[0]
        for step in steps
    ]
    here = local(problem, bend[None, :], WHOLE, WIDTH)
    assert here.observed[0] == pytest.approx(-np.array(slopes) / 2e-5, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_climb_ends_within_a_ten_thousandth_of_a_plain_optimiser_in_every_chance(seed) -> None:
    found, at = fused(seed), seed % WIDTHS.size
    peak = climb(pose(found.readings, found.tilt, PARAMETERS, leave_out=False)).peaks[at]
    plain = minimize(
        lambda bend: -log_posterior(found, bend, PARAMETERS, width=WIDTHS[at]),
        peak.centre,
        method="BFGS",
        tol=1e-7,
    )
    days = np.array([30, 182, 365, 730, 1500])
    ours, theirs = (found.tilt.risks(bend).curve().survival(days) for bend in (peak.centre, plain.x))
    assert ours == pytest.approx(theirs, abs=1e-4)


@pytest.mark.parametrize("stays", [0.3, 0.85])
def test_widths_weigh_as_much_as_the_posterior_integrated_point_by_point_has_under_them(stays) -> None:
    quotes = [chance(stays, 300)]
    found = fuse_curve(
        base(0.1),
        LEADER,
        quotes,
        event=Event.EFFECTIVE,
        parameters=PARAMETERS,
        rng=np.random.default_rng(1),
        draws=False,
    )
    knot, lean = np.linspace(-4, 8, 25), np.linspace(-0.3, 0.3, 3)
    edges = np.concatenate([[0.0], np.sqrt(WIDTHS[1:] * WIDTHS[:-1]), [np.inf]])
    freedom = PARAMETERS.tilt_degrees_of_freedom
    share = -np.diff(chi2.cdf(freedom / np.maximum(edges, 1e-9) ** 2, freedom))
    mass = share * [
        sum(
            np.exp(log_posterior(found, np.array([u, v]), PARAMETERS, width=float(width)))
            for u in knot
            for v in lean
        )
        for width in WIDTHS
    ]
    peaks = climb(pose(found.readings, found.tilt, PARAMETERS, leave_out=False)).peaks
    assert [peak.weight for peak in peaks] == pytest.approx(mass / mass.sum(), abs=0.03)
    assert found.bend == pytest.approx(sum(peak.weight * peak.centre for peak in peaks))
