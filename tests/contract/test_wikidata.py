"""Recorded answers of Wikidata, and the traps in them."""

import json
from datetime import UTC, date, datetime

import pytest

from incumbent.domain.errors import SourceError
from incumbent.domain.holders import HolderStatement, Rank
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.vocabulary import DatePrecision
from incumbent.evidence.wikidata_elections import read_elections
from incumbent.evidence.wikidata_holders import read_entities, read_holders, read_holders_csv
from incumbent.evidence.wikidata_values import stated_date

NOON = datetime(2026, 4, 21, 12, tzinfo=UTC)
ENTITY = "http://www.wikidata.org/entity/"


def sparql(*rows: dict[str, tuple[str, str]]) -> Snapshot:
    bindings = [{key: {"type": kind, "value": value} for key, (kind, value) in row.items()} for row in rows]
    body = {"head": {"vars": []}, "results": {"bindings": bindings}}
    return Snapshot("https://example.org/sparql", json.dumps(body).encode(), NOON)


def holder_row(**more: tuple[str, str]) -> dict[str, tuple[str, str]]:
    return {
        "statement": ("uri", ENTITY + "statement/Q1-aa"),
        "item": ("uri", ENTITY + "Q1"),
        "office": ("uri", ENTITY + "Q2"),
        "start": ("literal", "2019-03-04T00:00:00Z"),
        "startPrecision": ("literal", "11"),
        **more,
    }


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("sparql_p39_empty_2018.json", 0),
        ("sparql_p39_mayor_of_london_no_start_2018.json", 4),
        ("sparql_p39_south_korea_president_2018.json", 1),
        ("sparql_p39_taiwan_premier_2018.json", 1),
        ("sparql_p39_uk_cabinet_prime_minister_2018.json", 1),
        ("sparql_p39_wales_first_minister_two_parties_2018.json", 1),
    ],
)
def test_every_recorded_sparql_answer_gives_its_statements(recorded, name, count):
    assert len(read_holders(recorded("wikidata", name))) == count


def test_two_rows_of_one_holder_are_one_statement(recorded):
    name = "sparql_p39_wales_first_minister_two_parties_2018.json"
    rows = json.loads(recorded("wikidata", name).content)["results"]["bindings"]
    holders = read_holders(recorded("wikidata", name))
    assert len(rows) == 2
    assert [holder.person for holder in holders] == ["Carwyn Jones"]


def test_holders_without_start_and_end_are_not_current(recorded):
    holders = read_holders(recorded("wikidata", "sparql_p39_mayor_of_london_no_start_2018.json"))
    assert [holder.person for holder in holders if holder.is_current] == ["Sadiq Khan"]


def of_office(holders: tuple[HolderStatement, ...], office: str) -> list[HolderStatement]:
    return [holder for holder in holders if holder.office_id == office]


def test_entities_keep_ranks_dates_and_precisions(recorded):
    holders = read_entities(recorded("wikidata", "wbgetentities_q7747_cut_2026-04-21.json"))
    president = of_office(holders, "Q218295")
    assert [(holder.rank, holder.is_current) for holder in president] == [
        (Rank.PREFERRED, True),
        (Rank.NORMAL, False),
    ]
    assert president[1].start is not None
    assert president[1].start.value == date(2000, 5, 7)


def test_a_year_precision_date_is_a_year_not_the_first_of_january(recorded):
    holders = read_entities(recorded("wikidata", "wbgetentities_q7747_cut_2026-04-21.json"))
    dated = [holder for holder in of_office(holders, "Q1553195") if holder.start is not None]
    assert [(holder.start.value.year, holder.start.precision) for holder in dated] == [
        (1995, DatePrecision.YEAR)
    ]


def test_a_deprecated_statement_is_never_current(recorded):
    holders = read_entities(recorded("wikidata", "wbgetentities_q7747_cut_2026-04-21.json"))
    for_life = of_office(holders, "Q2350808")
    assert [(holder.rank, holder.is_current) for holder in for_life] == [(Rank.DEPRECATED, False)]


def test_the_acting_presidency_is_a_position_of_its_own(recorded):
    holders = read_entities(recorded("wikidata", "wbgetentities_q7747_cut_2026-04-21.json"))
    acting = of_office(holders, "Q4127082")
    assert [holder.start.value for holder in acting] == [date(1999, 12, 31)]


def test_a_time_before_all_calendars_breaks_nothing(recorded):
    assert read_entities(recorded("wikidata", "entity_q1_far_past_time.json")) == ()
    assert stated_date("-13798000000-00-00T00:00:00Z", "3").value is None


def test_an_entity_with_unknown_and_no_values_breaks_nothing(recorded):
    assert read_entities(recorded("wikidata", "entity_somevalue_novalue.json")) == ()


def test_an_unknown_end_is_an_end():
    genid = ("uri", "http://www.wikidata.org/.well-known/genid/0123456789abcdef")
    holder = read_holders(sparql(holder_row(end=genid)))[0]
    assert holder.end is not None
    assert holder.end.value is None
    assert not holder.is_current


