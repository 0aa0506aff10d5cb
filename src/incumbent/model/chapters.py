"""How do quotes for near and for far dates go together? Chapter by chapter, the near one first.

Deadlines more than two half-lives of the drift behind all others begin a chapter. It bends the curve that the
earlier chapters made, only after their last deadline, and tells them nothing: what is said of the year 2032
is no news of the next months, whatever it takes to agree with it. So it is with votes of the next half-year
if every deadline lies more than five half-lives behind them: they and what is said of them are a chapter of
their own. Later votes, and those nearer to a deadline, are part of the way to it. Statistically, feedback
from the far quotes is cut [1]_; within a chapter the posterior is whole.

References
----------
.. [1] Plummer (2015), Cuts in Bayesian graphical models, Statistics and Computing 25, 37-43.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from incumbent.domain.curve import FloatArray
from incumbent.domain.risks import BaseForecast, Gate
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.optimum import climb
from incumbent.model.problem import pose
from incumbent.model.reading import Reading
from incumbent.model.sampling import draw
from incumbent.model.tilt import Point, Tilt, build_tilt, shifts_in_cells

_GAP_HALF_LIVES = 2.0
_GAP_TO_A_VOTE_HALF_LIVES = 5.0
_NEXT_VOTES_DAYS = 182
_HALVINGS = 20
_WIDEST = 12.0
_CENTRAL_OF_T3 = 1.197  # half the width of the central 68 % of a Student-t with 3 degrees of freedom


@dataclass(frozen=True, slots=True)
class Fit:
    """Bends of one leader's curve: the central one, draws, and the central one without each source.

    Parameters
    ----------
    tilt : Tilt
        What they bend.
    bend : ndarray of float, shape (n_unknowns,)
    draws : ndarray of float, shape (n_draws, n_unknowns)
    without : tuple of (str, ndarray)
    """

    tilt: Tilt
    bend: FloatArray
    draws: FloatArray
    without: tuple[tuple[str, FloatArray], ...]


def chapters_of(readings: Sequence[Reading], parameters: FusionParameters) -> list[list[Reading]]:
    """The readings by chapter, near ones first.

    A gap that one quote spans, like a book of exit years, is no border: it speaks of both sides at once. What
    is said of a vote in a gap goes with the deadlines before it, as it would if nobody had asked further.

    Parameters
    ----------
    readings : sequence of Reading
    parameters : FusionParameters

    Returns
    -------
    list of list of Reading
        Each chapter in the order given; none is empty unless all are.
    """
    spans = [_span(reading) for reading in readings]
    days = sorted({day for reading in readings for day in deadlines_of([reading])})
    widest = _GAP_HALF_LIVES * parameters.tilt_half_life_days
    begins = [
        later
        for day, later in pairwise(days)
        if later - day > widest and not any(first <= day < last for first, last in spans)
    ]
    place = [sum(begin <= first for begin in begins) for first, _ in spans]
    return [
        [reading for reading, at in zip(readings, place, strict=True) if at == chapter]
        for chapter in range(len(begins) + 1)
    ]


def deadlines_of(readings: Sequence[Reading]) -> list[int]:
    """Days on which readings speak of the hazard; a gate's decision speaks of the gate."""
    return [point.day for reading in readings for point in _points(reading) if point.gate_index is None]


