"""Which rows of evidence contradict the leaders, each other, the calendar or themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from incumbent.domain.errors import Fault
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import BookKind, PollQuestion
from incumbent.evidence.desk_files import Strict
from incumbent.evidence.desk_quotes import leaders_named, observed_on, price_fault
from incumbent.evidence.desk_rows import (
    DatedRow,
    EventRow,
    JudgementRow,
    OddsRow,
    PollRow,
    PriceQuestion,
    PriceRow,
)
from incumbent.evidence.desk_text import Cells

R_co = TypeVar("R_co", bound=Strict, covariant=True)

_ONE_BOOK = (
    "leader",
    "kind",
    "event",
    "source",
    "source_kind",
    "deadline",
    "gate",
    "complete",
    "death_excluded",
    "payoff",
    "observed_on",
    "date_precision",
    "known_at",
    "source_url",
)
_FITTING_MEANS = {
    BookKind.IN_OFFICE: ("stays", "goes", "other"),
    BookKind.GATE_WINNER: ("stays", "goes", "other"),
    BookKind.NEXT_HOLDER: ("stays", "goes", "other"),
    BookKind.EXIT_PERIOD: ("until", "later"),
    BookKind.FIRST_TO_GO: ("leader", "other"),
}
_OBSERVED: dict[type[DatedRow], str] = {PollRow: "field_end", JudgementRow: "stated_on"}
_ROUNDING_PERCENT = 3
NOT_ABOVE, WITHIN, ON_OR_AFTER = "not above", "within", "on or after"
A_LEADER, A_GATE = "a leader of this desk", "a gate of"
"""How what must be begins, where the cell can be read and only what it says cannot be used."""


@dataclass(frozen=True, slots=True)
class Placed(Generic[R_co]):
    """A checked row and where it stands.

    Parameters
    ----------
    file : str
    cells : Cells
    row : R_co
    broken : frozenset of str
        Columns already found at fault, filled by stand-ins.
    """

    file: str
    cells: Cells
    row: R_co
    broken: frozenset[str] = frozenset()

    def fault(self, column: str, must_be: str, mend: str) -> Fault:
        """A fault in one of its cells."""
        return Fault(self.file, must_be, mend, self.cells.line, column, self.cells.values.get(column))


def row_faults(placed: Placed[Strict], leaders: Mapping[str, Leader | None], today: date) -> Iterator[Fault]:
    """Everything wrong with one row on its own, given leaders and clock."""
    row = placed.row
    if isinstance(row, EventRow):
        yield from _event_faults(placed, row, leaders, today)
    if not isinstance(row, DatedRow):
        return
    if row.leader not in leaders:
        yield _unknown_leader(placed, leaders)
    yield from _date_faults(placed, row, today)
    match row:
        case OddsRow():
            yield from _odds_faults(placed, row, leaders)
        case PriceRow():
            yield from _price_faults(placed, row)
        case JudgementRow():
            yield from _range_faults(placed, "low", row.low, "high", row.high)
            yield from _middle_faults(placed, "chance", row.chance, row.low, row.high)
            if row.source_url is None and row.note is None:
                mend = "Add the address; if the page is gone, say so in the note."
                yield placed.fault("source_url", "filled in", mend)
            yield from _question_faults(placed, row.question, row.deadline, row.gate)
        case PollRow():
            yield from _poll_faults(placed, row)
        case _:
            pass
    yield from _gate_faults(placed, leaders.get(row.leader))


def book_faults(book: Sequence[Placed[OddsRow]]) -> Iterator[Fault]:
    """Rows of one book that disagree, and outcomes given twice."""
    first = book[0]
    for other in book[1:]:
        for column in _ONE_BOOK:
            if getattr(other.row, column) != getattr(first.row, column):
                found = first.cells.values.get(column, "empty")
                must_be = f"the same in all rows of {first.row.book_id} (line {first.cells.line}: {found})"
                yield other.fault(column, must_be, "Correct one of them, or give it another book_id.")
    outcomes: set[str] = set()
    periods: set[str] = set()
    for placed in book:
        if placed.row.outcome in outcomes:
            yield placed.fault("outcome", "given once in a book", "Remove one of the two rows.")
        outcomes.add(placed.row.outcome)
        if placed.row.kind is BookKind.EXIT_PERIOD:
            if placed.row.outcome_means in periods:
                mend = "Each period ends on its own day, and one alone is open."
                yield placed.fault("outcome_means", "another day than the other periods'", mend)
            periods.add(placed.row.outcome_means)


def _unknown_leader(placed: Placed[Strict], leaders: Mapping[str, Leader | None]) -> Fault:
    mend = "Correct the id, or write leaders/ID.toml for this person first."
    return placed.fault("leader", f"{A_LEADER} ({', '.join(leaders) or 'there is none'})", mend)


def _event_faults(
    placed: Placed[Strict], row: EventRow, leaders: Mapping[str, Leader | None], today: date
) -> Iterator[Fault]:
    if row.leader not in leaders:
        yield _unknown_leader(placed, leaders)
    if (row.known_at or row.date) > today:
        column = "known_at" if row.known_at else "date"
        yield placed.fault(column, f"not after today ({today})", "Facts enter once they are known.")


def _date_faults(placed: Placed[Strict], row: DatedRow, today: date) -> Iterator[Fault]:
    observed = observed_on(row)
    column = _OBSERVED.get(type(row), "observed_on")
    if observed > today:
        yield placed.fault(column, f"not after today ({today})", "Facts enter once they are known.")
    if row.known_at is not None and row.known_at > today:
        yield placed.fault("known_at", f"not after today ({today})", "Facts enter once they are known.")
    if row.known_at is not None and row.known_at < observed:
        mend = "Nobody knows a fact before it is there: correct one of the two dates."
        yield placed.fault("known_at", f"on or after {column} ({observed})", mend)
    deadline = getattr(row, "deadline", None)
    if deadline is not None and deadline < observed:
        mend = "A price for a day already past says nothing: correct one of the two dates."
        yield placed.fault("deadline", f"{ON_OR_AFTER} {column} ({observed})", mend)


def _odds_faults(
    placed: Placed[Strict], row: OddsRow, leaders: Mapping[str, Leader | None]
) -> Iterator[Fault]:
    if (fault := price_fault(row, placed.file, placed.cells.line)) is not None:
        yield fault
    fitting = _FITTING_MEANS[row.kind]
    if row.outcome_means.split(":")[0] not in fitting:
        yield placed.fault(
            "outcome_means",
            f"{' or '.join(fitting)} in a book of kind {row.kind}",
            "Say what the outcome means for the leader.",
        )
    if leaders_named([row], leaders):
        mend = "Write 'other' for a person this desk does not follow."
        yield placed.fault("outcome_means", "leader: and the id of a leader of this desk", mend)
    if row.kind is BookKind.IN_OFFICE and row.deadline is None:
        yield _no_deadline(placed)
    if row.kind in {BookKind.GATE_WINNER, BookKind.NEXT_HOLDER} and row.gate is None:
        yield placed.fault("gate", "filled in", "Name the vote or contest by its id in the leader's file.")


def _price_faults(placed: Placed[Strict], row: PriceRow) -> Iterator[Fault]:
    if row.price is None and (row.bid is None or row.ask is None):
        yield placed.fault("price", "filled in, or both bid and ask", "Add the last price.")
    yield from _range_faults(placed, "bid", row.bid, "ask", row.ask)
    yield from _middle_faults(placed, "price", row.price, row.bid, row.ask)
    yield from _question_faults(placed, row.question, row.deadline, row.gate)


def _range_faults(
    placed: Placed[Strict], low_name: str, low: float | None, high_name: str, high: float | None
) -> Iterator[Fault]:
    if low is not None and high is not None and low > high:
        yield placed.fault(low_name, f"{NOT_ABOVE} {high_name}", "Exchange the two, or correct one.")


def _middle_faults(
    placed: Placed[Strict], name: str, value: float | None, low: float | None, high: float | None
) -> Iterator[Fault]:
    if value is None or (low is not None and high is not None and low > high):
        return
    if (low is not None and value < low) or (high is not None and value > high):
        span = f"{'0' if low is None else f'{low:g}'} to {'1' if high is None else f'{high:g}'}"
        mend = "Correct one; a last price from before the bid and the ask stays away."
        yield placed.fault(name, f"{WITHIN} {span}, the range given beside it", mend)


def _question_faults(
    placed: Placed[Strict], question: PriceQuestion, deadline: date | None, gate: str | None
) -> Iterator[Fault]:
    if question is PriceQuestion.SURVIVES_GATE:
        if gate is None:
            yield placed.fault(
                "gate", "filled in", "Name the vote or contest by its id in the leader's file."
            )
    elif deadline is None:
        yield _no_deadline(placed)


def _poll_faults(placed: Placed[Strict], row: PollRow) -> Iterator[Fault]:
    if row.field_start is not None and row.field_start > row.field_end:
        yield placed.fault("field_start", "on or before field_end", "Correct one of the two dates.")
    total = row.support + (row.against or 0) + (row.no_answer or 0)
    if total > 100 + _ROUNDING_PERCENT:
        yield placed.fault(
            "support", f"at most 100 with against and no_answer (it is {total:g})", "Correct one."
        )
    if row.question is PollQuestion.VOTE_INTENTION and row.gate is None:
        yield placed.fault("gate", "filled in for vote_intention", "Name the election by its id.")


def _gate_faults(placed: Placed[Strict], leader: Leader | None) -> Iterator[Fault]:
    gate = getattr(placed.row, "gate", None)
    if gate is None or leader is None:
        return
    known = sorted({entry.gate_id for entry in leader.gates})
    if gate not in known:
        mend = f"Correct the id, or add the gate to leaders/{leader.leader_id}.toml."
        yield placed.fault(
            "gate", f"{A_GATE} {leader.leader_id} ({', '.join(known) or 'there is none'})", mend
        )


def _no_deadline(placed: Placed[Strict]) -> Fault:
    mend = "Add the last day that counts; without it the price says nothing about a date."
    return placed.fault("deadline", "filled in", mend)
