"""How likely are a leader and their patron in office together, or one without the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from incumbent.domain.curve import FloatArray, IntArray, SurvivalCurve


@dataclass(frozen=True, slots=True)
class JointChances:
    """Chances of the four cases on some days; they sum to 1 on each.

    Parameters
    ----------
    both, leader_alone, patron_alone, neither : ndarray of float, shape (n_days,)
        In [0, 1]. "Alone" says which of the two is still in office.
    """

    both: FloatArray
    leader_alone: FloatArray
    patron_alone: FloatArray
    neither: FloatArray


def joint_chances(
    leader: SurvivalCurve, patron: SurvivalCurve, exit_rate_factor: float, days: IntArray
) -> JointChances:
    """Joint chances that keep both curves as they are and tie them by one stated number.

    On each day the leader's hazard is `exit_rate_factor` times higher if the patron is gone than if he
    holds office; its level is chosen so that the leader's own curve is met exactly. The patron's hazard
    does not depend on the leader. With h the leader's hazard beside the patron, m that of the leader's
    own curve, B and A the chances of "both" and "leader alone", f the factor: m (B + A) = h (B + f A).

    Parameters
    ----------
    leader, patron : SurvivalCurve
        From the same origin.
    exit_rate_factor : float
        > 0; 1 means independence, more that the leader's hold rests on the patron.
    days : ndarray of int, shape (n_days,)
        Days after the origin, within both curves.

    Returns
    -------
    JointChances
        both + leader_alone is the leader's curve, both + patron_alone the patron's.

    Raises
    ------
    ValueError
        If the factor is not positive, the origins differ, or a day lies outside a curve.

    Examples
    --------
    >>> from datetime import date
    >>> from incumbent.domain.vocabulary import Cause
    >>> even = SurvivalCurve(date(2020, 1, 1), np.array([0, 1000]), (Cause.REGULAR,), np.array([[1.0]]))
    >>> joint_chances(even, even, 1.0, np.array([500])).both.round(4)
    array([0.3679])
    """
    if not exit_rate_factor > 0:
        msg = f"exit_rate_factor is {exit_rate_factor}; it must be positive (1: no dependence)."
        raise ValueError(msg)
    if leader.origin_date != patron.origin_date:
        msg = f"the curves start on {leader.origin_date} and {patron.origin_date}; use one origin for both."
        raise ValueError(msg)
    grid = np.arange(int(np.max(days)) + 1)
    leader_stays = _daily_ratio(leader.survival(grid))
    patron_stays = _daily_ratio(patron.survival(grid))
    states = np.zeros((grid.size, 4))
    states[0] = (1.0, 0.0, 0.0, 0.0)
    for day in range(1, grid.size):
        states[day] = _step(states[day - 1], leader_stays[day - 1], patron_stays[day - 1], exit_rate_factor)
    both, leader_alone, patron_alone, neither = states[days].T
    return JointChances(both, leader_alone, patron_alone, neither)


def _daily_ratio(survival: FloatArray) -> FloatArray:
    """P(in office at the end of a day | at the end of the day before)."""
    before = survival[:-1]
    return np.divide(survival[1:], before, out=np.ones_like(before), where=before > 0)


def _step(state: FloatArray, leader_stays: float, patron_stays: float, factor: float) -> FloatArray:
    both, leader_alone, patron_alone, neither = state
    leaving = (1 - leader_stays) * (both + leader_alone)
    weight = both + factor * leader_alone
    from_both = min(both, leaving * both / weight) if weight > 0 else 0.0
    from_alone = min(leader_alone, leaving - from_both)
    from_both = leaving - from_alone  # whoever cannot leave from one state leaves from the other
    both, leader_alone = both - from_both, leader_alone - from_alone
    patron_alone, neither = patron_alone + from_both, neither + from_alone
    gone = 1 - patron_stays
    return np.array(
        [
            both * patron_stays,
            leader_alone + both * gone,
            patron_alone * patron_stays,
            neither + patron_alone * gone,
        ]
    )
