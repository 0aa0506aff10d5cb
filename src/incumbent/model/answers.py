"""What does a fused curve answer on the dates asked? Chances, bands, causes and each source's share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray
from incumbent.domain.errors import RefusedError
from incumbent.domain.forecast import Forecast, HorizonChance, SourceShare
from incumbent.domain.leader import Leader
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.fused import Fused
from incumbent.model.fusion_parameters import FusionParameters

_BAND = (0.1, 0.9)


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
    low, high = (side + (1 - gone) * (1 - side) for side in fused.band(days, _BAND[1] - _BAND[0]))
    held = centre + (1 - gone) * (1 - centre)
    low, high = np.minimum(low, held), np.maximum(high, held)  # where rounding puts it beside its band
    horizons = tuple(
        HorizonChance(
            day,
            float(held[i]),
            float(low[i]),
            float(high[i]),
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
