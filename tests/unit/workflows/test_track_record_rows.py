"""The calibration chart's groups, from a record made by hand."""

import pytest

from incumbent.workflows.track_record import calibration_rows


def forecast(sequence: int, leader: str, chances: dict[str, float], mode: str) -> dict[str, object]:
    horizons = [{"target_date": day, "probability": chance} for day, chance in chances.items()]
    told = {
        "leader_id": leader,
        "origin_date": "2017-01-01",
        "event": "de_facto",
        "target": "exit",
        "horizons": horizons,
        "sources": [],
        "base": [],
    }
    return {"kind": "forecast", "sequence": sequence, "mode": mode, "forecast": told}


def resolution(sequence: int, leader: str, outcomes: dict[str, str]) -> dict[str, object]:
    return {
        "kind": "resolution",
        "sequence": sequence,
        "leader_id": leader,
        "event": "de_facto",
        "target": "exit",
        "outcomes": [{"target_date": day, "outcome": outcome} for day, outcome in outcomes.items()],
        "source": "https://example.org/r",
        "known_at": "2018-01-01",
        "recorded_at": "2018-01-02T06:00:00Z",
    }


def test_chances_of_one_size_are_counted_with_how_many_stayed():
    entries = [
        forecast(0, "orlan", {"2017-06-01": 0.82, "2017-12-01": 0.41}, "replay"),
        forecast(1, "vesna", {"2017-06-01": 0.88}, "replay"),
        resolution(2, "orlan", {"2017-06-01": "in_office", "2017-12-01": "in_office"}),
        resolution(3, "vesna", {"2017-06-01": "out"}),
    ]
    low, high = calibration_rows(entries)
    assert (low["low"], low["n"], low["stayed_share"], low["live"]) == (0.4, 1, 1.0, False)
    assert (high["low"], high["n"], high["questions"], high["stayed_share"]) == (0.8, 2, 2, 0.5)
    assert high["mean_forecast"] == pytest.approx(0.85)


def test_live_forecasts_stand_alone_once_there_are_any():
    entries = [
        forecast(0, "orlan", {"2017-06-01": 0.82}, "replay"),
        forecast(1, "orlan", {"2017-06-01": 0.9}, "live"),
        resolution(2, "orlan", {"2017-06-01": "out"}),
    ]
    (row,) = calibration_rows(entries)
    assert (row["n"], row["low"], row["live"]) == (1, 0.9, True)


def test_a_void_date_is_not_counted():
    entries = [
        forecast(0, "orlan", {"2017-06-01": 0.82}, "replay"),
        resolution(1, "orlan", {"2017-06-01": "void"}),
    ]
    assert calibration_rows(entries) == ()
