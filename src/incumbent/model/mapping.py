"""Where on the curve does a quote point, and how sure is that? The ground under every reading."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from incumbent.domain.curve import FloatArray, SurvivalCurve
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import BookKind, ChanceQuote, OddsBook, Provenance
from incumbent.domain.risks import Gate
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading
from incumbent.model.tilt import Point

_LEAST_STAYED = 0.1  # of those in office, at least
_STEEPEST = 3.0  # far above, a straight line overstates the doubt to the side of the curve


class UnusableError(Exception):
    """A quote to be left out; the message is the reason shown."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known when a quote is read: the leader, the base curve and its gates, and the parameters.

    `hazard_by_day` is the base curve's cumulative hazard on each day from the origin to the last.
    """

    leader: Leader
    curve: SurvivalCurve
    hazard_by_day: FloatArray
    gates: tuple[Gate, ...]
    event: Event
    origin_date: date
    parameters: FusionParameters
    rivals: Mapping[str, SurvivalCurve | None]


def one_row(
    quote: OddsBook | ChanceQuote, point: Point, bounds: FloatArray, variance: float, context: Context
) -> Reading:
    """A quote that says one thing: the log odds of having left by a point, between two bounds.

    Parameters
    ----------
    quote : OddsBook or ChanceQuote
    point : Point
    bounds : ndarray of float, shape (2,)
        Lowest and highest log odds of exit that it allows.
    variance : float
        Of the log odds, from what is known of this quote alone.
    context : Context

    Raises
    ------
    UnusableError
        If the base curve is certain until there.
    """
    target = quote.target if isinstance(quote, ChanceQuote) else Target.EXIT
    lead_years = point.day / 365.25
    if target is Target.OCCUPANCY:  # those who left and came back are in office, but have left
        back = context.parameters.return_share * -np.expm1(-lead_years / context.parameters.return_years)
        bounds, steeper = _left_for_good(bounds, float(back))
        scale = context.parameters.scale[quote.source_kind]
        variance = variance * steeper**2 + (steeper**2 - 1) * scale**2
    if context.hazard_by_day[point.day] <= 0:
        msg = "the base rate knows no way out by its deadline that it could bend"
        raise UnusableError(msg)
    age, quoted = age_of(quote.provenance, context), bounds[:, None]
    if point.gate_index is None:
        bounds = _aged(bounds, point.day, age, context.hazard_by_day)
    else:
        bounds = _within_reach(bounds, point, context)
    gate_or_deadline = quote.gate_id if point.gate_index is not None else quote.deadline
    of_several = isinstance(quote, OddsBook) and quote.kind is BookKind.FIRST_TO_GO
    return Reading(
        quote.provenance.fact_id,
        quote.source_id,
        quote.source_kind,
        ("first" if of_several else "by", quote.event, target, gate_or_deadline, quote.death_excluded),
        ((None, point),),
        (point, None),
        bounds[:1],
        bounds[1:],
        np.array([[variance + mapping_variance(quote.event, context)]]),
        age,
        quoted,
    )


def _left_for_good(bounds: FloatArray, back: float) -> tuple[FloatArray, float]:
    """Log odds of having left, from those of not being in office, and how much steeper they are.

    With S the chance of never having left and `back` that of being back after having left,

        p = S + (1 - S) back    so    S = (p - back) / (1 - back),  S / (1 - S) = (p - back) / (1 - p),

    and d logit S / d logit p = p / S. A price at or below `back` says that S is small; how small, the usual
    share of returns is not sure enough to say: S is held above a tenth of p.
    """
    in_office = 1 / (1 + np.exp(bounds))
    stayed = np.maximum((in_office - back) / (1 - back), _LEAST_STAYED * in_office)
    return np.log1p(-stayed) - np.log(stayed), min(_STEEPEST, float(np.max(in_office / stayed)))


def _within_reach(bounds: FloatArray, point: Point, context: Context) -> FloatArray:
    """Log odds of not getting past a gate, brought below the chance of reaching it.

    A price above the base curve's own also says that an exit before the gate is less likely, but the months
    before it stay. So its chance of failing is shared as the base curve shares it between these and the gate,
    and only the gate's part counts: the surer the price, the surer the gate. A lower price counts whole.
    """
    losing = context.gates[point.gate_index or 0].chance_of_losing
    reach = float(np.exp(-context.hazard_by_day[point.day]))
    fails = 1 / (1 + np.exp(-bounds))
    share = reach * losing / (1 - reach * (1 - losing))
    lost = share * fails / (1 - (1 - share) * fails)
    past = reach * (1 - lost)
    surer = np.log1p(-past) - np.log(past)  # also where hardly anybody reaches the gate
    return np.where(fails < 1 - reach * (1 - losing), surer, bounds)


def _aged(bounds: FloatArray, day: int, age_days: int, hazard_by_day: FloatArray) -> FloatArray:
    """A quote thinned by the part of its window already survived; it only ever comes nearer the curve."""
    if age_days == 0:
        return bounds
    hazard = float(hazard_by_day[day])
    ahead = hazard / (hazard + float(hazard_by_day[1]) * age_days)
    base = _exit_log_odds(hazard)
    return np.array(
        [
            min(
                bound,
                max(base, _exit_log_odds(ahead * (max(bound, 0.0) + math.log1p(math.exp(-abs(bound)))))),
            )
            if bound > base
            else bound
            for bound in bounds.tolist()
        ]
    )


def point_of(
    gate_id: str | None, deadline: date | None, quote: OddsBook | ChanceQuote, context: Context
) -> Point:
    """The place on the curve that a gate or a deadline names.

    Raises
    ------
    UnusableError
        If the calendar has no such gate, there is no deadline, or it has passed or lies out of reach.
    """
    if gate_id is not None:
        for index, gate in enumerate(context.gates):
            if gate.gate_id == gate_id:
                held = float(gate.chance_of_day.sum())
                return Point(max(1, round(float(gate.days @ gate.chance_of_day) / held)), False, index)
        msg = f"names a vote or contest that the calendar does not know or that is over ({gate_id})"
        raise UnusableError(msg)
    if deadline is None:
        msg = "has no deadline"
        raise UnusableError(msg)
    if deadline <= context.origin_date:
        msg = f"expired: its deadline {deadline} had passed"
        raise UnusableError(msg)
    day = (deadline - context.origin_date).days + lag_of(quote.event, context)
    if day > int(context.curve.knot_days[-1]):
        msg = f"its deadline {deadline} lies beyond the reach of the base rate"
        raise UnusableError(msg)
    return Point(day, quote.death_excluded)


def lag_of(event: Event, context: Context) -> int:
    """Days by which the curve's event follows the quote's."""
    lag = context.parameters.announced_lag_days
    if event is Event.ANNOUNCED and context.event is not Event.ANNOUNCED:
        return lag
    return -lag if context.event is Event.ANNOUNCED and event is not Event.ANNOUNCED else 0


def mapping_variance(event: Event, context: Context) -> float:
    """What is added when a quote speaks of another event than the curve."""
    return 0.0 if event is context.event else context.parameters.mapping_sd**2


def age_of(provenance: Provenance, context: Context) -> int:
    """Days from the quote to the origin, 0 at least."""
    return max(0, (context.origin_date - provenance.observed_on).days)


def log_odds(chance: FloatArray | float) -> FloatArray:
    """Log odds of chances strictly between 0 and 1."""
    return np.log(chance) - np.log1p(-np.asarray(chance))


def exit_log_odds(hazard: FloatArray) -> FloatArray:
    """Log odds of an exit with this cumulative hazard, also where staying is all but impossible."""
    return hazard + np.log(-np.expm1(-hazard))


def _exit_log_odds(hazard: float) -> float:
    """The same of one hazard."""
    return hazard + math.log(max(-math.expm1(-hazard), 1e-300))
