"""What does a bookmaker's book say once its margin is off? Two sides, one price alone, or periods of exit."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.quotes import BookKind, BookOutcome, Completeness, OddsBook
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.mapping import (
    Context,
    UnusableError,
    age_of,
    lag_of,
    log_odds,
    mapping_variance,
    one_row,
    point_of,
)
from incumbent.model.margin_doubt import doubt, fair_answers
from incumbent.model.reading import Mass, Reading
from incumbent.model.tilt import Point


def read_two_sides(book: OddsBook, context: Context) -> Reading:
    """A book whose outcomes say that the leader stays or goes: by a deadline, or through a gate.

    Raises
    ------
    UnusableError
        If no outcome speaks of the leader, a gate is not named, or no margin can be removed.
    """
    stays = np.array([outcome.stays is True for outcome in book.outcomes])
    if not stays.any() and not (
        book.kind is BookKind.IN_OFFICE and any(outcome.stays is False for outcome in book.outcomes)
    ):
        msg = "no outcome of the book says that the leader stays"
        raise UnusableError(msg)
    if book.kind is not BookKind.IN_OFFICE and book.gate_id is None:
        msg = "names no election or contest of the leader's calendar"
        raise UnusableError(msg)
    point = point_of(
        book.gate_id if book.kind is not BookKind.IN_OFFICE else None, book.deadline, book, context
    )
    implied = np.array([outcome.implied_probability for outcome in book.outcomes])
    if book.completeness in (Completeness.YES, Completeness.MOSTLY) and len(implied) > 1:
        if stays.all() or not stays.any():
            msg = "lists only one side, staying or going, though it is said to be whole"
            raise UnusableError(msg)
        answers, weight = fair_answers(implied, context.parameters)
        leaving = -log_odds(answers[:, stays].sum(axis=1))
        middle, variance = float(leaving[0]), float(doubt(leaving[:, None], weight)[0, 0])
        if book.completeness is Completeness.MOSTLY:
            variance += context.parameters.partial_price_sd**2
    else:
        middle, variance = _partial(book.outcomes, implied, context.parameters)
    return one_row(book, point, np.array([middle, middle]), variance, context)


def _partial(
    outcomes: tuple[BookOutcome, ...], implied: FloatArray, parameters: FusionParameters
) -> tuple[float, float]:
    """Log odds of exit from prices whose book is incomplete: the usual margin off, its doubt added.

    Several ways of going are one event only together, and some may be missing: where a price of staying
    stands beside them, it alone speaks.
    """
    if not bool(np.all((implied > 0) & (implied < 1))):
        msg = "a price implies a chance of 0 or 1"
        raise UnusableError(msg)
    stays, goes = (np.array([outcome.stays is side for outcome in outcomes]) for side in (True, False))
    sides: list[float] = []
    for side, sign in ((stays, -1.0), (goes, 1.0)):
        together = float(implied[side].sum())
        if side.any() and together < 1 and (side.sum() == 1 or not sides):
            sides.append(sign * float(log_odds(together) - parameters.partial_price_lean))
    if not sides:
        msg = "lists only some outcomes, and together they imply more than a certainty"
        raise UnusableError(msg)
    return float(np.mean(sides)), parameters.partial_price_sd**2 + float(np.var(sides))


def read_periods(book: OddsBook, context: Context) -> Reading:
    """A book of periods of exit as one observation: log ratios of its masses against the last one's.

    Raises
    ------
    UnusableError
        If periods are missing, fewer than two still lie ahead, or no margin can be removed.
    """
    if book.completeness not in (Completeness.YES, Completeness.MOSTLY) or len(book.outcomes) < 2:
        msg = "lists only some periods of exit, so its margin cannot be removed"
        raise UnusableError(msg)
    implied = np.array([outcome.implied_probability for outcome in book.outcomes])
    answers, weight = fair_answers(implied, context.parameters)
    ends, answers, ahead = _open_periods(book, answers, context)
    points = [point_of(None, end, book, context) for end in ends]
    is_open = answers.shape[1] > len(ends)  # "or later" stands last
    starts: list[Point | None] = [None, *points[:-1]]
    masses: list[Mass] = [*zip(starts, points, strict=True), *([(points[-1], None)] if is_open else [])]
    if len(masses) < 2:
        msg = "only one of its periods still lies ahead"
        raise UnusableError(msg)
    whole = np.log(answers[:, :-1]) - np.log(answers[:, -1:])
    ratios, quoted = _thinned(whole, ahead, _base_ratio(masses, context)), whole[0]
    covariance = doubt(ratios, weight)  # what the methods disagree on, they disagree on together
    covariance = covariance + np.eye(len(covariance)) * mapping_variance(book.event, context)
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
        age_of(book.provenance, context),
        np.stack([quoted, quoted]),
    )


def _open_periods(
    book: OddsBook, answers: FloatArray, context: Context
) -> tuple[list[date], FloatArray, FloatArray]:
    """Ends of the periods ahead, chances of each (the open one last) by method, the part of each ahead."""
    reach = context.curve.last_date - timedelta(days=lag_of(book.event, context))
    ends = sorted({o.until for o in book.outcomes if o.until is not None and o.until <= reach})
    columns = [answers[:, [o.until == end for o in book.outcomes]].sum(axis=1, keepdims=True) for end in ends]
    later = answers[:, [o.until is None or o.until > reach for o in book.outcomes]].sum(axis=1, keepdims=True)
    begins = [book.provenance.observed_on, *ends][: len(ends)]
    kept: list[date] = []
    chances: list[FloatArray] = []
    shares: list[float] = []
    for begin, end, column in zip(begins, ends, columns, strict=True):
        if end > context.origin_date:  # a period already begun keeps the share of it that lies ahead
            shares.append(min(1.0, (end - context.origin_date).days / max(1, (end - begin).days)))
            kept.append(end)
            chances.append(column)
    if not kept:
        reason = "had passed at the origin" if ends else "end beyond the reach of the base rate, or never"
        msg = f"all of its periods {reason}"
        raise UnusableError(msg)
    if bool(np.all(later > 0)):
        chances.append(later)
        shares.append(1.0)
    return kept, np.hstack(chances), np.array(shares)


def _thinned(whole: FloatArray, ahead: FloatArray, base_ratio: float) -> FloatArray:
    """Log ratios less the part of the first period already survived.

    As with a price, that only ever brings them nearer to the curve.
    """
    ratios, first = whole.copy(), whole[:, 0]
    thinned = np.clip(first + np.log(ahead[0]), base_ratio, np.maximum(first, base_ratio))
    ratios[:, 0] = np.where(first > base_ratio, thinned, first)
    return ratios


def _base_ratio(masses: list[Mass], context: Context) -> float:
    """The base curve's own log ratio of the first mass to the last."""
    hazard = [[0.0 if p is None else float(context.hazard_by_day[p.day]) for p in mass] for mass in masses]
    (_, first), (start, end) = hazard[0], hazard[-1]
    last = 0.0 if masses[-1][1] is None else np.log(-np.expm1(-max(end - start, 1e-12)))
    return float(np.log(-np.expm1(-max(first, 1e-12))) - last + start)
