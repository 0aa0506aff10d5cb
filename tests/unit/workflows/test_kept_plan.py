"""A folder of replayed Januaries is gone on with only by the plan, data and code that made it."""

import pytest

from incumbent.domain.errors import RefusedError
from incumbent.workflows import kept_plan
from incumbent.workflows.kept_plan import PLAN, keep_plan

INPUTS = {"reign/leaderlist_3_21.csv": "0" * 64}
OPTIONS = {"hindsight": False, "every": 3}


@pytest.mark.parametrize(
    ("options", "inputs", "named"),
    [
        ({**OPTIONS, "hindsight": True}, INPUTS, "hindsight"),
        ({**OPTIONS, "every": 6}, INPUTS, "every"),
        (OPTIONS, {"reign/leaderlist_3_21.csv": "1" * 64}, "inputs"),
    ],
)
def test_a_folder_of_another_plan_or_other_data_is_not_gone_on_with(tmp_path, options, inputs, named):
    keep_plan(tmp_path, OPTIONS, INPUTS, "--out")
    with pytest.raises(RefusedError, match=rf"other {named}\. Name another folder with --out"):
        keep_plan(tmp_path, options, inputs, "--out")


def test_januaries_of_other_code_are_not_gone_on_with(tmp_path, monkeypatch):
    keep_plan(tmp_path, OPTIONS, INPUTS, "--work")
    monkeypatch.setattr(kept_plan, "code_digest", lambda: "1" * 64)
    with pytest.raises(RefusedError, match=r"other code\. Name another folder with --work"):
        keep_plan(tmp_path, OPTIONS, INPUTS, "--work")


def test_the_same_plan_goes_on_in_its_folder(tmp_path):
    keep_plan(tmp_path / "new", OPTIONS, INPUTS, "--out")
    kept = (tmp_path / "new" / PLAN).read_bytes()
    keep_plan(tmp_path / "new", OPTIONS, INPUTS, "--out")
    assert (tmp_path / "new" / PLAN).read_bytes() == kept


@pytest.mark.parametrize("broken", ["{", "[]", "3", ""])
def test_a_plan_that_cannot_be_read_is_not_gone_on_with(tmp_path, broken):
    (tmp_path / PLAN).write_text(broken)
    with pytest.raises(RefusedError):
        keep_plan(tmp_path, OPTIONS, INPUTS, "--out")


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusedError, match=r"is a file\. Name a folder with --out"):
        keep_plan(tmp_path / "file", OPTIONS, INPUTS, "--out")
