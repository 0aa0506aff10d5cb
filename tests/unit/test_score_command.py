"""`incumbent score` as a person runs it."""

import csv
import io
import json
from datetime import date

import pytest
from typer.testing import CliRunner

from incumbent import record
from incumbent.cli.app import app
from records import NOON, forecast_draft


@pytest.fixture
def desk(tmp_path):
    day = date(2021, 6, 1)
    resolution = {
        "kind": "resolution",
        "leader_id": "mara-quill",
        "event": "effective",
        "target": "exit",
        "outcomes": [{"target_date": day.isoformat(), "outcome": "out"}],
        "source": "https://example.org/gazette",
        "known_at": "2021-05-20",
    }
    asked = {"questions": [{"id": "past-may", "target_date": day.isoformat()}]}
    record.append(tmp_path / "record", [{**forecast_draft(), **asked}, resolution], recorded_at=NOON)
    return tmp_path


def _run(desk, *more):
    result = CliRunner().invoke(app, ["score", str(desk), *more])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_table_shows_the_miss_and_what_is_open(desk):
    output = _run(desk)
    assert "1 of 1 question missed" in output
    assert "said 98% first, 98% last; came out out (Brier 0.960)" in output
    assert "Not resolved yet: 0 questions, 1 date in all." in output
    assert "replay: nothing resolved yet." in output


def test_json_is_the_whole_track_record(desk):
    found = json.loads(_run(desk, "--format", "json"))
    assert found["schema"] == "incumbent-score-3"
    assert found["live"]["misses"][0]["path"][0]["entry"] == 1


def test_csv_has_one_row_a_forecaster(desk):
    rows = list(csv.DictReader(io.StringIO(_run(desk, "--format", "csv"))))
    assert [(row["mode"], row["scored"], row["forecaster"], row["brier"]) for row in rows] == [
        ("live", "questions", "incumbent", "0.9604"),
        ("live", "questions", "base_rate", "0.2401"),
        ("live", "all dates", "incumbent", "0.9604"),
        ("live", "all dates", "base_rate", "0.2401"),
    ]


@pytest.mark.parametrize("by", ["question", "date"])
def test_every_chance_of_every_question_comes_as_csv(desk, by):
    (row,) = csv.DictReader(io.StringIO(_run(desk, "--by", by, "--format", "csv")))
    assert row["question"] == "past-may"
    assert (row["target date"], row["as of"], row["chance"], row["outcome"], row["entry"]) == (
        "2021-06-01",
        "2021-05-01",
        "0.980000",
        "out",
        "1",
    )


def test_scores_come_by_leader_horizon_regime_and_source(desk):
    (row,) = csv.DictReader(io.StringIO(_run(desk, "--by", "leader", "--format", "csv")))
    assert (row["group"], row["dates"], row["brier"]) == ("Мара Квилл", "1", "0.9604")
    (row,) = csv.DictReader(io.StringIO(_run(desk, "--by", "horizon", "--format", "csv")))
    assert (row["group"], row["brier"], row["base rate's brier"]) == ("up to 1 month", "0.9604", "0.2401")
    for nothing in ("regime", "source"):  # the one forecast states neither
        assert list(csv.DictReader(io.StringIO(_run(desk, "--by", nothing, "--format", "csv")))) == []
