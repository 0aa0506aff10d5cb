"""Recorded answers of the World Bank, and the traps in them."""

import json
from datetime import UTC, datetime

import pytest

from incumbent.domain.errors import SourceError
from incumbent.domain.snapshot import Snapshot
from incumbent.evidence.world_bank import read_indicator

NOON = datetime(2026, 7, 13, 12, tzinfo=UTC)


def answer(value: object) -> Snapshot:
    return Snapshot("https://example.org/v2", json.dumps(value).encode(), NOON)


def test_the_recorded_answer_gives_its_value(recorded):
    page = read_indicator(recorded("worldbank", "indicator_gdp_brazil_2026-07-13.json"))
    assert (page.page, page.pages) == (1, 66)
    assert [(v.iso3, v.year, v.value) for v in page.values] == [("BRA", 2025, 2279920092492.13)]


def test_an_unknown_indicator_is_a_refusal_although_the_status_is_200(data_folder):
    printed = (data_folder / "api/worldbank/error_unknown_indicator_message.txt").read_text()
    entry = dict(line.split(": ", 1) for line in printed.splitlines()[:3])
    with pytest.raises(SourceError, match="The indicator was not found"):
        read_indicator(answer([{"message": [entry]}]))


def test_no_rows_may_be_null():
    assert read_indicator(answer([{"page": 1, "pages": 0}, None])).values == ()


def test_a_missing_value_and_a_missing_code_are_missing():
    row = {
        "indicator": {"id": "I", "value": "i"},
        "country": {"id": "1W", "value": "World"},
        "countryiso3code": "",
        "date": "2024",
        "value": None,
    }
    value = read_indicator(answer([{"page": 1, "pages": 1}, [row]])).values[0]
    assert (value.iso3, value.value) == (None, None)


@pytest.mark.parametrize("value", [{}, [], "x", [1, 2, 3], [{"page": 1, "pages": 1}, [{"date": "2024"}]]])
def test_another_form_is_refused(value):
    with pytest.raises(SourceError):
        read_indicator(answer(value))
