"""What do the five tables of evidence say, once every row has been checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from incumbent.domain.desk import DeskEvent
from incumbent.domain.errors import Fault
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import LeftOut, Quote
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.desk_checks import Placed, book_faults, row_faults
from incumbent.evidence.desk_faults import row_checked
from incumbent.evidence.desk_files import Strict
from incumbent.evidence.desk_quotes import (
    Evidence,
    book_from,
    event_from,
    judgement_from,
    poll_from,
    price_from,
)
from incumbent.evidence.desk_rows import TABLES, EventRow, JudgementRow, OddsRow, PollRow, PriceRow
from incumbent.evidence.desk_text import Cells, rows_of

R = TypeVar("R", bound=Strict)


def evidence_from(
    files: Sequence[Snapshot], leaders: Mapping[str, Leader | None], today: date, faults: list[Fault]
) -> Evidence | None:
    """Everything the tables say; None when `faults` has grown.

    Parameters
    ----------
    files : sequence of Snapshot
        Those under evidence/.
    leaders : mapping of id to Leader or None
        None for a leader whose own file is at fault: known by name, but nothing else of them.
    today : date
        Nothing may be known later.
    faults : list of Fault
        Grows by every fault found.
    """
    before = len(faults)
    ids: dict[str, str] = {}
    placed = [entry for file in files for entry in _checked_rows(file, ids, faults)]
    for entry in placed:
        faults.extend(f for f in row_faults(entry, leaders, today) if f.column not in entry.broken)
    books = _books(placed)
    for book in books:
        faults.extend(book_faults(book))
    if len(faults) > before or None in leaders.values():
        return None
    faultless = {name: leader for name, leader in leaders.items() if leader is not None}
    mapped = [book_from([p.row for p in book], [p.cells for p in book]) for book in books]
    mapped += [item for entry in placed if (item := _mapped(entry, faultless)) is not None]
    return Evidence(
        quotes=tuple(item for item in mapped if not isinstance(item, LeftOut)),
        events=tuple(_events(placed)),
        left_out=tuple(item for item in mapped if isinstance(item, LeftOut)),
    )


def _checked_rows(file: Snapshot, ids: dict[str, str], faults: list[Fault]) -> list[Placed[Strict]]:
    model = TABLES.get(file.address)
    if model is None:
        must_be = f"one of {', '.join(name.removeprefix('evidence/') for name in TABLES)}"
        faults.append(Fault(file.address, must_be, "Rename it, or move it out of evidence/."))
        return []
    checked: list[Placed[Strict]] = []
    for cells in rows_of(file, tuple(model.model_fields), faults):
        faults.extend(_doubled_id(file.address, cells, ids))
        row, broken = row_checked(model, file.address, cells, faults)
        if row is not None:
            checked.append(Placed(file.address, cells, row, broken))
    return checked


def _doubled_id(file: str, cells: Cells, ids: dict[str, str]) -> Iterator[Fault]:
    """A fault if the row's id has been seen before; `ids` grows by it."""
    name, place = cells.values.get("id"), f"{file}:{cells.line}"
    if name is None:
        return
    if name in ids:
        must_be, mend = f"an id used once (see {ids[name]})", "Give one of the two another id, or remove it."
        yield Fault(file, must_be, mend, cells.line, "id", name)
    ids.setdefault(name, place)


def _books(placed: Sequence[Placed[Strict]]) -> list[list[Placed[OddsRow]]]:
    books: dict[str, list[Placed[OddsRow]]] = {}
    for entry in (entry for entry in _of_type(placed, OddsRow) if not entry.broken):
        books.setdefault(entry.row.book_id, []).append(entry)
    return list(books.values())


def _of_type(placed: Sequence[Placed[Strict]], model: type[R]) -> list[Placed[R]]:
    return [Placed(p.file, p.cells, p.row, p.broken) for p in placed if isinstance(p.row, model)]


def _mapped(entry: Placed[Strict], leaders: Mapping[str, Leader]) -> Quote | LeftOut | None:
    match entry.row:
        case PriceRow():
            return price_from(entry.row, entry.cells, leaders[entry.row.leader])
        case JudgementRow():
            return judgement_from(entry.row, entry.cells, leaders[entry.row.leader])
        case PollRow():
            return poll_from(entry.row, entry.cells)
        case _:
            return None


def _events(placed: Sequence[Placed[Strict]]) -> list[DeskEvent]:
    events = [event_from(entry.row) for entry in _of_type(placed, EventRow)]
    return sorted(events, key=lambda event: (event.event_date, event.fact_id))
