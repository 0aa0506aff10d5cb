"""Since when a published list gave the month of a vote."""

from collections import Counter
from datetime import date

import polars as pl

from incumbent.domain.panel import VOTE_SCHEMA
from incumbent.evidence.vintages import NO_MONTH, PUBLISHED, first_listed

HEAD = "elecnum,elec_year,elec_month,elec_day,event"


def votes(day=date(2020, 10, 11)):
    row = dict.fromkeys(VOTE_SCHEMA) | {"vote_id": 7, "vote_date": day, "held": False}
    return pl.DataFrame([row], schema=VOTE_SCHEMA)


def listed_on(lists, counts=None):
    content = {name: "\n".join([HEAD, *rows]).encode() for name, rows in lists.items()}
    found = first_listed(votes(), content, Counter() if counts is None else counts)
    return found["listed_on"].to_list()[0]


def test_a_vote_is_listed_from_the_first_list_that_gave_its_month():
    lists = {
        "reign/vintages/electionlist_7_20.csv": ["7,2020,10,,Upcoming"],
        "reign/vintages/electionlist_2_20.csv": ['7,2020,8,,"Upcoming, Scheduled"'],
        "reign/vintages/electionlist_5_20.csv": ["7,2020,10,,Upcoming"],
    }
    assert listed_on(lists) == date(2020, 5, 4)


def test_a_list_published_after_the_vote_does_not_count():
    assert listed_on({"electionlist_11_20.csv": ["7,2020,10,11,Vote"]}) is None


def test_a_vote_without_a_month_on_a_list_is_counted_and_not_used():
    counts = Counter()
    rows = ["7,2020,,,Upcoming", "7,2020,28,,Upcoming", "7,2020,12,31,Upcoming"]
    assert listed_on({"electionlist_5_20.csv": rows}, counts) is None
    assert counts[NO_MONTH] == 3


def test_the_last_of_december_stands_for_some_day_of_the_year_and_gives_no_month():
    lists = {"electionlist_5_20.csv": b"elecnum,elec_year,elec_month,elec_day,event\n7,2020,12,,Upcoming"}
    found = first_listed(votes(date(2020, 12, 31)), lists, Counter())
    assert found["listed_on"].to_list() == [None]


def test_the_days_of_publication_are_those_of_the_published_index(data_folder):
    index = pl.read_csv(data_folder / "reign/vintages/index.csv", try_parse_dates=True)
    lists = index.filter(pl.col("file").str.starts_with("electionlist"))
    assert dict(lists.select("file", "published").iter_rows()) == PUBLISHED
