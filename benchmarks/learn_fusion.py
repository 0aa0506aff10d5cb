"""How far should a source's shift be taken? Learnt from resolved quotes, one set for each January.

Run: python -m benchmarks.learn_fusion examples/desk DATA [--write]

The reaction b of METHOD §4 is learnt for each kind of source, drawn together over kinds and venues, and for
votes by themselves: log b of all sources ~ N(0, .05), kinds around it with .05, venues around their kind with
.05. Looser pooling (.25 and .1 were tried) scores worse on leaders left out. Scored is
the log loss of the chance that fusion gives at b = 1, its shift from the base rate multiplied by b; repeated
chances of one question weigh 1/n, and the questions of one leader, which hang together, count as the
square root of their number. The set of a January knows the questions settled before it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from benchmarks.fusion_on_evidence import Case, cases_of, chances, desks, losses, report, weights_of
from incumbent.domain.vocabulary import SourceKind
from incumbent.model.fusion_parameters import FusionParameters, fusion_parameters_json
from incumbent.workflows.fusion_parameters import packaged_path

POOLED_SD, KIND_SD, VENUE_SD = 0.05, 0.05, 0.05
JANUARIES = range(2010, 2026)


@dataclass(frozen=True)
class Learnt:
    """Reactions by kind and venue, and of votes."""

    kinds: dict[SourceKind, float]
    venues: dict[str, float]
    gate: float
    n_questions: int
    n_leaders: int

    def parameters(self, name: str, cutoff: date | None) -> FusionParameters:
        rounded = {kind: round(value, 3) for kind, value in self.kinds.items()} | {SourceKind.POLLSTER: 1.0}
        return replace(
            FusionParameters(), name=name, cutoff=cutoff, reaction=rounded, gate_reaction=round(self.gate, 3)
        )


def learn(cases: Sequence[Case], start: np.ndarray) -> Learnt:
    """The likeliest reactions, given what the cases' questions came to.

    Parameters
    ----------
    cases : sequence of Case
    start : ndarray of float, shape (n_cases, 4)
        `chances` at the start values.
    """
    kinds, venues = list(SourceKind), sorted({case.source for case in cases})
    kind = np.array([kinds.index(case.kind) for case in cases], dtype=np.int64)
    venue = np.array([venues.index(case.source) for case in cases], dtype=np.int64)
    home = {case.source: kinds.index(case.kind) for case in cases}
    gate = np.array([case.gate is not None for case in cases], dtype=bool)
    log_odds = np.log(start) - np.log1p(-start)
    base, shift = log_odds[:, 2], log_odds[:, 0] - log_odds[:, 2]
    stayed, weight = np.array([case.stayed for case in cases]), _tempered(cases)

    def split(unknown: np.ndarray) -> tuple[float, float, np.ndarray, np.ndarray]:
        return unknown[0], unknown[1], unknown[2 : 2 + len(kinds)], unknown[2 + len(kinds) :]

    def badness(unknown: np.ndarray) -> float:
        common, vote, of_kind, of_venue = split(unknown)
        prior = (common**2 + vote**2) / POOLED_SD**2 + (of_kind**2).sum() / KIND_SD**2
        prior += (of_venue**2).sum() / VENUE_SD**2
        log_b = np.where(gate, vote, common + of_kind[kind] + of_venue[venue])
        z = base + np.exp(log_b) * shift
        loss = np.logaddexp(0, z) - stayed * z
        return float(prior / 2 + (weight * loss).sum())

    found = minimize(badness, np.zeros(2 + len(kinds) + len(venues)), method="BFGS").x
    common, vote, of_kind, of_venue = split(found)
    return Learnt(
        {each: float(np.exp(common + of_kind[i])) for i, each in enumerate(kinds)},
        {each: float(np.exp(common + of_kind[home[each]] + of_venue[i])) for i, each in enumerate(venues)},
        float(np.exp(vote)),
        len({case.question for case in cases}),
        len({case.leader for case in cases}),
    )


def _tempered(cases: Sequence[Case]) -> np.ndarray:
    """Weights of the cases, those of one leader summing to the square root of its number of questions."""
    weight, who = weights_of(cases), np.array([case.leader for case in cases])
    for name in set(who):
        mine = who == name
        weight[mine] /= np.sqrt(weight[mine].sum())
    return weight


def by_january(cases: Sequence[Case], start: np.ndarray) -> dict[int, Learnt]:
    """What could be learnt before each January from the questions settled by then."""
    found: dict[int, Learnt] = {}
    for year in JANUARIES:
        settled = np.array([case.settled_on < date(year, 1, 1) for case in cases])
        if settled.any():
            found[year] = learn([c for c, known in zip(cases, settled, strict=True) if known], start[settled])
    return found


def main(folder: Path, data: Path, *, write: bool) -> None:
    cases = [case for desk in desks(folder, data) for case in cases_of(desk)]
    who, weight = np.array([case.leader for case in cases]), weights_of(cases)
    start = chances(cases, FusionParameters())
    n_questions = len({case.question for case in cases})
    print(f"{len(cases)} chances on {n_questions} questions of {len(set(who))} leaders")
    report("start values", losses(start, cases), weight, who)
    out = np.empty((2, len(cases), 4))
    for name in sorted(set(who)):
        rest, mine = who != name, np.flatnonzero(who == name)
        learnt = learn([c for c in cases if c.leader != name], start[rest])
        scored = [cases[i] for i in mine]
        out[:, mine] = losses(chances(scored, learnt.parameters("leave-one-out", None)), scored)
    report("learnt without the leader scored", out, weight, who)
    sets = by_january(cases, start)
    then = np.empty((2, len(cases), 4))
    for i, case in enumerate(cases):
        known = [year for year in sets if date(year, 1, 1) <= case.known.origin_date]
        used = sets[max(known)].parameters("then", None) if known else FusionParameters()
        then[:, [i]] = losses(chances([case], used), [case])
    report("learnt from what was settled before", then, weight, who)
    _print_table(sets)
    if write:
        _write(sets)


def _print_table(sets: dict[int, Learnt]) -> None:
    shown = (SourceKind.EXCHANGE, SourceKind.CROWD, SourceKind.BOOKMAKER, SourceKind.EXPERT)
    print("| settled before | questions | leaders |", " | ".join(shown), "| votes |")
    for year, learnt in sets.items():
        values = " | ".join(f"{learnt.kinds[kind]:.3f}" for kind in shown)
        print(f"| {year} | {learnt.n_questions} | {learnt.n_leaders} | {values} | {learnt.gate:.3f} |")
    print("venues, newest set:", {name: round(b, 3) for name, b in sets[max(sets)].venues.items()})


def _write(sets: dict[int, Learnt]) -> None:
    start = fusion_parameters_json(FusionParameters())
    learnt = [each.parameters(f"fusion-{year}-01", date(year, 1, 1)) for year, each in sets.items()]
    changed = [
        {
            name: value
            for name, value in fusion_parameters_json(each).items()
            if name in {"name", "cutoff"} or value != start[name]
        }
        for each in learnt
    ]
    note = (
        "Each set stands for the start values with what it names replaced; made by "
        "benchmarks/learn_fusion.py from the questions settled before its cutoff (docs/fusion.md)."
    )
    text = json.dumps(
        {"schema": "incumbent-fusion-parameters-1", "note": note, "start": start, "sets": changed},
        indent=1,
        ensure_ascii=False,
    )
    packaged_path().write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), write="--write" in sys.argv[3:])
