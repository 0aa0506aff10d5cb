"""The month's run as an author meets it: without a network, after missed months, with somebody protected."""

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.desks import FILES, write_desk

from incumbent.workflows.desk import read_desk
from incumbent.workflows.new_desk import Answers, new_desk, new_world_desk
from incumbent.workflows.recording import record_due
from incumbent.workflows.run import RunReport, run, stale_leaders
from incumbent.workflows.world_desk import WorldSettings

NOBODY = "http://127.0.0.1:1"
"""A proxy that nothing listens on: no name is looked up, nobody is reached."""
LINK = """\
[[links]]
venue = "kalshi"
market = "KXEXAMPLE-27"
leader = "example"
yes_means = "leaves"
event = "effective"
deadline = 2027-12-31
confirmed_on = 2026-11-01
rule_sha256 = "{sha256}"
rule_text = "Yes if Ada Example leaves."
"""


@pytest.fixture
def without_network(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, str]:
    monkeypatch.delenv("INCUMBENT_PRIVATE", raising=False)
    monkeypatch.setenv("INCUMBENT_CONTACT", "mailto:editor@example.com")
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "https_proxy", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, NOBODY)
    return {**os.environ}


def command(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "incumbent", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=dict(environment),
        timeout=240,
    )


def test_a_new_desk_runs_without_a_network_on_its_base_rate(
    tmp_path: Path, without_network: Mapping[str, str]
) -> None:
    desk = str(tmp_path / "desk")
    answers = ("--title", "Count", "--author", "A. Writer", "--leader", "Ada Example")
    begun = command(
        without_network, "new", desk, *answers, "--office", "president of Iceland", "--since", "2020-01-02"
    )
    assert begun.returncode == 0, begun.stderr
    done = command(without_network, "run", desk)
    assert done.returncode == 0, done.stderr
    assert "warning: no price, poll or judgement is known" in done.stderr
    assert "recorded 1 forecast and" in done.stdout
    assert (tmp_path / "desk/site/index.html").is_file()


def test_a_run_says_which_market_it_could_not_reach_and_goes_on(
    tmp_path: Path, without_network: Mapping[str, str]
) -> None:
    from hashlib import sha256

    answers = Answers("Count", "A. Writer", "Ada Example", "president of Iceland", date(2020, 1, 2))
    made = new_desk(tmp_path / "desk", answers, date(2026, 11, 2))
    text = LINK.format(sha256=sha256(b"Yes if Ada Example leaves.").hexdigest())
    (made.desk / "links.toml").write_text(text, encoding="utf-8")
    done = command(without_network, "run", str(made.desk))
    assert done.returncode == 0, done.stderr
    assert "warning: kalshi:" in done.stderr
    assert "recorded 1 forecast and" in done.stdout


def test_a_run_catches_up_missed_months_and_says_that_they_are_replays(tmp_path: Path) -> None:
    folder = write_desk(tmp_path, FILES)
    run_on(folder, 2026, 8, 3)
    report = run_on(folder, 2026, 11, 2)
    assert report.caught_up == ("2026-09-01", "2026-10-01")
    said = {e["forecast"]["origin_date"]: e for e in report.recorded if e["kind"] == "forecast"}
    assert {day: entry["mode"] for day, entry in said.items()} == {
        "2026-09-01": "replay",
        "2026-10-01": "replay",
        "2026-11-02": "live",
    }
    assert {entry["recorded_at"][:10] for entry in said.values()} == {"2026-11-02"}


def test_a_missed_month_uses_nothing_that_became_known_after_it(tmp_path: Path) -> None:
    folder = write_desk(tmp_path, FILES)
    known = {q.provenance.fact_id: q.provenance.known_at for q in read_desk(folder, date(2026, 11, 2)).quotes}
    assert known
    entries = record_due(
        read_desk(folder, date(2026, 11, 2)),
        tmp_path / "again",
        through=date(2026, 3, 1),
        recorded_at=datetime(2026, 11, 2, 6, tzinfo=UTC),
    )
    for entry in entries:
        assert entry["kind"] == "forecast"
        used = [item["id"] for item in entry["inputs"] if item["id"] in known]
        assert all(known[fact] <= date.fromisoformat(entry["forecast"]["origin_date"]) for fact in used)


def test_a_second_run_in_the_month_adds_nothing(tmp_path: Path) -> None:
    folder = write_desk(tmp_path, FILES)
    run_on(folder, 2026, 11, 2)
    again = run_on(folder, 2026, 11, 2)
    assert again.recorded == []
    assert again.resolved.recorded == []


def run_on(folder: Path, year: int, month: int, day: int) -> RunReport:
    return run(folder, now=datetime(year, month, day, 6, tzinfo=UTC))


@pytest.mark.parametrize("name", ["protected.age", "PROTECTED.AGE", "below/protected.age"])
def test_a_run_with_somebody_protected_stops_at_recorded_and_staged(
    name: str, tmp_path: Path, without_network: Mapping[str, str]
) -> None:
    answers = Answers("Count", "A. Writer", "Ada Example", "president of Iceland", date(2020, 1, 2))
    made = new_desk(tmp_path / "desk", answers, date(2026, 11, 2))
    file = made.private / "vault" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"closed to us")
    done = command(without_network, "run", str(made.desk), "--offline")
    assert done.returncode == 0, done.stderr
    assert "waiting for your scan" in done.stdout
    assert (made.desk / ".staged/index.html").is_file()
    assert not (made.desk / "site").exists()


def test_old_facts_of_a_world_desk_are_told(tmp_path: Path) -> None:
    today = date(2026, 1, 1)
    made = new_world_desk(tmp_path / "desk", WorldSettings("W", "A"), today)
    desk = read_desk(made.desk, today)
    assert stale_leaders(desk, date(2025, 3, 1)) == []
    assert len(stale_leaders(desk, date(2025, 4, 1))) == 195
