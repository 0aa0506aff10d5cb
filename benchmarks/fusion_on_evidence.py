"""Does the fused chance beat its parts? The example desk's resolved quotes, leave-one-leader-out.

Run: python -m benchmarks.fusion_on_evidence examples/desk. Each quote with a deadline is scored on the day it
became known: the fused chance, the price without its margin, the base rate, and the equal pool of the last
two on the log-odds scale. Repeated forecasts of one question weigh 1/n; intervals resample leaders. Reaction
and lean of the sources are then learnt with each leader left out, and scored on that leader.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np

from incumbent.domain.desk import Desk
from incumbent.domain.errors import IncumbentError
from incumbent.domain.quotes import Poll
from incumbent.domain.vocabulary import Event, SourceKind
from incumbent.model.fusion import central_curve
from incumbent.model.fusion_parameters import FusionParameters
from incumbent.model.readings import read_quotes
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import Known, known_on

LAST_KNOWN = date(2025, 1, 1)
NAMES = ("fused", "price", "base rate", "equal pool")


@dataclass(frozen=True)
class Case:
    leader: str
    known: Known
    deadline: date
    price: float
    stayed: float


def cases_of(desk: Desk) -> list[Case]:
    found: dict[tuple[str, date, date], Case] = {}
    for leader_id in desk.leaders:
        quotes = [q for q in desk.quotes if not isinstance(q, Poll) and q.leader_id == leader_id]
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
            for reading in (each for each in readings if each.age_days == newest):
                mass = np.exp(np.append(reading.low, 0.0))
                stays = 1 - np.cumsum(mass / mass.sum())
                for price, (_, end) in zip(stays, reading.upper, strict=False):
                    if end is None or end.gate_index is not None:
                        continue
                    day = origin + timedelta(days=end.day)
                    if day < LAST_KNOWN:
                        stayed = float(left is None or day < left)
                        found[leader_id, origin, day] = Case(leader_id, known, day, float(price), stayed)
    return list(found.values())


def chances(cases: list[Case], parameters: FusionParameters) -> np.ndarray:
    rows = []
    for case in cases:
        known = case.known
        curve = central_curve(
            known.base, known.leader, known.quotes, event=Event.EFFECTIVE, parameters=parameters
        )
        base = known.base.risks.curve().at(case.deadline)
        three = np.clip([curve.at(case.deadline), case.price, base], 1e-4, 1 - 1e-4)
        odds = np.log(three) - np.log1p(-three)
        rows.append([*three, 1 / (1 + np.exp(-odds[1:].mean()))])
    return np.array(rows)


def losses(found: np.ndarray, cases: list[Case]) -> np.ndarray:
    """Brier and log loss, shape (2, n_cases, 4)."""
    stayed = np.array([[case.stayed] for case in cases])
    return np.array([(found - stayed) ** 2, -(stayed * np.log(found) + (1 - stayed) * np.log1p(-found))])


def report(title: str, loss: np.ndarray, weight: np.ndarray, who: np.ndarray) -> None:
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


def main(folder: Path) -> None:
    cases = cases_of(read_desk(folder, date(2026, 1, 1)))
    who = np.array([case.leader for case in cases])
    asked = [(case.leader, case.deadline) for case in cases]
    weight = np.array([1 / asked.count(question) for question in asked])
    print(f"{len(cases)} chances on {len(set(asked))} questions of {len(set(who))} leaders")
    report("start values", losses(chances(cases, FusionParameters()), cases), weight, who)
    grid = [
        losses(
            chances(
                cases,
                replace(
                    FusionParameters(),
                    reaction=dict.fromkeys(SourceKind, reaction),
                    lean=dict.fromkeys(SourceKind, lean),
                ),
            ),
            cases,
        )
        for reaction, lean in product((1.0, 0.85, 0.7, 0.55), (0.0, 0.2))
    ]
    learnt = np.empty_like(grid[0])
    for name in sorted(set(who)):
        out = who == name
        log = [np.average(loss[1, ~out, 0], weights=weight[~out]) for loss in grid]
        learnt[:, out] = grid[int(np.argmin(log))][:, out]
    report("reaction and lean learnt without the leader scored", learnt, weight, who)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
