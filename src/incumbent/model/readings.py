"""What does each quote say about the curve? Log ratios of exit masses, or a reason for leaving it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from incumbent.domain.curve import FloatArray, SurvivalCurve
from incumbent.domain.errors import RefusedError
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import (
    BookKind,
    BookOutcome,
    ChanceQuote,
    Completeness,
    LeftOut,
    OddsBook,
    Payoff,
    Poll,
    Provenance,
    Quote,
)
from incumbent.domain.risks import BaseForecast, Gate
from incumbent.domain.vocabulary import Event, Target
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.margin import MarginMethod, remove_margins
from incumbent.model.overtaken import overtaken
from incumbent.model.reading import Mass, Reading
from incumbent.model.repeats import newest_of_each
from incumbent.model.tilt import Point


class _UnusableError(Exception):
    """A quote to be left out; the message is the reason shown."""


@dataclass(frozen=True, slots=True)
class _Context:
    leader: Leader
    curve: SurvivalCurve
    gates: tuple[Gate, ...]
    event: Event
    origin_date: date
    parameters: FusionParameters


def read_quotes(
    quotes: Sequence[Quote],
    leader: Leader,
    base: BaseForecast,
    event: Event,
    parameters: FusionParameters,
) -> tuple[list[Reading], list[LeftOut]]:
    """Map odds books and chances onto the curve.

    Quotes known only after the origin are passed over without a trace; polls are read elsewhere.

    Parameters
    ----------
    quotes : sequence of Quote
    leader : Leader
    base : BaseForecast
        Seen from the origin.
    event : Event
        What the curve is a curve of.
    parameters : FusionParameters

    Returns
    -------
    readings : list of Reading
        In order of fact id, so that the order of the quotes cannot matter.
    left_out : list of LeftOut
    """
    curve = base.risks.curve()
    context = _Context(leader, curve, base.risks.gates, event, curve.origin_date, parameters)
    readings: list[Reading] = []
    left_out: list[LeftOut] = []
    for quote in sorted(quotes, key=lambda quote: quote.provenance.fact_id):
        if quote.provenance.known_at > curve.origin_date or isinstance(quote, Poll):
            continue
        try:
            readings.append(_read(quote, context))
        except _UnusableError as reason:
            left_out.append(LeftOut(quote.provenance.fact_id, str(reason)))
    newest, repeated = newest_of_each(readings)
    return overtaken(newest, parameters), sorted([*left_out, *repeated], key=lambda each: each.fact_id)


def _read(quote: OddsBook | ChanceQuote, context: _Context) -> Reading:
    if quote.leader_id != context.leader.leader_id:
        msg = f"speaks of another leader or office ({quote.leader_id})"
        raise _UnusableError(msg)
    if quote.payoff is not Payoff.ALL_OR_NOTHING:
        msg = f"pays {quote.payoff.value} in some outcomes, so its price is no probability"
        raise _UnusableError(msg)
    if isinstance(quote, ChanceQuote):
        return _read_chance(quote, context)
    readers: dict[BookKind, Callable[[OddsBook, _Context], Reading]] = {
        BookKind.IN_OFFICE: _read_two_sides,
        BookKind.GATE_WINNER: _read_two_sides,
        BookKind.NEXT_HOLDER: _read_two_sides,
        BookKind.EXIT_PERIOD: _read_periods,
    }
    if quote.kind not in readers:
        msg = "says who goes first among several leaders: used only when all of them are estimated together"
        raise _UnusableError(msg)
    return readers[quote.kind](quote, context)


def _read_chance(quote: ChanceQuote, context: _Context) -> Reading:
    said = [quote.probability, *(side for side in (quote.low, quote.high) if side is not None)]
    if not all(0 < value < 1 for value in said):  # NaN too
        msg = "gives a chance of 0 or 1, or no number: nothing can be weighed against it"
        raise _UnusableError(msg)
    low, high = quote.low or quote.probability, quote.high or quote.probability
    if low > high:
        msg = f"its bid {low} lies above its ask {high}"
        raise _UnusableError(msg)
    point = _point(quote.gate_id, quote.deadline, quote, context)
    spread = (_log_odds(high) - _log_odds(low)) / 4
    middle = -_log_odds(min(max(quote.probability, low), high))
    bounds = np.array([-_log_odds(high), -_log_odds(low)])
    if quote.low is None and quote.high is None:
        bounds[:] = middle
    return _one_row(quote, point, bounds, float(spread) ** 2, context)


def _read_two_sides(book: OddsBook, context: _Context) -> Reading:
    stays = np.array([outcome.stays is True for outcome in book.outcomes])
    if not stays.any() and not (
        book.kind is BookKind.IN_OFFICE and any(outcome.stays is False for outcome in book.outcomes)
    ):
        msg = "no outcome of the book says that the leader stays"
        raise _UnusableError(msg)
    if book.kind is not BookKind.IN_OFFICE and book.gate_id is None:
        msg = "names no election or contest of the leader's calendar"
        raise _UnusableError(msg)
    point = _point(
        book.gate_id if book.kind is not BookKind.IN_OFFICE else None, book.deadline, book, context
    )
    implied = np.array([outcome.implied_probability for outcome in book.outcomes])
    if book.completeness in (Completeness.YES, Completeness.MOSTLY) and len(implied) > 1:
        answers = _fair(implied, context.parameters)
        log_odds = -_log_odds(answers[:, stays].sum(axis=1))
        middle, variance = float(log_odds[0]), float(log_odds.var())
        if book.completeness is Completeness.MOSTLY:
            variance += context.parameters.partial_price_sd**2
    else:
        middle, variance = _partial(book.outcomes, implied, context.parameters)
    return _one_row(book, point, np.array([middle, middle]), variance, context)


def _partial(
    outcomes: tuple[BookOutcome, ...], implied: FloatArray, parameters: FusionParameters
) -> tuple[float, float]:
    """Log odds of exit from prices whose book is incomplete: the usual margin off, its doubt added."""
    if not bool(np.all((implied > 0) & (implied < 1))):
        msg = "a price implies a chance of 0 or 1"
        raise _UnusableError(msg)
    fair = _log_odds(implied) - parameters.partial_price_lean
    sides = [
        (-value if o.stays else value) for value, o in zip(fair, outcomes, strict=True) if o.stays is not None
    ]
    return float(np.mean(sides)), parameters.partial_price_sd**2 + float(np.var(sides))


def _read_periods(book: OddsBook, context: _Context) -> Reading:
    if book.completeness not in (Completeness.YES, Completeness.MOSTLY) or len(book.outcomes) < 2:
        msg = "lists only some periods of exit, so its margin cannot be removed"
        raise _UnusableError(msg)
    implied = np.array([outcome.implied_probability for outcome in book.outcomes])
    ends, answers = _open_periods(book, _fair(implied, context.parameters), context)
    points = [_point(None, end, book, context) for end in ends]
    is_open = answers.shape[1] > len(ends)  # "or later" stands last
    starts: list[Point | None] = [None, *points[:-1]]
    masses: list[Mass] = [*zip(starts, points, strict=True), *([(points[-1], None)] if is_open else [])]
    if len(masses) < 2:
        msg = "only one of its periods still lies ahead"
        raise _UnusableError(msg)
    ratios = np.log(answers[:, :-1]) - np.log(answers[:, -1:])
    spread = ratios - ratios.mean(axis=0)
    covariance = spread.T @ spread / len(ratios)  # what the methods disagree on, they disagree on together
    covariance = covariance + np.eye(len(covariance)) * _mapping_variance(book.event, context)
    if book.completeness is Completeness.MOSTLY:
        covariance += np.eye(len(covariance)) * context.parameters.partial_price_sd**2
    return Reading(
        book.provenance.fact_id,
        book.source_id,
        book.source_kind,
        (book.kind, book.event, book.death_excluded),
        tuple(masses[:-1]),
        masses[-1],
        ratios[0],
        ratios[0],
        covariance,
        _age(book.provenance, context),
    )


def _open_periods(book: OddsBook, answers: FloatArray, context: _Context) -> tuple[list[date], FloatArray]:
    """Ends of the periods still ahead, and the chances of each (the open one last), under every method."""
    reach = context.curve.last_date - timedelta(days=_lag(book.event, context))
    ends = sorted({o.until for o in book.outcomes if o.until is not None and o.until <= reach})
    columns = [answers[:, [o.until == end for o in book.outcomes]].sum(axis=1, keepdims=True) for end in ends]
    later = answers[:, [o.until is None or o.until > reach for o in book.outcomes]].sum(axis=1, keepdims=True)
    begins = [book.provenance.observed_on, *ends[:-1]]
    kept: list[date] = []
    chances: list[FloatArray] = []
    for begin, end, column in zip(begins, ends, columns, strict=True):
        if end > context.origin_date:  # a period already begun keeps the share of it that lies ahead
            ahead = (end - context.origin_date).days / max(1, (end - begin).days)
            kept.append(end)
            chances.append(column * min(1.0, ahead))
    if not kept:
        msg = "all of its periods had passed at the origin"
        raise _UnusableError(msg)
    if bool(np.all(later > 0)):
        chances.append(later)
    return kept, np.hstack(chances)


def _fair(implied: FloatArray, parameters: FusionParameters) -> FloatArray:
    """Fair chances, shape (n_methods, n_outcomes): every method that answers, the preferred one first."""
    order = sorted(MarginMethod, key=lambda method: method is not parameters.margin_method)
    try:
        books = [remove_margins(implied[None, :], method) for method in order]
    except RefusedError as refusal:
        raise _UnusableError(str(refusal)) from refusal
    return np.stack([book.probabilities[0] for book in books if not book.refused[0]])


def _one_row(
    quote: OddsBook | ChanceQuote, point: Point, bounds: FloatArray, variance: float, context: _Context
) -> Reading:
    target = quote.target if isinstance(quote, ChanceQuote) else Target.EXIT
    lead_years = point.day / 365.25
    if target is Target.OCCUPANCY:  # those who left and came back are in office, but have left
        back = context.parameters.return_share * -np.expm1(-lead_years / context.parameters.return_years)
        bounds = bounds - np.log1p(-back)
    age = _age(quote.provenance, context)
    if point.gate_index is None:
        bounds = _aged(bounds, point.day, age, context.curve)
    gate_or_deadline = quote.gate_id if point.gate_index is not None else quote.deadline
    return Reading(
        quote.provenance.fact_id,
        quote.source_id,
        quote.source_kind,
        ("by", quote.event, target, gate_or_deadline, quote.death_excluded),
        ((None, point),),
        (point, None),
        bounds[:1],
        bounds[1:],
        np.array([[variance + _mapping_variance(quote.event, context)]]),
        age,
    )


def _aged(bounds: FloatArray, day: int, age_days: int, curve: SurvivalCurve) -> FloatArray:
    """A quote thinned by the part of its window already survived; it only ever comes nearer the curve."""
    hazard = -np.log(curve.survival(np.array([1, day])))
    ahead = hazard[1] / (hazard[1] + hazard[0] * age_days)
    aged, base = _exit_log_odds(ahead * np.logaddexp(0.0, bounds)), _exit_log_odds(hazard[1])
    return np.where(bounds > base, np.clip(aged, base, bounds), bounds)


def _point(
    gate_id: str | None, deadline: date | None, quote: OddsBook | ChanceQuote, context: _Context
) -> Point:
    if gate_id is not None:
        for index, gate in enumerate(context.gates):
            if gate.gate_id == gate_id:
                held = float(gate.chance_of_day.sum())
                return Point(max(1, round(float(gate.days @ gate.chance_of_day) / held)), False, index)
        msg = f"names a vote or contest that the calendar does not know or that is over ({gate_id})"
        raise _UnusableError(msg)
    if deadline is None:
        msg = "has no deadline"
        raise _UnusableError(msg)
    if deadline <= context.origin_date:
        msg = f"expired: its deadline {deadline} had passed"
        raise _UnusableError(msg)
    day = (deadline - context.origin_date).days + _lag(quote.event, context)
    if day > int(context.curve.knot_days[-1]):
        msg = f"its deadline {deadline} lies beyond the reach of the base rate"
        raise _UnusableError(msg)
    return Point(day, quote.death_excluded)


def _lag(event: Event, context: _Context) -> int:
    """Days by which the curve's event follows the quote's."""
    lag = context.parameters.announced_lag_days
    if event is Event.ANNOUNCED and context.event is not Event.ANNOUNCED:
        return lag
    return -lag if context.event is Event.ANNOUNCED and event is not Event.ANNOUNCED else 0


def _mapping_variance(event: Event, context: _Context) -> float:
    return 0.0 if event is context.event else context.parameters.mapping_sd**2


def _age(provenance: Provenance, context: _Context) -> int:
    return max(0, (context.origin_date - provenance.observed_on).days)


def _log_odds(chance: FloatArray | float) -> FloatArray:
    return np.log(chance) - np.log1p(-np.asarray(chance))


def _exit_log_odds(hazard: FloatArray) -> FloatArray:
    """Log odds of an exit with this cumulative hazard, also where staying is all but impossible."""
    return hazard + np.log(-np.expm1(-hazard))
