import polars as pl
import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.reign import read_leaders, read_regimes
from incumbent.evidence.states import one_number, state_faults

HEADER = (
    "stateabb,ccode,leadid,leader,sdate,smonth,syear,"
    "emonth,eyear,birthyear,gender,militarycareer,l_month,l_year"
)
REGIMES = b"cowcode,gwf_startdate,gwf_enddate,gwf_regimetype\n"
KNOWN = frozenset({2, 20})


def test_an_unknown_country_code_is_told_with_file_line_and_remedy():
    [fault] = state_faults(b"ccode,leader\n2,Ada\n999,Bo\n", "leaders.csv", "ccode", KNOWN)
    assert (fault.file, fault.line, fault.column, fault.value) == ("leaders.csv", 3, "ccode", "999")
    assert "country_codes.csv" in str(fault)


def test_a_row_without_a_country_code_is_told():
    assert len(state_faults(b"ccode,leader\n,Ada\n", "leaders.csv", "ccode", KNOWN)) == 1


def test_states_that_ended_are_known():
    assert state_faults(b"ccode\n265\n817\n", "leaders.csv", "ccode", KNOWN) == []


def test_a_state_that_went_on_keeps_one_number_and_a_mistyped_one_is_mended():
    table = pl.DataFrame({"gwcode": [260, 678, 533, 2]})
    assert one_number(table)["gwcode"].to_list() == [255, 679, 553, 2]


@pytest.mark.parametrize(
    "rows",
    [
        ("USA,2,x,Ada,1,4,1950,10,1951,1900,1,0,,", "USA,2,y,Bo,1,4,1950,10,1952,1900,1,0,,"),
        ("USA,2,x,Ada,1,4,1950,,,1900,1,0,,", "USA,2,y,Bo,1,4,1960,,,1900,1,0,,"),
    ],
    ids=["both start on one day", "both are still in office"],
)
def test_two_leaders_at_once_are_refused(rows):
    with pytest.raises(FaultsFoundError, match=r"leaders.csv:2 \[leader\]: is 'Ada'.*End the earlier spell"):
        read_leaders("\n".join([HEADER, *rows]).encode(), "leaders.csv")


def test_a_latin_1_file_is_refused_with_its_line():
    content = f"{HEADER}\nUSA,2,x,Per\xf3n,1,4,1950,10,1951,1900,1,0,,".encode("latin-1")
    with pytest.raises(FaultsFoundError, match=r"leaders.csv:2.*UTF-8.*iconv"):
        read_leaders(content, "leaders.csv")


def test_the_first_of_january_1700_is_no_date_of_a_regime():
    with pytest.raises(FaultsFoundError, match=r"regimes.csv:2 \[gwf_startdate\]: is '1/1/1700'"):
        read_regimes(
            b"cowcode,gwf_startdate,gwf_enddate,gwf_regimetype\n2,1/1/1700,12/31/2020,monarchy\n",
            "regimes.csv",
        )
