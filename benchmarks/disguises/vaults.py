"""What does the vault hold of each invented person? The plain YAML of the specification."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from disguises.draw import Draw
from disguises.people import Person

PSEUDONYMS = [
    "Ibrahim",
    "Vasily",
    "Lara",
    "Boris",
    "Nadia",
    "Peter",
    "Anna",
    "Yusuf",
    "Clara",
    "Gleb",
    "Inga",
    "Oskar",
]
_TOWNS = ("Гудермес", "Шали", "Тверь", "Псков", "Вологда", "Кострома")
_STREETS = (
    ("Садовая", "Sadovaya"),
    ("Заречная", "Zarechnaya"),
    ("Полевая", "Polevaya"),
    ("Речная", "Rechnaya"),
)
WORK = ("мастерская «Рубеж-17»", "кафе «Тихая бухта»", "автосервис «Пять колёс»", "Horizon Freight LLC")
_RELATIVES = (("uncle", "Висхан"), ("brother", "Заурбек"), ("cousin", "Элимсолт"), ("aunt", "Разият"))
_RELATIVE_FAMILIES = [
    "Гойтакаев",
    "Бардукаев",
    "Шахтамиров",
    "Зубайраев",
    "Лорсануков",
    "Хамерзаев",
    "Дашуркаев",
]


@dataclass(frozen=True)
class Details:
    """Everything of one person beside the name that the vault holds and the corpus disguises."""

    country: str
    phone: str
    email: str
    handle: str
    birth: tuple[int, int, int]
    gps: tuple[float, float]
    plate: str
    document: str
    street: tuple[str, str]
    house: int
    town: str
    workplace: str
    relation: str
    relative_given: str
    relative_family: str


def make_details(draw: Draw, person: Person) -> Details:
    """Invented numbers and addresses; every mobile number has 555 in it, every e-mail ends in example.org."""
    word = "".join(letter for letter in person.latin.family.lower() if "a" <= letter <= "z") or "someone"
    relation, relative = draw.any(_RELATIVES)
    return Details(
        country="7" if person.language in {"ru", "uk"} else draw.any(("48", "44", "49")),
        phone="9" + draw.digits(2) + "555" + draw.digits(4),
        email=f"{word[:5]}.{draw.any(('mail', 'box', 'post'))}{draw.digits(3)}@{draw.any(('example.org', 'mail.example.net'))}",
        handle=f"{draw.any(('gorets', 'lynx', 'volna', 'sokol', 'tixiy'))}_{word[:4]}{draw.digits(2)}",
        birth=(draw.random.randint(1960, 2003), draw.random.randint(1, 12), draw.random.randint(13, 28)),
        gps=(round(draw.random.uniform(42.1, 58.9), 6), round(draw.random.uniform(20.1, 60.9), 6)),
        plate=draw.any("АВЕКМНОРСТУХ")
        + draw.digits(3)
        + draw.any("АВЕКМНОРСТУХ")
        + draw.any("АВЕКМНОРСТУХ")
        + "95",
        document=draw.digits(4) + " " + draw.digits(6),
        street=draw.any(_STREETS),
        house=draw.random.randint(11, 189),
        town=draw.any(_TOWNS),
        workplace=draw.any(WORK),
        relation=relation,
        relative_given=relative,
        relative_family=draw.any(_RELATIVE_FAMILIES),
    )


def vault_entry(person: Person, details: Details, number: int) -> dict[str, Any]:
    """The person's YAML, as an author would fill it in."""
    aliases = [person.native.family] if person.family_alone else []
    if person.latin != person.native and not person.cyrillic:
        aliases += [person.latin.full] + ([person.latin.family] if person.family_alone else [])
    year, month, day = details.birth
    parts = {"given": person.native.given, "family": person.native.family}
    if person.native.patronymic:
        parts["patronymic"] = person.native.patronymic
    entry: dict[str, Any] = {
        "id": person.id,
        "pseudonym": [PSEUDONYMS[number % len(PSEUDONYMS)]],
        "name": person.native.full,
        "gender": person.gender,
        "aliases": aliases,
        "phones": [f"+{details.country}{details.phone}"],
        "emails": [details.email],
        "handles": ["@" + details.handle],
        "addresses": [f"{details.town}, улица {details.street[0]}, {details.house}"],
        "relatives": [
            {"relation": details.relation, "name": f"{details.relative_given} {details.relative_family}"}
        ],
        "birth_date": f"{year:04}-{month:02}-{day:02}",
        "workplaces": [details.workplace],
        "towns": [details.town],
        "gps": [{"lat": details.gps[0], "lon": details.gps[1]}],
        "plates": [details.plate],
        "documents": [details.document],
        "quasi": {"age": str(2017 - year)},
    }
    # Not every author splits the name: the scanner must do without.
    return entry | ({"name_parts": parts} if number % 5 else {})


def write_vault(path: Path, entries: list[dict[str, Any]]) -> None:
    """One YAML file with everyone."""
    path.write_text(
        yaml.safe_dump({"people": entries}, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
