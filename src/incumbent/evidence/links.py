"""What the author says each market asks: `links.toml`, read whole or refused with every fault."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, cast

from pydantic import Field, ValidationError

from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.domain.market import MarketLink, YesMeans
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import Event, Target
from incumbent.evidence.desk_fields import Identifier, Line
from incumbent.evidence.desk_files import Strict

FILE = "links.toml"
_MEND = "Mend the entry, or remove it and run `incumbent link` again."


class LinkEntry(Strict):
    """One linked market: what its Yes means for a leader, as the author confirmed it."""

    venue: Line
    """polymarket, kalshi or manifold."""
    market: Line
    """The venue's own name of the market."""
    leader: Identifier
    """Id of a leader of this desk."""
    title: str = ""
    """As the venue prints it."""
    address: str = ""
    """Of the market's page."""
    yes_means: YesMeans
    """leaves: a Yes says that the leader is out by the deadline; stays: that the leader is still in."""
    event: Event
    """effective, announced or de_facto: what the rule text counts."""
    target: Target = Target.EXIT
    deadline: date
    """The last day that the rule text counts."""
    death_excluded: bool = False
    """true where the rule text does not count a death."""
    gate: str | None = None
    """Id of the leader's scheduled date that the market is about."""
    confirmed_on: date
    """The day on which the author read the rule text."""
    token: str | None = None
    """The venue's id of the Yes side, where prices are asked by it."""
    slug: str | None = None
    """The market's name in addresses."""
    rule_sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    """SHA-256 of rule_text; when the venue changes its text, the link holds no longer."""
    rule_text: str
    """The text the author read, whole."""


class LinksFile(Strict):
    """`links.toml`: the markets that speak of this desk's leaders; written by `incumbent link`."""

    links: list[LinkEntry] = Field(default_factory=list[LinkEntry])


def read_links(
    snapshot: Snapshot | None, leaders: Iterable[str], today: date
) -> tuple[tuple[MarketLink, ...], tuple[str, ...]]:
    """The links of a desk, and the rule texts they were made for.

    Parameters
    ----------
    snapshot : Snapshot or None
        Of `links.toml`; None when the desk has none.
    leaders : iterable of str
        Ids of the desk's leaders.
    today : date
        A link confirmed later is a fault.

    Returns
    -------
    tuple of MarketLink, tuple of str
        In the file's order.

    Raises
    ------
    FaultsFoundError
        With every fault of the file.
    """
    if snapshot is None:
        return (), ()
    faults: list[Fault] = []
    entries = [_entry(number, raw, faults) for number, raw in enumerate(_raw_entries(snapshot), start=1)]
    known = set(leaders)
    for number, entry in enumerate(entries, start=1):
        if entry is not None:
            faults += _entry_faults(number, entry, known, today)
    if faults:
        raise FaultsFoundError(faults)
    whole = [entry for entry in entries if entry is not None]
    return tuple(_link(entry) for entry in whole), tuple(entry.rule_text for entry in whole)


def _raw_entries(snapshot: Snapshot) -> list[Mapping[str, Any]]:
    try:
        document = tomllib.loads(snapshot.content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise FaultsFoundError(
            [Fault(FILE, f"TOML in UTF-8 ({fault})", "Mend the line it names.")]
        ) from fault
    entries = document.get("links", [])
    if set(document) - {"links"} or not isinstance(entries, list):
        raise FaultsFoundError([Fault(FILE, "a list of [[links]] and nothing else", _MEND)])
    return cast("list[Mapping[str, Any]]", entries)


def _entry(number: int, raw: Mapping[str, Any], faults: list[Fault]) -> LinkEntry | None:
    try:
        return LinkEntry.model_validate(raw)
    except ValidationError as fault:
        for one in fault.errors():
            field = ".".join(str(part) for part in one["loc"])
            faults.append(Fault(FILE, _must_be(one["msg"]), _MEND, column=f"links {number}, {field}"))
    return None


def _must_be(message: str) -> str:
    """The validator's sentence as it goes on after "must be"."""
    return message.removeprefix("Input should be ").removeprefix("must be ")


def _entry_faults(number: int, entry: LinkEntry, leaders: set[str], today: date) -> list[Fault]:
    where = f"links {number}"
    faults: list[Fault] = []
    if entry.leader not in leaders:
        must_be = f"a leader of this desk ({', '.join(sorted(leaders)) or 'it has none'})"
        faults.append(Fault(FILE, must_be, _MEND, column=f"{where}, leader", value=entry.leader))
    if rule_sha256(entry.rule_text) != entry.rule_sha256:
        must_be = "the SHA-256 of rule_text: the text was edited after it was read"
        faults.append(Fault(FILE, must_be, _MEND, column=f"{where}, rule_sha256", value=entry.rule_sha256))
    if entry.confirmed_on > today:
        value = entry.confirmed_on.isoformat()
        faults.append(Fault(FILE, f"not after {today}", _MEND, column=f"{where}, confirmed_on", value=value))
    return faults


def rule_sha256(text: str) -> str:
    """Hex SHA-256 of a rule text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _link(entry: LinkEntry) -> MarketLink:
    return MarketLink(
        venue=entry.venue,
        market_id=entry.market,
        leader_id=entry.leader,
        yes_means=entry.yes_means,
        event=entry.event,
        target=entry.target,
        deadline=entry.deadline,
        rule_sha256=entry.rule_sha256,
        confirmed_on=entry.confirmed_on,
        death_excluded=entry.death_excluded,
        gate_id=entry.gate,
        token=entry.token,
        slug=entry.slug,
        title=entry.title,
        address=entry.address,
    )


def entry_of(link: MarketLink, rule_text: str) -> dict[str, Any]:
    """A link as an entry of the file; members without a value are left out."""
    entry = LinkEntry(
        venue=link.venue,
        market=link.market_id,
        leader=link.leader_id,
        title=link.title,
        address=link.address,
        yes_means=link.yes_means,
        event=link.event,
        target=link.target,
        deadline=link.deadline,
        death_excluded=link.death_excluded,
        gate=link.gate_id,
        confirmed_on=link.confirmed_on,
        token=link.token,
        slug=link.slug,
        rule_sha256=link.rule_sha256,
        rule_text=rule_text,
    )
    return {
        name: value.value if isinstance(value, YesMeans | Event | Target) else value
        for name, value in entry.model_dump().items()
        if value is not None
    }
