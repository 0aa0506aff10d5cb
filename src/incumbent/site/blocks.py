"""Which blocks a post may hold: interviews, claims and estimates, found and checked with their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from incumbent.domain.desk import Post
from incumbent.domain.errors import Fault
from incumbent.site.content import SiteContent
from incumbent.site.history import LeaderHistory, Said

_OPEN = re.compile(r"^:::\s*(?P<kind>[a-z]+)\s*$")
_CLOSE = re.compile(r"^:::\s*$")
_KEY = re.compile(r"^(?P<key>[a-z-]+):\s*(?P<value>.+?)\s*$")

KEYS = {
    "interview": ({"who", "date"}, {"place"}),
    "claim": ({"id"}, set[str]()),
    "estimate": ({"leader", "question", "as-of"}, set[str]()),
}
"""For each kind the keys it must and may have."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a post.

    Parameters
    ----------
    kind : str
        One of KEYS.
    line : int
        Of the file, where it begins.
    keys : dict of str to str
    body : str
        Markdown below the keys.
    """

    kind: str
    line: int
    keys: dict[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between blocks."""

    text: str


def parts_of(post: Post) -> list[Prose | Block]:
    """The post's body as prose and blocks, in order; an unclosed block reaches to the end."""
    if ":::" not in post.body:
        return [Prose(post.body)]
    parts: list[Prose | Block] = []
    waiting: list[str] = []
    opened: tuple[str, int] | None = None
    for number, line in enumerate(post.body.splitlines(), start=post.body_line):
        opening = _OPEN.match(line)
        if opened is None and opening:
            parts.append(Prose("\n".join(waiting)))
            opened, waiting = (opening["kind"], number), []
        elif opened is not None and _CLOSE.match(line):
            parts.append(_block(*opened, waiting))
            opened, waiting = None, []
        else:
            waiting.append(line)
    parts.append(Prose("\n".join(waiting)) if opened is None else _block(*opened, waiting))
    return parts


def _block(kind: str, line: int, lines: list[str]) -> Block:
    keys: dict[str, str] = {}
    for position, text in enumerate(lines):
        found = _KEY.match(text)
        if found is None:
            return Block(kind, line, keys, "\n".join(lines[position:]).strip())
        keys[found["key"]] = found["value"]
    return Block(kind, line, keys, "")


def claims_cited(post: Post) -> tuple[str, ...]:
    """Ids of the claims that a post cites, in its head or in a block, each once."""
    blocks = (part for part in parts_of(post) if isinstance(part, Block) and part.kind == "claim")
    return tuple(dict.fromkeys([*post.claims, *(block.keys.get("id", "") for block in blocks)]))


def post_faults(content: SiteContent, histories: tuple[LeaderHistory, ...]) -> list[Fault]:
    """Everything wrong in the posts' blocks, with file and line."""
    return [
        fault
        for post in content.posts
        for part in parts_of(post)
        if isinstance(part, Block)
        for fault in _faults(part, post, content, histories)
    ]


def _faults(
    block: Block, post: Post, content: SiteContent, histories: tuple[LeaderHistory, ...]
) -> Iterator[Fault]:
    if block.kind not in KEYS:
        kinds = ", ".join(sorted(KEYS))
        yield Fault(post.path, f"a block named {kinds}", "Correct its name.", block.line, value=block.kind)
        return
    needed, allowed = KEYS[block.kind]
    for key in sorted(needed - block.keys.keys()):
        must_be = f"given in a block of kind {block.kind}"
        yield Fault(post.path, must_be, f"Add a line `{key}: …` below the opening line.", block.line, key)
    for key in sorted(block.keys.keys() - needed - allowed):
        must_be = f"one of {', '.join(sorted(needed | allowed))}"
        yield Fault(post.path, must_be, "Rename or remove it.", block.line, key, block.keys[key])
    if needed <= block.keys.keys():
        yield from _VALUE_FAULTS[block.kind](block, post, content, histories)


def _interview_faults(
    block: Block, post: Post, _content: SiteContent, _histories: tuple[LeaderHistory, ...]
) -> Iterator[Fault]:
    yield from _date_faults(block, post, "date")
    if not block.body:
        yield Fault(post.path, "an interview with words in it", "Write it below an empty line.", block.line)


def _claim_faults(
    block: Block, post: Post, content: SiteContent, _histories: tuple[LeaderHistory, ...]
) -> Iterator[Fault]:
    if block.keys["id"] not in {claim.claim_id for claim in content.claims}:
        mend = "Write the id of a file in claims/."
        yield Fault(post.path, "a claim of the desk", mend, block.line, "id", block.keys["id"])


def _estimate_faults(
    block: Block, post: Post, _content: SiteContent, histories: tuple[LeaderHistory, ...]
) -> Iterator[Fault]:
    dated = list(_date_faults(block, post, "as-of"))
    yield from dated
    if dated:
        return
    if date.fromisoformat(block.keys["as-of"]) > post.published_on:
        must_be = "not after the post's own date: an old post never changes"
        yield Fault(post.path, must_be, "Cite an earlier forecast.", block.line, "as-of", block.keys["as-of"])
    elif estimate_of(block, histories) is None:
        must_be = "a forecast that stands in the record for this leader, question and day"
        value = " ".join(block.keys[key] for key in ("leader", "question", "as-of"))
        mend = "`incumbent record` lists them."
        yield Fault(post.path, must_be, mend, block.line, "as-of", value)


def _date_faults(block: Block, post: Post, key: str) -> Iterator[Fault]:
    try:
        date.fromisoformat(block.keys[key])
    except ValueError:
        yield Fault(post.path, "a date such as 2017-08-01", "Write it so.", block.line, key, block.keys[key])


_VALUE_FAULTS = {
    "interview": _interview_faults,
    "claim": _claim_faults,
    "estimate": _estimate_faults,
}


def estimate_of(block: Block, histories: tuple[LeaderHistory, ...]) -> tuple[LeaderHistory, int, Said] | None:
    """The leader, the question's place among the leader's, and the word that an estimate block cites."""
    for leader in histories:
        if leader.leader.leader_id != block.keys["leader"]:
            continue
        for position, history in enumerate(leader.questions):
            for said in history.said:
                asked = (history.question.question_id, said.origin_date.isoformat())
                if asked == (block.keys["question"], block.keys["as-of"]):
                    return leader, position, said
    return None
