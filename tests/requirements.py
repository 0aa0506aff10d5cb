"""What a test needs of the machine: skipped with a reason where it is missing, refused in CI."""

import os

import pytest


def skip_or_fail(reason: str) -> None:
    """Skip the test; fail it where INCUMBENT_REQUIRE_ALL says that nothing may be missing."""
    if os.environ.get("INCUMBENT_REQUIRE_ALL"):
        pytest.fail(f"required here, but {reason}")
    pytest.skip(reason)
