"""The track record: by hand, live apart from replay, baselines on common cases, misses first-class."""

from datetime import date

import numpy as np
import pytest

from incumbent.score import brier_score, calibration_slope
from incumbent.score.track_record import score_record
from records import forecast_draft

DAY = date(2021, 1, 1)


def _chained(draft, sequence):
    return {**draft, "_hash": "", "previous": "", "recorded_at": "", "schema": "", "sequence": sequence}


def _resolved(leader, day, outcome, **more):
    return {
        "kind": "resolution",
        "leader_id": leader,
        "event": "effective",
        "target": "exit",
        "outcomes": [{"target_date": day.isoformat(), "outcome": outcome}],
        "source": "https://example.org/gazette",
        "known_at": "2021-02-01",
        **more,
    }


def _said(leader, origin, chance, *, day=DAY, mode="live", country=None, **more):
    draft = forecast_draft(leader, origin, ((day, chance),), mode=mode)
    draft["forecast"]["country"] = country or leader.title()
    draft["forecast"]["leader"] = leader.title()
    return {**draft, "questions": [{"id": "q", "target_date": day.isoformat()}], **more}


def _scored(*drafts):
    entries = [_chained(draft, number) for number, draft in enumerate(drafts, start=1)]
    return score_record(entries, generator=np.random.default_rng(1))


def _ours(mode_record):
    return mode_record["scores"][0]


def test_repeated_forecasts_of_one_question_weigh_one_over_n():
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6),
        _said("ada", date(2020, 11, 1), 0.8),
        _said("bo", date(2020, 11, 1), 0.3),
        _resolved("ada", DAY, "in_office"),
        _resolved("bo", DAY, "out"),
    )
    ours = _ours(found["live"])
    assert ours["brier"] == pytest.approx(((0.16 + 0.04) / 2 + 0.09) / 2)
    assert ours["log"] == pytest.approx((-(np.log(0.6) + np.log(0.8)) / 2 - np.log(0.7)) / 2)
    assert (ours["n_dates"], ours["n_forecasts"], ours["n_countries"]) == (2, 3, 2)


def test_the_headline_is_over_the_questions_asked_and_other_dates_stand_apart():
    later = date(2021, 2, 1)
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6),
        _said("ada", date(2020, 10, 1), 0.1, day=later, questions=[]),
        _resolved("ada", DAY, "in_office"),
        _resolved("ada", later, "in_office"),
    )["live"]
    assert (found["n_questions"], found["n_dates"], found["n_forecasts"]) == (1, 2, 2)
    assert _ours(found)["brier"] == pytest.approx(0.16)
    assert found["date_scores"][0]["brier"] == pytest.approx((0.16 + 0.81) / 2)
    assert [row["question_ids"] for row in (*found["questions"], *found["dates"])] == [["q"], []]
    assert found["misses"] == []
    assert [row["worst"]["target_date"] for row in found["date_misses"]] == ["2021-02-01"]


def test_one_leader_s_missed_dates_are_one_miss_with_the_worst_shown():
    days = [date(2021, month, 1) for month in (1, 2, 3)]
    drafts = [
        _said("ada", date(2020, 10, 1), chance, day=day, questions=[])
        for day, chance in zip(days, (0.9, 0.95, 0.2), strict=True)
    ]
    found = _scored(
        *drafts,
        _said("bo", date(2020, 10, 1), 0.99, questions=[]),
        *(_resolved("ada", day, "out") for day in days),
        _resolved("bo", DAY, "out"),
    )["live"]
    rows = [
        (r["leader_id"], r["n_missed"], r["n_dates"], r["worst"]["target_date"]) for r in found["date_misses"]
    ]
    assert rows == [("bo", 1, 1, "2021-01-01"), ("ada", 2, 3, "2021-02-01")]
    assert {(r["group"], r["n_dates"]) for r in found["by_leader"]} == {("Ada", 3), ("Bo", 1)}


def test_a_date_that_some_forecasts_ask_for_and_others_merely_answer_is_one_question():
    found = _scored(
        _said("ada", date(2020, 9, 1), 0.6, questions=[]),
        _said("ada", date(2020, 10, 1), 0.8),
        _resolved("ada", DAY, "in_office"),
    )["live"]
    assert (found["n_questions"], found["n_dates"], len(found["dates"])) == (1, 1, 0)


def test_live_and_replay_are_never_mixed():
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6),
        _said("ada", date(2020, 10, 1), 0.9, mode="replay"),
        _resolved("ada", DAY, "in_office"),
    )
    assert _ours(found["live"])["brier"] == pytest.approx(0.16)
    assert _ours(found["replay"])["brier"] == pytest.approx(0.01)


