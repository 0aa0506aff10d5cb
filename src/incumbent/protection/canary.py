"""Plants an invented person, to see that the scanner finds what it should.

On every run an invented person with a random name is looked for in each kind of artefact and in several
disguises, in memory. It is the only guard against an extractor that broke without a sound.
"""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from urllib.parse import quote

from incumbent.protection.canary_files import files_with
from incumbent.protection.person import Gender, NameParts, Person
from incumbent.protection.words import words

CANARY_ID = "canary"
_ONSETS = words("бр вл гд др жм зв кр мш пл рж св тр хв цв чм шт щр")
_NUCLEI = words("а о у и")
_CODAS = words("лд мб нз рк хт жд вц")


def canary_person(random: Random) -> Person:
    """An invented person whose name exists nowhere.

    Parameters
    ----------
    random : Random
        Source of the name: another one on every run.
    """

    def syllable() -> str:
        return random.choice(_ONSETS) + random.choice(_NUCLEI)

    family = (syllable() + syllable() + random.choice(_CODAS) + "ов").capitalize()
    given = (syllable() + random.choice(_NUCLEI) + random.choice(_CODAS) + "ан").capitalize()
    return Person(
        id=CANARY_ID,
        name=f"{given} {family}",
        name_parts=NameParts(given, "", family),
        gender=Gender.MALE,
        aliases=(family,),
    )


@dataclass(frozen=True, slots=True, repr=False)
class Canary:
    """One planted file: its name, its bytes, and which disguise it carries."""

    name: str
    data: bytes
    disguise: str


def canaries(person: Person) -> Iterator[Canary]:
    """Every planted file for an invented person."""
    name, family = person.name, person.aliases[0]
    half = len(family) // 2
    dative = family + "у"
    texts = {
        "plain": f"<p>{name}</p>",
        "inflected": f"<p>Позвонили {dative} вчера.</p>",
        "entities": "<p>" + "".join(f"&#{ord(letter)};" for letter in family) + "</p>",
        "split over tags": f"<p>{family[:half]}<b>{family[half:]}</b></p>",
        "invisible": f"<p>{family[:half]}\u200b{family[half:]}</p>",
        "percent": f'<a href="/{quote(family)}">x</a>',
        "attribute": f'<img alt="{html.escape(family)}" src="x.png">',
        "comment": f"<!-- {family} -->",
        "script": f"<script>var a = {json.dumps(family)};</script>",
        "base64": f"<p>{base64.b64encode(name.encode()).decode()}</p>",
    }
    for number, (disguise, text) in enumerate(texts.items()):
        yield Canary(f"canary-{number}.html", f"<html><body>{text}</body></html>".encode(), disguise)
    yield Canary("canary.json", json.dumps({"a": name}).encode(), "json")
    yield Canary("canary.csv", f"a,b\n1,{name}\n".encode(), "csv")
    yield Canary("canary.txt", name.encode("utf-16"), "utf-16")
    yield Canary(
        "canary.css",
        f'p::after {{ content: "{"".join(f"{chr(92)}{ord(c):x} " for c in family)}" }}'.encode(),
        "css",
    )
    yield Canary("canary.js", f'a = "{"".join(f"{chr(92)}u{ord(c):04x}" for c in family)}"'.encode(), "js")
    yield Canary("canary.svg", f"<svg><title>{name}</title></svg>".encode(), "svg")
    yield Canary("canary.atom", f"<entry>{html.escape(f'<p>{name}</p>')}</entry>".encode(), "atom")
    for file, data in files_with(name, family):
        yield Canary(file, data, file.rpartition(".")[2])
    yield Canary(f"{family}.txt", b"x", "filename")
