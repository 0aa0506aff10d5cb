"""The example desk's chances are taken apart, and asked what if."""

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError
from incumbent.workflows.explain import explain_leader

DESK = Path(__file__).resolve().parents[3] / "examples" / "desk"


def test_truss_fell_because_one_bookmaker_spoke() -> None:
    _, _, (found,) = explain_leader(
        DESK, "truss", as_of=date(2022, 10, 20), since=date(2022, 10, 6), target_dates=[date(2022, 12, 31)]
    )
    assert found.by_source[0][0] == "boylesports"
    assert found.by_source[0][1] < -0.4
    assert found.by_time + sum(move for _, move in found.by_source) == pytest.approx(found.now - found.before)


def test_explain_prints_parts_and_what_would_be_without_them() -> None:
    days = ["--as-of", "2022-10-20", "--since", "2022-10-06", "--target-date", "2022-12-31"]
    result = CliRunner().invoke(app, ["explain", str(DESK), "truss", *days, "--format", "json"])
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.output)["explanations"]
    assert found["without"]["boylesports"] > found["now"]
    assert found["oldest"]["id"] == "truss-star-2022-09-26"


def test_day_explained_must_lie_after_the_earlier_one() -> None:
    with pytest.raises(RefusedError, match="must lie before"):
        explain_leader(DESK, "truss", as_of=date(2022, 10, 6), since=date(2022, 10, 20))


@pytest.mark.parametrize("day", [date(2099, 1, 1), date(2022, 10, 20), date(2022, 1, 1)])
def test_target_date_behind_or_out_of_reach_is_refused_with_a_date_that_works(day: date) -> None:
    days = {"as_of": date(2022, 10, 20), "since": date(2022, 10, 6)}
    with pytest.raises(RefusedError, match="must lie after the day explained, 2022-10-20") as refused:
        explain_leader(DESK, "truss", **days, target_dates=[day])
    offered = date.fromisoformat(str(refused.value).rstrip(".").rpartition(" ")[2])
    (found,) = explain_leader(DESK, "truss", **days, target_dates=[offered])[2]
    assert 0 < found.now < 1
