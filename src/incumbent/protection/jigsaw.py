"""Facts about a person, each harmless alone, that narrow the person down together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

ENOUGH_FACTS = 3
ENOUGH_FACTS_WITH_A_RARE_ONE = 2
FEWEST_PEOPLE = 20


class FactKind(StrEnum):
    """What a fact tells of a person."""

    AGE = "age"
    BIRTH_YEAR = "birth year"
    TOWN = "town"
    DISTRICT = "district"
    ETHNIC_GROUP = "ethnic group"
    JOB = "job"
    EMPLOYER = "employer"
    FAMILY_ROLE = "family role"
    CHILDREN = "number of children"
    INJURY = "injury"
    DETENTION_DATE = "detention date"
    GIVEN_NAME = "given name"
    CAR = "car"
    SOCIAL_NETWORK = "social network found on"


class Scope(StrEnum):
    """Over how much text facts are counted together."""

    PARAGRAPH = "paragraph"
    POST = "post"
    PSEUDONYM = "all posts under one pseudonym"


@dataclass(frozen=True, slots=True)
class Clue:
    """How one kind of fact is written in one language.

    Parameters
    ----------
    kind : FactKind
    pattern : compiled pattern
        Its group `fact`, or the whole match, is the fact.
    instead : function of the match to str
        A more general wording.
    is_rare : function of the match to bool
        Whether few people share the fact.
    """

    kind: FactKind
    pattern: re.Pattern[str]
    instead: Callable[[re.Match[str]], str]
    is_rare: Callable[[re.Match[str]], bool]


def clue(
    kind: FactKind,
    pattern: str,
    instead: str | Callable[[re.Match[str]], str],
    rare: bool | Callable[[re.Match[str]], bool] = False,
    flags: re.RegexFlag = re.IGNORECASE,
) -> Clue:
    """A clue whose wording and rarity may be constants.

    Parameters
    ----------
    kind : FactKind
    pattern : str
        Regular expression; its group `fact`, where there is one, is the fact.
    instead : str or function of the match
    rare : bool or function of the match
    flags : re.RegexFlag

    Returns
    -------
    Clue
    """
    return Clue(
        kind,
        re.compile(pattern, flags),
        instead if callable(instead) else lambda _: instead,
        rare if callable(rare) else lambda _: rare,
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in a text.

    Parameters
    ----------
    kind : FactKind
    text : str
        As it stands there.
    start, end : int
        Characters in the text, half open.
    is_rare : bool
        Two facts of which one is rare are enough for a warning.
    instead : str
        A more general wording.
    where : str
        Slug of the post and paragraph, counted from 1, e.g. "interview, paragraph 3"; "" before it is placed.
    """

    kind: FactKind
    text: str
    start: int
    end: int
    is_rare: bool
    instead: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One post, as far as facts are counted in it.

    Parameters
    ----------
    slug : str
    body : str
        Markdown.
    pseudonyms : tuple of str
        Changed names in it.
    """

    slug: str
    body: str
    pseudonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JigsawWarning:
    """Facts that may name a person together.

    Parameters
    ----------
    scope : Scope
    about : str
        The post and paragraph, the post, or the pseudonym.
    text_hash : str
        SHA-256 of the scope and text: an acknowledgement holds for this text only.
    facts : tuple of Fact
        May be empty when the author's own estimate alone is the reason.
    reason : str
        Why this is a warning.
    """

    scope: Scope
    about: str
    text_hash: str
    facts: tuple[Fact, ...]
    reason: str


def facts_in(text: str, clues: Sequence[Clue]) -> tuple[Fact, ...]:
    """Every fact in a text, in order; a fact inside a longer one of its kind is left out.

    Parameters
    ----------
    text : str
    clues : sequence of Clue

    Returns
    -------
    tuple of Fact
    """
    found = sorted(
        (_fact(clue, match) for clue in clues for match in clue.pattern.finditer(text)),
        key=lambda fact: (fact.start, -fact.end),
    )
    kept: list[Fact] = []
    for fact in found:
        covered = any(one.kind is fact.kind and one.start < fact.end and fact.start < one.end for one in kept)
        if not covered:
            kept.append(fact)
    return tuple(kept)


def _fact(clue: Clue, match: re.Match[str]) -> Fact:
    group = "fact" if "fact" in clue.pattern.groupindex and match["fact"] is not None else 0
    return Fact(
        kind=clue.kind,
        text=" ".join(match[group].split()),
        start=match.start(group),
        end=match.end(group),
        is_rare=clue.is_rare(match),
        instead=clue.instead(match),
    )


def distinct(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """Facts without repetitions: the same words about the same kind count once."""
    kept: dict[tuple[FactKind, str], Fact] = {}
    for fact in facts:
        key = (fact.kind, fact.text.casefold())
        if key not in kept or (fact.is_rare and not kept[key].is_rare):
            kept[key] = fact
    return tuple(kept.values())


def reason_to_warn(facts: Sequence[Fact], own_estimate: int | None) -> str | None:
    """Why these facts are too many together, or None.

    Parameters
    ----------
    facts : sequence of Fact
        Distinct.
    own_estimate : int or None
        How many people, by the author's own estimate, fit everything written; from 1.

    Returns
    -------
    str or None
    """
    if own_estimate is not None and own_estimate < FEWEST_PEOPLE:
        return f"by your own estimate only {own_estimate} people fit (fewer than {FEWEST_PEOPLE})"
    if len(facts) >= ENOUGH_FACTS:
        return f"{len(facts)} facts together"
    if len(facts) >= ENOUGH_FACTS_WITH_A_RARE_ONE and any(fact.is_rare for fact in facts):
        return f"{len(facts)} facts together, of which few people share one"
    return None


def text_hash(scope: Scope, text: str) -> str:
    """What an acknowledgement is bound to: it ends with the first changed letter."""
    return hashlib.sha256(f"{scope.value}\0{text}".encode()).hexdigest()


def jigsaw_warnings(
    passages: Sequence[Passage], clues: Sequence[Clue], own_estimates: Mapping[str, int]
) -> tuple[JigsawWarning, ...]:
    """Warnings over each paragraph, each post, and all posts under one pseudonym.

    Parameters
    ----------
    passages : sequence of Passage
        Posts; those without a changed name are not counted.
    clues : sequence of Clue
    own_estimates : mapping of pseudonym to int
        How many people fit everything written under it, as far as the author estimated.

    Returns
    -------
    tuple of JigsawWarning
        Narrow scopes first. A scope whose facts are those of a narrower one that warns already is not
        repeated, unless the author's own estimate is its reason.
    """
    named = [passage for passage in passages if passage.pseudonyms]
    # A translation has its original's slug: facts go with the passage, not with its name.
    placed = [(passage, tuple(_placed_facts(passage, clues))) for passage in named]
    warnings = [warning for pair in placed for warning in _post_warnings(*pair)]
    for pseudonym in sorted({name for passage in named for name in passage.pseudonyms}):
        mine = [passage for passage in named if pseudonym in passage.pseudonyms]
        facts = distinct([fact for passage, found in placed if passage in mine for fact in found])
        estimate = own_estimates.get(pseudonym)
        reason = reason_to_warn(facts, estimate)
        if reason is not None and (len(mine) > 1 or estimate is not None):
            text = "\0".join(passage.body for passage in sorted(mine, key=lambda one: (one.slug, one.body)))
            warnings.append(
                JigsawWarning(Scope.PSEUDONYM, pseudonym, text_hash(Scope.PSEUDONYM, text), facts, reason)
            )
    return tuple(warnings)


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a Markdown text."""
    return [piece for piece in re.split(r"\n\s*\n", body) if piece.strip()]


def _placed_facts(passage: Passage, clues: Sequence[Clue]) -> Iterator[Fact]:
    for number, paragraph in enumerate(paragraphs(passage.body), start=1):
        for fact in facts_in(paragraph, clues):
            yield Fact(
                fact.kind,
                fact.text,
                fact.start,
                fact.end,
                fact.is_rare,
                fact.instead,
                f"{passage.slug}, paragraph {number}",
            )


def _post_warnings(passage: Passage, facts: Sequence[Fact]) -> Iterator[JigsawWarning]:
    told: set[tuple[Fact, ...]] = set()
    for number, paragraph in enumerate(paragraphs(passage.body), start=1):
        about = f"{passage.slug}, paragraph {number}"
        here = distinct([fact for fact in facts if fact.where == about])
        reason = reason_to_warn(here, None)
        if reason is not None:
            told.add(here)
            yield JigsawWarning(Scope.PARAGRAPH, about, text_hash(Scope.PARAGRAPH, paragraph), here, reason)
    whole = distinct(facts)
    reason = reason_to_warn(whole, None)
    if reason is not None and whole not in told:
        yield JigsawWarning(Scope.POST, passage.slug, text_hash(Scope.POST, passage.body), whole, reason)
