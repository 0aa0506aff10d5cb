"""Small values that refuse disorder."""

from datetime import UTC, date, datetime

import pytest

from incumbent.domain.errors import Fault, FaultsFoundError
from incumbent.domain.snapshot import Snapshot
from incumbent.domain.spell import Spell


def test_a_spell_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="before start_date"):
        Spell("x-1", "x", "X", "Exampleland", 999, "president", date(2004, 1, 1), date(2003, 1, 1))


def test_a_snapshot_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Snapshot("https://example.org/a", b"", datetime(2020, 1, 1))  # noqa: DTZ001 the fault under test


def test_a_snapshot_is_known_by_its_bytes() -> None:
    same = Snapshot("https://example.org/a", b"abc", datetime(2020, 1, 1, tzinfo=UTC))
    assert same.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_every_fault_is_told_with_place_and_remedy() -> None:
    first = Fault("evidence/odds.csv", "a price", "Write 1/6.", line=3, column="price", value="x")
    second = Fault("desk.toml", "a title", "Add one.")
    told = str(FaultsFoundError([first, second]))
    assert "2 faults; nothing was written:" in told
    assert "evidence/odds.csv:3 [price]: is 'x'; must be a price. Write 1/6." in told
    assert "desk.toml: must be a title. Add one." in told
    assert "1 fault;" in str(FaultsFoundError([second]))
