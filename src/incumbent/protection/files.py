"""The shell of protection: reads and writes vaults and trees."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from incumbent.domain.errors import RefusedError
from incumbent.protection.age import decrypted, encrypted, identities_from, is_key
from incumbent.protection.person import Person, Vault
from incumbent.protection.texts import UnreadableError
from incumbent.protection.vault import people_from_yaml, person_from_yaml, vault_of

MOST_BYTES = 256_000_000


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One thing in a tree: its path inside it, where it is, and what a link points to."""

    name: str
    path: Path
    is_file: bool
    target: str = ""

    def content(self) -> bytes:
        """The file's bytes.

        Raises
        ------
        UnreadableError
            If there are more than `MOST_BYTES`: they are not read into memory.
        """
        with self.path.open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > MOST_BYTES:
                msg = "too-big"
                raise UnreadableError(msg)
            return file.read()


def entries(path: str | Path) -> list[Entry]:
    """Everything in a folder by path, hidden files too; or the one file itself.

    Raises
    ------
    RefusedError
        If there is nothing at the path.
    """
    root = Path(path)
    if root.is_file():
        return [Entry(root.name, root, is_file=True)]
    if not root.is_dir():
        msg = "nothing to scan: the path is neither a file nor a folder. Name the built site's folder."
        raise RefusedError(msg)
    found: list[Entry] = []
    waiting = [("", root)]
    while waiting:
        inside, folder = waiting.pop()
        with os.scandir(folder) as listed:
            for one in listed:
                name, place = inside + one.name, Path(one.path)
                if one.is_symlink():
                    found.append(Entry(name, place, is_file=False, target=str(place.readlink())))
                elif one.is_dir():
                    waiting.append((f"{name}/", place))
                else:
                    found.append(Entry(name, place, is_file=one.is_file()))
    return sorted(found, key=lambda entry: entry.name)


def identities_of(identity: object) -> list[object]:
    """Age identities from a key file's path, a key's text, or ready ones.

    Raises
    ------
    RefusedError
        If there is no age secret key; the message does not repeat it.
    """
    if isinstance(identity, (list, tuple)):
        return [one for part in cast("list[object]", identity) for one in identities_of(part)]
    if not isinstance(identity, (str, Path)):
        return [identity]
    if is_key(str(identity)):
        return identities_from(str(identity))
    try:
        text = Path(identity).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        msg = "the key file cannot be read. Name the file that holds the age key."
        raise RefusedError(msg) from None
    return identities_from(text)


def person_file(vault: Path, person_id: str) -> Path:
    """Where a person's file lies in a vault, in capitals or not; where it would, if there is none."""
    name = f"{person_id}.age"
    known = sorted(vault.iterdir()) if vault.is_dir() else []
    return next((one for one in known if one.name.lower() == name.lower()), vault / name)


def holds_people(vault: Path) -> bool:
    """True if a folder, or one below it, has a file of a person."""
    return vault.is_dir() and any(_is_age(one) for one in vault.rglob("*"))


def _is_age(path: Path) -> bool:
    return path.suffix.lower() == ".age"


def _vault_files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        msg = "there is no vault at the given place. Create one with: incumbent protect init FOLDER"
        raise RefusedError(msg)
    hidden = [one for one in place.glob("*/**/*") if _is_age(one) and one.parent.name != "reports"]
    if hidden:
        msg = (
            f"{len(hidden)} age files lie in folders below the vault, where nobody would be looked for. "
            "Move them into the vault's own folder."
        )
        raise RefusedError(msg)
    return sorted(one for one in place.iterdir() if _is_age(one) and one.is_file())


def load_vault(path_or_folder: str | Path, identity: object) -> Vault:
    """The vault in a folder of age files (or one file), decrypted in memory.

    Parameters
    ----------
    path_or_folder : path-like
    identity : path-like, str or age identity
        Key file, text of an age secret key, or pyrage identities.

    Raises
    ------
    RefusedError
        If there is no vault, the key does not fit, or a file is damaged; never with content.
    """
    identities = identities_of(identity)
    people: list[Person] = []
    for number, file in enumerate(_vault_files(Path(path_or_folder)), 1):
        plain = decrypted(file.read_bytes(), identities)
        if plain is None:
            msg = f"vault file {number} cannot be opened: wrong key, or damaged. Nothing was published."
            raise RefusedError(msg)
        people.append(person_from_yaml(plain.decode("utf-8", "replace"), f"vault file {number}"))
    return vault_of(people)


def load_plain_vault(path: str | Path) -> Vault:
    """A vault from unencrypted YAML: one document or file a person. For tests and invented people only.

    Parameters
    ----------
    path : path-like
        A YAML file (documents separated by `---`, or a list, or `people:`), or a folder of such files.

    Raises
    ------
    RefusedError
        If there is none, or one is not in UTF-8.
    """
    place = Path(path)
    files = sorted([*place.glob("*.yaml"), *place.glob("*.yml")]) if place.is_dir() else [place]
    if not files or not files[0].is_file():
        msg = "there is no plain vault at the given place. Name a YAML file or a folder of them."
        raise RefusedError(msg)
    people = [
        person
        for number, file in enumerate(files, 1)
        for person in people_from_yaml(_plain_text(file, number), f"vault file {number}")
    ]
    return vault_of(people)


def _plain_text(file: Path, number: int) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        msg = f"vault file {number} is not in UTF-8. Open it in an editor and save it as UTF-8."
        raise RefusedError(msg) from None


def write_encrypted(path: Path, content: bytes, recipients: Sequence[str]) -> None:
    """Write content encrypted to recipients, whole or not at all; nothing readable touches the disk.

    Parameters
    ----------
    path : Path
    content : bytes
    recipients : sequence of str
        Age public keys.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting = path.with_name(f".{path.name}.new")
    waiting.write_bytes(encrypted(content, recipients))
    waiting.chmod(0o600)
    waiting.replace(path)
