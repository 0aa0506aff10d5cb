"""How do the rows of evidence become quotes about a leader, an event and a deadline."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from incumbent.domain.desk import DeskEvent
from incumbent.domain.errors import Fault
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import (
    BookOutcome,
    ChanceQuote,
    LeftOut,
    OddsBook,
    Payoff,
    Poll,
    Provenance,
    Quote,
)
from incumbent.domain.vocabulary import Event, SourceKind, Target
from incumbent.evidence.desk_rows import (
    AskedEvent,
    AskedTarget,
    DatedRow,
    EventRow,
    JudgementRow,
    OddsRow,
    PollRow,
    PriceQuestion,
    PriceRow,
)
from incumbent.evidence.desk_text import Cells
from incumbent.evidence.known_at import known_at, poll_known_at
from incumbent.evidence.price import PriceRefusedError, parse_price


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rows of the five tables say, mapped."""

    quotes: tuple[Quote, ...]
    events: tuple[DeskEvent, ...]
    left_out: tuple[LeftOut, ...]


def book_from(rows: Sequence[OddsRow], cells: Sequence[Cells]) -> OddsBook | LeftOut:
    """One book of checked rows that agree with each other."""
    first = rows[0]
    if first.event is AskedEvent.OTHER:
        return _other_event(first.book_id, first, first.source)
    return OddsBook(
        provenance=_provenance(first.book_id, first.observed_on, first, _day_known(first), cells),
        leader_id=first.leader,
        source_id=first.source,
        source_kind=first.source_kind,
        kind=first.kind,
        event=Event(first.event),
        completeness=first.complete,
        outcomes=tuple(_outcome(row) for row in rows),
        deadline=first.deadline,
        gate_id=first.gate,
        death_excluded=bool(first.death_excluded),
        payoff=first.payoff or Payoff.ALL_OR_NOTHING,
    )


def price_from(row: PriceRow, cells: Cells, leader: Leader) -> ChanceQuote | LeftOut:
    """One price as the chance of still being in office."""
    if row.event is AskedEvent.OTHER:
        return _other_event(row.id, row, row.source)
    bid, ask = row.bid, row.ask
    middle = (bid + ask) / 2 if bid is not None and ask is not None else None
    price = row.price if row.price is not None else middle
    assert price is not None  # the desk refuses a row with neither
    return _chance_quote(row, cells, leader, row.observed_on, (price, bid, ask))


def judgement_from(row: JudgementRow, cells: Cells, leader: Leader) -> ChanceQuote | LeftOut:
    """One stated chance, with the weight of one expert."""
    if row.event is AskedEvent.OTHER:
        return _other_event(row.id, row, row.who)
    return _chance_quote(row, cells, leader, row.stated_on, (row.chance, row.low, row.high))


def poll_from(row: PollRow, cells: Cells) -> Poll:
    """One poll reading."""
    return Poll(
        provenance=_provenance(row.id, row.field_end, row, _day_known(row), [cells]),
        leader_id=row.leader,
        pollster=row.pollster,
        question=row.question,
        base=row.base,
        support_percent=row.support,
        against_percent=row.against,
        no_answer_percent=row.no_answer,
        sample_size=row.sample,
        gate_id=row.gate,
    )


def event_from(row: EventRow) -> DeskEvent:
    """One dated event."""
    return DeskEvent(
        row.id, row.leader, row.date, row.known_at or row.date, row.kind, row.text, row.source_url
    )


def observed_on(row: DatedRow) -> date:
    """The day the row speaks of."""
    match row:
        case OddsRow() | PriceRow():
            return row.observed_on
        case PollRow():
            return row.field_end
        case JudgementRow():
            return row.stated_on
        case _:
            msg = f"{type(row).__name__} is no row of evidence"
            raise TypeError(msg)


def _day_known(row: DatedRow) -> date:
    """First day the row could be known (evidence.known_at)."""
    if isinstance(row, PollRow):
        return poll_known_at(row.field_end, row.date_precision, row.pollster, row.known_at)
    return known_at(observed_on(row), row.date_precision, row.known_at)


