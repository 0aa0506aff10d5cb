"""Other people's checkers: axe (accessibility) and the Nu HTML checker."""

import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"


def axe_violations(
    browser: Any, node_modules: Path, address: str, paths: Iterable[str], scheme: str
) -> list[str]:
    """What axe finds on a phone's width: page, rule and element."""
    axe = (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    context = browser.new_context(
        bypass_csp=True, viewport={"width": 360, "height": 740}, color_scheme=scheme
    )
    page = context.new_page()
    violations: list[str] = []
    for path in paths:
        page.goto(f"{address}/{path}")
        page.evaluate(axe)
        found = page.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")["violations"]
        violations += [f"{path}: {item['id']}: {item['nodes'][0]['html']}" for item in found]
    context.close()
    return violations


def nu_errors(node_modules: Path, files: Sequence[Path]) -> str:
    """What the Nu checker complains of, "" for nothing."""
    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "gnu", *(str(file) for file in files)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    return told.stderr if told.returncode == 0 else f"ended with {told.returncode}: {told.stderr}"
