"""Forecasts kept before their outcomes are known."""

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.workflows.freezing import freeze
from incumbent.workflows.world import world_from_register

DOCS = Path(__file__).parents[3] / "docs"


def test_a_frozen_forecast_is_not_written_over(tmp_path):
    found = world_from_register(date(2025, 1, 1))
    path = tmp_path / "world.csv"
    said = freeze(found, path)
    assert said == hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(RefusedError, match="not written over"):
        freeze(found, path)
    assert said == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_frozen_files_have_the_hashes_the_documents_print():
    printed = dict(
        reversed(pair)
        for pair in re.findall(r"`([0-9a-f]{64})`.*?`(frozen/[\w.-]+)`", (DOCS / "base-rate.md").read_text())
    )
    kept = {f"frozen/{path.name}": path for path in (DOCS / "frozen").iterdir()}
    assert printed.keys() == kept.keys()
    for name, path in kept.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == printed[name]