def entity(end: dict[str, object]) -> Snapshot:
    since = {"time": "+2019-03-04T00:00:00Z", "precision": 11}
    claim = {
        "id": "Q1$aa",
        "rank": "normal",
        "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q2"}}},
        "qualifiers": {"P580": [{"snaktype": "value", "datavalue": {"value": since}}], "P582": [end]},
    }
    body = json.dumps({"entities": {"Q1": {"id": "Q1", "claims": {"P39": [claim]}}}})
    return Snapshot("https://example.org/entities", body.encode(), NOON)


def test_an_end_stated_as_none_is_no_end_and_one_stated_as_unknown_is_an_end():
    assert [holder.is_current for holder in read_entities(entity({"snaktype": "novalue"}))] == [True]
    assert [holder.is_current for holder in read_entities(entity({"snaktype": "somevalue"}))] == [False]


def test_a_dead_holder_without_an_end_is_not_current():
    died = {"died": ("literal", "2025-01-02T00:00:00Z"), "diedPrecision": ("literal", "11")}
    assert read_holders(sparql(holder_row()))[0].is_current
    assert not read_holders(sparql(holder_row(**died)))[0].is_current


@pytest.mark.parametrize(
    ("printed", "precision", "value", "kind"),
    [
        ("1995-01-01T00:00:00Z", "9", date(1995, 1, 1), DatePrecision.YEAR),
        ("1995-07-01T00:00:00Z", "10", date(1995, 7, 1), DatePrecision.MONTH),
        ("+1995-07-14T00:00:00Z", "11", date(1995, 7, 14), DatePrecision.DAY),
        ("1995-01-01T00:00:00Z", None, date(1995, 1, 1), DatePrecision.YEAR),
        ("1995-01-01T00:00:00Z", "11", date(1995, 1, 1), DatePrecision.DAY),
        ("+1995-00-00T00:00:00Z", "9", date(1995, 1, 1), DatePrecision.YEAR),
        ("1990-01-01T00:00:00Z", "8", None, None),
        ("-0044-03-15T00:00:00Z", "11", None, None),
        ("19950-01-01T00:00:00Z", "11", None, None),
        ("1995-02-31T00:00:00Z", "11", None, None),
        ("t1234", None, None, None),
    ],
)
def test_a_printed_time_is_read_with_its_precision_or_not_at_all(printed, precision, value, kind):
    stated = stated_date(printed, precision)
    assert (stated.value, stated.precision) == (value, kind)


def test_a_label_that_is_only_the_id_is_missing(recorded):
    holders = read_holders_csv(recorded("wikidata", "world_leaders_2022_from_sparql.csv"))
    unnamed = [holder for holder in holders if holder.person_id == "Q27146606"]
    assert [holder.person for holder in unnamed] == [None]


def test_a_collective_office_keeps_all_its_holders(recorded):
    holders = read_holders_csv(recorded("wikidata", "world_leaders_2022_from_sparql.csv"))
    swiss = [holder for holder in holders if holder.country == "Switzerland" and holder.is_current]
    assert len(swiss) == 7


def test_years_in_a_table_are_years(recorded):
    holders = read_holders_csv(recorded("wikidata", "world_leaders_2022_from_sparql.csv"))
    assert {holder.start.precision for holder in holders} == {DatePrecision.YEAR}


def test_half_an_answer_with_status_200_is_refused(recorded):
    with pytest.raises(SourceError, match="not whole JSON"):
        read_holders(recorded("wikidata", "error_timeout_cut_json_2021.txt"))


@pytest.mark.parametrize("cut", [1, 400, 2000, 2840])
def test_no_cut_of_an_answer_gives_a_partial_fact(recorded, cut):
    whole = recorded("wikidata", "sparql_p39_taiwan_premier_2018.json")
    with pytest.raises(SourceError):
        read_holders(Snapshot(whole.address, whole.content[:cut], whole.fetched_at))


@pytest.mark.parametrize(
    ("name", "status", "said"),
    [
        ("error_429_2020.html.txt", 429, "retry in 9 seconds"),
        ("error_403_user_agent_2025.txt", 403, "user-agent"),
    ],
)
def test_an_error_page_is_refused_with_its_words(recorded, name, status, said):
    with pytest.raises(SourceError, match=said):
        read_holders(recorded("wikidata", name, status=status))


def test_elections_keep_the_precision_of_their_dates():
    row = {
        "election": ("uri", ENTITY + "Q5"),
        "electionLabel": ("literal", "next election"),
        "date": ("literal", "2027-01-01T00:00:00Z"),
        "datePrecision": ("literal", "9"),
        "office": ("uri", ENTITY + "Q2"),
    }
    elections = read_elections(sparql(row, row))
    assert [(one.held.value.year, one.held.precision, one.office_id) for one in elections] == [
        (2027, DatePrecision.YEAR, "Q2")
    ]
