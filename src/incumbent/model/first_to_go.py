"""Who goes first of several leaders? A book on it says something of each of them, given the others' curves.

P(i first) is the integral of f_i times the product of the other S_j. The book fixes how the leaders stand to
each other; how fast they all go it leaves open. So the log hazards of all are shifted together by as little
as explains the book, and what is left open is doubt.
"""

from __future__ import annotations

import numpy as np

from incumbent.domain.curve import FloatArray, SurvivalCurve
from incumbent.domain.quotes import Completeness, OddsBook
from incumbent.model.mapping import Context, UnusableError, exit_log_odds, one_row
from incumbent.model.margin_doubt import doubt, fair_answers
from incumbent.model.reading import Reading
from incumbent.model.tilt import Point

USUAL_EXITS_PER_YEAR = 0.2
"""Of a leader without a file: all causes together, Archigos 1990-2015 (METHOD §3)."""
_STEP_DAYS = 15
_KNOWN_SD, _UNKNOWN_SD = 1.0, 2.0
_ROUNDS = 200


def read_first_to_go(book: OddsBook, context: Context) -> Reading:
    """What the book says of the context's leader, as one statement on a deadline.

    The deadline is the day by which the base rate gives the leader the same chance of having left as it
    gives them of going first, so that a book equal to the base rates moves nothing.

    Parameters
    ----------
    book : OddsBook
        Of kind FIRST_TO_GO; outcomes without a leader stand for one leader unknown here each.
    context : Context
        With the base curves of the other leaders named.

    Raises
    ------
    UnusableError
        If the leader is not named, outcomes are missing, one named has left office, or it has ended.
    """
    names = [outcome.leader_id for outcome in book.outcomes]
    _require(book, names, context)
    reach = context.curve.last_date if book.deadline is None else min(book.deadline, context.curve.last_date)
    days = np.arange(0, (reach - context.origin_date).days + 1, _STEP_DAYS, dtype=np.int64)
    hazard = np.array([_hazard(name, days, context) for name in names])
    implied = np.array([outcome.implied_probability for outcome in book.outcomes])
    known = np.array([name is not None for name in names])
    sd = np.where(known, _KNOWN_SD, _UNKNOWN_SD)
    place = names.index(context.leader.leader_id)
    answers, weight = fair_answers(implied, context.parameters)
    shifts = [shifts_of_all(hazard, fair, sd)[place] for fair in answers]
    equal = float(first_chances(hazard)[place])
    cumulative = np.cumsum(hazard[place])
    step = int(np.searchsorted(-np.expm1(-cumulative), equal))
    day = max(1, int(days[min(step + 1, days.size - 1)]))
    now = -np.log(context.curve.survival(np.array([day])))[0]
    leaving = exit_log_odds(now * np.exp(np.array(shifts)))
    left_open = 1 / float((1 / sd**2).sum())
    variance = float(doubt(leaving[:, None], weight)[0, 0]) + left_open
    return one_row(book, Point(day, book.death_excluded), np.full(2, leaving[0]), variance, context)


def first_chances(hazard: FloatArray) -> FloatArray:
    """Each leader's chance of being the first to go.

    Parameters
    ----------
    hazard : ndarray of float, shape (n_leaders, n_steps)
        Integrated hazard of each in each step, >= 0.

    Returns
    -------
    ndarray of float, shape (n_leaders,)
        They sum to the chance that anyone goes.
    """
    together = hazard.sum(axis=0)
    reached = np.exp(-np.concatenate([[0.0], np.cumsum(together)[:-1]]))
    share = hazard / np.maximum(together, 1e-300)
    return np.asarray((share * (reached * -np.expm1(-together))).sum(axis=1), dtype=np.float64)


def shifts_of_all(hazard: FloatArray, said: FloatArray, sd: FloatArray) -> FloatArray:
    """The smallest shifts of the log hazards under which everybody goes first as often as the book says.

    Parameters
    ----------
    hazard : ndarray of float, shape (n_leaders, n_steps)
    said : ndarray of float, shape (n_leaders,)
        Chances of going first, given that anyone goes; > 0, summing to 1.
    sd : ndarray of float, shape (n_leaders,)
        How far each may be shifted before it is strange.

    Returns
    -------
    ndarray of float, shape (n_leaders,)
    """
    shift, weight = np.zeros(len(hazard)), 1 / sd**2
    for _ in range(_ROUNDS):
        first = np.maximum(first_chances(hazard * np.exp(shift)[:, None]), 1e-300)
        step = np.log(said) - np.log(first / first.sum())
        moved = shift + np.clip(step, -1.0, 1.0) / 2
        moved -= (moved * weight).sum() / weight.sum()
        if float(np.abs(moved - shift).max()) < 1e-9:
            break
        shift = moved
    return shift


def _require(book: OddsBook, names: list[str | None], context: Context) -> None:
    if context.leader.leader_id not in names:
        msg = "does not name the leader among those who may go first"
        raise UnusableError(msg)
    if book.completeness not in (Completeness.YES, Completeness.MOSTLY):
        msg = "lists only some of the leaders who may go first, so its margin cannot be removed"
        raise UnusableError(msg)
    if book.deadline is not None and book.deadline <= context.origin_date:
        msg = f"expired: its deadline {book.deadline} had passed"
        raise UnusableError(msg)
    gone = [name for name in names if name is not None and context.rivals.get(name, context.curve) is None]
    if gone:
        msg = f"is settled: {gone[0]} was no longer in office"
        raise UnusableError(msg)


def _hazard(
    name: str | None, days: np.ndarray[tuple[int], np.dtype[np.int64]], context: Context
) -> FloatArray:
    """Integrated hazard of each step; the usual one for a leader unknown here."""
    curve: SurvivalCurve | None = (
        context.curve if name == context.leader.leader_id else context.rivals.get(name or "")
    )
    if curve is None:
        return np.full(days.size - 1, USUAL_EXITS_PER_YEAR / 365.25 * _STEP_DAYS)
    reach = int(curve.knot_days[-1])
    hazard: FloatArray = np.diff(-np.log(np.maximum(curve.survival(np.minimum(days, reach)), 1e-300)))
    return hazard
