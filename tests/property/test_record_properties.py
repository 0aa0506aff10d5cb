"""What holds for any record: earlier bytes stay, entries come back as they went in, one form a value."""

import json
import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from incumbent import record
from incumbent.record import plain_checker
from incumbent.record.canonical import canonical_text, line_hash, sealed_line, stated_hash
from records import NOON

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
MILLIONTHS = st.integers(-(10**9), 10**9).map(lambda number: number / 1e6)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | MILLIONTHS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)
NOTES = TEXTS.map(lambda text: {"kind": "note", "text": text})
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BATCHES = st.lists(st.lists(NOTES, min_size=1, max_size=4), min_size=1, max_size=5)


@UNHURRIED
@given(VALUES)
def test_canonical_text_is_read_back_as_the_same_value(value):
    assert json.loads(canonical_text(value)) == value


@UNHURRIED
@given(VALUES)
def test_canonical_text_of_what_was_read_back_is_the_same_text(value):
    text = canonical_text(value)
    assert canonical_text(json.loads(text)) == text
    assert "\n" not in text


@UNHURRIED
@given(st.dictionaries(st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True), VALUES, min_size=1, max_size=5))
def test_a_sealed_line_states_its_own_hash_and_is_canonical_as_a_whole(body):
    line, digest = sealed_line(body)
    assert stated_hash(line) == line_hash(line) == digest
    assert canonical_text(json.loads(line)).encode() == line


@UNHURRIED
@given(BATCHES)
def test_appending_leaves_earlier_bytes_unchanged(batches):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        before: dict[str, bytes] = {}
        for number, batch in enumerate(batches):
            record.append(folder, batch, recorded_at=NOON + timedelta(seconds=number))
            now = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
            assert {name: now[name] for name in before} == before
            assert len(now) == number + 1
            before = now


@UNHURRIED
@given(BATCHES)
def test_entries_come_back_in_order_as_they_went_in(batches):
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for batch in batches:
            record.append(folder, batch, recorded_at=NOON)
        texts = [entry["text"] for entry in record.read(folder)]
        assert texts == [note["text"] for batch in batches for note in batch]
        report = record.verify(folder, strict=True)
        assert (report.holds, report.count) == (True, len(texts))
        assert plain_checker.check(folder) == (report.count, report.head, "")
