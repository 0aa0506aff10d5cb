"""How an author begins a claim, adds to it, lists all and sees what is missing."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path

from incumbent.domain.claim_shape import ClaimJson, claim_json
from incumbent.domain.claims import Hand, StepKind
from incumbent.domain.errors import Fault, FaultsFoundError, RefusedError
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import DatePrecision
from incumbent.evidence.claim_wording import is_unnamed
from incumbent.evidence.desk import desk_from
from incumbent.sources.desk import read_desk_files
from incumbent.workflows.desk import read_desk

_DRAFT_LINE = re.compile(rb"^[ \t]*[\"']?draft[\"']?[ \t]*=[ \t]*true\b", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class NewStep:
    """One event as an author gives it; see `ClaimEventEntry` for the meaning of each.

    Parameters
    ----------
    on : date
    kind : StepKind
    who : str
    source_url : str
        Empty when `post` is given.
    words, summary, asked_how, anonymous_reason, post, published_in, words_language : str
        Empty: absent.
    hand : Hand or None
    date_precision : DatePrecision
    known_at : date or None
    """

    on: date
    kind: StepKind
    who: str
    source_url: str = ""
    words: str = ""
    summary: str = ""
    hand: Hand | None = None
    asked_how: str = ""
    anonymous_reason: str = ""
    post: str = ""
    published_in: str = ""
    words_language: str = ""
    date_precision: DatePrecision = DatePrecision.DAY
    known_at: date | None = None


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim as it is begun: always as a draft, since the other side may still have to be asked."""

    claim_id: str
    title: str
    first: NewStep
    against: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def speaks_unnamed(who: str) -> bool:
    """True if an event by this speaker needs a reason why the name is withheld."""
    return is_unnamed(who)


def begin_claim(desk: Path, new: NewClaim, today: date) -> Path:
    """Write `claims/ID.toml` with its first event.

    Raises
    ------
    RefusedError
        If there is a claim of that id.
    FaultsFoundError
        If the claim would break a rule, or the desk is at fault already; nothing was written.
    """
    import tomli_w

    address = f"claims/{new.claim_id}.toml"
    if (desk / address).exists():
        msg = f"{address} is there already. Add to it with `incumbent claim event`, or choose another id."
        raise RefusedError(msg)
    lists = {"against": new.against, "leaders": new.leaders, "places": new.places}
    head = {
        "title": new.title,
        "draft": True,
        **{name: list(values) for name, values in lists.items() if values or name == "against"},
    }
    return _checked_write(desk, address, tomli_w.dumps({**head, "events": [_event(new.first)]}), today)


def add_step(desk: Path, claim_id: str, step: NewStep, today: date) -> Path:
    """Append one event to a claim; every earlier byte stays.

    Raises
    ------
    RefusedError
        If there is no such claim.
    FaultsFoundError
        If the event would break a rule; nothing was written.
    """
    import tomli_w

    address = f"claims/{claim_id}.toml"
    path = desk / address
    if not path.is_file():
        msg = f"There is no {address}. Begin it with `incumbent claim new {claim_id}`."
        raise RefusedError(msg)
    text = path.read_text(encoding="utf-8")
    added = tomli_w.dumps({"events": [_event(step)]})
    return _checked_write(desk, address, f"{text.rstrip()}\n\n{added}", today)


def listed_claims(desk: Path, today: date, as_of: date | None = None) -> list[ClaimJson]:
    """Every claim that is no draft, with how it stood on a day."""
    day = today if as_of is None else as_of
    claims = [claim for claim in read_desk(desk, today).claims.values() if not claim.draft]
    return [claim_json(claim, day) for claim in claims if claim.known_on(day).steps]


def missing_in_drafts(desk: Path, today: date) -> Mapping[str, Sequence[Fault]]:
    """For each claim in draft what must still be mended before it can be shown.

    Raises
    ------
    FaultsFoundError
        If the desk is at fault as it is.
    """
    whole = read_desk(desk, today)
    files, _ = read_desk_files(desk, datetime.combine(today, time(), UTC))
    missing: dict[str, Sequence[Fault]] = {}
    for claim in whole.claims.values():
        if claim.draft:
            address = f"claims/{claim.claim_id}.toml"
            file = next(file for file in files if file.address == address)
            shown = replace(file, content=_DRAFT_LINE.sub(b"draft = false", file.content, count=1))
            missing[claim.claim_id] = _faults_in(
                address, [*(f for f in files if f is not file), shown], today
            )
    return missing


def _faults_in(address: str, files: Sequence[Snapshot], today: date) -> list[Fault]:
    """What is wrong with one file of a desk."""
    try:
        desk_from(files, today)
    except FaultsFoundError as found:
        return [fault for fault in found.faults if fault.file == address]
    return []


def _event(step: NewStep) -> dict[str, object]:
    given: dict[str, object] = {
        "date": step.on,
        "kind": step.kind.value,
        "who": step.who,
        "hand": step.hand.value if step.hand else "",
        "words": step.words,
        "summary": step.summary,
        "asked_how": step.asked_how,
        "anonymous_reason": step.anonymous_reason,
        "source_url": step.source_url,
        "published_in": step.published_in,
        "post": step.post,
        "words_language": step.words_language,
        "date_precision": "" if step.date_precision is DatePrecision.DAY else step.date_precision.value,
        "known_at": step.known_at or "",
    }
    return {name: value for name, value in given.items() if value != ""}


def _checked_write(desk: Path, address: str, text: str, today: date) -> Path:
    """Put a claim's file in place in one step, if the desk with it has no fault."""
    now = datetime.combine(today, time(), UTC)
    files, faults = read_desk_files(desk, now)
    changed = Snapshot(address, text.encode("utf-8"), now)
    desk_from([*(file for file in files if file.address != address), changed], today, faults)
    path = desk / address
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
    return path
