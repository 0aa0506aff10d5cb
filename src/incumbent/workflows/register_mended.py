"""Which rows of the coded list differ from its own source, and which holders that source leaves in doubt.

The coded list continues REIGN from dated texts of the CIA World Factbook. Four rows differ from what the
texts of 26 December 2024 print; they are mended for the packaged register. The panel that parameters are
fitted to and judged on stays as it was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl


@dataclass(frozen=True, slots=True)
class Mended:
    """A holder as the source's own text prints them.

    Parameters
    ----------
    gwcode : int
    leader : str
    start : date
    why : str
        What the text says, and how the coded list came to differ.
    """

    gwcode: int
    leader: str
    start: date
    why: str


MENDED = (
    Mended(55, "Dickon Mitchell", date(2022, 6, 24), "taken for Keith Mitchell, of the same surname"),
    Mended(345, "Milos Vucevic", date(2024, 5, 2), "printed without capitals, and read as a vacancy"),
    Mended(
        620, "Mohammed al-Manfi", date(2021, 2, 5), "took over before the list's first day, after REIGN's"
    ),
    Mended(
        983, "Hilda C. HEINE", date(2024, 1, 3), "printed as of 2023, while David Kabua stood to 2024-01-04"
    ),
)
DOUBTS = {
    343: "the source's last text names the head of state in this place: nothing newer than 2024-06-21",
    366: "another holder is reported since July 2024; the source still named this one on 2024-12-26",
    590: "another holder is reported since November 2024; the source still named this one on 2024-12-26",
    652: "seized power on 2024-12-08; the source then showed the office as vacant",
    732: "acting; entered by hand, the source still named the suspended president on 2024-12-26",
}
"""Holders whom the source does not, or not surely, support, by the state's number."""

WOMEN = frozenset({70, 91, 135, 225, 325, 346, 367, 510, 800, 983, 990})
"""States led by a woman whom only the CIA texts name: these print no sex."""


def mended_spells(spells: pl.DataFrame) -> pl.DataFrame:
    """The spells with MENDED and WOMEN put in; a state's last spell is its holder's.

    Raises
    ------
    ValueError
        If a mended state has no spell, or its holder would start before the spell it follows.
    """
    by_state = {mended.gwcode: mended for mended in MENDED}
    rows: list[dict[str, Any]] = []
    for key, group in spells.sort("gwcode", "start_date").group_by("gwcode", maintain_order=True):
        state = int(str(key[0]))
        own = group.to_dicts()
        rows += _with(own, by_state[state]) if state in by_state else own
        if state in WOMEN:
            rows[-1]["woman"] = True
    if missing := by_state.keys() - set(spells["gwcode"]):
        msg = f"no spell of the states {sorted(missing)} is there to be mended."
        raise ValueError(msg)
    return pl.DataFrame(rows, schema=spells.schema)


def _with(own: list[dict[str, Any]], mended: Mended) -> list[dict[str, Any]]:
    before, holder = own[:-1], own[-1]
    if holder["leader"] == mended.leader:
        return [*before[:-1], _ended(before[-1], mended), {**holder, "start_date": mended.start}]
    following = {
        **dict.fromkeys(holder),
        "spell_id": f"{mended.gwcode}-{mended.start}",
        "person_id": f"{mended.gwcode}:{mended.leader}",
        "leader": mended.leader,
        "country": holder["country"],
        "gwcode": mended.gwcode,
        "start_date": mended.start,
        "end_known": True,
        "end_precision": "day",
        "irregular_entry": False,
        "woman": False,
        "military": False,
        "rotating": False,
        "source": "CIA",
    }
    return [*before, _ended(holder, mended), following]


def _ended(spell: dict[str, Any], mended: Mended) -> dict[str, Any]:
    if spell["start_date"] >= mended.start:
        msg = f"{mended.leader} starts on {mended.start}, before {spell['leader']}: mend the list anew."
        raise ValueError(msg)
    return {**spell, "end_date": mended.start, "end_known": True, "exit_cause": "regular"}
