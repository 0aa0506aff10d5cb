"""Democracy indices by country and year, as published."""

from datetime import date

import polars as pl
import pytest

from incumbent.domain.errors import FaultsFoundError
from incumbent.evidence.country_year import read_lied, read_vdem


def test_vdems_hungary_falls_as_the_series_is_known_to(data_folder):
    file = "vdem_democracy_indices.csv"
    table = read_vdem((data_folder / "country_year" / file).read_bytes(), file)
    hungary = table.filter(pl.col("country_text_id") == "HUN")
    by_year = dict(hungary.select("year", "electoral").iter_rows())
    assert by_year[2009] == pytest.approx(0.853, abs=0.001)
    assert by_year[2024] == pytest.approx(0.436, abs=0.001)


def test_a_years_value_is_not_known_before_the_spring_after_it(data_folder):
    file = "lied_lexical_index_1946_2024.csv"
    table = read_lied((data_folder / "country_year" / file).read_bytes(), file)
    assert table.filter(pl.col("year") == 2020)["known_from"].unique().to_list() == [date(2021, 5, 1)]
    assert table["lexical_index"].is_between(0, 6).all()


def test_an_index_above_one_is_refused():
    rows = b"country_text_id,year,v2x_polyarchy,v2x_libdem\nHUN,2009,8.53,0.7\n"
    with pytest.raises(FaultsFoundError, match="from 0 to 1"):
        read_vdem(rows, "vdem.csv")
