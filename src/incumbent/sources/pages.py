"""How a list that comes in pages is read to its end, and never round in a circle."""

from __future__ import annotations

from collections.abc import Callable

from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.sources.ask import Ask


def read_pages(
    fetch: Callable[[Ask], Snapshot],
    first: Ask,
    next_ask: Callable[[Snapshot], Ask | None],
    most: int,
) -> tuple[Snapshot, ...]:
    """Every page of a list.

    Parameters
    ----------
    fetch : callable
        Asks one page; raises SourceError when it fails.
    first : Ask
    next_ask : callable
        The ask for the page after a page; None at the end.
    most : int
        Pages after which a list counts as endless.

    Raises
    ------
    SourceError
        If a page fails, names a page already read, repeats the content of one, or there are more than
        `most`. No part of a list is handed on as if it were the whole.
    """
    pages: list[Snapshot] = []
    asked: set[str] = set()
    contents: set[str] = set()
    ask: Ask | None = first
    while ask is not None:
        if ask.address in asked:
            raise _endless(ask, "names a page already read")
        if len(pages) == most:
            raise _endless(ask, f"does not end after {most} pages")
        asked.add(ask.address)
        page = fetch(ask)
        ask_after = next_ask(page)
        if ask_after is not None and page.sha256 in contents:
            raise _endless(ask, "repeats a page under another name")
        contents.add(page.sha256)
        pages.append(page)
        ask = ask_after
    return tuple(pages)


def _endless(ask: Ask, what: str) -> SourceError:
    mend = "The list was not used. The way of paging may have changed: mend the adapter."
    return SourceError(ask.source, ask.address, f"the list {what}", mend)
