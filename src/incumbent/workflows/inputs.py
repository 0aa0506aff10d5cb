"""What does a forecast rest on? Every input as bytes that it can be computed from again, and nothing else.

What only readers see (names, notes, addresses) is no part of them, so that mending it changes no input.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from incumbent.domain.errors import RefusedError
from incumbent.domain.leader import Leader, Origins
from incumbent.domain.quotes import ChanceQuote, OddsBook, Poll, Quote
from incumbent.domain.record import InputHash
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Event
from incumbent.score.outcomes import DE_FACTO_OFFICE
from incumbent.workflows.forecasting import Known, asked

if TYPE_CHECKING:
    from pydantic import TypeAdapter

FORM = "incumbent-input-1"
LEADER, PATRON = "facts", "patron"
_KINDS: Mapping[str, type[Quote]] = {"odds_book": OddsBook, "chance": ChanceQuote, "poll": Poll}
_FIRST_FORM_LEFT_OUT = ("questions", "origins", "origin_dates", "note")


@dataclass(frozen=True, slots=True)
class KeptLeader:
    """A leader read back from an input.

    Parameters
    ----------
    leader : Leader
        As known on the origin; what only readers see is empty.
    followed : tuple of Event
        Of a patron: the events forecast of them that day. Empty otherwise.
    """

    leader: Leader
    followed: tuple[Event, ...] = ()


def inputs_of(known: Known) -> dict[str, bytes]:
    """Every input of a forecast by id: the leader's facts, a patron's in office, each quote seen.

    Quotes are those a forecast used or left out. The same facts give the same bytes.
    """
    return dict(_inputs(known))


def _inputs(known: Known) -> Iterator[tuple[str, bytes]]:
    yield f"{LEADER}:{known.leader.leader_id}", _leader_bytes(known.leader)
    for quote in known.quotes:
        yield quote.provenance.fact_id, _quote_bytes(quote)
    if known.patron is not None:
        (_, _), *quotes = _inputs(known.patron)
        followed = sorted({event.value for event, _ in asked(known.patron)})
        yield f"{PATRON}:{known.patron.leader.leader_id}", _leader_bytes(known.patron.leader, followed)
        yield from quotes


def _leader_bytes(leader: Leader, followed: list[str] | None = None) -> bytes:
    bare = replace(
        leader,
        **dict.fromkeys(("name", "country", "office", "note", "zone"), ""),
        questions=(),
        origins=Origins.MONTHLY,
        origin_dates=(),
        spells=tuple(_bare_spell(spell) for spell in leader.spells),
        gates=tuple(replace(gate, source_url="") for gate in leader.gates),
        facts=tuple(replace(fact, source_url="") for fact in leader.facts),
    )
    return _bytes("leader", bare, {"followed": followed} if followed else {})


def _bare_spell(spell: Spell) -> Spell:
    office = spell.office if spell.office == DE_FACTO_OFFICE else ""  # another spell, not another name
    return replace(spell, spell_id="", person_id="", leader="", country="", office=office)


def _quote_bytes(quote: Quote) -> bytes:
    seen = replace(quote.provenance, source_url="", note="", sha256="", until=None)
    kind = next(name for name, one in _KINDS.items() if isinstance(quote, one))
    return _bytes(kind, replace(quote, provenance=seen), {})


def _bytes(kind: str, value: Leader | Quote, beside: Mapping[str, object]) -> bytes:
    """JSON with sorted keys and numbers that read back as they were; what has its default is left out."""
    plain = _adapter(type(value)).dump_python(value, mode="json", exclude_defaults=True)
    content = {"schema": FORM, "kind": kind, "value": plain, **beside}
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return (text + "\n").encode()


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """The reader and writer of a kind; making one takes 9 ms, and the world has 1,200 inputs a month."""
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def input_from(content: bytes) -> KeptLeader | Quote:
    """The leader or quote that an input holds.

    Raises
    ------
    RefusedError
        If the bytes are no input of a known form.
    """
    from pydantic import ValidationError

    try:
        read = cast("dict[str, Any]", json.loads(content))
        if read["schema"] != FORM:
            msg = f"an input is of the form {read['schema']!r}, which this version does not know."
            raise RefusedError(msg)
        if read["kind"] == "leader":
            followed = tuple(Event(event) for event in read.get("followed", ()))
            return KeptLeader(_adapter(Leader).validate_python(read["value"]), followed)
        return _adapter(_KINDS[read["kind"]]).validate_python(read["value"])
    except (ValidationError, ValueError, LookupError, TypeError) as wrong:
        msg = (
            "an input kept beside the record is not in the form this project writes. Restore it from a copy."
        )
        raise RefusedError(msg) from wrong


def first_form_hashes(known: Known) -> list[InputHash]:
    """The inputs as entries of the first form name them: by the desk's own rows, of which nothing is kept."""
    seen = [known] if known.patron is None else [known, known.patron]
    rows = {quote.provenance.fact_id: quote.provenance.sha256 for one in seen for quote in one.quotes}
    hashes: list[InputHash] = [{"id": name, "sha256": rows[name]} for name in sorted(rows)]
    return [*(_first_form_leader(one.leader) for one in seen), *hashes]


def _first_form_leader(leader: Leader) -> InputHash:
    facts: dict[str, Any] = {
        key: value for key, value in asdict(leader).items() if key not in _FIRST_FORM_LEFT_OUT
    }
    for gate in facts["gates"]:
        if gate["announced"]:  # as every gate was before there was the word: older records keep their hashes
            del gate["announced"]
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
    return {"id": f"leader:{leader.leader_id}", "sha256": hashlib.sha256(text.encode()).hexdigest()}
