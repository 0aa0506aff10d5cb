"""`incumbent verify` and `incumbent record` as a person runs them."""

import json

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import IncumbentError
from incumbent.domain.record import ForecastEntry
from incumbent.workflows.recomputed import Rebuilt
from incumbent.workflows.verify import verify_record
from records import write_record

RUN = CliRunner()


def test_a_record_that_holds_is_said_to_hold(tmp_path):
    write_record(tmp_path / "record", 3)
    result = RUN.invoke(app, ["verify", str(tmp_path)])
    assert result.exit_code == 0
    assert "holds: 3 entries" in result.output


def test_a_broken_record_names_its_first_bad_entry_and_ends_in_one(tmp_path):
    segment = write_record(tmp_path / "record", 3) / "00000001.jsonl"
    segment.write_bytes(segment.read_bytes().replace(b'"seed":1', b'"seed":4'))
    result = RUN.invoke(app, ["verify", str(tmp_path)])
    assert result.exit_code == 1
    assert "First bad entry: 2" in result.output


def test_the_listing_has_one_row_an_entry(tmp_path):
    write_record(tmp_path / "record", 2, 1)
    result = RUN.invoke(app, ["record", str(tmp_path), "--format", "json"])
    assert [row["sequence"] for row in json.loads(result.output)["entries"]] == [1, 2, 3]


def test_listing_a_broken_record_is_refused(tmp_path):
    (write_record(tmp_path / "record", 2) / "checkpoint.json").unlink()
    result = RUN.invoke(app, ["record", str(tmp_path)])
    assert isinstance(result.exception, IncumbentError)


def _shifted(by: float):
    def rebuild(entry: ForecastEntry):
        forecast = json.loads(json.dumps(entry["forecast"]))
        if entry["sequence"] == 2:
            forecast["horizons"][0]["low"] += by
        return Rebuilt(forecast)

    return rebuild


def test_a_rebuilt_forecast_may_differ_by_one_unit(tmp_path):
    write_record(tmp_path / "record", 3)
    report = verify_record(tmp_path, recompute=_shifted(1e-6))
    assert report.holds
    assert "3 forecasts and their baselines were rebuilt" in report.notes[0]


def test_a_rebuilt_forecast_that_differs_by_two_units_is_named(tmp_path):
    write_record(tmp_path / "record", 3)
    report = verify_record(tmp_path, recompute=_shifted(2e-6))
    assert report.first_bad_entry == 2
    assert "rebuilt" in (report.problem or "")


def test_a_rebuilt_forecast_must_state_the_same_places(tmp_path):
    write_record(tmp_path / "record", 1)

    def without_base(entry: ForecastEntry):
        return Rebuilt({**entry["forecast"], "base": []})

    assert "one side only" in (verify_record(tmp_path, recompute=without_base).problem or "")


@pytest.mark.parametrize("command", ["verify", "record"])
def test_a_place_that_is_not_there_is_refused(tmp_path, command):
    result = RUN.invoke(app, [command, str(tmp_path / "nowhere")])
    assert "is not a folder" in str(result.exception)
