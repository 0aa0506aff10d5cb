"""Fetch published data files from their publishers, each held to its checksum."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from incumbent.domain.errors import RefusedError, SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask
from incumbent.sources.published import PublishedFile, published_files

PINS = "checksums.toml"


class Outcome(StrEnum):
    """What became of one file."""

    THERE = "there already"
    FETCHED = "fetched"
    PINNED = "fetched and pinned"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """One file and what became of it; `reason` says why it was refused."""

    target: str
    outcome: Outcome
    sha256: str = ""
    reason: str = ""


def pull_data(
    folder: Path,
    fetch: Callable[[Ask], Snapshot],
    datasets: Collection[str] = (),
    files: Sequence[PublishedFile] | None = None,
) -> list[FetchedFile]:
    """Fetch what is not there yet; a file with another checksum is refused and not kept.

    A file without a published checksum is pinned in `checksums.toml` when it first comes; from then on
    another content is refused, so that a silent change at the publisher shows.

    Parameters
    ----------
    folder : Path
        Of published data; made if need be.
    fetch : callable
    datasets : collection of str
        Which; all without it.
    files : sequence of PublishedFile, optional

    Raises
    ------
    RefusedError
        If a data set is unknown.
    """
    known = published_files() if files is None else files
    unknown = sorted(set(datasets) - {file.dataset for file in known})
    if unknown:
        names = ", ".join(sorted({file.dataset for file in known}))
        msg = f"no data set {', '.join(unknown)} can be fetched; there are {names}. See `incumbent sources`."
        raise RefusedError(msg)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [file for file in known if not datasets or file.dataset in datasets]
    return [_one(folder, file, fetch) for file in wanted]


def _one(folder: Path, file: PublishedFile, fetch: Callable[[Ask], Snapshot]) -> FetchedFile:
    path = folder / file.target
    pinned = file.sha256 or _pins(folder).get(file.target)
    if path.is_file():
        return _judge_present(file, _sha256(path.read_bytes()), pinned)
    try:
        content = file.kept_form(fetch(file.ask).content)
    except SourceError as failure:
        return FetchedFile(file.target, Outcome.REFUSED, reason=failure.reason)
    found = _sha256(content)
    if pinned is not None and found != pinned:
        return FetchedFile(file.target, Outcome.REFUSED, found, f"its SHA-256 is not {pinned}: not kept")
    _write(path, content)
    if pinned is None:
        _write(folder / PINS, _pins_text({**_pins(folder), file.target: found}))
        return FetchedFile(file.target, Outcome.PINNED, found)
    return FetchedFile(file.target, Outcome.FETCHED, found)


def _judge_present(file: PublishedFile, found: str, pinned: str | None) -> FetchedFile:
    if pinned is None or found == pinned:
        return FetchedFile(file.target, Outcome.THERE, found)
    reason = f"the file that is there has another SHA-256 than {pinned}; move it away and fetch again"
    return FetchedFile(file.target, Outcome.REFUSED, found, reason)


def _pins(folder: Path) -> dict[str, str]:
    path = folder / PINS
    if not path.is_file():
        return {}
    return {str(key): str(value) for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _pins_text(pins: dict[str, str]) -> bytes:
    import tomli_w

    return b"# SHA-256 of each file when it was first fetched.\n" + tomli_w.dumps(pins).encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)
