"""Asks whether a person looked at what no scanner sees, in every post that carries a changed name."""

from __future__ import annotations

from pathlib import Path

from incumbent.domain.desk import Desk, Post
from incumbent.domain.errors import RefusedError
from incumbent.protection.checklist import ITEMS
from incumbent.protection.jigsaw import Passage
from incumbent.workflows.checklist import checklist
from incumbent.workflows.jigsaw import pending_of, warning_id
from incumbent.workflows.private import private_folder

SIGNED = "checklist.json"
"""File of sign-offs in the private folder."""


def require_jigsaw_looked_at(desk: Desk, folder: Path) -> None:
    """Hold a publication while facts that may name a protected person together wait for a person's judgement.

    Parameters
    ----------
    desk : Desk
    folder : Path
        The desk's folder; acknowledgements stand in its private folder.

    Raises
    ------
    RefusedError
        With the number of warnings and their ids; never with their words.
    """
    protected = _protected(desk)
    passages = [Passage(post.slug, post.body, post.pseudonyms) for post in protected]
    pending = pending_of(passages, private_folder(folder)) if passages else ()
    if pending:
        ids = ", ".join(warning_id(one) for one in pending)
        msg = (
            f"{len(pending)} warning(s) say that facts together may name a person whose name was changed "
            f"(ids {ids}). Nothing was published. Look at them with `incumbent protect jigsaw DESK --private "
            "PRIVATE`; then say less, or acknowledge each with --acknowledge ID --reason WHY."
        )
        raise RefusedError(msg)


def signed_off(desk: Desk, folder: Path) -> dict[str, tuple[int, int]]:
    """How many items of the checklist, of how many, are signed for each post with a changed name.

    Parameters
    ----------
    desk : Desk
    folder : Path
        The desk's folder.
    """
    signed = private_folder(folder) / SIGNED
    states = {post.path: checklist(folder / post.path, signed) for post in _protected(desk)}
    return {path: (sum(state.values()), len(ITEMS)) for path, state in states.items()}


def signed_of(post: Path) -> Path:
    """The file of sign-offs of the desk that a post lies in."""
    return private_folder(post.absolute().parent.parent) / SIGNED


def _protected(desk: Desk) -> list[Post]:
    return [post for post in desk.posts if post.pseudonyms and not post.draft]
