"""What does a table of quotes say that somebody only wants to try out? It is read, and kept nowhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.desk_checks import A_GATE, A_LEADER, NOT_ABOVE, ON_OR_AFTER, WITHIN
from incumbent.evidence.desk_quotes import Evidence
from incumbent.evidence.desk_rows import TABLES
from incumbent.evidence.desk_tables import evidence_from
from incumbent.evidence.desk_text import rows_of, text_of
from incumbent.evidence.price import NEITHER_0_NOR_1

_TELLING = {"outcome_means": "odds", "pollster": "polls", "who": "judgements"}
_OBSERVED = {"odds": "observed_on", "prices": "observed_on", "polls": "field_end", "judgements": "stated_on"}
_NO_ADDRESS = "https://example.org/tried-out"


def added_evidence(
    file: Snapshot,
    leaders: Mapping[str, Leader],
    leader_id: str,
    origin_date: date,
    taken: Collection[str],
) -> Evidence:
    """The quotes of a table that is in no desk, as if they had been known on the origin date.

    The columns are those of `evidence/odds.csv`, `prices.csv`, `polls.csv` or `judgements.csv`; which of
    them follows from the header. What only a record needs may be left out: `id`, `date_precision`,
    `source_url`, `known_at`, the day it was observed (the origin), `leader` and `event` (effective).

    Parameters
    ----------
    file : Snapshot
        Its address is the path as the user gave it.
    leaders : mapping of id to Leader
    leader_id : str
        Whom a row without `leader` is about.
    origin_date : date
        No row may be known later.
    taken : collection of str
        Ids that the desk uses already.

    Returns
    -------
    Evidence
        A row that can be read, but whose chance is 0 or 1, whose bid lies above its ask, whose leader or
        gate the desk does not know or whose deadline has passed is left out with the reason, and with it the
        rest of its book.

    Raises
    ------
    FaultsFoundError
        With every fault of the table, if a row cannot be read.
    """
    faults: list[Fault] = []
    text = text_of(file, faults)
    if text is None or faults:
        raise FaultsFoundError(faults)
    table, text = _completed(text, leader_id, origin_date)
    placed = replace(file, address=f"evidence/{table}.csv", content=text.encode())
    placed, unusable = _without_unusable(placed, leaders, origin_date)
    found = evidence_from([placed], leaders, origin_date, faults)
    if found is not None:
        found = replace(found, left_out=(*found.left_out, *unusable))
        ids = [quote.provenance.fact_id for quote in found.quotes]
        mend = "It is in the desk already; give the one to try out another id, or none."
        doubled = [fact_id for fact_id in ids if fact_id in taken]
        must_be = "an id that the desk does not use"
        faults += [Fault(file.address, must_be, mend, column="id", value=fact_id) for fact_id in doubled]
        if not ids and not found.left_out:
            faults.append(
                Fault(file.address, "a table with at least one row", "Write a quote below the header.")
            )
    if faults or found is None:
        raise FaultsFoundError([replace(fault, file=file.address) for fault in faults])
    return found


def _without_unusable(
    placed: Snapshot, leaders: Mapping[str, Leader], origin_date: date
) -> tuple[Snapshot, tuple[LeftOut, ...]]:
    """The table without what can be read but not used; as it was if anything cannot be read."""
    faults: list[Fault] = []
    evidence_from([placed], leaders, origin_date, faults)
    if not faults or not all(_is_unusable(fault) for fault in faults):
        return placed, ()
    rows = {row.line: row.values for row in rows_of(placed, tuple(TABLES[placed.address].model_fields), [])}
    why: dict[str, str] = {}
    for fault in faults:
        why.setdefault(_name(rows[fault.line or 0]), _reason(fault))
    dropped = {line for line, values in rows.items() if _name(values) in why}
    lines = placed.content.decode().split("\n")
    kept = "\n".join("" if number in dropped else line for number, line in enumerate(lines, 1))
    return replace(placed, content=kept.encode()), tuple(LeftOut(name, why[name]) for name in why)


def _is_unusable(fault: Fault) -> bool:
    expired = fault.column == "deadline" and fault.must_be.startswith(ON_OR_AFTER)
    return (
        expired
        or NEITHER_0_NOR_1 in fault.must_be
        or fault.must_be.startswith((NOT_ABOVE, WITHIN, A_LEADER, A_GATE))
    )


def _name(values: Mapping[str, str]) -> str:
    """What the row is called where it is left out: a book stands or falls as one."""
    return values.get("book_id") or values["id"]


def _reason(fault: Fault) -> str:
    return f"its {fault.column} is {fault.value}, but must be {fault.must_be}"


def _completed(text: str, leader_id: str, origin_date: date) -> tuple[str, str]:
    """Which table it is, and its text with the cells filled that may be left out."""
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        rows = []
    header = [name.strip() for name in rows[0]] if rows else []
    table = next((name for column, name in _TELLING.items() if column in header), "prices")
    if len(header) < 2:  # empty, or not separated by commas: the fault is told of the text as it is
        return table, text
    usual = {
        "leader": leader_id,
        "event": "effective",
        _OBSERVED[table]: origin_date.isoformat(),
        "date_precision": "day",
        "known_at": origin_date.isoformat(),
        "source_url": _NO_ADDRESS,
    }
    if table == "polls":
        del usual["event"]
    if table == "odds":
        usual["book_id"] = "tried-out"
    missing = [name for name in ("id", *usual) if name not in header]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*header, *missing])
    for number, row in enumerate(rows[1:], 1):
        if any(cell.strip() for cell in row):
            writer.writerow(_filled(row, header, missing, {"id": f"tried-out-{number}", **usual}))
        else:
            out.write("\n" * max(1, len(row)))
    return table, out.getvalue()


def _filled(
    row: Sequence[str], header: Sequence[str], missing: Sequence[str], usual: Mapping[str, str]
) -> list[str]:
    if len(row) != len(header):
        return [*row, *("" for _ in missing)]
    cells = [cell if cell.strip() else usual.get(name, "") for name, cell in zip(header, row, strict=True)]
    return [*cells, *(usual[name] for name in missing)]
