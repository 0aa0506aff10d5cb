"""A delivery killed at any moment leaves the old site or the new one."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from incumbent.workflows.delivery import deliver

pytestmark = pytest.mark.slow

SCRIPT = """
import sys
from pathlib import Path
from incumbent.workflows.delivery import deliver
site, target, desk = sys.argv[1:4]
print("ready", flush=True)
for turn in range(10_000):
    deliver(Path(site) / ("old" if turn % 2 else "new"), target, Path(desk), f"{turn % 2}")
"""


def _site(folder: Path, word: str) -> dict[str, str]:
    pages = {f"{number}.html": f"{word} {number}" * 200 for number in range(12)}
    folder.mkdir(parents=True)
    for name, text in pages.items():
        (folder / name).write_text(text)
    return pages


def _shown(folder: Path) -> dict[str, str]:
    return {page.name: page.read_text() for page in folder.iterdir()}


def test_a_killed_delivery_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    old, new = _site(tmp_path / "built" / "old", "old"), _site(tmp_path / "built" / "new", "new")
    target = tmp_path / "www" / "site"
    deliver(tmp_path / "built" / "old", str(target), tmp_path, "1")
    moments = random.Random(20261122)
    for _ in range(20):
        words = [sys.executable, "-c", SCRIPT, str(tmp_path / "built"), str(target), str(tmp_path)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.05))
            process.kill()
        assert _shown(target.resolve()) in (old, new)
    deliver(tmp_path / "built" / "new", str(target), tmp_path, "0")
    assert _shown(target.resolve()) == new
