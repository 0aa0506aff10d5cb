"""An own copy of every page a claim cites, in the private folder; and what has changed since."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from incumbent.domain.desk import Desk
from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask
from incumbent.sources.warc import write_warc
from incumbent.workflows.desk import read_desk
from incumbent.workflows.private import private_folder

_PACE_SECONDS = 2.0
_INDEX = "index.jsonl"


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
    reason : str
        Why there is no new copy; empty otherwise.
    """

    address: str
    claims: tuple[str, ...]
    change: Change
    archived_sha256: str
    reason: str = ""


def archive_cited(folder: Path, fetches: Fetches, now: datetime) -> list[KeptPage]:
    """Fetch every page that a claim of the desk cites, and keep what is new or changed.

    Copies go to `archive/` of the private folder, as WARC; an index beside them holds the salts.

    Raises
    ------
    FaultsFoundError
        If the desk is at fault.
    """
    cited = _cited(read_desk(folder, now.date()))
    place = private_folder(folder) / "archive"
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = _newest(place)
    asks = [Ask("cited-page", address, "text/html, */*", _PACE_SECONDS) for address in cited]
    answers = dict(zip(cited, fetches.fetch_all(asks), strict=True))
    fresh = {
        address: page
        for address, page in answers.items()
        if isinstance(page, Snapshot) and _text_hash(page) != before.get(address, {}).get("text_sha256")
    }
    lines = {address: _line(page, now) for address, page in fresh.items()}
    if fresh:
        name = f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}.warc.gz"
        write_warc(place / name, list(fresh.values()))
        _append(place / _INDEX, [{**line, "warc": name} for line in lines.values()])
    newest = {**before, **lines}
    return [
        KeptPage(
            address,
            claims,
            _change(answers[address], address in fresh, address in before),
            newest.get(address, {}).get("archived_sha256", ""),
            _reason(answers[address]),
        )
        for address, claims in cited.items()
    ]


def plain_hosts(desk: Desk) -> frozenset[str]:
    """Hosts that claims cite without TLS: they may be asked so, since what they say is only compared."""
    return frozenset(urlsplit(address).netloc for address in _cited(desk) if address.startswith("http://"))


def _cited(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Each cited address with the claims that cite it, in order."""
    found: dict[str, tuple[str, ...]] = {}
    for claim in desk.claims.values():
        for step in claim.steps:
            if step.source_url and claim.claim_id not in found.get(step.source_url, ()):
                found[step.source_url] = (*found.get(step.source_url, ()), claim.claim_id)
    return found


def _change(answer: Snapshot | SourceError, is_fresh: bool, was_there: bool) -> Change:
    if isinstance(answer, SourceError):
        gone = any(f"status {status}" in answer.reason for status in (404, 410))
        return Change.GONE if gone else Change.UNANSWERED
    if not is_fresh:
        return Change.SAME
    return Change.CHANGED if was_there else Change.FIRST


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


def _line(page: Snapshot, now: datetime) -> dict[str, str]:
    salt = secrets.token_hex(32)
    return {
        "address": page.address,
        "kept_at": now.isoformat(),
        "sha256": page.sha256,
        "text_sha256": _text_hash(page),
        "salt": salt,
        "archived_sha256": hashlib.sha256(bytes.fromhex(salt) + page.content).hexdigest(),
    }


def _newest(place: Path) -> dict[str, dict[str, str]]:
    """The newest line of the index for each address."""
    index = place / _INDEX
    if not index.exists():
        return {}
    lines = (json.loads(line) for line in index.read_text(encoding="utf-8").splitlines() if line)
    return {line["address"]: line for line in lines}


def _append(index: Path, lines: Sequence[Mapping[str, str]]) -> None:
    with index.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        file.flush()
        os.fsync(file.fileno())
