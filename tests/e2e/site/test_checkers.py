"""What other people's checkers say: axe (accessibility) and the Nu HTML checker, on every page.

They come from npm: `npm install axe-core vnu-jar`, then INCUMBENT_NODE_MODULES names the folder.
"""

import os
import subprocess
from pathlib import Path

import pytest

from requirements import skip_or_fail

pytestmark = [pytest.mark.browser, pytest.mark.slow]

RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"


@pytest.fixture(scope="session")
def node_modules() -> Path:
    named = os.environ.get("INCUMBENT_NODE_MODULES")
    if not named:
        skip_or_fail("INCUMBENT_NODE_MODULES does not name a folder with axe-core and vnu-jar")
    assert named
    return Path(named)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(built, address, browser, node_modules, scheme):
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page = browser.new_context(
        bypass_csp=True, viewport={"width": 360, "height": 740}, color_scheme=scheme
    ).new_page()
    violations: list[str] = []
    for path in sorted(str(file.relative_to(built)) for file in built.rglob("*.html")):
        page.goto(f"{address}/{path}")
        page.evaluate(axe)
        found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")["violations"]
        violations += [f"{path}: {item['id']}: {item['nodes'][0]['html']}" for item in found]
    assert violations == []


def test_the_nu_checker_finds_no_error_on_any_page(built, node_modules):
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = sorted(str(file) for file in built.rglob("*.html"))
    told = subprocess.run(
        ["java", "-jar", str(jar), "--errors-only", "--format", "gnu", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
