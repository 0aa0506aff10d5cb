"""What there is to do on a desk, what is stale, and what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote
from typing import TypedDict

from incumbent import record
from incumbent.domain.desk import Desk
from incumbent.domain.leader import Leader
from incumbent.domain.quotes import ChanceQuote, OddsBook, Quote
from incumbent.domain.record import Entry
from incumbent.protection.files import holds_people
from incumbent.protection.strip import has_metadata
from incumbent.workflows.claims import missing_in_drafts
from incumbent.workflows.desk import read_desk
from incumbent.workflows.guard import guard_missing
from incumbent.workflows.origins import concerns, due_origins
from incumbent.workflows.post_check import require_sound_posts
from incumbent.workflows.private import private_folder
from incumbent.workflows.run import stale_leaders
from incumbent.workflows.unpublished import unpublished_texts
from incumbent.workflows.untranslated import missing_translations

STALE_AFTER_DAYS = 45
CONTACT_NEAR_DAYS = 60
"""A security contact that expires sooner is told; 30 days before, it stops publishing."""
_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing an author should know.

    Parameters
    ----------
    what : str
        In plain words.
    do : str
        The command or act that settles it; empty when there is nothing to do.
    """

    what: str
    do: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """Where a desk stands.

    Parameters
    ----------
    title : str
    to_do : tuple of Remark
        In the order in which to do them.
    to_know : tuple of Remark
    """

    title: str
    to_do: tuple[Remark, ...]
    to_know: tuple[Remark, ...]


class RemarkJson(TypedDict):
    """One remark as others read it."""

    what: str
    do: str


class StatusJson(TypedDict):
    """The status as others read it."""

    schema: str
    title: str
    to_do: list[RemarkJson]
    to_know: list[RemarkJson]


def status(folder: Path, today: date) -> Status:
    """Where the desk stands today.

    Raises
    ------
    FaultsFoundError
        If a file is at fault: that comes first, and nothing else is looked at.
    RecordBrokenError
        If the record does not hold.
    """
    desk = read_desk(folder, today)
    require_sound_posts(desk, {path.name: b"" for path in _images(folder)})
    entries = record.read(folder / "record")
    to_do = [
        *_exposed(folder, desk),
        *_contact(desk, today),
        *_waiting(folder),
        *_due(folder, desk, entries, today),
        *_unpublished(folder, desk, entries),
    ]
    to_know = [
        *_stale(folder, desk, today),
        *_unused(desk, today),
        *_unfinished(desk),
        *_claims_in_draft(folder, desk, today),
        *_unsaid(desk),
    ]
    return Status(desk.settings.title, tuple(to_do), tuple(to_know))


def status_json(found: Status) -> StatusJson:
    """The status in its published shape."""
    return {
        "schema": "incumbent-status-1",
        "title": found.title,
        "to_do": [{"what": r.what, "do": r.do} for r in found.to_do],
        "to_know": [{"what": r.what, "do": r.do} for r in found.to_know],
    }


def _exposed(folder: Path, desk: Desk) -> Iterator[Remark]:
    """What could show somebody: first of all."""
    private = private_folder(folder)
    if private.resolve().is_relative_to(folder.resolve()):
        yield Remark(
            "The private folder lies inside the desk.", f"Move it out, and set INCUMBENT_PRIVATE: {private}"
        )
    telling = [path for path in _images(folder) if has_metadata(path.read_bytes())]
    if telling:
        yield Remark(
            f"{_count(len(telling), 'picture')} in images/ with a camera's data inside: {telling[0].name} …",
            f"incumbent add-image ORIGINAL --desk {quote(str(folder))}   (then remove the old one)",
        )
    if any(post.pseudonyms for post in desk.posts) and not holds_people(private / "vault"):
        yield Remark(
            "A post carries a changed name, and there is no vault for this desk: it cannot be published.",
            f"Put the person into a vault in {private / 'vault'}, or name the vault when you publish.",
        )
    if (command := guard_missing(folder)) is not None:
        yield Remark("Git does not stop private files here.", command)


def _contact(desk: Desk, today: date) -> Iterator[Remark]:
    """A security contact about to expire: from 30 days before, nothing is published."""
    until = desk.settings.contact_until
    if desk.settings.contact and (until is None or (until - today).days < CONTACT_NEAR_DAYS):
        what = f"The security contact holds until {until}; 30 days before that, publishing stops."
        yield Remark(what, "Set a later contact_until in desk.toml once you know that somebody reads it.")


def _waiting(folder: Path) -> Iterator[Remark]:
    if (folder / ".staged").exists():
        yield Remark("A site is built and waits for your scan.", f"incumbent publish {quote(str(folder))}")


def _unpublished(folder: Path, desk: Desk, entries: Sequence[Entry]) -> Iterator[Remark]:
    if texts := unpublished_texts(desk, folder, entries):
        more = f" and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
        what = f"Not published as it is now: {', '.join(texts[:_MOST_NAMED])}{more}."
        yield Remark(what, f"incumbent publish {quote(str(folder))}")


