"""What a vault's file may say, and what it means."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from incumbent.domain.errors import RefusedError
from incumbent.protection.person import Allowance, Gender, NameParts, Person, Point, Relative, Vault

# The same language, read and written in C where libyaml is there.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True)


class _Parts(_Model):
    given: str = ""
    patronymic: str = ""
    family: str = ""


class _Relative(_Model):
    relation: str = ""
    name: str = ""
    aliases: list[str] = Field(default_factory=list[str])


class _Point(_Model):
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class _Allowance(_Model):
    mark: str = Field(pattern="^[0-9a-f]{16}$")
    reason: str = Field(min_length=3)
    expires: date


class _Person(_Model):
    id: str = Field(pattern="^[a-z0-9][a-z0-9_.-]{0,63}$")
    pseudonym: list[str] = Field(default_factory=list[str])
    name: str = ""
    name_parts: _Parts = Field(default_factory=_Parts)
    gender: Gender = Gender.UNKNOWN
    aliases: list[str] = Field(default_factory=list[str])
    phones: list[str] = Field(default_factory=list[str])
    emails: list[str] = Field(default_factory=list[str])
    handles: list[str] = Field(default_factory=list[str])
    addresses: list[str] = Field(default_factory=list[str])
    relatives: list[_Relative] = Field(default_factory=list[_Relative])
    birth_date: date | None = None
    workplaces: list[str] = Field(default_factory=list[str])
    towns: list[str] = Field(default_factory=list[str])
    gps: list[_Point] = Field(default_factory=list[_Point])
    plates: list[str] = Field(default_factory=list[str])
    documents: list[str] = Field(default_factory=list[str])
    quasi: dict[str, str] = Field(default_factory=dict[str, str])
    allow: list[_Allowance] = Field(default_factory=list[_Allowance])
    secret: str = ""

    @field_validator("gender", mode="before")
    @classmethod
    def _known_gender(cls, value: object) -> object:
        short = {"m": "male", "f": "female", "masc": "male", "femn": "female", "м": "male", "ж": "female"}
        return short.get(str(value).lower(), value) if value else "unknown"

    @field_validator(
        "pseudonym", "aliases", "phones", "emails", "handles", "addresses", "workplaces", "towns", "plates",
        "documents",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _one_or_more(cls, value: object) -> object:
        """A single value stands for a list of one; numbers are text."""
        if value is None:
            return []
        values = cast("list[object]", value) if isinstance(value, list) else [value]
        return [str(one) if isinstance(one, int) else one for one in values]

    @field_validator("quasi", mode="before")
    @classmethod
    def _as_text(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value or {}
        return {str(key): str(one) for key, one in cast("dict[object, object]", value).items()}


def _person(raw: object, where: str) -> Person:
    try:
        model = _Person.model_validate(raw)
    except ValidationError as error:
        raise RefusedError(_explained(error, where)) from None
    if not (model.name or model.name_parts.family or model.aliases):
        msg = f"{where}: a name form is missing. Give `name`, `name_parts` or `aliases`."
        raise RefusedError(msg)
    return Person(
        id=model.id,
        pseudonym=tuple(model.pseudonym),
        name=model.name,
        name_parts=NameParts(model.name_parts.given, model.name_parts.patronymic, model.name_parts.family),
        gender=model.gender,
        aliases=tuple(model.aliases),
        phones=tuple(model.phones),
        emails=tuple(model.emails),
        handles=tuple(model.handles),
        addresses=tuple(model.addresses),
        relatives=tuple(Relative(one.relation, one.name, tuple(one.aliases)) for one in model.relatives),
        birth_date=model.birth_date,
        workplaces=tuple(model.workplaces),
        towns=tuple(model.towns),
        gps=tuple(Point(one.lat, one.lon) for one in model.gps),
        plates=tuple(model.plates),
        documents=tuple(model.documents),
        quasi=tuple(sorted(model.quasi.items())),
        allow=tuple(Allowance(one.mark, one.reason, one.expires) for one in model.allow),
        secret=model.secret,
    )


def _explained(error: ValidationError, where: str) -> str:
    """What is wrong, without any value: an unknown key may itself be a name, so it is not repeated."""
    told: list[str] = []
    for fault in error.errors(include_input=False, include_context=False, include_url=False):
        known = [str(part) for part in fault["loc"] if isinstance(part, int) or str(part) in _KNOWN_KEYS]
        key = ".".join(known) or "a key"
        is_unknown = fault["type"] == "extra_forbidden"
        told.append(f"{key}: unknown key{_meant(fault['loc'])}" if is_unknown else f"{key}: {fault['type']}")
    return f"{where} breaks the vault's schema: {'; '.join(sorted(set(told)))}. See docs/protection-guide.md."


def _meant(place: tuple[int | str, ...]) -> str:
    """The schema's own key that an unknown one is a slip of, if any."""
    near = get_close_matches(str(place[-1]), sorted(_KNOWN_KEYS), 1, 0.75)
    return f" (did you mean {near[0]}?)" if near else ""


