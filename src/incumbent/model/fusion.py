"""Which chance follows when base rate, odds, prices, polls and judgements are put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray, SurvivalCurve
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import Forecast, HorizonChance, SourceShare
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut, Quote
from incumbent.domain.risks import BaseForecast
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.optimum import climb, draw
from incumbent.model.polls import poll_readings
from incumbent.model.posterior import pose
from incumbent.model.reading import Reading
from incumbent.model.readings import read_quotes
from incumbent.model.tilt import Point, Tilt, build_tilt, shifted_chance

_BAND = (0.1, 0.9)


@dataclass(frozen=True, slots=True)
class Fused:
    """One leader's fused curve with everything it rests on.

    Parameters
    ----------
    curve, base_curve : SurvivalCurve
        Of the effective exit, with and without quotes.
    tilt : Tilt
    bend : ndarray of float, shape (n_unknowns,)
        The likeliest bend of the curve; empty when no quote was used.
    draws : ndarray of float, shape (n_draws, n_unknowns)
        Bends of the curve; empty when no quote was used.
    without : tuple of (str, ndarray)
        Source id, and the bend if it had been silent.
    readings : tuple of Reading
        The quotes used.
    left_out : tuple of LeftOut
    """

    curve: SurvivalCurve
    base_curve: SurvivalCurve
    tilt: Tilt
    bend: FloatArray
    draws: FloatArray
    without: tuple[tuple[str, FloatArray], ...]
    readings: tuple[Reading, ...]
    left_out: tuple[LeftOut, ...]

    def drawn_survival(self, days: IntArray) -> FloatArray:
        """P(T > origin + days) in each draw.

        Parameters
        ----------
        days : ndarray of int, shape (n_days,)
            From 0 to the last day of the base curve.

        Returns
        -------
        ndarray of float, shape (n_draws, n_days)
            A single row when nothing is uncertain.
        """
        cells, settled = self.tilt.exposure([Point(int(day)) for day in days])
        if self.readings:
            doubt = self.tilt.doubt(len(self.draws))
            return np.exp(-self.tilt.hazard(self.draws, cells, settled, doubt)[0])
        return _base_draws(self.tilt.base, days, settled)

    def survival_without(self, days: IntArray) -> FloatArray:
        """P(T > origin + days) had each source been silent, shape (n_sources, n_days)."""
        if not self.without:
            return np.zeros((0, days.size))
        cells, settled = self.tilt.exposure([Point(int(day)) for day in days])
        bends = np.array([bend for _, bend in self.without])
        return np.exp(-self.tilt.hazard(bends, cells, settled)[0])

    def band(self, days: IntArray, level: float = 0.8) -> tuple[FloatArray, FloatArray]:
        """Central band of the chance of still being in office, `low` and `high` of shape (n_days,)."""
        drawn = self.drawn_survival(days)
        centre = self.curve.survival(days)
        low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return np.minimum(low, centre), np.maximum(high, centre)


def fuse_curve(
    base: BaseForecast,
    leader: Leader,
    quotes: Sequence[Quote],
    *,
    event: Event,
    parameters: FusionParameters,
    rng: np.random.Generator,
    leave_out: bool = True,
    draws: bool = True,
    left_out: Sequence[LeftOut] = (),
) -> Fused:
    """Bend the base curve as little as explains the quotes.

    Parameters
    ----------
    base : BaseForecast
        Its curve's origin is the forecast's; quotes known later are passed over.
    leader : Leader
    quotes : sequence of Quote
    event : Event
        Effective or de facto: what the base curve is a curve of.
    parameters : FusionParameters
    rng : numpy.random.Generator
        For the draws behind the band only.
    leave_out : bool
        Also compute the curve without each source.
    draws : bool
        Also draw for the band.
    left_out : sequence of LeftOut
        What could not be mapped to leader, event and deadline before; listed with the rest.

    Returns
    -------
    Fused
    """
    base_curve = base.risks.curve()
    readings, unread = read_quotes(quotes, leader, base, event, parameters)
    polled, unpolled = poll_readings(quotes, leader, base, parameters)
    readings, unused = readings + polled, _listed([*left_out, *unread, *unpolled], quotes)
    deadlines = [day for reading in readings for day in _deadlines(reading)]
    tilt = build_tilt(base, deadlines, parameters)
    if not readings:
        nothing = np.zeros((0, 0))
        return Fused(base_curve, base_curve, tilt, nothing[:0], nothing, (), (), unused)
    problem = pose(readings, tilt, parameters, leave_out=leave_out)
    optimum = climb(problem)
    curve = tilt.risks(optimum.bends[0]).curve()
    without = tuple(zip(problem.errors.source_ids, optimum.bends[1:], strict=True)) if leave_out else ()
    bends = draw(problem, optimum, rng) if draws else optimum.bends[:1]
    return Fused(curve, base_curve, tilt, optimum.bends[0], bends, without, tuple(readings), unused)


def _listed(left_out: Sequence[LeftOut], quotes: Sequence[Quote]) -> tuple[LeftOut, ...]:
    """What was left out, with since when it was known and whom it is about, in order of fact id."""
    about = {quote.provenance.fact_id: quote for quote in quotes}
    told = [
        replace(item, known_at=quote.provenance.known_at, leader_id=quote.leader_id)
        if item.known_at is None and (quote := about.get(item.fact_id)) is not None
        else item
        for item in left_out
    ]
    return tuple(sorted(told, key=lambda each: each.fact_id))


def central_curve(
    base: BaseForecast, leader: Leader, quotes: Sequence[Quote], *, event: Event, parameters: FusionParameters
) -> SurvivalCurve:
    """The fused curve alone: no band, no curve without a source."""
    unused = np.random.default_rng(0)
    return fuse_curve(
        base, leader, quotes, event=event, parameters=parameters, rng=unused, leave_out=False, draws=False
    ).curve


def fuse(
    base: BaseForecast,
    leader: Leader,
    quotes: Sequence[Quote],
    *,
    origin_date: date,
    event: Event,
    target: Target,
    target_dates: Sequence[date],
    parameters: FusionParameters,
    rng: np.random.Generator,
    left_out: Sequence[LeftOut] = (),
) -> Forecast:
    """One leader's forecast from the base rate and every quote known at the origin.

    Parameters
    ----------
    base : BaseForecast
        As of `origin_date`.
    leader : Leader
    quotes : sequence of Quote
        Any number, in any order; what cannot be used is listed with its reason.
    origin_date : date
    event : Event
    target : Target
    target_dates : sequence of date
        On or after the origin.
    parameters : FusionParameters
    rng : numpy.random.Generator
    left_out : sequence of LeftOut
        What could not be mapped to leader, event and deadline before.

    Returns
    -------
    Forecast
        Without a usable quote: the base curve with the base rate's own band.

    Raises
    ------
    RefusedError
        If the origin is not that of the base forecast, a target date lies before it or beyond the
        curve's reach, or the parameters were learnt from later events.
    """
    _require(base, origin_date, parameters)
    curve_event = Event.EFFECTIVE if event is Event.ANNOUNCED else event
    fused = fuse_curve(
        base, leader, quotes, event=curve_event, parameters=parameters, rng=rng, left_out=left_out
    )
    return forecast_of(
        fused, leader, event=event, target=target, target_dates=target_dates, parameters=parameters
    )


def forecast_of(
    fused: Fused,
    leader: Leader,
    *,
    event: Event,
    target: Target,
    target_dates: Sequence[date],
    parameters: FusionParameters,
) -> Forecast:
    """Read one question's chances off a fused curve."""
    origin = fused.base_curve.origin_date
    lag = parameters.announced_lag_days if event is Event.ANNOUNCED else 0
    days = np.array(
        [(day - origin).days + (lag if day > origin else 0) for day in target_dates], dtype=np.int64
    )
    reach = int(fused.base_curve.knot_days[-1])
    if days.size and (days.min() < 0 or days.max() > reach):
        msg = (
            f"target dates must lie from {origin} to {origin + timedelta(days=reach - lag)}; "
            f"got {min(target_dates)} to {max(target_dates)}. Ask for dates inside the base rate's reach."
        )
        raise RefusedError(msg)
    gone = _still_out(target, days, parameters)
    centre = fused.curve.survival(days)
    by_cause = fused.curve.exit_by_cause(days)
    low, high = fused.band(days, _BAND[1] - _BAND[0])
    horizons = tuple(
        HorizonChance(
            day,
            float(centre[i] + (1 - gone[i]) * (1 - centre[i])),
            float(low[i] + (1 - gone[i]) * (1 - low[i])),
            float(high[i] + (1 - gone[i]) * (1 - high[i])),
            tuple((c, float(gone[i] * by_cause[j, i])) for j, c in enumerate(fused.curve.causes)),
        )
        for i, day in enumerate(target_dates)
    )
    before = fused.base_curve.survival(days)
    base = before + (1 - gone) * (1 - before)
    return Forecast(
        leader_id=leader.leader_id,
        leader=leader.name,
        country=leader.country,
        gwcode=leader.gwcode,
        office=leader.office,
        origin_date=origin,
        event=event,
        target=target,
        horizons=horizons,
        sources=_shares(fused, target_dates, days, gone),
        left_out=fused.left_out,
        parameter_set=f"{fused.tilt.base.parameter_set}+{parameters.name}",
        base=tuple(zip(target_dates, base.tolist(), strict=True)),
    )


