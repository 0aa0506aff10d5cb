"""The shell of protection: reads and writes vaults and trees."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from incumbent.domain.errors import RefusedError
from incumbent.protection.person import Vault
from incumbent.protection.vault import person_from_yaml, vault_of

_HEADER = b"age-encryption.org/"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One thing in a tree: its path inside it, where it is, and what a link points to."""

    name: str
    path: Path
    is_file: bool
    target: str = ""

    def content(self) -> bytes:
        """The file's bytes."""
        return self.path.read_bytes()


def entries(path: object) -> list[Entry]:
    """Everything in a folder by path, hidden files too; or the one file itself.

    Raises
    ------
    RefusedError
        If there is nothing at the path.
    """
    root = Path(os.fspath(path))  # type: ignore[arg-type]
    if root.is_file():
        return [Entry(root.name, root, is_file=True)]
    if not root.is_dir():
        raise RefusedError("nothing to scan: the path is neither a file nor a folder. Name the built site's folder.")
    found: list[Entry] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        for name in [*names, *(one for one in folders if Path(folder, one).is_symlink())]:
            place = Path(folder, name)
            inside = place.relative_to(root).as_posix()
            if place.is_symlink():
                found.append(Entry(inside, place, is_file=False, target=str(place.readlink())))
            else:
                found.append(Entry(inside, place, is_file=place.is_file()))
    return sorted(found, key=lambda entry: entry.name)


def identities_of(identity: object) -> list[object]:
    """Age identities from a key file's path, a key's text, or ready ones.

    Raises
    ------
    RefusedError
        If it holds no age secret key; the message does not repeat it.
    """
    import pyrage

    if isinstance(identity, (list, tuple)):
        return [one for part in identity for one in identities_of(part)]
    if not isinstance(identity, (str, Path)):
        return [identity]
    text = str(identity)
    if not text.startswith("AGE-SECRET-KEY-"):
        try:
            text = Path(identity).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise RefusedError("the key file cannot be read. Name the file that age-keygen wrote.") from None
    keys = [line.strip() for line in text.splitlines() if line.strip().startswith("AGE-SECRET-KEY-")]
    try:
        found: list[object] = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except Exception:  # noqa: BLE001  pyrage's message may repeat the key
        found = []
    if not found:
        raise RefusedError("the key file holds no age secret key (a line AGE-SECRET-KEY-1…). Name the right file.")
    return found


def _vault_files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    if not place.is_dir():
        raise RefusedError("there is no vault at the given place. Create one with: incumbent protect init FOLDER")
    return sorted(place.glob("*.age"))


def load_vault(path_or_folder: object, identity: object) -> Vault:
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
    import pyrage

    identities = identities_of(identity)
    place = Path(os.fspath(path_or_folder))  # type: ignore[arg-type]
    people = []
    for number, file in enumerate(_vault_files(place), 1):
        try:
            plain = pyrage.decrypt(file.read_bytes(), identities)  # type: ignore[arg-type]
        except Exception:  # noqa: BLE001  the library's message may repeat what it read
            msg = f"vault file {number} cannot be opened: wrong key, or the file is damaged. Nothing was published."
            raise RefusedError(msg) from None
        people.append(person_from_yaml(plain.decode("utf-8", "replace"), f"vault file {number}"))
    return vault_of(people)


def load_plain_vault(path: object) -> Vault:
    """A vault from unencrypted YAML: one document or file a person. For tests and invented people only.

    Parameters
    ----------
    path : path-like
        A YAML file (documents separated by `---`, or a list, or `people:`), or a folder of such files.
    """
    from incumbent.protection.vault import people_from_yaml

    place = Path(os.fspath(path))  # type: ignore[arg-type]
    files = sorted([*place.glob("*.yaml"), *place.glob("*.yml")]) if place.is_dir() else [place]
    if not files or not files[0].is_file():
        raise RefusedError("there is no plain vault at the given place. Name a YAML file or a folder of them.")
    people = [
        person
        for number, file in enumerate(files, 1)
        for person in people_from_yaml(file.read_text(encoding="utf-8"), f"vault file {number}")
    ]
    return vault_of(people)


def iter_contents(path: object) -> Iterator[tuple[str, bytes]]:
    """Name and content of every plain file in a tree."""
    for entry in entries(path):
        if entry.is_file:
            yield entry.name, entry.content()
