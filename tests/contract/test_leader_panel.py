"""The panel made of the published files."""

from datetime import date

import polars as pl
import pytest

from incumbent.evidence.lacking import lacking, list_ends
from incumbent.workflows.panel import load_panel


@pytest.fixture(scope="module")
def built(data_folder):
    return load_panel(data_folder)


def spell(panel, gwcode, day):
    return panel.spells.filter(
        (pl.col("gwcode") == gwcode)
        & (pl.col("start_date") <= day)
        & (pl.col("end_date").is_null() | (pl.col("end_date") > day))
    ).row(0, named=True)


def test_no_state_has_two_leaders_on_one_day(built):
    panel, _ = built
    following = panel.spells.sort("gwcode", "start_date").with_columns(
        next_start=pl.col("start_date").shift(-1).over("gwcode")
    )
    assert following.filter(pl.col("end_date") > pl.col("next_start")).height == 0


def test_every_state_has_one_leader_at_the_end_of_2024(built):
    panel, _ = built
    assert panel.spells.filter(pl.col("end_date").is_null())["gwcode"].n_unique() == 195
    assert panel.spells.filter(pl.col("end_date").is_null()).height == 195


@pytest.mark.parametrize(
    ("gwcode", "day", "leader", "start", "end", "cause"),
    [
        (365, date(2009, 6, 1), "Putin", date(2000, 1, 1), None, None),
        (200, date(1985, 1, 1), "Thatcher", date(1979, 5, 4), date(1990, 11, 28), "regular"),
        (255, date(2015, 1, 1), "Merkel", date(2005, 11, 22), date(2021, 12, 8), "regular"),
        (255, date(1990, 10, 3), "Kohl", date(1982, 10, 1), date(1998, 10, 27), "regular"),
        (2, date(1963, 11, 1), "Kennedy", date(1961, 1, 20), date(1963, 11, 22), "irregular"),
        (92, date(2024, 3, 1), "Nayib Bukele", date(2019, 6, 1), None, None),
    ],
)
def test_known_spells_are_as_history_has_them(  # noqa: PLR0917 - one row of the table above
    built, gwcode, day, leader, start, end, cause
):
    row = spell(built[0], gwcode, day)
    assert (row["leader"], row["start_date"], row["end_date"], row["exit_cause"]) == (
        leader,
        start,
        end,
        cause,
    )


@pytest.mark.parametrize(
    ("gwcode", "day", "cause", "source"),
    [
        (510, date(2021, 1, 1), "death", "CIA text"),  # Magufuli
        (436, date(2023, 7, 1), "irregular", "CIA text"),  # Bazoum, after the coup list ends
        (432, date(2020, 8, 1), "irregular", "coup list"),  # Keita
        (255, date(2021, 10, 1), "regular", "unknown"),  # Merkel: the list of votes ends before
        (200, date(1985, 1, 1), "regular", "Archigos"),  # Thatcher
    ],
)
def test_each_exit_says_who_gives_its_reason(built, gwcode, day, cause, source):
    row = spell(built[0], gwcode, day)
    assert (row["exit_cause"], row["cause_source"]) == (cause, source)


def test_every_exit_has_a_source_of_its_reason_and_is_counted(built):
    panel, report = built
    ended = panel.spells.filter(pl.col("exit_cause").is_not_null())
    assert ended["cause_source"].null_count() == 0
    assert panel.spells.filter(pl.col("exit_cause").is_null())["cause_source"].drop_nulls().is_empty()
    counted = {rule: count for rule, count in report.counts.items() if "reason from" in rule}
    assert sum(counted.values()) == ended.height
    unknown = sum(count for rule, count in counted.items() if "unknown, taken as regular" in rule)
    assert unknown == ended.filter(pl.col("cause_source") == "unknown").height


@pytest.mark.parametrize(
    ("gwcode", "office"),
    [(365, "chief of state"), (200, "head of government"), (816, "power without either title")],
)
def test_the_title_of_who_holds_power_is_marked(built, gwcode, office):
    assert spell(built[0], gwcode, date(2024, 10, 1))["office"] == office


def test_before_the_cia_record_no_title_is_stated(built):
    early = built[0].spells.filter(pl.col("end_date") < date(2015, 10, 26))
    assert early["office"].drop_nulls().is_empty()


@pytest.mark.parametrize(
    ("gwcode", "day", "office"),
    [
        (200, date(2016, 1, 1), "head of government"),  # Cameron
        (2, date(2016, 1, 1), "chief of state"),  # Obama
        (530, date(2016, 1, 1), "head of government"),  # Desalegn, beside a president
        (811, date(2021, 1, 1), "head of government"),  # Hun Sen, beside a king
    ],
)
def test_before_2021_the_title_is_that_of_the_list_of_office_holders(built, gwcode, day, office):
    assert spell(built[0], gwcode, day)["office"] == office