def test_quotes_alone_are_scored_beside_us_on_the_dates_they_answer():
    quoted = {"quotes_alone": [{"target_date": DAY.isoformat(), "probability": 0.7}]}
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6, baselines=quoted),
        _said("bo", date(2020, 10, 1), 0.1),
        _resolved("ada", DAY, "in_office"),
        _resolved("bo", DAY, "in_office"),
    )
    row = next(row for row in found["live"]["scores"] if row["forecaster"] == "quotes_alone")
    assert (row["n_dates"], row["brier"], row["ours_brier"]) == (
        1,
        pytest.approx(0.09),
        pytest.approx(0.16),
    )
    assert row["difference"] == pytest.approx(0.07)
    assert row["skill"] == pytest.approx(1 - 0.16 / 0.09)


def test_the_base_rate_stands_beside_us():
    found = _scored(_said("ada", date(2020, 10, 1), 0.6), _resolved("ada", DAY, "in_office"))
    row = found["live"]["scores"][1]
    assert (row["forecaster"], row["brier"]) == ("base_rate", pytest.approx(0.49))  # the draft's base is half


def test_disputed_and_void_are_shown_and_not_scored():
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6),
        _said("bo", date(2020, 10, 1), 0.9),
        _said("cy", date(2020, 10, 1), 0.9),
        _resolved("ada", DAY, "disputed"),
        _resolved("bo", DAY, "in_office"),
        _resolved("cy", DAY, "void"),
    )
    assert found["live"]["n_questions"] == 1
    assert {row["leader_id"]: row["outcome"] for row in found["live"]["disputed"]} == {
        "ada": "disputed",
        "cy": "void",
    }
    assert not any({"brier", "log", "missed"} & row.keys() for row in found["live"]["disputed"])
    assert [point["brier"] for row in found["live"]["disputed"] for point in row["path"]] == [None, None]


def test_misses_come_worst_first_with_their_path():
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6),
        _said("bo", date(2020, 9, 1), 0.99),
        _said("bo", date(2020, 10, 1), 0.90),
        _said("cy", date(2020, 10, 1), 0.9),
        _resolved("ada", DAY, "out"),
        _resolved("bo", DAY, "out"),
        _resolved("cy", DAY, "in_office"),
    )
    misses = found["live"]["misses"]
    assert [miss["leader_id"] for miss in misses] == ["bo", "ada"]
    assert [(point["origin_date"], point["probability"], point["entry"]) for point in misses[0]["path"]] == [
        ("2020-09-01", 0.99, 2),
        ("2020-10-01", 0.90, 3),
    ]


def test_a_corrected_forecast_stays_scored():
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6),
        {"kind": "correction", "corrects": 1, "reason": "typing error"},
        _resolved("ada", DAY, "out"),
    )
    assert _ours(found["live"])["brier"] == pytest.approx(0.36)


def test_a_corrected_resolution_gives_way_to_the_next():
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.6),
        _resolved("ada", DAY, "in_office"),
        {"kind": "correction", "corrects": 2, "reason": "the wrong Ada"},
        _resolved("ada", DAY, "out"),
    )
    assert _ours(found["live"])["brier"] == pytest.approx(0.36)


def test_forecasts_of_two_spells_meet_their_own_outcome():
    found = _scored(
        _said("ada", date(2018, 1, 1), 0.6),
        _said("ada", date(2020, 6, 1), 0.9),
        _resolved("ada", DAY, "out", spell_start="2017-01-01"),
        _resolved("ada", DAY, "in_office", spell_start="2020-05-01"),
    )
    assert {q["outcome"]: q["brier"] for q in found["live"]["questions"]} == {
        "out": pytest.approx(0.36),
        "in_office": pytest.approx(0.01),
    }


def test_horizons_and_regimes_are_scored_apart():
    found = _scored(
        _said("ada", date(2020, 12, 15), 0.9, regime="democracy"),
        _said("ada", date(2019, 6, 1), 0.5, regime="democracy"),
        _said("bo", date(2019, 6, 1), 0.2, regime="monarchy"),
        _resolved("ada", DAY, "in_office"),
        _resolved("bo", DAY, "out"),
    )
    assert {row["group"]: row["brier"] for row in found["live"]["by_horizon"]} == {
        "up to 1 month": pytest.approx(0.01),
        "1-2 years": pytest.approx((0.25 + 0.04) / 2),
    }
    assert [row["group"] for row in found["live"]["by_horizon"]] == ["up to 1 month", "1-2 years"]
    assert {row["group"]: row["brier"] for row in found["live"]["by_regime"]} == {
        "democracy": pytest.approx((0.01 + 0.25) / 2),
        "monarchy": pytest.approx(0.04),
    }


