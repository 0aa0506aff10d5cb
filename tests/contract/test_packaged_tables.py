"""The tables shipped in the package are those that the published data give."""

from pathlib import Path
from typing import Any

import pytest

from incumbent.workflows.climatology import CLIMATOLOGY
from incumbent.workflows.counted_before import YearlyTables
from incumbent.workflows.tenure_regime import TENURE_REGIME


@pytest.mark.parametrize("tables", [CLIMATOLOGY, TENURE_REGIME], ids=lambda tables: tables.file)
def test_a_packaged_table_is_counted_from_the_published_data(
    tables: YearlyTables[Any], data_folder: Path, tmp_path: Path
) -> None:
    again = tables.write(data_folder, 1960, 2025, tmp_path / "again.json")
    assert again.read_bytes() == tables.packaged_file.read_bytes()
