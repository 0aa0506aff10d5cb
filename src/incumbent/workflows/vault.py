"""Creates and changes vaults: reads randomness and files, writes age files."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from incumbent.domain.errors import RefusedError
from incumbent.protection.age import decrypted, new_identity, public_of
from incumbent.protection.expand import patterns_of
from incumbent.protection.files import (
    identities_of,
    load_plain_vault,
    load_vault,
    person_file,
    write_encrypted,
)
from incumbent.protection.lint import lint
from incumbent.protection.person import Person, Vault
from incumbent.protection.propose import proposals
from incumbent.protection.report import explained
from incumbent.protection.vault import people_from_yaml, to_yaml
from incumbent.workflows.protect import reports_of

_RECIPIENTS = ".recipients"


def create_vault(folder: Path, key: Path | None) -> str:
    """Make an empty vault folder with `reports` beside it, and a new age key where one is asked for.

    Raises
    ------
    RefusedError
        If the folder is not empty, or the key file exists or has no folder.
    """
    if folder.exists() and any(folder.iterdir()):
        msg = "the vault's folder is not empty. Name a new one; nothing was changed."
        raise RefusedError(msg)
    made = {folder.absolute(), *folder.absolute().parents}
    if key is not None and not key.parent.is_dir() and key.absolute().parent not in made:
        msg = "the key file's folder is not there. Make it first, or name another; nothing was changed."
        raise RefusedError(msg)
    for place in (folder, reports_of(folder)):
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o700)
    told = "vault created"
    if key is None:
        told += "; no key was made: if you have none, run it again with --key FILE (a new file)."
    else:
        secret, public = new_identity()
        with _private(key) as file:
            file.write(f"# public key: {public}\n{secret}\n")
        told += f"; key created, its public part is {public}. Keep the key on another medium."
    return told


def _private(path: Path) -> IO[str]:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        msg = "the key file exists already. Name a new one; nothing was changed."
        raise RefusedError(msg) from None
    return os.fdopen(handle, "w", encoding="utf-8")


def _recipients(vault: Path, person_id: str, identity: object) -> list[str]:
    """Who can open a person's file: the list beside it, or the owner of the key."""
    listed = vault / f"{person_id}{_RECIPIENTS}"
    if listed.is_file():
        return listed.read_text(encoding="ascii").split()
    return [public_of(one) for one in identities_of(identity)]


def store(vault: Path, identity: object, person: Person) -> None:
    """Write a person's file, encrypted to its recipients; a secret is drawn where there is none."""
    whole = person if person.secret else replace(person, secret=secrets.token_hex(32))
    recipients = _recipients(vault, person.id, identity)
    write_encrypted(person_file(vault, person.id), to_yaml(whole).encode(), recipients)


def add(vault: Path, identity: object, fields: Mapping[str, object]) -> list[str]:
    """Add a person; the warnings of the lint are given back.

    Raises
    ------
    RefusedError
        If the id is taken or a field breaks the schema; never with content.
    """
    import yaml

    (person,) = people_from_yaml(yaml.safe_dump(dict(fields), allow_unicode=True), "the new entry")
    if person_file(vault, person.id).exists():
        msg = "this id is in the vault already. Use `protect edit`, or another id."
        raise RefusedError(msg)
    store(vault, identity, person)
    return _linted(vault, identity, person.id)


def _linted(vault: Path, identity: object, person_id: str) -> list[str]:
    stored = load_vault(vault, identity)
    return lint(_person(stored, person_id), stored.people)


def edit(
    vault: Path,
    identity: object,
    person_id: str,
    fields: Mapping[str, object],
    more: Mapping[str, Sequence[object]] | None = None,
) -> list[str]:
    """Change fields of a person; what is no longer protected is counted, before the warnings of the lint.

    Parameters
    ----------
    vault : Path
    identity : path-like, str or age identity
    person_id : str
    fields : mapping
        What the fields shall be.
    more : mapping, optional
        Values added to lists.
    """
    import yaml

    old = yaml.safe_load(to_yaml(_person(load_vault(vault, identity), person_id)))
    raw = old | dict(fields)
    for field, values in (more or {}).items():
        kept = raw.get(field, [])
        raw[field] = [*kept, *(value for value in values if value not in kept)]
    (person,) = people_from_yaml(yaml.safe_dump(raw, allow_unicode=True), "the entry")
    store(vault, identity, person)
    lists = [field for field in fields if isinstance(old.get(field), list)]
    gone = {field: sum(value not in raw[field] for value in old[field]) for field in lists}
    told = [f"{field}: {count} value(s) no longer protected" for field, count in gone.items() if count]
    return [*told, *_linted(vault, identity, person_id)]