def test_a_source_is_worth_what_the_score_loses_without_it():
    said = _said("ada", date(2020, 10, 1), 0.8)
    said["forecast"]["sources"] = [
        {
            "id": "crowd",
            "kind": "crowd",
            "weight": 1.0,
            "horizons_without": [{"target_date": DAY.isoformat(), "probability": 0.5}],
        }
    ]
    found = _scored(
        said,
        _said("bo", date(2020, 10, 1), 0.5),
        _resolved("ada", DAY, "in_office"),
        _resolved("bo", DAY, "out"),
    )
    (value,) = found["live"]["sources"]
    assert (value["source"], value["n_dates"]) == ("crowd", 1)
    assert value["value"] == pytest.approx(0.25 - 0.04)


def test_a_recorded_certainty_that_fails_has_a_finite_log_score():
    found = _scored(_said("ada", date(2020, 10, 1), 1.0), _resolved("ada", DAY, "out"))
    assert _ours(found["live"])["log"] == pytest.approx(-np.log(5e-7))


def test_an_empty_record_has_an_empty_track_record():
    found = _scored()
    assert (found["open_questions"], found["live"]["scores"], found["live"]["calibration"]) == (0, [], None)


def test_unresolved_questions_are_counted_open():
    found = _scored(_said("ada", date(2020, 10, 1), 0.6), _said("ada", date(2020, 11, 1), 0.6))
    assert found["open_questions"] == 1


def test_a_whole_curve_is_scored_to_twelve_months():
    origin = date(2020, 1, 1)
    days = (date(2020, 7, 1), date(2021, 1, 1))
    draft = forecast_draft("ada", origin, ((days[0], 1.0), (days[1], 1.0)))
    resolved = _resolved("ada", days[0], "in_office")
    resolved["outcomes"].append({"target_date": days[1].isoformat(), "outcome": "out"})
    resolved["event_date"] = "2020-12-31"
    (row,) = _scored(draft, resolved)["live"]["integrated"]
    # a certain survivor who leaves on the last day of the grid errs on its last half step only
    assert row["months"] == 12
    assert row["score"] == pytest.approx(1 / 24, abs=1e-9)
    assert row["base_rate_score"] > row["score"]


def test_the_headline_score_is_that_of_plain_brier_for_single_forecasts():
    rng = np.random.default_rng(4)
    chances, outcomes = rng.uniform(0, 1, 40), rng.integers(0, 2, 40)
    drafts = [_said(f"l{n}", date(2020, 10, 1), float(chance)) for n, chance in enumerate(chances)]
    resolutions = [_resolved(f"l{n}", DAY, "in_office" if o else "out") for n, o in enumerate(outcomes)]
    live = _scored(*drafts, *resolutions)["live"]
    assert _ours(live)["brier"] == pytest.approx(brier_score(chances, outcomes))
    parts = live["calibration"]
    assert parts["miscalibration"] - parts["discrimination"] + parts["uncertainty"] == pytest.approx(
        _ours(live)["brier"]
    )


def test_slopes_stand_beside_every_group_where_they_have_a_value():
    chances, outcomes = [0.2, 0.4, 0.6, 0.8, 0.3, 0.7], [0, 1, 0, 1, 0, 1]
    drafts = [_said(f"l{n}", date(2020, 10, 1), chance) for n, chance in enumerate(chances)]
    resolutions = [_resolved(f"l{n}", DAY, "in_office" if o else "out") for n, o in enumerate(outcomes)]
    live = _scored(*drafts, *resolutions)["live"]
    expected = calibration_slope(chances, outcomes)
    for row in (_ours(live), live["by_horizon"][0], live["calibration"]):
        assert row["slope"]["value"] == pytest.approx(expected.slope)
        assert row["slope"]["low"] == pytest.approx(expected.low)
    alike = _scored(_said("ada", date(2020, 10, 1), 0.6), _resolved("ada", DAY, "out"))["live"]
    assert (_ours(alike)["slope"], alike["calibration"]["slope"]) == (None, None)


def test_an_exit_announced_before_the_origin_is_scored_by_date_and_has_no_curve_to_integrate():
    day = date(2021, 10, 15)
    announced = {"event_date": "2020-09-01", "spell_start": "2010-01-01"}
    found = _scored(
        _said("ada", date(2020, 10, 1), 0.2, day=day),
        _said("bo", date(2020, 10, 1), 0.2, day=day),
        _resolved("ada", day, "out", **announced),
        _resolved("bo", day, "out", **{**announced, "event_date": "2021-01-01"}),
    )["live"]
    assert found["n_forecasts"] == 2
    assert [(row["months"], row["n_forecasts"]) for row in found["integrated"]] == [(12, 1)]
