"""The documents cannot drift: links resolve, commands are those that exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENTS = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(REPOSITORY)))
def test_links_between_documents_resolve(document: Path) -> None:
    targets = [link for link in LINK.findall(document.read_text(encoding="utf-8")) if "://" not in link]
    missing = [
        link for link in targets if not (document.parent / link).exists() and not link.startswith("mailto:")
    ]
    assert missing == []


def test_every_command_stands_in_the_reference_as_its_help_says() -> None:
    generator = REPOSITORY / "docs" / "generate_commands.py"
    checked = subprocess.run(
        [sys.executable, str(generator), "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, "docs/commands.md is stale: run `python docs/generate_commands.py`"
