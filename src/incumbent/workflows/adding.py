"""How does one price become a row of evidence: drafted, shown, checked with the whole desk, written."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.domain.quotes import BookKind, Completeness
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import DatePrecision, Event, SourceKind
from incumbent.evidence.desk import desk_from
from incumbent.evidence.desk_rows import TABLES, PriceQuestion
from incumbent.evidence.price import parse_price
from incumbent.sources.desk import read_desk_files

_ONE_PRICE = (
    "One price of a bookmaker holds a margin that cannot be measured: it will be listed, and not used. "
    "Give the other price too, if there is one."
)
_ID_COLUMNS = {"id", "book_id"}
LIKELY_BOOK = (1.0, 1.25)
"""What the two sides of one bookmaker's book sum to; outside it the author is asked first."""


@dataclass(frozen=True, slots=True)
class Found:
    """One price as somebody found it.

    Parameters
    ----------
    leader_id : str
    prices : tuple of str
        One, or two of a market: that of `goes` first when `goes` is True, else that of staying.
    by : date
        The deadline.
    goes : bool
        True when the first price is that of being gone by then; False: of being in office then.
    who : str
        Bookmaker, exchange, crowd or person.
    kind : SourceKind
        Not `pollster`.
    source_url : str
    on : date
        Day of the price.
    note : str
    """

    leader_id: str
    prices: tuple[str, ...]
    by: date
    goes: bool
    who: str
    kind: SourceKind
    source_url: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Rows that would be written.

    Parameters
    ----------
    table : str
        Path relative to the desk.
    rows : tuple of mapping of column to cell
    already_there : bool
        True when the table holds the same rows under another id: writing does nothing.
    notes : tuple of str
        What the author should know before writing.
    text : str
        The table with the rows added.
    doubt : str
        Why the author must say yes by hand; empty when nothing looks wrong.
    """

    table: str
    rows: tuple[Mapping[str, str], ...]
    already_there: bool
    notes: tuple[str, ...]
    text: str
    doubt: str = ""


def drafted(desk: Path, found: Found, today: date) -> Draft:
    """The rows for a price, checked together with the whole desk; writes nothing.

    Raises
    ------
    RefusedError
        If the price or the table cannot take it.
    FaultsFoundError
        If the desk, or the desk with these rows, is at fault.
    """
    files, faults = read_desk_files(desk, datetime.combine(today, time(), UTC))
    desk_from(files, today, faults)
    table, rows, notes = _rows(found)
    before = next((file for file in files if file.address == table), None)
    present = [] if before is None else list(csv.DictReader(_lines(before)))
    rows = _named(rows, {row.get("id", "") for row in _all_rows(files)})
    columns = list(present[0] if present else _header(before, table))
    _require_columns(table, columns, rows)
    already = all(any(_same(row, old) for old in present) for row in rows)
    text = _appended("" if before is None else before.content.decode("utf-8"), columns, rows)
    if not already:
        changed = Snapshot(table, text.encode("utf-8"), datetime.combine(today, time(), UTC))
        desk_from([*(file for file in files if file.address != table), changed], today, faults)
    return Draft(table, tuple(rows), already, notes, text, _doubt(found))


def require_leader(desk: Path, leader_id: str) -> None:
    """Refuse at once what would be refused after every question was answered.

    Raises
    ------
    RefusedError
        If the folder is no desk, or has no such leader.
    """
    if not (desk / "desk.toml").is_file():
        msg = f"{desk} is no desk. Name its folder: --desk my-desk"
        raise RefusedError(msg)
    known = sorted(path.stem for path in (desk / "leaders").glob("*.toml"))
    if leader_id not in known:
        near = get_close_matches(leader_id, known, n=1)
        meant = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known) or 'none yet'}."
        msg = f"this desk has no leader {leader_id!r}. {meant}"
        raise RefusedError(msg)


def require_price(text: str) -> None:
    """Refuse a price that cannot be read.

    Raises
    ------
    PriceRefusedError
    """
    parse_price(text)


def write(desk: Path, draft: Draft) -> None:
    """Put the drafted table in place, in one step."""
    path = desk / draft.table
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(draft.text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _rows(found: Found) -> tuple[str, list[dict[str, str]], tuple[str, ...]]:
    if len(found.prices) > (2 if found.kind is SourceKind.BOOKMAKER else 1):
        msg = (
            "Give one price, or two of a bookmaker: goes and stays. Write longer books in evidence/odds.csv."
        )
        raise RefusedError(msg)
    common = {
        "leader": found.leader_id,
        "event": Event.EFFECTIVE.value,
        "deadline": found.by.isoformat(),
        "date_precision": DatePrecision.DAY.value,
        "source_url": found.source_url,
        "note": found.note,
    }
    question = PriceQuestion.OUT_BY if found.goes else PriceQuestion.IN_OFFICE_ON
    if found.kind is SourceKind.BOOKMAKER:
        return "evidence/odds.csv", _book(found, common), (_ONE_PRICE,) if len(found.prices) == 1 else ()
    chance = f"{parse_price(found.prices[0]).implied_probability:.6f}".rstrip("0")
    if found.kind is SourceKind.EXPERT:
        row = {"who": found.who, "question": question, "chance": chance, "method": "unknown"}
        return "evidence/judgements.csv", [{**common, **row, "stated_on": found.on.isoformat()}], ()
    row = {"question": question, "price": chance, "source": found.who, "source_kind": found.kind}
    return "evidence/prices.csv", [{**common, **row, "observed_on": found.on.isoformat()}], ()


def _doubt(found: Found) -> str:
    """Why the two prices hardly belong to one book."""
    if len(found.prices) != 2:
        return ""
    total = sum(parse_price(price).implied_probability for price in found.prices)
    low, high = LIKELY_BOOK
    if low <= round(total, 9) <= high:
        return ""
    return (
        f"The two prices sum to {total:.0%}. The two sides of one bookmaker's book sum to {low:.0%} to "
        f"{high:.0%}: is one misread, or are both the price of the same side?"
    )


def _book(found: Found, common: Mapping[str, str]) -> list[dict[str, str]]:
    sides = ("goes", "stays") if found.goes else ("stays", "goes")
    complete = Completeness.YES if len(found.prices) == 2 else Completeness.NO
    return [
        {
            **common,
            "book_id": "",
            "kind": BookKind.IN_OFFICE,
            "source": found.who,
            "source_kind": found.kind,
            "outcome": f"{side} by {found.by}" if side == "goes" else f"{side} past {found.by}",
            "outcome_means": side,
            "price": price.strip(),
            "complete": complete,
            "observed_on": found.on.isoformat(),
        }
        for side, price in zip(sides, found.prices, strict=False)
    ]


def _named(rows: list[dict[str, str]], taken: set[str]) -> list[dict[str, str]]:
    """The rows with ids of leader, source and day that nobody has yet."""
    first = rows[0]
    day = first.get("observed_on") or first["stated_on"]
    stem = f"{first['leader']}-{first.get('source') or first['who']}-{day}"
    number = 1
    while any(name in taken for name in _ids(stem, number, len(rows))):
        number += 1
    ids = _ids(stem, number, len(rows))
    book = ids[0] if len(rows) == 1 else ids[0].removesuffix("-1")
    return [
        {"id": name, **row, **({"book_id": book} if "book_id" in row else {})}
        for name, row in zip(ids, rows, strict=True)
    ]


def _ids(stem: str, number: int, count: int) -> list[str]:
    stem = stem if number == 1 else f"{stem}.{number}"
    return [stem] if count == 1 else [f"{stem}-{place + 1}" for place in range(count)]


def _lines(file: Snapshot) -> list[str]:
    return file.content.decode("utf-8").splitlines()


def _all_rows(files: Sequence[Snapshot]) -> list[dict[str, str]]:
    return [row for file in files if file.address in TABLES for row in csv.DictReader(_lines(file))]


def _header(before: Snapshot | None, table: str) -> Sequence[str]:
    if before is None:
        return list(TABLES[table].model_fields)
    return next(csv.reader(_lines(before)))


def _require_columns(table: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    missing = sorted({name for row in rows for name, cell in row.items() if cell and name not in columns})
    if missing:
        msg = f"{table} has no column {', '.join(missing)}. Add it to the header, then add the price again."
        raise RefusedError(msg)


def _same(new: Mapping[str, str], old: Mapping[str, str | None]) -> bool:
    """True when everything but the ids agrees."""
    names = (set(new) | set(old)) - _ID_COLUMNS
    return all((new.get(name) or "") == (old.get(name) or "").strip() for name in names)


def _appended(text: str, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore", restval="")
    if not text:
        writer.writeheader()
    writer.writerows(rows)
    return text + ("\n" if text and not text.endswith("\n") else "") + out.getvalue()
