"""A scan that somebody stops ends at once and leaves nothing behind."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from incumbent.protection.age import encrypted, new_identity

NAMES = ("Чекуев", "Тамир", "Chekuev")
VAULT = "id: p1\nname: Тамир Чекуев\naliases: [Чекуев]\npseudonym: [Мурад]\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    secret, public = new_identity()
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "p1.age").write_bytes(encrypted(VAULT.encode(), [public]))
    (tmp_path / "key.txt").write_text(secret + "\n", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    (tmp_path / "site").mkdir()
    draw = random.Random(1)
    for number in range(60):
        syllables = ("".join(draw.choices("аеионтрсклмд", k=6)) for _ in range(40_000))
        (tmp_path / "site" / f"{number}.txt").write_text(" ".join(["Чекуев", *syllables]), encoding="utf-8")
    return tmp_path


def _children(process: int) -> list[psutil.Process]:
    return psutil.Process(process).children(recursive=True)


def test_an_interrupt_ends_the_scan_its_workers_and_leaves_no_file_and_no_name(desk: Path) -> None:
    command = [sys.executable, "-m", "incumbent", "protect", "scan", str(desk / "site")]
    command += ["--vault", str(desk / "vault"), "--key", str(desk / "key.txt")]
    environment = {**os.environ, "TMPDIR": str(desk / "temporary"), "HOME": str(desk / "temporary")}
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, start_new_session=True
    )
    waited = time.monotonic()
    while not _children(running.pid) and time.monotonic() - waited < 60:
        time.sleep(0.02)
    workers = _children(running.pid)
    os.killpg(running.pid, signal.SIGINT)  # as the terminal does: to every process of the command
    said = running.communicate(timeout=20)[0].decode()
    assert running.returncode == 130
    assert workers
    assert not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in workers)
    assert not [one for one in (desk / "temporary").rglob("*") if one.is_file()]
    assert sorted(one.name for one in (desk / "vault").iterdir() if one.is_file()) == ["p1.age"]
    assert "Traceback" not in said
    assert not any(name in said for name in NAMES)
