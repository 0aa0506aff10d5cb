"""Who were the leaders of the resolved books and prices, and what did their calendars say at the time?

Dates of office, votes and regimes as published at the time; each gate with the day on which its date was
known. The leaders of the example desk are not here: their files are read.
"""

from __future__ import annotations

from datetime import date

from incumbent.domain.leader import BaseRate, DatedFact, Leader, Origins, ScheduledGate
from incumbent.domain.spell import Spell
from incumbent.domain.vocabulary import Cause, DatePrecision

_SOURCE = "https://en.wikipedia.org/"

Vote = tuple[str, str, str, str | None]
"""Id, expected day (a month as YYYY-MM), day known, hand-over."""

_LEADERS: dict[str, tuple[str, int, str, str, str, str | None, str, tuple[str, str] | None, list[Vote]]] = {
    # name, gwcode, born, sex, start, end, regime, last own result before or during, votes ahead
    "brown": (
        "Gordon Brown", 200, "1951-02-20", "m", "2007-06-27", "2010-05-11", "parliamentary",
        None, [("ge", "2010-05", "2007-06-27", None)],
    ),
    "may": (
        "Theresa May", 200, "1956-10-01", "f", "2016-07-13", "2019-07-24", "parliamentary",
        ("won", "2017-06-08"), [("ge", "2020-05", "2016-07-13", None), ("ge", "2022-05", "2017-06-09", None)],
    ),
    "johnson": (
        "Boris Johnson", 200, "1964-06-19", "m", "2019-07-24", "2022-09-06", "parliamentary",
        ("won", "2019-12-12"),
        [("ge", "2022-05", "2019-07-24", None), ("ge2", "2024-05", "2019-12-13", None)],
    ),
    "merkel": (
        "Angela Merkel", 260, "1954-07-17", "f", "2005-11-22", "2021-12-08", "parliamentary",
        ("won", "2013-09-22"),
        [("ge", "2017-09-24", "2017-01-25", None), ("ge2", "2021-09", "2017-09-25", None)],
    ),
    "trump": (
        "Donald Trump", 2, "1946-06-14", "m", "2017-01-20", "2021-01-20", "presidential",
        ("won", "2016-11-08"), [("ge", "2020-11-03", "2017-01-20", "2021-01-20")],
    ),
    "turnbull": (
        "Malcolm Turnbull", 900, "1954-10-24", "m", "2015-09-15", "2018-08-24", "parliamentary",
        ("won", "2016-07-02"), [("ge", "2019-05", "2016-07-03", None)],
    ),
    "poroshenko": (
        "Petro Poroshenko", 369, "1965-09-26", "m", "2014-06-07", "2019-05-20", "presidential",
        ("won", "2014-05-25"), [("ge", "2019-03-31", "2018-11-26", "2019-06-05"),
                                ("ge", "2019-04-21", "2019-04-01", "2019-06-03")],
    ),
    "erdogan": (
        "Recep Tayyip Erdogan", 640, "1954-02-26", "m", "2003-03-14", None, "presidential",
        ("won", "2018-06-24"), [("ge", "2023-06-18", "2018-06-25", None),
                                ("ge", "2023-05-14", "2023-03-10", None),
                                ("ge", "2023-05-28", "2023-05-15", None)],
    ),
    "bolsonaro": (
        "Jair Bolsonaro", 140, "1955-03-21", "m", "2019-01-01", "2023-01-01", "presidential",
        ("won", "2018-10-28"), [("ge", "2022-10-02", "2019-01-01", "2023-01-01")],
    ),
    "mugabe": (
        "Robert Mugabe", 552, "1924-02-21", "m", "1980-04-18", "2017-11-21", "party-personal",
        ("won", "2002-03-11"), [("ge", "2008-03", "2007-06-15", None),
                                ("ge", "2008-03-29", "2008-01-25", None)],
    ),
    "lukashenko": (
        "Aleksandr Lukashenko", 370, "1954-08-30", "m", "1994-07-20", None, "personal",
        ("won", "2020-08-09"), [("ge", "2025-08", "2020-08-10", None)],
    ),
    "maduro": (
        "Nicolas Maduro", 101, "1962-11-23", "m", "2013-04-19", None, "personal",
        ("won", "2018-05-20"), [("ge", "2024-05", "2018-05-21", None)],
    ),
    "kim": ("Kim Jong Un", 731, "1984-01-08", "m", "2011-12-17", None, "personal", None, []),
    "mubarak": (
        "Hosni Mubarak", 651, "1928-05-04", "m", "1981-10-14", "2011-02-11", "party-personal",
        ("won", "2005-09-07"), [("ge", "2011-09", "2010-01-01", None)],
    ),
}  # fmt: skip


def resolved_leaders() -> dict[str, Leader]:
    """The leaders by id."""
    return {leader_id: _leader(leader_id) for leader_id in _LEADERS}


def _leader(leader_id: str) -> Leader:
    name, gwcode, born, sex, start, end, regime, result, votes = _LEADERS[leader_id]
    begins = date.fromisoformat(start)
    facts = [DatedFact("regime", regime, begins, begins, _SOURCE)]
    if result is not None:
        facts.append(DatedFact("last_result", result[0], _day(result[1]), _day(result[1]), _SOURCE))
    ends = None if end is None else date.fromisoformat(end)
    return Leader(
        leader_id=leader_id,
        name=name,
        country=name,
        office="head of government",
        gwcode=gwcode,
        birth_date=date.fromisoformat(born),
        woman=sex == "f",
        spells=(Spell(f"{leader_id}-1", leader_id, name, name, gwcode, "effective", begins, ends),),
        gates=tuple(_gate(vote) for vote in votes),
        facts=tuple(facts),
        questions=(),
        origins=Origins.ON_EVIDENCE,
        base_rate=BaseRate.WORLD,
        prior=None,
        patron_id=None,
        zone="UTC",
    )


def _gate(vote: Vote) -> ScheduledGate:
    gate_id, expected, known, handover = vote
    precision = DatePrecision.MONTH if len(expected) == 7 else DatePrecision.DAY
    return ScheduledGate(
        gate_id,
        Cause.ELECTION,
        _day(expected),
        precision,
        None if handover is None else _day(handover),
        _day(known),
        _SOURCE,
    )


def _day(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-15")
