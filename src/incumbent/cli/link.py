"""`incumbent link`: finds markets, shows their rule texts, and keeps the author's word on one."""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from incumbent.cli.asking import (
    FirstWord,
    PlacedDesk,
    ProxyOption,
    TorOption,
    a_day,
    desk_and_word,
    now,
)
from incumbent.cli.output import FormatOption, OutputFormat, Table, show
from incumbent.domain.market import YesMeans
from incumbent.domain.vocabulary import Event, Target

if TYPE_CHECKING:
    from incumbent.domain.errors import SourceError
    from incumbent.workflows.link import Candidate

_HELP = """Link a market to a leader, after reading its rule text.

Without --market it searches the venues and lists what it finds. With --market it shows that market's rule
text; what Yes means, which event is asked for and the deadline are then asked of you, never guessed.

Example: incumbent link ada --search "Example president"
Example: incumbent link ada --market kalshi:KXEXAMPLE-27"""


def register(app: typer.Typer) -> None:
    """Add the command to the root."""
    app.command("link", help=_HELP)(link)


def link(
    desk: FirstWord = None,
    leader: Annotated[str | None, typer.Argument(help="Id of the leader.")] = None,
    *,
    search: Annotated[str | None, typer.Option("--search", help="Words to look for.")] = None,
    market: Annotated[
        str | None,
        typer.Option("--market", help="polymarket:NAME, kalshi:TICKER, manifold:ID or manifold:ID/ANSWER."),
    ] = None,
    yes: Annotated[YesMeans | None, typer.Option("--yes", help="What Yes says about the leader.")] = None,
    event: Annotated[Event | None, typer.Option("--event", help="Which event the text counts.")] = None,
    deadline: Annotated[
        datetime | None,
        typer.Option(
            "--deadline",
            parser=a_day,
            metavar="YEAR-MONTH-DAY",
            help="Last day that counts, as the text says.",
        ),
    ] = None,
    rule: Annotated[
        str | None, typer.Option("--rule", help="The code shown beside the text: says that you read it.")
    ] = None,
    target: Annotated[
        Target, typer.Option("--target", help="First exit, or in office on the day.")
    ] = Target.EXIT,
    death_excluded: Annotated[
        bool, typer.Option("--death-excluded", help="The text does not count death.")
    ] = False,
    gate: Annotated[str | None, typer.Option("--gate", help="Id of the gate it asks about.")] = None,
    place: PlacedDesk = None,
    proxy: ProxyOption = None,
    tor: TorOption = False,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """Search, or link one market."""
    from incumbent.workflows.asking import contact_of, polite_transport
    from incumbent.workflows.link import (
        Meaning,
        confirm_link,
        find_candidates,
        read_candidate,
        require_leader,
        require_venue,
    )

    folder, leader = desk_and_word(desk, leader, place, "a leader")
    today = now().date()
    require_leader(folder, leader, today)
    if market is not None:
        require_venue(market)
    transport = polite_transport(now, contact_of(folder, today), proxy=proxy, tor=tor)
    if market is None:
        _list(*find_candidates(folder, leader, transport.fetch, today, term=search), output_format)
        return
    candidate = read_candidate(market, transport.fetch)
    _show_text(candidate)
    meaning = Meaning(
        yes_means=yes or YesMeans(_ask_one_of("Yes means that the leader", YesMeans)),
        event=event or Event(_ask_one_of("Event that the text counts", Event)),
        deadline=(deadline or _ask_day(candidate)).date(),
        code=rule or typer.prompt("Code of the rule text you read"),
        target=target,
        death_excluded=death_excluded,
        gate_id=gate,
    )
    made = confirm_link(folder, leader, candidate, meaning, today)
    typer.echo(f"linked {made.key} to {leader}: Yes means {made.yes_means.value}, until {made.deadline}")


def _ask_one_of(question: str, words: type[StrEnum]) -> str:
    choices = ", ".join(words)

    def chosen(answer: str) -> str:
        if answer not in set(words):
            msg = f"{answer!r} is none of {choices}"
            raise typer.BadParameter(msg)  # typer asks again
        return answer

    return typer.prompt(f"{question} ({choices})", value_proc=chosen)


def _ask_day(candidate: Candidate) -> datetime:
    named = ", ".join(day.isoformat() for day in candidate.dates)
    told = f" (the text names {named})" if named else ""

    def day_of(answer: str) -> datetime:
        try:
            return datetime.combine(date.fromisoformat(answer), time())
        except ValueError:
            msg = f"{answer!r} is no date; write it as 2027-12-31"
            raise typer.BadParameter(msg) from None

    return typer.prompt(f"Last day that counts{told}", value_proc=day_of)


def _list(found: list[Candidate], failures: list[SourceError], output_format: OutputFormat) -> None:
    rows = [
        [
            candidate.name,
            candidate.market.title,
            "" if candidate.market.chance_of_yes is None else f"{candidate.market.chance_of_yes:.3f}",
            ", ".join(day.isoformat() for day in candidate.dates),
        ]
        for candidate in found
    ]
    payload = {
        "schema": "incumbent-candidates-1",
        "candidates": [
            {
                "market": candidate.name,
                "title": candidate.market.title,
                "rule_text": candidate.market.rule_text,
                "code": candidate.code,
                "chance_of_yes": candidate.market.chance_of_yes,
                "dates_named": [day.isoformat() for day in candidate.dates],
                "address": candidate.market.address,
            }
            for candidate in found
        ],
    }
    notes = ["Nothing is linked yet. Read one with `incumbent link LEADER --market NAME`."]
    show(
        Table(("market", "title", "chance of Yes", "dates its text names"), rows, notes),
        payload,
        output_format,
    )
    for failure in failures:
        typer.echo(f"warning: {failure}", err=True)


def _show_text(candidate: Candidate) -> None:
    market = candidate.market
    typer.echo(f"{market.title}\n{market.address}\n\n{market.rule_text}\n")
    typer.echo(f"code of this text: {candidate.code}")
    for day in candidate.dates:
        typer.echo(f"it names the date: {day}")
