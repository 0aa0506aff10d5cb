"""How does the packaged register become a desk: a file for each leader, with what is known and since when."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources

from incumbent.domain.vocabulary import Cause, DatePrecision
from incumbent.model.situations import ENTERED_SINCE, LOST, NEVER, REGIME_GROUPS, WON, first_of
from incumbent.workflows.countries import Country, states
from incumbent.workflows.horizons import MINIMUM_MONTHS

OFFICE = "effective leader"
"""Whoever holds power, whatever the title: what the coded lists follow."""
_REGIME_WORD = {"party": "party-based", "interim": "provisional"}
_SOURCES = {
    "REIGN": "https://oefdatascience.github.io/REIGN.github.io/",
    "CIA": "https://www.cia.gov/the-world-factbook/",
}
_REACH_MONTHS = 144
_MOST_VOTES = 6
_PEOPLE = frozenset(
    {"leader", "name", "country", "gwcode", "start_date", "birth_year", "source", "as_of", "office", "doubt"}
)
"""Columns of the register that are no member of a situation."""
_RESULTS = {WON: "won", LOST: "lost"}


@dataclass(frozen=True, slots=True)
class RegisteredLeader:
    """One row of the register: who leads a state, and the situation that was known.

    Parameters
    ----------
    name : str
    country : Country
    since : date
    birth_year : int or None
    source_url : str
    as_of : date
        The last day whose facts stand in the row.
    office : str
        Which office is followed there: chief of state, head of government, effective, other.
    doubt : str
        Why the source does not, or not surely, support the holder; empty without a doubt.
    situation : mapping of str to float
        The members of `Situations`, on the first of `origin_month`.
    """

    name: str
    country: Country
    since: date
    birth_year: int | None
    source_url: str
    as_of: date
    office: str
    doubt: str
    situation: Mapping[str, float]

    @property
    def leader_id(self) -> str:
        """The state's two letters: a desk's file names must not change with spellings."""
        return f"{self.country.iso2.lower()}-{self.since.isoformat()}"


def registered_leaders() -> tuple[RegisteredLeader, ...]:
    """The packaged register, in the order of its state numbers."""
    text = resources.files("incumbent.workflows").joinpath("register.csv").read_text(encoding="utf-8")
    by_number = {country.gwcode: country for country in states()}
    return tuple(_registered(row, by_number) for row in csv.DictReader(text.splitlines()))


def _registered(row: Mapping[str, str], countries: Mapping[int, Country]) -> RegisteredLeader:
    return RegisteredLeader(
        name=row["name"],
        country=countries[int(row["gwcode"])],
        since=date.fromisoformat(row["start_date"]),
        birth_year=int(row["birth_year"]) if row["birth_year"] else None,
        source_url=_SOURCES.get(row["source"], _SOURCES["CIA"]),
        as_of=date.fromisoformat(row["as_of"]),
        office=row["office"],
        doubt=row["doubt"],
        situation={key: float(value) for key, value in row.items() if key not in _PEOPLE},
    )


@dataclass(frozen=True, slots=True)
class WorldSettings:
    """What a desk of the world is called, who signs it, in which languages, and where it will stand."""

    title: str
    author: str
    languages: tuple[str, ...] = ("en",)
    base_address: str = "https://example.org"


def first_registered() -> str:
    """Id of the first leader in the register."""
    return registered_leaders()[0].leader_id


def register_as_of() -> date:
    """The last day whose facts stand in the packaged register of every leader."""
    return min(leader.as_of for leader in registered_leaders())


def doubted_holders() -> tuple[str, ...]:
    """States of the register whose holder the source does not surely support."""
    return tuple(sorted(leader.country.name for leader in registered_leaders() if leader.doubt))


def world_texts(asked: WorldSettings) -> dict[str, str]:
    """`desk.toml` and every leader's file of a desk of the world, by path."""
    import tomli_w

    leaders = registered_leaders()
    settings = {
        "title": asked.title,
        "author": asked.author,
        "languages": list(asked.languages),
        "base_address": asked.base_address,
        "world": True,
        "leaders": [leader.leader_id for leader in leaders],
        "horizons_months": list(MINIMUM_MONTHS),
    }
    files = {
        f"leaders/{leader.leader_id}.toml": _doubted(leader) + tomli_w.dumps(leader_file(leader))
        for leader in leaders
    }
    return {"desk.toml": tomli_w.dumps(settings), **files}


