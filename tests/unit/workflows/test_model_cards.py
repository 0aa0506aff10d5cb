"""The card of each packaged set."""

import hashlib
import json
from datetime import date

import pytest

from incumbent.workflows.parameters import PREFIX, SUFFIX, packaged_folder

CARDS = sorted(packaged_folder().glob(f"{PREFIX}*.card.json"))


def card(year):
    return json.loads((packaged_folder() / f"{PREFIX}{year}-01.card.json").read_text(encoding="utf-8"))


def test_every_packaged_set_has_a_card():
    sets = {path.name.removesuffix(SUFFIX) for path in packaged_folder().glob(f"{PREFIX}*{SUFFIX}")}
    assert sets == {path.name.removesuffix(".card.json") for path in CARDS}
    assert len(sets) == 66


@pytest.mark.parametrize("path", CARDS, ids=lambda path: path.name)
def test_a_card_names_the_bytes_of_its_set(path):
    said = json.loads(path.read_text(encoding="utf-8"))
    stored = packaged_folder() / f"{said['name']}{SUFFIX}"
    assert said["sha256"] == hashlib.sha256(stored.read_bytes()).hexdigest()
    assert all(len(digest) == 64 for digest in said["inputs"].values())


def test_a_card_scores_only_what_was_settled_at_its_cutoff():
    assert card(1960)["horizons"] == []
    cases = [row["n"] for row in card(1990)["horizons"]]
    assert cases == sorted(cases, reverse=True)
    assert cases[-1] > 0
    # a sixty-month forecast of 1960 is settled in 1965 at the earliest
    assert 60 not in {row["horizon"] for row in card(1964)["horizons"]}


def test_a_card_has_intervals_by_horizon_and_by_regime():
    for part in ("horizons", "regimes"):
        for row in card(2020)[part]:
            assert row["skill_low"] <= row["skill"] <= row["skill_high"]
    assert date.fromisoformat(card(2020)["cutoff"]) == date(2020, 1, 1)
