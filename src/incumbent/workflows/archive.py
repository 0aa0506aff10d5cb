"""An own copy of every page a claim cites, in the private folder; and what has changed since."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from incumbent.domain.desk import Desk
from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask
from incumbent.sources.warc import write_warc
from incumbent.workflows.archive_index import (
    Look,
    append_looks,
    look_with_copy,
    look_without_copy,
    looks,
    newest_copies,
    unfounded,
)
from incumbent.workflows.desk import read_desk
from incumbent.workflows.private import private_folder

_PACE_SECONDS = 2.0


class Fetches(Protocol):
    """Whoever asks addresses; see `sources.transport.Transport`."""

    def fetch_all(self, asks: Sequence[Ask]) -> Sequence[Snapshot | SourceError]:
        """The answer to each request, in order; a failed one is its error."""
        ...


class Change(StrEnum):
    """What became of a page since the last copy."""

    FIRST = "first copy"
    SAME = "unchanged"
    CHANGED = "changed"
    GONE = "gone"
    UNANSWERED = "not answered"


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One cited page and its own copy.

    Parameters
    ----------
    address : str
    claims : tuple of str
        Ids of the claims that cite it.
    change : Change
    archived_sha256 : str
        Salted hash of the newest copy, for the claim's event; empty when there is none.
    kept_on : date or None
        Day of that copy.
    seen_on : date or None
        Day on which it was last there.
    reason : str
        Why there is no new copy; empty otherwise.
    """

    address: str
    claims: tuple[str, ...]
    change: Change
    archived_sha256: str
    kept_on: date | None = None
    seen_on: date | None = None
    reason: str = ""


def archive_cited(folder: Path, fetches: Fetches, now: datetime) -> list[KeptPage]:
    """Fetch every page that a claim of the desk cites, and keep what is new or changed.

    Copies go to `archive/` of the private folder, as WARC; an index beside them holds the salts and what
    every look found.

    Raises
    ------
    FaultsFoundError
        If the desk is at fault.
    """
    cited = _cited(read_desk(folder, now.date()))
    place = archive_folder(folder)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    copies = newest_copies(looks(place))
    answers = dict(zip(cited, fetches.fetch_all([_ask(address) for address in cited]), strict=True))
    name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.warc.gz"
    found = [_look(address, answer, copies.get(address), name, now) for address, answer in answers.items()]
    fresh = [answers[look["address"]] for look in found if "warc" in look]
    if fresh:
        write_warc(place / name, [page for page in fresh if isinstance(page, Snapshot)])
    if found:
        append_looks(place, found)
    every = looks(place)
    return [_kept(address, claims, answers[address], every) for address, claims in cited.items()]


def archive_folder(folder: Path) -> Path:
    """Where a desk's own copies lie."""
    return private_folder(folder) / "archive"


def lost_copies(folder: Path, today: date) -> dict[str, str]:
    """Which kept copies that claims speak of are gone or changed: the hash, and what is wrong."""
    steps = (step for claim in read_desk(folder, today).claims.values() for step in claim.steps)
    hashes = {step.archived_sha256: step.source_url for step in steps if step.archived_sha256}
    return unfounded(hashes, archive_folder(folder))


def plain_hosts(desk: Desk) -> frozenset[str]:
    """Hosts that claims cite without TLS: they may be asked so, since what they say is only compared."""
    plain = (urlsplit(address) for address in _cited(desk) if address.startswith("http://"))
    return frozenset(host for parts in plain for host in _with_and_without_www(parts.hostname or ""))


def _cited(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Each cited address with the claims that cite it, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for claim in desk.claims.values():
        for step in claim.steps:
            if step.source_url and claim.claim_id not in found.get(step.source_url, ()):
                found[step.source_url] = (*found.get(step.source_url, ()), claim.claim_id)
    return found


def _ask(address: str) -> Ask:
    """A request that may be sent on to the same publisher with or without www."""
    hosts = _with_and_without_www(urlsplit(address).netloc)
    return Ask("cited-page", address, "text/html, */*", _PACE_SECONDS, hosts)


def _with_and_without_www(host: str) -> frozenset[str]:
    return frozenset({host, host.removeprefix("www."), f"www.{host}"})


def _look(address: str, answer: Snapshot | SourceError, copy: Look | None, warc: str, now: datetime) -> Look:
    """What this look found; with a new copy where the words differ from the newest."""
    if isinstance(answer, SourceError):
        gone = any(f"status {status}" in answer.reason for status in (404, 410))
        return look_without_copy(address, Change.GONE if gone else Change.UNANSWERED, now)
    text = _text_hash(answer)
    if copy is not None and copy.get("text_sha256") == text:
        return look_without_copy(address, Change.SAME, now)
    return look_with_copy(answer, Change.CHANGED if copy is not None else Change.FIRST, text, warc)


def _kept(
    address: str, claims: tuple[str, ...], answer: Snapshot | SourceError, every: Sequence[Look]
) -> KeptPage:
    own = [look for look in every if look["address"] == address]
    copy = newest_copies(own).get(address)
    missing = (Change.GONE, Change.UNANSWERED)
    seen = [look["kept_at"] for look in own if look.get("change") not in missing]
    return KeptPage(
        address,
        claims,
        Change(own[-1].get("change", Change.FIRST)),
        "" if copy is None else copy.get("archived_sha256", ""),
        None if copy is None else _day(copy["kept_at"]),
        _day(seen[-1]) if seen else None,
        _reason(answer),
    )


def _day(moment: str) -> date:
    return datetime.fromisoformat(moment).date()


def _reason(answer: Snapshot | SourceError) -> str:
    return answer.reason if isinstance(answer, SourceError) else ""


def _text_hash(page: Snapshot) -> str:
    """Hash of what a reader sees: a page whose scripts and adverts change is not a changed page."""
    from selectolax.lexbor import LexborHTMLParser

    if "html" not in page.headers.get("content-type", "html"):
        return page.sha256
    tree = LexborHTMLParser(page.content)
    tree.strip_tags(["script", "style", "noscript", "iframe"])
    text = " ".join(tree.body.text(separator=" ").split()) if tree.body else ""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
