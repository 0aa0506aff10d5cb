"""Options of every command that asks the outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from incumbent.domain.snapshot import Snapshot
    from incumbent.sources.ask import Ask

W = TypeVar("W", bound=StrEnum)

_LEFT_OUT = "The desk's folder; may be left out inside it."
DeskWord = Annotated[Path | None, typer.Argument(help=_LEFT_OUT)]
DeskOrRecord = Annotated[
    Path | None, typer.Argument(help="A desk, a built site, or a record folder; may be left out in a desk.")
]
FirstWord = Annotated[str | None, typer.Argument(help=_LEFT_OUT)]
PlacedDesk = Annotated[Path | None, typer.Option("--desk", help="The desk's folder, named apart.")]
ProxyOption = Annotated[
    str | None, typer.Option("--proxy", help="Ask through this proxy, e.g. socks5h://127.0.0.1:9050.")
]
TorOption = Annotated[bool, typer.Option("--tor", help="Ask through Tor on this machine (port 9050).")]


def is_desk(word: str | Path | None) -> bool:
    """True where a word names the folder of a desk."""
    return word is not None and (Path(word) / "desk.toml").is_file()


def the_desk(desk: Path | None, named: Path | None) -> Path:
    """The desk meant by `DESK`, by `--desk DESK`, or by nothing at all inside one.

    Commands that also read a built site or a record folder take it in the same place.
    """
    if desk is not None and named is not None:
        msg = f"the desk is named twice: leave out {str(desk)!r} or --desk"
        raise typer.BadParameter(msg)
    meant = desk or named
    if meant is None and not is_desk(Path()):
        msg = "this folder is no desk: name one, as in: my-desk, or: --desk my-desk"
        raise typer.BadParameter(msg)
    return meant or Path()


def desk_and_word(first: str | None, second: str | None, named: Path | None, what: str) -> tuple[Path, str]:
    """The desk and the word meant by `DESK WORD`, `WORD DESK`, `WORD --desk DESK`, or, inside one, `WORD`."""
    if first is None or (second is None and named is None and is_desk(first)):
        msg = f"name {what} too"
        raise typer.BadParameter(msg)
    if second is None:
        return the_desk(None, named), first
    desk, word = (second, first) if _other_order(first, second) else (first, second)
    return the_desk(Path(desk), named), word


def _other_order(first: str, second: str) -> bool:
    """True where only the second word is a folder."""
    return Path(second).is_dir() and not Path(first).is_dir()


def desk_and_leader(first: str | None, second: str | None, desk: Path | None) -> tuple[Path, str | None]:
    """The desk and the leader meant by `DESK LEADER`, `DESK`, or, where the desk is named apart, `LEADER`.

    A single word that is no folder is a leader of the desk in the current folder, if one is there; two words
    are read in the other order where only the second is a folder.
    """
    if desk is not None and second is not None:
        msg = f"the desk is named twice: leave out {first!r} or --desk"
        raise typer.BadParameter(msg)
    if desk is not None:
        return desk, first
    if first is None or (second is None and not Path(first).is_dir() and Path("desk.toml").is_file()):
        return Path(), first
    if second is not None and _other_order(first, second):
        first, second = second, first
    return Path(first), second


def a_day(text: str | datetime) -> datetime:
    """A day as an author types it, at midnight; what a prompt has read already passes through."""
    return text if isinstance(text, datetime) else _read(text, "%Y-%m-%d", "2017-04-03")


def a_day_gone_by(text: str) -> datetime:
    """A day that is not after today."""
    day = a_day(text)
    if day.date() > date.today():  # noqa: DTZ011  # the author's own calendar day
        msg = f"{text.strip()!r} is still to come: write a day that has been."
        raise typer.BadParameter(msg)
    return day


def a_month(text: str | datetime) -> datetime:
    """The first day of a month as an author types it."""
    return text if isinstance(text, datetime) else _read(text, "%Y-%m", "2017-04")


def an_address(text: str) -> str:
    """The address of a page, as it stands in a browser."""
    if not text.strip().startswith(("https://", "http://")):
        msg = f"{text!r} is no address: copy it from the browser, with https:// in front."
        raise typer.BadParameter(msg)
    return text.strip()


def a_short_name(text: str) -> str:
    """A name fit for an id, made of what was typed where only capitals and blanks stand in the way."""
    name = re.sub(r"\s+", "-", text.strip().lower())
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,59}", name) is None:
        msg = f"{text!r} is no short name: write Latin letters, digits and hyphens, as in ladbrokes."
        raise typer.BadParameter(msg)
    return name


def one_of(words: type[W]) -> Callable[[str | W], W]:
    """A reader of one of some words, which are told where another is typed."""

    def read(text: str | W) -> W:
        try:
            return words(text.strip().lower())
        except ValueError:
            msg = f"{str(text)!r} is none of these: {', '.join(words)}."
            raise typer.BadParameter(msg) from None

    read.__name__ = words.__name__
    return read


def word_option(words: type[StrEnum], *names: str, prompt: str, help: str) -> Any:  # noqa: A002  # as typer names it
    """An option that takes one of some words, and asks for it with all of them shown."""
    return typer.Option(*names, parser=one_of(words), prompt=prompt, help=help)


def _read(text: str, form: str, example: str) -> datetime:
    try:
        return datetime.strptime(text.strip(), form)  # noqa: DTZ007  # a day of the calendar has no zone
    except ValueError:
        kind = "date: write 3 April 2017" if "%d" in form else "month: write April 2017"
        msg = f"{text!r} is no {kind} as {example}."
        raise typer.BadParameter(msg) from None


def day_option(*names: str, help: str, prompt: str | None = None) -> Any:  # noqa: A002  # as typer names it
    """An option that takes a day of the calendar."""
    return typer.Option(*names, parser=a_day, metavar="YEAR-MONTH-DAY", help=help, prompt=prompt or False)


def kept_answer(path: Path) -> Callable[[Ask], Snapshot]:
    """A file with an answer kept earlier, in place of asking."""
    from incumbent.domain.snapshot import Snapshot

    return lambda _ask: Snapshot(path.name, path.read_bytes(), now())


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)
