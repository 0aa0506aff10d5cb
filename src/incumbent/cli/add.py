"""`incumbent add`: writes one price into the evidence, after showing the row."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import a_short_name, an_address, day_option, is_desk, the_desk, word_option

if TYPE_CHECKING:
    from incumbent.workflows.adding import Draft

_HELP = """Add a price to the evidence.

Asks for what is missing, shows the row, writes it when you say yes. The same price twice is written once.
Two sides of a book that sum to less than 100 % or more than 125 % are asked about first; --yes refuses them.

Examples:

  incumbent add putin 1/6 --means stays --by 2018-05-08 --source https://example.org/odds

  incumbent add putin -2000 +1000 --means stays --by 2019-12-31 --who ladbrokes --kind bookmaker

  incumbent add putin 12% --means goes --by 2026-12-31 --kind exchange
"""


class Means(StrEnum):
    """What the first price is the price of."""

    GOES = "goes"
    STAYS = "stays"


class Kind(StrEnum):
    """Who says it."""

    BOOKMAKER = "bookmaker"
    EXCHANGE = "exchange"
    CROWD = "crowd"
    EXPERT = "expert"


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    # unknown options are let through because a price may begin with a minus sign
    app.command("add", help=_HELP, context_settings={"ignore_unknown_options": True})(add)


def _known(context: typer.Context, leader: str) -> str:
    """Ask for nothing more where the leader is mistyped; a desk's folder in front of it passes."""
    from incumbent.workflows.adding import require_leader

    named: Path | None = context.params.get("place")
    if named is None and is_desk(leader):
        return leader
    require_leader(the_desk(None, named), leader)
    return leader


def _readable(context: typer.Context, words: list[str]) -> list[str]:
    """Ask for nothing more where a price cannot be read."""
    from incumbent.workflows.adding import require_leader, require_price

    first: str | None = context.params.get("desk")
    prices = words
    if first is not None and context.params.get("place") is None and is_desk(first):
        require_leader(Path(first), words[0])
        prices = words[1:]
        if not prices:
            msg = f"name a price after {words[0]}, as in 1/6 or 12%"
            raise typer.BadParameter(msg)
    for price in prices:
        if price.startswith("--") or (price.startswith("-") and price[1:2].isalpha()):
            msg = f"no such option: {price}"
            raise typer.BadParameter(msg)
        require_price(price)
    return words


def add(
    desk: Annotated[
        str,
        typer.Argument(
            callback=_known,
            help="Id of the leader, as in leaders/ID.toml; the desk's folder before it, if not inside.",
            metavar="LEADER",
        ),
    ],
    words: Annotated[
        list[str],
        typer.Argument(
            callback=_readable, help="The price as printed; a second for the other side.", metavar="PRICE…"
        ),
    ],
    *,
    by: Annotated[
        datetime,
        day_option(
            prompt="Until which day does it ask, as year-month-day",
            help="The deadline.",
        ),
    ],
    means: Annotated[
        Means,
        word_option(
            Means,
            prompt="Is the first price that of going by then, or of staying",
            help="What the price is of.",
        ),
    ],
    kind: Annotated[Kind, word_option(Kind, prompt="Who says it", help="What kind of source it is.")],
    who: Annotated[
        str,
        typer.Option(
            prompt="Its short name, as in ladbrokes",
            parser=a_short_name,
            metavar="NAME",
            help="The source's short name.",
        ),
    ],
    source: Annotated[
        str,
        typer.Option(
            prompt="Address of the page where you read it",
            parser=an_address,
            metavar="ADDRESS",
            help="Address of the page.",
        ),
    ],
    on: Annotated[
        datetime | None,
        day_option(help="Day of the price; today if absent."),
    ] = None,
    note: Annotated[str, typer.Option(help="What a reader must know to trust or doubt it.")] = "",
    place: Annotated[
        Path | None, typer.Option("--desk", is_eager=True, help="The desk's folder, named apart.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
) -> None:
    """Draft, show, confirm, write."""
    from incumbent.domain.errors import RefusedError
    from incumbent.domain.vocabulary import SourceKind
    from incumbent.workflows.adding import Found, drafted, write

    today = date.today()  # noqa: DTZ011  # the author's own calendar day
    folder, leader, prices = _placed(desk, words, place)
    found = Found(
        leader_id=leader,
        prices=tuple(prices),
        by=by.date(),
        goes=means is Means.GOES,
        who=who,
        kind=SourceKind(kind.value),
        source_url=source,
        on=on.date() if on else today,
        note=note,
    )
    draft = drafted(folder, found, today)
    _show(draft)
    if draft.already_there:
        typer.echo("\nThis is there already; nothing was written.")
        return
    if yes and draft.doubt:
        msg = f"{draft.doubt} Nothing was written; without --yes you are asked."
        raise RefusedError(msg)
    if not yes and not typer.confirm("\nWrite it?", default=not draft.doubt):
        typer.echo("Nothing was written.")
        return
    write(folder, draft)
    typer.echo("Written.")


def _placed(first: str, words: list[str], named: Path | None) -> tuple[Path, str, list[str]]:
    """Desk, leader and prices of `DESK LEADER PRICE…`, or of `LEADER PRICE…` with the desk named apart."""
    if named is None and is_desk(first):
        return Path(first), words[0], words[1:]
    return the_desk(None, named), first, words


def _show(draft: Draft) -> None:
    """The rows as they will be written, and what is to be known of them."""
    for row in draft.rows:
        typer.echo(f"\n{draft.table}")
        for name, cell in row.items():
            if cell:
                typer.echo(f"  {name:15} {cell}")
    for line in (*draft.notes, draft.doubt):
        if line:
            typer.echo(f"\n{line}")
