"""What a fact about a person is, and where a text tells one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum


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
