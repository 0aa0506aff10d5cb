from datetime import date

import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.reign import read_leaders, read_regimes, read_votes

LEADERS = (
    "stateabb,ccode,leadid,leader,sdate,smonth,syear,"
    "emonth,eyear,birthyear,gender,militarycareer,l_month,l_year"
)
VOTES = "ccode,elec_year,elec_month,elec_day,event,elecnum,type,direct,regular,victory,change,runoff"
REGIMES = "cowcode,gwf_startdate,gwf_enddate,gwf_regimetype"


def leaders(*rows: str):
    return read_leaders("\n".join([LEADERS, *rows]).encode(), "leaderlist.csv")


def votes(*rows: str):
    return read_votes("\n".join([VOTES, *rows]).encode(), "electionlist.csv")


def regimes(*rows: str):
    return read_regimes("\n".join([REGIMES, *rows]).encode(), "regime_list.csv")


def test_minus_99_is_missing():
    row = leaders("SMR,331,x,Ada,1,4,1950,10,1950,-99,-99,-99,,").row(0, named=True)
    assert (row["birthyear"], row["gender"], row["militarycareer"]) == (None, None, None)


def test_day_99_is_refused_with_line_and_remedy():
    with pytest.raises(FaultsFoundError, match=r"leaderlist.csv:2 \[sdate\]: is '99'.*data pull"):
        leaders("USA,2,x,Ada,99,4,1950,10,1950,1900,1,0,,")


def test_a_year_of_1700_is_refused():
    with pytest.raises(FaultsFoundError, match=r"\[syear\]: is '1700'"):
        leaders("USA,2,x,Ada,1,1,1700,10,1950,1900,1,0,,")


def test_a_doubled_spell_is_refused():
    row = "USA,2,x,Ada,1,4,1950,10,1950,{born},1,0,,"
    with pytest.raises(FaultsFoundError, match="one row a spell"):
        leaders(row.format(born=1900), row.format(born=1901))


def test_an_exit_before_the_entry_is_refused():
    with pytest.raises(FaultsFoundError, match=r"\[eyear\].*on or after the entry"):
        leaders("USA,2,x,Ada,1,4,1950,3,1950,1900,1,0,,")


def test_spelling_variants_of_events_are_one_event():
    table = votes(
        '2,2000,11,7,"Vote, As Scheduled ",2001,X,Y,Y,Y,N,N',
        '2,2004,11,2,"Vote, As scheduled",2002,X,Y,Y,Y,N,N',
    )
    assert table["held"].to_list() == [True, True]
    assert table["as_scheduled"].to_list() == [True, True]


def test_a_blank_day_is_the_middle_of_the_month_and_marked():
    row = votes('2,2000,11, ,"Vote, Early",2001,X,Y,Y,Y,N,N').row(0, named=True)
    assert (row["vote_date"], row["day_known"], row["as_scheduled"]) == (date(2000, 11, 15), False, False)


def test_the_announcement_and_the_vote_are_one_row():
    table = votes(
        "200,2017,4,18,Announced,200019,L,Y,N,Y,N,N", '200,2017,6,8,"Vote, Early",200019,L,Y,N,Y,N,N'
    )
    assert table.height == 1
    assert table["announced_on"].to_list() == [date(2017, 4, 18)]
    assert table["vote_date"].to_list() == [date(2017, 6, 8)]


def test_a_first_round_followed_by_a_second_is_no_vote_of_its_own():
    table = votes(
        '552,2008,3,29,"Vote, As Scheduled",552012,X,Y,Y,,,1',
        '552,2008,6,27,"Vote, Early",552013,X,Y,Y,Y,N,2',
    )
    assert table["vote_id"].to_list() == [552013]


def test_a_referendum_is_no_vote_on_the_leader():
    assert votes('365,2020,7,1,"Vote, As Scheduled",365024,R,Y,N,Y,N,N').height == 0


def test_regime_dates_are_read_in_us_order_and_the_end_of_coverage_is_open():
    table = regimes("40,10/1/1940,3/10/1952,presidential", "2,3/4/1789,12/31/2020,provisional ")
    assert table["start_date"].to_list() == [date(1940, 10, 1), date(1789, 3, 4)]
    assert table["end_date"].to_list() == [date(1952, 3, 10), None]
    assert table["regime"].to_list() == ["presidential", "provisional"]


def test_an_unknown_regime_and_a_date_that_does_not_exist_are_told_together():
    with pytest.raises(FaultsFoundError) as refusal:
        regimes("40,13/40/1940,3/10/1952,anarchy")
    assert {fault.column for fault in refusal.value.faults} == {"gwf_startdate", "gwf_regimetype"}
