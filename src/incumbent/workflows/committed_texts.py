"""Posts, claims and rules of a desk, vouched for by its record so that each can be withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from incumbent import record
from incumbent.domain.desk import Desk
from incumbent.domain.errors import RefusedError
from incumbent.domain.leader import Question
from incumbent.domain.record import Commitment, Entry, NoteDraft
from incumbent.record.texts import HeldTexts, stated_commitments
from incumbent.workflows.claim_record import claim_commitments, old_texts_of_claim, texts_of_claim
from incumbent.workflows.desk import read_desk


def commit_texts(folder: Path, *, recorded_at: datetime | None = None) -> Entry | None:
    """Commit to every post, claim and rule that the record does not vouch for yet, in one note.

    `publish` does it by itself; by hand it is for texts that were published elsewhere. They are stored beside
    the record as they are, so they must have passed the scan. Drafts are left out; a text that was changed
    since is committed to anew.

    Parameters
    ----------
    folder : Path
        The desk.
    recorded_at : datetime, optional
        The clock; now if not given.

    Returns
    -------
    Entry or None
        The note, or None if the record vouches for everything.

    Raises
    ------
    FaultsFoundError
        If a file of the desk is at fault.
    RecordBrokenError
        If the record does not hold.
    """
    clock = datetime.now(UTC) if recorded_at is None else recorded_at
    place = folder / "record"
    _require_begun(place)
    return commit_published(read_desk(folder, clock.date()), place, recorded_at=clock)


def commit_published(desk: Desk, record_folder: Path, *, recorded_at: datetime) -> Entry | None:
    """Commit to every text of a desk as `commit_texts` does, where the record has begun.

    A process killed half-way leaves at most texts beside the record that no entry names; the next one takes
    them up with their salts.

    Raises
    ------
    RecordBrokenError
        If the record does not hold.
    """
    if not _has_begun(record_folder):
        return None
    texts = record.commit_all(record_folder, _texts(desk))
    claims = claim_commitments(desk.claims.values(), record_folder)
    return _noted(record_folder, "Texts as published", [*texts, *claims], recorded_at)


def texts_to_commit(desk: Desk, record_folder: Path) -> list[tuple[str, str, str]]:
    """Kind, id and text of every post and rule that does not lie beside the record; none before it begins."""
    return record.texts_not_kept(record_folder, _texts(desk)) if _has_begun(record_folder) else []


def _has_begun(record_folder: Path) -> bool:
    return any(record_folder.glob("*.jsonl"))


def commit_claims(desk: Desk, record_folder: Path, *, recorded_at: datetime) -> Entry | None:
    """Commit to how every shown claim stood since each day, where the record does not vouch for it yet.

    It may be done before a scan: an entry holds only the day and a salted hash.

    Returns
    -------
    Entry or None
        The note, or None if nothing has changed.

    Raises
    ------
    RecordBrokenError
        If the record does not hold.
    """
    commitments = list(claim_commitments(desk.claims.values(), record_folder))
    return _noted(record_folder, "Changes of claims", commitments, recorded_at)


def redact_texts_of(
    record_folder: Path, what: str, text_id: str, reason: str, *, recorded_at: datetime
) -> list[Entry]:
    """Delete every committed version of a post, claim or rule, and record that it was done.

    Parameters
    ----------
    record_folder : Path
    what : str
        "post", "claim" or "rule".
    text_id : str
        A claim's is its name, although its entries show only days.
    reason : str
        Stands in the record for ever: name nobody in it.
    recorded_at : datetime

    Returns
    -------
    list of Entry
        The redaction, or nothing if the record holds no such text.

    Raises
    ------
    RecordBrokenError
        If the record does not hold.
    """
    named = texts_of_claim(record_folder, text_id) if what == "claim" else set[str]()
    named |= {
        commitment["sha256"]
        for entry in record.read(record_folder)
        for commitment in stated_commitments(entry)
        if (commitment["what"], commitment["id"]) == (what, text_id)
    }
    return record.redact(record_folder, named, reason, recorded_at=recorded_at) if named else []


def redact_old_claim(
    folder: Path, claim_id: str, reason: str, *, recorded_at: datetime | None = None
) -> Entry:
    """Delete every version of a claim that says other words than the desk does today, and record it.

    A name that should not have stood in a claim stays in the record's kept texts, and stops every scan, until
    this is done.

    Parameters
    ----------
    folder : Path
        The desk.
    claim_id : str
    reason : str
        Stands in the record for ever: name nobody in it.
    recorded_at : datetime, optional
        The clock; now if not given.

    Raises
    ------
    RefusedError
        If the record keeps no other version of such a claim.
    """
    clock = recorded_at or datetime.now(UTC)
    claims = read_desk(folder, clock.date()).claims.values()
    old = old_texts_of_claim(claims, folder / "record", claim_id)
    if not old:
        msg = f"The record keeps no older version of a claim {claim_id}. Mend it first, or look at its name."
        raise RefusedError(msg)
    return record.redact(folder / "record", old, reason, recorded_at=clock)[0]


def _noted(
    record_folder: Path, what: str, commitments: Sequence[Commitment], clock: datetime
) -> Entry | None:
    """One note with the commitments that the record does not hold yet."""
    if not commitments:
        return None
    held = _held(record_folder)
    fresh = [commitment for commitment in commitments if commitment["sha256"] not in held.committed_by]
    if not fresh:
        return None
    note = NoteDraft(kind="note", text=f"{what}: {len(fresh)}.", commitments=fresh)
    return record.append(record_folder, [note], recorded_at=clock)[0]


def _require_begun(record_folder: Path) -> None:
    if not record_folder.is_dir():
        msg = f"{record_folder} is not there: record a forecast first, with `incumbent run`."
        raise RefusedError(msg)


def _held(record_folder: Path) -> HeldTexts:
    record.require_holding(record.verify(record_folder), record_folder)
    held = HeldTexts()
    for entry in record.read(record_folder):
        held.add(entry)
    return held


def rule_text(leader_id: str, question: Question) -> tuple[str, str]:
    """Id and text under which the record commits to a question's rule."""
    return f"{leader_id}/{question.question_id}", f"{question.text}\n\n{question.rule}"


def _texts(desk: Desk) -> Iterator[tuple[str, str, str]]:
    """Kind, id and text of every post and rule."""
    for post in desk.posts:
        if not post.draft:
            yield "post", f"{post.slug}.{post.language}", f"{post.title}\n\n{post.body}"
    for leader in desk.leaders.values():
        for question in leader.questions:
            yield "rule", *rule_text(leader.leader_id, question)
