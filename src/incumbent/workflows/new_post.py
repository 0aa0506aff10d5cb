"""How is a post begun: a draft with its head filled in, and its blocks shown by example."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from incumbent.domain.desk import Desk, Post
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import ForecastEntry
from incumbent.record import read
from incumbent.workflows.desk import read_desk
from incumbent.workflows.new_desk import latin_words

_INTERVIEW = """\
::: interview
who: {who}
date: {today}

*The first question?*

The answer, in {who}'s own words.
:::
"""


@dataclass(frozen=True, slots=True)
class Begun:
    """What a post is begun with.

    Parameters
    ----------
    title : str
    leader : str or None
        Id of the leader it is about; its newest recorded estimate is cited.
    who : str or None
        Changed name of somebody interviewed; makes the post an interview.
    translation_of : str or None
        Slug of the post that this one translates.
    language : str or None
        Absent: the desk's first.
    slug : str or None
        Absent: made of the title.
    """

    title: str
    leader: str | None = None
    who: str | None = None
    translation_of: str | None = None
    language: str | None = None
    slug: str | None = None


def begin_post(folder: Path, begun: Begun, today: date) -> Path:
    """Write a draft that the desk accepts as it is; nothing of it is published while it says `draft`.

    Raises
    ------
    RefusedError
        If the leader, the language or the translated post is not of this desk, or the file is there.
    FaultsFoundError
        If the desk is at fault.
    """
    desk = read_desk(folder, today)
    _require_known(desk, begun)
    language = begun.language or desk.settings.languages[0]
    slug = begun.translation_of or begun.slug or _slug(begun.title)
    ending = "" if language == desk.settings.languages[0] else f".{language}"
    path = folder / "posts" / f"{slug}{ending}.md"
    if path.exists():
        msg = f"{path} is there already; nothing was changed. Give the post another name with --slug."
        raise RefusedError(msg)
    original = next((post for post in desk.posts if post.slug == begun.translation_of), None)
    path.parent.mkdir(exist_ok=True)
    path.write_text(_text(folder, begun, _head(begun, original, slug, language, today), today), "utf-8")
    return path


def _require_known(desk: Desk, begun: Begun) -> None:
    originals = {post.slug for post in desk.posts if post.language == desk.settings.languages[0]}
    for value, known, what in (
        (begun.leader, set(desk.leaders), "leader"),
        (begun.language, set(desk.settings.languages), "language"),
        (begun.translation_of, originals, "post to translate"),
    ):
        if value is not None and value not in known:
            msg = f"this desk has no {what} {value!r}; it has: {', '.join(sorted(known)) or 'none'}."
            raise RefusedError(msg)
    if begun.translation_of and begun.language in {None, desk.settings.languages[0]}:
        msg = "a translation needs a language other than the desk's first: name it with --language."
        raise RefusedError(msg)


def _head(begun: Begun, original: Post | None, slug: str, language: str, today: date) -> dict[str, Any]:
    head: dict[str, Any] = {"title": begun.title, "date": today, "slug": slug, "language": language}
    if original is not None:
        head |= {"translation_of": original.slug, "date": original.published_on}
        kept = {"leaders": original.leaders, "claims": original.claims, "pseudonyms": original.pseudonyms}
        head |= {name: list(values) for name, values in kept.items() if values}
        head |= {"kind": "interview"} if original.interview else {}
        head |= {"fictional": True} if original.fictional else {}
    if begun.leader:
        head["leaders"] = [begun.leader]
    if begun.who:
        head |= {"kind": "interview", "pseudonyms": [begun.who]}
    return head | {"draft": True}


def _text(folder: Path, begun: Begun, head: dict[str, Any], today: date) -> str:
    import yaml

    written = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, default_flow_style=None, width=110)
    parts = ["Write here."]
    if begun.who:
        parts.append(_INTERVIEW.format(who=begun.who, today=today))
    if begun.leader and (cited := _newest_estimate(folder, begun.leader)):
        parts.append(cited)
    return f"---\n{written}---\n\n" + "\n".join(f"{part.strip()}\n" for part in parts)


def _newest_estimate(folder: Path, leader: str) -> str | None:
    """A block that cites the leader's newest recorded estimate; None before there is one."""
    entries = read(folder / "record") if (folder / "record").is_dir() else []
    found = [entry for entry in entries if entry["kind"] == "forecast" and _asks(entry, leader)]
    if not found:
        return None
    newest = max(found, key=lambda entry: entry["forecast"]["origin_date"])
    question = newest.get("questions", [])[0]["id"]
    as_of = newest["forecast"]["origin_date"]
    return f"::: estimate\nleader: {leader}\nquestion: {question}\nas-of: {as_of}\n:::\n"


def _asks(entry: ForecastEntry, leader: str) -> bool:
    return entry["forecast"]["leader_id"] == leader and bool(entry.get("questions"))


def _slug(title: str) -> str:
    """An address in Latin letters."""
    return "-".join(latin_words(title))[:60].strip("-") or "post"
