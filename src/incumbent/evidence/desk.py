"""Is a desk without a fault, and what does it say? All faults are told at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import cast

from incumbent.domain.claims import Claim
from incumbent.domain.desk import Desk, DeskSettings, Picture, Post
from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.domain.leader import Leader
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.claims import citation_faults, claims_from
from incumbent.evidence.desk_faults import keys_checked
from incumbent.evidence.desk_files import LeaderFile, SettingsFile
from incumbent.evidence.desk_leaders import leader_from
from incumbent.evidence.desk_posts import posts_from
from incumbent.evidence.desk_quotes import Evidence
from incumbent.evidence.desk_tables import evidence_from
from incumbent.evidence.desk_text import Keys, toml_of
from incumbent.evidence.translations import translations_from

_NO_EVIDENCE = Evidence((), (), ())


def desk_from(files: Sequence[Snapshot], today: date, faults: Sequence[Fault] = ()) -> Desk:
    """The desk that its files make.

    Parameters
    ----------
    files : sequence of Snapshot
        Every file of the desk that the software reads, by path relative to the desk.
    today : date
        The clock: nothing may be known later.
    faults : sequence of Fault
        Found while reading (a file too large, a folder where a file should be).

    Returns
    -------
    Desk

    Raises
    ------
    FaultsFoundError
        If anything is wrong, with every fault of every file.
    """
    found = list(faults)
    by_folder = _by_folder(files)
    named = _leaders(by_folder.get("leaders", []), today, found)
    settings = _settings(by_folder.get("", []), named, found)
    leaders = {key: leader for key, leader in named.items() if leader is not None}
    evidence = evidence_from(by_folder.get("evidence", []), named, today, found)
    languages = () if settings is None else settings.languages
    called = {key: leader.name if leader else "" for key, leader in named.items()}
    claims = claims_from(by_folder.get("claims", []), called, today, found, languages)
    cited = [PurePosixPath(file.address).stem for file in by_folder.get("claims", [])]
    posts = posts_from(
        by_folder.get("posts", []),
        settings or _unsettled(),
        leaders=named,
        claims=cited,
        today=today,
        faults=found,
    )
    found.extend(citation_faults(claims, posts))
    translations = translations_from(by_folder.get("translations", []), languages, found)
    if found or settings is None:
        raise FaultsFoundError(sorted(found, key=lambda fault: (fault.file, fault.line or 0)))
    order = [*settings.leaders, *(key for key in leaders if key not in settings.leaders)]
    known = evidence or _NO_EVIDENCE
    return Desk(
        settings=settings,
        leaders={key: leaders[key] for key in order},
        quotes=known.quotes,
        events=known.events,
        posts=posts,
        left_out=known.left_out,
        claims=claims,
        translations=translations,
    )


@dataclass(frozen=True, slots=True)
class Readable:
    """What can be read of a desk that may be at fault; for acts that cannot wait until it is mended."""

    settings: DeskSettings | None
    posts: tuple[Post, ...]
    claims: Mapping[str, Claim]


def readable_part(files: Sequence[Snapshot], today: date) -> Readable:
    """Posts, claims and settings as far as each file can be read; faults are passed over.

    Parameters
    ----------
    files : sequence of Snapshot
    today : date
    """
    passed_over: list[Fault] = []
    folders = _by_folder(files)
    settings = _settings(folders.get("", []), (), passed_over)
    claims = claims_from(folders.get("claims", []), {}, today, passed_over)
    posts = posts_from(
        folders.get("posts", []),
        settings or _unsettled(),
        leaders=(),
        claims=(),
        today=today,
        faults=passed_over,
    )
    return Readable(settings, posts, claims)


def _by_folder(files: Sequence[Snapshot]) -> dict[str, list[Snapshot]]:
    folders: dict[str, list[Snapshot]] = {}
    for file in sorted(files, key=lambda snapshot: snapshot.address):
        parts = PurePosixPath(file.address).parts
        folders.setdefault("" if len(parts) == 1 else parts[0], []).append(file)
    return folders


def _settings(files: Sequence[Snapshot], named: Collection[str], faults: list[Fault]) -> DeskSettings | None:
    file = next((file for file in files if file.address == "desk.toml"), None)
    if file is None:
        mend = "Make a desk with `incumbent new FOLDER`, or name the folder that holds desk.toml."
        faults.append(Fault("desk.toml", "there", mend))
        return None
    keys = toml_of(file, faults)
    if keys is None:
        return None
    faults.extend(_unwritten(keys, named))
    entry = keys_checked(SettingsFile, keys, faults)
    if entry is None:
        return None
    if sorted(set(entry.horizons_months)) != entry.horizons_months:
        line = keys.line_of(["horizons_months"])
        mend = "Write them from near to far, each once."
        faults.append(
            Fault(file.address, "rising", mend, line, "horizons_months", str(entry.horizons_months))
        )
    return DeskSettings(
        title=entry.title,
        author=entry.author,
        languages=tuple(entry.languages),
        base_address=entry.base_address.rstrip("/"),
        leaders=tuple(dict.fromkeys(entry.leaders)),
        horizons_months=tuple(entry.horizons_months),
        publish_target=entry.publish_target,
        licence_text=entry.licence_text,
        licence_data=entry.licence_data,
        fictional=entry.fictional,
        world=entry.world,
        about=entry.about,
        pictures=tuple(Picture(p.file, p.title, p.year, p.medium, p.alt) for p in entry.pictures),
        onion_address=entry.onion_address,
        contact=entry.contact,
        contact_until=entry.contact_until,
        source_names=entry.source_names,
    )


def _unsettled() -> DeskSettings:
    """Settings that let posts be checked while desk.toml itself is at fault."""
    return DeskSettings("", "", ("en", "ru"), "", (), (1,), None, "", "")


def _leaders(files: Sequence[Snapshot], today: date, faults: list[Fault]) -> dict[str, Leader | None]:
    """Every leader with a file; None for one whose file is at fault."""
    leaders: dict[str, Leader | None] = {}
    patrons: list[tuple[Keys, str]] = []
    for file in files:
        path = PurePosixPath(file.address)
        if path.suffix != ".toml":
            faults.append(Fault(file.address, "a .toml file", "Rename it, or move it out of leaders/."))
            continue
        leaders[path.stem] = None
        keys = toml_of(file, faults)
        entry = None if keys is None else keys_checked(LeaderFile, keys, faults)
        if keys is not None and entry is not None:
            leaders[path.stem] = leader_from(path.stem, entry, keys, today, faults)
            if entry.patron is not None:
                patrons.append((keys, entry.patron.leader))
    for keys, patron in patrons:
        if patron not in leaders:
            line, mend = keys.line_of(["patron", 0, "leader"]), "Write the patron's own file first."
            faults.append(Fault(keys.file, "a leader of this desk", mend, line, "leader", patron))
    return leaders


def _unwritten(keys: Keys, named: Collection[str]) -> list[Fault]:
    """Leaders that desk.toml follows and no file describes."""
    followed: object = keys.values.get("leaders")
    names = [str(name) for name in cast("list[object]", followed)] if isinstance(followed, list) else []
    line, must_be = keys.line_of(["leaders"]), "the name of a file in leaders/"
    return [
        Fault(keys.file, must_be, f"Write leaders/{name}.toml.", line, "leaders", name)
        for name in names
        if name not in named
    ]
