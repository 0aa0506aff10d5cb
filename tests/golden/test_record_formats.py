"""Every form of record ever written stays readable: one fixture of each, never changed."""

import json
from datetime import date
from pathlib import Path

import pytest

from incumbent import record
from incumbent.domain.quotes import OddsBook
from incumbent.record import plain_checker
from incumbent.record.canonical import canonical_text
from incumbent.record.chain import KNOWN_SCHEMAS
from incumbent.record.inputs import kept_input
from incumbent.workflows.inputs import KeptLeader, input_from

FIXTURES = sorted(Path(__file__).parent.glob("record-*"))


@pytest.mark.parametrize("folder", FIXTURES, ids=lambda folder: folder.name)
def test_a_record_of_every_form_holds_strictly(folder):
    report = record.verify(folder, strict=True)
    assert report.holds, report.problem
    assert plain_checker.check(folder) == (report.count, report.head, "")


def test_every_known_form_has_its_fixture():
    found = {entry["schema"] for folder in FIXTURES for entry in record.read(folder)}
    assert found == KNOWN_SCHEMAS


def test_the_first_form_reads_as_it_was_written():
    entries = record.read(Path(__file__).parent / "record-1")
    assert [entry["kind"] for entry in entries] == [
        "forecast",
        "note",
        "forecast",
        "correction",
        "resolution",
        "redaction",
    ]
    first = entries[0]
    assert first["kind"] == "forecast"
    assert (first["mode"], first["recorded_at"]) == ("live", "2021-05-01T12:00:00Z")
    assert first["forecast"]["leader"] == "Мара Квилл"
    assert first["forecast"]["horizons"][1]["probability"] == 0.857143
    assert first["baselines"]["climatology"] == [{"target_date": "2022-05-01", "probability": 0.86}]


def test_the_second_form_keeps_its_inputs_and_rules_beside_it():
    folder = Path(__file__).parent / "record-2"
    entries = record.read(folder)
    assert [entry["kind"] for entry in entries] == ["forecast", "forecast", "redaction", "resolution"]
    first = entries[0]
    assert first["kind"] == "forecast"
    assert first["baselines"]["tenure_regime"] == [{"target_date": "2022-05-01", "probability": 0.79}]
    leader, quote = (input_from(kept_input(folder, item["sha256"]) or b"") for item in first["inputs"])
    assert isinstance(leader, KeptLeader)
    assert leader.leader.birth_date == date(1955, 3, 1)
    assert leader.leader.facts[0].value == "presidential"
    assert isinstance(quote, OddsBook)
    assert [outcome.price_text for outcome in quote.outcomes] == ["1/6", "4/1"]
    assert quote.outcomes[0].implied_probability == 6 / 7
    assert record.verify(folder).notes == (
        f"A text was redacted by entry 3 ({entries[1]['questions'][0]['rule'][:12]}).",
    )


def test_canonical_text_by_hand():
    value = {"б": [1.0, -0.0, 1e-6, 0.1234567], "a": {"z": None, "y": True}, "Z": 'quote " \\ \n é'}
    expected = (
        r'{"Z":"quote \" \\ \n é","a":{"y":true,"z":null},'
        r'"б":[1.000000,0.000000,0.000001,0.123457]}'
    )
    assert canonical_text(value) == expected
    assert json.loads(expected)["Z"] == value["Z"]
