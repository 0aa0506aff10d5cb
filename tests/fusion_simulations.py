"""Simulated leaders whose curve and quotes follow fusion's own assumptions.

A leader with a quote that nobody would print (below one in a thousand, or above 999) is drawn again as a
whole: a condition on the quotes alone, under which ranks stay uniform.
"""

from __future__ import annotations

import numpy as np
from tests.fusion_cases import LEADER, base, chance, vote

from incumbent.domain.quotes import ChanceQuote
from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.fusion import fuse_curve
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.tilt import Point, build_tilt

PRINTED = (0.001, 0.999)
KINDS = (SourceKind.EXCHANGE, SourceKind.BOOKMAKER, SourceKind.CROWD, SourceKind.EXPERT)


def simulated_rank(
    rng: np.random.Generator, parameters: FusionParameters, day: int = 300
) -> tuple[int, bool]:
    """Rank of the true chance among the draws for one simulated leader, and whether the band holds it."""
    while (found := _simulated(rng, parameters, day)) is None:
        pass
    return found


def _simulated(rng: np.random.Generator, parameters: FusionParameters, day: int) -> tuple[int, bool] | None:
    bent = base(float(rng.uniform(0.05, 0.4)), [vote(400, 0.3)] if rng.random() < 0.5 else [])
    days = sorted(int(d) for d in rng.choice(np.arange(60, 700), rng.integers(1, 5), replace=False))
    tilt = build_tilt(bent, days, parameters)
    freedom = parameters.tilt_degrees_of_freedom
    knots = rng.multivariate_normal(np.zeros(tilt.knot_days.size), tilt.knot_covariance)
    knots *= np.sqrt(freedom / rng.chisquare(freedom))
    gates = rng.standard_t(parameters.gate_degrees_of_freedom, len(tilt.gates)) * np.sqrt(tilt.gate_variance)
    truth = np.concatenate([knots, gates])[None, :]
    quotes = _quotes(rng, tilt, truth, days, parameters)
    if not all(PRINTED[0] <= quote.probability <= PRINTED[1] for quote in quotes):
        return None
    fused = fuse_curve(
        bent, LEADER, quotes, event=Event.EFFECTIVE, parameters=parameters, rng=rng, leave_out=False
    )
    cells, settled = tilt.exposure([Point(day)])
    true_chance = float(np.exp(-tilt.hazard(truth, cells, settled)[0])[0, 0])
    asked = np.array([day])
    (low,), (high,) = fused.band(asked)
    return int((fused.drawn_survival(asked) < true_chance).sum()), bool(low <= true_chance <= high)


def _quotes(rng, tilt, truth, days, parameters: FusionParameters) -> list[ChanceQuote]:
    cells, settled = tilt.exposure([Point(d) for d in days])
    hazard, base_hazard = (tilt.hazard(bend, cells, settled)[0][0] for bend in (truth, np.zeros_like(truth)))
    shift = _exit_log_odds(hazard) - _exit_log_odds(base_hazard)
    lean = {kind: rng.normal(0, parameters.lean_sd_kind) for kind in KINDS}
    quotes: list[ChanceQuote] = []
    for number, day in enumerate(days):
        kind = KINDS[int(rng.integers(len(KINDS)))]
        scale = parameters.scale[kind] * abs(rng.normal())
        pull = np.clip(shift[number], -4, 4)
        variance = scale**2 + parameters.lean_sd**2 + (parameters.reaction_sd * pull) ** 2
        freedom = parameters.degrees_of_freedom
        error = np.sqrt(variance * freedom / rng.chisquare(freedom)) * rng.normal()
        log_odds = _exit_log_odds(base_hazard[number]) + shift[number] + lean[kind] + error
        stays = float(np.clip(1 / (1 + np.exp(min(log_odds, 690.0))), 1e-300, 1 - 1e-12))
        quotes.append(chance(stays, day, f"source-{number}", source_kind=kind))
    return quotes


def _exit_log_odds(hazard):
    return hazard + np.log(-np.expm1(-hazard))
