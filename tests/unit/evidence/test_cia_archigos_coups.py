from datetime import date

import polars as pl
import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.archigos import read_archigos
from incumbent.evidence.cia import head_leads, read_cia_leaders
from incumbent.evidence.cia_votes import read_cia_votes
from incumbent.evidence.coups import read_coups

CIA = "ccode,country,leader,start_date,start_precision,end_date,role,source,first_seen,note"
ARCHIGOS = "obsid,leadid,ccode,leader,startdate,enddate,entry,exit,gender,yrborn"


def cia(*rows: str):
    return read_cia_leaders("\n".join([CIA, *rows]).encode(), "leaders.csv")


def archigos(*rows: str):
    return read_archigos("\n".join([ARCHIGOS, *rows]).encode(), "archigos.csv")


def test_two_leaders_at_once_are_refused_with_a_remedy():
    with pytest.raises(FaultsFoundError, match=r"leaders.csv:2 \[leader\]: is 'Ada'.*only leader.*successor"):
        cia(
            "2,Exampleland,Ada,2021-01-01,day,2021-03-01,effective,manual,,",
            "2,Exampleland,Bo,2021-02-01,day,,effective,manual,,",
        )


def test_an_office_outside_the_codebook_is_refused():
    with pytest.raises(
        FaultsFoundError, match=r"leaders.csv:2 \[role\]: is 'chairman'; must be one of chief"
    ):
        cia("2,Exampleland,Ada,2021-01-01,day,,chairman,manual,,")


VOTES = "gwcode,valid_from,elections_text"


def cia_votes(*rows: str):
    return read_cia_votes("\n".join([VOTES, *rows]).encode(), "texts.csv", lambda state, _day: state == 2)


def test_a_text_shown_on_a_day_that_does_not_exist_is_refused():
    with pytest.raises(FaultsFoundError, match=r"texts.csv:2 \[valid_from\]: is '2022-01-99'.*Compare"):
        cia_votes("2,2022-01-99,election last held 4 May 2021 (next to be held May 2025)")


def test_a_month_is_given_from_the_first_text_that_has_it_to_the_first_that_has_another():
    found = cia_votes(
        "2,2022-01-01,next to be held on 4 May 2025",
        "2,2023-02-01,next to be held on 6 June 2025",
        "2,2023-03-01,next to be held on 7 June 2025",
    )
    assert found.votes["vote_date"].to_list() == [date(2025, 6, 7)]
    assert found.listings.select("month", "listed_on", "unlisted_on").rows() == [
        (date(2025, 5, 1), date(2022, 1, 1), date(2023, 2, 1)),
        (date(2025, 6, 1), date(2023, 2, 1), None),
    ]


def test_a_vote_whose_month_was_still_given_when_it_came_counts_as_held():
    found = cia_votes("2,2022-01-01,next to be held in May 2023", "2,2023-09-01,no word of it")
    assert found.votes.select("vote_date", "held").rows() == [(date(2023, 5, 15), True)]


def test_a_vote_after_the_last_text_was_not_held_whatever_the_text_writes():
    found = cia_votes("2,2022-01-01,next election held in May 2023")
    assert found.votes.select("vote_date", "held").rows() == [(date(2023, 5, 15), False)]


def test_a_vote_put_off_before_its_date_was_not_held_on_it():
    found = cia_votes(
        "2,2022-01-01,next to be held in May 2023",
        "2,2023-02-01,next to be held in March 2024",
        "2,2024-12-01,election last held on 24 March 2024",
    )
    assert found.votes.select("vote_date", "held").rows() == [(date(2024, 3, 24), True)]


def test_texts_shown_while_another_office_led_are_not_read():
    text = ["gwcode,valid_from,elections_text", "2,2022-01-01,next to be held in May 2025"]
    found = read_cia_votes("\n".join(text).encode(), "texts.csv", lambda _state, _day: False)
    assert (found.votes.height, found.listings.height) == (0, 0)


def test_a_file_without_a_text_is_refused():
    with pytest.raises(FaultsFoundError, match=r"texts.csv.*at least one row"):
        cia_votes()


