"""A batch enters the record whole, or not at all."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from incumbent import record
from incumbent.domain.errors import RefusedError
from incumbent.domain.record import GENESIS
from records import NOON, forecast_draft, some_drafts, write_record


def test_what_was_appended_is_read_back(tmp_path):
    appended = record.append(tmp_path / "record", some_drafts(3), recorded_at=NOON)
    assert record.read(tmp_path / "record") == appended


def test_each_entry_names_the_one_before(tmp_path):
    entries = record.read(write_record(tmp_path, 2, 2))
    assert [entry["previous"] for entry in entries] == [GENESIS, *(entry["_hash"] for entry in entries[:-1])]
    assert [entry["sequence"] for entry in entries] == [1, 2, 3, 4]


def test_a_line_is_sorted_utf_8_json_with_six_decimals(tmp_path):
    record.append(tmp_path, [forecast_draft()], recorded_at=NOON)
    content = (tmp_path / "00000001.jsonl").read_bytes()
    line = content.decode()
    assert line.endswith("\n")
    assert "\r" not in line
    assert "Мара Квилл" in line
    assert '"probability":0.857143' in line
    assert '"death":0.000000' in line
    keys = list(json.loads(line))
    assert keys == sorted(keys)


def test_recorded_at_is_written_in_utc(tmp_path):
    moscow = timezone(timedelta(hours=3))
    entry = record.append(tmp_path, [forecast_draft()], recorded_at=datetime(2021, 5, 1, 2, tzinfo=moscow))[0]
    assert entry["recorded_at"] == "2021-04-30T23:00:00Z"


def test_a_clock_without_zone_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="without a zone"):
        record.append(tmp_path, [forecast_draft()], recorded_at=datetime(2021, 5, 1))  # noqa: DTZ001


def test_a_clock_set_back_is_refused_and_changes_nothing(tmp_path):
    folder = write_record(tmp_path, 2)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(RefusedError, match="Set the clock right"):
        record.append(folder, [forecast_draft()], recorded_at=NOON - timedelta(seconds=1))
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_an_empty_batch_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="nothing to record"):
        record.append(tmp_path, [], recorded_at=NOON)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e12])
def test_a_number_without_canonical_form_is_refused(tmp_path, value):
    draft = forecast_draft()
    draft["forecast"]["horizons"][0]["probability"] = value
    with pytest.raises(RefusedError, match="cannot be recorded"):
        record.append(tmp_path / "record", [draft], recorded_at=NOON)
    assert record.verify(tmp_path / "record").count == 0


def test_half_a_character_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="half a character"):
        record.append(tmp_path, [{"kind": "note", "text": "\ud800"}], recorded_at=NOON)


def test_an_unknown_kind_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="must be one of correction, forecast"):
        record.append(tmp_path, [{"kind": "rumour", "text": "x"}], recorded_at=NOON)  # type: ignore[list-item]


def test_a_draft_may_not_bring_its_own_number(tmp_path):
    with pytest.raises(RefusedError, match="carries sequence"):
        record.append(tmp_path, [{"kind": "note", "text": "x", "sequence": 9}], recorded_at=NOON)  # type: ignore[list-item]


def test_a_text_with_line_feeds_stays_on_one_line(tmp_path):
    record.append(tmp_path, [{"kind": "note", "text": "one\ntwo\u2028three"}], recorded_at=NOON)
    assert (tmp_path / "00000001.jsonl").read_bytes().count(b"\n") == 1
    assert record.read(tmp_path)[0]["text"] == "one\ntwo\u2028three"  # type: ignore[typeddict-item]


def test_same_drafts_at_the_same_time_give_the_same_bytes(tmp_path):
    one, other = write_record(tmp_path / "a", 3, 2), write_record(tmp_path / "b", 3, 2)
    assert {p.name: p.read_bytes() for p in one.iterdir()} == {
        p.name: p.read_bytes() for p in other.iterdir()
    }


def test_a_segment_after_the_end_stops_the_next_append(tmp_path):
    folder = write_record(tmp_path, 2)
    (folder / "00000003.jsonl").write_bytes(b"slipped in\n")
    with pytest.raises(record.RecordBrokenError, match="stands after the record's end"):
        record.append(folder, [forecast_draft()], recorded_at=NOON)


def test_a_last_segment_that_is_gone_stops_the_next_append(tmp_path):
    folder = write_record(tmp_path, 2)
    (folder / "00000001.jsonl").unlink()
    with pytest.raises(record.RecordBrokenError, match="not entry 2 as the checkpoint states it"):
        record.append(folder, [forecast_draft()], recorded_at=NOON)


def test_a_last_segment_cut_off_stops_the_next_append(tmp_path):
    segment = write_record(tmp_path, 2) / "00000001.jsonl"
    segment.write_bytes(segment.read_bytes()[:-1])
    with pytest.raises(record.RecordBrokenError, match="not entry 2"):
        record.append(tmp_path, [forecast_draft()], recorded_at=NOON)


def test_a_very_long_last_entry_is_read_whole(tmp_path):
    record.append(tmp_path, [{"kind": "note", "text": "long " * 60_000}], recorded_at=NOON)
    record.append(tmp_path, [{"kind": "note", "text": "short"}], recorded_at=NOON)
    assert record.verify(tmp_path, strict=True).count == 2


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        ({"kind": "note", "text": {1, 2}}, "set has no canonical form"),
        ({"kind": "note", "text": {1: "x"}}, "must be text"),
        ({"kind": "note", "text": "x", "Author": "y"}, "lower-case letter"),
    ],
)
def test_what_has_no_canonical_form_is_refused(tmp_path, draft, says):
    with pytest.raises(RefusedError, match=says):
        record.append(tmp_path, [draft], recorded_at=NOON)


@pytest.mark.parametrize("late", [timedelta(days=2), -timedelta(days=2)])
def test_a_forecast_recorded_on_another_day_may_not_say_that_it_is_live(tmp_path, late):
    with pytest.raises(RefusedError, match="a replay: mark it as one"):
        record.append(tmp_path / "record", [forecast_draft()], recorded_at=NOON + late)
    assert record.append(tmp_path / "record", [forecast_draft(mode="replay")], recorded_at=NOON + late)