_KNOWN_KEYS = frozenset(
    key for model in (_Person, _Parts, _Relative, _Point, _Allowance) for key in model.model_fields
)


def _documents(text: str, where: str) -> list[Any]:
    try:
        return [document for document in yaml.load_all(text, Loader=_LOADER) if document is not None]
    except (yaml.YAMLError, ValueError):
        msg = f"{where} is not readable YAML: wrong key, damaged, or a typing error. Nothing was published."
        raise RefusedError(msg) from None


def person_from_yaml(text: str, where: str) -> Person:
    """One person from a vault file's text.

    Raises
    ------
    RefusedError
        If the text is no YAML, breaks the schema or has an unknown key; never with content.
    """
    people = people_from_yaml(text, where)
    if len(people) != 1:
        msg = f"{where} holds {len(people)} people: must be one a file"
        raise RefusedError(msg)
    return people[0]


def people_from_yaml(text: str, where: str) -> list[Person]:
    """All people of a YAML text: documents, a list, or a list under `people`."""
    people: list[Person] = []
    for document in _documents(text, where):
        inner: Any = document
        if isinstance(document, dict) and "id" not in document:
            inner = cast("dict[str, Any]", document).get("people", cast("Any", document))
        listed: list[Any] = cast("list[Any]", inner) if isinstance(inner, list) else [inner]
        people += [_person(raw, where) for raw in listed]
    return people


def to_yaml(person: Person) -> str:
    """A person as the YAML of a vault file; empty fields are left out."""
    parts = {
        key: value for key in ("given", "patronymic", "family") if (value := getattr(person.name_parts, key))
    }
    raw: dict[str, Any] = {
        "id": person.id,
        "pseudonym": list(person.pseudonym),
        "name": person.name,
        "name_parts": parts,
        "gender": person.gender.value,
        "aliases": list(person.aliases),
        "phones": list(person.phones),
        "emails": list(person.emails),
        "handles": list(person.handles),
        "addresses": list(person.addresses),
        "relatives": [
            {"relation": one.relation, "name": one.name, "aliases": list(one.aliases)}
            for one in person.relatives
        ],
        "birth_date": person.birth_date,
        "workplaces": list(person.workplaces),
        "towns": list(person.towns),
        "gps": [{"lat": one.lat, "lon": one.lon} for one in person.gps],
        "plates": list(person.plates),
        "documents": list(person.documents),
        "quasi": dict(person.quasi),
        "allow": [{"mark": one.mark, "reason": one.reason, "expires": one.expires} for one in person.allow],
        "secret": person.secret,
    }
    kept = {key: value for key, value in raw.items() if value}
    return yaml.dump(kept, Dumper=_DUMPER, allow_unicode=True, sort_keys=False)


def vault_of(people: Iterable[Person]) -> Vault:
    """A vault of people; its key and commitment follow from the content, without the allow entries' order.

    Raises
    ------
    RefusedError
        If two people have the same id.
    """
    kept: Sequence[Person] = sorted(people, key=lambda person: person.id)
    if len({person.id for person in kept}) != len(kept):
        msg = "two people of the vault have the same id. Give each person an own id."
        raise RefusedError(msg)
    return Vault(tuple(kept), _key(kept), _commitment(kept))


def _key(people: Sequence[Person]) -> bytes:
    """Key of what is about nobody: from the keys of all."""
    digest = hashlib.blake2b(digest_size=32, person=b"incumbent-vault")
    for person in people:
        digest.update(person.key)
    return digest.digest()


def _commitment(people: Sequence[Person]) -> str:
    digest = hashlib.blake2b(digest_size=32, key=_key(people), person=b"incumbent-whole")
    for person in people:
        digest.update(to_yaml(person).encode())
    return digest.hexdigest()
