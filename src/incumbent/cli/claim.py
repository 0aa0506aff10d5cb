"""`incumbent claim …`: who alleges, who denies, where it was reported."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from datetime import date, datetime
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from incumbent.cli.asking import (
    DeskWord,
    PlacedDesk,
    an_address,
    day_option,
    desk_and_word,
    is_desk,
    the_desk,
)
from incumbent.cli.output import FormatOption, OutputFormat, Table, show
from incumbent.domain.claim_shape import CLAIM_COLUMNS, claim_rows
from incumbent.domain.claims import Hand, StepKind
from incumbent.domain.vocabulary import DatePrecision

if TYPE_CHECKING:
    from incumbent.workflows.claims import NewStep

claim = typer.Typer(
    name="claim",
    help="Who alleges, who denies, where it was reported: claims with dated events, never a verdict.",
    no_args_is_help=True,
)


def _name(text: str | None) -> str | None:
    """The claim's name, refused before anything is asked for; a desk's folder in front of it passes."""
    if text is None or is_desk(text):
        return text
    if re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,79}", text) is None:
        msg = f"{text!r} is no name for a claim: write lower-case Latin letters, digits and hyphens."
        raise typer.BadParameter(msg)
    return text


FirstOfTwo = Annotated[str | None, typer.Argument(help="The desk's folder; may be left out.", callback=_name)]
ClaimId = Annotated[
    str | None, typer.Argument(help="Short name of the claim, for ever, as in grozny-2017.", callback=_name)
]
_KINDS = ", ".join(kind.value for kind in StepKind)


def _kind(text: str | StepKind) -> StepKind:
    """What happened, as typed: no-answer is no answer, Denied is denied."""
    try:
        return StepKind(text.strip().lower().replace("-", " "))
    except ValueError:
        msg = f"{text!r} is none of these: {_KINDS}."
        raise typer.BadParameter(msg) from None


On = Annotated[
    datetime,
    day_option(
        "--on",
        prompt="On which day, as year-month-day",
        help="Day of it.",
    ),
]
Kind = Annotated[
    StepKind,
    typer.Option(prompt="What happened", parser=_kind, metavar="KIND", help=f"What happened: {_KINDS}."),
]
Who = Annotated[str, typer.Option(prompt="By whom", help="Who alleged, reported, denied or was asked.")]
Source = Annotated[str, typer.Option(help="Address of the page where it was read.")]
Words = Annotated[str, typer.Option(help="Exactly what was said, without quotation marks.")]
Summary = Annotated[str, typer.Option(help="The same in your own words.")]
HandOption = Annotated[Hand | None, typer.Option(help="How the speaker knows.")]
AskedHow = Annotated[str, typer.Option(help="For no answer: how they were asked, and how long they had.")]
Anonymous = Annotated[str, typer.Option(help="For an anonymous source: why the name is withheld.")]
PublishedIn = Annotated[str, typer.Option(help="Newspaper, agency or site in which it was read.")]
WordsLanguage = Annotated[str, typer.Option(help="Language of the words, as in ru; else the desk's first.")]
Precision = Annotated[DatePrecision, typer.Option(help="How well the day is known.")]
KnownAt = Annotated[
    datetime | None, day_option("--known-at", help="Since when a reader could know it, if later.")
]
FromPost = Annotated[str, typer.Option("--post", help="Slug of the post in which it was said.")]


def register(app: typer.Typer) -> None:
    """Add the group to the root."""
    app.add_typer(claim)


def _step(on: datetime, known_at: datetime | None, **told: Any) -> NewStep:
    """An event of the days and words given, and of what had to be asked for."""
    from incumbent.workflows.claims import NewStep

    return _asked(NewStep(on.date(), known_at=known_at.date() if known_at else None, **told))


def _asked(step: NewStep) -> NewStep:
    """The event with what it cannot do without, asked for where it was not given."""
    from incumbent.workflows.claims import speaks_unnamed

    asked: dict[str, Any] = {}
    if not (step.source_url or step.post):
        asked["source_url"] = typer.prompt("Address of the page where you read it", value_proc=an_address)
    if not (step.words or step.summary):
        asked["summary"] = typer.prompt("What was said or done, in a sentence of yours")
    if step.kind in (StepKind.ALLEGED, StepKind.CORROBORATED) and step.hand is None:
        known = " or ".join(each.value for each in Hand)
        asked["hand"] = typer.prompt(
            f"Did they see it themselves, or were they told ({known})", value_proc=_hand
        )
    if speaks_unnamed(step.who) and not step.anonymous_reason:
        asked["anonymous_reason"] = typer.prompt("Why is the speaker's name withheld")
    if step.kind is StepKind.NO_ANSWER and not step.asked_how:
        asked["asked_how"] = typer.prompt("How were they asked, and until when could they answer")
    return replace(step, **asked)


def _hand(text: str) -> Hand:
    try:
        return Hand(text.strip().lower().replace("-", " "))
    except ValueError:
        msg = f"write {' or '.join(each.value for each in Hand)}"
        raise typer.BadParameter(msg) from None


@claim.command("new")
def new(
    desk: FirstOfTwo = None,
    claim_id: ClaimId = None,
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
    published_in: PublishedIn = "",
    words_language: WordsLanguage = "",
    precision: Precision = DatePrecision.DAY,
    known_at: KnownAt = None,
    against: Annotated[list[str] | None, typer.Option(help="A party it accuses by name; repeat it.")] = None,
    leader: Annotated[list[str] | None, typer.Option(help="Id of a leader it concerns; repeat it.")] = None,
    place: Annotated[list[str] | None, typer.Option(help="A place; repeat it.")] = None,
    place_of_desk: PlacedDesk = None,
) -> None:
    """Begin a claim with its first event, as a draft.

    Example: incumbent claim new grozny-2017 --title "Men were arrested." --on 2017-04-01 --kind reported
    --who "Novaya Gazeta" --summary "It reports arrests." --source https://example.org/a
    """
    from incumbent.workflows.claims import NewClaim, begin_claim

    folder, name = desk_and_word(desk, claim_id, place_of_desk, "the claim")
    first = _step(
        on,
        known_at,
        kind=kind,
        who=who,
        source_url=source,
        words=words,
        summary=summary,
        hand=hand,
        anonymous_reason=anonymous_reason,
        post=post,
        published_in=published_in,
        words_language=words_language,
        date_precision=precision,
    )
    begun = NewClaim(name, title, first, tuple(against or ()), tuple(leader or ()), tuple(place or ()))
    path = begin_claim(folder, begun, date.today())  # noqa: DTZ011  # the author's own calendar day
    typer.echo(f"Written: {path}")
    typer.echo(
        f"It is a draft: shown nowhere. See what is missing with: incumbent claim check {quote(str(folder))}"
    )


@claim.command("event")
def event(
    desk: FirstOfTwo = None,
    claim_id: ClaimId = None,
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
    published_in: PublishedIn = "",
    words_language: WordsLanguage = "",
    precision: Precision = DatePrecision.DAY,
    known_at: KnownAt = None,
    place_of_desk: PlacedDesk = None,
) -> None:
    """Add what happened to a claim on a day.

    Example: incumbent claim event grozny-2017 --on 2017-04-21 --kind denied --who "Ramzan Kadyrov"
    --summary "He denies it." --source https://example.org/b
    """
    from incumbent.workflows.claims import add_step

    folder, name = desk_and_word(desk, claim_id, place_of_desk, "the claim")
    step = _step(
        on,
        known_at,
        kind=kind,
        who=who,
        source_url=source,
        words=words,
        summary=summary,
        hand=hand,
        asked_how=asked_how,
        anonymous_reason=anonymous_reason,
        post=post,
        published_in=published_in,
        words_language=words_language,
        date_precision=precision,
    )
    path = add_step(folder, name, step, date.today())  # noqa: DTZ011  # the author's own calendar day
    typer.echo(f"Written: {path}")
    typer.echo(f"See what is missing with: incumbent claim check {quote(str(folder))}")


@claim.command("list")
def list_claims(
    desk: DeskWord = None,
    *,
    place: PlacedDesk = None,
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
    folder = the_desk(desk, place)
    found = listed_claims(folder, today, as_of.date() if as_of else None)
    if output_format is OutputFormat.CSV:
        rows = [row for one in found for row in claim_rows(one)]
        show(Table(CLAIM_COLUMNS, rows), None, output_format)
        return
    if output_format is OutputFormat.JSON:
        show(Table((), ()), {"schema": "incumbent-claims-1", "claims": found}, output_format)
        return
    for one in found:
        events = f"{len(one['events'])} event{'s' if len(one['events']) > 1 else ''}"
        typer.echo(f"{one['id']}: {one['state']} since {one['since']}, {events}")
        typer.echo(textwrap.fill(one["title"], 78, initial_indent="  ", subsequent_indent="  "))
    if not found:
        day = f" on {as_of:%Y-%m-%d}" if as_of else ""
        typer.echo(f"No claim is shown{day}. `incumbent claim check {quote(str(folder))}` lists drafts.")


@claim.command("check")
def check(desk: DeskWord = None, *, place: PlacedDesk = None) -> None:
    """Check every claim against the rules, and say what drafts still need.

    Example: incumbent claim check my-desk
    """
    from incumbent.workflows.claims import listed_claims, missing_in_drafts

    today = date.today()  # noqa: DTZ011  # the author's own calendar day
    folder = the_desk(desk, place)
    missing = missing_in_drafts(folder, today)
    shown = len(listed_claims(folder, today))
    typer.echo(f"{shown} claim{'' if shown == 1 else 's'} shown, keeping every rule.")
    for name, faults in missing.items():
        typer.echo(
            f"\n{name} is a draft; {'it needs:' if faults else 'it could be shown: remove its draft line.'}"
        )
        for fault in faults:
            typer.echo(f"  - {fault}")