def test_a_leader_who_took_leave_and_came_back_never_left():
    table = cia(
        "92,Exampleland,Ada,2019-06-01,day,2023-12-01,chief_of_state,REIGN leaderlist 2021-03,,",
        "92,Exampleland,Acting Bo,2023-12-01,day,2024-06-01,chief_of_state,CIA,2023-12-14,",
        "92,Exampleland,Ada E.,2024-06-01,day,,chief_of_state,CIA,2024-06-21,"
        "returned from leave; same person as the REIGN spell",
    )
    assert table["leader"].to_list() == ["Ada"]
    assert table["end_date"].to_list() == [None]


def test_still_in_office_is_censoring_and_codes_below_zero_are_missing():
    row = archigos("X-1,p1,2,Ada,2010-01-01,2015-12-31,Regular,Still in Office,F,-999").row(0, named=True)
    assert (row["end_date"], row["exit_cause"], row["birth_year"], row["woman"]) == (None, None, None, True)


def test_a_natural_death_is_a_death_and_a_coup_irregular():
    table = archigos(
        "X-1,p1,2,Ada,2010-01-01,2012-05-03,Regular,Natural Death,F,1940",
        "X-2,p2,2,Bo,2012-05-03,2013-05-03,Irregular,Irregular,M,1950",
    )
    assert table["exit_cause"].to_list() == ["death", "irregular"]
    assert table["irregular_entry"].to_list() == [False, True]
    assert table["end_date"].to_list() == [date(2012, 5, 3), date(2013, 5, 3)]


def test_a_word_outside_the_codebook_is_refused():
    with pytest.raises(FaultsFoundError, match=r"\[exit\]: is 'Vanished'"):
        archigos("X-1,p1,2,Ada,2010-01-01,2012-05-03,Regular,Vanished,F,1940")


def test_a_coup_on_a_day_that_does_not_exist_is_refused():
    with pytest.raises(FaultsFoundError, match=r"coups.csv:2 \[date\]"):
        read_coups(b"ccode,coup,date\n2,2,2001-02-30\n", "coups.csv")


def test_archigos_published_stata_file_says_what_its_csv_says(data_folder, tmp_path):
    import pandas

    csv = (data_folder / "archigos" / "archigos_4.1.csv").read_bytes()
    table = pandas.read_csv(data_folder / "archigos" / "archigos_4.1.csv", keep_default_na=False)
    table["exit"] = table["exit"].astype("category")
    table.to_stata(tmp_path / "a.dta", write_index=False, version=118)
    from_stata = read_archigos((tmp_path / "a.dta").read_bytes(), "a.dta")
    assert from_stata.equals(read_archigos(csv, "archigos_4.1.csv"))


def test_half_a_stata_file_is_refused():
    with pytest.raises(FaultsFoundError, match="a whole Stata file"):
        read_archigos(b"<stata_dta><header><release>118</release>", "a.dta")


def test_the_publishers_coups_are_read_from_their_tabs(data_folder):
    import polars as pl

    path = data_folder / "coups" / "powell_thyne_coups.csv"
    tabs = pl.read_csv(path, infer_schema_length=0).drop("date").write_csv(separator="\t").encode()
    assert read_coups(tabs, "coups.txt").equals(read_coups(path.read_bytes(), "coups.csv"))


def test_a_day_among_the_publishers_tabs_that_does_not_exist_is_refused():
    with pytest.raises(FaultsFoundError, match="an ISO date that exists"):
        read_coups(b"country\tccode\tyear\tmonth\tday\tcoup\nX\t2\t2001\t2\t30\t1\n", "coups.txt")


def test_who_holds_power_without_the_title_leads_but_serves_no_presidents_terms():
    rows = [(7, date(2016, 1, 1), "effective"), (7, date(2022, 1, 1), "chief_of_state")]
    spells = pl.DataFrame(rows, schema=("gwcode", "start_date", "role"), orient="row")
    days = [date(2020, 1, 1), date(2023, 1, 1)]
    assert [head_leads(spells)(7, day) for day in days] == [True, True]
    assert [head_leads(spells, titled=True)(7, day) for day in days] == [False, True]
