"""Who holds which office, as Wikidata states it: P39 statements with ranks and dates."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from pydantic import Field, ValidationError

from incumbent.domain.errors import SourceError
from incumbent.domain.holders import HolderStatement, Rank, StatedDate
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import DatePrecision
from incumbent.evidence.answers import Outside, read_shape, shape_refusal
from incumbent.evidence.wikidata_values import (
    SOURCE,
    UNKNOWN_DATE,
    Cell,
    Sparql,
    cell_date,
    id_of,
    label_of,
    stated_date,
)


def read_holders(snapshot: Snapshot) -> tuple[HolderStatement, ...]:
    """Statements of a SPARQL answer: one for each `statement`, however many rows it came in.

    Rows must bind `statement`, `item` and `office` (or `role`); `start`, `end`, `died` (each with
    `…Precision`), `rank`, `country` and labels may be missing.

    Raises
    ------
    SourceError
        If the answer is not whole; a time-out comes with status 200 and a broken body.
    """
    answer = read_shape(snapshot, SOURCE, Sparql)
    found: dict[str, HolderStatement] = {}
    for row in answer.results.bindings:
        statement = _statement(row, snapshot)
        found[statement.statement_id] = _joined(found.get(statement.statement_id), statement)
    return tuple(found.values())


def _statement(row: Mapping[str, Cell], snapshot: Snapshot) -> HolderStatement:
    office = row.get("office") or row.get("role")
    if "statement" not in row or "item" not in row or office is None:
        reason = f"a row binds {', '.join(row)}; it must bind statement, item and office"
        raise SourceError(SOURCE, snapshot.address, reason, "Use the query of this version.")
    person = id_of(row["item"])
    return HolderStatement(
        statement_id=row["statement"].value.rsplit("/", 1)[-1],
        person_id=person,
        office_id=id_of(office),
        fetched_at=snapshot.fetched_at,
        person=label_of(row, ("itemLabel", "name_en"), person),
        office=label_of(row, ("officeLabel", "role_en"), id_of(office)),
        country_id=id_of(row["country"]) if "country" in row else None,
        country=label_of(row, ("countryLabel",), ""),
        start=cell_date(row, "start"),
        end=cell_date(row, "end"),
        rank=_rank(row.get("rank")),
        died=cell_date(row, "died"),
    )


def _joined(known: HolderStatement | None, new: HolderStatement) -> HolderStatement:
    """A second row of one statement adds what the first lacked; a second end or start stays the first."""
    if known is None:
        return new
    filled = {
        name: getattr(new, name)
        for name in ("person", "office", "country_id", "country", "start", "end", "died")
        if getattr(known, name) is None
    }
    return replace(known, **filled)


def _rank(cell: Cell | None) -> Rank:
    printed = "" if cell is None else cell.value.rsplit("#", 1)[-1].removesuffix("Rank").lower()
    return Rank(printed) if printed in set(Rank) else Rank.NORMAL


class _Time(Outside):
    time: str
    precision: int


class _ItemId(Outside):
    id: str


class _DataValue(Outside):
    value: object


class _Snak(Outside):
    snaktype: str
    datavalue: _DataValue | None = None


class _Claim(Outside):
    id: str
    rank: Rank
    mainsnak: _Snak
    qualifiers: dict[str, list[_Snak]] = Field(default_factory=dict[str, list[_Snak]])


class _Label(Outside):
    value: str


class _Entity(Outside):
    id: str
    labels: dict[str, _Label] = Field(default_factory=dict[str, _Label])
    claims: dict[str, list[_Claim]] = Field(default_factory=dict[str, list[_Claim]])


class _Entities(Outside):
    entities: dict[str, _Entity]


def read_entities(snapshot: Snapshot) -> tuple[HolderStatement, ...]:
    """Every P39 statement of the entities of a `wbgetentities` answer, or of one bare entity."""
    if b'"entities"' in snapshot.content[:4000]:
        entities = list(read_shape(snapshot, SOURCE, _Entities).entities.values())
    else:
        entities = [read_shape(snapshot, SOURCE, _Entity)]
    try:
        return tuple(
            statement
            for entity in entities
            for claim in entity.claims.get("P39", ())
            if (statement := _of_claim(entity, claim, snapshot.fetched_at)) is not None
        )
    except ValidationError as fault:
        raise shape_refusal(snapshot, SOURCE, fault) from fault


def _of_claim(entity: _Entity, claim: _Claim, fetched_at: datetime) -> HolderStatement | None:
    if claim.mainsnak.datavalue is None:
        return None  # an unknown office is no office
    died = [_snak_date(other.mainsnak) for other in entity.claims.get("P570", ())]
    english = entity.labels.get("en")
    return HolderStatement(
        statement_id=claim.id,
        person_id=entity.id,
        office_id=_ItemId.model_validate(claim.mainsnak.datavalue.value).id,
        fetched_at=fetched_at,
        person=None if english is None else english.value,
        start=_qualifier(claim, "P580"),
        end=_qualifier(claim, "P582"),
        rank=claim.rank,
        died=died[0] if died else None,
    )


def _qualifier(claim: _Claim, name: str) -> StatedDate | None:
    stated = [_snak_date(snak) for snak in claim.qualifiers.get(name, ()) if snak.snaktype != "novalue"]
    return stated[0] if stated else None


def _snak_date(snak: _Snak) -> StatedDate:
    if snak.datavalue is None:
        return UNKNOWN_DATE
    time = _Time.model_validate(snak.datavalue.value)
    return stated_date(time.time, str(time.precision))


def read_holders_csv(snapshot: Snapshot) -> tuple[HolderStatement, ...]:
    """Holders of a text/csv answer with years only; the printed rows carry no statement id.

    Raises
    ------
    SourceError
        If a column is missing or a year is not a number.
    """
    if snapshot.status != 200:
        reason = f"answered with status {snapshot.status}"
        raise SourceError(SOURCE, snapshot.address, reason, "Ask again later; nothing was used.")
    try:
        rows = list(csv.DictReader(io.StringIO(snapshot.content.decode("utf-8"), newline="")))
        return tuple(_csv_statement(row, snapshot.fetched_at) for row in rows)
    except (KeyError, ValueError, TypeError) as fault:
        reason = f"not the table that was asked for ({fault})"
        raise SourceError(SOURCE, snapshot.address, reason, "Use the query of this version.") from fault


def _csv_statement(row: Mapping[str, str], fetched_at: datetime) -> HolderStatement:
    person, office = row["officeholder"], row["position"]
    return HolderStatement(
        statement_id=f"{person}-{office}-{row['start_year']}",
        person_id=person,
        office_id=office,
        fetched_at=fetched_at,
        person=row["officeholderLabel"] if row["officeholderLabel"] != person else None,
        office=row["positionLabel"] if row["positionLabel"] != office else None,
        country_id=row["countryid"],
        country=row["country"],
        start=_year(row["start_year"]),
        end=_year(row["end_year"]),
    )


def _year(printed: str) -> StatedDate | None:
    return StatedDate(date(int(printed), 1, 1), DatePrecision.YEAR) if printed else None
