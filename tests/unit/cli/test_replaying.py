"""What `train` and `backtest` refuse before they read a file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from incumbent.cli.app import app
from incumbent.domain.errors import RefusedError


def refused(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert isinstance(done.exception, RefusedError)
    return str(done.exception)


@pytest.mark.parametrize("years", [("--first-year", "2020"), ("--last-year", "2000")])
def test_some_januaries_are_not_written_over_the_sets_in_use(tmp_path: Path, years: tuple[str, str]) -> None:
    assert "Name a folder with --out" in refused("train", "--data", str(tmp_path), *years)


def test_januaries_in_a_folder_of_their_own_may_be_some(tmp_path: Path) -> None:
    out = str(tmp_path / "sets")
    said = refused("train", "--data", str(tmp_path), "--first-year", "2020", "--out", out)
    assert "leaderlist_3_21.csv is not there" in said


def test_a_scheduler_without_dask_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    said = refused(
        "backtest", "--data", str(tmp_path), "--out", str(tmp_path), "--scheduler", "tcp://127.0.0.1:8786"
    )
    assert "only with --backend dask" in said
