"""The guide for journalists names only commands that exist."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[3] / "docs"


def test_every_command_of_the_guide_stands_in_the_reference():
    reference = (DOCS / "commands.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^## `incumbent ([^`]+)`", reference, re.MULTILINE))
    groups = {name.split()[0] for name in known if " " in name}
    guide = (DOCS / "protection-guide.md").read_text(encoding="utf-8")
    named = {
        " ".join(words.split()[: 2 if words.split()[0] in groups else 1])
        for words in re.findall(r"`incumbent ([a-z][a-z -]*)", guide)
    }
    assert named
    assert named <= known