def _require(base: BaseForecast, origin_date: date, parameters: FusionParameters) -> None:
    if base.risks.origin_date != origin_date:
        msg = f"the base forecast starts on {base.risks.origin_date}; must start on the origin {origin_date}."
        raise RefusedError(msg)
    if parameters.cutoff is not None and parameters.cutoff > origin_date:
        msg = (
            f"fusion parameters {parameters.name} rest on events up to {parameters.cutoff}, after the origin "
            f"{origin_date}. Use a set whose cutoff is not after it."
        )
        raise RefusedError(msg)


def _deadlines(reading: Reading) -> list[int]:
    """Days on which a reading speaks of the hazard; a gate's decision speaks of the gate."""
    points = {point for mass in (*reading.upper, reading.lower) for point in mass if point is not None}
    return [point.day for point in points if point.gate_index is None]


def _still_out(target: Target, days: IntArray, parameters: FusionParameters) -> FloatArray:
    """Of those who left by a day, the share not back in office on it."""
    if target is Target.EXIT:
        return np.ones(days.size)
    return 1 + parameters.return_share * np.expm1(-days / 365.25 / parameters.return_years)


def _shares(
    fused: Fused, target_dates: Sequence[date], days: IntArray, gone: FloatArray
) -> tuple[SourceShare, ...]:
    """Each source's part in the squared log-odds shift at the horizons."""
    silent = fused.survival_without(days)
    moved = np.square(_log_odds(fused.curve.survival(days)) - _log_odds(silent)).sum(axis=1)
    weight = moved / total if (total := moved.sum()) > 0 else moved
    kinds = {reading.source_id: reading.kind for reading in fused.readings}
    return tuple(
        SourceShare(
            source_id,
            kinds[source_id].value,
            float(weight[m]),
            tuple(zip(target_dates, (silent[m] + (1 - gone) * (1 - silent[m])).tolist(), strict=True)),
        )
        for m, (source_id, _) in enumerate(fused.without)
    )


def _log_odds(chance: FloatArray) -> FloatArray:
    inside = np.clip(chance, 1e-12, 1 - 1e-12)
    return np.log(inside) - np.log1p(-inside)


def _base_draws(base: BaseForecast, days: IntArray, settled: FloatArray) -> FloatArray:
    """Survival in the draws of the base rate itself, shape (n_draws, n_days)."""
    risks = base.risks
    hazard_shifts = base.log_hazard_shifts if base.log_hazard_shifts.size else np.zeros((1, 1))
    mass = risks.hazard_mass.sum(axis=0) * np.exp(hazard_shifts)
    cumulative = np.concatenate([np.zeros((len(mass), 1)), np.cumsum(mass, axis=1)], axis=1)
    hazard: list[FloatArray] = [np.interp(days, risks.edge_days, row) for row in cumulative]
    survival = np.exp(-np.array(hazard))
    if not risks.gates:
        return survival
    loss_shifts = base.log_odds_loss_shifts if base.log_odds_loss_shifts.size else np.zeros((1, 1))
    losing = shifted_chance(np.array([gate.chance_of_losing for gate in risks.gates]), loss_shifts)
    return survival * np.prod(1 - losing[:, None, :] * settled, axis=2)
