"""Which months the published lists gave for coming votes."""

from collections import Counter
from datetime import date

import polars as pl

from incumbent.evidence.vintages import NO_MONTH, PUBLISHED, read_listings

HEAD = "ccode,elecnum,elec_year,elec_month,elec_day,event,type"


def listed(lists, counts=None):
    content = {name: "\n".join([HEAD, *rows]).encode() for name, rows in lists.items()}
    found = read_listings(content, Counter() if counts is None else counts)
    return found.select("month", "listed_on", "unlisted_on").rows()


def test_a_month_stands_from_the_first_list_that_gave_it_to_the_first_that_gave_another():
    lists = {
        "reign/vintages/electionlist_7_20.csv": ["2,7,2020,10,,Upcoming,X"],
        "reign/vintages/electionlist_2_20.csv": ['2,7,2020,8,,"Upcoming, Scheduled",X'],
        "reign/vintages/electionlist_5_20.csv": ["2,7,2020,10,,Upcoming,X"],
    }
    assert listed(lists) == [
        (date(2020, 8, 1), date(2020, 2, 3), date(2020, 5, 4)),
        (date(2020, 10, 1), date(2020, 5, 4), None),
    ]


def test_a_vote_that_vanishes_from_the_list_is_listed_no_more():
    lists = {
        "electionlist_2_20.csv": ["2,7,2020,8,,Upcoming,X"],
        "electionlist_5_20.csv": ["2,8,2020,9,,Upcoming,X"],
    }
    assert (date(2020, 8, 1), date(2020, 2, 3), date(2020, 5, 4)) in listed(lists)


def test_votes_of_the_past_and_referendums_are_not_coming_votes():
    rows = ["2,7,2020,10,11,Vote,X", "2,8,2021,10,,Upcoming,R"]
    assert listed({"electionlist_11_20.csv": rows}) == []


def test_a_vote_without_a_month_on_a_list_is_counted_and_not_used():
    counts = Counter()
    rows = ["2,7,2020,,,Upcoming,X", "2,7,2020,28,,Upcoming,X", "2,7,2020,12,31,Upcoming,X"]
    assert listed({"electionlist_5_20.csv": rows}, counts) == []
    assert counts[NO_MONTH] == 3


def test_the_days_of_publication_are_those_of_the_published_index(data_folder):
    index = pl.read_csv(data_folder / "reign/vintages/index.csv", try_parse_dates=True)
    lists = index.filter(pl.col("file").str.starts_with("electionlist"))
    assert dict(lists.select("file", "published").iter_rows()) == PUBLISHED
