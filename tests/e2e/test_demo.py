"""The demo, and its pages in a real browser with scripts off."""

import functools
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

REPOSITORY = Path(__file__).resolve().parents[2]


def _record_files() -> dict[Path, bytes]:
    record = REPOSITORY / "examples" / "desk" / "record"
    return {path: path.read_bytes() for path in record.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the demo printed, and where its output lies."""
    out = tmp_path_factory.mktemp("demo")
    before = _record_files()
    command = [
        sys.executable,
        "-m",
        "incumbent",
        "demo",
        str(REPOSITORY / "examples" / "desk"),
        "--to",
        str(out),
    ]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    assert answer.returncode == 0, answer.stderr
    assert _record_files() == before
    return answer.stdout, out


@pytest.fixture(scope="module")
def address(demo: tuple[str, Path]) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

    handler = functools.partial(Quiet, directory=str(demo[1] / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_the_demo_says_what_was_forecast_and_what_happened(demo: tuple[str, Path]) -> None:
    printed = demo[0]
    for column in ("leader", "target", "as of", "chance", "80 % band", "what happened"):
        assert column in printed
    putin = [line for line in printed.splitlines() if line.startswith("Vladimir Putin")]
    assert any("2018-05-08" in line and "stayed" in line for line in putin)
    assert any("2024-12-31" in line and "stayed" in line for line in putin)
    assert any(line.startswith("Liz Truss") and "left" in line for line in printed.splitlines())
    for forecaster in ("incumbent", "base rate", "climatology", "quotes alone", "tenure regime"):
        assert any(line.startswith(forecaster) for line in printed.splitlines())
    assert f"file://{demo[1]}/site/index.html" in printed


def test_the_site_carries_its_record_and_a_checker_that_needs_nothing(demo: tuple[str, Path]) -> None:
    record = demo[1] / "site" / "record"
    command = [sys.executable, "-I", "-S", str(record / "check_record.py"), str(record)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    segment = min(record.glob("*.jsonl"))
    segment.write_bytes(segment.read_bytes().replace(b"putin", b"nitup", 1))
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_the_leader_page_shows_chance_and_chart_without_scripts_or_third_parties(
    address: str, browser: Browser
) -> None:
    asked: list[str] = []
    page = browser.new_context(java_script_enabled=False).new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/leaders/putin.html")
    assert "Vladimir Putin" in page.inner_text("h1")
    assert "in 100" in page.inner_text("main")
    assert page.locator("main table").count() > 0
    charts = page.locator("main img")
    assert charts.count() > 0
    assert all((charts.nth(place).get_attribute("alt") or "").strip() for place in range(charts.count()))
    box = charts.first.bounding_box()
    assert box is not None
    assert box["width"] > 200
    assert asked
    assert all(url.startswith(address) for url in asked)
    page.context.close()


def test_the_demo_shows_every_leader_of_the_register(demo: tuple[str, Path]) -> None:
    printed, out = demo
    assert f"The world: {(out / 'world/site/index.html').as_uri()}" in printed
    assert len(list((out / "world/site/countries").glob("*.html"))) == 195
    assert (out / "world/receipt.json").is_file()
