"""Beginning a claim, adding to it, listing all, and the example desk's own."""

from datetime import date
from pathlib import Path

import pytest
from tests.desks import TODAY, write_desk

from incumbent.domain.claims import Hand, StepKind
from incumbent.domain.errors import FaultsFoundError, RefusedError
from incumbent.workflows.claims import (
    NewClaim,
    NewStep,
    add_step,
    begin_claim,
    listed_claims,
    missing_in_drafts,
)
from incumbent.workflows.desk import read_desk

REPORT = NewStep(
    date(2026, 3, 1), StepKind.REPORTED, "The Example Courier", "https://example.org/m", summary="It reports."
)
MILL = NewClaim("mill", "Men were held at the mill.", REPORT, against=("Ada Example",), leaders=("ada",))
EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "desk"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return write_desk(tmp_path)


def test_a_claim_begins_as_a_draft_that_tells_what_is_missing(desk: Path) -> None:
    begin_claim(desk, MILL, TODAY)
    (fault,) = missing_in_drafts(desk, TODAY)["mill"]
    assert (fault.column, fault.value) == ("against", "Ada Example")
    assert listed_claims(desk, TODAY) == []


def test_a_step_is_appended_and_nothing_before_it_changes(desk: Path) -> None:
    path = begin_claim(desk, MILL, TODAY)
    before = path.read_text()
    denial = NewStep(date(2026, 3, 5), StepKind.DENIED, "Ada Example", "https://example.org/d", "No mill.")
    add_step(desk, "mill", denial, TODAY)
    assert path.read_text().startswith(before.rstrip())
    assert missing_in_drafts(desk, TODAY)["mill"] == []
    path.write_text(path.read_text().replace("draft = true", "draft = false"))
    (listed,) = listed_claims(desk, TODAY)
    assert (listed["state"], len(listed["events"])) == ("denied", 2)
    assert listed_claims(desk, TODAY, as_of=date(2026, 3, 2))[0]["state"] == "reported"


def test_a_step_that_breaks_a_rule_is_not_written(desk: Path) -> None:
    path = begin_claim(desk, MILL, TODAY)
    before = path.read_bytes()
    rumour = NewStep(
        date(2026, 3, 5), StepKind.ALLEGED, "a neighbour", hand=Hand.HEARSAY, summary="He heard."
    )
    with pytest.raises(FaultsFoundError, match="rumour"):
        add_step(desk, "mill", rumour, TODAY)
    assert path.read_bytes() == before


def test_a_claim_is_not_begun_twice_and_not_added_to_before(desk: Path) -> None:
    with pytest.raises(RefusedError, match="claim new"):
        add_step(desk, "mill", REPORT, TODAY)
    begin_claim(desk, MILL, TODAY)
    with pytest.raises(RefusedError, match="there already"):
        begin_claim(desk, MILL, TODAY)


def test_the_claims_of_2017_show_report_and_denial() -> None:
    arrests = read_desk(EXAMPLE, date(2026, 11, 1)).claims["chechnya-2017-arrests"]
    assert [(step.who, str(step.kind)) for step in arrests.steps][::3] == [
        ("Novaya Gazeta", "reported"),
        ("Ramzan Kadyrov", "denied"),
    ]
    assert "We don't have any gays." in arrests.steps[-1].words


def test_the_fictional_interviews_claims_tell_hearsay_from_first_hand() -> None:
    claims = read_desk(EXAMPLE, date(2026, 11, 1)).claims
    cellar, car = claims["karsk-yurt-cellar"], claims["karsk-yurt-car"]
    assert (cellar.fictional, cellar.steps[0].hand) == (True, Hand.HEARSAY)
    assert (car.fictional, car.steps[0].hand) == (True, Hand.FIRST)
    assert cellar.steps[0].words.startswith("I haven't come across them myself.")


def test_every_claim_of_the_example_rests_on_a_source() -> None:
    claims = read_desk(EXAMPLE, date(2026, 11, 1)).claims
    assert claims
    assert all(step.source_url or step.post for claim in claims.values() for step in claim.steps)


def test_a_draft_tells_what_is_missing_however_its_line_is_written(desk: Path) -> None:
    path = begin_claim(desk, MILL, TODAY)
    path.write_text(path.read_text().replace("draft = true", "draft=true  # for now"))
    (fault,) = missing_in_drafts(desk, TODAY)["mill"]
    assert fault.column == "against"
