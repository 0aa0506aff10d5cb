"""Facts about a person, each harmless alone, that narrow the person down together."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from incumbent.protection.jigsaw_facts import Clue, Fact, FactKind, distinct, facts_in

ENOUGH_FACTS = 3
ENOUGH_FACTS_WITH_A_RARE_ONE = 2
FEWEST_PEOPLE = 20


class Scope(StrEnum):
    """Over how much text facts are counted together."""

    PARAGRAPH = "paragraph"
    POST = "post"
    PSEUDONYM = "all posts under one pseudonym"


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


Placed = tuple[Passage, tuple[Fact, ...]]  # a post and the facts in it


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
        mine = [pair for pair in placed if pseudonym in pair[0].pseudonyms]
        facts = _weighed_once(mine)
        estimate = own_estimates.get(pseudonym)
        reason = reason_to_warn(facts, estimate)
        if reason is not None and (estimate is not None or _says_more(facts, mine)):
            bodies = [passage.body for passage, _ in sorted(mine, key=lambda one: (one[0].slug, one[0].body))]
            hash_ = text_hash(Scope.PSEUDONYM, "\0".join(bodies))
            warnings.append(JigsawWarning(Scope.PSEUDONYM, pseudonym, hash_, facts, reason))
    return tuple(warnings)


def _weighed_once(posts: Sequence[Placed]) -> tuple[Fact, ...]:
    """Facts of posts together; a post and its translations, which share a slug, tell each fact once.

    The words differ from language to language, so of each kind the version that tells most of it counts.
    """
    chosen: dict[tuple[str, FactKind], tuple[Fact, ...]] = {}
    for passage, facts in posts:
        for kind in dict.fromkeys(fact.kind for fact in facts):
            told = distinct([fact for fact in facts if fact.kind is kind])
            if len(told) > len(chosen.get((passage.slug, kind), ())):
                chosen[passage.slug, kind] = told
    return distinct([fact for told in chosen.values() for fact in told])


def _says_more(facts: Sequence[Fact], posts: Sequence[Placed]) -> bool:
    """Whether facts of several posts are more than those of any one."""
    several = len({passage.slug for passage, _ in posts}) > 1
    return several or len(facts) > max(len(distinct(told)) for _, told in posts)


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