def fit(
    base: BaseForecast,
    readings: Sequence[Reading],
    parameters: FusionParameters,
    rng: np.random.Generator,
    *,
    leave_out: bool,
    draws: bool,
) -> Fit:
    """Bend the base curve as little as explains the readings.

    Parameters
    ----------
    base : BaseForecast
    readings : sequence of Reading, at least one
    parameters : FusionParameters
    rng : numpy.random.Generator
    leave_out : bool
        Also without each source.
    draws : bool
        Also draws; else the central bend is the only one.

    Returns
    -------
    Fit
    """
    chapters = chapters_of(readings, parameters)
    if (border := _border(chapters[0], parameters)) >= min(
        (_earliest(gate) for gate in base.risks.gates), default=1
    ):
        early = [reading for reading in chapters[0] if reading.of_gate and _span(reading)[1] <= border]
        chapters = [early, [reading for reading in chapters[0] if reading not in early], *chapters[1:]]
    if len(chapters) == 1:
        tilt = build_tilt(base, deadlines_of(readings), parameters)
        return _fit_one(tilt, readings, parameters, rng, leave_out=leave_out, draws=draws)
    whole = _fit_all(base, chapters, chapters, parameters, rng if draws else None)
    sources = dict.fromkeys(reading.source_id for reading in readings) if leave_out else ()
    without = [
        (source, _fit_all(base, chapters, _silenced(chapters, source), parameters, None).bend)
        for source in sources
    ]
    return replace(whole, without=tuple(without))


def _fit_one(
    tilt: Tilt,
    readings: Sequence[Reading],
    parameters: FusionParameters,
    rng: np.random.Generator,
    *,
    leave_out: bool,
    draws: bool,
) -> Fit:
    problem = pose(readings, tilt, parameters, leave_out=leave_out)
    optimum = climb(problem)
    found = draw(problem, optimum.peaks, rng) if draws else optimum.bends[:1]
    without = zip(problem.errors.source_ids, optimum.bends[1:], strict=True) if leave_out else ()
    return Fit(tilt, optimum.bends[0], found, tuple(without))


def _fit_all(
    base: BaseForecast,
    chapters: Sequence[Sequence[Reading]],
    heard: Sequence[Sequence[Reading]],
    parameters: FusionParameters,
    rng: np.random.Generator | None,
) -> Fit:
    """Chapter after chapter with the knots of `chapters`, listening to those `heard` only."""
    all_days = [day for chapter in chapters for day in deadlines_of(chapter)]
    tilt = build_tilt(base, deadlines_of(chapters[0]), parameters, cut_at=all_days)
    found, told = _heard(tilt, heard[0], parameters, rng), set[int | None]()
    for before, chapter, speaking in zip(chapters, chapters[1:], heard[1:], strict=False):
        start = max(deadlines_of(before), default=0)
        bent = _bent(base, found)
        own = build_tilt(bent, deadlines_of(chapter), parameters, after_day=start)
        border = max(start, _border(chapter, parameters))  # votes far before it are no matter of it
        told.update(point.gate_index for reading in before for point in _points(reading))
        later = np.array(
            [_earliest(gate) > border and k not in told for k, gate in enumerate(own.gates)], dtype=bool
        )
        own = replace(own, gate_variance=np.where(later, own.gate_variance, 1e-8))
        more = _heard(own, speaking, parameters, rng)
        found = _joined(found, more, later, max(deadlines_of(chapter)), rng)
    return found


def _heard(
    tilt: Tilt, readings: Sequence[Reading], parameters: FusionParameters, rng: np.random.Generator | None
) -> Fit:
    if not readings:
        nothing = np.zeros((1 if rng is None else parameters.draws, tilt.n_shape))
        if rng is not None and tilt.base.log_odds_loss_shifts.size:  # all that is known of the votes' odds
            size = len(nothing), len(tilt.gates)
            nothing[:, tilt.knot_days.size :] = np.resize(tilt.base.log_odds_loss_shifts, size)
        return Fit(tilt, np.zeros(tilt.n_shape), nothing, ())
    unused = np.random.default_rng(0) if rng is None else rng
    return _fit_one(tilt, readings, parameters, unused, leave_out=False, draws=rng is not None)


def _bent(base: BaseForecast, found: Fit) -> BaseForecast:
    """The curve so far, to be bent further."""
    risks = found.tilt.risks(found.bend)
    return replace(base, risks=risks, log_hazard_shifts=shifts_in_cells(base, risks.edge_days))


