import json
import shutil
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incumbent.domain.errors import RefusedError
from incumbent.model.parameters import parameters_from_json, parameters_json
from incumbent.workflows.parameters import packaged_folder, parameters_as_of, write_parameters


@given(st.dates(date(1960, 1, 1), date(2040, 1, 1)))
def test_the_newest_set_not_after_the_date_is_used(day):
    parameters = parameters_as_of(day)
    assert parameters.cutoff <= day
    assert parameters.cutoff == date(min(day.year, 2025), 1, 1)


def test_a_later_set_is_never_opened(tmp_path):
    shutil.copy(packaged_folder() / "base-rate-2016-01.json.gz", tmp_path)
    (tmp_path / "base-rate-2017-01.json.gz").write_text("not to be read")
    assert parameters_as_of(date(2016, 12, 31), tmp_path).name == "base-rate-2016-01"


def test_a_date_before_every_set_is_refused(tmp_path):
    shutil.copy(packaged_folder() / "base-rate-2016-01.json.gz", tmp_path)
    with pytest.raises(RefusedError, match="fitted before 2015-12-31"):
        parameters_as_of(date(2016, 1, 1) - timedelta(days=1), tmp_path)


def test_a_set_survives_writing_and_reading_byte_for_byte(tmp_path):
    path = packaged_folder() / "base-rate-2016-01.json.gz"
    again = write_parameters(parameters_as_of(date(2016, 6, 1)), tmp_path)
    assert again.read_bytes() == path.read_bytes()


def test_another_format_is_refused():
    plain = parameters_json(parameters_as_of(date(2016, 6, 1)))
    plain["format"] = "incumbent-base-rate-0"
    with pytest.raises(RefusedError, match="Train it again"):
        parameters_from_json(json.loads(json.dumps(plain)))
