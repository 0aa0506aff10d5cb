"""A delivery killed at any moment leaves the old site or the new one."""

import itertools
import multiprocessing
import random
import time
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from incumbent.workflows.delivery import deliver

pytestmark = pytest.mark.slow


def _deliver_for_ever(site: Path, target: Path, desk: Path, ready: Event) -> None:
    ready.set()
    for turn in itertools.count():
        deliver(site / ("old" if turn % 2 else "new"), str(target), desk, f"{turn % 2}")


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
    forked = multiprocessing.get_context("forkserver")
    forked.set_forkserver_preload([__name__])
    for _ in range(12):
        ready = forked.Event()
        process = forked.Process(target=_deliver_for_ever, args=(tmp_path / "built", target, tmp_path, ready))
        process.start()
        assert ready.wait(60)
        time.sleep(moments.uniform(0, 0.05))
        process.kill()
        process.join()
        assert _shown(target.resolve()) in (old, new)
    deliver(tmp_path / "built" / "new", str(target), tmp_path, "0")
    assert _shown(target.resolve()) == new
