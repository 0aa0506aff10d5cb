"""A recorded forecast, computed again from the inputs kept beside it: what may change, and what is named."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desks import FILES, write_desk
from incumbent import record
from incumbent.cli.app import app
from incumbent.domain.leader import BaseRate, Origins, PatronDependence
from incumbent.domain.record import FIRST_ENTRY_SCHEMA
from incumbent.record import appending
from incumbent.workflows.desk import read_desk
from incumbent.workflows.forecasting import known_on
from incumbent.workflows.inputs import KeptLeader, first_form_hashes, input_from, inputs_of
from incumbent.workflows.recompute import Recomputer
from incumbent.workflows.recomputed import Rebuilt
from incumbent.workflows.recording import record_due
from incumbent.workflows.resolve import resolve
from incumbent.workflows.verify import verify_and_recompute, verify_record

CLOCK = datetime(2026, 6, 1, 12, tzinfo=UTC)
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """An invented desk with one forecast on record."""
    folder = write_desk(tmp_path_factory.mktemp("recorded") / "desk")
    record_due(read_desk(folder, CLOCK.date()), folder / "record", through=CLOCK.date(), recorded_at=CLOCK)
    return folder


@pytest.fixture
def desk(recorded, tmp_path):
    return Path(shutil.copytree(recorded, tmp_path / "desk"))


def _edit(desk, name, old, new):
    path = desk / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_forecast_and_baseline_is_rebuilt(desk):
    report = verify_and_recompute(desk)
    assert report.holds, report.problem
    assert report.notes[0] == "1 forecasts and their baselines were rebuilt and agree within 1e-6."


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("leaders/ada.toml", 'office = "president"', 'office = "President of the Republic"'),
        ("leaders/ada.toml", 'name = "Ada Example"', 'name = "Ada B. Example"'),
        ("leaders/ada.toml", "https://example.org/regime", "https://example.org/archive/regime"),
        ("leaders/ada.toml", "The date of hand-over in the official gazette.", "By the gazette."),
        ("evidence/odds.csv", "https://example.org/b1", "https://example.org/archive/b1"),
        ("evidence/prices.csv", "https://example.org/p1,", "https://example.org/p1,read off a chart"),
    ],
)
def test_mending_what_only_readers_see_changes_no_input(desk, name, old, new):
    _edit(desk, name, old, new)
    report = verify_and_recompute(desk)
    assert report.holds, report.problem


@pytest.mark.parametrize(
    ("name", "old", "new", "names"),
    [
        ("evidence/odds.csv", "stays,1/6", "stays,1/7", "b1"),
        ("evidence/polls.csv", "62,30,8", "61,30,8", "q1"),
        ("leaders/ada.toml", "born = 1950-01-01", "born = 1951-01-01", "facts:ada"),
        ("leaders/ada.toml", 'value = "presidential"', 'value = "parliamentary"', "facts:ada"),
    ],
)
def test_a_fact_that_says_something_else_today_is_named(desk, name, old, new, names):
    _edit(desk, name, old, new)
    result = CliRunner().invoke(app, ["verify", str(desk), "--recompute"])
    assert result.exit_code == 1
    assert f"entry 1 rests on {names}" in f"{result.output}{result.exception}"


def test_a_row_that_is_gone_is_rebuilt_from_its_copy_and_said_so(desk):
    _edit(desk, "evidence/judgements.csv", FILES["evidence/judgements.csv"].splitlines()[1] + "\n", "")
    report = verify_and_recompute(desk)
    assert report.holds, report.problem
    assert "1 inputs are not in the desk; rebuilt from the copies beside the record (j1" in report.notes[1]


def test_a_record_without_its_desk_is_rebuilt_too(desk, tmp_path):
    shutil.copytree(desk / "record", tmp_path / "carried" / "record")
    report = verify_and_recompute(tmp_path / "carried")
    assert report.holds, report.problem
    assert "1 forecasts and their baselines were rebuilt" in report.notes[0]
    assert "Outcomes were not rebuilt" in report.notes[1]


def test_a_kept_input_that_was_changed_or_lost_is_named_by_plain_verify(desk):
    kept = sorted((desk / "record" / "inputs").iterdir())
    content = kept[0].read_bytes()
    kept[0].write_bytes(content.replace(b"2", b"3"))
    report = record.verify(desk / "record")
    assert report.first_bad_entry == 1
    assert kept[0].name in (report.problem or "")
    kept[0].unlink()
    report = record.verify(desk / "record")
    assert report.first_bad_entry == 1
    assert "is missing" in (report.problem or "")


def test_a_copy_without_any_inputs_says_that_they_were_not_checked(desk):
    shutil.rmtree(desk / "record" / "inputs")
    report = record.verify(desk / "record")
    assert report.holds
    assert any("inputs are not in this copy" in note for note in report.notes)


def test_a_baseline_that_cannot_be_rebuilt_is_named(desk):
    desk_now = read_desk(desk, CLOCK.date())
    rebuild = Recomputer(desk / "record", desk_now)

    def shifted(entry):
        rebuilt = rebuild(entry)
        rows = rebuilt.baselines["tenure_regime"]
        moved = [{**row, "probability": row["probability"] - 0.01} for row in rows]
        return Rebuilt(rebuilt.forecast, {**rebuilt.baselines, "tenure_regime": moved})

    report = verify_record(desk, recompute=shifted)
    assert report.first_bad_entry == 1
    assert "baseline tenure_regime" in (report.problem or "")


def test_an_outcome_that_the_leaders_dates_do_not_give_is_named(tmp_path):
    left = FILES["leaders/ada.toml"].replace("start = 2010-05-07", "start = 2010-05-07\nend = 2026-08-20")
    folder = write_desk(tmp_path / "desk", {**FILES, "leaders/ada.toml": left})
    later = CLOCK.replace(month=10)
    now = read_desk(folder, later.date())
    record_due(now, folder / "record", through=CLOCK.date(), recorded_at=later)
    recorded = resolve(now, folder / "record", on=later.date(), recorded_at=later).recorded
    assert len(recorded) == 1
    assert any("were resolved again" in note for note in verify_and_recompute(folder).notes)
    _edit(folder, "leaders/ada.toml", "end = 2026-08-20", "end = 2026-09-20")
    report = verify_and_recompute(folder)
    assert report.first_bad_entry == recorded[0]["sequence"]
    assert "says out for ada on 2026-09-01" in (report.problem or "")


def test_an_outcome_stated_by_hand_is_counted_apart(desk):
    entries = record.read(desk / "record")
    assert entries[0]["kind"] == "forecast"
    day = entries[0]["forecast"]["horizons"][0]["target_date"]
    outcome = {"target_date": day, "outcome": "in_office"}
    by_hand = {
        "kind": "resolution",
        "leader_id": "ada",
        "event": "effective",
        "target": "exit",
        "outcomes": [outcome],
        "source": "https://example.org/gazette",
        "known_at": day,
    }
    record.append(desk / "record", [by_hand], recorded_at=CLOCK)
    assert verify_and_recompute(desk).notes[-1].startswith("1 outcomes were stated by hand")


def test_an_entry_of_the_first_form_is_rebuilt_from_the_desk(desk, monkeypatch):
    now = read_desk(desk, CLOCK.date())
    (entry,) = record.read(desk / "record")
    chained = {"_hash", "previous", "recorded_at", "schema", "sequence", "questions"}
    draft = {key: value for key, value in entry.items() if key not in chained}
    draft["inputs"] = first_form_hashes(known_on(now, "ada", CLOCK.date()))
    shutil.rmtree(desk / "record")
    monkeypatch.setattr(appending, "ENTRY_SCHEMA", FIRST_ENTRY_SCHEMA)
    record.append(desk / "record", [draft], recorded_at=CLOCK)
    assert verify_and_recompute(desk).holds
    _edit(desk, "evidence/odds.csv", "stays,1/6", "stays,1/7")
    result = CliRunner().invoke(app, ["verify", str(desk), "--recompute"])
    assert "rests on b1, which is gone from the desk or was changed" in str(result.exception)


def test_a_record_of_the_first_form_needs_its_desk(desk, tmp_path, monkeypatch):
    (entry,) = record.read(desk / "record")
    monkeypatch.setattr("incumbent.workflows.recompute.FIRST_ENTRY_SCHEMA", entry["schema"])
    shutil.copytree(desk / "record", tmp_path / "carried" / "record")
    result = CliRunner().invoke(app, ["verify", str(tmp_path / "carried"), "--recompute"])
    assert "from its desk only" in str(result.exception)


def test_joint_chances_with_a_patron_are_rebuilt_without_the_desk():
    place = EXAMPLE / "record"
    entry = next(e for e in record.read(place) if e["kind"] == "forecast" and "joint" in e["forecast"])
    rebuilt = Recomputer(place, None)(entry)
    assert rebuilt.forecast["joint"] == entry["forecast"]["joint"]
    assert rebuilt.baselines == entry.get("baselines")


def test_every_input_reads_back_as_what_it_was_made_from():
    now = read_desk(EXAMPLE, date(2026, 11, 22))
    for leader_id, day in (("putin", date(2018, 3, 1)), ("kadyrov", date(2019, 5, 1))):
        known = known_on(now, leader_id, day)
        for name, content in inputs_of(known).items():
            read = input_from(content)
            again = read.leader if isinstance(read, KeptLeader) else read
            assert json.loads(content)["schema"] == "incumbent-input-1"
            if not isinstance(read, KeptLeader):
                own = next(q for q in now.quotes if q.provenance.fact_id == name)
                seen = replace(own.provenance, source_url="", note="", sha256="", until=None)
                assert again == replace(own, provenance=seen)


COSMETIC = {"name": "x", "country": "x", "office": "x", "note": "x", "zone": "x", "questions": ()}
RELEVANT = {
    "gwcode": 2,
    "birth_date": date(1931, 1, 1),
    "woman": None,
    "spells": (),
    "gates": (),
    "facts": (),
    "base_rate": BaseRate.NONE,
    "patron_id": "somebody",
    "patron_dependence": PatronDependence(2.0, 1.5, 3.0, "a guess"),
}


@pytest.mark.parametrize("field", [*COSMETIC, *RELEVANT, "origins"])
def test_an_input_holds_what_a_forecast_depends_on_and_nothing_else(field):
    known = known_on(read_desk(EXAMPLE, date(2026, 11, 22)), "putin", date(2018, 3, 1))
    values = {**COSMETIC, **RELEVANT, "origins": Origins.ON_EVIDENCE}
    other = replace(known, leader=replace(known.leader, **{field: values[field]}))
    same = inputs_of(other)["facts:putin"] == inputs_of(known)["facts:putin"]
    assert same == (field not in RELEVANT)
