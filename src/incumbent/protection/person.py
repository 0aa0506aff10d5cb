"""Who is protected: the values of a vault, none of which shows its content when printed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Gender(StrEnum):
    """Grammatical gender of the name."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, repr=False)
class NameParts:
    """Parts of a name; empty where not given."""

    given: str = ""
    patronymic: str = ""
    family: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Relative:
    """A relative, as far as the vault must know: a name and forms protected on their own."""

    relation: str
    name: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Point:
    """A protected place: degrees north and east."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, repr=False)
class Allowance:
    """A finding that a person accepted: its keyed mark, why, and until when (inclusive)."""

    mark: str
    reason: str
    expires: date


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """One protected person (PROTECTION §2). Only `id` and a name form are required."""

    id: str
    pseudonym: tuple[str, ...] = ()
    name: str = ""
    name_parts: NameParts = field(default_factory=NameParts)
    gender: Gender = Gender.UNKNOWN
    aliases: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    handles: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    relatives: tuple[Relative, ...] = ()
    birth_date: date | None = None
    workplaces: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    gps: tuple[Point, ...] = ()
    plates: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    quasi: tuple[tuple[str, str], ...] = ()
    allow: tuple[Allowance, ...] = ()
    secret: str = ""

    def __repr__(self) -> str:
        return "Person(…)"

    @property
    def key(self) -> bytes:
        """Key of this person's marks: the random secret; names where a vault was written without one."""
        material = self.secret or repr((self.id, self.name, self.aliases))
        return hashlib.blake2b(material.encode(), digest_size=32, person=b"incumbent-mark").digest()


@dataclass(frozen=True, slots=True, repr=False)
class Vault:
    """Protected people, and the key that makes marks of findings meaningless to others.

    Parameters
    ----------
    people : tuple of Person
        Each id once.
    key : bytes, shape (32,)
        Derived from the people's secrets; keys marks that are about nobody, and the cache.
    commitment : str
        Keyed hash of the whole content: names a vault in a receipt without saying anything about it.
    """

    people: tuple[Person, ...]
    key: bytes
    commitment: str

    def __repr__(self) -> str:
        return f"Vault({len(self.people)} people)"


def mark(key: bytes, *parts: str) -> str:
    """Keyed hash of the parts, 16 hexadecimal digits: equal from run to run, useless without the vault."""
    digest = hashlib.blake2b(digest_size=8, key=key)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "little") + encoded)
    return digest.hexdigest()


class Level(StrEnum):
    """What a finding asks for: `block` stops publication."""

    PASS = "pass"
    WARN = "warn"
    BLOCK = "block"


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """One place where somebody can be found.

    Parameters
    ----------
    level : Level
    rule : str
        Class of rule: `name`, `alias`, `phone`, `unreadable` …
    person : str
        Id of the person in the vault; empty where the finding is about no one (an unreadable file).
    span : tuple of int
        Start and end offset in the scanned unit's text. For the private report only.
    artefact : str
        Kind of artefact: `html`, `image`, `filename` …
    id : str
        Keyed mark of file, span and rule: stable from run to run.
    file, locator : str
        Where it is: path in the tree, and part of the file. For the private report only.
    excerpt : str
        The words and what stands around them. For the private report only.
    """

    level: Level
    rule: str
    person: str
    span: tuple[int, int]
    artefact: str
    id: str = ""
    file: str = ""
    locator: str = ""
    excerpt: str = ""

    def __repr__(self) -> str:
        return f"Finding({self.level.value}, {self.rule}, {self.artefact}, id={self.id})"

    def public(self) -> dict[str, str]:
        """What may be shown to anyone."""
        return {"id": self.id, "artefact": self.artefact, "rule": self.rule}
