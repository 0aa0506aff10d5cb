"""`incumbent claim …`: who alleges, who denies, where it was reported."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from incumbent.cli.asking import an_address, day_option
from incumbent.cli.output import FormatOption, OutputFormat, Table, show
from incumbent.domain.claims import Hand, StepKind

claim = typer.Typer(
    name="claim",
    help="Who alleges, who denies, where it was reported: claims with dated events, never a verdict.",
    no_args_is_help=True,
)

DeskOption = Annotated[Path, typer.Option(help="The desk's folder.")]
ClaimId = Annotated[str, typer.Argument(help="Short name of the claim, for ever, as in grozny-2017.")]
On = Annotated[
    datetime,
    day_option(
        "--on",
        prompt="On which day, as year-month-day",
        help="Day of it.",
    ),
]
Kind = Annotated[StepKind, typer.Option(prompt="What happened", help="What kind of event it is.")]
Who = Annotated[str, typer.Option(prompt="By whom", help="Who alleged, reported, denied or was asked.")]
Source = Annotated[str, typer.Option(help="Address of the page where it was read.")]
Words = Annotated[str, typer.Option(help="Exactly what was said, without quotation marks.")]
Summary = Annotated[str, typer.Option(help="The same in your own words.")]
HandOption = Annotated[Hand | None, typer.Option(help="How the speaker knows.")]
AskedHow = Annotated[str, typer.Option(help="For no answer: how they were asked, and how long they had.")]
Anonymous = Annotated[str, typer.Option(help="For an anonymous source: why the name is withheld.")]
FromPost = Annotated[str, typer.Option("--post", help="Slug of the post in which it was said.")]


def register(app: typer.Typer) -> None:
    """Add the group to the root."""
    app.add_typer(claim)


def _asked(  # noqa: PLR0917  # what a step may lack
    kind: StepKind, cited: str, told: str, source: str, summary: str, hand: Hand | None
) -> tuple[str, str, Hand | None]:
    """Ask for what no event can do without."""
    if not cited:
        source = typer.prompt("Address of the page where you read it", value_proc=an_address)
    if not told:
        summary = typer.prompt("What was said or done, in a sentence of yours")
    if kind is StepKind.ALLEGED and hand is None:
        known = " or ".join(each.value for each in Hand)
        hand = typer.prompt(f"Did they see it themselves, or were they told ({known})", value_proc=_hand)
    return source, summary, hand


def _hand(text: str) -> Hand:
    try:
        return Hand(text.strip())
    except ValueError:
        msg = f"write {' or '.join(each.value for each in Hand)}"
        raise typer.BadParameter(msg) from None


@claim.command("new")
def new(
    claim_id: ClaimId,
    *,
    title: Annotated[
        str, typer.Option(prompt="The claim in one sentence", help="The claim, in your own words.")
    ],
    on: On,
    kind: Kind,
    who: Who,
    source: Source = "",
    words: Words = "",
    summary: Summary = "",
    hand: HandOption = None,
    anonymous_reason: Anonymous = "",
    post: FromPost = "",
    against: Annotated[list[str] | None, typer.Option(help="A party it accuses by name; repeat it.")] = None,
    leader: Annotated[list[str] | None, typer.Option(help="Id of a leader it concerns; repeat it.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="A place; repeat it.")] = None,
    desk: DeskOption = Path(),
) -> None:
    """Begin a claim with its first event, as a draft.

    Example: incumbent claim new grozny-2017 --title "Men were arrested." --on 2017-04-01 --kind reported
    --who "Novaya Gazeta" --summary "It reports arrests." --source https://example.org/a
    """
    from incumbent.workflows.claims import NewClaim, NewStep, begin_claim

    source, summary, hand = _asked(kind, source or post, words or summary, source, summary, hand)
    first = NewStep(on.date(), kind, who, source, words, summary, hand, "", anonymous_reason, post)
    begun = NewClaim(claim_id, title, first, tuple(against or ()), tuple(leader or ()), tuple(place or ()))
    path = begin_claim(desk, begun, date.today())  # noqa: DTZ011  # the author's own calendar day
    typer.echo(f"Written: {path}")
    typer.echo("It is a draft: shown nowhere. See what is missing with: incumbent claim check")


@claim.command("event")
def event(
    claim_id: ClaimId,
    *,
    on: On,
    kind: Kind,
    who: Who,
    source: Source = "",
    words: Words = "",
    summary: Summary = "",
    hand: HandOption = None,
    asked_how: AskedHow = "",
    anonymous_reason: Anonymous = "",
    post: FromPost = "",
    desk: DeskOption = Path(),
) -> None:
    """Add what happened to a claim on a day.

    Example: incumbent claim event grozny-2017 --on 2017-04-21 --kind denied --who "Ramzan Kadyrov"
    --summary "He denies it." --source https://example.org/b
    """
    from incumbent.workflows.claims import NewStep, add_step

    source, summary, hand = _asked(kind, source or post, words or summary, source, summary, hand)
    step = NewStep(on.date(), kind, who, source, words, summary, hand, asked_how, anonymous_reason, post)
    path = add_step(desk, claim_id, step, date.today())  # noqa: DTZ011  # the author's own calendar day
    typer.echo(f"Written: {path}")


@claim.command("list")
def list_claims(
    desk: Annotated[Path, typer.Argument(help="The desk.")] = Path(),
    as_of: Annotated[
        datetime | None,
        day_option(help="How they stood on that day."),
    ] = None,
    output_format: FormatOption = OutputFormat.TABLE,
) -> None:
    """List every claim with how it stands; CSV has one row an event.

    Example: incumbent claim list my-desk --as-of 2017-06-01
    """
    from incumbent.workflows.claims import listed_claims

    today = date.today()  # noqa: DTZ011  # the author's own calendar day
    found = listed_claims(desk, today, as_of.date() if as_of else None)
    if output_format is OutputFormat.CSV:
        names = ("date", "known_at", "kind", "who", "words", "summary", "hand", "source_url", "post")
        rows = [
            [one["id"], one["title"], one["state"], *(str(step[name]) for name in names)]
            for one in found
            for step in one["events"]
        ]
        show(Table(("claim", "title", "state", *names), rows), None, output_format)
        return
    rows = [[one["id"], one["state"], str(len(one["events"])), one["title"]] for one in found]
    payload = {"schema": "incumbent-claims-1", "claims": found}
    none_yet = () if rows else ("No claim is shown yet. `incumbent claim check` lists drafts.",)
    show(Table(("claim", "state", "events", "sentence"), rows, none_yet), payload, output_format)


@claim.command("check")
def check(desk: Annotated[Path, typer.Argument(help="The desk.")] = Path()) -> None:
    """Check every claim against the rules, and say what drafts still need.

    Example: incumbent claim check my-desk
    """
    from incumbent.workflows.claims import listed_claims, missing_in_drafts

    today = date.today()  # noqa: DTZ011  # the author's own calendar day
    missing = missing_in_drafts(desk, today)
    typer.echo(f"{len(listed_claims(desk, today))} claims keep every rule.")
    for name, faults in missing.items():
        typer.echo(
            f"\n{name} is a draft; {'it needs:' if faults else 'it could be shown: remove its draft line.'}"
        )
        for fault in faults:
            typer.echo(f"  - {fault}")
