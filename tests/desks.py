"""An invented desk without a fault, for tests to build on or to spoil."""

# ruff: noqa: E501  # rows of CSV stay whole

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from incumbent.domain.snapshot import Snapshot

TODAY = date(2026, 11, 1)

SETTINGS = """\
title = "The Example Count"
author = "A. Writer"
languages = ["en", "ru"]
base_address = "https://example.org"
leaders = ["ada"]
"""

ADA = """\
name = "Ada Example"
country = "Exampleland"
gwcode = 999
office = "president"
zone = "Etc/UTC"
born = 1950-01-01

[[spells]]
start = 2010-05-07
source_url = "https://example.org/office"

[[gates]]
id = "vote-2030"
cause = "election"
date = 2030-03-10
known_at = 2025-06-01
source_url = "https://example.org/calendar"

[[gates]]
id = "vote-2030"
cause = "election"
date = 2030-03-17
handover = 2030-05-07
known_at = 2026-02-01
source_url = "https://example.org/calendar-moved"

[[facts]]
name = "regime"
value = "presidential"
date = 2010-05-07
known_at = 2010-05-07
source_url = "https://example.org/regime"

[[questions]]
id = "past-2030"
target_date = 2030-05-08
text = "Is Ada Example president at the end of 8 May 2030?"
rule = "The date of hand-over in the official gazette."
"""

ODDS = """\
id,book_id,leader,kind,event,source,source_kind,outcome,outcome_means,price,deadline,gate,complete,observed_on,date_precision,source_url
b1-yes,b1,ada,in_office,effective,bets,bookmaker,Yes,stays,1/6,2027-12-31,,yes,2026-03-04,day,https://example.org/b1
b1-no,b1,ada,in_office,effective,bets,bookmaker,No,goes,4/1,2027-12-31,,yes,2026-03-04,day,https://example.org/b1
b2-27,b2,ada,exit_period,effective,bets,bookmaker,2027,until:2027-12-31,+225,,,yes,2026-04-04,day,https://example.org/b2
b2-later,b2,ada,exit_period,effective,bets,bookmaker,later,later,-300,,,yes,2026-04-04,day,https://example.org/b2
"""

PRICES = """\
id,leader,question,event,deadline,gate,bid,ask,price,source,source_kind,observed_on,date_precision,source_url,note
p1,ada,out_by,effective,2027-12-31,,0.10,0.14,,venue,exchange,2026-05-05,day,https://example.org/p1,
p2,ada,survives_gate,effective,,vote-2030,,,0.8,venue,exchange,2026-05-05,day,https://example.org/p2,
p3,ada,out_by,other,2027-12-31,,,,0.3,venue,exchange,2026-05-05,day,https://example.org/p3,forced out by protest
"""

POLLS = """\
id,leader,pollster,question,base,support,against,no_answer,sample,gate,field_start,field_end,date_precision,source_url
q1,ada,bureau,approval,all respondents,62,30,8,1600,,2026-05-01,2026-05-04,day,https://example.org/q1
q2,ada,bureau,vote_intention,all respondents,48,,19,1600,vote-2030,,2026-05-15,month,https://example.org/q2
"""

JUDGEMENTS = """\
id,leader,who,question,event,deadline,chance,method,stated_on,date_precision,source_url
j1,ada,a-writer,in_office_on,effective,2027-12-31,85 %,unknown,2026-05-10,inferred,https://example.org/j1
"""

EVENTS = """\
id,leader,date,kind,text,source_url
e1,ada,2026-02-01,calendar,The vote is moved by a week.,https://example.org/e1
"""

POST = """\
---
title: A quiet month
date: 2026-06-01
leaders: [ada]
tags: [notes]
---

Little changed in May.
"""

FILES: Mapping[str, str] = {
    "desk.toml": SETTINGS,
    "leaders/ada.toml": ADA,
    "evidence/odds.csv": ODDS,
    "evidence/prices.csv": PRICES,
    "evidence/polls.csv": POLLS,
    "evidence/judgements.csv": JUDGEMENTS,
    "evidence/events.csv": EVENTS,
    "posts/quiet-month.md": POST,
}


def snapshots(files: Mapping[str, str | bytes]) -> list[Snapshot]:
    """The files as they would be read from a folder."""
    read_at = datetime(2026, 11, 1, tzinfo=UTC)
    return [
        Snapshot(name, text if isinstance(text, bytes) else text.encode("utf-8"), read_at)
        for name, text in files.items()
    ]


def write_desk(folder: Path, files: Mapping[str, str | bytes] = FILES) -> Path:
    """The files written into a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder
