"""Who leads each state, by the packaged register, and what its source prints of them."""

import csv
import re
import tomllib
import unicodedata
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from incumbent.domain.panel import SPELL_SCHEMA
from incumbent.workflows.countries import states
from incumbent.workflows.register_mended import DOUBTS, MENDED, mended_spells
from incumbent.workflows.world import REGISTER_AS_OF, write_register
from incumbent.workflows.world_desk import WorldSettings, registered_leaders, world_texts

OFFICES = {"chief of state", "head of government", "effective", "other"}
NOT_PRINTED = {
    343: "the text names the head of state in this place",
    370: "spelled Alyaksandr Lukashenka",
    652: "the text shows a vacancy",
    663: "spelled Abdallah",
    679: "REIGN follows who holds the capital",
    732: "the text still names the suspended president",
    800: "spelled Phaethongthan Chinnawat",
    816: "REIGN follows the party's secretary, the text the state president",
}


def _words(text: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return set(re.findall("[a-z]{3,}", plain)) - {"bin", "ibn", "acting"}


def test_every_state_appears_once() -> None:
    seen = Counter(leader.country.gwcode for leader in registered_leaders())
    assert set(seen.values()) == {1}
    assert seen.keys() <= {state.gwcode for state in states()}
    assert len(seen) == 195


def test_every_row_says_office_start_source_and_its_own_day() -> None:
    for leader in registered_leaders():
        assert leader.name, leader
        assert leader.office in OFFICES, leader
        assert leader.source_url.startswith("https://"), leader
        assert date(1960, 1, 1) < leader.since <= leader.as_of, leader
        assert timedelta(0) <= leader.as_of - REGISTER_AS_OF <= timedelta(days=1), leader


def test_nobody_in_the_register_is_a_child_at_the_start_of_the_spell() -> None:
    ages = {
        leader.name: leader.since.year - leader.birth_year
        for leader in registered_leaders()
        if leader.birth_year
    }
    assert min(ages.values()) >= 18


def test_every_holder_is_named_in_the_texts_of_the_registers_day(data_folder: Path) -> None:
    printed: dict[int, set[str]] = {}
    with (data_folder / "cia_leaders/cia_executive_text.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["gwcode"] and not row["valid_to"]:
                printed.setdefault(int(row["gwcode"]), set()).update(_words(row["text"]))
    silent = {
        leader.country.gwcode: leader.name
        for leader in registered_leaders()
        if not _words(leader.name) & printed.get(leader.country.gwcode, set())
    }
    assert silent.keys() <= NOT_PRINTED.keys(), silent


@pytest.mark.parametrize("mended", MENDED, ids=lambda one: one.leader)
def test_a_mended_row_stands_in_the_sources_own_text_of_that_day(mended, data_folder: Path) -> None:
    with (data_folder / "cia_leaders/cia_executive_text.csv").open(encoding="utf-8") as file:
        texts = [
            row["text"]
            for row in csv.DictReader(file)
            if row["gwcode"] == str(mended.gwcode) and not row["valid_to"]
        ]
    year = mended.start.year if mended.gwcode != 983 else 2023  # the slip that is mended
    since = f"{mended.start.day} {mended.start:%B} {year}"
    assert any(_words(mended.leader) <= _words(text) and since in text for text in texts), texts
    row = next(leader for leader in registered_leaders() if leader.country.gwcode == mended.gwcode)
    assert row.since == mended.start
    assert row.name.casefold() == mended.leader.casefold()


def test_the_packaged_register_is_what_the_published_data_give(data_folder: Path, tmp_path: Path) -> None:
    packaged = Path("src/incumbent/workflows/register.csv")
    again = tmp_path / "register.csv"
    again.write_bytes(packaged.read_bytes())  # names as readers know them are kept from there
    write_register(data_folder, again)
    assert again.read_bytes() == packaged.read_bytes()


def test_a_doubted_holders_file_begins_with_the_doubt() -> None:
    texts = world_texts(WorldSettings("World", "A. Writer"))
    doubted = {name: text for name, text in texts.items() if text.startswith("# Check who holds")}
    assert len(doubted) == len(DOUBTS)
    estonia = next(text for text in doubted.values() if tomllib.loads(text)["gwcode"] == 366)
    assert "July 2024" in estonia.splitlines()[0]


def _spell(start: date, leader: str = "Ada Example", gwcode: int = 55) -> dict[str, object]:
    return {**dict.fromkeys(SPELL_SCHEMA), "gwcode": gwcode, "leader": leader, "start_date": start}


def _spells(*rows: dict[str, object]) -> pl.DataFrame:
    others = [_spell(date(2020, 1, 1), gwcode=mended.gwcode) for mended in MENDED if mended.gwcode != 55]
    return pl.DataFrame([*rows, *others], schema=SPELL_SCHEMA)


def test_a_mended_holder_ends_the_spell_before() -> None:
    before, after = (
        mended_spells(_spells(_spell(date(2013, 2, 20)))).filter(pl.col("gwcode") == 55).to_dicts()
    )
    assert (before["end_date"], after["start_date"], after["end_date"]) == (
        date(2022, 6, 24),
        date(2022, 6, 24),
        None,
    )


def test_a_list_with_a_later_holder_asks_to_be_mended_anew() -> None:
    with pytest.raises(ValueError, match="mend the list anew"):
        mended_spells(_spells(_spell(date(2024, 2, 20))))
