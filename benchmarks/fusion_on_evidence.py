"""Does the fused chance beat its parts? The resolved quotes of the published evidence, leader by leader.

Run: python -m benchmarks.fusion_on_evidence examples/desk DATA. Each quote with a deadline, and each on who
wins a vote, is scored on the day it became known: the fused chance, the price without its margin, the base
rate, and the equal pool of the last two on the log-odds scale. Repeated forecasts of one question weigh 1/n;
intervals resample leaders. `benchmarks.learn_fusion` scores what is learnt without the leader scored.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from benchmarks.resolved_leaders import resolved_leaders
from benchmarks.resolved_quotes import resolved_quotes
from incumbent.domain.desk import Desk, DeskSettings
from incumbent.domain.errors import IncumbentError
from incumbent.domain.quotes import BookKind, OddsBook, Poll
from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.fused import Fused
from incumbent.model.fusion import fuse_curve
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.reading import Reading
from incumbent.model.readings import read_quotes
from incumbent.model.tilt import Point
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import Known, known_on

LAST_KNOWN = date(2025, 1, 1)
NAMES = ("fused", "price", "base rate", "equal pool")


@dataclass(frozen=True)
class Case:
    """One price of one question on one day; `gate` is the index of the vote asked about, if any."""

    leader: str
    known: Known
    deadline: date
    gate: int | None
    price: float
    stayed: float
    source: str
    kind: SourceKind
    settled_on: date

    @property
    def question(self) -> tuple[str, str]:
        """What is asked: a deadline, or a vote on whichever day it is expected."""
        if self.gate is None:
            return self.leader, self.deadline.isoformat()
        return self.leader, self.known.base.risks.gates[self.gate].gate_id


def desks(folder: Path, data: Path) -> list[Desk]:
    """The example desk, and the leaders who are only in the published evidence."""
    leaders = resolved_leaders()
    settings = DeskSettings("", "", ("en",), "", tuple(leaders), (1,), None, "", "")
    others = Desk(settings, leaders, tuple(resolved_quotes(data)), (), (), ())
    return [read_desk(folder, date(2026, 1, 1)), others]


def cases_of(desk: Desk) -> list[Case]:
    """Every price on the day it became known, of leaders then in office, with what happened."""
    found: dict[tuple[tuple[str, str], date], Case] = {}
    for leader_id in desk.leaders:
        quotes = [q for q in desk.quotes if not isinstance(q, Poll) and q.leader_id == leader_id]
        several = {
            q.provenance.fact_id for q in quotes if isinstance(q, OddsBook) and q.kind is BookKind.FIRST_TO_GO
        }
        for origin in sorted({quote.provenance.known_at for quote in quotes}):
            try:
                known = known_on(desk, leader_id, origin)
            except IncumbentError:
                continue
            spells = [s for s in desk.leaders[leader_id].spells if s.in_office_on(origin)]
            ends = [spell.end_date for spell in spells]
            left = None if None in ends else max(end for end in ends if end is not None)
            readings, _ = read_quotes(
                known.quotes, known.leader, known.base, Event.EFFECTIVE, FusionParameters()
            )
            newest = min((reading.age_days for reading in readings), default=0)
            asking = [r for r in readings if r.age_days == newest and r.fact_id not in several]
            for reading in asking:
                for case in _cases(reading, known, left):
                    found[case.question, origin] = case
    return list(found.values())


def _cases(reading: Reading, known: Known, left: date | None) -> list[Case]:
    low, high = reading.quoted if reading.of_gate else (reading.low, reading.high)
    mass = np.exp(np.append((low + high) / 2, 0.0))
    stays = 1 - np.cumsum(mass / mass.sum())
    found: list[Case] = []
    for price, (_, end) in zip(stays, reading.upper, strict=False):
        if end is None:
            continue
        day = known.origin_date + timedelta(days=end.day)
        lag = 0
        if end.gate_index is not None:
            lag = known.base.risks.gates[end.gate_index].handover_lag_days + 60
        if day < LAST_KNOWN:
            stayed = float(left is None or day + timedelta(days=lag) < left)
            settled = day if left is None else min(day, left)
            found.append(
                Case(
                    known.leader.leader_id, known, day, end.gate_index, float(price), stayed,
                    reading.source_id.lower(), reading.kind, settled,
                )
            )  # fmt: skip
    return found


def chances(cases: Sequence[Case], parameters: FusionParameters) -> np.ndarray:
    """Fused chance, price, base rate and equal pool, shape (n_cases, 4)."""
    rows: list[list[float]] = []
    rng = np.random.default_rng(0)
    curves: dict[int, Fused] = {}
    for case in cases:
        known = case.known
        if id(known) not in curves:
            curves[id(known)] = fuse_curve(
                known.base, known.leader, known.quotes, event=Event.EFFECTIVE, parameters=parameters,
                rng=rng, leave_out=False, draws=False,
            )  # fmt: skip
        fused = curves[id(known)]
        if case.gate is None:
            both = fused.curve.at(case.deadline), fused.base_curve.at(case.deadline)
        else:
            cells, settled = fused.tilt.exposure(
                [Point((case.deadline - known.origin_date).days, False, case.gate)]
            )
            bends = np.stack([fused.bend, np.zeros_like(fused.bend)])
            both = np.exp(-fused.tilt.hazard(bends, cells, settled)[0])[:, 0]
        three = np.clip([both[0], case.price, both[1]], 1e-4, 1 - 1e-4)
        odds = np.log(three) - np.log1p(-three)
        rows.append([*three, 1 / (1 + np.exp(-odds[1:].mean()))])
    return np.array(rows)


def losses(found: np.ndarray, cases: Sequence[Case]) -> np.ndarray:
    """Brier and log loss, shape (2, n_cases, 4)."""
    stayed = np.array([[case.stayed] for case in cases])
    return np.array([(found - stayed) ** 2, -(stayed * np.log(found) + (1 - stayed) * np.log1p(-found))])


def report(title: str, loss: np.ndarray, weight: np.ndarray, who: np.ndarray) -> None:
    """Mean losses, and intervals of fused less each, from resampling leaders."""
    print(title)
    names = sorted(set(who))
    groups = [np.flatnonzero(who == name) for name in names]
    rng = np.random.default_rng(1)
    picks = [
        np.concatenate([groups[i] for i in rng.integers(len(groups), size=len(groups))]) for _ in range(4000)
    ]
    for score, values in zip(("Brier", "log"), loss, strict=True):
        mean = np.average(values, axis=0, weights=weight)
        drawn = np.array([np.average(values[pick], axis=0, weights=weight[pick]) for pick in picks])
        for j, name in enumerate(NAMES):
            low, high = np.quantile(drawn[:, 0] - drawn[:, j], [0.025, 0.975])
            print(f"  {score:5} {name:10} {mean[j]:.4f}   fused less this [{low:+.4f}, {high:+.4f}]")


def weights_of(cases: Sequence[Case]) -> np.ndarray:
    """1/n for each of the n forecasts of one question."""
    asked = [case.question for case in cases]
    return np.array([1 / asked.count(question) for question in asked])


def main(folder: Path, data: Path) -> None:
    cases = [case for desk in desks(folder, data) for case in cases_of(desk)]
    who = np.array([case.leader for case in cases])
    weight = weights_of(cases)
    n_questions = len({case.question for case in cases})
    print(f"{len(cases)} chances on {n_questions} questions of {len(set(who))} leaders")
    report("start values", losses(chances(cases, FusionParameters()), cases), weight, who)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