def _due(folder: Path, desk: Desk, entries: Sequence[Entry], today: date) -> Iterator[Remark]:
    due = {
        leader.name: len(due_origins(desk, leader, _origins(entries, leader.leader_id), today))
        for leader in _followed(desk)
    }
    due = {name: count for name, count in due.items() if count}
    if due:
        named = [f"{name} {count}" for name, count in due.items()]
        more = f" and {len(named) - _MOST_NAMED} leaders more" if len(named) > _MOST_NAMED else ""
        what = f"{_count(sum(due.values()), 'forecast')} due: {', '.join(named[:_MOST_NAMED])}{more}."
        yield Remark(what, f"incumbent run {quote(str(folder))}")
    settled = _settled(entries)
    for leader in _followed(desk):
        for question in leader.questions:
            recorded = any(origin < question.target_date for origin in _origins(entries, leader.leader_id))
            if (
                recorded
                and question.target_date < today
                and (leader.leader_id, question.target_date) not in settled
            ):
                what = f"The date {question.target_date} of {leader.name} has passed and is not settled."
                yield Remark(what, f"incumbent resolve {quote(str(folder))}")


def _unchecked(desk: Desk, today: date) -> Iterator[Remark]:
    """On a desk of the world: how many leaders nobody has looked at for a quarter of a year."""
    if desk.settings.world and (old := stale_leaders(desk, today)):
        oldest = min((one.facts_as_of for one in old if one.facts_as_of), default=None)
        yield Remark(
            f"{_count(len(old), 'leader')} not checked for three months; the oldest facts are of {oldest}.",
            "incumbent register --data DIR",
        )


def _stale(folder: Path, desk: Desk, today: date) -> Iterator[Remark]:
    yield from _unchecked(desk, today)
    for leader in _followed(desk):
        if not any(spell.in_office_on(today) for spell in leader.spells):
            last = max(spell.end_date or today for spell in leader.spells)
            yield Remark(f"{leader.name} left office on {last}: no more forecasts.")
            continue
        if desk.settings.world and not leader.questions:
            continue  # one of the world: only what the author asks about wants prices
        if leader.questions and all(question.target_date <= today for question in leader.questions):
            yield Remark(f"{leader.name}: every target date has passed.")
            continue
        known = [q.provenance.known_at for q in desk.quotes if concerns(q, leader.leader_id)]
        age = (today - max(known)).days if known else None
        if age is None or age > STALE_AFTER_DAYS:
            said = "no price, poll or judgement yet" if age is None else f"nothing new for {age} days"
            add = f"incumbent add {leader.leader_id} PRICE --desk {quote(str(folder))}"
            yield Remark(f"{leader.name}: {said}.", add)


def _unused(desk: Desk, today: date) -> Iterator[Remark]:
    past = sum(1 for quote in desk.quotes if (end := _deadline(quote)) is not None and end <= today)
    if past:
        yield Remark(f"{_count(past, 'price')} for a day already past: kept, no longer used.")
    for item in desk.left_out:
        yield Remark(f"{item.fact_id} is left out: {item.reason}.")


def _unfinished(desk: Desk) -> Iterator[Remark]:
    drafts = [post.slug for post in desk.posts if post.draft]
    if drafts:
        yield Remark(f"{_count(len(drafts), 'draft')}: {', '.join(drafts)}.")
    for leader in _followed(desk):
        if not leader.questions and not desk.settings.world:
            yield Remark(
                f"{leader.name} has no target date of its own; the usual horizons are answered.",
                f"Add [[questions]] to leaders/{leader.leader_id}.toml.",
            )


def _claims_in_draft(folder: Path, desk: Desk, today: date) -> Iterator[Remark]:
    if not any(claim.draft for claim in desk.claims.values()):
        return
    for name, faults in missing_in_drafts(folder, today).items():
        needs = f"needs {_count(len(faults), 'thing')} more" if faults else "could be shown"
        do = f"incumbent claim check {quote(str(folder))}"
        yield Remark(
            f"The claim {name} is a draft, shown nowhere; it {needs}.",
            do if faults else f"Remove the draft line in claims/{name}.toml, then publish.",
        )


def _unsaid(desk: Desk) -> Iterator[Remark]:
    for missing in missing_translations(desk):
        first, more = missing.names[0], " …" if len(missing.names) > 1 else "."
        what = (
            f"{_count(len(missing.names), missing.kind)} without words in {missing.language}: {first}{more}"
        )
        yield Remark(what, missing.where)


def _followed(desk: Desk) -> list[Leader]:
    return [desk.leaders[name] for name in desk.settings.leaders]


def _origins(entries: Sequence[Entry], leader_id: str) -> set[date]:
    return {
        date.fromisoformat(entry["forecast"]["origin_date"])
        for entry in entries
        if entry["kind"] == "forecast" and entry["forecast"]["leader_id"] == leader_id
    }


def _settled(entries: Sequence[Entry]) -> set[tuple[str, date]]:
    return {
        (entry["leader_id"], date.fromisoformat(outcome["target_date"]))
        for entry in entries
        if entry["kind"] == "resolution"
        for outcome in entry["outcomes"]
    }


def _deadline(quote: Quote) -> date | None:
    return quote.deadline if isinstance(quote, OddsBook | ChanceQuote) else None


def _images(folder: Path) -> list[Path]:
    return [path for path in sorted((folder / "images").rglob("*")) if path.is_file() and path.name[0] != "."]


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
