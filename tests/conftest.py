"""What every test may ask for: the published data, a browser, or a stated reason why not."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from hostile import HostileServer, serving
from requirements import skip_or_fail

# a busy machine is no fault of the code: timings belong to the benchmarks
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of published data files."""
    named = os.environ.get("INCUMBENT_DATA")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    if not (folder / "reign").is_dir():
        skip_or_fail("the published data files are not here; set INCUMBENT_DATA to their folder")
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """An installed Chromium."""
    for candidate in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"):
        if Path(candidate).exists():
            return candidate
    skip_or_fail("no Chromium is installed (Debian: apt-get install chromium)")
    raise AssertionError


@pytest.fixture
def server() -> Iterator[HostileServer]:
    """A server on this machine's loopback that answers as badly as the test wants."""
    with serving() as started:
        yield started
