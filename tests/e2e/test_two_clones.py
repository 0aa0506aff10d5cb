"""Two authors, two real clones of one desk: both record, git refuses, the fork is named and mended."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desks import FILES, write_desk
from incumbent import record
from incumbent.cli.app import app
from incumbent.workflows.desk import read_desk
from incumbent.workflows.recording import record_due
from incumbent.workflows.verify import verify_and_recompute

DAYS = [datetime(2026, month, 1, 12, tzinfo=UTC) for month in (6, 7, 8)]


def _git(folder, *arguments, check=True):
    done = subprocess.run(
        ["git", "-C", folder, *arguments], check=check, capture_output=True, text=True, encoding="utf-8"
    )
    return done.returncode


def _recorded(desk, clock):
    record_due(read_desk(desk, clock.date()), desk / "record", through=clock.date(), recorded_at=clock)
    _git(desk, "add", "--all")
    _git(desk, "commit", "--quiet", "--message", f"forecast of {clock:%B}")


def _verify(*arguments):
    return CliRunner().invoke(app, ["verify", *map(str, arguments)])


@pytest.fixture
def clones(tmp_path, monkeypatch):
    """Ours and theirs of one published desk; each recorded a forecast of its own."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name, value in (
        ("user.name", "An Author"),
        ("user.email", "a@example.org"),
        ("init.defaultBranch", "main"),
    ):
        subprocess.run(["git", "config", "--global", name, value], check=True)
    ours = write_desk(tmp_path / "ours", FILES)
    _git(ours, "init", "--quiet")
    _recorded(ours, DAYS[0])
    subprocess.run(["git", "clone", "--quiet", "--bare", ours, tmp_path / "hub"], check=True)
    _git(ours, "remote", "add", "origin", str(tmp_path / "hub"))
    theirs = Path(tmp_path / "theirs")
    subprocess.run(["git", "clone", "--quiet", tmp_path / "hub", theirs], check=True)
    _recorded(theirs, DAYS[1])
    _recorded(ours, DAYS[2])
    _git(theirs, "push", "--quiet")
    return ours, theirs


def test_the_fork_is_detected_and_its_point_named(clones):
    ours, theirs = clones
    assert _verify(ours).exit_code == 0
    result = _verify(ours, "--against", theirs)
    assert result.exit_code == 1
    assert "entries 1-1; since then 2 here, 1 there" in result.output
    assert "part after entry 1" in result.output


def test_a_pull_that_leaves_a_conflict_is_named_by_verify(clones):
    ours, _ = clones
    assert _git(ours, "push", "--quiet", check=False) != 0
    assert _git(ours, "pull", "--quiet", "--no-rebase", "--no-edit", "origin", "main", check=False) != 0
    result = _verify(ours)
    assert result.exit_code == 1
    assert "two clones both appended here" in result.output
    assert "First bad entry: 2" in result.output


def test_a_rebase_puts_ours_after_theirs_and_git_takes_it(clones):
    ours, theirs = clones
    result = CliRunner().invoke(app, ["record", str(ours), "--rebase", str(theirs)])
    assert result.exit_code == 0, result.output
    entries = record.read(ours / "record")
    assert entries[:2] == record.read(theirs / "record")
    assert ["rebased_from" in entry for entry in entries] == [False, False, True, True]
    assert verify_and_recompute(ours).holds
    _git(ours, "fetch", "--quiet", "origin")
    _git(ours, "reset", "--quiet", "--soft", "origin/main")
    _git(ours, "add", "--all")
    _git(ours, "commit", "--quiet", "--message", "ours, after theirs")
    assert _git(ours, "push", "--quiet", "origin", "HEAD:main") == 0
    _git(theirs, "pull", "--quiet", "--ff-only")
    assert record.read(theirs / "record") == entries
    assert _verify(theirs, "--against", ours).exit_code == 0


def test_what_a_witness_saw_of_ours_is_not_moved(clones, tmp_path):
    ours, theirs = clones
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "key"], check=True)
    (tmp_path / "signers").write_text(f"a@example.org {(tmp_path / 'key.pub').read_text()}")
    signers = ["gpg.ssh.allowedSignersFile", str(tmp_path / "signers")]
    subprocess.run(["git", "config", "--global", *signers], check=True)
    signed = CliRunner().invoke(app, ["record", str(ours), "--sign", str(tmp_path / "key")])
    assert signed.exit_code == 0, signed.output
    result = CliRunner().invoke(app, ["record", str(ours), "--rebase", str(theirs)])
    assert "a witness has seen our entries up to 3" in str(result.exception)
