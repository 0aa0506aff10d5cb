"""What if a gate were won or lost? The fused curve, given the outcome of a decision still open."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from incumbent.domain.errors import RefusedError
from incumbent.domain.risks import Gate
from incumbent.model.fused import Fused

_NEARLY_CERTAIN = 1 - 1e-9
_WRITTEN = re.compile(r"gate:(?P<gate>[^=]+)=(?P<outcome>won|lost)")


@dataclass(frozen=True, slots=True)
class Assumption:
    """One gate's outcome, taken for granted."""

    gate_id: str
    lost: bool


def parse_assumption(text: str) -> Assumption:
    """Read `gate:2018-03-18=lost` or `gate:2018-03-18=won`.

    Raises
    ------
    RefusedError
        If it is not written so.
    """
    if (match := _WRITTEN.fullmatch(text.strip())) is None:
        msg = f"assumption {text!r} must be written gate:ID=won or gate:ID=lost, as in gate:2018-03-18=lost."
        raise RefusedError(msg)
    return Assumption(match["gate"], match["outcome"] == "lost")


def read_assumptions(texts: Sequence[str]) -> tuple[Assumption, ...]:
    """Read several assumptions, each gate once.

    Raises
    ------
    RefusedError
        If one is not written as it must be, or a gate is both won and lost.
    """
    found = tuple(dict.fromkeys(parse_assumption(text) for text in texts))
    gates = [each.gate_id for each in found]
    if doubled := next((gate for gate in gates if gates.count(gate) > 1), None):
        msg = f"gate {doubled!r} is assumed both won and lost; assume one of the two."
        raise RefusedError(msg)
    return found


def assume(fused: Fused, assumptions: Mapping[str, bool]) -> Fused:
    """The fused curve with some gates decided; what the quotes said of everything else is kept.

    Parameters
    ----------
    fused : Fused
    assumptions : mapping of gate id to bool
        True for lost.

    Returns
    -------
    Fused

    Raises
    ------
    RefusedError
        If a gate is not in the leader's calendar.
    """
    gates = fused.tilt.gates
    known = {gate.gate_id for gate in gates}
    if unknown := sorted(set(assumptions) - known):
        msg = f"no gate {unknown[0]!r} is ahead; those known are {', '.join(_told(gates)) or 'none'}."
        raise RefusedError(msg)
    decided = tuple(
        _decided(gate, lost=assumptions[gate.gate_id]) if gate.gate_id in assumptions else gate
        for gate in gates
    )
    base = fused.tilt.base
    shifts = base.log_odds_loss_shifts.copy()
    bends = [fused.bend.copy(), fused.draws.copy(), *(bend.copy() for _, bend in fused.without)]
    first = fused.tilt.knot_days.size
    for index, gate in enumerate(gates):
        if gate.gate_id in assumptions:
            if shifts.size:
                shifts[:, index] = 0.0
            for bend in bends:
                if bend.size:
                    bend[..., first + index] = 0.0
    risks = replace(base.risks, gates=decided)
    tilt = replace(fused.tilt, base=replace(base, risks=risks, log_odds_loss_shifts=shifts))
    names = [name for name, _ in fused.without]
    return replace(
        fused,
        tilt=tilt,
        base_curve=risks.curve(),
        curve=tilt.risks(bends[0]).curve() if fused.readings else risks.curve(),
        bend=bends[0],
        draws=bends[1],
        without=tuple(zip(names, bends[2:], strict=True)),
    )


def _told(gates: Sequence[Gate]) -> list[str]:
    return sorted(f"{gate.gate_id} ({gate.cause.value.replace('_', ' ')})" for gate in gates)


def _decided(gate: Gate, *, lost: bool) -> Gate:
    """A gate that is held for certain, with its outcome known."""
    chance = _NEARLY_CERTAIN if lost else 1 - _NEARLY_CERTAIN
    return replace(gate, chance_of_day=gate.chance_of_day / gate.chance_of_day.sum(), chance_of_losing=chance)
