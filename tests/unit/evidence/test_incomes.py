import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.incomes import read_incomes

HEADER = "gwcode,year,NY.GDP.PCAP.KD"


def incomes(*rows):
    return read_incomes("\n".join([HEADER, *rows]).encode(), "gdp.csv")


def test_a_blank_income_is_not_known():
    assert incomes("2,2001,", "2,2002,40000.5")["income_per_head"].to_list() == [None, 40000.5]


@pytest.mark.parametrize(("row", "column"), [("2,2001,-99", "NY.GDP.PCAP.KD"), ("2,99,100", "year")])
def test_an_impossible_value_is_refused_with_its_line(row, column):
    with pytest.raises(FaultsFoundError, match=rf"gdp.csv:2 \[{column}\].*data pull"):
        incomes(row)


def test_a_state_and_year_twice_is_refused():
    with pytest.raises(FaultsFoundError, match=r"gdp.csv:3 \[year\].*one row a state and year"):
        incomes("2,2001,100", "2,2001,200")