def _joined(
    found: Fit,
    more: Fit,
    later: FloatArray,
    day: int,
    rng: np.random.Generator | None,
) -> Fit:
    """Both chapters' bends as bends of the base curve; each draw of one goes with any of the other."""
    earlier, own = found.tilt, more.tilt
    knots = np.concatenate([earlier.knot_days, own.knot_days])
    whole = replace(
        own,
        base=earlier.base,
        mass=earlier.mass,
        knot_days=knots,
        gate_variance=earlier.gate_variance,
        earlier=earlier,
    )
    bend = _side_by_side(found.tilt, found.bend[None, :], own, more.bend[None, :])
    if rng is None:
        return Fit(whole, bend[0], bend, ())
    before, after = found.draws.copy(), rng.permutation(more.draws)
    of_gates = slice(earlier.knot_days.size, earlier.n_shape)
    before[:, of_gates] = np.where(later, found.bend[of_gates], before[:, of_gates])
    return Fit(whole, bend[0], _agreeing(whole, own, before, after, day), ())


def _side_by_side(earlier: Tilt, first: FloatArray, own: Tilt, second: FloatArray) -> FloatArray:
    """Knots of the one, knots of the other, the gates' shifts added up."""
    one, two = earlier.knot_days.size, own.knot_days.size
    gates = first[:, one : earlier.n_shape] + second[:, two : own.n_shape]
    return np.concatenate([first[:, :one], second[:, :two], gates], axis=1)


def _agreeing(whole: Tilt, own: Tilt, before: FloatArray, after: FloatArray, day: int) -> FloatArray:
    """Joint draws whose later drift makes up for where the earlier one strays from its central path.

    A far quote says what the whole way to it comes to. So far as it is believed, which is the share of the
    prior's width that it takes away, a draw in which more of the hazard falls early has less of it late.
    """
    cells, settled = own.exposure([Point(day)])
    said = own.hazard(after, cells, settled)[0][:, 0]
    joint = _side_by_side(whole.earlier or whole, before, own, after)
    last = after[:, own.knot_days.size - 1]
    low, high = np.quantile(last, [0.16, 0.84])
    width = (high - low) / 2 / _CENTRAL_OF_T3
    believed = 1 - min(1.0, width * width / float(own.knot_covariance[-1, -1]))
    own_knots = slice(whole.knot_days.size - own.knot_days.size, whole.knot_days.size)
    whole_cells = whole.exposure([Point(day)])[0]

    def hazard(shift: FloatArray) -> FloatArray:
        moved = joint.copy()
        moved[:, own_knots] += shift[:, None]
        return whole.hazard(moved, whole_cells, settled)[0][:, 0]

    aim = said**believed * hazard(np.zeros(len(joint))) ** (1 - believed)
    joint[:, own_knots] += _root(lambda shift: hazard(shift) - aim, len(joint))[:, None]
    return joint


def _root(rising: Callable[[FloatArray], FloatArray], size: int) -> FloatArray:
    """Where rising functions pass 0, or the end nearest to it."""
    low, high = np.full(size, -_WIDEST), np.full(size, _WIDEST)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        above = rising(middle) > 0
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return (low + high) / 2


def _silenced(chapters: Sequence[Sequence[Reading]], source_id: str) -> list[list[Reading]]:
    return [[reading for reading in chapter if reading.source_id != source_id] for chapter in chapters]


def _border(chapter: Sequence[Reading], parameters: FusionParameters) -> float:
    """Votes up to this day are near, and too far before all deadlines of a chapter to be a matter of it."""
    before = _GAP_TO_A_VOTE_HALF_LIVES * parameters.tilt_half_life_days
    return min(_NEXT_VOTES_DAYS, min(deadlines_of(chapter), default=0) - before)


def _earliest(gate: Gate) -> int:
    return int(gate.days.min())


def _points(reading: Reading) -> list[Point]:
    return [point for mass in (*reading.upper, reading.lower) for point in mass if point is not None]


def _span(reading: Reading) -> tuple[int, int]:
    days = [point.day for point in _points(reading)]
    return min(days), max(days)
