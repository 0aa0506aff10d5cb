"""The invented site built once, hosted with its own headers, and where other people's checkers lie."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from example_site import EXAMPLE, TODAY
from hosted import hosted

import invented_site
from incumbent.site.build import build_site
from incumbent.workflows.build import build
from incumbent.workflows.desk import read_desk
from requirements import skip_or_fail


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    folder = tmp_path_factory.mktemp("built") / "site"
    build_site(invented_site.content(), folder, built_at=invented_site.BUILT_AT)
    return folder


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example desk's site, as `incumbent build` makes it."""
    staging = tmp_path_factory.mktemp("example") / "site"
    build(read_desk(EXAMPLE, TODAY), EXAMPLE / "record", staging, EXAMPLE / "images")
    return staging


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """Where the built site is served while the tests run."""
    with hosted(built) as served:
        yield served


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Folder with axe-core and vnu-jar: `npm install axe-core vnu-jar`."""
    named = os.environ.get("INCUMBENT_NODE_MODULES")
    if not named:
        skip_or_fail("INCUMBENT_NODE_MODULES does not name a folder with axe-core and vnu-jar")
    assert named
    return Path(named)
