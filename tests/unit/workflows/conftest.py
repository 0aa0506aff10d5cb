"""What tests of deliveries start from."""

from pathlib import Path

import pytest
from tests.delivered import small_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site in the folder of a desk, whose name has a blank in it."""
    return small_site(tmp_path / "a desk")
