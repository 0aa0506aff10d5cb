"""The jigsaw command: warnings wait until a person acknowledges them for that very text."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from incumbent.workflows import jigsaw

TODAY = date(2017, 5, 1)
TEXT = "He is 22, works as a welder and has two children.\n"


@pytest.fixture
def private(tmp_path):
    folder = tmp_path / "private"
    folder.mkdir()
    return folder


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "ibrahim.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _ids(report):
    return [jigsaw.warning_id(one) for one in report.pending]


def test_an_acknowledged_warning_waits_no_longer_and_is_still_told(text, private):
    pending = _ids(jigsaw.jigsaw_report(text, private, TODAY))
    report = jigsaw.acknowledge(text, private, pending, "agreed with him", TODAY)
    assert (len(report.pending), len(report.acknowledged)) == (0, len(pending))
    assert jigsaw.jigsaw_report(text, private, TODAY) == report


def test_a_changed_text_waits_again(text, private):
    jigsaw.acknowledge(text, private, _ids(jigsaw.jigsaw_report(text, private, TODAY)), "agreed", TODAY)
    text.write_text(TEXT.replace("two", "three"), encoding="utf-8")
    assert jigsaw.jigsaw_report(text, private, TODAY).pending


def test_an_unknown_id_is_refused_and_nothing_is_stored(text, private):
    with pytest.raises(RefusedError, match="no pending warning has the id"):
        jigsaw.acknowledge(text, private, ["0" * 12], "agreed", TODAY)
    assert list(private.iterdir()) == []


def test_an_acknowledgement_without_a_reason_is_refused(text, private):
    with pytest.raises(RefusedError, match="needs a reason"):
        jigsaw.acknowledge(text, private, _ids(jigsaw.jigsaw_report(text, private, TODAY)), " ", TODAY)


def test_a_broken_file_of_acknowledgements_is_refused_without_a_value_of_it(text, private):
    (private / "jigsaw.json").write_text('{"acknowledged": {"secretive": 5}}', encoding="utf-8")
    with pytest.raises(RefusedError, match=r"jigsaw\.json") as refusal:
        jigsaw.jigsaw_report(text, private, TODAY)
    assert "secretive" not in str(refusal.value)


def test_acknowledgements_are_readable_by_their_owner_only(text, private):
    jigsaw.estimate_people(private, "Ibrahim", 30)
    assert (private / "jigsaw.json").stat().st_mode & 0o077 == 0


def test_the_command_fails_until_every_warning_is_acknowledged(text, private):
    run = CliRunner()
    asked = ["protect", "jigsaw", str(text), "--private", str(private), "--format", "json"]
    first = run.invoke(app, asked)
    assert first.exit_code == 1
    told = json.loads(first.stdout)
    assert {fact["kind"] for fact in told["warnings"][0]["facts"]} == {"age", "job", "number of children"}
    given = [part for one in told["warnings"] for part in ("--acknowledge", one["id"])]
    assert run.invoke(app, [*asked, *given, "--reason", "agreed"]).exit_code == 0
    assert run.invoke(app, asked).exit_code == 0


def test_the_authors_own_estimate_is_kept_and_warns(text, private):
    text.write_text("He does not sleep.\n", encoding="utf-8")
    run = CliRunner()
    asked = ["protect", "jigsaw", str(text), "--private", str(private)]
    assert run.invoke(app, asked).exit_code == 0
    assert run.invoke(app, [*asked, "--people", "ibrahim=12"]).exit_code == 1
    assert "only 12 people" in run.invoke(app, asked).stdout
