"""Fusion's posterior written out quote by quote, as decision 0102 states it: slow, nothing shared."""

import numpy as np
from scipy.stats import multivariate_normal, multivariate_t, norm, t

from incumbent.model.fused import Fused
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading
from incumbent.model.tilt import Tilt

SCALES = np.array([0.2, 0.55, 1.0, 1.6, 2.5])


def log_posterior(
    fused: Fused, bend: np.ndarray, parameters: FusionParameters, *, width: float | None = None
) -> float:
    """Log posterior of one bend: knots, gates, then one lean for each kind of source in order of mention.

    With a width given, the priors of knots and gates are normal, so many times as wide as their scales.
    """
    tilt, n_knots, n_shape = fused.tilt, fused.tilt.knot_days.size, fused.tilt.n_shape
    kinds = list(dict.fromkeys(reading.kind for reading in fused.readings))
    leans = dict(zip(kinds, bend[n_shape:], strict=True))
    total = norm.logpdf(bend[n_shape:], scale=parameters.lean_sd_kind).sum()
    gate_scale, covariance = np.sqrt(tilt.gate_variance), tilt.knot_covariance
    if width is not None:
        total += norm.logpdf(bend[n_knots:n_shape], scale=width * gate_scale).sum()
        prior = multivariate_normal(np.zeros(n_knots), width**2 * covariance)
    else:
        total += t.logpdf(bend[n_knots:n_shape], parameters.gate_degrees_of_freedom, scale=gate_scale).sum()
        prior = multivariate_t(np.zeros(n_knots), covariance, parameters.tilt_degrees_of_freedom)
    if n_knots:
        total += float(prior.logpdf(bend[:n_knots]))
    for source in dict.fromkeys(reading.source_id for reading in fused.readings):
        heard = [reading for reading in fused.readings if reading.source_id == source]
        miss = np.concatenate(
            [_miss(reading, tilt, bend, leans[reading.kind], parameters) for reading in heard]
        )
        total += _log_errors(miss, heard, tilt, parameters)
    return float(total)


def _miss(
    reading: Reading, tilt: Tilt, bend: np.ndarray, lean: float, parameters: FusionParameters
) -> np.ndarray:
    base = _log_ratios(reading, tilt, np.zeros_like(bend))
    reaction = parameters.gate_reaction if reading.of_gate else parameters.reaction[reading.kind]
    said = base + lean + (_log_ratios(reading, tilt, bend) - base) / reaction
    return said - np.clip(said, reading.low, reading.high)


def _log_ratios(reading: Reading, tilt: Tilt, bend: np.ndarray) -> np.ndarray:
    def mass(between) -> float:
        start, end = (
            _survival(tilt, point, bend, now) for point, now in zip(between, (1.0, 0.0), strict=True)
        )
        return start - end

    return np.log([mass(upper) / mass(reading.lower) for upper in reading.upper])


def _survival(tilt: Tilt, point, bend: np.ndarray, otherwise: float) -> float:
    if point is None:
        return otherwise
    cells, settled = tilt.exposure([point])
    return float(np.exp(-tilt.hazard(bend[None, :], cells, settled)[0][0, 0]))


def _log_errors(miss: np.ndarray, heard: list[Reading], tilt: Tilt, parameters: FusionParameters) -> float:
    """Log density of one source's misses, its unknown scale weighed by the half-normal's mass."""
    between = np.concatenate([[0.0], np.sqrt(SCALES[1:] * SCALES[:-1]), [np.inf]])
    weight = np.diff(2 * norm.cdf(between) - 1)
    age = min(reading.age_days for reading in heard)
    fresh, old = parameters.degrees_of_freedom, parameters.old_degrees_of_freedom
    freedom = old + (fresh - old) * 2 ** (-age / parameters.freshness_days)
    density = [
        multivariate_t(np.zeros(miss.size), _covariance(heard, tilt, scale, parameters), freedom).pdf(miss)
        for scale in SCALES
    ]
    return float(np.log(weight @ np.array(density)))


def _covariance(heard: list[Reading], tilt: Tilt, scale: float, parameters: FusionParameters) -> np.ndarray:
    sizes = [len(reading.low) for reading in heard]
    start = np.cumsum([0, *sizes])
    found = np.zeros((start[-1], start[-1]))
    for i, one in enumerate(heard):
        for j, other in enumerate(heard):
            shape = np.eye(sizes[i]) + (sizes[i] > 1) if i == j else np.zeros((sizes[i], sizes[j]))
            drift = parameters.staleness_per_day * min(one.age_days, other.age_days)
            block = drift * (shape if i == j else 0.5) + parameters.lean_sd**2
            shifts = [_shift(each, tilt) for each in (one, other)]
            block = block + parameters.reaction_sd**2 * np.outer(*shifts)
            if i == j:
                block = block + one.covariance + 1e-6 * np.eye(sizes[i])
                block = block + scale**2 * parameters.scale[one.kind] ** 2 * shape
            found[start[i] : start[i + 1], start[j] : start[j + 1]] = block
    return found


def _shift(reading: Reading, tilt: Tilt) -> np.ndarray:
    base = _log_ratios(reading, tilt, np.zeros(tilt.n_shape + 9))
    return np.clip((reading.low + reading.high) / 2 - base, -4, 4)
