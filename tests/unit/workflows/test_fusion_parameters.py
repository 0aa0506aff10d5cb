"""Which fusion parameters a forecast may use is decided by its origin date alone."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from incumbent.model.fusion_parameters import FusionParameters
from incumbent.workflows.fusion_parameters import fusion_parameters_as_of, packaged_path

ORIGINS = [date(year, month, day) for year in range(1990, 2027) for month, day in ((1, 1), (6, 30), (12, 31))]


@pytest.mark.parametrize("origin", ORIGINS[::7])
def test_set_in_use_was_learnt_before_the_origin(origin: date) -> None:
    cutoff = fusion_parameters_as_of(origin).cutoff
    assert cutoff is None or cutoff <= origin


def test_newest_usable_set_is_used_from_its_cutoff_on() -> None:
    cutoffs = sorted({fusion_parameters_as_of(origin).cutoff or date.min for origin in ORIGINS})
    for cutoff in cutoffs[1:]:
        assert fusion_parameters_as_of(cutoff).cutoff == cutoff
        assert (fusion_parameters_as_of(cutoff - timedelta(days=1)).cutoff or date.min) < cutoff


def test_start_values_serve_before_anything_was_learnt() -> None:
    assert fusion_parameters_as_of(date(2005, 1, 1)) == FusionParameters()


def test_shipped_start_values_are_those_of_the_code() -> None:
    import json

    from incumbent.model.fusion_parameters import fusion_parameters_json

    shipped = json.loads(packaged_path().read_text(encoding="utf-8"))["start"]
    assert shipped == fusion_parameters_json(FusionParameters())


def test_learnt_sets_change_only_how_far_sources_are_followed() -> None:
    start = FusionParameters()
    for origin in ORIGINS:
        used = fusion_parameters_as_of(origin)
        assert used.scale == start.scale
        assert used.lean == start.lean  # a quote equal to the curve must move nothing
        assert all(0.7 < value < 1.1 for value in used.reaction.values())


def test_other_file_of_sets_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "sets.json"
    path.write_text(
        '{"start": {"name": "a"}, "sets": [{"name": "b", "cutoff": "2015-01-01"}]}', encoding="utf-8"
    )
    assert fusion_parameters_as_of(date(2014, 12, 31), path).name == "a"
    assert fusion_parameters_as_of(date(2015, 1, 1), path).name == "b"