def _doubted(leader: RegisteredLeader) -> str:
    return f"# Check who holds this office: {leader.doubt}.\n" if leader.doubt else ""


def leader_file(leader: RegisteredLeader) -> dict[str, object]:
    """The members of one leader's file.

    A vote's month is known from the register; its day is not, and a vote that nobody has announced is
    expected from the usual term.
    """
    spell: dict[str, object] = {"start": leader.since, "source_url": leader.source_url}
    if leader.situation["rotating"]:
        spell["rotating"] = True
    born = {} if leader.birth_year is None else {"birth_year": leader.birth_year}
    return {
        "name": leader.name,
        "country": leader.country.name,
        "gwcode": leader.country.gwcode,
        "office": OFFICE,
        "zone": leader.country.zone,
        **born,
        "woman": bool(leader.situation["woman"]),
        "spells": [spell],
        "gates": list(_gates(leader)),
        "facts": list(_facts(leader)),
    }


def _gates(leader: RegisteredLeader) -> Iterator[dict[str, object]]:
    """The next vote known or expected, and those that the usual term lets expect after it.

    An office that rotates by calendar does not wait for votes.
    """
    known = leader.situation
    if known["rotating"]:
        return
    ahead, term = known["next_vote"], known["term"]
    for number in range(_MOST_VOTES):
        if (months := ahead + number * term if number else ahead) > _REACH_MONTHS:
            return
        day = first_of(int(known["origin_month"] + months)).replace(day=15)
        yield {
            "id": f"vote-{day:%Y-%m}",
            "cause": Cause.ELECTION.value,
            "date": day,
            "date_precision": DatePrecision.MONTH.value,
            "announced": number == 0 and bool(known["next_certain"]),
            "known_at": leader.as_of,
            "source_url": leader.source_url,
        }


def _facts(leader: RegisteredLeader) -> Iterator[dict[str, object]]:
    known = leader.situation
    group = REGIME_GROUPS[int(known["regime"])]
    yield _fact(leader, "regime", _REGIME_WORD.get(group, group))
    if known["since_vote"] < NEVER:
        day = first_of(int(known["origin_month"] - known["since_vote"])).replace(day=15)
        if int(known["last_result"]) == ENTERED_SINCE:
            day = min(day, leader.since - timedelta(days=1))
        yield _fact(leader, "last_vote", day.isoformat())
        if (result := _RESULTS.get(int(known["last_result"]))) is not None:
            yield _fact(leader, "last_result", result, day)
    yield _fact(leader, "votes_survived", str(int(known["served"])))
    if known["terms_left"] < NEVER:
        yield _fact(leader, "terms_left", str(int(known["terms_left"])))
    if known["elected"]:
        yield _fact(leader, "elected", "yes")
    if known["irregular_entry"]:
        yield _fact(leader, "entry_mode", "irregular")
    if known["military"]:
        yield _fact(leader, "military", "yes")
    if not known["rotating"]:
        yield _fact(leader, "handover_months", f"{known['lag']:g}")
    if known["term"] < NEVER:
        yield _fact(leader, "term_months", str(int(known["term"])))


def _fact(leader: RegisteredLeader, name: str, value: str, day: date | None = None) -> dict[str, object]:
    holds_from = min(leader.since, leader.as_of) if day is None else day
    return {
        "name": name,
        "value": value,
        "date": holds_from,
        "known_at": leader.as_of,
        "source_url": leader.source_url,
    }