def price_fault(row: OddsRow, file: str, line: int) -> Fault | None:
    """What is wrong with the row's price, if anything."""
    try:
        parse_price(row.price, row.price_format)
    except PriceRefusedError as refused:
        return Fault(file, refused.must_be, refused.mend, line, "price", row.price)
    return None


def _outcome(row: OddsRow) -> BookOutcome:
    means = row.outcome_means
    return BookOutcome(
        label=row.outcome,
        price_text=row.price,
        implied_probability=float(parse_price(row.price, row.price_format).implied_probability),
        stays={"stays": True, "goes": False}.get(means),
        until=date.fromisoformat(means.removeprefix("until:")) if means.startswith("until:") else None,
        leader_id=means.removeprefix("leader:") if means.startswith("leader:") else None,
    )


def _chance_quote(
    row: PriceRow | JudgementRow,
    cells: Cells,
    leader: Leader,
    observed: date,
    values: tuple[float, float | None, float | None],
) -> ChanceQuote:
    price, low, high = values
    if row.question is PriceQuestion.OUT_BY:
        price, low, high = 1 - price, None if high is None else 1 - high, None if low is None else 1 - low
    known = _day_known(row)
    return ChanceQuote(
        provenance=_provenance(row.id, observed, row, known, [cells]),
        leader_id=row.leader,
        source_id=row.who if isinstance(row, JudgementRow) else row.source,
        source_kind=SourceKind.EXPERT if isinstance(row, JudgementRow) else row.source_kind,
        event=Event(row.event),
        target=_target(row),
        deadline=row.deadline or _gate_date(leader, row.gate, known),
        probability=price,
        low=low,
        high=high,
        gate_id=row.gate,
        death_excluded=isinstance(row, PriceRow) and bool(row.death_excluded),
        payoff=(row.payoff if isinstance(row, PriceRow) else None) or Payoff.ALL_OR_NOTHING,
    )


def _target(row: PriceRow | JudgementRow) -> Target:
    asked = row.target if isinstance(row, PriceRow) else None
    if asked is not None:
        return Target.EXIT if asked is AskedTarget.EXIT else Target.OCCUPANCY
    return Target.OCCUPANCY if row.question is PriceQuestion.IN_OFFICE_ON else Target.EXIT


def _gate_date(leader: Leader, gate_id: str | None, known: date) -> date:
    """The gate's date as it was known then; as first announced when nothing was known yet."""
    announced = sorted((g for g in leader.gates if g.gate_id == gate_id), key=lambda g: g.known_at)
    then = [gate for gate in announced if gate.known_at <= known]
    return (then[-1] if then else announced[0]).decision_date


def _other_event(fact_id: str, row: DatedRow, source_id: str) -> LeftOut:
    reason = "it asks for another event than leaving office"
    reason = reason if row.note is None else f"{reason}: {row.note}"
    return LeftOut(fact_id, reason, _day_known(row), row.leader, source_id)


def _provenance(
    fact_id: str, observed: date, row: DatedRow, known: date, cells: Iterable[Cells]
) -> Provenance:
    rows = [dict(sorted(cell.values.items())) for cell in cells]
    canonical = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    digest = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
    address = str(getattr(row, "source_url", None) or "")
    return Provenance(fact_id, known, observed, row.date_precision, address, digest, _note(row))


def _note(row: DatedRow) -> str:
    method = f"Method: {row.method}. " if isinstance(row, JudgementRow) else ""
    return f"{method}{row.note or ''}".strip()


def leaders_named(rows: Iterable[OddsRow], leaders: Collection[str]) -> list[str]:
    """Ids that outcomes name as leader:ID and the desk does not know."""
    named = (r.outcome_means.removeprefix("leader:") for r in rows if r.outcome_means.startswith("leader:"))
    return [name for name in named if name not in leaders]