def test_titles_of_2015_to_2020_are_counted(built):
    counted = {rule: count for rule, count in built[1].counts.items() if "ended 2015 to 2020" in rule}
    assert min(counted.values()) > 40
    assert len(counted) == 3


def rule(panel, gwcode, day):
    known = panel.term_rules.filter((pl.col("gwcode") == gwcode) & (pl.col("known_on") <= day))
    return known.sort("known_on").select("stated", "most_terms", "term_months").rows()[-1]


@pytest.mark.parametrize(
    ("gwcode", "day", "expected"),
    [
        (2, date(2024, 1, 1), (True, 2, 48)),
        (70, date(2024, 1, 1), (True, 1, 72)),
        (90, date(2024, 1, 1), (True, 1, 48)),  # not eligible for consecutive terms
        (93, date(2024, 1, 1), (True, None, 60)),  # no term limits
        (365, date(2016, 1, 1), (True, 2, 72)),
        (365, date(2021, 1, 1), (False, None, 72)),  # earlier terms discounted
        (651, date(2016, 1, 1), (True, 2, 48)),
        (651, date(2021, 1, 1), (True, 3, 72)),
        (500, date(2016, 1, 1), (True, 2, 60)),
        (500, date(2017, 1, 1), (True, None, 60)),  # as the text of November 2016 has it
        (436, date(2024, 6, 1), (False, None, None)),  # rule by decree
        (670, date(2024, 1, 1), (False, None, None)),  # hereditary
    ],
)
def test_the_rule_on_terms_is_what_the_text_of_the_day_says(built, gwcode, day, expected):
    assert rule(built[0], gwcode, day) == expected


def test_rules_on_terms_are_counted(built):
    counts = {name: count for name, count in built[1].counts.items() if "newest CIA text" in name}
    assert sum(counts.values()) == built[0].term_rules["gwcode"].n_unique()
    assert counts["states whose newest CIA text limits the terms of the head of state"] > 100


@pytest.mark.parametrize(
    ("gwcode", "day"), [(165, date(2019, 11, 24)), (404, date(2019, 12, 29)), (51, date(2020, 9, 3))]
)
def test_a_vote_with_a_coded_result_was_held_though_the_list_calls_it_upcoming(built, gwcode, day):
    votes = built[0].votes.filter((pl.col("gwcode") == gwcode) & (pl.col("vote_date") == day))
    assert votes["held"].to_list() == [True]


def test_a_listed_month_ends_when_a_text_gives_another(built):
    senegal = built[0].listings.filter((pl.col("gwcode") == 433) & (pl.col("month") == date(2024, 12, 1)))
    assert senegal.select("listed_on", "unlisted_on").rows() == [(date(2024, 2, 8), date(2024, 3, 14))]
    held = built[0].votes.filter((pl.col("gwcode") == 433) & pl.col("held"))
    assert held["vote_date"].max() == date(2024, 3, 24)


def test_kuwaits_new_emir_starts_when_the_old_one_dies(built):
    assert spell(built[0], 690, date(2020, 10, 1))["start_date"] == date(2020, 9, 29)


def test_rotating_offices_are_marked(built):
    assert set(built[0].spells.filter("rotating")["gwcode"].unique()) == {225, 331, 346}


def test_unified_germany_and_yemen_keep_one_number(built):
    assert not set(built[0].spells["gwcode"].unique()) & {260, 678}
    assert not set(built[0].votes["gwcode"].unique()) & {260, 678}


def test_the_report_counts_every_rule(built):
    counts = built[1].counts
    assert counts["start corrected by hand"] == 1
    assert counts["overlaps cut at the successor's start"] == 3
    assert counts["spells in the panel"] == built[0].spells.height


def test_no_vote_was_held_after_the_record_ends(built):
    held = built[0].votes.filter("held")["vote_date"]
    assert held.max() <= date(2024, 12, 31)  # "next election held March 2027", writes one text


def test_what_no_list_says_is_counted(built):
    found = lacking(built[0])
    assert found["states without a regime: read as an interim one"] == 1  # Taiwan
    assert found["spells that ended with their state: no exit"] == 2  # Czechoslovakia, South Yemen
    assert found["gaps of more than 31 days with nobody listed: nobody is forecast"] == 23
    assert list_ends(built[0])["coup attempt"] == date(2022, 11, 25)


def test_a_renamed_column_is_refused(data_folder, tmp_path):
    import shutil

    for part in ("reign", "archigos", "coups", "cia_leaders", "country_year"):
        shutil.copytree(data_folder / part, tmp_path / part)
    for copied in (tmp_path, *tmp_path.rglob("*")):
        copied.chmod(0o755 if copied.is_dir() else 0o644)
    path = tmp_path / "reign" / "leaderlist_3_21.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("emonth", "exit_month", 1), encoding="utf-8")
    from incumbent.domain.errors import FaultsFoundError

    with pytest.raises(FaultsFoundError, match=r"leaderlist_3_21.csv:1 .*'emonth'"):
        load_panel(tmp_path)
