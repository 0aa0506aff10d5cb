"""Which title had who held power; the names are invented."""

from collections import Counter
from datetime import date

import polars as pl
import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.domain.panel import SPELL_SCHEMA
from incumbent.evidence.titles import read_officeholders, titled

HEAD = "gwcode,role,holder_as_printed,spelling_variants,first_seen,gone_by"
KING = "2,chief_of_state,King ALARIC II,King ALARIC II,2015-10-26,"
PREMIER = "2,head_of_government,Prime Minister Berta EXAMPLO,,2015-10-26,2017-03-28"


def holders(*rows):
    return read_officeholders("\n".join([HEAD, *rows]).encode(), "holders.csv")


def title(leader, rows, *, start=date(2014, 1, 1), end=date(2017, 1, 1), office=None):
    row = dict.fromkeys(SPELL_SCHEMA) | {
        "leader": leader, "gwcode": 2, "start_date": start, "end_date": end, "office": office,
    }  # fmt: skip
    spells = pl.DataFrame([row], schema=SPELL_SCHEMA)
    return titled(spells, holders(*rows), Counter())["office"][0]


def test_the_title_is_that_of_the_office_in_which_the_leader_is_listed():
    assert title("Examplo", [KING, PREMIER]) == "head of government"
    assert title("Alarik", [KING, PREMIER]) == "chief of state"


def test_who_holds_both_offices_is_chief_of_state():
    rows = ["2,chief_of_state,President Cleo SAMPLE,,2015-10-26,", PREMIER.replace("Berta EXAMPLO", "SAMPLE")]
    assert title("Sample", rows) == "chief of state"


def test_who_is_not_listed_has_no_title():
    assert title("Nobody", [KING, PREMIER]) is None


def test_a_namesake_of_another_time_gives_no_title():
    assert title("Examplo", [PREMIER], start=date(2017, 4, 1), end=date(2018, 1, 1)) is None


def test_a_spell_before_the_first_list_gets_no_title():
    assert title("Examplo", [PREMIER], start=date(2010, 1, 1), end=date(2015, 1, 1)) is None


def test_a_title_that_is_known_stays():
    assert title("Examplo", [PREMIER], office="power without either title") == "power without either title"


def test_an_unknown_role_and_a_day_that_does_not_exist_are_refused():
    with pytest.raises(FaultsFoundError) as found:
        holders("2,regent,ALARIC,,2015-10-26,", "2,chief_of_state,ALARIC,,2015-02-30,2016-13-01")
    text = str(found.value)
    assert all(part in text for part in ("holders.csv:2 [role]", "holders.csv:3 [first_seen]", "[gone_by]"))
