"""A forecast with the joint chances of the leader and the patron, under the dependence the author states."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from incumbent.domain.curve import SurvivalCurve
from incumbent.domain.forecast import Forecast, JointChance
from incumbent.domain.leader import PatronDependence
from incumbent.model.patron import joint_chances


def with_patron(
    forecast: Forecast,
    leader: SurvivalCurve,
    patron: SurvivalCurve,
    patron_id: str,
    dependence: PatronDependence,
) -> Forecast:
    """The same forecast with the joint chances on every target date that both curves answer.

    Parameters
    ----------
    forecast : Forecast
    leader, patron : SurvivalCurve
        From the forecast's origin.
    patron_id : str
    dependence : PatronDependence
        Stated in the leader's file; its low and high factor give the range of "leader alone".
    """
    reach = min(leader.last_date, patron.last_date)
    dates = [horizon.target_date for horizon in forecast.horizons if horizon.target_date <= reach]
    days = np.array([(day - forecast.origin_date).days for day in dates], dtype=np.int64)
    middle, low, high = (
        joint_chances(leader, patron, factor, days)
        for factor in (dependence.exit_rate_factor, dependence.factor_high, dependence.factor_low)
    )
    joint = tuple(
        JointChance(
            day,
            float(middle.both[place]),
            float(middle.leader_alone[place]),
            float(middle.patron_alone[place]),
            float(middle.neither[place]),
            float(low.leader_alone[place]),
            float(high.leader_alone[place]),
        )
        for place, day in enumerate(dates)
    )
    return replace(forecast, patron_id=patron_id, joint=joint)
