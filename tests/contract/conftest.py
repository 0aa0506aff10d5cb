"""Recorded answers as snapshots, with the day in their name as the day of fetching."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from incumbent.domain.snapshot import Snapshot

Recorded = Callable[..., Snapshot]


def _fetched_at(name: str) -> datetime:
    found = re.search(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?\.", name)
    year, month, day = (int(part or 1) for part in found.groups()) if found else (2026, 1, 1)
    return datetime(year, month, day, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def recorded(data_folder: Path) -> Recorded:
    """`recorded("kalshi", "orderbook_2026-07-25.json")` is that answer's snapshot."""

    def read(source: str, name: str, status: int = 200) -> Snapshot:
        content = (data_folder / "api" / source / name).read_bytes()
        return Snapshot(f"https://example.org/{source}/{name}", content, _fetched_at(name), status)

    return read
