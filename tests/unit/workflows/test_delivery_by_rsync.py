"""Bringing a tree to an rsync server that the test starts on loopback."""

import shutil
import socket
import subprocess
import time
from pathlib import Path

import pytest
from tests.delivered import tree_bytes

from incumbent.domain.errors import RefusedError
from incumbent.workflows.delivery import deliver
from requirements import skip_or_fail


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        asking.settimeout(0.2)
        return asking.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def server(tmp_path: Path):
    """Yield the folder served and its address."""
    rsync = shutil.which("rsync")
    if rsync is None:
        skip_or_fail("rsync is not installed")
    served, port = tmp_path / "srv", _free_port()
    served.mkdir()
    settings = tmp_path / "rsyncd.conf"
    settings.write_text(
        "use chroot = no\naddress = 127.0.0.1\n"
        f"[site]\npath = {served}\nread only = no\nuid = {served.owner()}\n"
    )
    daemon = subprocess.Popen(
        [str(rsync), "--daemon", "--no-detach", f"--port={port}", f"--config={settings}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 20
        while not _answers(port) and time.monotonic() < until:
            time.sleep(0.05)
        yield served, f"rsync://127.0.0.1:{port}/site"
    finally:
        daemon.terminate()
        daemon.wait(timeout=10)


def test_the_server_holds_the_tree_and_what_was_withdrawn_is_gone(site: Path, server) -> None:
    served, address = server
    deliver(site, address, site.parent, "aaa")
    assert tree_bytes(served) == tree_bytes(site)
    (site / "posts" / "first.html").unlink()
    (site / "index.html").write_text("<p>60 in 100</p>")
    deliver(site, address, site.parent, "bbb")
    assert tree_bytes(served) == tree_bytes(site)


def test_an_unknown_place_on_the_server_is_told_in_one_line(site: Path, server) -> None:
    served, address = server
    with pytest.raises(
        RefusedError, match="Check the address and the connection, then publish again"
    ) as told:
        deliver(site, f"{address}-elsewhere", site.parent, "aaa")
    assert "\n" not in str(told.value)
    assert tree_bytes(served) == {}