def import_plain(vault: Path, identity: object, source: Path) -> int:
    """Encrypt every person of a plain YAML file or folder into the vault; how many there were.

    Whoever is in the vault already keeps the secret that findings' ids rest on, and what was allowed.

    Raises
    ------
    RefusedError
        If a file is no plain vault, or a person's file stands there that the key does not open.
    """
    people = load_plain_vault(source).people
    old = [_held(vault, identity, person.id) for person in people]
    for person, before in zip(people, old, strict=True):
        if before is None:
            store(vault, identity, person)
        else:
            secret, allow = person.secret or before.secret, person.allow or before.allow
            store(vault, identity, replace(person, secret=secret, allow=allow))
    return len(people)


def _held(vault: Path, identity: object, person_id: str) -> Person | None:
    """Who stands in the vault under an id."""
    file = person_file(vault, person_id)
    if not file.is_file():
        return None
    content = decrypted(file.read_bytes(), identities_of(identity))
    if content is None:
        msg = (
            "somebody of the same id is in the vault already, and your key does not open the file. "
            "Use another id, or the right key; nothing was stored."
        )
        raise RefusedError(msg)
    return people_from_yaml(content.decode("utf-8", "replace"), "the person's file")[0]


def _person(vault: Vault, person_id: str) -> Person:
    for person in vault.people:
        if person.id == person_id:
            return person
    msg = "nobody in the vault has this id. List the files of the vault's folder."
    raise RefusedError(msg)


def lint_vault(vault: Path, identity: object) -> dict[str, list[str]]:
    """Warnings by person's id."""
    people = load_vault(vault, identity).people
    return {person.id: lint(person, people) for person in people}


def expansion(vault: Path, identity: object, person_id: str) -> tuple[dict[str, int], list[str], list[str]]:
    """Patterns counted by rule, the patterns themselves, and proposed spellings."""
    person = _person(load_vault(vault, identity), person_id)
    patterns = patterns_of(person, 0)
    counts: dict[str, int] = {}
    for pattern in patterns:
        counts[pattern.rule] = counts.get(pattern.rule, 0) + 1
    return counts, sorted({pattern.letters for pattern in patterns}), proposals(person)


def forget(vault: Path, person_id: str) -> None:
    """Delete a person's file and its list of recipients.

    Raises
    ------
    RefusedError
        If there is no such file in this vault.
    """
    file = person_file(vault, person_id)
    if file.parent != vault or not file.is_file():
        msg = "nobody in the vault has this id; nothing was deleted."
        raise RefusedError(msg)
    file.unlink()
    (vault / f"{person_id}{_RECIPIENTS}").unlink(missing_ok=True)


def recipients(
    vault: Path, identity: object, person_id: str, *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> list[str]:
    """Who can open a person's file; with changes, it is encrypted anew.

    Raises
    ------
    RefusedError
        If nobody would be left, or a recipient is no age public key.
    """
    person = _person(load_vault(vault, identity), person_id)
    known = _recipients(vault, person_id, identity)
    kept = [one for one in dict.fromkeys([*known, *add]) if one not in remove]
    if not kept:
        msg = "nobody could open the file any more; nothing was changed. Use `protect forget` to delete it."
        raise RefusedError(msg)
    if kept != known:
        write_encrypted(person_file(vault, person_id), to_yaml(person).encode(), kept)
        (vault / f"{person_id}{_RECIPIENTS}").write_text("\n".join(kept) + "\n", encoding="ascii")
    return kept


def allow(vault: Path, identity: object, finding_id: str, reason: str, expires: str) -> None:
    """Accept one finding until a day: the entry stands in the vault of the person it is about.

    Raises
    ------
    RefusedError
        If no report has the finding, or it is about nobody in the vault.
    """
    import yaml

    finding = explain(vault, identity, finding_id)
    if not finding["person"]:
        msg = (
            "this finding is about a file that nobody could look into, not about a person. Convert the file, "
            "take it out, or vouch for it by its hash (protect scan --opaque)."
        )
        raise RefusedError(msg)
    person = _person(load_vault(vault, identity), str(finding["person"]))
    entry = {"mark": finding_id, "reason": reason, "expires": expires}
    raw = yaml.safe_load(to_yaml(person))
    raw["allow"] = [*raw.get("allow", []), entry]
    (changed,) = people_from_yaml(yaml.safe_dump(raw, allow_unicode=True), "the entry")
    store(vault, identity, changed)


def explain(vault: Path, identity: object, finding_id: str) -> dict[str, object]:
    """One finding with person, file and words, from the newest private report that has it.

    Raises
    ------
    RefusedError
        If no report has it, or the key opens none.
    """
    identities = identities_of(identity)
    for file in sorted(reports_of(vault).glob("scan-*.age"), reverse=True):
        content = decrypted(file.read_bytes(), identities)
        if content is not None and (found := explained(content, finding_id)) is not None:
            return found
    msg = "no private report has a finding of this id. Scan again with the same vault and key."
    raise RefusedError(msg)
